# Opleidingen: de lijst, registreren, één opleiding, wat ermee gebeurt en haar geschiedenis.

trainings-title = Opleidingen
trainings-register = Opleiding registreren
trainings-filter = Filteren
trainings-withdrawn = Ook ingetrokken
trainings-all = Alle
trainings-all-years = Alle jaren
trainings-year = Jaar van het begin
trainings-none = Nog geen opleidingen
trainings-none-text = Een opleiding die hier geregistreerd is, staat in de rekening van elke deelnemer.
trainings-none-fit = Geen opleiding past
trainings-none-fit-text = Probeer een andere naam, status of een ander jaar.
trainings-show-all = Toon alle opleidingen

training-title = Naam van de opleiding
training-start = Begindatum
training-end = Einddatum
training-end-hint = Laat leeg voor een opleiding van één dag.
training-when = Wanneer
training-duration = Duur
training-duration-hint = Voor wie alles volgt: 7:36, 7,5 u, 456 min of 0,5 dag. Een dag is hier { $day }.
training-minutes = { $minutes } min
training-status = Status
training-status-planned = Gepland
training-status-planned-hint = Gaat pas van het krediet af als ze gevolgd is.
training-status-completed = Gevolgd
training-status-completed-hint = Is gevolgd en afgelopen.
training-status-notFollowed = Niet gevolgd
training-status-notEligible = Komt niet in aanmerking
training-count-planned = { $count } gepland
training-count-completed = { $count } gevolgd
training-count-notFollowed = { $count } niet gevolgd
training-count-notEligible = { $count } niet in aanmerking
training-kind = Formeel of informeel
training-kind-unknown = Niet bekend
training-kind-formal = Formeel
training-kind-formal-hint = Een cursus of stage waarvan een lesgever plaats en verloop bepaalt.
training-kind-informal = Informeel
training-kind-informal-hint = Ander leren dat met het werk te maken heeft: uitleg op de werkvloer, coaching, een congres, zelfstudie.
training-field = Opleidingsgebied
training-field-hint = Kies een gebied, of geef een code van 2, 3 of 4 cijfers (ISCED-F 2013).
training-provider = Opleider
training-place = Plaats
training-nature = Aard
training-nature-hint = Waarover het gaat, in uw eigen woorden.
training-funding = Financiering
training-funding-hint = Wie betaalt: de onderneming, een sectorfonds, een subsidie.
training-cla = Cao-nummer
training-cla-hint = Registratienummer van de collectieve arbeidsovereenkomst waarop ze steunt.
training-counts = Telt ze mee?
training-counts-yes = Gaat van het krediet af
training-counts-no = Telt niet
training-counts-flemishTrainingLeave = Telt niet: Vlaams opleidingsverlof (VOV)
training-counts-paidEducationalLeave = Telt niet: betaald educatief verlof (BEV)
training-counts-outsideProfession = Telt niet: buiten de professionele context
training-counts-guide = Niet zeker? Vier vragen geven het antwoord (opent een nieuw venster)
training-certificate = Certificaat
training-certificate-none = Geen
training-certificate-yes = Behaald
training-certificate-until = Geldig tot { $date }
training-certificate-all = Alle deelnemers behaalden een certificaat
training-valid-until = Certificaat geldig tot
training-valid-until-hint = De laatste dag waarop het geldt. Laat leeg als het geen einde heeft.
training-split = Verdeling over de jaren
training-split-hint = Alleen als ze over meer dan één kalenderjaar loopt, zoals 2025: 12 u; 2026: 7:36. Leeg telt alles in het jaar van het einde.
training-split-end = Alles in { $year }, het jaar van het einde.

training-who = Wie neemt deel?
training-what = Wat, wanneer en hoe lang?
training-more = Meer over deze opleiding (niet verplicht)
training-name = Naam
training-participants = Deelnemers
training-people =
    { $count ->
        [one] 1 persoon
       *[other] { $count } personen
    }
training-takes-part = Neemt deel
training-untick = Vink af wie niet deelneemt.
training-nobody = Niemand
training-nobody-yet = Nog niemand gekozen. Zoek op naam of plak een lijst.
training-search = Werknemers zoeken
training-search-hint = Een deel van een naam. Leeg toont iedereen die in dienst is.
training-search-do = Zoeken
training-found = Gevonden: vink aan wie deelneemt
training-found-more = Alleen de eersten worden getoond. Typ meer van de naam.
training-found-nobody = Niemand met die naam gevonden.
training-add-ticked = Aangevinkte personen toevoegen
training-paste-open = Lijst plakken
training-paste = INSZ-nummers of namen
training-paste-hint = Eén persoon per regel.
training-paste-do = Opzoeken
training-paste-answers = Wat gevonden is
training-line-found = Gevonden
training-line-nobody = Niet gevonden. Verbeter de regel of haal hem weg.
training-line-several = meerdere personen passen, kies

training-new = Opleiding registreren
training-new-check = Controleer de opleiding
training-planned-note = (gaat pas van het krediet af als ze gevolgd is)
training-steps = Een opleiding registreren
training-step-fill = Invullen
training-step-check = Controleren
training-step-done = Geregistreerd

