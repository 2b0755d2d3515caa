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
    - **Registrierender**: trägt auch ein und verbessert.
    - **Zugangsverwalter**: entscheidet außerdem, wer Zugang hat.
help-start-public = Ist dies das öffentliche FLA?
help-start-public-answer =
    Nein. Das öffentliche Federal Learning Account wurde am 1. Januar 2026 geschlossen. Dies ist eine eigenständige, offene Anwendung, die dasselbe führt: Recht, Weiterbildungen und Kredit.

    Was Sie aus dem öffentlichen FLA noch aufbewahren möchten, fordern Sie dort vor dem 1. Januar 2027 an. Dann werden diese Daten gelöscht.
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
help-rights-differs-answer = Klappen Sie die Rechnung des Rechts auf: sie zeigt Tage, Regelung und Monate. Meist fehlt die Erklärung eines Quartals, oder die Regelung oder die Paritätische Kommission änderte sich im Lauf des Jahres. Was angenommen statt erklärt ist, ist so gekennzeichnet.
help-rights-none = Warum hat jemand kein Recht?
help-rights-none-answer = Unter 10 Vollzeitäquivalenten gibt das Gesetz keines, und ein Sektorabkommen kann eine Zahl von Monaten im Dienst verlangen. Die Rechnung sagt, welche Regeln betrachtet wurden. Weiterbildungen können Sie trotzdem eintragen.
help-rights-five = Wann verfallen Tage?
help-rights-five-answer = Am letzten Tag eines Zeitraums von fünf Jahren, und am Ende der Beschäftigung. Siehe [was mit übrigem Kredit geschieht](/help/rules#rules-carry).
help-trainings-late = Darf ich eine Weiterbildung nachträglich eintragen?
help-trainings-late-answer = Ja. Geben Sie den Tag an, an dem sie absolviert wurde; sie zählt in jenem Jahr, und das Register behält, wann Sie sie eingegeben haben. Siehe [Eine Weiterbildung eintragen](/help/officer#training).
help-trainings-absent = Jemand hat gefehlt. Was tue ich?
help-trainings-absent-answer = Haken Sie beim Abschließen einer geplanten Weiterbildung an, wer gefehlt hat. Ist sie schon abgeschlossen, berichtigen Sie sie und setzen Sie die Person auf „nicht absolviert“.
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
