# Batch files: sending them, what came of them, and what they look like.

side-files = Fichiers batch
files-lead = Envoyez un seul fichier XML avec de nombreux changements : formations, droits à la formation, travailleurs et occupations, pour vous-même et pour ceux qui vous ont donné un mandat.
files-environment = Ce qui est fait du fichier
files-environment-real = Réel
files-environment-real-hint = Les formulaires sont exécutés.
files-environment-simulation = Simulation
files-environment-simulation-hint = D’abord regarder : tout est contrôlé comme si c’était réel, et rien n’est écrit.
files-environment-test = Test du circuit
files-environment-test-hint = Seulement si le fichier arrive, peut être lu et reçoit une réponse. Le registre n’est pas consulté.
files-choose = Fichier batch
files-choose-hint = Un fichier XML conforme au schéma, de 2 Gio au plus. Les réponses viennent dans la langue de cette page.
files-signature = Signature (s’il y en a une)
files-signature-hint = Le fichier FS : une signature CMS détachée de ce fichier, en base64. Nécessaire là où la personne qui gère le registre la demande.
files-drop = Déposez le fichier ici, ou choisissez-le
files-send = Envoyer
files-sending = Le fichier est en cours d’envoi
files-what-text =
    Le fichier est d’abord lu jusqu’à la fin. S’il n’est pas correct dans son ensemble, il est refusé et rien ne change. Ensuite, chaque formulaire est jugé pour lui-même.

    - Vous recevez aussitôt un ACRF : le fichier est pris ou refusé.
    - Puis un NOTI : ce qu’est devenu chaque formulaire, avec ligne, colonne et code.
    - Seul ce qui est refusé doit être renvoyé. Un formulaire envoyé deux fois est exécuté une seule fois.
files-format = À quoi ressemble un fichier batch
files-export = Ce que contient le registre
files-export-text = Travailleurs, occupations, droits fixés manuellement et formations en un seul fichier batch. Renvoyez-le : rien ne change ; un autre registre le reprend.
files-export-get = Télécharger le fichier batch
files-sent = Fichiers envoyés
files-none = Aucun fichier n’a encore été envoyé.
files-name = Fichier
files-received = Reçu
files-folder = Dossier de l’expéditeur
files-signer = Signé avec le certificat (SHA-256)
files-finished = Terminé
files-ticket = Ticket
files-form-count = Formulaires
files-forms =
    { $count ->
        [one] un formulaire
       *[other] { $count } formulaires
    }
files-forms-refused =
    { $count ->
        [one] un refusé
       *[other] { $count } refusés
    }
files-state-received = Le fichier est en cours de lecture
files-state-taken = Les formulaires sont en cours de traitement
files-state-refused = Refusé
files-state-stopped = Arrêté
files-state-partly = Terminé, tout n’est pas accepté
files-state-done = Terminé
files-one = Fichier batch
files-whole = Pourquoi le fichier est refusé
files-value = Valeur
files-answers = Réponses à conserver
files-answers-text = L’ACRF dit si le fichier est pris, le NOTI ce qu’est devenu chaque formulaire. Le fichier CSV est la même chose en tableau.
files-cleared = Ce qui a été dit des formulaires refusés est conservé nonante jours et a été effacé.
files-forms-title = Ce qu’est devenu chaque formulaire
files-filter = Formulaires à afficher
files-form-all = Tous
files-form-refused = Refusés
files-form-warned = Avec avertissement
files-form-accepted = Acceptés
files-form-is-refused = refusé
files-form-is-warned = accepté avec avertissement
files-form-is-accepted = accepté
files-no-forms = Il n’y a pas de tels formulaires.
files-form-n = N°
files-form = Formulaire
files-outcome = Résultat
files-class-B = bloquant
files-class-W = avertissement
files-more-anomalies =
    { $count ->
        [one] Encore une anomalie ; le NOTI les donne toutes.
       *[other] Encore { $count } anomalies ; le NOTI les donne toutes.
    }
