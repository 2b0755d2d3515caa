# De handleiding voor wie registreert: HR-medewerkers. Namen van knoppen en menu’s komen uit de pagina’s zelf.

manual-officer = Voor HR-medewerkers
manual-officer-lead = U leest in, registreert en verbetert. Taak per taak, met de namen van de knoppen.
part-begin = Beginnen
do-import = Uw loonaangiften inlezen
do-import-text =
    Uw sociaal secretariaat of loonpakket stuurt elk kwartaal een aangifte (DmfA) naar de sociale zekerheid. Daarin staan uw werknemers, hun werkregime en hun paritair comité. Vraag de XML-bestanden op; u hoeft niets te typen.

    1. Open **{ side-import }** in het menu.
    2. Kies onder **{ import-choose }** de bestanden, of sleep ze erin. Verscheidene kwartalen tegelijk mag. De Dimona-bestanden geven de namen.
    3. Klik op **{ import-send }**. U mag de pagina verlaten; het werk gaat door.
    4. Lees wat er gevonden is: nieuwe werknemers, vertrekkers, en regels die niet te lezen waren, telkens met de plaats in het bestand en de oplossing.

    Hetzelfde bestand twee keer inlezen verandert niets.
do-size = De omvang van uw onderneming nakijken
do-size-text =
    Het gemiddelde aantal werknemers bepaalt hoeveel dagen er volgens de wet zijn.

    1. Open **{ side-rights }**.
    2. Bekijk **{ rights-size }** en klap de berekening eronder open, kwartaal per kwartaal.
    3. Klopt het gemiddelde niet, bijvoorbeeld omdat er aangiften ontbreken? Klik op **{ act-average }** en zeg waarom. Het berekende gemiddelde blijft ernaast staan.
do-settings = De duur van een opleidingsdag instellen
do-settings-text =
    Een opleidingsdag is uw gewone voltijdse dag. Dat is 7 uur en 36 minuten, tenzij u iets anders zegt.

    1. Open **{ side-rights }** en ga naar **{ settings-title }**.
    2. Klik op **{ act-settings }** en vul **{ settings-day }** in.
    3. Klik op **{ form-next }**, kijk wat het met het krediet doet, en klik op **{ form-do }**.
part-trainings = Opleidingen
do-quick = Een toolboxmeeting registreren
do-quick-text =
    Voor een kort moment met een hele ploeg: enkele velden, ook op een telefoon.

    1. Open **{ side-trainings }** en klik op **{ quick }**.
    2. Typ waarover het ging. Wat in uw cursuslijst staat, wordt voorgesteld.
    3. Vink de teams aan, of **{ quick-everybody }**.
    4. Verander **{ training-duration }** of **{ quick-day }** alleen als het nodig is: een kwartier vandaag staat al klaar.
    5. Klik op **{ form-next }**, kijk wie deelneemt, en klik op **{ form-do }**.
do-training = Een opleiding registreren
do-training-text =
    1. Open **{ side-trainings }** en klik op **{ trainings-register }**.
    2. Kies wie deelneemt: zoek een naam, voeg een team toe, of klik op **{ training-paste-open }** en plak namen of nummers uit uw eigen lijst.
    3. Geef naam, begin, duur en status. Een duur mag 7:36, 7,5 u, 456 min of 0,5 dag zijn.
    4. Opleider, certificaat en opleidingsverlof staan onder **{ training-more }**.
    5. Klik op **{ form-next }**. U ziet wat het met elk krediet doet. Klik dan op **{ form-do }**.

    U kunt ook mensen aanvinken bij **{ side-employees }** en daar op **{ account-register }** klikken.
do-complete = Een geplande opleiding als gevolgd markeren
do-complete-text =
    Een geplande opleiding gaat pas van het krediet af als ze gevolgd is.

    1. Open **{ side-trainings }** en de opleiding.
    2. Klik op **{ training-complete }**. De knop staat er vanaf de laatste dag.
    3. Vink aan wie afwezig was. Alle anderen hebben ze gevolgd.
    4. Klik op **{ form-next }** en op **{ form-do }**.
