# De handleiding voor wie toegang geeft.

manual-access = Voor toegangsbeheerders
manual-access-lead = U beslist wie mag kijken en wie mag registreren, en u ziet wie dat deed.
part-access = Toegang
do-access-first = Waar de eerste toegang vandaan komt
do-access-first-text = De beheerder van de installatie geeft de eerste persoon van een werkgever toegang. Daarna doet u het zelf, zonder de beheerder. U kunt ook alles wat een HR-medewerker kan: zie [die handleiding](/help/officer).
do-access-roles = De juiste rol kiezen
do-access-roles-text =
    - **{ role-reader }**: ziet alles van deze werkgever, verandert niets.
    - **{ role-registrar }**: leest aangiften in, registreert opleidingen, verandert rechten, beantwoordt vragen.
    - **{ role-accessManager }**: doet dat ook, en geeft en beëindigt toegang.

    Geef niet meer dan iemand nodig heeft. Werknemers hebben hier geen toegang nodig: zij zien hun rekening met hun eigen digitale sleutel.
do-access-give = Iemand toegang geven
do-access-give-text =
    1. Open **{ side-access }**.
    2. Vul onder **{ access-give }** het INSZ van de persoon in en kies een rol.
    3. Klik op **{ access-give }**. Het geldt meteen; de persoon meldt zich aan met de eigen digitale sleutel.

    Tot de eerste aanmelding staat **{ access-not-yet }** naast het nummer.
do-access-end = Iemands toegang beëindigen
do-access-end-text =
    1. Open **{ side-access }** en klik naast de persoon op **{ access-end-short }**.
    2. Klik op **{ access-end }**. Het geldt meteen, ook voor wie nu aangemeld is.

    Wat de persoon deed, blijft in de geschiedenis. Er blijft altijd minstens één toegangsbeheerder.
do-access-looks = Nagaan wie wat veranderde of bekeek
do-access-looks-text =
    1. Open **{ side-history }**: elke verandering, met wie, wanneer en waarom.
    2. Bij **{ history-reads }** staan de laatste keren dat iemand keek, en wat iemand wilde doen en niet mocht.
    3. Voor één werknemer: open de rekening bij **{ side-employees }** en volg **{ looks-link }**.
do-access-sessions = Uw eigen sessies beëindigen
do-access-sessions-text =
    1. Klik bovenaan op uw naam en kies **{ sessions }**.
    2. Herkent u er een niet? Klik ernaast op **{ sessions-end }**, of op **{ sessions-end-others }**.

    Een sessie eindigt vanzelf na 30 minuten zonder gebruik en na 12 uur.
picture-access-give = De lijst van wie toegang heeft, en het formulier waarmee toegang gegeven wordt.
