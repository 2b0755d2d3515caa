help-title = Hilfe
help-contact = Fragen zu dieser Installation: { $contact }
help-group-start = Beginnen
help-group-trainings = Weiterbildungen
help-group-files = Dateien
help-group-privacy = Datenschutz
help-start-access = Wie bekomme ich Zugang?
help-start-access-answer =
    Der Zugangsverwalter Ihres Unternehmens gibt und beendet Zugänge. Wer Zugang hat, meldet sich mit einem digitalen Schlüssel an.

    - **Leser**: sieht Arbeitnehmer, Rechte und Weiterbildungen.
    - **Personalabteilung**: registriert auch und verbessert.
    - **Zugangsverwalter**: entscheidet außerdem, wer Zugang hat.

    Ist Ihre Organisation noch nicht da? [Beantragen Sie, sie hinzuzufügen](/register/add).
help-start-public = Ist dies das öffentliche FLA?
help-start-public-answer =
    Nein. Das öffentliche Federal Learning Account wurde am 1. Januar 2026 geschlossen. Dies ist eine eigenständige, offene Anwendung, die dasselbe führt: Recht, Weiterbildungen und Kredit.

    Was Sie aus dem öffentlichen FLA noch aufbewahren möchten, fordern Sie dort vor dem 1. Januar 2027 an. Dann werden diese Daten gelöscht. [So sichern Sie Ihr FLA](/help/keep-your-fla).
