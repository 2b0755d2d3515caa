# An employer at a glance, and work under way.

overview-title = Überblick
overview-empty = Noch keine Arbeitnehmer. Mit diesen drei Schritten ist das Register einsatzbereit.
overview-step-import = Lesen Sie Ihre Erklärungen ein
overview-step-import-text = Die DmfA-Dateien, die Sie jedes Quartal einreichen, enthalten Ihre Arbeitnehmer, ihre Verträge und ihre Arbeitsregelung. Tippen ist nicht nötig.
overview-step-size = Prüfen Sie die Größe des Unternehmens
overview-step-size-text = Die durchschnittliche Zahl der Arbeitnehmer bestimmt, wie viele Tage es gibt. Sie sehen die Berechnung und können einen anderen Durchschnitt eingeben.
overview-step-training = Registrieren Sie die erste Weiterbildung
overview-step-training-text = Name, Beginn, Dauer, Teilnehmer und Stand: mehr ist nicht Pflicht.
overview-credit = Weiterbildungskredit { $year } aller zusammen
overview-verify = Alle berechneten Rechte dieses Jahres als geprüft kennzeichnen
overview-size = Größe des Unternehmens in { $year }
overview-size-working = Wie das berechnet wurde
overview-imports = Letzte Einlesungen
overview-import-counts = { $new } neu, { $changed } geändert
overview-act-training = Weiterbildung registrieren
overview-act-employee = Arbeitnehmer hinzufügen
overview-act-import = Erklärungen einlesen
job-waiting = wartet
job-running = läuft
job-done = fertig
job-refused = abgelehnt
job-failed = fehlgeschlagen
job-kind-import = Erklärungen werden eingelesen
job-kind-recalculation = Rechte und Kredit werden neu berechnet
job-progress = { $done } von { $total }
done-later = Registriert. Die Konten werden im Hintergrund neu berechnet.
