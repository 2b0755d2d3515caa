# De regels in het kort, voor wie het gewoon wil weten.

manual-rules = De regels in het kort
manual-rules-lead = Wat het recht op opleiding is, in gewone woorden, met de wet en de overeenkomsten waar het vandaan komt.
part-rules-right = Het recht
do-rules-who = Wie heeft recht op opleiding?
do-rules-who-text = Werknemers in de privésector hebben elk jaar een individueel recht op een aantal opleidingsdagen, op hun gewone loon (wet van 3 oktober 2022, artikel 50 en volgende). Hoeveel, hangt af van de omvang van de onderneming en van de sector.
do-rules-days = Hoeveel opleidingsdagen zijn er?
do-rules-days-text =
    Volgens de wet, voor wie voltijds en het hele jaar werkt:

    - minder dan 10 voltijdse equivalenten: geen dagen
    - 10 tot minder dan 20: 1 dag
    - 20 of meer: 4 dagen in 2023, 5 dagen vanaf 2024

    Een sectorovereenkomst kan een ander aantal geven. [Zoek het regime op](/regime) voor uw paritair comité.
do-rules-sector = Wat verandert een sectorovereenkomst?
do-rules-sector-text =
    Een cao van het paritair comité kan een ander aantal bepalen, vaak met stappen over de jaren. Dat aantal komt dan in de plaats van dat van de wet. In ondernemingen van 20 of meer is het nooit minder dan 2 dagen. Ze kan ook een recht geven waar de wet er geen geeft.

    Dagen die een werkgever extra geeft, komen erbij.
do-rules-size = Hoe groot is onze onderneming volgens de wet?
do-rules-size-text = Dat is het gemiddelde aantal werknemers in voltijdse equivalenten over vier kwartalen: het vierde kwartaal van twee jaar voor de tweejaarlijkse periode en de eerste drie van het jaar ervoor. Voor 2026 en 2027 zijn dat het vierde kwartaal van 2024 en de eerste drie van 2025. Dat gemiddelde wordt niet afgerond.
do-rules-part = Hoe wordt het recht berekend bij deeltijds werk?
do-rules-part-text = Het aantal dagen wordt vermenigvuldigd met het werkregime en met de maanden onder contract, gedeeld door twaalf. Een begonnen maand telt als een hele maand. Er wordt één keer afgerond, op hele minuten. In het register klapt elk cijfer open tot die berekening.
part-rules-credit = Het krediet gebruiken
do-rules-counts = Welke opleidingen tellen mee?
do-rules-counts-text = Formele en informele opleidingen die met het werk te maken hebben, ook over welzijn op het werk. Vlaams opleidingsverlof en betaald educatief verlof tellen niet mee. [Vraag het voor één opleiding](/counts).
do-rules-formal = Wat is formeel, wat informeel?
do-rules-formal-text =
    - **{ training-kind-formal }**: een cursus of stage, binnen of buiten de onderneming, met een plaats en een plan van een opleider.
    - **{ training-kind-informal }**: al het andere leren dat met het werk te maken heeft, zoals uitleg op het werk, coaching, een congres of zelfstudie.

    Beide tellen op dezelfde manier mee.
do-rules-minutes = Hoelang is een opleidingsdag?
do-rules-minutes-text = Zo lang als een gewone voltijdse dag bij de werkgever: 7 uur en 36 minuten als er niets anders bepaald is. Het register telt in hele minuten, zodat korte momenten precies tellen.
do-rules-carry = Wat gebeurt er met krediet dat overblijft?
do-rules-carry-text = Wat op het einde van een jaar over is, gaat mee naar het volgende jaar en vermindert het recht van dat jaar niet. Een periode duurt ten hoogste vijf jaar; wat op de laatste dag ervan nog uit vorige jaren over is, vervalt. Ook bij het einde van de tewerkstelling vervalt wat overblijft.
do-rules-end = Wat gebeurt er als de tewerkstelling eindigt?
do-rules-end-text =
    - Na ontslag met opzegging kunnen dagen opgenomen worden tot de laatste dag.
    - Na eigen ontslag, of ontslag om dringende reden, vervalt wat over is.
    - Ook in andere gevallen vervalt wat op de laatste dag over is, tenzij er iets anders is afgesproken.

    Het recht van dat laatste jaar wordt opnieuw berekend met de maanden onder contract.
part-rules-around = Eromheen
do-rules-tell = Wat hoort de werknemer?
do-rules-tell-text = Het koninklijk besluit van 5 december 2017 beschrijft een individuele opleidingsrekening: over wie het gaat, werkregime, paritair comité, het krediet van het jaar, gevolgde en overblijvende dagen, en het groeipad. De werknemer kan ze op eenvoudige vraag inzien en laten verbeteren, en hoort minstens één keer per jaar het saldo.
do-rules-plan = Hoe zit het met het opleidingsplan?
do-rules-plan-text = Ondernemingen van 20 of meer maken elk jaar een opleidingsplan tegen 31 maart, na advies tegen 15 maart (wet van 3 oktober 2022). Het plan zegt welke opleidingen voorzien zijn en voor wie.
do-rules-public = Wat gebeurde er met de openbare FLA?
do-rules-public-text = De openbare Federal Learning Account is op 1 januari 2026 gesloten. Wat erin staat kan daar nog opgevraagd worden en wordt op 1 januari 2027 gewist. Het individuele opleidingsrecht en het opleidingsplan blijven. Deze toepassing is niet de openbare FLA.
