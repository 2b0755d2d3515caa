# Das Handbuch für alle, die nur lesen: Leitung, Vertretung, Prüfung.

manual-reader = Für Leser und Prüfer
manual-reader-lead = Sie sehen ein, vergleichen und prüfen; Sie ändern nichts.
part-reading = Ansehen und prüfen
do-reader-may = Was ein Leser kann
do-reader-may-text =
    Sie sehen alle Arbeitnehmer, Rechte, Weiterbildungen, Berichte und den Verlauf Ihres Arbeitgebers. Knöpfe, die etwas ändern, gibt es für Sie nicht. Jedes Mal, wenn Sie Daten einer Person ansehen, wird es vermerkt, und die Person kann es sehen.
do-reader-account = Eine Person suchen
do-reader-account-text =
    1. Öffnen Sie **{ side-employees }**.
    2. Tippen Sie einen Teil des Namens in **{ employees-name-or-ssin }** und klicken Sie auf **{ employees-show }**. Auch eine ENSS geht; sie steht nie in einer Adresse.
    3. Klicken Sie auf den Namen. Wählen Sie oben ein Jahr.
do-reader-check = Prüfen, wie ein Recht zustande kam
do-reader-check-text =
    1. Öffnen Sie das Konto und klicken Sie neben dem Recht auf **{ working-open }**.
    2. Zählen Sie die Zeilen zusammen: Tage der Regel × Arbeitsregelung × Monate ÷ 12. Sie ergeben die Summe, einmal gerundet.
    3. Klicken Sie auf **{ account-basis }**, um zu sehen, worauf es beruht: Größe, Paritätische Kommission, Regelung und Monate.
    4. Die Regel ist mit Version und Quelle genannt.
do-reader-lists = Eine Liste machen und mitnehmen
do-reader-lists-text =
    1. Öffnen Sie **{ side-overview }** und klicken Sie auf eine Zahl.
    2. Wählen Sie Filter und Reihenfolge, und klicken Sie auf **{ employees-show }**.
    3. Nehmen Sie die Liste als Excel oder CSV mit.
do-reader-able = Nachsehen, wer eine Aufgabe noch ausführen darf
do-reader-able-text =
    1. Öffnen Sie **{ side-certificates }**, tippen Sie das Zertifikat und klicken Sie auf **{ certificate-show }**.
    2. Wessen Zertifikat abgelaufen ist oder wer gegangen ist, ist gekennzeichnet.
do-reader-history = Sehen, wer was geändert oder angesehen hat
do-reader-history-text =
    1. Öffnen Sie **{ side-history }** für alle Änderungen, jede mit wer, wann und warum.
    2. Darunter, bei **{ history-reads }**, steht, wer Daten von Arbeitnehmern angesehen hat.
    3. Für eine Person: öffnen Sie das Konto und folgen Sie **{ looks-link }**.
do-reader-paper = Berichte und Dokumente
do-reader-paper-text =
    1. Unter **{ side-reports }** stehen die Sozialbilanz, der Bildungsurlaub und der Plan neben der Wirklichkeit.
    2. Unter **{ side-papers }** stehen die Weiterbildungskonten als PDF, für eine Person oder für alle, und der Nachweis der jährlichen Mitteilungen.
