# Le cadre de chaque page, et les mots qui reviennent partout.

product = Open FLA
product-line = Droits et crédit de formation
skip = Aller au contenu
languages = Langue
nav-main = Navigation principale
nav-register = Registre
nav-regime = Quel régime s’applique ?
nav-counts = Est-ce que cela compte ?
nav-codes = Codes d’erreur
nav-help = Aide
nav-accessibility = Accessibilité
sign-in = Se connecter
sign-out = Se déconnecter
sessions = Mes sessions
themes = Couleurs
theme-auto = Comme mon appareil
theme-light = Clair
theme-dark = Sombre
footer-note = Logiciel ouvert pour tenir le compte formation des travailleurs. Ceci n’est pas le Federal Learning Account public et ne le remplace pas.

optional = facultatif
here = Vous êtes ici

days =
    { $n ->
        [one] { $amount } jour
       *[other] { $amount } jours
    }
period = { $from } – { $to }
period-open = à partir du { $from }
quarter =
    { $number ->
        [1] 1er
       *[other] { $number }e
    } trimestre { $year }

errors-title =
    { $count ->
        [one] Une réponse est à corriger
       *[other] { $count } réponses sont à corriger
    }

step-done = terminé
step-now = en cours
step-later = à venir

pager = Pages
pager-range = { $first }–{ $last } sur { $total }
pager-previous = Précédent
pager-next = Suivant
pager-page = Page

meter-followed = Suivi
meter-planned = Planifié
meter-free = Encore libre
meter-left = Reste
meter-short = Planifié au-delà du reste
meter-beyond = Au-delà du crédit
meter-sentence = Crédit de { $whole }, dont il reste { $left }.
meter-sentence-beyond = Crédit de { $whole }, dépassé de { $beyond }.
demo-band = DÉMO – ici, chacun peut se connecter au nom de n’importe qui. Les personnes et les entreprises sont inventées. N’introduisez pas de vraies données.
nav-account = Mon compte
