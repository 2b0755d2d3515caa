# Die Referenz der REST-API.

nav-api = API für Software
api-title = REST-API für Software
api-overview = Übersicht
api-lead = Alles, was Sie hier im Browser tun, kann Ihre Lohn-, Personal- oder Weiterbildungssoftware selbst tun.
api-english = Die Texte des Vertrags sind auf Englisch.
api-contract = Der Vertrag selbst (OpenAPI 3.0)
api-introduction = Einleitung
api-operations = Vorgänge
api-filter = Vorgang suchen
api-count =
    { $count ->
        [one] Ein Vorgang
       *[other] { $count } Vorgänge
    }
api-schemas = Daten
api-schemas-lead = Alle Daten, die hin- oder zurückgehen, mit ihren Feldern.
api-filter-schemas = Daten suchen
api-problems = Arten von Problemen
api-problems-lead = Wenn etwas nicht geschieht, sagt die Art, warum, und auch jeder Fehler in den Angaben hat eine.
api-filter-problems = Art suchen
api-problems-requests = Einer Anfrage
api-problems-inputs = Einer einzelnen Angabe
api-problem-codes = Bei einem Fehler in den Angaben steht auch der Fehlercode des Registers, mit der Ursache und was Sie tun können:
api-scopes = Scopes
api-scopes-lead = Was ein Token darf. Der Zugangsverwalter gibt sie der Software, und ein Token kann weniger verlangen.
api-name = Name im Vertrag
api-open = offen für alle, ohne Token
api-any-token = jedes gültige Token
api-parameters = Parameter
api-in-path = In der Adresse
api-in-query = In der Query
api-in-header = In einem Header
api-body = Was Sie senden
api-curl = Beispiel mit curl
api-answers = Antworten
api-headers = Header
api-otherwise = andere
api-needed = nötig
api-values = Eines von:
api-example = Beispiel
api-example-of = Beispiel der Antwort
api-min = mindestens { $value }
api-max = höchstens { $value }
api-min-length = mindestens { $value } Zeichen
api-max-length = höchstens { $value } Zeichen
api-min-items = mindestens { $value } Stück
api-max-items = höchstens { $value } Stück
api-default = sonst { $value }
software-api = Was sie kann und wie, lesen Sie im Handbuch der API:
