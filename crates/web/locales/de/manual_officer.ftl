# Das Handbuch für alle, die eintragen: die Personalabteilung. Namen von Knöpfen und Menüs kommen von den Seiten.

manual-officer = Für die Personalabteilung
manual-officer-lead = Sie lesen ein, tragen ein und berichtigen. Aufgabe für Aufgabe, mit den Namen der Knöpfe.
part-begin = Beginnen
do-import = Ihre Lohnerklärungen einlesen
do-import-text =
    Ihr Sozialsekretariat oder Lohnprogramm schickt jedes Quartal eine Meldung (DmfA) an die soziale Sicherheit. Darin stehen Ihre Arbeitnehmer, ihre Arbeitsregelung und ihre Paritätische Kommission. Fragen Sie nach den XML-Dateien; Sie tippen nichts.

    1. Öffnen Sie **{ side-import }** im Menü.
    2. Wählen Sie unter **{ import-choose }** die Dateien oder ziehen Sie sie hinein. Mehrere Quartale auf einmal sind möglich. Die Dimona-Dateien geben die Namen.
    3. Klicken Sie auf **{ import-send }**. Sie dürfen die Seite verlassen; die Arbeit geht weiter.
    4. Lesen Sie, was gefunden wurde: neue Arbeitnehmer, Abgänge und unlesbare Zeilen, jede mit ihrer Stelle in der Datei und der Abhilfe.

    Dieselbe Datei zweimal einzulesen ändert nichts.
do-size = Die Größe Ihres Unternehmens prüfen
do-size-text =
    Die durchschnittliche Zahl der Arbeitnehmer entscheidet, wie viele Tage das Gesetz vorsieht.

    1. Öffnen Sie **{ side-rights }**.
    2. Sehen Sie **{ rights-size }** an und klappen Sie die Rechnung darunter auf, Quartal für Quartal.
    3. Stimmt der Durchschnitt nicht, etwa weil Meldungen fehlen? Klicken Sie auf **{ act-average }** und sagen Sie, warum. Der berechnete Durchschnitt bleibt daneben stehen.
do-settings = Die Länge eines Weiterbildungstages einstellen
do-settings-text =
    Ein Weiterbildungstag ist Ihr gewöhnlicher Vollzeittag: 7 Stunden und 36 Minuten, wenn Sie nichts anderes sagen.

    1. Öffnen Sie **{ side-rights }** und gehen Sie zu **{ settings-title }**.
    2. Klicken Sie auf **{ act-settings }** und füllen Sie **{ settings-day }** aus.
    3. Klicken Sie auf **{ form-next }**, sehen Sie die Folgen für den Kredit und klicken Sie auf **{ form-do }**.
part-trainings = Weiterbildungen
do-quick = Eine Kurzunterweisung eintragen
do-quick-text =
    Für einen kurzen Moment mit einem ganzen Team: wenige Felder, auch auf dem Telefon.

    1. Öffnen Sie **{ side-trainings }** und klicken Sie auf **{ quick }**.
    2. Tippen Sie, worum es ging. Was in Ihrer Kursliste steht, wird vorgeschlagen.
    3. Haken Sie die Teams an, oder **{ quick-everybody }**.
    4. Ändern Sie **{ training-duration }** oder **{ quick-day }** nur, wenn es nötig ist: eine Viertelstunde heute ist schon vorgesehen.
    5. Klicken Sie auf **{ form-next }**, sehen Sie, wer teilnimmt, und klicken Sie auf **{ form-do }**.
do-training = Eine Weiterbildung eintragen
do-training-text =
    1. Öffnen Sie **{ side-trainings }** und klicken Sie auf **{ trainings-register }**.
    2. Wählen Sie, wer teilnimmt: suchen Sie einen Namen, fügen Sie ein Team hinzu, oder klicken Sie auf **{ training-paste-open }** und fügen Sie Namen oder Nummern aus Ihrer eigenen Liste ein.
    3. Geben Sie Name, Beginn, Dauer und Status an. Eine Dauer darf 7:36, 7,5 Std., 456 Min. oder 0,5 Tag sein.
    4. Anbieter, Zertifikat und Bildungsurlaub stehen unter **{ training-more }**.
    5. Klicken Sie auf **{ form-next }**. Sie sehen die Folgen für jeden Kredit. Klicken Sie dann auf **{ form-do }**.

    Sie können auch unter **{ side-employees }** Personen anhaken und dort auf **{ account-register }** klicken.