help-trainings-short = Darf ich kurze Momente eintragen?
help-trainings-short-answer = Ja. Ab einer Minute, für eine Person oder eine ganze Gruppe. Das Register zählt in Minuten, damit eine Viertelstunde eine Viertelstunde bleibt.
help-files-declaration = Welche Dateien kann ich einlesen?
help-files-declaration-answer = Die Quartalsmeldungen (DmfA) und die Dimona-Meldungen Ihrer Lohnverwaltung. Daraus folgen Arbeitnehmer, Arbeitsregelung und Paritätische Kommission. Sie können eine Datei mehrmals einlesen, ohne dass etwas doppelt vorkommt.
help-files-error = Meine Datei meldet einen Fehler. Was nun?
help-files-error-answer = Jede Meldung nennt die Zeile der Datei, die Ursache und die Abhilfe. Gute Zeilen werden übernommen, falsche nicht. Verbessern Sie sie und lesen Sie sie neu ein. [Alle Codes stehen in der Liste](/codes).
help-privacy-who = Wer sieht meine Daten?
help-privacy-who-answer = Sie selbst und bei Ihrem Arbeitgeber, wer dafür Zugang hat. Arbeitgeber sehen nichts voneinander. Jede Einsicht durch eine Organisation wird vermerkt.
help-privacy-cookies = Welche Cookies gibt es?
help-privacy-cookies-answer = Nur das Nötige: ein Cookie für Ihre Sitzung, wenn Sie angemeldet sind, und eines für die Sprache, die Farben oder den Schritt des Rundgangs, die Sie wählen. Es wird nichts gemessen und nichts von anderen geladen.
help-glossary = Wörterverzeichnis in vier Sprachen
help-glossary-lead = Die amtlichen Wörter, wie diese Anwendung sie verwendet.
help-lead = Handbücher, Filme und kurze Antworten. Nichts davon verlangt eine Anmeldung.
help-readers = Wozu sind Sie hier?
help-films = Filme der wichtigsten Aufgaben
help-films-text = Je eine halbe Minute, ohne Ton, mit Untertiteln in vier Sprachen.
help-tasks = Was möchten Sie tun?
help-find = Eine Aufgabe suchen
help-more = Weitersehen
help-faq = Fragen und Antworten
help-faq-lead = Kurze Antworten auf das, was am häufigsten gefragt wird. Ist Ihre nicht dabei, hilft Ihnen der Zugangsverwalter Ihres Unternehmens.
help-contents = In diesem Handbuch
help-open = Diese Seite öffnen
help-here = Hilfe zu dieser Seite
help-group-rights = Rechte
help-group-employees = Für Arbeitnehmer
help-start-key = Ich kann mich nicht anmelden. Was nun?
help-start-key-answer = Sie melden sich mit einem digitalen Schlüssel an, nicht mit einem Passwort dieser Anwendung. Geht Ihr Schlüssel anderswo, aber Sie sehen hier nichts, so fehlt Ihnen der Zugang: fragen Sie den Zugangsverwalter Ihres Unternehmens. Arbeitnehmer sehen ihr Konto, sobald ihr Arbeitgeber sie im Register hat.
help-rights-differs = Eine Zahl weicht von der Lohnverwaltung ab. Warum?
help-rights-differs-answer = Klappen Sie die Rechnung des Rechts auf: sie zeigt Tage, Regelung und Monate. Meist fehlt die Meldung eines Quartals, oder die Regelung oder die Paritätische Kommission änderte sich im Lauf des Jahres. Was angenommen statt gemeldet ist, ist so gekennzeichnet.
help-rights-none = Warum hat jemand kein Recht?
help-rights-none-answer = Unter 10 Vollzeitäquivalenten gibt das Gesetz keines, und ein Sektorabkommen kann eine Zahl von Monaten im Dienst verlangen. Die Rechnung sagt, welche Regeln betrachtet wurden. Weiterbildungen können Sie trotzdem eintragen.
help-rights-five = Wann verfallen Tage?
help-rights-five-answer = Am letzten Tag eines Zeitraums von fünf Jahren, und am Ende der Beschäftigung. Siehe [was mit übrigem Kredit geschieht](/help/rules#rules-carry).
help-trainings-late = Darf ich eine Weiterbildung nachträglich eintragen?
help-trainings-late-answer = Ja. Geben Sie den Tag an, an dem sie absolviert wurde; sie zählt in jenem Jahr, und das Register behält, wann Sie sie eingegeben haben. Siehe [Eine Weiterbildung eintragen](/help/officer#training).
help-trainings-absent = Jemand hat gefehlt. Was tue ich?
help-trainings-absent-answer = Haken Sie an, wer gefehlt hat, wenn Sie eine geplante Weiterbildung als absolviert markieren. Ist das schon geschehen, berichtigen Sie sie und setzen Sie die Person auf „nicht absolviert“.
help-trainings-leave = Zählt Bildungsurlaub auch?
help-trainings-leave-answer = Nein. Stunden flämischen oder bezahlten Bildungsurlaubs werden nicht vom Kredit abgezogen. Tragen Sie sie trotzdem ein und wählen Sie das bei der Frage, ob sie zählt: dann stehen sie in der [Liste des Bildungsurlaubs](/help/officer#leave).
help-files-layout = Meine Tabelle ist anders aufgeteilt. Ist das schlimm?
help-files-layout-answer = Nein. Spalten werden an ihrer Überschrift erkannt; was nicht erkannt wird, sagen Sie einmal, und es wird behalten. Siehe [Eine Tabelle einlesen](/help/officer#sheet).
help-files-twice = Ich habe dieselbe Datei zweimal eingelesen. Ist nun alles doppelt?
help-files-twice-answer = Nein. Was das Register schon kennt, wird als gleich erkannt und ändert nichts. Eine ganze Tabelle lässt sich auch [rückgängig machen](/help/officer#sheet-undo).
help-employees-left = Ich bin gegangen. Kann ich mein Konto noch sehen?
help-employees-left-answer = Ja, und Sie können weiterhin Fragen dazu stellen. Siehe [wenn Sie einen Arbeitgeber verlassen haben](/help/employee#own-left).
help-employees-private = Sieht mein Arbeitgeber die Diplome, die ich hinzufüge?
help-employees-private-answer = Nein. Was Sie selbst hinzufügen, gehört Ihnen und keinem Arbeitgeber. Nur Sie sehen es.
help-employees-wrong = Was über mich da steht, stimmt nicht. Was tue ich?
help-employees-wrong-answer = Klicken Sie auf den Link neben dem Eintrag und schreiben Sie, was nicht stimmt. Ihr Arbeitgeber hat einen Monat für die Antwort, und beide Fassungen bleiben erhalten. Siehe [Nach einer Weiterbildung oder einem Recht fragen](/help/employee#own-ask).

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
keep-bring-text = Als Arbeitnehmer unter Ihren eigenen Weiterbildungen, als Arbeitgeber unter *Tabellen*, mit dem Häkchen „Kopie aus dem öffentlichen FLA“. Sie sehen Zeile für Zeile, was übernommen wird, und Sie können alles zurücknehmen.
keep-own = Meine eigenen Daten einbringen
keep-employer = Als Arbeitgeber einbringen
keep-forms = Welche Dateien gelesen werden
keep-form-sheet = Tabelle oder CSV
keep-form-sheet-text = Excel (xlsx), OpenDocument (ods) oder CSV, in beliebiger Aufteilung. Die Spalten werden an ihrer Überschrift erkannt; was nicht erkannt wird, sagen Sie ein einziges Mal.
keep-form-xml = XML
keep-form-xml-text = Jede XML-Datei, in der sich etwas wiederholt: jede Weiterbildung wird eine Zeile, und was darum herum steht (wie der Arbeitnehmer), kommt dazu.
keep-form-pdf = PDF
keep-form-pdf-text = Eine Tabelle aus Text wird gelesen. Ein Scan nicht: diese Datei wird als Nachweis aufbewahrt, und Sie können die Tabelle einfügen.
keep-form-paste = Eingefügte Tabelle
keep-form-paste-text = Markieren Sie die Tabelle am Bildschirm, mit den Überschriften, kopieren Sie sie und fügen Sie sie ein.
keep-form-picture = Bildschirmfoto oder Foto
keep-form-picture-text = Das wird nicht gelesen. Fügen Sie es als Nachweis einer Weiterbildung bei, die Sie selbst eintippen.
keep-mark = Was der Vermerk bedeutet
keep-mark-text = Was aus einer solchen Datei stammt, trägt überall den Vermerk **Kopie aus dem öffentlichen FLA, ungeprüft**: niemand steht dafür ein, dass es vollständig und unverändert ist. Ein Arbeitgeber kann es mit den eigenen Unterlagen vergleichen und als überprüft vermerken. Die ursprüngliche Datei bleibt herunterladbar.
keep-duty = Müssen Sie das tun?
keep-duty-text = Das ist eine Hilfe, keine Pflicht, die wir Ihnen auferlegen. Das individuelle Recht auf Weiterbildung bleibt bestehen; wer festhält, was besucht wurde, kann es später zeigen. Diese Anwendung ist nicht das öffentliche FLA und holt dort nichts ab.
keep-back = Alle Hilfe
help-kept = Wie lange Daten aufbewahrt werden
help-kept-lead = Was seine Frist überschritten hat, wird von selbst gelöscht. Was Sie Ihrem Konto selbst hinzugefügt haben, bleibt, solange Sie es behalten.
