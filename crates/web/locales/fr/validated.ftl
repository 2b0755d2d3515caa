# Le contrôle d’un fichier batch avant son envoi.

batch-stage-file = Fichier
batch-stage-xml = XML
batch-stage-schema = Schéma
batch-stage-codes = Listes de codes
batch-stage-rules = Règles
batch-conforms =
    { $forms ->
        [one] Un formulaire, et rien n’est incorrect.
       *[other] { $forms } formulaires, et rien n’est incorrect.
    }
batch-refused-forms = { $refused } formulaires sur { $forms } seraient refusés.
batch-refused-whole = Le fichier entier serait refusé.
