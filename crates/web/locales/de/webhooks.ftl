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
history-addWebhook = Adresse für Nachrichten hinzugefügt
history-endWebhook = Adresse für Nachrichten beendet
history-resumeWebhook = Nachrichten fortgesetzt
history-testWebhook = Testnachricht verlangt
history-replayWebhook = Nachrichten erneut gesendet
history-webhooks = Adressen für Nachrichten
history-webhook = Software gemeldet
webhook-title = Nachrichten an Software
webhook-lead = Lassen Sie Ihre Software sofort wissen, was sich hier ändert. Eine Nachricht sagt, was sich geändert hat und wo es zu lesen ist, nie, um wen es geht.
webhook-none = An keine Adresse wird etwas gesendet.
webhook-off = Der Betreiber dieser Installation lässt nichts senden. Ihre Software kann selbst nach Änderungen fragen.
webhook-add = Adresse hinzufügen
webhook-address-hint = Wo Ihre Software Nachrichten empfängt: eine Adresse im öffentlichen Internet, die mit https:// beginnt.
topic-trainings = Weiterbildungen
topic-rights = Rechte und Kredit
topic-employees = Arbeitnehmer
topic-questions = Fragen und Meldungen
webhook-whom = Von wem
webhook-whom-hint = Von einem Arbeitgeber, den Sie betreuen, nur solange das Mandat in Kraft ist.
webhook-own = meine eigene Organisation
webhook-served = Arbeitgeber, die wir betreuen
webhook-state = Zustand
webhook-works = Letzte Nachricht angenommen am { $moment }.
webhook-nothing-yet = Es wurde noch nichts gesendet.
webhook-failing = Nicht angenommen seit { $moment }: { $answer } Es wird von selbst wieder versucht.
webhook-paused = Angehalten seit { $moment }: { $answer }
webhook-answer-status = die Antwort war { $status }.
webhook-answer-address = an diese Adresse wird nichts gesendet.
webhook-answer-timeout = es kam nicht rechtzeitig eine Antwort.
webhook-answer-connection = niemand hat geantwortet.
webhook-key = Schlüssel zum Prüfen der Nachrichten
webhook-test = Testnachricht senden
webhook-test-text = Ihre Software erhält eine Nachricht, die nur sagt, dass sie ein Test ist.
webhook-replay = Erneut senden
webhook-replay-text = Alles seit einem Tag, oder eine Nachricht. Was schon ankam, kommt noch einmal an, unter derselben ID.
webhook-since = Alles seit
webhook-event = Oder eine Nachricht
webhook-event-hint = Ihre ID, zum Beispiel 0100000169.2f08341b-…
webhook-resume = Weiter senden
webhook-resume-text = Was inzwischen geschah, wird zuerst gesendet.
webhook-end = Nichts mehr senden
webhook-end-sure = Von jetzt an wird an diese Adresse nichts mehr gesendet.
done-webhook-added = Die Adresse wurde hinzugefügt. Senden Sie jetzt eine Testnachricht.
done-webhook-tested = Die Testnachricht ist unterwegs.
done-webhook-replayed = Es wird erneut gesendet.
done-webhook-resumed = Es werden wieder Nachrichten gesendet.
done-webhook-ended = An diese Adresse wird nichts mehr gesendet.
access-webhooks = Adressen, an die Nachrichten über Änderungen gesendet werden.
do-webhook-make = Software wissen lassen, was sich ändert
do-webhook-make-text =
    1. Öffnen Sie **{ side-access } › { webhook-title }**, geben Sie die Adresse an, die der Lieferant des Programms nennt, kreuzen Sie an, was es wissen soll, und drücken Sie **{ webhook-add }**.
    2. Geben Sie den Schlüssel und seine Adresse an den Lieferanten weiter: Damit sieht das Programm, dass eine Nachricht von hier kommt.
    3. Drücken Sie **{ webhook-test }**. Die Seite zeigt dann, ob die Nachricht angenommen wurde.

    Was nicht angenommen wird, wird drei Tage lang wieder versucht. Danach ist es angehalten; **{ webhook-resume }** sendet, was inzwischen geschah.
