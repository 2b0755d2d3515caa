# Das Handbuch für alle, die eine Installation betreiben.

manual-operator = Für Betreiber
manual-operator-lead = Sie betreiben die Installation. Sie fügen Arbeitgeber hinzu, und Sie sehen keine Daten von Arbeitnehmern.
part-operator = Die Installation
do-operator-begin = Die ersten Schritte
do-operator-begin-text =
    1. Starten Sie `fla serve` mit den Einstellungen Ihres Anmeldedienstes und Ihrer öffentlichen Adresse. `fla doctor` sagt, was stimmt, was nicht, und die Abhilfe.
    2. Geben Sie sich den ersten Zugang auf der Befehlszeile: `fla access give --role operator --ssin-stdin`. Die ENSS wird aus der Eingabe gelesen, damit sie in keiner Liste steht.
    3. Melden Sie sich an und öffnen Sie **{ capacity-operator }**.

    `fla serve --help` zählt alle Einstellungen auf. Geheimnisse werden nie gezeigt.
do-operator-employer = Einen Arbeitgeber hinzufügen
do-operator-employer-text =
    1. Öffnen Sie **{ capacity-operator }** und gehen Sie zu **{ operator-add }**.
    2. Füllen Sie Unternehmensnummer, Name und Sprache aus. Kennt die ZDU die Nummer, darf der Name leer bleiben.
    3. Geben Sie unter **{ operator-first }** die ENSS und die Rolle der Person an, die beginnt: meistens **{ role-accessManager }**.
    4. Klicken Sie auf **{ operator-add }**. Von da an gibt der Arbeitgeber selbst Zugang.
do-operator-cbe = Die Namen der ZDU laden
do-operator-cbe-text = Laden Sie jeden Monat den vollständigen Auszug (Full) der offenen Daten der Zentralen Datenbank der Unternehmen herunter und geben Sie ihn an `fla cbe load`. Wer eine Organisation hinzufügt, kann den Namen dann leer lassen, und neben Unternehmensnummern steht, wie die ZDU sie nennt. Eine Nummer, die der Auszug nicht kennt, wird gemeldet und nicht abgelehnt. Das Programm holt selbst nichts ab.
do-operator-mail = E-Mails verschicken
do-operator-mail-text = Setzen Sie `FLA_SMTP_URL`, `FLA_SMTP_FROM` und `FLA_SMTP_PASSWORD`. Ohne sie wird nichts verschickt; was verschickt worden wäre, steht bei jedem Arbeitgeber unter **{ outbox-title }**. Eine E-Mail enthält Zahlen und einen Link, keine Namen.
do-operator-backup = Eine Sicherung machen und zurückspielen
do-operator-backup-text =
    1. `fla backup DATEI` macht eine stimmige Kopie, während das Register läuft.
    2. Zurückspielen: halten Sie das Register an, dann `fla restore DATEI`. Es überschreibt nichts, außer mit `--force`.
    3. Probieren Sie es einmal, bevor Sie es brauchen.

    Bei PostgreSQL verwenden Sie dessen eigene Werkzeuge.
do-operator-health = Darüber wachen
do-operator-health-text = `GET /health` antwortet 200 oder 503. Lange Arbeit, die unterbrochen wird, geht beim nächsten Start weiter. Um Mitternacht in Brüssel bucht das Register, was an dem Tag beginnt oder verfällt; `fla recalculate` tut es von Hand.
do-operator-rules = Regeln eines Sektors hinzufügen
do-operator-rules-text =
    1. Schreiben Sie die Regel als datierte Angaben, mit ihrer Quelle, in einen eigenen Ordner.
    2. Prüfen Sie sie: `fla rules check ORDNER`.
    3. Setzen Sie `FLA_RULES_DIR` auf diesen Ordner und starten Sie neu. Rechte werden neu berechnet, wo die Regel sie ändert.
do-operator-qualities = Eigenschaften einer Organisation festlegen
do-operator-qualities-text = Eine Organisation ist Arbeitgeber, Dienstleister, Sozialsekretariat, Bildungsanbieter oder Sektorfonds, oder mehreres davon. Öffnen Sie **{ capacity-operator }**, wählen Sie die Organisation und kreuzen Sie an, was sie ist. Nur wer für Arbeitgeber handelt, kann ein Mandat erhalten.
do-operator-inspection = Einen Inspektor zulassen
do-operator-inspection-text = Geben Sie die Rolle auf der Befehlszeile: `fla access give --role inspector --ssin-stdin`. Der Inspektor öffnet dann unter **{ inspection-title }** das Register eines Arbeitgebers, mit einem Grund und für einen Tag, eine Woche oder einen Monat. Jeder Blick steht mit diesem Grund im Auditprotokoll.
