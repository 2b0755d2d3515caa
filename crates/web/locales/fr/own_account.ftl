# The pages of the own account, and how far an entry may be relied on.

own-tab-overview = Aperçu
own-tab-career = Ma carrière
own-tab-records = Mes formations
own-tab-questions = Mes questions
own-coming = Prochainement
own-ask = Une erreur ?
own-question-open = Question en cours
own-ask-right = Votre droit à la formation n’est pas correct ? Posez la question
own-ask-missing = Il manque une formation
own-standing = Fiabilité
own-question = Question
own-standings = Que signifient ces mentions ?
own-standing-declared = déclaré par vous
own-standing-declared-text = Vous l’avez déclaré vous-même. Personne d’autre ne l’a vérifié.
own-standing-evidenceSeen = preuve vue
own-standing-evidenceSeen-text = Vous l’avez déclaré vous-même et une autre personne a vu la preuve.
own-standing-confirmed = confirmé
own-standing-confirmed-text = Votre employeur ou l’organisme de formation l’a enregistré ou confirmé.
own-standing-authentic = source authentique
own-standing-authentic-text = Ceci provient d’une déclaration à la sécurité sociale.
own-career = Ma carrière
own-career-lead = Tout sur une seule ligne : vos employeurs, vos formations et ce que vous avez ajouté.
own-career-none = Votre ligne de carrière est encore vide.
own-career-began = Entrée en service chez { $employer }
own-career-ended = Sortie de service chez { $employer }
