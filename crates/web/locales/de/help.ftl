help-title = Hilfe
help-lead = Kurze Antworten auf die häufigsten Fragen. Finden Sie Ihre Antwort nicht, hilft Ihnen der Zugangsverwalter Ihres Unternehmens weiter.
help-contact = Fragen zu dieser Installation: { $contact }
help-group-start = Beginnen
help-group-rights = Rechte und Kredit
help-group-trainings = Weiterbildungen
help-group-files = Dateien
help-group-privacy = Datenschutz
help-start-access = Wie bekomme ich Zugang?
help-start-access-answer =
    Der Zugangsverwalter Ihres Unternehmens gibt und beendet Zugänge. Wer Zugang hat, meldet sich mit einem digitalen Schlüssel an.

    - **Leser**: sieht Arbeitnehmer, Rechte und Weiterbildungen.
    - **Registrierender**: trägt auch ein und verbessert.
    - **Zugangsverwalter**: entscheidet außerdem, wer Zugang hat.
help-start-public = Ist dies das öffentliche FLA?
help-start-public-answer =
    Nein. Das öffentliche Federal Learning Account wurde am 1. Januar 2026 geschlossen. Dies ist eine eigenständige, offene Anwendung, die dasselbe führt: Recht, Weiterbildungen und Kredit.

    Was Sie aus dem öffentlichen FLA noch aufbewahren möchten, fordern Sie dort vor dem 1. Januar 2027 an. Dann werden diese Daten gelöscht. [So sichern Sie Ihr FLA](/help/keep-your-fla).
help-rights-number = Wie viele Weiterbildungstage gibt es?
help-rights-number-answer =
    Nach dem Gesetz, wenn jemand das ganze Jahr in Vollzeit arbeitet:

    - weniger als 10 Vollzeitäquivalente: keine Tage
    - 10 bis unter 20: 1 Tag
    - 20 oder mehr: 4 Tage im Jahr 2023, 5 Tage ab 2024

    Ein sektorielles Abkommen kann eine andere Zahl geben. [Suchen Sie die Regelung](/regime) Ihrer Paritätischen Kommission.
help-rights-part = Wie wird das Recht bei Teilzeit berechnet?
help-rights-part-answer = Die Zahl der Tage wird mit der Arbeitsregelung und mit den Monaten unter Vertrag, geteilt durch zwölf, multipliziert. Ein begonnener Monat zählt als ganzer Monat. Gerundet wird ein einziges Mal, auf ganze Minuten. Im Register lässt sich jede Zahl bis zu dieser Berechnung aufklappen.
help-rights-carry = Was geschieht mit dem Kredit, der übrig bleibt?
help-rights-carry-answer = Was am Ende eines Jahres übrig ist, geht ins nächste Jahr über und mindert dessen Recht nicht. Ein Zeitraum dauert höchstens fünf Jahre; was an seinem letzten Tag noch aus früheren Jahren übrig ist, verfällt. Auch am Ende der Beschäftigung verfällt, was übrig ist.
help-rights-size = Wie groß ist unser Unternehmen nach dem Gesetz?
help-rights-size-answer = Das ist die durchschnittliche Zahl der Arbeitnehmer in Vollzeitäquivalenten über vier Quartale: das vierte Quartal des zweiten Jahres vor dem Zweijahreszeitraum und die ersten drei des Jahres davor. Für 2026 und 2027 sind das das vierte Quartal 2024 und die ersten drei von 2025. Dieser Durchschnitt wird nicht gerundet.
help-trainings-count = Welche Weiterbildungen zählen?
help-trainings-count-answer = Formelle und informelle Weiterbildungen, die mit der Arbeit zu tun haben, auch zum Wohlbefinden bei der Arbeit. Flämischer Bildungsurlaub und bezahlter Bildungsurlaub zählen nicht. [Fragen Sie für eine Weiterbildung](/counts).
help-trainings-short = Darf ich kurze Momente eintragen?
help-trainings-short-answer = Ja. Ab einer Minute, für eine Person oder eine ganze Gruppe. Das Register zählt in Minuten, damit eine Viertelstunde eine Viertelstunde bleibt.
help-files-declaration = Welche Dateien kann ich einlesen?
help-files-declaration-answer = Die Quartalsmeldungen (DmfA) und die Dimona-Meldungen Ihrer Lohnverwaltung. Daraus folgen Arbeitnehmer, Arbeitsregelung und Paritätische Kommission. Sie können eine Datei mehrmals einlesen, ohne dass etwas doppelt vorkommt.
help-files-error = Meine Datei meldet einen Fehler. Was nun?
help-files-error-answer = Jede Meldung nennt die Zeile der Datei, die Ursache und die Abhilfe. Gute Zeilen werden übernommen, falsche nicht. Verbessern Sie sie und lesen Sie sie neu ein. [Alle Codes stehen in der Liste](/codes).
help-privacy-who = Wer sieht meine Daten?
help-privacy-who-answer = Sie selbst und bei Ihrem Arbeitgeber, wer dafür Zugang hat. Arbeitgeber sehen nichts voneinander. Jede Einsicht durch eine Organisation wird vermerkt.
help-privacy-cookies = Welche Cookies gibt es?
help-privacy-cookies-answer = Nur das Nötige: ein Cookie für Ihre Sitzung, wenn Sie angemeldet sind, und eines für die Sprache oder die Farben, die Sie wählen. Es wird nichts gemessen und nichts von anderen geladen.
help-glossary = Wörterverzeichnis in vier Sprachen
help-glossary-lead = Die amtlichen Wörter, wie diese Anwendung sie verwendet.
help-public-pages = Nachschlagen, ohne sich anzumelden

