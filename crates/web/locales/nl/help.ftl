help-title = Help
help-lead = Korte antwoorden op wat het vaakst wordt gevraagd. Vindt u uw antwoord niet, dan helpt de toegangsbeheerder van uw onderneming u verder.
help-contact = Vragen over deze installatie: { $contact }
help-group-start = Beginnen
help-group-rights = Rechten en krediet
help-group-trainings = Opleidingen
help-group-files = Bestanden
help-group-privacy = Privacy
help-start-access = Hoe krijg ik toegang?
help-start-access-answer =
    De toegangsbeheerder van uw onderneming geeft en beëindigt toegang. Wie toegang heeft, meldt zich aan met een digitale sleutel.

    - **Lezer**: ziet werknemers, rechten en opleidingen.
    - **Registrator**: registreert en verbetert ook.
    - **Toegangsbeheerder**: beslist daarnaast wie toegang heeft.
help-start-public = Is dit de openbare FLA?
help-start-public-answer =
    Nee. De openbare Federal Learning Account is op 1 januari 2026 gesloten. Dit is een afzonderlijke, open toepassing die dezelfde zaken bijhoudt: recht, opleidingen en krediet.

    Wat u nog uit de openbare FLA wilt bewaren, vraagt u daar op vóór 1 januari 2027. Dan worden die gegevens gewist. [Zo bewaart u uw FLA](/help/keep-your-fla).
help-rights-number = Hoeveel opleidingsdagen zijn er?
help-rights-number-answer =
    Volgens de wet, voor wie voltijds en het hele jaar werkt:

    - minder dan 10 voltijdse equivalenten: geen dagen
    - 10 tot minder dan 20: 1 dag
    - 20 of meer: 4 dagen in 2023, 5 dagen vanaf 2024

    Een sectorovereenkomst kan een ander aantal geven. [Zoek het regime op](/regime) voor uw paritair comité.
help-rights-part = Hoe wordt het recht berekend bij deeltijds werk?
help-rights-part-answer = Het aantal dagen wordt vermenigvuldigd met het werkregime en met de maanden onder contract, gedeeld door twaalf. Een begonnen maand telt als een hele maand. Er wordt één keer afgerond, op hele minuten. In het register klapt elk cijfer open tot die berekening.
help-rights-carry = Wat gebeurt er met krediet dat overblijft?
help-rights-carry-answer = Wat op het einde van een jaar over is, gaat mee naar het volgende jaar en vermindert het recht van dat jaar niet. Een periode duurt ten hoogste vijf jaar; wat op de laatste dag ervan nog uit vorige jaren over is, vervalt. Ook bij het einde van de tewerkstelling vervalt wat overblijft.
help-rights-size = Hoe groot is onze onderneming volgens de wet?
help-rights-size-answer = Dat is het gemiddelde aantal werknemers in voltijdse equivalenten over vier kwartalen: het vierde kwartaal van twee jaar voor de tweejaarlijkse periode en de eerste drie van het jaar ervoor. Voor 2026 en 2027 zijn dat het vierde kwartaal van 2024 en de eerste drie van 2025. Dat gemiddelde wordt niet afgerond.
help-trainings-count = Welke opleidingen tellen mee?
help-trainings-count-answer = Formele en informele opleidingen die met het werk te maken hebben, ook over welzijn op het werk. Vlaams opleidingsverlof en betaald educatief verlof tellen niet mee. [Vraag het voor één opleiding](/counts).
help-trainings-short = Mag ik korte momenten registreren?
help-trainings-short-answer = Ja. Vanaf één minuut, voor één persoon of een hele groep. Het register telt in minuten, zodat een kwartier een kwartier blijft.
help-files-declaration = Welke bestanden kan ik inlezen?
help-files-declaration-answer = De kwartaalaangiften (DmfA) en de Dimona-aangiften van uw loonadministratie. Daaruit volgen werknemers, werkregime en paritair comité. U kunt een bestand meermaals inlezen zonder dat iets dubbel komt.
help-files-error = Mijn bestand geeft een fout. Wat nu?
help-files-error-answer = Elke melding noemt de regel in het bestand, de oorzaak en de oplossing. Goede regels worden opgenomen, foute niet. Verbeter ze en lees ze opnieuw in. [Alle codes staan in de lijst](/codes).
help-privacy-who = Wie ziet mijn gegevens?
help-privacy-who-answer = Uzelf, en bij uw werkgever wie daarvoor toegang heeft. Werkgevers zien niets van elkaar. Elke inzage van een organisatie wordt genoteerd.
help-privacy-cookies = Welke cookies zijn er?
help-privacy-cookies-answer = Alleen wat nodig is: een cookie voor uw sessie als u aangemeld bent, en één voor de taal of de kleuren die u kiest. Er is geen meting en er wordt niets bij anderen opgehaald.
help-glossary = Woordenlijst in vier talen
help-glossary-lead = De officiële woorden, zoals deze toepassing ze gebruikt.
help-public-pages = Opzoeken zonder aan te melden

