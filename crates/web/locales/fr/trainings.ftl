# Formations : la liste, l’enregistrement, une formation, ce qu’on en fait et son historique.

trainings-title = Formations
trainings-register = Enregistrer une formation
trainings-filter = Filtrer
trainings-withdrawn = Retirées aussi
trainings-all = Tous
trainings-all-years = Toutes les années
trainings-year = Année du début
trainings-none = Pas encore de formations
trainings-none-text = Une formation enregistrée ici figure dans le compte de chaque participant.
trainings-none-fit = Aucune formation ne correspond
trainings-none-fit-text = Essayez un autre nom, un autre statut ou une autre année.
trainings-show-all = Montrer toutes les formations

training-title = Nom de la formation
training-start = Date de début
training-end = Date de fin
training-end-hint = Laissez vide pour une formation d’un jour.
training-when = Quand
training-duration = Durée
training-duration-hint = Pour qui suit tout : 7:36, 7,5 h, 456 min ou 0,5 jour. Un jour fait ici { $day }.
training-minutes = { $minutes } min
training-status = Statut
training-status-planned = Planifiée
training-status-planned-hint = N’est déduite du crédit qu’une fois suivie.
training-status-completed = Suivie
training-status-completed-hint = A été suivie et est terminée.
training-status-notFollowed = Non suivie
training-status-notEligible = N’entre pas en compte
training-count-planned =
    { $count ->
        [one] { $count } planifiée
       *[other] { $count } planifiées
    }
training-count-completed =
    { $count ->
        [one] { $count } suivie
       *[other] { $count } suivies
    }
training-count-notFollowed =
    { $count ->
        [one] { $count } non suivie
       *[other] { $count } non suivies
    }
training-count-notEligible = { $count } hors compte
training-kind = Formelle ou informelle
training-kind-unknown = Non connu
training-kind-formal = Formelle
training-kind-formal-hint = Un cours ou un stage dont un formateur fixe le lieu et le déroulement.
training-kind-informal = Informelle
training-kind-informal-hint = Tout autre apprentissage lié au travail : explications sur place, coaching, congrès, autoformation.
training-field = Domaine de formation
training-field-hint = Choisissez un domaine, ou donnez un code de 2, 3 ou 4 chiffres (CITE-F 2013).
training-provider = Formateur
training-place = Lieu
training-nature = Nature
training-nature-hint = De quoi il s’agit, dans vos propres mots.
training-funding = Financement
training-funding-hint = Qui paie : l’entreprise, un fonds sectoriel, un subside.
training-cla = Numéro de CCT
training-cla-hint = Numéro d’enregistrement de la convention collective de travail sur laquelle elle repose.
training-counts = Compte-t-elle ?
training-counts-yes = Déduite du crédit
training-counts-no = Ne compte pas
training-counts-flemishTrainingLeave = Ne compte pas : congé de formation flamand (VOV)
training-counts-paidEducationalLeave = Ne compte pas : congé-éducation payé (CEP)
training-counts-outsideProfession = Ne compte pas : hors du contexte professionnel
training-counts-guide = Un doute ? Quatre questions donnent la réponse (nouvelle fenêtre)
training-certificate = Certificat
training-certificate-none = Aucun
training-certificate-yes = Obtenu
training-certificate-until = Valable jusqu’au { $date }
training-certificate-all = Tous les participants ont obtenu un certificat
training-valid-until = Certificat valable jusqu’au
training-valid-until-hint = Le dernier jour où il est valable. Laissez vide s’il n’a pas de fin.
training-split = Répartition entre les années
training-split-hint = Seulement si elle s’étend sur plus d’une année civile, par exemple 2025: 12 h; 2026: 7:36. Vide, tout compte dans l’année de la fin.
training-split-end = Tout en { $year }, l’année de la fin.

training-who = Qui participe ?
training-what = Quoi, quand et combien de temps ?
training-more = Plus sur cette formation (facultatif)
training-name = Nom
training-participants = Participants
training-people =
    { $count ->
        [one] { $count } personne
       *[other] { $count } personnes
    }
training-takes-part = Participe
training-untick = Décochez qui ne participe pas.
training-nobody = Personne
training-nobody-yet = Personne n’est encore choisi. Cherchez un nom ou collez une liste.
training-search = Chercher des travailleurs
training-search-hint = Une partie d’un nom. Vide, tous ceux qui sont en service sont montrés.
training-search-do = Chercher
training-found = Trouvés : cochez qui participe
training-found-more = Seuls les premiers sont montrés. Tapez davantage du nom.
training-found-nobody = Personne de ce nom n’a été trouvé.
training-add-ticked = Ajouter les personnes cochées
training-paste-open = Coller une liste
training-paste = Numéros NISS ou noms
training-paste-hint = Une personne par ligne.
training-paste-do = Rechercher
training-paste-answers = Ce qui a été trouvé
training-line-found = Trouvé
training-line-nobody = Non trouvé. Corrigez la ligne ou enlevez-la.
training-line-several = plusieurs personnes correspondent, choisissez

training-new = Enregistrer une formation
training-new-check = Vérifiez la formation
training-planned-note = (n’est déduite du crédit qu’une fois suivie)
training-steps = Enregistrer une formation
training-step-fill = Remplir
training-step-check = Vérifier
training-step-done = Enregistrée

