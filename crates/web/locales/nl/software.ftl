# Software die via de REST API werkt: haar pagina, haar sleutels, wat ze mag.

role-client = software
channel-api = via de REST API
training-role-client = software
training-channel-api = via de REST API
history-addClient = toegang gegeven aan software
history-endClient = toegang van software beëindigd
history-addClientKey = sleutel van software toegevoegd
history-endClientKey = sleutel van software beëindigd
history-changeFeed = wijzigingen gelezen door software
history-reconcileTrainings = lijst van opleidingen vergeleken
history-reconcileCredits = lijst van kredieten vergeleken
zone-client = Software
zone-client-key = Publieke sleutel
zone-scope = Wat ze mag
zone-reference = Uw referentie
anomaly-reference-003 = Uw referentie: ze bevat een teken dat niet mag, of er staat een spatie voor of achter.
anomaly-reference-003-mend = Laat spaties aan het begin en het einde weg, en nieuwe regels ook.
anomaly-reference-005 = Uw referentie: dit is het nummer van een persoon.
anomaly-reference-005-mend = Gebruik een eigen nummer, want de referentie staat ook in adressen.
anomaly-reference-006 = Uw referentie: u noemt al een andere registratie zo.
anomaly-reference-006-mend = Geef deze een andere referentie, of zoek de eerste op met deze referentie.
anomaly-reference-053 = Uw referentie: hier kan er geen staan.
anomaly-reference-053-mend = Laat de referentie weg.
anomaly-version-022 = Versie: dit bestaat niet, of is niet van deze werkgever.
anomaly-version-022-mend = Controleer het id en de werkgever.
history-batchReceived = gebundelde wijzigingen ontvangen
zone-feed = Cursor
anomaly-client-006 = Software: er is al software met deze naam.
anomaly-client-006-mend = Kies een naam die de twee onderscheidt.
anomaly-client-key-003 = Publieke sleutel: dit is geen JSON Web Key en geen publieke sleutel in PEM.
anomaly-client-key-003-mend = Plak wat tussen BEGIN PUBLIC KEY en END PUBLIC KEY staat, met die twee regels erbij.
anomaly-client-key-005 = Publieke sleutel: dit is een private sleutel.
anomaly-client-key-005-mend = Maak een nieuw sleutelpaar, want dit is geen geheim meer, en plak alleen de publieke helft.
anomaly-client-key-008 = Publieke sleutel: deze soort of lengte wordt niet aanvaard.
anomaly-client-key-008-mend = Gebruik RSA van minstens 2048 bits, of een elliptische sleutel op P-256.
anomaly-client-key-006 = Publieke sleutel: de software heeft deze sleutel al.
anomaly-client-key-006-mend = U hoeft niets te doen.
anomaly-client-key-901 = Publieke sleutel: de software heeft { $limit } sleutels.
anomaly-client-key-901-mend = Beëindig eerst een sleutel die niet meer gebruikt wordt.
anomaly-feed-003 = Cursor: deze is niet door het register gegeven.
anomaly-feed-003-mend = Stuur de cursor van een eerder antwoord zoals hij is, of begin opnieuw zonder.
anomaly-feed-022 = Gebeurtenis: geen van die hier gemeld worden, heet zo.
anomaly-feed-022-mend = Neem de id van een gebeurtenis die u kreeg, volledig: nummer, punt, letters en cijfers.
anomaly-feed-053 = Cursor: hij hoort bij de wijzigingen van een andere werkgever.
anomaly-feed-053-mend = Houd voor elke werkgever een eigen cursor bij.
software-title = Software
software-lead = Loon-, personeels- en opleidingssoftware die zelf in dit register werkt, via de REST API. Ze bewijst met haar eigen sleutel wie ze is; er gaat geen wachtwoord heen en weer.
software-none = Geen enkele software heeft toegang.
software-add = Software toegang geven
software-name = Naam
software-name-hint = Hoe u ze noemt, bijvoorbeeld de naam van uw loonsoftware.
software-scopes = Wat ze mag
software-scopes-hint = Geef niet meer dan nodig. Voor werkgevers die u bedient, mag ze niet meer dan het mandaat zegt.
scope-register-read = mensen, opleidingen, rechten en krediet lezen
scope-history-read = de geschiedenis lezen
scope-mandate-read = zien voor welke werkgevers ze kan optreden
scope-employee-write = werknemers toevoegen en veranderen
scope-right-write = rechten veranderen en verifiëren
scope-training-write = opleidingen registreren en verbeteren, meldingen van aanbieders beantwoorden
scope-report-write = als opleidingsverstrekker opleidingen melden
scope-question-write = vragen van werknemers beantwoorden
scope-file-write = batchbestanden verzenden en zien wat ervan geworden is
software-id = Client-ID
software-token = Adres voor tokens
software-since = Sinds { $date }, gegeven door { $name }
software-keys = Publieke sleutels
software-keys-none = Zonder sleutel kan ze nog niets doen.
software-key = Publieke sleutel
software-key-hint = JSON Web Key of PEM: RSA van minstens 2048 bits, of P-256. De private helft blijft bij de software.
software-key-add = Sleutel toevoegen
software-key-end = Sleutel beëindigen
software-key-since = sinds { $date }
software-end = Toegang beëindigen
software-end-sure = De software kan vanaf dit ogenblik niets meer doen. Wat ze registreerde, blijft.
done-software-added = De software is toegevoegd. Voeg nu haar publieke sleutel toe.
done-software-ended = De toegang van de software is beëindigd.
done-software-key-added = De sleutel is toegevoegd.
done-software-key-ended = De sleutel is beëindigd, en elk token ermee.
access-software = programma’s die toegang hebben via de REST API.
do-software-give = Software zelf laten werken
do-software-give-text =
    1. Open **{ side-access } › { software-title }**, geef het programma een naam, vink aan wat het mag, en druk op **{ software-add }**.
    2. Plak de publieke sleutel die de leverancier van het programma u geeft, en druk op **{ software-key-add }**.
    3. Geef de **{ software-id }** en het **{ software-token }** door aan de leverancier. Geen van beide is geheim.

    Wat het kan en hoe, leest de leverancier in [{ api-title }](/api).

    Wat het programma doet, staat in de geschiedenis onder zijn naam, en een werknemer ziet wanneer het keek. **{ software-end }** houdt het meteen tegen.