do-complete = Eine geplante Weiterbildung als absolviert markieren
do-complete-text =
    Eine geplante Weiterbildung wird erst vom Kredit abgezogen, wenn sie absolviert ist.

    1. Öffnen Sie **{ side-trainings }** und die Weiterbildung.
    2. Klicken Sie auf **{ training-complete }**. Der Knopf steht ab dem letzten Tag da.
    3. Haken Sie an, wer gefehlt hat. Alle anderen haben sie absolviert.
    4. Klicken Sie auf **{ form-next }** und auf **{ form-do }**.
do-correct = Eine Weiterbildung berichtigen
do-correct-text =
    1. Öffnen Sie die Weiterbildung und klicken Sie auf **{ training-correct }**.
    2. Ändern Sie, was falsch ist: für alle auf einmal, oder je Person unter **{ training-each }**.
    3. Geben Sie einen Grund an. Er steht im Verlauf, neben Ihrem Namen.
    4. Klicken Sie auf **{ form-next }**, vergleichen Sie vorher und nachher, und klicken Sie auf **{ form-do }**.

    Was vorher da stand, bleibt erhalten: siehe **{ training-history }**.
do-withdraw = Eine Weiterbildung zurückziehen oder wiederherstellen
do-withdraw-text =
    Doppelt registriert, oder nie durchgeführt? Nichts wird weggeworfen: was zurückgezogen ist, zählt nicht mehr und kann wiederkommen.

    1. Öffnen Sie die Weiterbildung und klicken Sie auf **{ training-withdraw }**.
    2. Wählen Sie **{ training-whom-all }** oder nur, wen Sie anhaken, und geben Sie einen Grund an.
    3. Rückgängig machen Sie es auf derselben Seite mit **{ training-restore }**.
do-again = Eine frühere Weiterbildung wiederholen
do-again-text =
    1. Öffnen Sie die Weiterbildung unter **{ side-trainings }**.
    2. Klicken Sie auf **{ training-copy }**, oder auf **{ training-copy-people }**, wenn dieselben Personen teilnehmen.
    3. Ändern Sie das Datum und machen Sie weiter wie gewohnt.
do-series = Eine Reihe planen
do-series-text =
    Für das, was jede Woche oder jeden Monat wiederkehrt.

    1. Öffnen Sie **{ side-trainings }** und klicken Sie auf **{ series }**.
    2. Wählen Sie die Teilnehmer und beschreiben Sie die Weiterbildung einmal.
    3. Sagen Sie, wie oft und wie viele Male. Klicken Sie auf **{ form-next }**: alle Tage sind aufgezählt.
    4. Klicken Sie auf **{ form-do }**. Jede Weiterbildung schließen Sie danach einzeln ab.
do-courses = Ihre Kursliste anlegen
do-courses-text =
    Weiterbildungen, die Sie oft geben: Name, Dauer, Anbieter und Gültigkeit des Zertifikats werden dann für Sie ausgefüllt.

    1. Öffnen Sie **{ side-trainings }** und klicken Sie auf **{ courses }**.
    2. Klicken Sie auf **{ course-add }** und füllen Sie aus, was immer gleich bleibt.
    3. Von nun an wird der Name beim Tippen vorgeschlagen.
do-evidence = Ein Zertifikat oder eine Anwesenheitsliste aufbewahren
do-evidence-text =
    1. Öffnen Sie die Weiterbildung und folgen Sie unten **{ evidence }**.
    2. Wählen Sie die teilnehmende Person und die Datei: PDF, JPEG oder PNG.
    3. Klicken Sie auf **{ evidence-add }**.

    Jede Person sieht nur die eigenen Nachweise, im eigenen Konto.
