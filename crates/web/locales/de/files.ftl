# Batch files: sending them, what came of them, and what they look like.

side-files = Batchdateien
files-lead = Senden Sie eine XML-Datei mit vielen Änderungen: Weiterbildungen, Weiterbildungsrechte, Arbeitnehmer und Beschäftigungen, für Sie selbst und für alle, die Ihnen ein Mandat gaben.
files-environment = Was mit der Datei geschieht
files-environment-real = Echt
files-environment-real-hint = Die Formulare werden ausgeführt.
files-environment-simulation = Simulation
files-environment-simulation-hint = Erst schauen: Alles wird geprüft, als ob es echt wäre, und nichts wird geschrieben.
files-environment-test = Kreislauftest
files-environment-test-hint = Nur, ob die Datei ankommt, gelesen werden kann und eine Antwort erhält. Das Register wird nicht befragt.
files-choose = Batchdatei
files-choose-hint = Eine XML-Datei nach dem Schema, höchstens 2 GiB. Die Antworten kommen in der Sprache dieser Seite.
files-signature = Signatur (falls vorhanden)
files-signature-hint = Die FS-Datei: eine abgetrennte CMS-Signatur dieser Datei, in Base64. Nötig, wo der Betreiber des Registers sie verlangt.
files-drop = Datei hierher ziehen oder auswählen
files-send = Senden
files-sending = Die Datei wird gesendet
files-what-text =
    Die Datei wird zuerst bis zum Ende gelesen. Ist sie als Ganzes nicht in Ordnung, wird sie abgelehnt und nichts ändert sich. Danach steht oder fällt jedes Formular für sich.

    - Sie erhalten sofort ein ACRF: Die Datei ist übernommen oder abgelehnt.
    - Danach ein NOTI: was aus jedem Formular wurde, mit Zeile, Spalte und Code.
    - Nur was abgelehnt ist, müssen Sie noch einmal senden. Ein Formular, das Sie zweimal senden, wird einmal ausgeführt.
files-format = Wie eine Batchdatei aussieht
files-export = Was das Register enthält
files-export-text = Arbeitnehmer, Beschäftigungen, von Hand gesetzte Rechte und Weiterbildungen als eine Batchdatei. Senden Sie sie wieder ein, ändert sich nichts; ein anderes Register übernimmt sie.
files-export-get = Batchdatei herunterladen
files-sent = Gesendete Dateien
files-none = Es wurde noch keine Datei gesendet.
files-name = Datei
files-received = Erhalten
files-folder = Ordner des Absenders
files-signer = Signiert mit dem Zertifikat (SHA-256)
files-finished = Fertig
files-ticket = Ticket
files-form-count = Formulare
files-forms =
    { $count ->
        [one] ein Formular
       *[other] { $count } Formulare
    }
files-forms-refused =
    { $count ->
        [one] eines abgelehnt
       *[other] { $count } abgelehnt
    }
files-state-received = Die Datei wird gelesen
files-state-taken = Die Formulare werden bearbeitet
files-state-refused = Abgelehnt
files-state-stopped = Angehalten
files-state-partly = Fertig, nicht alles angenommen
files-state-done = Fertig
files-one = Batchdatei
files-whole = Warum die Datei abgelehnt ist
files-value = Wert
files-answers = Antworten zum Aufbewahren
files-answers-text = Das ACRF sagt, ob die Datei übernommen ist, das NOTI, was aus jedem Formular wurde. Die CSV-Datei ist dasselbe als Tabelle.
files-cleared = Was zu den abgelehnten Formularen gesagt wurde, wird neunzig Tage aufbewahrt und ist nun gelöscht.
files-forms-title = Was aus jedem Formular wurde
files-filter = Formulare zeigen
files-form-all = Alle
files-form-refused = Abgelehnt
files-form-warned = Mit Warnung
files-form-accepted = Angenommen
files-form-is-refused = abgelehnt
files-form-is-warned = angenommen mit Warnung
files-form-is-accepted = angenommen
files-no-forms = Solche Formulare gibt es nicht.
files-form-n = Nr.
files-form = Formular
files-outcome = Ergebnis
files-class-B = blockierend
files-class-W = Warnung
files-more-anomalies =
    { $count ->
        [one] Noch eine Anomalie; das NOTI hat sie alle.
       *[other] Noch { $count } Anomalien; das NOTI hat sie alle.
    }
files-to-training = Zur Weiterbildung
files-to-employee = Zum Arbeitnehmer
files-again = Noch eine Datei senden
files-ended-done = Alle Formulare sind angenommen
files-ended-done-text = Sie müssen nichts mehr tun.
files-ended-partly = Nicht alle Formulare sind angenommen
files-ended-partly-text = Was angenommen ist, steht im Register. Berichtigen Sie die abgelehnten Formulare und senden Sie nur diese noch einmal, in einer neuen Datei.
files-ended-refused = Die Datei ist als Ganzes abgelehnt
files-ended-refused-text = Es hat sich nichts geändert. Berichtigen Sie die Datei und senden Sie sie noch einmal.
files-ended-stopped = Die Datei wurde nicht bis zum Ende bearbeitet
files-ended-stopped-text = Was vorher angenommen wurde, bleibt. Senden Sie die anderen Formulare in einer neuen Datei; was schon da ist, ändert sich nicht.
files-ended-simulation = Alle Formulare würden angenommen
files-ended-simulation-text = Das war eine Simulation: Nichts wurde geschrieben. Senden Sie die Datei nun echt.
files-ended-simulation-partly = Nicht alle Formulare würden angenommen
files-ended-simulation-partly-text = Das war eine Simulation: Nichts wurde geschrieben. Berichtigen Sie, was abgelehnt ist, und versuchen Sie es noch einmal.
files-ended-test = Die Datei ist angekommen und gelesen
files-ended-test-text = Das war ein Kreislauftest: Das Register wurde nicht befragt und nichts geschrieben.
files-format-lead = Für alle, die Software machen: die Schemas und ein Beispiel für jeden Fall, für jeden offen.
files-format-text =
    Eine Batchdatei ist XML mit der Wurzel `FlaDeclaration` und einem oder mehreren Formularen (`Form`). Jedes Formular ist eine Änderung bei einem Arbeitgeber, unter einer eigenen Nummer von Ihnen. Senden Sie dasselbe Formular noch einmal, ändert sich nichts.

    - Fehler der Datei selbst oder im Kopf eines Formulars lehnen die ganze Datei ab.
    - Fehler im Inhalt lehnen nur dieses Formular ab, mit allen Anomalien auf einmal.
    - Ein angenommenes Formular erhält ein Ticket. Damit verweisen Sie später darauf.
files-schemas = Schemas
files-schema-file = die Batchdatei selbst
files-schema-acrf = das ACRF: übernommen oder abgelehnt
files-schema-noti = das NOTI: was aus jedem Formular wurde
files-examples = Beispiele
files-examples-text = Alle Nummern und Namen sind erfunden.
files-example-every_case = eines von jedem Fall
files-example-employee_add = einen Arbeitnehmer hinzufügen
files-example-occupation_change = eine Beschäftigung ändern
files-example-person_change = die Daten einer Person ändern
files-example-employment_end = eine Beschäftigung beenden
files-example-employee_withdraw = einen Arbeitnehmer entfernen, der nicht dorthin gehört
files-example-right_set = ein Recht von Hand festlegen
files-example-right_change = dieses Recht ändern
files-example-right_withdraw = zurück zum berechneten Recht
files-example-right_verify = berechnete Rechte geprüft
files-example-training_register = eine Weiterbildung mit ihren Teilnehmern
files-example-training_plan = eine geplante Weiterbildung
files-example-training_correct = eine Weiterbildung berichtigen
files-example-training_complete = eine geplante Weiterbildung besucht
files-example-training_withdraw = eine Weiterbildung zurückziehen
files-example-export = was ein Register enthält, als Export
files-more = Mehr
files-column-FormSequenceNbr = Nr. des Formulars
files-column-ReferenceNbr = Ihre Nummer
files-column-HandledReference = Ticket
files-column-CompanyID = Unternehmensnummer
files-column-NOSSRegistrationNbr = LSS-Nummer
files-column-ResultCode = Angenommen (1) oder abgelehnt (0)
files-column-AnomalyClass = Klasse
files-column-ErrorID = Code
files-column-AnomalyLabel = Was nicht stimmt
files-column-AnomalyMend = Was Sie tun können
files-column-LineNbr = Zeile
files-column-ColumnNbr = Spalte
files-column-TagName = Element
files-column-Value = Wert
files-column-Path = Pfad
files-column-TrainingID = Weiterbildung
files-column-EmployeeID = Arbeitnehmer
files-column-UserReference = Ihre Referenz
files-column-TrainingUserReference = Ihre Referenz der Weiterbildung
files-column-TrainingVersionNbr = Version der Weiterbildung
files-column-EmployeeUserReference = Ihre Referenz des Arbeitnehmers
files-column-ParticipantUserReference = Ihre Referenz der Teilnahme
job-kind-batchFile = Eine Batchdatei wird bearbeitet
