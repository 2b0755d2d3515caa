# Wat er te doen is.

side-tasks = Taken
history-tasks = taken bekeken
tasks-lead = Wat er nu te doen is, zoals het register er op { $today } uitziet. Een taak verdwijnt zodra ze gedaan is.
tasks-none = Niets te doen
tasks-none-text = Zodra er werknemers zijn, staat hier wat er te doen is en tegen wanneer.
tasks-due = Tegen
tasks-overdue =
    { $days ->
        [one] Sinds gisteren te laat
       *[other] { $days } dagen te laat
    }
tasks-left =
    { $days ->
        [0] Vandaag
        [one] Morgen
       *[other] Over { $days } dagen
    }
tasks-people =
    { $count ->
        [0] Niemand van wie het register weet
        [one] Eén persoon
       *[other] { $count } mensen
    }
tasks-certificates =
    { $count ->
        [one] Eén certificaat
       *[other] { $count } certificaten
    }
tasks-late =
    { $count ->
        [one] van wie er één te laat is
       *[other] van wie er { $count } te laat zijn
    }
tasks-quarter = Registreer wat gevolgd is in het { $quarter }
tasks-new = Vul de gegevens van nieuwe werknemers aan
tasks-verify = Kijk de opleidingsrechten van { $year } na
tasks-notice = Deel iedereen het saldo van { $year } mee
tasks-advice = Vraag advies over het opleidingsplan van { $year }
tasks-plan = Maak het opleidingsplan van { $year }
tasks-certificates-ended = Vernieuw certificaten die afgelopen zijn
tasks-certificates-week = Vernieuw certificaten die binnen 7 dagen aflopen
tasks-certificates-month = Vernieuw certificaten die binnen 30 dagen aflopen
tasks-certificates-quarter = Vernieuw certificaten die binnen 90 dagen aflopen
tasks-source-quarter = Tegen het einde van de maand na het kwartaal: de termijn van de Federal Learning Account (wet van 20 oktober 2023). De openbare dienst stopte op 1 januari 2026; dit register houdt het ritme aan.
tasks-source-new = Binnen 60 dagen na de start: de termijn van de Federal Learning Account (wet van 20 oktober 2023), die dit register aanhoudt.
tasks-source-verify = Binnen 30 dagen na de berekening: de termijn van de Federal Learning Account, die dit register aanhoudt.
tasks-source-certificates = De laatste dag van geldigheid op het certificaat.
tasks-source-notice = Minstens één keer per jaar, met het recht om in te zien en te laten verbeteren (koninklijk besluit van 5 december 2017).
tasks-source-advice = Advies tegen 15 maart, voor ondernemingen vanaf 20 werknemers (wet van 3 oktober 2022).
tasks-source-plan = Elk jaar tegen 31 maart, voor ondernemingen vanaf 20 werknemers (wet van 3 oktober 2022).
tasks-act-quarter = Opleidingen registreren
tasks-act-new = Gegevens aanvullen
tasks-act-verify = Rechten nakijken
tasks-act-certificates = Wie kan dit nog?
tasks-act-notice = Naar de mededelingen
tasks-act-advice = Cijfers om mee te beginnen
tasks-act-plan = Cijfers om mee te beginnen
history-setDigest = taken per mail aan- of uitgezet
history-digest = overzicht van taken geschreven
history-outbox = uitgaande post bekeken
digest-title = Taken per mail
digest-lead = Op maandagochtend of elke werkdag de taken van deze werkgever, met hun dagen en aantallen. In geen enkele mail staat een naam of een nummer van een werknemer.
digest-not-sent = Deze installatie verstuurt geen mail: er is geen mailserver ingesteld. Wat verstuurd zou worden, staat in de uitgaande post.
digest-often = Hoe vaak?
digest-weekly = Elke week
digest-off = Helemaal niet
digest-address = Uw e-mailadres
digest-address-hint = Enkel voor dit overzicht.
digest-language = In welke taal?
digest-save = Bewaren
done-digest-set = Bewaard.
digest-subject = { $employer }: { $count } taken in het opleidingsregister
digest-subject-overdue = { $employer }: te laat in het opleidingsregister: { $count }
digest-greeting = Taken van { $employer } zoals het opleidingsregister er op { $today } uitzag:
digest-overdue = te laat
digest-more = En nog { $count } meer.
digest-link = De lijst, met bij elke taak wat u kunt doen: { $link }
digest-stop = Om deze mail niet meer te krijgen: { $link }
outbox-title = Uitgaande post
outbox-lead = De laatste 50 mails over deze werkgever; ze worden 90 dagen bewaard.
outbox-none = Nog geen mail
outbox-none-text = Zodra iemand om een overzicht vraagt, staat hier wat geschreven werd.
outbox-waiting = wacht
outbox-sent = verstuurd
outbox-failed = niet verstuurd
digest-daily = Elke werkdag
tasks-count-questions = 
    { $count ->
        [one] Eén vraag
       *[other] { $count } vragen
    }
tasks-open = Zeg van geplande opleidingen van het { $quarter } of ze gevolgd zijn
tasks-act-open = Opleidingen afwerken
tasks-questions = Beantwoord vragen van werknemers
tasks-source-questions = De laatste dag voor een antwoord die de werknemer te zien kreeg.
tasks-act-questions = Naar de vragen
tasks-settle = Als gedaan noteren
tasks-settle-text = Het register kan dit niet uit zijn gegevens weten. Noteer de dag waarop het gebeurd is; de taak verdwijnt dan uit de lijst.
tasks-settle-save = Noteren
tasks-settle-back = Toch niet gedaan
tasks-done-on = Gedaan op
tasks-done-by = gedaan op { $date }, genoteerd door { $who }
tasks-done = Als gedaan genoteerd
done-task-settled = Genoteerd.
history-settleTask = taak als gedaan genoteerd of teruggenomen
tasks-everywhere = Taken van al mijn werkgevers
tasks-everywhere-lead = 
    { $count ->
        [one] Van één werkgever, op { $today }, de dringendste eerst.
       *[other] Van { $count } werkgevers, op { $today }, de dringendste eerst.
    }
tasks-left-out = 
    { $count ->
        [one] Nog één werkgever staat er niet bij; open die apart.
       *[other] Nog { $count } werkgevers staan er niet bij; open die apart.
    }
