# Papers: accounts and yearly notices as PDF.

side-papers = Dokumente
paper-lead = Das Weiterbildungskonto jedes Arbeitnehmers als PDF und die jährliche Mitteilung über Kredit und Rechte, mit dem Nachweis der Übergabe.
paper-accounts = Weiterbildungskonten { $year }
paper-accounts-text = Ein PDF je Arbeitnehmer, der in dem Jahr im Dienst war, in der jeweiligen Sprache, zusammen in einer Datei. Das Konto eines Einzelnen finden Sie auf dessen Seite.
paper-accounts-make = Konten aller erstellen
paper-files = Erstellte Dateien
paper-files-text = Eine Datei bleibt sieben Tage verfügbar. Sie enthält vollständige Personendaten: Bewahren Sie sie sorgfältig auf.
paper-file = Datei
paper-asked = Angefordert
paper-state = Status
paper-take = Herunterladen
paper-swept = gelöscht
paper-bundle-accounts = Weiterbildungskonten { $year }
paper-bundle-notices = Briefe { $year }
job-kind-papers = Dokumente werden erstellt
paper-notices = Jährliche Mitteilung { $year }
paper-notices-text = Die Mitteilung nennt den Saldo, seine Berechnung und das Recht, die eigenen Daten einzusehen und berichtigen zu lassen. Ihr Inhalt wird unverändert aufbewahrt.
paper-count-made = Arbeitnehmer mit Mitteilung
paper-count-given = Davon übergeben
paper-count-without = Im Dienst, noch ohne
paper-without = Wer hat noch keine?
paper-without-more = Und noch { $count }.
paper-notices-make = Mitteilung für alle ohne erstellen
paper-notices-ticked = Für die Gewählten erstellen
paper-tick = Wählen
paper-person = Arbeitnehmer
paper-left = Mitgeteilter Kredit
paper-made = Erstellt
paper-made-by = { $date } von { $who }
paper-proof = Nachweis
paper-letter = Brief
paper-given = übergeben
paper-not-given = noch nicht übergeben
paper-given-words = { $how } am { $date }, vermerkt von { $who }
paper-how-byHand = persönlich übergeben
paper-how-byPost = per Post gesandt
paper-how-byEmail = per E-Mail gesandt
paper-mark = Übergabe vermerken
paper-mark-text = Was Sie hier vermerken, bleibt als Nachweis stehen, mit Ihrem Namen und dem Zeitpunkt.
paper-given-on = Übergeben am
paper-given-how = Wie
paper-mark-ticked = Gewählte vermerken
paper-mark-all = Alle dieses Jahres vermerken
paper-letters-all = Alle Briefe in einer Datei erstellen
paper-account-pdf = Weiterbildungskonto { $year } (PDF)
paper-own-title = Mitnehmen
paper-own-text = Alles, was wir über Ihre Weiterbildungen aufbewahren, mit den Zugriffen auf Ihre Daten.
paper-own-pdf = Vollständige Abschrift (PDF)
paper-own-json = Vollständige Abschrift (JSON)
done-papers-asked = Die Dokumente werden erstellt. Die Datei steht unten bereit, sobald sie fertig ist.
done-notices-made = Die Mitteilungen sind erstellt.
done-notices-given = Die Übergabe der Mitteilungen ist vermerkt.
history-accountPaper = Konto als PDF erstellt
history-ownAccountPaper = eigenes Konto als PDF erstellt
history-accountPapers = Konto oder Brief in einer Sammeldatei
history-makePapers = Dokumente aller angefordert
history-papersFile = Datei mit Dokumenten heruntergeladen
history-notices = Mitteilungen angesehen
history-notice = Brief einer Mitteilung erstellt
history-makeNotices = jährliche Mitteilungen erstellt
history-markNotices = Mitteilungen als übergeben vermerkt
history-ownExport = eigene Daten mitgenommen
paper-count =
    { $count ->
        [one] { $count } Dokument
       *[other] { $count } Dokumente
    }
paper-missing = Auf manchen Konten fehlen Daten
paper-missing-text =
    { $count ->
        [one] Bei einem von { $people } Arbeitnehmern steht „nicht bekannt“ auf dem Papier:
       *[other] Bei { $count } von { $people } Arbeitnehmern steht „nicht bekannt“ auf dem Papier:
    }
paper-missing-how = Meldungen enthalten diese Daten nicht. Laden Sie die Liste herunter, füllen Sie die Spalten aus Ihrer Lohnbuchhaltung und lesen Sie sie wieder ein. Für eine Person geht es auch auf deren Seite.
paper-missing-export = Liste herunterladen (xlsx)
paper-missing-import = Ausgefüllte Liste einlesen
paper-send =
    { $count ->
        [one] Eine Mitteilung mailen
       *[other] { $count } Mitteilungen mailen
    }
paper-send-text = Jede in der eigenen Sprache, ohne Nationalregisternummer. Sobald der Mailserver eine Mail annimmt, steht unten der Nachweis: wann, an welche Adresse, von wem gesendet.
paper-proof-list = Liste der Nachweise (pdf)
paper-mail-waiting = unterwegs
paper-mail-failed = Mail nicht zugestellt
paper-mail = { $date } → { $to }
paper-lacking = Auf dem Papier steht „nicht bekannt“ bei: { $what }.
paper-lacking-fill = Ergänzen
done-notices-sent = Die Mails stehen bereit. Sie gehen hinaus, sobald der Mailserver sie annimmt.
history-sendNotices = Mitteilungen gemailt
history-noticeSent = Mitteilung vom Mailserver angenommen
history-noticeProof = Liste der Nachweise erstellt
