# De handleiding voor wie een installatie beheert.

manual-operator = Voor beheerders van een installatie
manual-operator-lead = U beheert de installatie. U voegt werkgevers toe, en u ziet geen gegevens van werknemers.
part-operator = De installatie
do-operator-begin = De eerste stappen
do-operator-begin-text =
    1. Start `fla serve` met de instellingen van uw aanmelddienst en uw openbaar adres. `fla doctor` zegt wat goed is, wat niet, en de oplossing.
    2. Geef uzelf de eerste toegang op de opdrachtregel: `fla access give --role operator --ssin-stdin`. Het INSZ wordt uit de invoer gelezen, zodat het in geen enkele lijst staat.
    3. Meld u aan en open **{ capacity-operator }**.

    `fla serve --help` somt alle instellingen op. Geheimen worden nooit getoond.
do-operator-employer = Een werkgever toevoegen
do-operator-employer-text =
    1. Open **{ capacity-operator }** en ga naar **{ operator-add }**.
    2. Vul het ondernemingsnummer, de naam en de taal in. Kent de KBO het nummer, dan mag de naam leeg blijven.
    3. Geef onder **{ operator-first }** het INSZ en de rol van wie begint: meestal **{ role-accessManager }**.
    4. Klik op **{ operator-add }**. Vanaf dan geeft de werkgever zelf toegang.
do-operator-cbe = De namen van de KBO laden
do-operator-cbe-text = Download elke maand het volledige extract (Full) van de open data van de Kruispuntbank van Ondernemingen en geef het aan `fla cbe load`. Wie een organisatie toevoegt, kan de naam dan leeg laten, en naast ondernemingsnummers staat hoe de KBO ze noemt. Een nummer dat het extract niet kent, wordt gemeld en niet geweigerd. Het programma haalt zelf niets op.
do-operator-mail = E-mail versturen
do-operator-mail-text = Stel `FLA_SMTP_URL`, `FLA_SMTP_FROM` en `FLA_SMTP_PASSWORD` in. Zonder die wordt er niets verstuurd; wat verstuurd zou zijn, staat bij elke werkgever in **{ outbox-title }**. Een e-mail bevat aantallen en een link, geen namen.
do-operator-backup = Een reservekopie maken en terugzetten
do-operator-backup-text =
    1. `fla backup BESTAND` maakt een sluitende kopie terwijl het register draait.
    2. Terugzetten: stop het register, en dan `fla restore BESTAND`. Het overschrijft niets, tenzij u `--force` toevoegt.
    3. Probeer het één keer voor u het nodig hebt.

    Met PostgreSQL gebruikt u de eigen hulpmiddelen daarvan.
do-operator-health = Erover waken
do-operator-health-text = `GET /health` antwoordt 200 of 503. Lang werk dat onderbroken wordt, gaat bij de volgende start verder. Om middernacht in Brussel boekt het register wat die dag vervalt of ingaat; `fla recalculate` doet het met de hand.
do-operator-rules = Regels van een sector toevoegen
do-operator-rules-text =
    1. Schrijf de regel als gedateerde gegevens, met de bron, in een eigen map.
    2. Kijk ze na: `fla rules check MAP`.
    3. Zet `FLA_RULES_DIR` op die map en start opnieuw. Rechten worden opnieuw berekend waar de regel ze verandert.
do-operator-qualities = Hoedanigheden van een organisatie instellen
do-operator-qualities-text = Een organisatie is werkgever, dienstverlener, sociaal secretariaat, opleidingsverstrekker of sectorfonds, of meer dan één daarvan. Open **{ capacity-operator }**, kies de organisatie en vink aan wat ze is. Alleen wie werkgevers bedient, kan een mandaat krijgen.
do-operator-inspection = Een inspecteur toelaten
do-operator-inspection-text = Geef de rol op de opdrachtregel: `fla access give --role inspector --ssin-stdin`. De inspecteur opent dan onder **{ inspection-title }** het register van een werkgever, met een reden en voor een dag, een week of een maand. Elke blik staat met die reden in het auditlogboek.