files-to-training = Vers la formation
files-to-employee = Vers le travailleur
files-again = Envoyer un autre fichier
files-ended-done = Tous les formulaires sont acceptés
files-ended-done-text = Vous n’avez plus rien à faire.
files-ended-partly = Tous les formulaires ne sont pas acceptés
files-ended-partly-text = Ce qui est accepté se trouve dans le registre. Corrigez les formulaires refusés et ne renvoyez que ceux-là, dans un nouveau fichier.
files-ended-refused = Le fichier est refusé dans son ensemble
files-ended-refused-text = Rien n’a changé. Corrigez le fichier et renvoyez-le.
files-ended-stopped = Le fichier n’a pas été traité jusqu’à la fin
files-ended-stopped-text = Ce qui a été accepté reste. Renvoyez les autres formulaires dans un nouveau fichier ; ce qui s’y trouve déjà ne change pas.
files-ended-simulation = Tous les formulaires seraient acceptés
files-ended-simulation-text = C’était une simulation : rien n’a été écrit. Envoyez maintenant le fichier pour de bon.
files-ended-simulation-partly = Tous les formulaires ne seraient pas acceptés
files-ended-simulation-partly-text = C’était une simulation : rien n’a été écrit. Corrigez ce qui est refusé et réessayez.
files-ended-test = Le fichier est arrivé et a été lu
files-ended-test-text = C’était un test du circuit : le registre n’a pas été consulté et rien n’a été écrit.
files-format-lead = Pour qui fait des logiciels : les schémas et un exemple de chaque cas, ouverts à tous.
files-format-text =
    Un fichier batch est du XML de racine `FlaDeclaration` avec un ou plusieurs formulaires (`Form`). Chaque formulaire est un changement chez un employeur, sous un numéro à vous. Renvoyez le même formulaire, et rien ne change.

    - Les fautes du fichier même ou de l’en-tête d’un formulaire font refuser tout le fichier.
    - Les fautes du contenu ne font refuser que ce formulaire, avec toutes ses anomalies à la fois.
    - Un formulaire accepté reçoit un ticket. Avec lui, vous vous y référez plus tard.
files-schemas = Schémas
files-schema-file = le fichier batch même
files-schema-acrf = l’ACRF : pris ou refusé
files-schema-noti = le NOTI : ce qu’est devenu chaque formulaire
files-examples = Exemples
files-examples-text = Tous les numéros et les noms sont inventés.
files-example-every_case = un de chaque cas
files-example-employee_add = ajouter un travailleur
files-example-occupation_change = changer une occupation
files-example-person_change = changer les données d’une personne
files-example-employment_end = une sortie de service
files-example-employee_withdraw = enlever un travailleur qui n’a rien à y faire
files-example-right_set = fixer un droit à la main
files-example-right_change = changer ce droit
files-example-right_withdraw = revenir au droit calculé
files-example-right_verify = droits calculés vérifiés
files-example-training_register = une formation avec ses participants
files-example-training_plan = une formation planifiée
files-example-training_correct = corriger une formation
files-example-training_complete = une formation planifiée est suivie
files-example-training_withdraw = retirer une formation
files-example-export = ce que contient un registre, comme export
files-more = Plus
files-column-FormSequenceNbr = N° du formulaire
files-column-ReferenceNbr = Votre numéro
files-column-HandledReference = Ticket
files-column-CompanyID = Numéro d’entreprise
files-column-NOSSRegistrationNbr = Numéro ONSS
files-column-ResultCode = Accepté (1) ou refusé (0)
files-column-AnomalyClass = Classe
files-column-ErrorID = Code
files-column-AnomalyLabel = Ce qui n’est pas correct
files-column-AnomalyMend = Que faire
files-column-LineNbr = Ligne
files-column-ColumnNbr = Colonne
files-column-TagName = Élément
files-column-Value = Valeur
files-column-Path = Chemin
files-column-TrainingID = Formation
files-column-EmployeeID = Travailleur
files-column-UserReference = Votre référence
files-column-TrainingUserReference = Votre référence de la formation
files-column-TrainingVersionNbr = Version de la formation
files-column-EmployeeUserReference = Votre référence du travailleur
files-column-ParticipantUserReference = Votre référence de la participation
job-kind-batchFile = Un fichier batch est en cours de traitement
