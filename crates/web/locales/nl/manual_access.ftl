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

    Elke rol behalve de laatste kan beperkt worden tot een team of een paritair comité: dan ziet de persoon alleen die mensen, en registreert alleen voor hen.

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
do-access-invite = Uitnodigen met een link
do-access-invite-text =
    1. Open **{ side-access }** en ga naar **{ invitation-make }**.
    2. Kies een rol en druk op **{ invitation-make }**.
    3. Bezorg de link aan één persoon. Die meldt zich aan en neemt de rol op.

    De link werkt één keer, zeven dagen lang, en wordt maar één keer getoond.
part-for-others = Voor andere organisaties
do-mandate-give = Een mandaat geven
do-mandate-give-text =
    1. Open **{ side-mandates }** en ga naar **{ mandate-give }**.
    2. Vul het ondernemingsnummer van de dienstverlener in, het eerste kwartaal, en wat het mandaat toelaat.
    3. Druk op **{ mandate-give }**. De dienstverlener bevestigt het onder **{ side-mandates }**; pas dan geldt het.

    Wat telt, is of het mandaat geldt op het moment dat er iets verwerkt wordt, wanneer de opleiding ook was. Beiden kunnen het beëindigen; dat werkt meteen.
do-mandate-use = Werken voor een werkgever
do-mandate-use-text =
    1. Open **{ side-clients }** en zoek op naam of ondernemingsnummer.
    2. Kies een werkgever. Links staat op elke pagina voor wie u werkt en onder welk mandaat; met die link gaat u terug naar de lijst.
    3. Met **{ tasks-everywhere }** ziet u wat er voor al uw werkgevers te doen is.

    Wat het mandaat niet toelaat, wordt niet aangeboden.
do-report-give = Een gegeven opleiding melden
do-report-give-text =
    1. Open **{ side-given }** en druk op **{ given-new }**.
    2. Vul de opleiding in en plak de deelnemers: ondernemingsnummer, INSZ, naam.
    3. Kent u de nummers niet? Vink **{ given-link-yes }** aan: wie de link opent, bevestigt zelf.
    4. Druk op **{ given-send }**. Bij elke melding staat wat de werkgever ermee deed.