do-correct = Een opleiding verbeteren
do-correct-text =
    1. Open de opleiding en klik op **{ training-correct }**.
    2. Verander wat fout is: voor iedereen tegelijk, of per persoon onder **{ training-each }**.
    3. Geef een reden. Die staat in de geschiedenis, naast uw naam.
    4. Klik op **{ form-next }**, vergelijk voor en na, en klik op **{ form-do }**.

    Wat er eerst stond, blijft bewaard: zie **{ training-history }**.
do-withdraw = Een opleiding intrekken of herstellen
do-withdraw-text =
    Dubbel geregistreerd, of nooit doorgegaan? Er wordt niets weggegooid: wat ingetrokken is telt niet meer en kan terugkomen.

    1. Open de opleiding en klik op **{ training-withdraw }**.
    2. Kies **{ training-whom-all }** of alleen wie u aanvinkt, en geef een reden.
    3. Terugdraaien doet u op dezelfde pagina met **{ training-restore }**.
do-again = Een vroegere opleiding herhalen
do-again-text =
    1. Open de opleiding onder **{ side-trainings }**.
    2. Klik op **{ training-copy }**, of op **{ training-copy-people }** als dezelfde mensen deelnemen.
    3. Verander de datum en ga verder zoals gewoonlijk.
do-series = Een reeks plannen
do-series-text =
    Voor wat elke week of maand terugkomt.

    1. Open **{ side-trainings }** en klik op **{ series }**.
    2. Kies de deelnemers en beschrijf de opleiding één keer.
    3. Zeg hoe vaak en hoeveel keer. Klik op **{ form-next }**: alle dagen staan opgesomd.
    4. Klik op **{ form-do }**. Elke opleiding markeert u daarna apart als gevolgd.
do-courses = Uw cursuslijst maken
do-courses-text =
    Opleidingen die u vaak geeft: naam, duur, opleider en geldigheid van het certificaat worden dan voor u ingevuld.

    1. Open **{ side-trainings }** en klik op **{ courses }**.
    2. Klik op **{ course-add }** en vul in wat altijd hetzelfde is.
    3. Vanaf nu wordt de naam voorgesteld terwijl u typt.
do-evidence = Een certificaat of aanwezigheidslijst bewaren
do-evidence-text =
    1. Open de opleiding en volg onderaan **{ evidence }**.
    2. Kies de deelnemer en het bestand: pdf, JPEG of PNG.
    3. Klik op **{ evidence-add }**.

    Elke deelnemer ziet alleen de eigen bewijzen, in de eigen rekening.
do-certificates = Zien wie een taak nog mag doen
do-certificates-text =
    1. Open **{ side-certificates }**.
    2. Typ het certificaat of de opleiding en klik op **{ certificate-show }**.
    3. U ziet wie het heeft, tot wanneer, en bij wie het bijna afloopt. Op de laatste dag is een certificaat nog geldig.

    Certificaten die binnen 90, 30 en 7 dagen aflopen, staan ook bij **{ side-tasks }**.
part-people = Werknemers en rechten
do-account = Een rekening lezen
do-account-text =
    1. Open **{ side-employees }** en klik op een naam.
    2. Bovenaan staat wat er is en wat er over is, in dagen en in uren.
    3. Klik op **{ working-open }** voor de berekening van een recht, maand per maand, met de regel en de bron.
    4. Daaronder staan de boekingen: recht, overgedragen, gevolgd, vervallen. Samen zijn ze het saldo.
do-hire = Een werknemer zelf toevoegen
do-hire-text =
    Wie in een ingelezen aangifte staat, is er al.

    1. Open **{ side-employees }** en klik op **{ overview-act-employee }**.
    2. Vul het INSZ in, de naam, de eerste dag in dienst, het paritair comité en het werkregime.
    3. Klik op **{ form-next }** en op **{ form-do }**. Het recht wordt meteen berekend.
do-change = Gegevens, werk of regime veranderen
do-change-text =
    1. Open de werknemer bij **{ side-employees }**.
    2. Voor naam, adres, team of taal klikt u op **{ act-person }**.
    3. Voor een ander paritair comité of werkregime klikt u op **{ act-occupations }** en zegt u vanaf welke dag. Wat ervoor gold, blijft.
