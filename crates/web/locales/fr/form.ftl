# Les mots que partagent les formulaires des pages personnelles.

form-check = Vérifiez vos réponses. Rien n’a encore été modifié.
form-do = Confirmer
form-edit = Modifier les réponses
form-leave = Arrêter et tout laisser tel quel
form-next = Continuer
form-cancel = Annuler
form-reason = Motif
form-reason-hint = Il figure dans l’historique, à côté de votre nom et de la date.
form-employees = Travailleurs
form-employees-all = Tout le monde
form-year = Année
form-amount = Quantité
form-amount-hint = Des jours comme 2,5 ou des heures comme 7:36.
form-unit = Compté en
form-unit-days = Jours
form-unit-hours = Heures et minutes
form-effects = Effet sur le crédit
form-effects-none = Aucun crédit ne change.
form-effects-people =
    { $count ->
        [one] Le crédit d’un travailleur change. Voici ce qui reste du crédit de l’année, avant et après.
       *[other] Le crédit de { $count } travailleurs change. Voici ce qui reste du crédit de l’année, avant et après.
    }
form-effects-later = { $count } comptes sont concernés. Un si grand nombre est calculé en arrière-plan : vous pouvez suivre l’avancement.
form-effects-more =
    { $count ->
        [one] Et une autre modification.
       *[other] Et { $count } autres modifications.
    }
form-outside =
    { $count ->
        [one] Un participant n’est pas en service à ce moment
       *[other] { $count } participants ne sont pas en service à ce moment
    }
form-effects-who = Travailleur
form-effects-new = Nouveau travailleur
form-effects-year = Année
form-effects-before = Avant
form-effects-after = Après
form-effects-change = Différence
done-saved = Enregistré.
form-sent-before = Ce formulaire a déjà été envoyé avec d’autres réponses et exécuté. Regardez d’abord ce que cela a donné. Si vous le renvoyez, il sera exécuté comme un nouveau.
