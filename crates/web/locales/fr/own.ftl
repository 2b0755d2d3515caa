# The own account of an employee.

own-title = Mon compte formation
own-lead = Ce à quoi vous avez droit cette année, au salaire normal, et ce qu’il en reste.
own-sentence-none = En { $year }, il n’y a pas de droit à la formation chez cet employeur.
own-none = Il n’y a pas de compte à votre nom
own-none-text = Vous ne figurez chez aucun employeur de cette installation. Demandez à votre employeur si c’est une erreur.
own-help = Quelque chose ne va pas ?
own-help-text =
    Demandez à votre employeur de corriger : vous pouvez toujours consulter vos données et les faire corriger. Chaque droit ci-dessus s’ouvre sur son calcul, que vous pouvez refaire.

    Quelle formation compte, vous le lisez sous [Est-ce que cela compte ?](/counts). Le fonctionnement du droit est expliqué dans l’[Aide](/help).
own-left = encore à suivre en { $year }
own-beyond = suivis de plus que votre crédit en { $year }
own-sum = De votre droit à ce qu’il vous reste en { $year }
own-sum-right = Votre droit pour { $year }
own-sum-carried = Reste des années précédentes
own-sum-adjusted = Adaptation
own-sum-followed = Déjà suivi
own-sum-lapsed = Échu
own-sum-left = Reste
own-sum-beyond = Au-delà de votre crédit
own-why = Comment mon droit est-il calculé ?
own-other-year = Une autre année :
own-parts-none = Aucune formation n’est encore enregistrée en { $year }.
