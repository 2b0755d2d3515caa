# Weiterbildungen: die Liste, das Eintragen, eine Weiterbildung, was mit ihr geschieht, ihr Verlauf.

trainings-title = Weiterbildungen
trainings-register = Weiterbildung eintragen
trainings-filter = Filtern
trainings-withdrawn = Auch zurückgezogene
trainings-all = Alle
trainings-all-years = Alle Jahre
trainings-year = Jahr des Beginns
trainings-none = Noch keine Weiterbildungen
trainings-none-text = Eine hier registrierte Weiterbildung steht im Konto jedes Teilnehmers.
trainings-none-fit = Keine Weiterbildung passt
trainings-none-fit-text = Versuchen Sie einen anderen Namen, Status oder ein anderes Jahr.
trainings-show-all = Alle Weiterbildungen zeigen

training-title = Name der Weiterbildung
training-start = Anfangsdatum
training-end = Enddatum
training-end-hint = Leer lassen für eine Weiterbildung von einem Tag.
training-when = Wann
training-duration = Dauer
training-duration-hint = Für jemanden, der alles besucht: 7:36, 7,5 Std., 456 Min. oder 0,5 Tag. Ein Tag ist hier { $day }.
training-minutes = { $minutes } Min.
training-status = Status
training-status-planned = Geplant
training-status-planned-hint = Geht erst vom Kredit ab, wenn sie besucht wurde.
training-status-completed = Absolviert
training-status-completed-hint = Ist absolviert und zu Ende.
training-status-notFollowed = Nicht besucht
training-status-notEligible = Nicht anrechenbar
training-count-planned = { $count } geplant
training-count-completed = { $count } absolviert
training-count-notFollowed = { $count } nicht besucht
training-count-notEligible = { $count } nicht anrechenbar
training-kind = Formell oder informell
training-kind-unknown = Nicht bekannt
training-kind-formal = Formell
training-kind-formal-hint = Ein Kurs oder Praktikum, dessen Ort und Ablauf ein Ausbilder festlegt.
training-kind-informal = Informell
training-kind-informal-hint = Anderes Lernen, das mit der Arbeit zu tun hat: Anleitung am Arbeitsplatz, Coaching, Kongress, Selbststudium.
training-field = Bildungsfeld
training-field-hint = Wählen Sie ein Feld, oder geben Sie einen Code mit 2, 3 oder 4 Ziffern an (ISCED-F 2013).
training-provider = Anbieter
training-place = Ort
training-nature = Art
training-nature-hint = Worum es geht, in Ihren eigenen Worten.
training-funding = Finanzierung
training-funding-hint = Wer bezahlt: das Unternehmen, ein Sektorenfonds, ein Zuschuss.
training-cla = KAA-Nummer
training-cla-hint = Registrierungsnummer des kollektiven Arbeitsabkommens, auf dem sie beruht.
training-counts = Zählt sie?
training-counts-yes = Geht vom Kredit ab
training-counts-no = Zählt nicht
training-counts-flemishTrainingLeave = Zählt nicht: flämischer Bildungsurlaub (VOV)
training-counts-paidEducationalLeave = Zählt nicht: bezahlter Bildungsurlaub (BEV)
training-counts-outsideProfession = Zählt nicht: außerhalb des beruflichen Rahmens
training-counts-guide = Nicht sicher? Vier Fragen geben die Antwort (öffnet ein neues Fenster)
training-certificate = Zertifikat
training-certificate-none = Keines
training-certificate-yes = Erworben
training-certificate-until = Gültig bis { $date }
training-certificate-all = Alle Teilnehmer haben ein Zertifikat erworben
training-valid-until = Zertifikat gültig bis
training-valid-until-hint = Der letzte Tag, an dem es gilt. Leer lassen, wenn es kein Ende hat.
training-split = Verteilung auf die Jahre
training-split-hint = Nur wenn sie über mehr als ein Kalenderjahr läuft, etwa 2025: 12 Std.; 2026: 7:36. Leer zählt alles im Jahr des Endes.
training-split-end = Alles in { $year }, dem Jahr des Endes.