training-correct = Opleiding verbeteren
training-correct-check = Controleer de verbetering
training-add-people = Deelnemers toevoegen
training-added = Toegevoegd
training-added-status = Status van wie wordt toegevoegd
training-each = Elke deelnemer
training-each-hint = Wie de duur van de opleiding heeft, volgt die als u ze hierboven wijzigt.
training-rows-search = Deelnemer zoeken
training-rows-hidden =
    { $count ->
        [one] Eén deelnemer wordt hieronder niet getoond en volgt de opleiding.
       *[other] { $count } deelnemers worden hieronder niet getoond en volgen de opleiding.
    }
training-meanwhile = Intussen gewijzigd
training-conflict = Iemand anders heeft deze opleiding gewijzigd terwijl u bezig was
training-conflict-text = Er is niets van u verloren: wat u typte, staat nog in het formulier. Bekijk wat gewijzigd is en ga dan verder.

training-nothing = niets
training-old-new = { $old } → { $new }
training-withdrawn = Ingetrokken
training-in-force = Geldig
training-standing = Registratie
training-as-known = Zoals bekend op { $moment }
training-as-known-text = Dit stond toen in het register. Het kan sindsdien gewijzigd zijn.
training-is-withdrawn = Deze opleiding is ingetrokken
training-is-withdrawn-text = Ze telt voor niemand meer. Ze kan worden hersteld.
training-complete-from = Kan als gevolgd worden gemarkeerd vanaf { $date }
training-complete-from-text = Een geplande opleiding kan als gevolgd worden gemarkeerd zodra haar laatste dag er is.

training-complete = Markeren als gevolgd
training-complete-lead = Iedereen die gepland was, heeft ze gevolgd, behalve wie u als afwezig aanvinkt.
training-complete-people = Wie was afwezig?
training-complete-check = Controleer: opleiding gevolgd
training-complete-nobody = Er zijn geen geplande deelnemers meer.
training-withdraw = Intrekken
training-withdraw-lead = Wat ingetrokken is, telt niet meer, maar blijft in de geschiedenis en kan worden hersteld.
training-withdraw-people = Deelnemers
training-withdraw-check = Controleer: intrekken
training-withdraw-all-hint = Alle deelnemers en de opleiding zelf.
training-restore = Herstellen
training-restore-lead = Wat hersteld wordt, telt opnieuw zoals voordien.
training-restore-people = Ingetrokken deelnemers
training-restore-check = Controleer: herstellen
training-restore-all-hint = De opleiding met iedereen die ingetrokken was.
training-restore-nobody = Er is niemand ingetrokken.
training-copy = Nog zo een registreren
training-back = Terug naar de opleiding
training-whom = Voor wie?
training-whom-all = De hele opleiding
training-whom-some = Alleen wie aangevinkt is
training-chosen = Gekozen
training-present = Gevolgd
training-absent = Afwezig

training-history = Geschiedenis van de opleiding
training-known-on = Zoals bekend op
training-known-on-hint = Toont wat op het einde van die dag in het register stond.
training-known-do = Tonen
training-known-after = De opleiding na deze wijziging van { $moment }
training-not-yet-known = De opleiding stond nog niet in het register: ze is geregistreerd op { $moment }.
training-did-registerTraining = Geregistreerd
training-did-correctTraining = Verbeterd
training-did-completeTraining = Als gevolgd gemarkeerd
training-did-withdrawTraining = Ingetrokken
training-did-restoreTraining = Hersteld
training-role-accessManager = toegangsbeheerder
training-role-registrar = personeelsdienst
training-role-reader = lezer
training-role-employee = werknemer
training-role-operator = beheerder
training-role-system = het register zelf
training-channel-web = in de browser
training-channel-commandLine = op de opdrachtregel
training-channel-system = vanzelf
training-by = { $name }, { $role }, { $channel }
training-joined = opgenomen als { $status }, { $duration }

done-training-registered = De opleiding is geregistreerd.
done-training-corrected = De verbetering is geregistreerd.
done-training-completed = De opleiding is als gevolgd gemarkeerd.
done-training-withdrawn = Ingetrokken.
done-training-restored = Hersteld.

anomaly-duration-003 = Duur: ligt tussen { $below } en { $above }, geen geheel aantal minuten.
anomaly-duration-003-mend = Geef { $below } of { $above } op.
anomaly-participants-022 =
    { $count ->
        [one] Deelnemers: voor één geplakte regel is nog niemand gekozen.
       *[other] Deelnemers: voor { $count } geplakte regels is nog niemand gekozen.
    }
anomaly-participants-022-mend = Kies wie bedoeld is, verbeter de regel of haal hem weg.
anomaly-split-003 = Verdeling over de jaren: niet te lezen.
anomaly-split-003-mend = Schrijf een jaar en een duur, zoals 2025: 12 u; 2026: 7:36.
trainings-no-ssin = Dit lijkt een INSZ. Opleidingen zoekt u op hun naam; een persoon zoekt u bij Werknemers.
training-whom-missing = Kies voor wie: de hele opleiding, of alleen wie u aanvinkt.
training-origin = Herkomst
training-copied = Kopie uit de openbare FLA
training-copied-text = Deze gegevens komen uit een bestand dat iemand uit de openbare FLA bewaarde. Niemand heeft ze nagekeken.
training-copied-file = De invoer met het bestand
training-copied-check = Ik heb dit nagekeken: het klopt
training-copy-checked = Vermeld als nagekeken.