do-end = Een tewerkstelling beëindigen
do-end-text =
    1. Open de werknemer en klik op **{ act-end }**.
    2. Geef de laatste dag en waarom het eindigt: dat bepaalt wat er met het overblijvende krediet gebeurt.
    3. Klik op **{ form-next }**, bekijk het gevolg, en klik op **{ form-do }**.

    De werknemer behoudt de eigen rekening en kan er nog vragen over stellen.
do-right = Een recht zelf bepalen, of bedrijfsdagen geven
do-right-text =
    1. Open de werknemer en ga naar de opleidingsrechten van het jaar.
    2. Klik naast het recht op **{ act-right }**, geef het aantal en de reden. De berekening blijft ernaast zichtbaar.
    3. Eigen extra dagen geeft u met **{ act-company-days }**, daar voor één werknemer of onder **{ side-rights }** voor iedereen.
    4. Een afspraak die geen recht en geen opleiding is, gaat met **{ act-adjust }**.
do-verify = Berekende rechten nakijken
do-verify-text =
    1. Open **{ side-employees }** en vink mensen aan, of begin bij **{ side-tasks }**.
    2. Klik op **{ act-verify }**. De aantallen veranderen niet; u zegt dat ze kloppen.
    3. Veranderen de gegevens later, dan wordt het recht weer **{ account-state-calculated }** en ziet u het verschil.
do-known = Zien wat op een vroegere dag bekend was
do-known-text =
    1. Open de werknemer en ga naar **{ account-as-known }**.
    2. Kies een dag en klik op **{ account-known-show }**.
    3. U ziet de rekening zoals het register ze toen kende. **{ account-known-now }** brengt u terug.
part-sheets = Spreadsheets
do-sheet = Een spreadsheet inlezen
do-sheet-text =
    Opleidingen, werknemers of bedrijfsdagen uit Excel, CSV of een geplakte tabel, in uw eigen indeling.

    1. Open **{ side-sheets }** en kies het bestand, sleep het erin, of plak de cellen met hun koppen.
    2. Klik op **{ sheets-send }**. Kolommen worden herkend aan hun kop. Wat niet herkend is, zegt u één keer; het wordt onthouden.
    3. Lees rij per rij wat er zou gebeuren: nieuw, veranderd, hetzelfde, ouder, conflict of geweigerd. Er is nog niets veranderd.
    4. Klik op de knop die de goede rijen uitvoert.
do-sheet-back = Rijen verbeteren die niet meegingen
do-sheet-back-text =
    1. Klik op de pagina van de tabel op **{ sheets-returned }**. U krijgt een bestand in uw eigen indeling, met de rij, de kolom, de reden en wat u kunt doen in kolommen die met “FLA:” beginnen.
    2. Verbeter de cellen in uw spreadsheet en bewaar ze.
    3. Lees datzelfde bestand in. De toegevoegde kolommen worden niet gelezen, en wat al opgenomen was wordt herkend als hetzelfde.
do-sheet-undo = Een hele spreadsheet ongedaan maken
do-sheet-undo-text =
    1. Open **{ side-sheets }** en de tabel onder **{ sheets-earlier }**.
    2. Ga onderaan naar **{ sheets-undo }**, zeg waarom, en klik op de knop.
    3. Alles wat ze deed wordt teruggedraaid, behalve wat iemand sindsdien veranderde. U ziet wat blijft, en waarom.
do-sheet-public = Bewaren wat u uit de openbare FLA haalde
do-sheet-public-text =
    Wat u uit de openbare FLA kon bewaren (een tabel, een CSV-bestand, een geplakte lijst) gaat er op dezelfde manier in.

    1. Open **{ side-sheets }** en kies het bestand.
    2. Vink **{ sheets-copy-yes }** aan. Het krijgt dan het merk van een niet-nagekeken kopie, en het bestand zelf blijft bewaard.
    3. Ga verder zoals met elke spreadsheet.
