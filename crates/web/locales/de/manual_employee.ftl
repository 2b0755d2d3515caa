# Das Handbuch für Arbeitnehmer.

manual-employee = Für Arbeitnehmer
manual-employee-lead = Ihre Weiterbildungstage, wie sie berechnet sind, und was Sie mit Ihrem Konto tun können.
part-own = Ansehen
do-own-look = Sehen, wie viel Sie noch haben
do-own-look-text =
    1. Melden Sie sich mit Ihrem digitalen Schlüssel an und öffnen Sie **{ nav-account }**.
    2. Der erste Satz sagt, was dieses Jahr übrig ist. Der Balken zeigt, was Sie absolviert haben, was geplant ist und was frei ist.
    3. Arbeiten Sie für mehrere Arbeitgeber? Jeder hat einen eigenen Teil der Seite.
    4. Wählen Sie oben ein anderes Jahr.
do-own-working = Sehen, wie das berechnet wurde
do-own-working-text =
    1. Gehen Sie zu Ihrem Recht und klicken Sie auf **{ working-open }**.
    2. Sie sehen die Tage der Regel, Ihre Arbeitsregelung und die Monate, und die Regel mit ihrer Quelle.

    Mehr über die Regeln: [die Regeln in Kürze](/help/rules).
do-own-career = Ihrem Werdegang folgen
do-own-career-text =
    1. Öffnen Sie **{ own-tab-career }**.
    2. Alles steht in einer Linie: für wen Sie gearbeitet haben, was Sie absolviert haben, und was Sie selbst hinzugefügt haben.

    Neben jedem Eintrag steht, wie verlässlich er ist: **{ own-standing-declared }**, **{ own-standing-evidenceSeen }**, **{ own-standing-confirmed }** oder **{ own-standing-authentic }**.
part-own-wrong = Etwas stimmt nicht
do-own-ask = Nach einer Weiterbildung oder einem Recht fragen
do-own-ask-text =
    1. Klicken Sie neben der Weiterbildung auf **{ own-ask }**, oder auf den Link unter Ihrem Recht.
    2. Schreiben Sie in eigenen Worten, was nicht stimmt. Geben Sie das richtige Datum oder die Dauer an, wenn Sie sie kennen.
    3. Klicken Sie auf **{ own-question-send }**. Ihr Arbeitgeber hat einen Monat für die Antwort.

    Was da stand und was Sie sagen, bleibt beides erhalten.
do-own-missing = Sagen, dass eine Weiterbildung fehlt
do-own-missing-text =
    1. Klicken Sie unter Ihren Weiterbildungen auf **{ own-ask-missing }**, oder öffnen Sie **{ own-tab-questions }**.
    2. Geben Sie den Namen an, und Datum und Dauer, wenn Sie sie kennen, und klicken Sie auf **{ own-question-send }**.
do-own-disagree = Die Antwort lesen, oder noch einmal fragen
do-own-disagree-text =
    1. Öffnen Sie **{ own-tab-questions }** und die Frage. Die Antwort steht da, mit dem, was geändert wurde.
    2. Sind Sie nicht einverstanden? Schreiben Sie unter **{ own-question-disagree }**, warum, und klicken Sie auf **{ own-question-send }**.
    3. Ist es nicht mehr nötig? Klicken Sie auf **{ own-question-back }**.
do-own-left = Wenn Sie einen Arbeitgeber verlassen haben
do-own-left-text = Sie sehen Ihr Konto bei diesem Arbeitgeber weiterhin, und Sie können weiterhin Fragen dazu stellen. Was mit den übrigen Tagen geschieht, hängt davon ab, wie die Beschäftigung endete: siehe [die Regeln](/help/rules#rules-end).
part-own-yours = Was Ihnen gehört
do-own-add = Eine eigene Weiterbildung oder ein Diplom hinzufügen
do-own-add-text =
    1. Öffnen Sie **{ own-tab-records }** und klicken Sie auf **{ own-record-add }**.
    2. Wählen Sie, was es ist, geben Sie einen Namen und ein Datum an. Der Rest darf leer bleiben.
    3. Klicken Sie auf **{ own-record-save }**.

    Das gehört Ihnen und keinem Arbeitgeber. Nur Sie sehen es.
do-own-evidence = Den Nachweis dazu aufbewahren
do-own-evidence-text =
    1. Öffnen Sie **{ own-tab-records }** und die Weiterbildung.
    2. Wählen Sie eine Datei (PDF, JPEG oder PNG; ein Foto genügt) und klicken Sie auf **{ evidence-add }**.
do-own-copy = Alles mitnehmen
do-own-copy-text =
    1. Öffnen Sie **{ nav-account }** und gehen Sie unten zu **{ paper-own-title }**.
    2. **{ paper-own-pdf }** ist zum Lesen und Aufbewahren. **{ paper-own-json }** ist für ein anderes Programm.
do-own-who = Sehen, wer Ihr Konto angesehen hat
do-own-who-text =
    1. Öffnen Sie **{ nav-account }** und folgen Sie unten **{ own-looks }**.
    2. Sie sehen, wann, was, und in welcher Rolle und Organisation.
picture-own-look = Das Konto einer Person: ein Satz mit dem, was übrig ist, der Kredit als Balken, und das Recht.
