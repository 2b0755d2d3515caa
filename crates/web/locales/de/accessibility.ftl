accessibility-title = Barrierefreiheit
accessibility-lead = Jeder soll diese Anwendung nutzen können, mit oder ohne Hilfsmittel. Hier steht, was dafür getan wurde und was noch nicht.
accessibility-aim = Was wir anstreben
accessibility-aim-text =
    Diese Anwendung ist so gebaut, dass sie **WCAG 2.2, Stufe AA** erfüllt.

    - Alles geht mit der Tastatur allein, und die Stelle, an der Sie sind, ist immer zu sehen.
    - Alles geht ohne Skripte.
    - Farbe sagt nie allein etwas; der Kontrast ist für das helle und das dunkle Schema berechnet.
    - Die Seiten passen sich ab 320 Punkten Breite und bei Vergrößerung bis 400 % an.
    - Jede Zahl in einer Zeichnung steht auch in Worten auf der Seite.
    - Wer weniger Bewegung wünscht, bekommt keine bewegten Übergänge.
accessibility-known = Was noch nicht in Ordnung ist
accessibility-known-text =
    - Die Anwendung wurde noch nicht von Menschen getestet, die täglich einen Bildschirmleser oder Sprachsteuerung nutzen.
    - Die Paritätischen Kommissionen, die beim Tippen vorgeschlagen werden, lesen manche Bildschirmleser nicht vor. Den Code selbst zu tippen geht immer.
accessibility-how = Wie dies geprüft wurde
accessibility-how-text = Jede Änderung wird automatisch getestet: Aufbau, Namen der Felder, Sprache und Kontrast, in den vier Sprachen. Diese Erklärung gilt für die Software; wer sie betreibt, kann eigene Feststellungen hinzufügen.
accessibility-tell = Ein Hindernis melden
accessibility-tell-text = Etwas geht nicht? Melden Sie es der Organisation, die diese Installation betreibt. Antwortet eine öffentliche Einrichtung nicht, können Sie sich an deren Ombudsdienst wenden.
accessibility-contact = Adresse für Meldungen: { $contact }
