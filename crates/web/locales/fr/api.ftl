# La référence de l’API REST.

nav-api = API pour logiciels
api-title = API REST pour logiciels
api-overview = Vue d’ensemble
api-lead = Tout ce que vous faites ici dans le navigateur, votre logiciel de paie, de personnel ou de formation peut le faire lui-même.
api-english = Les textes du contrat sont en anglais.
api-contract = Le contrat lui-même (OpenAPI 3.0)
api-introduction = Introduction
api-operations = Opérations
api-filter = Chercher une opération
api-count =
    { $count ->
        [one] Une opération
       *[other] { $count } opérations
    }
api-schemas = Données
api-schemas-lead = Chaque donnée envoyée ou reçue, avec ses champs.
api-filter-schemas = Chercher une donnée
api-problems = Types de problèmes
api-problems-lead = Quand quelque chose n’est pas fait, le type dit pourquoi, et chaque erreur dans les données envoyées en a un aussi.
api-filter-problems = Chercher un type
api-problems-requests = D’une demande
api-problems-inputs = D’une donnée envoyée
api-problem-codes = Avec une erreur dans les données envoyées figure aussi le code d’erreur du registre, avec la cause et ce que vous pouvez faire :
api-scopes = Scopes
api-scopes-lead = Ce qu’un token permet. Le gestionnaire des accès les donne au logiciel, et un token peut en demander moins.
api-name = Nom dans le contrat
api-open = ouvert à tous, sans token
api-any-token = tout token valable
api-parameters = Paramètres
api-in-path = Dans l’adresse
api-in-query = Dans la chaîne de requête
api-in-header = Dans un en-tête
api-body = Ce que vous envoyez
api-curl = Exemple avec curl
api-answers = Réponses
api-headers = En-têtes
api-otherwise = autres
api-needed = obligatoire
api-values = Une de ces valeurs :
api-example = exemple
api-example-of = Exemple de la réponse
api-min = au moins { $value }
api-max = au plus { $value }
api-min-length = au moins { $value } caractères
api-max-length = au plus { $value } caractères
api-min-items = au moins { $value } éléments
api-max-items = au plus { $value } éléments
api-default = sinon { $value }
software-api = Ce qu’il peut faire et comment, vous le lisez dans le manuel de l’API :