term-training-right = Recht auf Weiterbildung
term-training-credit = Weiterbildungskredit
term-joint-committee = Paritätische Kommission
term-enterprise-number = Unternehmensnummer
term-ssin = ENSS
term-employer = Arbeitgeber
term-employee = Arbeitnehmer
term-social-secretariat = Sozialsekretariat
term-work-regime = Arbeitsregelung
term-carried-over = übertragen
term-access-manager = Zugangsverwalter
term-training-plan = Weiterbildungsplan
keep-title = Sichern Sie Ihr FLA
keep-lead = Die Daten des öffentlichen FLA werden gelöscht. Was Sie jetzt sichern, können Sie hier weiterführen.
keep-before = Bis einschließlich 31. Dezember 2026
keep-before-text = Das öffentliche FLA ist seit dem 1. Januar 2026 geschlossen. Die Daten können noch angefordert werden und werden am 1. Januar 2027 gelöscht.
keep-after = Die Daten sind gelöscht
keep-after-text = Die Daten des öffentlichen FLA wurden am 1. Januar 2027 gelöscht. Was Sie selbst gesichert haben, können Sie hier weiterhin einbringen.
keep-steps = In drei Schritten
keep-ask = Fordern Sie Ihre Daten an
keep-ask-text = Melden Sie sich bei dem Dienst an, bei dem Sie das FLA genutzt haben, mit eID oder itsme. Ein Arbeitgeber fordert die Daten des Unternehmens an, ein Arbeitnehmer die eigenen.
keep-save = Speichern Sie die Datei
keep-save-text = Speichern Sie, was Sie erhalten, so wie es ist, in der vorhandenen Form: Tabelle, CSV, XML oder PDF. Haben Sie nur einen Bildschirm, kopieren Sie die Tabelle oder speichern Sie die Seite als PDF. Ändern Sie die Datei nicht: Sie ist Ihr Nachweis.
keep-bring = Bringen Sie es hier ein
keep-bring-text = Als Arbeitnehmer unter Ihren eigenen Ausbildungen, als Arbeitgeber unter *Tabellen*, mit dem Häkchen „Kopie aus dem öffentlichen FLA“. Sie sehen Zeile für Zeile, was übernommen wird, und Sie können alles zurücknehmen.
keep-own = Meine eigenen Daten einbringen
keep-employer = Als Arbeitgeber einbringen
keep-forms = Welche Dateien gelesen werden
keep-form-sheet = Tabelle oder CSV
keep-form-sheet-text = Excel (xlsx), OpenDocument (ods) oder CSV, in beliebiger Aufteilung. Die Spalten werden an ihrer Überschrift erkannt; was nicht erkannt wird, sagen Sie ein einziges Mal.
keep-form-xml = XML
keep-form-xml-text = Jede XML-Datei, in der sich etwas wiederholt: jede Ausbildung wird eine Zeile, und was darum herum steht (wie der Arbeitnehmer), kommt dazu.
keep-form-pdf = PDF
keep-form-pdf-text = Eine Tabelle aus Text wird gelesen. Ein Scan nicht: diese Datei wird als Nachweis aufbewahrt, und Sie können die Tabelle einfügen.
keep-form-paste = Eingefügte Tabelle
keep-form-paste-text = Markieren Sie die Tabelle am Bildschirm, mit den Überschriften, kopieren Sie sie und fügen Sie sie ein.
keep-form-picture = Bildschirmfoto oder Foto
keep-form-picture-text = Das wird nicht gelesen. Fügen Sie es als Nachweis einer Ausbildung bei, die Sie selbst eintippen.
keep-mark = Was der Vermerk bedeutet
keep-mark-text = Was aus einer solchen Datei stammt, trägt überall den Vermerk **Kopie aus dem öffentlichen FLA, ungeprüft**: niemand steht dafür ein, dass es vollständig und unverändert ist. Ein Arbeitgeber kann es mit den eigenen Unterlagen vergleichen und als überprüft vermerken. Die ursprüngliche Datei bleibt herunterladbar.
keep-duty = Müssen Sie das tun?
keep-duty-text = Das ist eine Hilfe, keine Pflicht, die wir Ihnen auferlegen. Das individuelle Recht auf Ausbildung bleibt bestehen; wer festhält, was besucht wurde, kann es später zeigen. Diese Anwendung ist nicht das öffentliche FLA und holt dort nichts ab.
keep-back = Alle Hilfe
