# Size, rights set by hand, and what is decided for everybody.

rights-size = Taille de l’entreprise
rights-size-text = Le nombre moyen de travailleurs en équivalents temps plein sur quatre trimestres de référence décide pour deux ans du nombre de jours.
rights-average = Moyenne (ETP)
act-average-figure = Moyenne (ETP)
act-average-figure-hint = Par exemple 19,75. Rien n’est arrondi.
rights-manual = Indiqué à la main : { $average }.
rights-period = { $from } et { $to }
rights-size-unknown = pas encore connue
rights-not-declared = pas de déclaration
rights-headcount = Aucune déclaration dans la période de référence : le nombre de personnes au dernier jour du premier trimestre qui suit.
rights-sum = Ensemble
rights-divided = divisé par { $count } trimestres avec déclaration
rights-computed = Moyenne calculée
rights-size-source = Loi du 3 octobre 2022, articles 50 et suivants : le quatrième trimestre de l’avant-dernière année et les trois premiers de l’année précédente.
rights-everybody = Pour tout le monde
rights-everybody-text = Ce que vous décidez ici vaut pour tous les travailleurs de cette année.
rights-nothing = Rien à faire.
rights-verify-all =
    { $count ->
        [one] Marquer un droit calculé comme vérifié
       *[other] Marquer { $count } droits calculés comme vérifiés
    }
act-right = Fixer un droit à la main
act-right-lead = Ce que vous indiquez remplace le droit calculé. Le calcul reste à côté et l’écart reste visible.
act-right-back = Revenir au droit calculé
act-right-amount = Le droit
act-kind = Type de droit
act-company-days = Donner des jours d’entreprise
act-company-days-lead = Des jours en plus du droit de la loi ou du secteur.
act-days = Nombre de jours
act-days-hint = Par exemple 1 ou 2,5.
act-days-how = Comment sont-ils donnés ?
act-days-back = Reprendre des jours d’entreprise
act-opt-out = Désactiver le calcul automatique
act-opt-out-lead = Les droits calculés de cette année ne comptent alors pas ; vous les introduisez à la main.
act-opt-in = Réactiver le calcul automatique
act-verify = Marquer comme vérifié
act-verify-lead = Vous confirmez que les droits calculés de cette année sont exacts. Les montants ne changent pas.
act-adjust = Ajuster le crédit
act-adjust-lead = Pour ce qui n’est ni un droit ni une formation, comme un accord pour garder des jours.
act-adjust-date = Jour de prise d’effet
act-adjust-sign = Plus ou moins de crédit ?
act-adjust-more = Plus
act-adjust-less = Moins
act-adjust-back = Reprendre l’ajustement
act-average = Indiquer la moyenne à la main
act-average-lead = Elle vaut pour la période de deux ans de cette année et remplace la moyenne calculée.
act-average-back = Revenir à la moyenne calculée
done-right = Le droit a été fixé à la main.
done-right-back = Le droit calculé vaut à nouveau.
done-company-days = Les jours d’entreprise ont été donnés.
done-days-back = Les jours d’entreprise ont été repris.
done-opt-out = Le calcul automatique est désactivé.
done-opt-in = Le calcul automatique est réactivé.
done-verify = Les droits sont marqués comme vérifiés.
done-adjust = Le crédit a été ajusté.
done-adjust-back = L’ajustement a été repris.
done-average = La moyenne est indiquée. Droits et crédit sont à jour.
done-average-back = La moyenne calculée vaut à nouveau.