do-sheet-out = Een lijst meenemen
do-sheet-out-text =
    1. Open **{ side-sheets }** en ga naar **{ sheets-out }**.
    2. Kies Excel of CSV naast de lijst.

    Verander wat u wilt en lees het bestand weer in: alleen wat u veranderde, verandert. Lijsten achter de cijfers van het **{ side-overview }** hebben dezelfde twee links.
part-files = Batchbestanden
do-file = Een batchbestand versturen
do-file-text =
    Voor software die haar wijzigingen als XML schrijft: opleidingen, opleidingsrechten, werknemers en tewerkstellingen, voor één werkgever of voor vele.

    1. Open **{ side-files }**.
    2. Kies de eerste keer **{ files-environment-simulation }**: alles wordt nagekeken, niets wordt geschreven. Kies **{ files-environment-real }** als u het meent.
    3. Kies het bestand of sleep het erin, en klik op **{ files-send }**. U mag de pagina verlaten; het werk gaat door.
    4. Bovenaan ziet u of het bestand in zijn geheel overgenomen of geweigerd is. Eronder, bij **{ files-forms-title }**, staat wat er van elk formulier geworden is.
do-file-mend = De geweigerde formulieren verbeteren
do-file-mend-text =
    1. Open het bestand onder **{ files-sent }**. Met **{ files-filter }** ziet u alleen wat geweigerd is, telkens met regel, kolom, waarde, oorzaak en oplossing.
    2. Of neem de antwoorden mee onder **{ files-answers }**: het NOTI voor uw software, het CSV-bestand als tabel.
    3. Verbeter die formulieren in uw software en verstuur ze opnieuw. Wat aanvaard is, hoeft niet opnieuw; gebeurt het toch, dan verandert er niets.
do-file-out = Alles meenemen als batchbestand
do-file-out-text =
    1. Open **{ side-files }** en ga naar **{ files-export }**.
    2. Klik op **{ files-export-get }**.

    Bewaar het bestand, of verstuur het aan een ander register. Stuurt u het hier opnieuw in, dan verandert er niets.
part-daily = Dag na dag
do-figures = Van een cijfer naar de rijen
do-figures-text =
    1. Open **{ side-overview }**. Kies bovenaan een jaar.
    2. Klik op een getal: de mensen of opleidingen erachter staan opgesomd.
    3. Kies filters en een volgorde en klik op **{ employees-show }**. Neem de lijst mee als Excel of CSV.

    Naast elke grafiek staat een tabel met dezelfde cijfers.
do-tasks = Zien wat er te doen is
do-tasks-text =
    1. Open **{ side-tasks }**. Het dringendste staat eerst, met de dag en waar die dag vandaan komt.
    2. Klik op de knop naast een taak; die brengt u naar de pagina waar u het doet.
    3. Een taak verdwijnt vanzelf zodra ze gedaan is.
do-digest = Uw taken per e-mail krijgen
do-digest-text =
    1. Open **{ side-tasks }** en volg **{ digest-title }**.
    2. Kies **{ digest-weekly }**, uw adres en taal, en klik op **{ digest-save }**.

    In de e-mail staan aantallen en dagen, nooit een naam of nummer van een werknemer. Wat verstuurd is, staat in **{ outbox-title }**.
do-question = Een vraag van een werknemer beantwoorden
do-question-text =
    Werknemers kunnen over elke opleiding en elk recht in hun rekening een vraag stellen. U hebt een maand voor het antwoord.

    1. Open **{ side-disputes }** en de vraag.
    2. U ziet wat er staat, wat de werknemer zegt, en wat er sindsdien veranderde.
    3. Heeft de werknemer gelijk? Verbeter eerst het register, met de knop op die pagina. Kies dan uw verbetering als antwoord.
    4. Kies anders **{ question-outcome-explained }** en leg uit waarom.
    5. Schrijf uw antwoord en klik op **{ question-answer-do }**. De werknemer leest het in de rekening; beide versies blijven bewaard.
