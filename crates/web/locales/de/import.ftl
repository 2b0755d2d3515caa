# Importing declarations, and what was found in them.

import-lead = Geben Sie die Dateien ab, die Ihr Sozialsekretariat oder Lohnprogramm an die soziale Sicherheit schickt. Mehrere Quartale auf einmal sind möglich.
import-choose = Dateien mit Meldungen
import-choose-hint = DmfA- oder Dimona-Meldungen in XML. Höchstens 200 Dateien, je 2 GiB und zusammen 8 GiB.
import-drop = Dateien hierher ziehen oder auswählen
import-send = Einlesen
import-what = Was geschieht
import-what-text =
    Jede Datei wird zuerst ganz gelesen. Eine fehlerhafte oder fremde Datei ändert nichts; wer nicht gelesen werden kann, wird ausgelassen. Sie sehen, in welcher Zeile und warum.

    - Neue Arbeitnehmer werden hinzugefügt, bekannte aktualisiert.
    - Eine spätere Meldung desselben Quartals geht vor. Zweimal dasselbe einlesen ändert nichts.
    - Löhne und Beiträge werden nicht gelesen.
import-none = Es wurde noch nichts eingelesen.
import-state = Stand
import-names = Dateien
import-counts = Arbeitnehmer
import-files =
    { $count ->
        [one] eine Datei
       *[other] { $count } Dateien
    }
import-result = Was gefunden wurde
import-phase-check = Dateien werden geprüft
import-phase-take = Menschen werden übernommen
import-phase-follow = Beschäftigungen werden nachgezogen
import-phase-size = Die Größe wird gezählt
import-phase-workOut = Rechte und Kredit werden berechnet
import-new = Neue Arbeitnehmer
import-regimes = Andere Regelung oder paritätische Kommission
import-leavers = Ausgeschieden
import-missing = In einer früheren Meldung des Quartals, nicht in dieser
import-missing-text = Was früher über sie erklärt wurde, gilt weiter. Haben sie in diesem Quartal nicht gearbeitet, tragen Sie das bei jedem ein.
import-somebody = Arbeitnehmer
import-left = letzter Tag { $date }
import-no-work = nicht im Dienst
import-noted = Die LSS-Nummer { $number } aus den Dateien wurde beim Arbeitgeber vermerkt.
import-ended-done = Die Meldungen sind eingelesen
import-ended-done-text = Rechte und Kredit sind angepasst.
import-ended-nothing = Alles war schon bekannt
import-ended-nothing-text = Die Dateien sagen nichts Neues; es hat sich nichts geändert.
import-ended-partly = Nicht alles konnte gelesen werden
import-ended-partly-text = Was lesbar war, wurde übernommen. Unten steht, was nicht und warum.
import-ended-refused = Keine Datei wurde übernommen
import-ended-refused-text = Es hat sich nichts geändert. Unten steht für jede Datei, warum.
import-ended-failed = Das Einlesen wurde abgebrochen
import-ended-failed-text = Der Fehler liegt beim Dienst. Was schon übernommen war, stimmt; lesen Sie die Dateien ruhig noch einmal ein.
import-ended-stopped = Das Einlesen wurde angehalten: Das Mandat ist beendet
import-ended-stopped-text = Wer es verlangte, tat das mit einem Mandat, das nicht mehr gilt. Was schon übernommen war, bleibt. Geben Sie ein neues Mandat oder lesen Sie die Dateien selbst noch einmal ein.
import-taken = übernommen
import-refused = abgelehnt
import-kind-dmfa = DmfA-Meldung
import-kind-dimona = Dimona-Meldung
import-count-new = Neu
import-count-changed = Geändert
import-count-same = Unverändert
import-count-older = Älter als Bekanntes
import-count-unreadable = Nicht lesbar
import-place = Zeile { $line }, Spalte { $column }
import-unreadable = Menschen, die nicht gelesen werden konnten
import-unreadable-text = Die anderen in derselben Datei wurden übernommen. Berichtigen Sie die Meldung und lesen Sie sie neu ein, oder fügen Sie diese Menschen von Hand hinzu.
import-where = Wo
import-wrong = Was nicht stimmt
import-mend = Was Sie tun können
import-again = Weitere einlesen
