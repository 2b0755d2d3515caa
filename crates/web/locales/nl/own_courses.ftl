# Quick registration, series, the course list, certificates.

quick = Snel registreren
quick-lead = Voor een toolboxmeeting of korte uitleg aan een hele ploeg: een naam, wie erbij was, klaar.
quick-title = Waarover ging het?
quick-everybody = Iedereen in dienst
quick-duration-hint = Leeg: zoals in uw cursuslijst, anders { $likely }.
quick-day = Dag
quick-whole = Deelnemers één voor één kiezen of meer invullen
training-teams = Hele ploegen
training-add-teams = Ploegen toevoegen
training-copy-people = Nog een, met dezelfde mensen
training-did-registerSeries = Gepland in een reeks
series = Reeks plannen
series-lead = Dezelfde opleiding elke week of maand: in één keer gepland, elk afzonderlijk af te werken.
series-check = Kijk de reeks na
series-days = Dagen
series-rhythm = Hoe vaak?
series-every-week = Elke week
series-every-fortnight = Om de twee weken
series-every-month = Elke maand
series-every-quarter = Elk kwartaal
series-times = Hoeveel keer?
series-times-hint = De eerste meegeteld, hoogstens 60.
done-training-series = De reeks is gepland.
courses = Cursuslijst
courses-lead = De opleidingen die u vaak geeft. Wie een naam begint te typen, krijgt ze voorgesteld.
courses-none = De cursuslijst is leeg
courses-none-text = Zet er de opleidingen op die terugkomen: naam, duur, opleider en hoe lang het certificaat geldt.
course-add = Cursus toevoegen
course-change = Cursus wijzigen
course-remove = Van de lijst halen
course-no-end = Zonder einddatum
course-certificate = Wie het volgt, krijgt een certificaat
course-valid = Geldigheid van het certificaat in maanden
course-valid-hint = Leeg: het vervalt niet.
side-certificates = Certificaten
certificate-lead = Wie mag deze taak nog uitvoeren, en tot wanneer? Een certificaat geldt nog op zijn laatste dag.
certificate-title = Certificaat of opleiding
certificate-show = Toon
certificate-followed = Gevolgd op
certificate-gone = uit dienst
certificate-kinds = Alle certificaten
certificate-valid = Geldig
certificate-all = Ooit behaald
certificate-none = gevolgd, zonder certificaat
certificate-no-end = geldig zonder einddatum
certificate-empty = Nog geen certificaten
certificate-nobody = Niemand volgde dit
certificate-empty-text = Certificaten verschijnen hier zodra ze bij een gevolgde opleiding staan.
history-registerSeries = reeks opleidingen gepland
history-setCourse = cursuslijst gewijzigd
history-withdrawCourse = cursus van de lijst gehaald
history-attachEvidence = bewijs toegevoegd
history-removeEvidence = bewijs verwijderd
history-attachments = lijst van bewijzen bekeken
history-attachment = bewijs bekeken
history-ownAttachments = eigen bewijzen bekeken
history-teamMembers = leden van een ploeg opgezocht
history-holders = houders van een certificaat bekeken
course-months =
    { $count ->
        [one] 1 maand geldig
       *[other] { $count } maanden geldig
    }
certificate-days =
    { $count ->
        [0] vandaag de laatste dag
        [one] nog 1 dag
       *[other] nog { $count } dagen
    }
certificate-sentence =
    { $count ->
        [0] Niemand in dienst mag dit nog: { $title }.
        [one] Eén persoon in dienst mag dit nog: { $title }.
       *[other] { $count } personen in dienst mogen dit nog: { $title }.
    }
certificate-on = Op welke dag?
certificate-on-hint = Ook een dag die nog komt, bijvoorbeeld de start van een werf.
certificate-kinds-on = Alle certificaten op { $date }
certificate-sentence-on =
    { $count ->
        [0] Niemand die op { $date } in dienst is, mag dit dan: { $title }.
        [one] Eén persoon in dienst mag dit op { $date }: { $title }.
       *[other] { $count } personen in dienst mogen dit op { $date }: { $title }.
    }
certificate-shown = door de werknemer getoond
certificate-next = Eerste vervalt op
training-copy-series = Laten terugkomen
