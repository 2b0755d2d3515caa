# The reference of the REST API.

nav-api = API for software
api-title = REST API for software
api-overview = Overview
api-lead = Everything you do here in the browser, your payroll, HR or learning software can do by itself.
api-english = The texts of the contract are in English.
api-contract = The contract itself (OpenAPI 3.0)
api-introduction = Introduction
api-operations = Operations
api-filter = Search the operations
api-count =
    { $count ->
        [one] One operation
       *[other] { $count } operations
    }
api-schemas = Data
api-schemas-lead = Everything that is sent or answered, with its fields.
api-filter-schemas = Search the data
api-problems = Problem types
api-problems-lead = When something is not done, the type says why; each fault in what was sent has one too.
api-filter-problems = Search the types
api-problems-requests = Of a request
api-problems-inputs = Of one input
api-problem-codes = A fault in what was sent also carries the error code of the register, with the cause and what you can do:
api-scopes = Scopes
api-scopes-lead = What a token may. The access manager gives them to the software, and a token can ask for fewer.
api-name = Name in the contract
api-open = open to everybody, without a token
api-any-token = any valid token
api-parameters = Parameters
api-in-path = In the address
api-in-query = In the query
api-in-header = In a header
api-body = What you send
api-curl = Example with curl
api-answers = Answers
api-headers = Headers
api-otherwise = others
api-needed = required
api-values = One of:
api-example = example
api-example-of = Example of the answer
api-min = at least { $value }
api-max = at most { $value }
api-min-length = at least { $value } characters
api-max-length = at most { $value } characters
api-min-items = at least { $value } items
api-max-items = at most { $value } items
api-default = otherwise { $value }
software-api = What it can do and how is in the reference of the API:
