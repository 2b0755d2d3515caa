# In which capacity somebody acts, roles, and the operator's page.

capacity-title = Womit möchten Sie arbeiten?
capacity-lead = Sie können hier in mehr als einer Eigenschaft handeln. Wählen Sie eine; Sie können jederzeit zurück.
capacity-none = Für Sie ist hier noch nichts bereit.
capacity-none-text = Sie sind angemeldet, aber kein Arbeitgeber hat Ihnen Zugang gegeben und Sie stehen bei keinem Arbeitgeber im Register. Bitten Sie den Zugangsverwalter Ihres Unternehmens um Zugang.
capacity-own = Mein Weiterbildungskonto
capacity-own-text =
    { $count ->
        [one] Ihre Rechte und Weiterbildungen bei einem Arbeitgeber.
       *[other] Ihre Rechte und Weiterbildungen bei { $count } Arbeitgebern.
    }
capacity-operator = Betrieb dieser Installation
capacity-operator-text = Organisationen hinzufügen; keine Daten von Arbeitnehmern.
role-accessManager = Zugangsverwalter
role-registrar = Personalabteilung
role-reader = Leser
role-employee = Arbeitnehmer
role-operator = Betreiber
role-system = das Register selbst
channel-web = im Browser
channel-commandLine = auf der Befehlszeile
channel-system = von selbst
language-nl = Niederländisch
language-fr = Französisch
language-de = Deutsch
language-en = Englisch
operator-title = Organisationen
operator-lead = Die Organisationen dieser Installation: Arbeitgeber und wer für sie arbeitet. Wer hier arbeitet, sieht keine Daten von Arbeitnehmern.
operator-none = Es gibt noch keine Organisation.
operator-none-found = Keine Organisation passt.
operator-add = Organisation hinzufügen
operator-name = Name
operator-enterpriseNumber = Unternehmensnummer
operator-enterpriseNumber-hint = Zehn Ziffern, wie in der Zentralen Datenbank der Unternehmen.
operator-nssoNumber = LSS-Nummer
operator-nssoNumber-hint = Ohne diese Nummer wird sie aus der ersten Meldung übernommen.
operator-language = Sprache, in der wir die Organisation anschreiben
operator-first = Wer als Erster hier arbeitet
operator-first-hint = Diese Person kann sich sofort anmelden und anfangen.
operator-ssin = ENSS dieser Person
operator-ssin-hint = Elf Ziffern. Leer lassen, wenn noch niemand bekannt ist.
operator-role = Rolle
done-employer-added = Die Organisation wurde hinzugefügt.
side-overview = Überblick
side-employees = Arbeitnehmer
side-trainings = Weiterbildungen
side-import = Meldungen einlesen
side-rights = Rechte und Größe
side-history = Verlauf
