codes-title = Codes d’erreur
codes-lead = Chaque message du registre a un code fixe. Il se compose de la donnée dont il s’agit et du numéro de la faute. Les codes sont les mêmes à l’écran, dans les fichiers et dans l’API.
codes-count =
    { $count ->
        [one] Un message
       *[other] { $count } messages
    }
codes-filter = Chercher dans les codes
codes-code = Code
codes-cause = Ce qui ne va pas
codes-mend = Ce que vous pouvez faire
codes-example = Exemple : faux → juste
codes-nothing = rien
codes-jump = Données
codes-note = Là où un message cite des chiffres, ils sont inventés ici.
