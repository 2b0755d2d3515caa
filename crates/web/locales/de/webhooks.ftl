# Wohin eine Organisation sich melden lässt, was geschieht: die Seite und ihre Texte.

zone-webhook = Adresse
zone-topic = Worüber Sie Nachricht wünschen
anomaly-webhook-003 = Adresse: Dorthin kann nichts gesendet werden.
anomaly-webhook-003-mend = Geben Sie eine vollständige Adresse an, die mit https:// beginnt, ohne Benutzernamen, Passwort oder # darin.
anomaly-webhook-005 = Adresse: Dorthin wird nichts gesendet.
anomaly-webhook-005-mend = Geben Sie eine Adresse im öffentlichen Internet an, auf Port 443 oder über 1023.
anomaly-webhook-006 = Adresse: Sie erhält schon Nachrichten.
anomaly-webhook-006-mend = Beenden Sie zuerst die andere, oder geben Sie eine andere Adresse an.
anomaly-webhook-053 = Adresse: Der Betreiber dieser Installation lässt nichts senden.
anomaly-webhook-053-mend = Fragen Sie den Betreiber, oder lassen Sie Ihre Software selbst nach Änderungen fragen.
anomaly-webhook-901 = Adresse: Es gibt schon { $limit }.
anomaly-webhook-901-mend = Beenden Sie zuerst eine, die nicht mehr benutzt wird.
