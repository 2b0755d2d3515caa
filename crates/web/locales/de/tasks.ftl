# Was zu tun ist.

side-tasks = Aufgaben
history-tasks = Aufgaben angesehen
tasks-lead = Was als Nächstes zu tun ist, nach dem Stand des Registers am { $today }. Eine Aufgabe verschwindet, sobald sie erledigt ist.
tasks-none = Nichts zu tun
tasks-none-text = Sobald es Arbeitnehmer gibt, steht hier, was bis wann zu tun ist.
tasks-due = Fällig
tasks-overdue =
    { $days ->
        [one] Seit gestern überfällig
       *[other] Seit { $days } Tagen überfällig
    }
tasks-left =
    { $days ->
        [0] Heute
        [one] Morgen
       *[other] In { $days } Tagen
    }
tasks-people =
    { $count ->
        [0] Niemand, von dem das Register weiß
        [one] Eine Person
       *[other] { $count } Personen
    }
tasks-certificates =
    { $count ->
        [one] Ein Zertifikat
       *[other] { $count } Zertifikate
    }
tasks-late =
    { $count ->
        [one] davon eine überfällig
       *[other] davon { $count } überfällig
    }
tasks-quarter = Erfassen, was im { $quarter } absolviert wurde
tasks-new = Daten neuer Arbeitnehmer ergänzen
tasks-verify = Weiterbildungsansprüche des Jahres { $year } prüfen
tasks-notice = Allen den Saldo des Jahres { $year } mitteilen
tasks-advice = Stellungnahme zum Weiterbildungsplan { $year } einholen
tasks-plan = Weiterbildungsplan { $year } erstellen
tasks-certificates-ended = Geendete Zertifikate erneuern
tasks-certificates-week = Zertifikate erneuern, die innerhalb von 7 Tagen enden
tasks-certificates-month = Zertifikate erneuern, die innerhalb von 30 Tagen enden
tasks-certificates-quarter = Zertifikate erneuern, die innerhalb von 90 Tagen enden
tasks-source-quarter = Bis zum Ende des Monats nach dem Quartal: die Frist des Federal Learning Account (Gesetz vom 20. Oktober 2023). Der öffentliche Dienst endete am 1. Januar 2026; dieses Register behält seinen Rhythmus.
tasks-source-new = Innerhalb von 60 Tagen nach Beginn: die Frist des Federal Learning Account (Gesetz vom 20. Oktober 2023), die dieses Register beibehält.
tasks-source-verify = Innerhalb von 30 Tagen nach der Berechnung: die Frist des Federal Learning Account, die dieses Register beibehält.
tasks-source-certificates = Der letzte Gültigkeitstag des Zertifikats.
tasks-source-notice = Mindestens einmal im Jahr, mit dem Recht auf Einsicht und Berichtigung (Königlicher Erlass vom 5. Dezember 2017).
tasks-source-advice = Stellungnahme bis 15. März, für Unternehmen ab 20 Arbeitnehmern (Gesetz vom 3. Oktober 2022).
tasks-source-plan = Jedes Jahr bis 31. März, für Unternehmen ab 20 Arbeitnehmern (Gesetz vom 3. Oktober 2022).
tasks-act-quarter = Weiterbildungen registrieren
tasks-act-new = Daten ergänzen
tasks-act-verify = Rechte prüfen
tasks-act-certificates = Wer kann es noch?
tasks-act-notice = Zu den Mitteilungen
tasks-act-advice = Zahlen als Grundlage
tasks-act-plan = Zahlen als Grundlage
history-setDigest = Aufgaben per Mail ein- oder ausgeschaltet
history-digest = Übersicht der Aufgaben geschrieben
history-outbox = Postausgang angesehen
digest-title = Aufgaben per E-Mail
digest-lead = Montagmorgens oder an jedem Werktag die Aufgaben dieses Arbeitgebers mit ihren Tagen und Anzahlen. In keiner Mail steht ein Name oder eine Nummer eines Arbeitnehmers.
digest-not-sent = Diese Installation verschickt keine E-Mails: Es ist kein Mailserver eingestellt. Was verschickt würde, steht im Postausgang.
digest-often = Wie oft?
digest-weekly = Jede Woche
digest-off = Gar nicht
digest-address = Ihre E-Mail-Adresse
digest-address-hint = Nur für diese Übersicht.
digest-language = In welcher Sprache?
digest-save = Speichern
done-digest-set = Gespeichert.
digest-subject = { $employer }: { $count } Aufgaben im Weiterbildungsregister
digest-subject-overdue = { $employer }: überfällig im Weiterbildungsregister: { $count }
digest-greeting = Aufgaben von { $employer } nach dem Stand des Weiterbildungsregisters am { $today }:
digest-overdue = überfällig
digest-more = Und { $count } weitere.
digest-link = Die Liste, mit der Handlung neben jeder Aufgabe: { $link }
digest-stop = Um diese E-Mail nicht mehr zu erhalten: { $link }
outbox-title = Postausgang
outbox-lead = Die letzten 50 E-Mails zu diesem Arbeitgeber; sie werden 90 Tage aufbewahrt.
outbox-none = Noch keine E-Mail
outbox-none-text = Sobald jemand eine Übersicht wünscht, steht hier, was geschrieben wurde.
outbox-waiting = wartet
outbox-sent = verschickt
outbox-failed = nicht verschickt
digest-daily = An jedem Werktag
tasks-count-questions = 
    { $count ->
        [one] Eine Frage
       *[other] { $count } Fragen
    }
tasks-open = Sagen Sie von geplanten Weiterbildungen im { $quarter }, ob sie besucht wurden
tasks-act-open = Als absolviert markieren
tasks-questions = Beantworten Sie Fragen von Arbeitnehmern
tasks-source-questions = Der letzte Tag für eine Antwort, wie er dem Arbeitnehmer genannt wurde.
tasks-act-questions = Zu den Fragen
tasks-settle = Als erledigt vermerken
tasks-settle-text = Das Register kann das nicht aus seinen Daten wissen. Vermerken Sie den Tag, an dem es geschah; die Aufgabe verschwindet dann aus der Liste.
tasks-settle-save = Vermerken
tasks-settle-back = Doch nicht erledigt
tasks-done-on = Erledigt am
tasks-done-by = erledigt am { $date }, vermerkt von { $who }
tasks-done = Als erledigt vermerkt
done-task-settled = Vermerkt.
history-settleTask = Aufgabe als erledigt vermerkt oder zurückgenommen
tasks-everywhere = Aufgaben aller meiner Arbeitgeber
tasks-everywhere-lead = 
    { $count ->
        [one] Von einem Arbeitgeber, am { $today }, die dringendsten zuerst.
       *[other] Von { $count } Arbeitgebern, am { $today }, die dringendsten zuerst.
    }
tasks-left-out = 
    { $count ->
        [one] Ein weiterer Arbeitgeber steht nicht dabei; öffnen Sie ihn einzeln.
       *[other] { $count } weitere Arbeitgeber stehen nicht dabei; öffnen Sie diese einzeln.
    }