training-who = Wer nimmt teil?
training-what = Was, wann und wie lange?
training-more = Mehr zu dieser Weiterbildung (freiwillig)
training-name = Name
training-participants = Teilnehmer
training-people =
    { $count ->
        [one] 1 Person
       *[other] { $count } Personen
    }
training-takes-part = Nimmt teil
training-untick = Entfernen Sie das Häkchen bei denen, die nicht teilnehmen.
training-nobody = Niemand
training-nobody-yet = Noch niemand gewählt. Suchen Sie einen Namen oder fügen Sie eine Liste ein.
training-search = Arbeitnehmer suchen
training-search-hint = Ein Teil eines Namens. Leer werden alle gezeigt, die im Dienst sind.
training-search-do = Suchen
training-found = Gefunden: Wer teilnimmt, bekommt ein Häkchen
training-found-more = Nur die ersten werden gezeigt. Geben Sie mehr vom Namen ein.
training-found-nobody = Niemand dieses Namens wurde gefunden.
training-add-ticked = Personen mit Häkchen hinzufügen
training-paste-open = Liste einfügen
training-paste = ENSS-Nummern oder Namen
training-paste-hint = Eine Person je Zeile.
training-paste-do = Nachschlagen
training-paste-answers = Was gefunden wurde
training-line-found = Gefunden
training-line-nobody = Nicht gefunden. Verbessern oder entfernen Sie die Zeile.
training-line-several = mehrere Personen passen, wählen Sie

training-new = Weiterbildung eintragen
training-new-check = Weiterbildung prüfen
training-planned-note = (geht erst vom Kredit ab, wenn sie absolviert ist)
training-steps = Eine Weiterbildung eintragen
training-step-fill = Ausfüllen
training-step-check = Prüfen
training-step-done = Eingetragen

training-correct = Weiterbildung verbessern
training-correct-check = Verbesserung prüfen
training-add-people = Teilnehmer hinzufügen
training-added = Hinzugefügt
training-added-status = Status der Hinzugefügten
training-each = Jeder Teilnehmer
training-each-hint = Wer die Dauer der Weiterbildung hat, folgt ihr, wenn Sie sie oben ändern.
training-rows-search = Teilnehmer suchen
training-rows-hidden =
    { $count ->
        [one] Ein Teilnehmer wird unten nicht gezeigt und folgt der Weiterbildung.
       *[other] { $count } Teilnehmer werden unten nicht gezeigt und folgen der Weiterbildung.
    }
training-meanwhile = Inzwischen geändert
training-conflict = Jemand anderes hat diese Weiterbildung geändert, während Sie daran waren
training-conflict-text = Von Ihnen ist nichts verloren: Was Sie eingegeben haben, steht noch im Formular. Sehen Sie nach, was sich geändert hat, und fahren Sie dann fort.

training-nothing = nichts
training-old-new = { $old } → { $new }
training-withdrawn = Zurückgezogen
training-in-force = Gültig
training-standing = Eintragung
training-as-known = Wie bekannt am { $moment }
training-as-known-text = So stand es damals im Register. Es kann seither geändert worden sein.
training-is-withdrawn = Diese Weiterbildung wurde zurückgezogen
training-is-withdrawn-text = Sie zählt für niemanden mehr. Sie kann wiederhergestellt werden.
training-complete-from = Kann ab { $date } als absolviert markiert werden
training-complete-from-text = Eine geplante Weiterbildung kann als absolviert markiert werden, sobald ihr letzter Tag gekommen ist.