training-correct = Corriger la formation
training-correct-check = Vérifiez la correction
training-add-people = Ajouter des participants
training-added = Ajoutés
training-added-status = Statut de ceux qu’on ajoute
training-each = Chaque participant
training-each-hint = Qui a la durée de la formation la suit quand vous la changez ci-dessus.
training-rows-search = Chercher un participant
training-rows-hidden =
    { $count ->
        [one] Un participant n’est pas montré ci-dessous et suit la formation.
       *[other] { $count } participants ne sont pas montrés ci-dessous et suivent la formation.
    }
training-meanwhile = Changé entre-temps
training-conflict = Quelqu’un d’autre a changé cette formation pendant que vous y travailliez
training-conflict-text = Rien de vous n’est perdu : ce que vous avez tapé est toujours dans le formulaire. Regardez ce qui a changé, puis continuez.

training-nothing = rien
training-old-new = { $old } → { $new }
training-withdrawn = Retirée
training-in-force = En vigueur
training-standing = Enregistrement
training-as-known = Telle que connue le { $moment }
training-as-known-text = Voici ce que contenait alors le registre. Cela a pu changer depuis.
training-is-withdrawn = Cette formation a été retirée
training-is-withdrawn-text = Elle ne compte plus pour personne. Elle peut être rétablie.
training-complete-from = Peut être marquée comme suivie à partir du { $date }
training-complete-from-text = Une formation planifiée peut être marquée comme suivie une fois son dernier jour venu.

training-complete = Marquer comme suivie
training-complete-lead = Tous ceux qui étaient planifiés l’ont suivie, sauf ceux que vous cochez comme absents.
training-complete-people = Qui était absent ?
training-complete-check = Vérifiez : formation suivie
training-complete-nobody = Il n’y a plus de participants planifiés.
training-withdraw = Retirer
training-withdraw-lead = Ce qui est retiré ne compte plus, mais reste dans l’historique et peut être rétabli.
training-withdraw-people = Participants
training-withdraw-check = Vérifiez : retirer
training-withdraw-all-hint = Tous les participants et la formation elle-même.
training-restore = Rétablir
training-restore-lead = Ce qui est rétabli compte à nouveau comme avant.
training-restore-people = Participants retirés
training-restore-check = Vérifiez : rétablir
training-restore-all-hint = La formation avec tous ceux qui ont été retirés.
training-restore-nobody = Personne n’a été retiré.
training-copy = En enregistrer une semblable
training-back = Retour à la formation
training-whom = Pour qui ?
training-whom-all = Toute la formation
training-whom-some = Seulement les personnes cochées
training-chosen = Choisi
training-present = Suivie
training-absent = Absent

training-history = Historique de la formation
training-known-on = Telle que connue le
training-known-on-hint = Montre ce que contenait le registre à la fin de ce jour.
training-known-do = Montrer
training-known-after = La formation après ce changement du { $moment }
training-not-yet-known = La formation n’était pas encore dans le registre : elle a été enregistrée le { $moment }.
training-did-registerTraining = Enregistrée
training-did-correctTraining = Corrigée
training-did-completeTraining = Marquée comme suivie
training-did-withdrawTraining = Retirée
training-did-restoreTraining = Rétablie
training-role-accessManager = gestionnaire des accès
training-role-registrar = service du personnel
training-role-reader = lecteur
training-role-employee = travailleur
training-role-operator = opérateur
training-role-system = le registre lui-même
training-channel-web = dans le navigateur
training-channel-commandLine = en ligne de commande
training-channel-system = de lui-même
training-by = { $name }, { $role }, { $channel }
training-joined = inscrit comme { $status }, { $duration }

done-training-registered = La formation est enregistrée.
done-training-corrected = La correction est enregistrée.
done-training-completed = La formation est marquée comme suivie.
done-training-withdrawn = Retiré.
done-training-restored = Rétabli.

anomaly-duration-003 = Durée : entre { $below } et { $above }, pas un nombre entier de minutes.
anomaly-duration-003-mend = Donnez { $below } ou { $above }.
anomaly-participants-022 =
    { $count ->
        [one] Participants : personne n’est encore choisi pour une ligne collée.
       *[other] Participants : personne n’est encore choisi pour { $count } lignes collées.
    }
anomaly-participants-022-mend = Choisissez la personne visée, corrigez la ligne ou enlevez-la.
anomaly-split-003 = Répartition entre les années : illisible.
anomaly-split-003-mend = Écrivez une année et une durée, par exemple 2025: 12 h; 2026: 7:36.
trainings-no-ssin = Cela ressemble à un NISS. Les formations se cherchent par leur nom ; une personne se cherche sous Travailleurs.
training-whom-missing = Choisissez pour qui : toute la formation, ou seulement les personnes que vous cochez.
training-origin = Origine
training-copied = Copie du FLA public
training-copied-text = Ces données viennent d’un fichier que quelqu’un a sauvegardé du FLA public. Personne ne les a contrôlées.
training-copied-file = L’importation avec le fichier
training-copied-check = Je l’ai contrôlé : c’est exact
training-copy-checked = Noté comme contrôlé.