do-certificates = Sehen, wer eine Aufgabe noch ausführen darf
do-certificates-text =
    1. Öffnen Sie **{ side-certificates }**.
    2. Tippen Sie das Zertifikat oder die Weiterbildung und klicken Sie auf **{ certificate-show }**.
    3. Sie sehen, wer es hat, bis wann, und bei wem es bald endet. Am letzten Tag ist ein Zertifikat noch gültig.

    Zertifikate, die in 90, 30 und 7 Tagen enden, stehen auch unter **{ side-tasks }**.
part-people = Arbeitnehmer und Rechte
do-account = Ein Konto lesen
do-account-text =
    1. Öffnen Sie **{ side-employees }** und klicken Sie auf einen Namen.
    2. Oben steht, was es gibt und was übrig ist, in Tagen und in Stunden.
    3. Klicken Sie auf **{ working-open }** für die Rechnung eines Rechts, Monat für Monat, mit Regel und Quelle.
    4. Darunter stehen die Buchungen: Recht, übertragen, absolviert, verfallen. Zusammen ergeben sie den Saldo.
do-hire = Arbeitnehmer selbst hinzufügen
do-hire-text =
    Wer in einer eingelesenen Meldung steht, ist schon da.

    1. Öffnen Sie **{ side-employees }** und klicken Sie auf **{ overview-act-employee }**.
    2. Füllen Sie ENSS, Name, ersten Tag im Dienst, Paritätische Kommission und Arbeitsregelung aus.
    3. Klicken Sie auf **{ form-next }** und auf **{ form-do }**. Das Recht wird sofort berechnet.
do-change = Personalien, Arbeit oder Regelung ändern
do-change-text =
    1. Öffnen Sie die Person unter **{ side-employees }**.
    2. Für Name, Adresse, Team oder Sprache klicken Sie auf **{ act-person }**.
    3. Für eine andere Paritätische Kommission oder Arbeitsregelung klicken Sie auf **{ act-occupations }** und sagen, ab welchem Tag. Was vorher galt, bleibt.
do-end = Eine Beschäftigung beenden
do-end-text =
    1. Öffnen Sie die Person und klicken Sie auf **{ act-end }**.
    2. Geben Sie den letzten Tag und den Grund an: er entscheidet, was mit dem übrigen Kredit geschieht.
    3. Klicken Sie auf **{ form-next }**, sehen Sie die Folgen, und klicken Sie auf **{ form-do }**.

    Die Person behält das eigene Konto und kann weiterhin Fragen dazu stellen.
do-right = Ein Recht von Hand setzen oder Betriebstage geben
do-right-text =
    1. Öffnen Sie die Person und gehen Sie zu den Weiterbildungsrechten des Jahres.
    2. Klicken Sie neben dem Recht auf **{ act-right }**, geben Sie die Menge und den Grund an. Die Rechnung bleibt daneben sichtbar.
    3. Eigene zusätzliche Tage geben Sie mit **{ act-company-days }**, dort für eine Person oder unter **{ side-rights }** für alle.
    4. Eine Vereinbarung, die weder Recht noch Weiterbildung ist, geht mit **{ act-adjust }**.
do-verify = Berechnete Rechte prüfen
do-verify-text =
    1. Öffnen Sie **{ side-employees }** und haken Sie Personen an, oder beginnen Sie bei **{ side-tasks }**.
    2. Klicken Sie auf **{ act-verify }**. Die Mengen ändern sich nicht; Sie sagen, dass sie stimmen.
    3. Ändern sich die Angaben später, wird das Recht wieder **{ account-state-calculated }** und der Unterschied wird gezeigt.
do-known = Sehen, was an einem früheren Tag bekannt war
do-known-text =
    1. Öffnen Sie die Person und gehen Sie zu **{ account-as-known }**.
    2. Wählen Sie einen Tag und klicken Sie auf **{ account-known-show }**.
    3. Sie sehen das Konto, wie das Register es damals kannte. **{ account-known-now }** führt zurück.