part-paper = Papier en verslagen
do-paper = Opleidingsrekeningen als pdf maken
do-paper-text =
    Voor één werknemer: open de rekening en klik op de knop met pdf. Voor iedereen:

    1. Open **{ side-papers }** en kies het jaar.
    2. Klik op **{ paper-accounts-make }**. U ziet hoever het staat.
    3. Klik op **{ paper-take }**: een ZIP-bestand met één pdf per werknemer, in de eigen taal. Het blijft zeven dagen.
do-notice = De jaarlijkse mededeling geven
do-notice-text =
    Eén keer per jaar hoort elke werknemer wat er over is, en dat de eigen gegevens ingezien en verbeterd kunnen worden.

    1. Open **{ side-papers }** en ga naar de mededeling van het jaar.
    2. Klik op **{ paper-notices-make }**. Wat in een mededeling staat, blijft bewaard zoals het was.
    3. Klik op **{ paper-letters-all }** voor alle brieven in één bestand, of op **{ paper-letter }** naast een naam.
    4. Zijn ze gegeven? Vink de namen aan, zeg onder **{ paper-mark }** wanneer en hoe, en klik op **{ paper-mark-ticked }**. Dat is uw bewijs.
do-social = De tabellen van de sociale balans maken
do-social-text =
    1. Open **{ side-reports }** en **{ report-social }**. Kies het jaar.
    2. Personen en uren staan er, voor mannen en vrouwen, formeel en informeel.
    3. Onder **{ report-complete }** staat waar nog een soort of een geslacht ontbreekt. Vul het daar aan.
    4. Vul de bedragen uit uw boekhouding in onder **{ report-costs }** en klik op **{ report-cost-save }**.
    5. Druk de pagina af, of neem ze mee met **{ dashboard-file-xlsx }** of **{ dashboard-file-csv }**.
do-leave = Opleidingsverlof oplijsten
do-leave-text =
    1. Open **{ side-reports }** en **{ report-leave }**. Kies het jaar.
    2. U ziet de uren Vlaams opleidingsverlof of betaald educatief verlof, per werknemer. Ze gaan niet van het krediet af.
    3. Neem de lijst mee met **{ dashboard-file-xlsx }** of **{ dashboard-file-csv }**.
do-plan = Het opleidingsplan vergelijken met wat gebeurde
do-plan-text =
    1. Registreer geplande opleidingen met de status **{ training-status-planned }**.
    2. Open **{ side-reports }** en **{ report-plan }**.
    3. Geef de dag van het plan en klik op **{ report-show }**. Het register weet nog wat toen gepland was, en zet ernaast wat gevolgd is, nog gepland is, of niet gevolgd werd.
picture-import = Wat er bij het inlezen gevonden is: nieuwe werknemers, en een onleesbare regel met plaats en oplossing.
picture-quick = Het formulier om snel te registreren, met naam, teams, duur en dag.
picture-certificates = De lijst van certificaten, met hoeveel mensen elk ervan hebben.
picture-account = Een rekening: het krediet van het jaar als balk, en daaronder het recht met de berekening.
picture-sheet = Een spreadsheet voor het uitgevoerd wordt: rij per rij wat er zou gebeuren.
picture-figures = Het overzicht van een werkgever, met cijfers die naar hun rijen leiden.
picture-tasks = De takenlijst, elk met de dag, de bron en een knop.
picture-question = Een vraag van een werknemer, met wat in het register stond en wat er zou moeten staan.
picture-notice = De pagina met papieren, met de mededelingen van het jaar en hun bewijs.
do-report-answer = Nakijken wat opleidingsverstrekkers melden
do-report-answer-text =
    1. Open **{ side-reported }**.
    2. Vink aan wie de opleiding volgde en druk op **{ reported-accept }**. Dan is ze geregistreerd en telt ze mee. Was iets anders dan gemeld, kies dan **{ reported-change }**.
    3. Staat er **{ alike-title }**? Is het dezelfde, druk dan op **{ alike-merge }**: één registratie met twee bronnen, één keer geteld.
    4. Niet akkoord? Open **{ reported-dispute }** en zeg waarom.

    Samenvoegen en betwisten kunt u terugdraaien met **{ reported-reopen }**.
