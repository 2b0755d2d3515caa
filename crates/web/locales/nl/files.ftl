# Batch files: sending them, what came of them, and what they look like.

side-files = Batchbestanden
files-lead = Stuur één XML-bestand met vele wijzigingen: opleidingen, opleidingsrechten, werknemers en tewerkstellingen, voor uzelf en voor wie u een mandaat gaf.
files-environment = Wat er met het bestand gebeurt
files-environment-real = Echt
files-environment-real-hint = De formulieren worden uitgevoerd.
files-environment-simulation = Simulatie
files-environment-simulation-hint = Eerst kijken: alles wordt nagekeken alsof het echt was, en er wordt niets geschreven.
files-environment-test = Circuittest
files-environment-test-hint = Alleen of het bestand aankomt, leesbaar is en een antwoord krijgt. Het register wordt niet geraadpleegd.
files-choose = Batchbestand
files-choose-hint = Een XML-bestand volgens het schema, hoogstens 2 GiB. De antwoorden komen in de taal van deze pagina.
files-signature = Handtekening (als ze er is)
files-signature-hint = Het FS-bestand: een losse CMS-handtekening van dit bestand, in base64. Nodig waar wie het register beheert erom vraagt.
files-drop = Sleep het bestand hierheen, of kies het
files-send = Versturen
files-sending = Het bestand wordt verstuurd
files-what-text =
    Het bestand wordt eerst helemaal gelezen. Is het als geheel niet in orde, dan wordt het geweigerd en verandert er niets. Daarna staat of valt elk formulier op zichzelf.

    - U krijgt meteen een ACRF: het bestand is overgenomen of geweigerd.
    - Daarna een NOTI: wat er van elk formulier geworden is, met regel, kolom en code.
    - Alleen wat geweigerd is, moet u opnieuw sturen. Een formulier dat u twee keer stuurt, wordt één keer uitgevoerd.
files-format = Hoe een batchbestand eruitziet
files-export = Wat het register bevat
files-export-text = Werknemers, tewerkstellingen, manueel gezette rechten en opleidingen als één batchbestand. Stuurt u het weer in, dan verandert er niets; een ander register neemt het over.
files-export-get = Batchbestand downloaden
files-sent = Verstuurde bestanden
files-none = Er is nog geen bestand verstuurd.
files-name = Bestand
files-received = Ontvangen
files-folder = Map van de verzender
files-signer = Ondertekend met het certificaat (SHA-256)
files-finished = Afgewerkt
files-ticket = Ticket
files-form-count = Formulieren
files-forms =
    { $count ->
        [one] één formulier
       *[other] { $count } formulieren
    }
files-forms-refused =
    { $count ->
        [one] één geweigerd
       *[other] { $count } geweigerd
    }
files-state-received = Het bestand wordt gelezen
files-state-taken = De formulieren worden behandeld
files-state-refused = Geweigerd
files-state-stopped = Gestopt
files-state-partly = Klaar, niet alles aanvaard
files-state-done = Klaar
files-one = Batchbestand
files-whole = Waarom het bestand geweigerd is
files-value = Waarde
files-answers = Antwoorden om te bewaren
files-answers-text = Het ACRF zegt of het bestand overgenomen is, het NOTI wat er van elk formulier geworden is. Het CSV-bestand is hetzelfde als tabel.
files-cleared = Wat over de geweigerde formulieren gezegd is, wordt negentig dagen bewaard en is nu gewist.
files-forms-title = Wat er van elk formulier geworden is
files-filter = Formulieren tonen
files-form-all = Alle
files-form-refused = Geweigerd
files-form-warned = Met waarschuwing
files-form-accepted = Aanvaard
files-form-is-refused = geweigerd
files-form-is-warned = aanvaard met waarschuwing
files-form-is-accepted = aanvaard
files-no-forms = Zulke formulieren zijn er niet.
files-form-n = Nr.
files-form = Formulier
files-outcome = Uitkomst
files-class-B = blokkerend
files-class-W = waarschuwing
files-more-anomalies =
    { $count ->
        [one] Nog één melding; het NOTI heeft ze allemaal.
       *[other] Nog { $count } meldingen; het NOTI heeft ze allemaal.
    }
