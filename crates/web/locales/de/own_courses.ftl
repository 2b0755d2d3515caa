# Quick registration, series, the course list, certificates.

quick = Schnell eintragen
quick-lead = Für eine Kurzunterweisung eines ganzen Teams: ein Name, wer dabei war, fertig.
quick-title = Worum ging es?
quick-everybody = Alle im Dienst
quick-duration-hint = Leer: wie in Ihrer Kursliste, sonst { $likely }.
quick-day = Tag
quick-whole = Personen einzeln auswählen oder mehr angeben
training-teams = Ganze Teams
training-add-teams = Teams hinzufügen
training-copy-people = Noch eine, mit denselben Personen
training-did-registerSeries = In einer Reihe geplant
series = Reihe planen
series-lead = Dieselbe Weiterbildung jede Woche oder jeden Monat: einmal geplant, einzeln abzuschließen.
series-check = Reihe prüfen
series-days = Tage
series-rhythm = Wie oft?
series-every-week = Jede Woche
series-every-fortnight = Alle zwei Wochen
series-every-month = Jeden Monat
series-every-quarter = Jedes Quartal
series-times = Wie viele Male?
series-times-hint = Das erste Mal eingerechnet, höchstens 60.
done-training-series = Die Reihe ist geplant.
courses = Kursliste
courses-lead = Die Weiterbildungen, die Sie oft geben. Wer einen Namen eintippt, bekommt sie vorgeschlagen.
courses-none = Die Kursliste ist leer
courses-none-text = Tragen Sie wiederkehrende Weiterbildungen ein: Name, Dauer, Bildungsträger und wie lange das Zertifikat gilt.
course-add = Kurs hinzufügen
course-change = Kurs ändern
course-remove = Von der Liste nehmen
course-no-end = Ohne Ablauf
course-certificate = Wer teilnimmt, erhält ein Zertifikat
course-valid = Gültigkeit des Zertifikats in Monaten
course-valid-hint = Leer: sie läuft nicht ab.
side-certificates = Zertifikate
certificate-lead = Wer darf diese Aufgabe noch ausführen, und bis wann? Ein Zertifikat gilt noch an seinem letzten Tag.
certificate-title = Zertifikat oder Weiterbildung
certificate-show = Anzeigen
certificate-followed = Teilgenommen am
certificate-gone = ausgeschieden
certificate-kinds = Alle Zertifikate
certificate-valid = Gültig
certificate-all = Je erworben
certificate-none = teilgenommen, ohne Zertifikat
certificate-no-end = gültig ohne Ablauf
certificate-empty = Noch keine Zertifikate
certificate-nobody = Niemand hat das besucht
certificate-empty-text = Zertifikate erscheinen hier, sobald sie bei einer besuchten Weiterbildung stehen.
history-registerSeries = Reihe von Weiterbildungen geplant
history-setCourse = Kursliste geändert
history-withdrawCourse = Kurs von der Liste genommen
history-attachEvidence = Nachweis hinzugefügt
history-removeEvidence = Nachweis entfernt
history-attachments = Liste der Nachweise angesehen
history-attachment = Nachweis angesehen
history-ownAttachments = eigene Nachweise angesehen
history-teamMembers = Mitglieder eines Teams gesucht
history-holders = Inhaber eines Zertifikats angesehen
course-months =
    { $count ->
        [one] 1 Monat gültig
       *[other] { $count } Monate gültig
    }
certificate-days =
    { $count ->
        [0] heute der letzte Tag
        [one] noch 1 Tag
       *[other] noch { $count } Tage
    }
certificate-sentence =
    { $count ->
        [0] Niemand im Dienst darf das noch: { $title }.
        [one] Eine Person im Dienst darf das noch: { $title }.
       *[other] { $count } Personen im Dienst dürfen das noch: { $title }.
    }
certificate-on = An welchem Tag?
certificate-on-hint = Auch ein künftiger Tag, etwa der Beginn einer Baustelle.
certificate-kinds-on = Alle Zertifikate am { $date }
certificate-sentence-on =
    { $count ->
        [0] Niemand, der am { $date } im Dienst ist, darf das dann: { $title }.
        [one] Eine Person im Dienst darf das am { $date }: { $title }.
       *[other] { $count } Personen im Dienst dürfen das am { $date }: { $title }.
    }
certificate-shown = vom Arbeitnehmer gezeigt
certificate-next = Erstes läuft ab am
training-copy-series = Wiederholen
