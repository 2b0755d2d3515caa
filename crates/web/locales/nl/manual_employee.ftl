# De handleiding voor werknemers.

manual-employee = Voor werknemers
manual-employee-lead = Uw opleidingsdagen, hoe ze berekend zijn, en wat u met uw rekening kunt doen.
part-own = Kijken
do-own-look = Zien hoeveel u nog hebt
do-own-look-text =
    1. Meld u aan met uw digitale sleutel en open **{ nav-account }**.
    2. De eerste zin zegt wat er dit jaar over is. De balk toont wat u volgde, wat gepland is, en wat vrij is.
    3. Werkt u voor verscheidene werkgevers? Elk heeft een eigen deel van de pagina.
    4. Kies bovenaan een ander jaar.
do-own-working = Zien hoe dat berekend is
do-own-working-text =
    1. Ga naar uw recht en klik op **{ working-open }**.
    2. U ziet de dagen van de regel, uw werkregime en de maanden, en de regel met de bron.

    Meer over de regels: [de regels in het kort](/help/rules).
do-own-career = Uw loopbaan volgen
do-own-career-text =
    1. Open **{ own-tab-career }**.
    2. Alles staat in één lijn: voor wie u werkte, wat u volgde, en wat u zelf toevoegde.

    Naast elke vermelding staat hoe zeker ze is: **{ own-standing-declared }**, **{ own-standing-evidenceSeen }**, **{ own-standing-confirmed }** of **{ own-standing-authentic }**.
part-own-wrong = Er klopt iets niet
do-own-ask = Iets vragen over een opleiding of een recht
do-own-ask-text =
    1. Klik naast de opleiding op **{ own-ask }**, of op de link onder uw recht.
    2. Schrijf in uw eigen woorden wat er niet klopt. Geef de juiste datum of duur als u die kent.
    3. Klik op **{ own-question-send }**. Uw werkgever heeft een maand voor het antwoord.

    Wat er stond en wat u zegt, worden allebei bewaard.
do-own-missing = Zeggen dat er een opleiding ontbreekt
do-own-missing-text =
    1. Klik onder uw opleidingen op **{ own-ask-missing }**, of open **{ own-tab-questions }**.
    2. Geef de naam, en de datum en duur als u die kent, en klik op **{ own-question-send }**.
do-own-disagree = Het antwoord lezen, of opnieuw vragen
do-own-disagree-text =
    1. Open **{ own-tab-questions }** en de vraag. Het antwoord staat er, met wat veranderd is.
    2. Bent u het niet eens? Schrijf waarom onder **{ own-question-disagree }** en klik op **{ own-question-send }**.
    3. Hoeft het niet meer? Klik op **{ own-question-back }**.
do-own-left = Als u bij een werkgever weg bent
do-own-left-text = U ziet uw rekening bij die werkgever nog, en u kunt er nog vragen over stellen. Wat er met de overblijvende dagen gebeurt, hangt af van hoe de tewerkstelling eindigde: zie [de regels](/help/rules#rules-end).
part-own-yours = Wat van u is
do-own-add = Een eigen opleiding of diploma toevoegen
do-own-add-text =
    1. Open **{ own-tab-records }** en klik op **{ own-record-add }**.
    2. Kies wat het is, geef een naam en een datum. De rest mag leeg blijven.
    3. Klik op **{ own-record-save }**.

    Dit is van u en van geen enkele werkgever. Alleen u ziet het.
do-own-evidence = Het bewijs erbij bewaren
do-own-evidence-text =
    1. Open **{ own-tab-records }** en de opleiding.
    2. Kies een bestand (pdf, JPEG of PNG; een foto mag) en klik op **{ evidence-add }**.
do-own-copy = Alles meenemen
do-own-copy-text =
    1. Open **{ nav-account }** en ga onderaan naar **{ paper-own-title }**.
    2. **{ paper-own-pdf }** is om te lezen en te bewaren. **{ paper-own-json }** is voor een ander programma.
do-own-who = Zien wie uw rekening bekeek
do-own-who-text =
    1. Open **{ nav-account }** en volg onderaan **{ own-looks }**.
    2. U ziet wanneer, wat, en in welke rol en organisatie.
picture-own-look = De rekening van een werknemer: een zin met wat er over is, het krediet als balk, en het recht.