files-to-training = Naar de opleiding
files-to-employee = Naar de werknemer
files-again = Nog een bestand versturen
files-ended-done = Alle formulieren zijn aanvaard
files-ended-done-text = U hoeft niets meer te doen.
files-ended-partly = Niet alle formulieren zijn aanvaard
files-ended-partly-text = Wat aanvaard is, staat in het register. Verbeter de geweigerde formulieren en stuur alleen die opnieuw, in een nieuw bestand.
files-ended-refused = Het bestand is als geheel geweigerd
files-ended-refused-text = Er is niets veranderd. Verbeter het bestand en stuur het opnieuw.
files-ended-stopped = Het bestand is niet tot het einde behandeld
files-ended-stopped-text = Wat eerder aanvaard is, blijft staan. Stuur de andere formulieren opnieuw in een nieuw bestand; wat er al staat, verandert niet.
files-ended-simulation = Alle formulieren zouden aanvaard worden
files-ended-simulation-text = Dit was een simulatie: er is niets geschreven. Stuur het bestand nu echt.
files-ended-simulation-partly = Niet alle formulieren zouden aanvaard worden
files-ended-simulation-partly-text = Dit was een simulatie: er is niets geschreven. Verbeter wat geweigerd is en probeer opnieuw.
files-ended-test = Het bestand is aangekomen en gelezen
files-ended-test-text = Dit was een circuittest: het register is niet geraadpleegd en er is niets geschreven.
files-format-lead = Voor wie software maakt: de schema’s en een voorbeeld van elk geval, voor iedereen.
files-format-text =
    Een batchbestand is XML met als wortel `FlaDeclaration` en een of meer formulieren (`Form`). Elk formulier is één wijziging bij één werkgever, met een eigen nummer van u. Stuurt u hetzelfde formulier nog eens, dan verandert er niets.

    - Fouten in het bestand zelf of in de kop van een formulier weigeren het hele bestand.
    - Fouten in de inhoud weigeren alleen dat formulier, met alle meldingen ineens.
    - Een aanvaard formulier krijgt een ticket. Daarmee verwijst u er later naar.
files-schemas = Schema’s
files-schema-file = het batchbestand zelf
files-schema-acrf = het ACRF: overgenomen of geweigerd
files-schema-noti = het NOTI: wat er van elk formulier geworden is
files-examples = Voorbeelden
files-examples-text = Alle nummers en namen zijn verzonnen.
files-example-every_case = een van elk geval
files-example-employee_add = een werknemer toevoegen
files-example-occupation_change = een tewerkstelling wijzigen
files-example-person_change = iemands gegevens wijzigen
files-example-employment_end = een uitdiensttreding
files-example-employee_withdraw = een werknemer die er niet hoort, weghalen
files-example-right_set = een recht met de hand bepalen
files-example-right_change = dat recht wijzigen
files-example-right_withdraw = terug naar het berekende recht
files-example-right_verify = berekende rechten nagekeken
files-example-training_register = een opleiding met haar deelnemers
files-example-training_plan = een geplande opleiding
files-example-training_correct = een opleiding verbeteren
files-example-training_complete = een geplande opleiding gevolgd
files-example-training_withdraw = een opleiding intrekken
files-example-export = wat een register bevat, als uitvoer
files-more = Meer
files-column-FormSequenceNbr = Nr. van het formulier
files-column-ReferenceNbr = Uw nummer
files-column-HandledReference = Ticket
files-column-CompanyID = Ondernemingsnummer
files-column-NOSSRegistrationNbr = RSZ-nummer
files-column-ResultCode = Aanvaard (1) of geweigerd (0)
files-column-AnomalyClass = Klasse
files-column-ErrorID = Code
files-column-AnomalyLabel = Wat er niet klopt
files-column-AnomalyMend = Wat u kunt doen
files-column-LineNbr = Regel
files-column-ColumnNbr = Kolom
files-column-TagName = Element
files-column-Value = Waarde
files-column-Path = Pad
files-column-TrainingID = Opleiding
files-column-EmployeeID = Werknemer
files-column-UserReference = Uw referentie
files-column-TrainingUserReference = Uw referentie van de opleiding
files-column-TrainingVersionNbr = Versie van de opleiding
files-column-EmployeeUserReference = Uw referentie van de werknemer
files-column-ParticipantUserReference = Uw referentie van de deelname
job-kind-batchFile = Een batchbestand wordt behandeld