part-sheets = Tabellen
do-sheet = Eine Tabelle einlesen
do-sheet-text =
    Weiterbildungen, Arbeitnehmer oder Betriebstage aus Excel, CSV oder einer eingefügten Tabelle, in Ihrer eigenen Aufteilung.

    1. Öffnen Sie **{ side-sheets }** und wählen Sie die Datei, ziehen Sie sie hinein oder fügen Sie die Zellen mit ihren Überschriften ein.
    2. Klicken Sie auf **{ sheets-send }**. Spalten werden an ihrer Überschrift erkannt. Was nicht erkannt wird, sagen Sie einmal; es wird behalten.
    3. Lesen Sie Zeile für Zeile, was geschehen würde: neu, geändert, gleich, älter, Konflikt oder abgelehnt. Noch hat sich nichts geändert.
    4. Klicken Sie auf den Knopf, der die guten Zeilen ausführt.
do-sheet-back = Zeilen berichtigen, die nicht übernommen wurden
do-sheet-back-text =
    1. Klicken Sie auf der Seite der Tabelle auf **{ sheets-returned }**. Sie erhalten eine Datei in Ihrer Aufteilung, mit Zeile, Spalte, Grund und Abhilfe in Spalten, die mit „FLA:“ beginnen.
    2. Berichtigen Sie die Zellen in Ihrer Tabelle und speichern Sie.
    3. Lesen Sie dieselbe Datei ein. Die hinzugefügten Spalten werden nicht gelesen, und was schon übernommen war, wird als gleich erkannt.
do-sheet-undo = Eine ganze Tabelle rückgängig machen
do-sheet-undo-text =
    1. Öffnen Sie **{ side-sheets }** und die Tabelle unter **{ sheets-earlier }**.
    2. Gehen Sie unten zu **{ sheets-undo }**, sagen Sie, warum, und klicken Sie auf den Knopf.
    3. Alles, was sie tat, wird zurückgenommen, außer was jemand seither geändert hat. Sie sehen, was bleibt und warum.
do-sheet-public = Behalten, was Sie aus dem öffentlichen FLA gesichert haben
do-sheet-public-text =
    Was Sie aus dem öffentlichen FLA sichern konnten (eine Tabelle, eine CSV-Datei, eine eingefügte Liste), kommt auf demselben Weg hinein.

    1. Öffnen Sie **{ side-sheets }** und wählen Sie die Datei.
    2. Haken Sie **{ sheets-copy-yes }** an. Die Übernahme ist dann als ungeprüfte Kopie gekennzeichnet, und die Datei selbst bleibt erhalten.
    3. Machen Sie weiter wie mit jeder Tabelle.
do-sheet-out = Eine Liste mitnehmen
do-sheet-out-text =
    1. Öffnen Sie **{ side-sheets }** und gehen Sie zu **{ sheets-out }**.
    2. Wählen Sie Excel oder CSV neben der Liste.

    Ändern Sie, was Sie wollen, und lesen Sie die Datei wieder ein: nur was Sie geändert haben, ändert sich. Listen hinter den Zahlen unter **{ side-overview }** haben dieselben zwei Links.
part-files = Batchdateien
do-file = Eine Batchdatei senden
do-file-text =
    Für Software, die ihre Änderungen als XML schreibt: Weiterbildungen, Weiterbildungsrechte, Arbeitnehmer und Beschäftigungen, für einen Arbeitgeber oder für viele.

    1. Öffnen Sie **{ side-files }**.
    2. Wählen Sie beim ersten Mal **{ files-environment-simulation }**: Alles wird geprüft, nichts wird geschrieben. Wählen Sie **{ files-environment-real }**, wenn es ernst ist.
    3. Wählen Sie die Datei oder ziehen Sie sie hinein und klicken Sie auf **{ files-send }**. Sie dürfen die Seite verlassen; die Arbeit geht weiter.
    4. Oben sehen Sie, ob die Datei als Ganzes übernommen oder abgelehnt ist. Darunter, bei **{ files-forms-title }**, steht, was aus jedem Formular wurde.
