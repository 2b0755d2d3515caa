# The own account of an employee.

own-title = Mon compte formation
own-lead = En tant que travailleur, vous avez droit chaque année à un nombre de jours de formation, à votre salaire normal. Vous voyez ici combien, pourquoi, et ce que vous avez déjà suivi.
own-sentence = Il vous reste { $left } en { $year }.
own-sentence-beyond = En { $year }, vous avez suivi { $left } de plus que votre crédit.
own-sentence-none = En { $year }, il n’y a pas de droit à la formation chez cet employeur.
own-none = Il n’y a pas de compte à votre nom
own-none-text = Vous ne figurez chez aucun employeur de cette installation. Demandez à votre employeur si c’est une erreur.
own-help = Quelque chose ne va pas ?
own-help-text =
    Demandez à votre employeur de corriger : vous pouvez toujours consulter vos données et les faire corriger. Chaque droit ci-dessus s’ouvre sur son calcul, que vous pouvez refaire.

    Quelle formation compte, vous le lisez sous [Est-ce que cela compte ?](/counts). Le fonctionnement du droit est expliqué dans l’[Aide](/help).
