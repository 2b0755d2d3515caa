# Trainings that training providers report, and what employers make of them.

side-given = Gegebene Weiterbildungen
side-reported = Gemeldete Weiterbildungen
given-lead = Was Sie melden, geht an die Arbeitgeber der Teilnehmer. Sie prüfen es; erst dann zählt es.
given-none = Sie haben noch nichts gemeldet.
given-new = Weiterbildung melden
given-new-lead = Ein Formular für Teilnehmer aller Arbeitgeber. Jeder Arbeitgeber sieht nur seine eigenen Leute.
given-duration-hint = Für wer alles besucht: 7:36, 7,5 h oder 456 min.
given-certificate = Zertifikat
given-certificate-yes = Die Teilnehmer erhielten ein Zertifikat
given-valid-until = Zertifikat gültig bis
given-participants = Teilnehmer
given-participants-hint = Einer pro Zeile: Unternehmensnummer des Arbeitgebers, ENSS, Name. Drei Spalten einer Tabelle können Sie einfügen.
given-line = Zeile { $line }: { $text }
given-link-question = Teilnehmer, deren Nummer Sie nicht kennen
given-link-yes = Selbst mit einem Link oder QR-Code bestätigen lassen
given-send = Melden
given-link = Link für die Teilnehmer
given-link-lead = Wer { $title } besuchte, öffnet diesen Link, meldet sich an und bestätigt. Sie sehen den Namen, nie die Nummer.
given-link-once = Der Link wird nur jetzt gezeigt: Bewahren Sie ihn auf, oder drucken Sie den Code.
given-link-code = Derselbe Link als QR-Code
given-link-on = Zur Meldung
given-when = Wann
given-made = Gemeldet
given-name = Name
given-nobody = Noch niemand hat bestätigt.
given-withdraw = Meldung zurückziehen
given-withdraw-lead = Was noch auf Antwort wartet, verschwindet bei den Arbeitgebern, und der Link gilt nicht mehr.
done-given-sent = Die Weiterbildung ist gemeldet.
done-given-withdrawn = Die Meldung ist zurückgezogen.
attend-title = Bestätigen Sie, dass Sie diese Weiterbildung besucht haben
attend-lead = Der Bildungsanbieter sieht Ihren Namen, nicht Ihre Nummer. Ihr Arbeitgeber prüft die Meldung.
attend-employer = Für welchen Arbeitgeber?
attend-confirm = Als { $name } bestätigen
attend-confirmed = Sie haben das schon bestätigt.
attend-nobody = Sie stehen bei keinem Arbeitgeber in diesem Register. Bitten Sie den Bildungsanbieter um einen Nachweis der Teilnahme.
done-attendance-confirmed = Sie haben bestätigt, dass Sie die Weiterbildung besucht haben. Ihr Arbeitgeber prüft es.
reported-lead = Bildungsanbieter melden, was sie gaben. Was Sie annehmen, wird registriert. Antwortet niemand binnen 30 Tagen, zählt nichts: Es bleibt hier als verspätet stehen, und der Arbeitnehmer sieht das.
reported-none = Nichts wartet auf Sie
reported-none-text = Wenn ein Bildungsanbieter etwas für Ihre Arbeitnehmer meldet, steht es hier.
reported-accept-all =
    { $count ->
        [one] Eine Meldung ohne Doppel annehmen
       *[other] Alle { $count } Meldungen ohne Doppel annehmen
    }
reported-accept = Angekreuzte annehmen
reported-dispute = Nicht einverstanden
reported-dispute-do = Für Angekreuzte bestreiten
reported-reason = Warum nicht?
reported-reason-hint = Bildungsanbieter und Arbeitnehmer lesen das.
reported-tick = Ankreuzen, um zu bestreiten
reported-unknown = Steht nicht unter Ihren Arbeitnehmern. Fügen Sie die Person hinzu, wenn sie bei Ihnen arbeitet, oder bestreiten Sie.
reported-account = Weiterbildungskonto
reported-told = gemeldet als { $name }
reported-due = antworten bis { $date }
reported-by-link = selbst bestätigt
reported-answered = Was beantwortet ist
reported-reopen = Rückgängig machen
reported-waiting = wartet auf Antwort
reported-accepted = angenommen
reported-merged = zusammengeführt
reported-disputed = bestritten
reported-withdrawn = zurückgezogen
done-reported-accepted = Die Weiterbildung ist wie gemeldet registriert. Sie können sie noch berichtigen.
done-reported-disputed = Die Meldung ist bestritten.
done-reported-merged = Zusammengeführt: ein Eintrag mit zwei Quellen, einmal gezählt.
done-reported-reopened = Die Meldung wartet wieder auf Antwort.
alike-title = Vielleicht schon registriert
alike-score = Übereinstimmung { $score } von 100: { $reasons }.
alike-sameDays = dieselben Tage
alike-commonDay = ein gemeinsamer Tag
alike-nearDays = höchstens eine Woche Abstand
alike-sameDuration = dieselbe Dauer
alike-nearDuration = fast dieselbe Dauer
alike-sameTitle = derselbe Name
alike-alikeTitle = ein ähnlicher Name
alike-merge = Es ist dieselbe: zusammenführen
own-reported = Von Bildungsanbietern gemeldet
own-reported-lead = Was noch auf Antwort wartet, zählt nicht mit.
own-reported-due = { $employer } antwortet bis { $date }
own-reported-late = { $employer } hätte bis { $date } antworten sollen
tasks-reported = Gemeldete Weiterbildungen prüfen
tasks-source-reported = Innerhalb von 30 Tagen nach der Meldung.
tasks-act-reported = Zu den Meldungen
tasks-count-reported =
    { $count ->
        [one] Eine Meldung
       *[other] { $count } Meldungen
    }
tasks-access = Durchgehen, wer { $year } Zugang hat
tasks-source-access = Einmal im Jahr: Nötige Zugänge bleiben, die übrigen beenden Sie.
tasks-act-access = Zum Zugang
reported-change = Mit einer Änderung annehmen
reported-change-lead = Ändern Sie, was anders war. Was gemeldet wurde, bleibt daneben stehen, und der Bildungsanbieter sieht, was Sie an Name, Tagen, Dauer, Art, Fachgebiet und Ort geändert haben.
reported-change-told = Gemeldet
reported-change-for = Für wen
reported-change-do = Mit dieser Änderung annehmen
reported-accepted-changed = mit einer Änderung angenommen
done-reported-accepted-changed = Die Weiterbildung ist mit Ihrer Änderung registriert. Was gemeldet wurde, steht daneben.
training-reported-by = Gemeldet von { $provider } am { $date }
training-as-reported = Wie gemeldet registriert.
training-not-as-reported = Gemeldet → registriert