do-file-mend = Die abgelehnten Formulare verbessern
do-file-mend-text =
    1. Öffnen Sie die Datei unter **{ files-sent }**. Mit **{ files-filter }** sehen Sie nur, was abgelehnt ist, jeweils mit Zeile, Spalte, Wert, Ursache und Abhilfe.
    2. Oder nehmen Sie die Antworten unter **{ files-answers }** mit: das NOTI für Ihre Software, die CSV-Datei als Tabelle.
    3. Verbessern Sie diese Formulare in Ihrer Software und senden Sie sie noch einmal. Was angenommen ist, braucht nicht noch einmal gesendet zu werden; geschieht es doch, ändert sich nichts.
do-file-out = Alles als Batchdatei mitnehmen
do-file-out-text =
    1. Öffnen Sie **{ side-files }** und gehen Sie zu **{ files-export }**.
    2. Klicken Sie auf **{ files-export-get }**.

    Bewahren Sie die Datei auf oder senden Sie sie an ein anderes Register. Hier noch einmal gesendet, ändert sie nichts.
part-daily = Tag für Tag
do-figures = Von einer Zahl zu ihren Zeilen
do-figures-text =
    1. Öffnen Sie **{ side-overview }**. Wählen Sie oben ein Jahr.
    2. Klicken Sie auf eine Zahl: die Personen oder Weiterbildungen dahinter werden aufgelistet.
    3. Wählen Sie Filter und Reihenfolge und klicken Sie auf **{ employees-show }**. Nehmen Sie die Liste als Excel oder CSV mit.

    Neben jedem Diagramm steht eine Tabelle mit denselben Zahlen.
do-tasks = Sehen, was zu tun ist
do-tasks-text =
    1. Öffnen Sie **{ side-tasks }**. Das Dringendste steht zuerst, mit seinem Tag und dessen Herkunft.
    2. Klicken Sie auf den Knopf neben einer Aufgabe; er führt zur Seite, auf der Sie sie erledigen.
    3. Eine Aufgabe verschwindet von selbst, sobald sie erledigt ist.
do-digest = Ihre Aufgaben per E-Mail erhalten
do-digest-text =
    1. Öffnen Sie **{ side-tasks }** und folgen Sie **{ digest-title }**.
    2. Wählen Sie **{ digest-weekly }**, Ihre Adresse und Sprache, und klicken Sie auf **{ digest-save }**.

    Die E-Mail enthält Zahlen und Termine, nie den Namen oder die Nummer einer Person. Was verschickt wurde, steht unter **{ outbox-title }**.
do-question = Eine Frage beantworten
do-question-text =
    Arbeitnehmer können zu jeder Weiterbildung und jedem Recht in ihrem Konto eine Frage stellen. Für die Antwort ist ein Monat Zeit.

    1. Öffnen Sie **{ side-disputes }** und die Frage.
    2. Sie sehen, was da steht, was die Person sagt und was sich seither geändert hat.
    3. Hat die Person recht? Berichtigen Sie zuerst das Register, mit dem Knopf auf dieser Seite. Wählen Sie dann Ihre Berichtigung als Antwort.
    4. Wählen Sie sonst **{ question-outcome-explained }** und erklären Sie, warum.
    5. Schreiben Sie Ihre Antwort und klicken Sie auf **{ question-answer-do }**. Die Person liest sie im Konto; beide Fassungen bleiben erhalten.
part-paper = Papier und Berichte
do-paper = Weiterbildungskonten als PDF erstellen
do-paper-text =
    Für eine Person: öffnen Sie das Konto und klicken Sie auf den Knopf mit PDF. Für alle:

    1. Öffnen Sie **{ side-papers }** und wählen Sie das Jahr.
    2. Klicken Sie auf **{ paper-accounts-make }**. Sie sehen, wie weit es ist.
    3. Klicken Sie auf **{ paper-take }**: eine ZIP-Datei mit einem PDF je Person, in der eigenen Sprache. Sie bleibt sieben Tage.
