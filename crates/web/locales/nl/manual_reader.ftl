# De handleiding voor wie alleen leest: directie, afvaardiging, controle.

manual-reader = Voor lezers en wie nakijkt
manual-reader-lead = U kijkt, vergelijkt en controleert; u verandert niets.
part-reading = Kijken en nakijken
do-reader-may = Wat een lezer kan
do-reader-may-text =
    U ziet alle werknemers, rechten, opleidingen, verslagen en de geschiedenis van uw werkgever. Knoppen die iets veranderen staan er voor u niet. Elke keer dat u de gegevens van iemand bekijkt, wordt dat genoteerd, en die persoon kan dat zien.
do-reader-account = Een werknemer opzoeken
do-reader-account-text =
    1. Open **{ side-employees }**.
    2. Typ een stuk van de naam in **{ employees-name-or-ssin }** en klik op **{ employees-show }**. Een INSZ mag ook; het staat nooit in een adres.
    3. Klik op de naam. Kies bovenaan een jaar.
do-reader-check = Nakijken hoe een recht tot stand kwam
do-reader-check-text =
    1. Open de rekening en klik naast het recht op **{ working-open }**.
    2. Tel de lijnen op: dagen van de regel × werkregime × maanden ÷ 12. Ze geven het totaal, één keer afgerond.
    3. Klik op **{ account-basis }** om te zien waarop het steunt: omvang, paritair comité, regime en maanden.
    4. De regel staat er met versie en bron.
do-reader-lists = Een lijst maken en meenemen
do-reader-lists-text =
    1. Open **{ side-overview }** en klik op een getal.
    2. Kies filters en een volgorde, en klik op **{ employees-show }**.
    3. Neem de lijst mee als Excel of CSV.
do-reader-able = Zien wie een taak nog mag uitvoeren
do-reader-able-text =
    1. Open **{ side-certificates }**, typ het certificaat en klik op **{ certificate-show }**.
    2. Wie geen geldig certificaat meer heeft, of vertrokken is, is gemerkt.
do-reader-history = Zien wie wat veranderde of bekeek
do-reader-history-text =
    1. Open **{ side-history }** voor alle veranderingen, elk met wie, wanneer en waarom.
    2. Daaronder, bij **{ history-reads }**, staat wie gegevens van werknemers bekeek.
    3. Voor één werknemer: open de rekening en volg **{ looks-link }**.
do-reader-paper = Verslagen en papieren
do-reader-paper-text =
    1. Bij **{ side-reports }** staan de sociale balans, het opleidingsverlof, en het plan naast wat gebeurde.
    2. Bij **{ side-papers }** staan de opleidingsrekeningen als pdf, voor één of voor iedereen, en het bewijs van de jaarlijkse mededelingen.
