# The check of a batch file before it is sent.

batch-stage-file = File
batch-stage-xml = XML
batch-stage-schema = Schema
batch-stage-codes = Code lists
batch-stage-rules = Rules
batch-conforms =
    { $forms ->
        [one] One form, and nothing is wrong.
       *[other] { $forms } forms, and nothing is wrong.
    }
batch-refused-forms = { $refused } of { $forms } forms would be refused.
batch-refused-whole = The whole file would be refused.