training-complete = Als absolviert markieren
training-complete-lead = Alle, die geplant waren, haben sie besucht, außer denen, die Sie als abwesend ankreuzen.
training-complete-people = Wer war abwesend?
training-complete-check = Prüfen: Weiterbildung absolviert
training-complete-nobody = Es gibt keine geplanten Teilnehmer mehr.
training-withdraw = Zurückziehen
training-withdraw-lead = Was zurückgezogen ist, zählt nicht mehr, bleibt aber im Verlauf und kann wiederhergestellt werden.
training-withdraw-people = Teilnehmer
training-withdraw-check = Prüfen: zurückziehen
training-withdraw-all-hint = Alle Teilnehmer und die Weiterbildung selbst.
training-restore = Wiederherstellen
training-restore-lead = Was wiederhergestellt wird, zählt wieder wie zuvor.
training-restore-people = Zurückgezogene Teilnehmer
training-restore-check = Prüfen: wiederherstellen
training-restore-all-hint = Die Weiterbildung mit allen, die zurückgezogen wurden.
training-restore-nobody = Niemand wurde zurückgezogen.
training-copy = Noch eine solche eintragen
training-back = Zurück zur Weiterbildung
training-whom = Für wen?
training-whom-all = Die ganze Weiterbildung
training-whom-some = Nur die Angekreuzten
training-chosen = Gewählt
training-present = Absolviert
training-absent = Abwesend

training-history = Verlauf der Weiterbildung
training-known-on = Wie bekannt am
training-known-on-hint = Zeigt, was am Ende dieses Tages im Register stand.
training-known-do = Zeigen
training-known-after = Die Weiterbildung nach dieser Änderung vom { $moment }
training-not-yet-known = Die Weiterbildung stand noch nicht im Register: sie wurde am { $moment } registriert.
training-did-registerTraining = Eingetragen
training-did-correctTraining = Verbessert
training-did-completeTraining = Absolviert
training-did-withdrawTraining = Zurückgezogen
training-did-restoreTraining = Wiederhergestellt
training-role-accessManager = Zugangsverwalter
training-role-registrar = Personalabteilung
training-role-reader = Leser
training-role-employee = Arbeitnehmer
training-role-operator = Betreiber
training-role-system = das Register selbst
training-channel-web = im Browser
training-channel-commandLine = auf der Befehlszeile
training-channel-system = von selbst
training-by = { $name }, { $role }, { $channel }
training-joined = aufgenommen als { $status }, { $duration }

done-training-registered = Die Weiterbildung ist registriert.
done-training-corrected = Die Verbesserung ist registriert.
done-training-completed = Die Weiterbildung ist als absolviert markiert.
done-training-withdrawn = Zurückgezogen.
done-training-restored = Wiederhergestellt.

anomaly-duration-003 = Dauer: liegt zwischen { $below } und { $above }, keine ganze Zahl von Minuten.
anomaly-duration-003-mend = Geben Sie { $below } oder { $above } an.
anomaly-participants-022 =
    { $count ->
        [one] Teilnehmer: für eine eingefügte Zeile ist noch niemand gewählt.
       *[other] Teilnehmer: für { $count } eingefügte Zeilen ist noch niemand gewählt.
    }
anomaly-participants-022-mend = Wählen Sie, wer gemeint ist, verbessern Sie die Zeile oder entfernen Sie sie.
anomaly-split-003 = Verteilung auf die Jahre: nicht lesbar.
anomaly-split-003-mend = Schreiben Sie ein Jahr und eine Dauer, etwa 2025: 12 Std.; 2026: 7:36.
trainings-no-ssin = Das sieht nach einer ENSS aus. Weiterbildungen sucht man nach ihrem Namen; eine Person sucht man unter Arbeitnehmer.
training-whom-missing = Wählen Sie, für wen: die ganze Weiterbildung oder nur die Angekreuzten.
training-origin = Herkunft
training-copied = Kopie aus dem öffentlichen FLA
training-copied-text = Diese Angaben stammen aus einer Datei, die jemand aus dem öffentlichen FLA gespeichert hat. Niemand hat sie überprüft.
training-copied-file = Der Import mit der Datei
training-copied-check = Ich habe es überprüft: es stimmt
training-copy-checked = Als überprüft vermerkt.
