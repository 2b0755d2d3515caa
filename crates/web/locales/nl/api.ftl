# De naslag van de REST API.

nav-api = API voor software
api-title = REST API voor software
api-overview = Overzicht
api-lead = Alles wat u hier in de browser doet, kan uw loon-, personeels- of opleidingssoftware zelf doen.
api-english = De teksten van het contract zijn in het Engels.
api-contract = Het contract zelf (OpenAPI 3.0)
api-introduction = Inleiding
api-operations = Bewerkingen
api-filter = Zoek een bewerking
api-count =
    { $count ->
        [one] Eén bewerking
       *[other] { $count } bewerkingen
    }
api-schemas = Gegevens
api-schemas-lead = Elk gegeven dat heen of terug gaat, met zijn velden.
api-filter-schemas = Zoek een gegeven
api-problems = Soorten problemen
api-problems-lead = Wanneer iets niet gebeurt, zegt de soort waarom, en elke fout in de invoer heeft er ook een.
api-filter-problems = Zoek een soort
api-problems-requests = Van een aanvraag
api-problems-inputs = Van één gegeven in de invoer
api-problem-codes = Bij een fout in de invoer staat ook de foutcode van het register, met de oorzaak en wat u kunt doen:
api-scopes = Scopes
api-scopes-lead = Wat een token mag. De toegangsbeheerder geeft ze aan de software, en een token kan er minder vragen.
api-name = Naam in het contract
api-open = open voor iedereen, zonder token
api-any-token = elk geldig token
api-parameters = Parameters
api-in-path = In het adres
api-in-query = In de query
api-in-header = In een header
api-body = Wat u stuurt
api-curl = Voorbeeld met curl
api-answers = Antwoorden
api-headers = Headers
api-otherwise = andere
api-needed = verplicht
api-values = Een van:
api-example = voorbeeld
api-example-of = Voorbeeld van het antwoord
api-min = minstens { $value }
api-max = hoogstens { $value }
api-min-length = minstens { $value } tekens
api-max-length = hoogstens { $value } tekens
api-min-items = minstens { $value } stuks
api-max-items = hoogstens { $value } stuks
api-default = anders { $value }
software-api = Wat ze kan en hoe ze het doet, leest u in de handleiding van de API:
