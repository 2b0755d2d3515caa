# Die Prüfung einer Batchdatei, bevor sie gesendet wird.

batch-stage-file = Datei
batch-stage-xml = XML
batch-stage-schema = Schema
batch-stage-codes = Codelisten
batch-stage-rules = Regeln
batch-conforms =
    { $forms ->
        [one] Ein Formular, und nichts ist falsch.
       *[other] { $forms } Formulare, und nichts ist falsch.
    }
batch-refused-forms = { $refused } von { $forms } Formularen würden abgelehnt.
batch-refused-whole = Die ganze Datei würde abgelehnt.
