# De controle van een batchbestand voor het wordt gestuurd.

batch-stage-file = Bestand
batch-stage-xml = XML
batch-stage-schema = Schema
batch-stage-codes = Codelijsten
batch-stage-rules = Regels
batch-conforms =
    { $forms ->
        [one] Eén formulier, en niets is fout.
       *[other] { $forms } formulieren, en niets is fout.
    }
batch-refused-forms = { $refused } van { $forms } formulieren zouden worden geweigerd.
batch-refused-whole = Het hele bestand zou worden geweigerd.