term-training-right = opleidingsrecht
term-training-credit = opleidingskrediet
term-joint-committee = paritair comité
term-enterprise-number = ondernemingsnummer
term-ssin = INSZ
term-employer = werkgever
term-employee = werknemer
term-social-secretariat = sociaal secretariaat
term-work-regime = werkregime
term-carried-over = overgedragen
term-access-manager = toegangsbeheerder
term-training-plan = opleidingsplan
keep-title = Bewaar uw FLA
keep-lead = De gegevens van de openbare FLA worden gewist. Wat u nu bewaart, kunt u hier verder bijhouden.
keep-before = Tot en met 31 december 2026
keep-before-text = De openbare FLA is gesloten sinds 1 januari 2026. De gegevens kunnen nog opgevraagd worden en worden op 1 januari 2027 gewist.
keep-after = De gegevens zijn gewist
keep-after-text = De gegevens van de openbare FLA werden op 1 januari 2027 gewist. Wat u zelf bewaarde, kunt u hier nog altijd binnenbrengen.
keep-steps = In drie stappen
keep-ask = Vraag uw gegevens op
keep-ask-text = Meld u aan bij de dienst waar u de FLA gebruikte, met uw eID of itsme. Een werkgever vraagt de gegevens van de onderneming op, een werknemer die van zichzelf.
keep-save = Bewaar het bestand
keep-save-text = Bewaar wat u krijgt zoals het is, in de vorm die er is: spreadsheet, CSV, XML of PDF. Krijgt u alleen een scherm, kopieer dan de tabel of bewaar de pagina als PDF. Wijzig het bestand niet: het is uw bewijs.
keep-bring = Breng het hier binnen
keep-bring-text = Als werknemer onder uw eigen opleidingen, als werkgever onder *Spreadsheets*, met het vinkje “Kopie uit de openbare FLA”. U ziet rij voor rij wat er overgenomen wordt, en u kunt alles ongedaan maken.
keep-own = Mijn eigen gegevens binnenbrengen
keep-employer = Als werkgever binnenbrengen
keep-forms = Welke bestanden gelezen worden
keep-form-sheet = Spreadsheet of CSV
keep-form-sheet-text = Excel (xlsx), OpenDocument (ods) of CSV, in eender welke indeling. De kolommen worden herkend aan hun kop; wat niet herkend wordt, zegt u één keer.
keep-form-xml = XML
keep-form-xml-text = Elk XML-bestand waarin zich iets herhaalt: elke opleiding wordt een rij, en wat eromheen staat (zoals de werknemer) komt erbij.
keep-form-pdf = PDF
keep-form-pdf-text = Een tabel met tekst wordt gelezen. Van een scan niet: dat bestand wordt bewaard als bewijs, en u kunt de tabel plakken.
keep-form-paste = Geplakte tabel
keep-form-paste-text = Selecteer de tabel op het scherm, de koppen mee, kopieer ze en plak ze.
keep-form-picture = Schermafdruk of foto
keep-form-picture-text = Die wordt niet gelezen. Voeg ze als bewijs toe bij een opleiding die u zelf intypt.
keep-mark = Wat het merk betekent
keep-mark-text = Wat uit zo’n bestand komt, draagt overal het merk **kopie uit de openbare FLA, niet nagekeken**: niemand waarborgt dat het volledig en ongewijzigd is. Een werkgever kan het vergelijken met de eigen stukken en het als nagekeken vermelden. Het oorspronkelijke bestand blijft te downloaden.
keep-duty = Moet u dit doen?
keep-duty-text = Dit is een hulp, geen verplichting die wij u opleggen. Het individuele opleidingsrecht blijft bestaan; wie bewaart wat er gevolgd is, kan het later tonen. Deze toepassing is niet de openbare FLA en haalt er niets op.
keep-back = Alle hulp
