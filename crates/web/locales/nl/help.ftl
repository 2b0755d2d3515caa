help-title = Help
help-contact = Vragen over deze installatie: { $contact }
help-group-start = Beginnen
help-group-trainings = Opleidingen
help-group-files = Bestanden
help-group-privacy = Privacy
help-start-access = Hoe krijg ik toegang?
help-start-access-answer =
    De toegangsbeheerder van uw onderneming geeft en beëindigt toegang. Wie toegang heeft, meldt zich aan met een digitale sleutel.

    - **Lezer**: ziet werknemers, rechten en opleidingen.
    - **Personeelsdienst**: registreert en verbetert ook.
    - **Toegangsbeheerder**: beslist daarnaast wie toegang heeft.

    Staat uw organisatie er nog niet? [Vraag om ze toe te voegen](/register/add).
help-start-public = Is dit de openbare FLA?
help-start-public-answer =
    Nee. De openbare Federal Learning Account is op 1 januari 2026 gesloten. Dit is een afzonderlijke, open toepassing die dezelfde zaken bijhoudt: recht, opleidingen en krediet.

    Wat u nog uit de openbare FLA wilt bewaren, vraagt u daar op vóór 1 januari 2027. Dan worden die gegevens gewist. [Zo bewaart u uw FLA](/help/keep-your-fla).
help-trainings-short = Mag ik korte momenten registreren?
help-trainings-short-answer = Ja. Vanaf één minuut, voor één persoon of een hele groep. Het register telt in minuten, zodat een kwartier een kwartier blijft.
help-files-declaration = Welke bestanden kan ik inlezen?
help-files-declaration-answer = De kwartaalaangiften (DmfA) en de Dimona-aangiften van uw loonadministratie. Daaruit volgen werknemers, werkregime en paritair comité. U kunt een bestand meermaals inlezen zonder dat iets dubbel komt.
help-files-error = Mijn bestand geeft een fout. Wat nu?
help-files-error-answer = Elke melding noemt de regel in het bestand, de oorzaak en de oplossing. Goede regels worden opgenomen, foute niet. Verbeter ze en lees ze opnieuw in. [Alle codes staan in de lijst](/codes).
help-privacy-who = Wie ziet mijn gegevens?
help-privacy-who-answer = Uzelf, en bij uw werkgever wie daarvoor toegang heeft. Werkgevers zien niets van elkaar. Elke inzage van een organisatie wordt genoteerd.
help-privacy-cookies = Welke cookies zijn er?
help-privacy-cookies-answer = Alleen wat nodig is: een cookie voor uw sessie als u aangemeld bent, en één voor de taal, de kleuren of de stap van de rondleiding die u kiest. Er is geen meting en er wordt niets bij anderen opgehaald.
help-glossary = Woordenlijst in vier talen
help-glossary-lead = De officiële woorden, zoals deze toepassing ze gebruikt.
help-lead = Handleidingen, filmpjes en korte antwoorden. U hoeft zich er niet voor aan te melden.
help-readers = Waarvoor bent u hier?
help-films = Filmpjes van de belangrijkste taken
help-films-text = Elk een halve minuut, zonder geluid, met ondertitels in vier talen.
help-tasks = Wat wilt u doen?
help-find = Een taak zoeken
help-more = Verder kijken
help-faq = Vragen en antwoorden
help-faq-lead = Korte antwoorden op wat het vaakst wordt gevraagd. Vindt u uw antwoord niet, dan helpt de toegangsbeheerder van uw onderneming u verder.
help-contents = In deze handleiding
help-open = Deze pagina openen
help-here = Hulp bij deze pagina
help-group-rights = Rechten
help-group-employees = Voor werknemers
help-start-key = Ik kan me niet aanmelden. Wat nu?
help-start-key-answer = U meldt zich aan met een digitale sleutel, niet met een wachtwoord van deze toepassing. Werkt uw sleutel elders wel maar ziet u hier niets, dan ontbreekt uw toegang: vraag het aan de toegangsbeheerder van uw onderneming. Werknemers zien hun rekening zodra hun werkgever hen in het register heeft.
help-rights-differs = Een cijfer verschilt van wat de loonadministratie zegt. Hoe komt dat?
help-rights-differs-answer = Klap de berekening van het recht open: ze toont dagen, regime en maanden. Meestal ontbreekt de aangifte van een kwartaal, of veranderde het regime of het paritair comité in de loop van het jaar. Wat verondersteld is in plaats van aangegeven, is zo gemerkt.
help-rights-none = Waarom heeft iemand geen recht?
help-rights-none-answer = Onder 10 voltijdse equivalenten geeft de wet er geen, en een sectorovereenkomst kan een aantal maanden in dienst vragen. De berekening zegt welke regels bekeken zijn. Opleidingen kunt u toch registreren.
help-rights-five = Wanneer vervallen dagen?
help-rights-five-answer = Op de laatste dag van een periode van vijf jaar, en bij het einde van de tewerkstelling. Zie [wat er gebeurt met krediet dat overblijft](/help/rules#rules-carry).
help-trainings-late = Mag ik een opleiding achteraf registreren?
help-trainings-late-answer = Ja. Geef de dag waarop ze gevolgd is; ze telt in dat jaar, en het register bewaart wanneer u ze invoerde. Zie [Een opleiding registreren](/help/officer#training).
help-trainings-absent = Iemand was afwezig. Wat doe ik?
help-trainings-absent-answer = Vink aan wie afwezig was wanneer u een geplande opleiding als gevolgd markeert. Is dat al gebeurd, verbeter ze dan en zet die persoon op “niet gevolgd”.
help-trainings-leave = Telt opleidingsverlof ook mee?
help-trainings-leave-answer = Nee. Uren Vlaams opleidingsverlof of betaald educatief verlof gaan niet van het krediet af. Registreer ze toch en kies dat bij “Telt dit mee?”: dan staan ze in de [lijst van het opleidingsverlof](/help/officer#leave).
help-files-layout = Mijn spreadsheet heeft een andere indeling. Is dat een probleem?
help-files-layout-answer = Nee. Kolommen worden herkend aan hun kop; wat niet herkend wordt zegt u één keer, en het wordt onthouden. Zie [Een spreadsheet inlezen](/help/officer#sheet).
help-files-twice = Ik las hetzelfde bestand twee keer in. Staat nu alles dubbel?
help-files-twice-answer = Nee. Wat het register al kent, wordt herkend als hetzelfde en verandert niets. Een hele spreadsheet kunt u ook [ongedaan maken](/help/officer#sheet-undo).
help-employees-left = Ik ben er weg. Kan ik mijn rekening nog zien?
help-employees-left-answer = Ja, en u kunt er nog vragen over stellen. Zie [als u bij een werkgever weg bent](/help/employee#own-left).
help-employees-private = Ziet mijn werkgever de diploma’s die ik toevoeg?
help-employees-private-answer = Nee. Wat u zelf toevoegt is van u en van geen enkele werkgever. Alleen u ziet het.
help-employees-wrong = Wat er over mij staat klopt niet. Wat doe ik?
help-employees-wrong-answer = Klik op de link naast de vermelding en schrijf wat er niet klopt. Uw werkgever heeft een maand voor het antwoord, en beide versies blijven bewaard. Zie [Iets vragen over een opleiding of een recht](/help/employee#own-ask).

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
help-kept = Hoe lang gegevens bewaard worden
help-kept-lead = Wat zijn termijn voorbij is, wordt vanzelf gewist. Wat u zelf aan uw rekening toevoegde, blijft zo lang u het bewaart.