do-notice = Die jährliche Mitteilung geben
do-notice-text =
    Einmal im Jahr erfährt jede Person, was übrig ist, und dass die eigenen Daten eingesehen und berichtigt werden können.

    1. Öffnen Sie **{ side-papers }** und gehen Sie zur Mitteilung des Jahres.
    2. Klicken Sie auf **{ paper-notices-make }**. Was in einer Mitteilung steht, bleibt so erhalten.
    3. Klicken Sie auf **{ paper-letters-all }** für alle Briefe in einer Datei, oder auf **{ paper-letter }** neben einem Namen.
    4. Sind sie übergeben? Haken Sie die Namen an, sagen Sie unter **{ paper-mark }**, wann und wie, und klicken Sie auf **{ paper-mark-ticked }**. Das ist Ihr Nachweis.
do-social = Die Tabellen der Sozialbilanz erstellen
do-social-text =
    1. Öffnen Sie **{ side-reports }** und **{ report-social }**. Wählen Sie das Jahr.
    2. Personen und Stunden stehen da, für Männer und Frauen, formell und informell.
    3. Unter **{ report-complete }** steht, wo noch eine Art oder ein Geschlecht fehlt. Ergänzen Sie es dort.
    4. Geben Sie die Beträge aus Ihrer Buchhaltung unter **{ report-costs }** ein und klicken Sie auf **{ report-cost-save }**.
    5. Drucken Sie die Seite, oder nehmen Sie sie mit **{ dashboard-file-xlsx }** oder **{ dashboard-file-csv }** mit.
do-leave = Bildungsurlaub auflisten
do-leave-text =
    1. Öffnen Sie **{ side-reports }** und **{ report-leave }**. Wählen Sie das Jahr.
    2. Sie sehen die Stunden flämischen Bildungsurlaubs oder bezahlten Bildungsurlaubs, je Person. Sie werden nicht vom Kredit abgezogen.
    3. Nehmen Sie die Liste mit **{ dashboard-file-xlsx }** oder **{ dashboard-file-csv }** mit.
do-plan = Den Weiterbildungsplan mit der Wirklichkeit vergleichen
do-plan-text =
    1. Tragen Sie geplante Weiterbildungen mit dem Status **{ training-status-planned }** ein.
    2. Öffnen Sie **{ side-reports }** und **{ report-plan }**.
    3. Geben Sie den Tag des Plans an und klicken Sie auf **{ report-show }**. Das Register weiß noch, was damals geplant war, und stellt daneben, was absolviert wurde, noch geplant ist oder nicht stattfand.
picture-import = Was beim Einlesen gefunden wurde: neue Arbeitnehmer und eine unlesbare Zeile mit Stelle und Abhilfe.
picture-quick = Das Formular zum schnellen Eintragen, mit Name, Teams, Dauer und Tag.
picture-certificates = Die Liste der Zertifikate, mit der Zahl der Personen, die jedes haben.
picture-account = Ein Konto: der Kredit des Jahres als Balken, darunter das Recht mit seiner Rechnung.
picture-sheet = Eine Tabelle vor der Ausführung: Zeile für Zeile, was geschehen würde.
picture-figures = Der Überblick eines Arbeitgebers, mit Zahlen, die zu ihren Zeilen führen.
picture-tasks = Die Liste der Aufgaben, jede mit Tag, Quelle und Knopf.
picture-question = Eine Frage einer Person, mit dem, was im Register stand, und dem, was da stehen sollte.
picture-notice = Die Seite der Dokumente, mit den Mitteilungen des Jahres und ihrem Nachweis.
do-report-answer = Prüfen, was Bildungsanbieter melden
do-report-answer-text =
    1. Öffnen Sie **{ side-reported }**.
    2. Kreuzen Sie an, wer die Weiterbildung besuchte, und drücken Sie **{ reported-accept }**. Dann ist sie registriert und zählt. War etwas anders als gemeldet, wählen Sie **{ reported-change }**.
    3. Steht da **{ alike-title }**? Ist es dieselbe, drücken Sie **{ alike-merge }**: ein Eintrag mit zwei Quellen, einmal gezählt.
    4. Nicht einverstanden? Öffnen Sie **{ reported-dispute }** und sagen Sie warum.

    Zusammenführen und Bestreiten lässt sich mit **{ reported-reopen }** zurücknehmen.
