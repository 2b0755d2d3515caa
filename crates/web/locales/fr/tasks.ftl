# Ce qu’il y a à faire.

side-tasks = Tâches
history-tasks = tâches consultées
tasks-lead = Ce qu’il y a à faire, selon le registre au { $today }. Une tâche disparaît dès qu’elle est faite.
tasks-none = Rien à faire
tasks-none-text = Dès qu’il y a des travailleurs, ce qu’il faut faire apparaît ici avec sa date.
tasks-due = Échéance
tasks-overdue =
    { $days ->
        [one] En retard de { $days } jour
       *[other] En retard de { $days } jours
    }
tasks-left =
    { $days ->
        [0] Aujourd’hui
        [1] Demain
       *[other] Dans { $days } jours
    }
tasks-people =
    { $count ->
        [0] Personne à la connaissance du registre
        [1] Une personne
       *[other] { $count } personnes
    }
tasks-certificates =
    { $count ->
        [one] { $count } certificat
       *[other] { $count } certificats
    }
tasks-late =
    { $count ->
        [one] dont { $count } en retard
       *[other] dont { $count } en retard aujourd’hui
    }
tasks-quarter = Enregistrer ce qui a été suivi au { $quarter }
tasks-new = Compléter les données des nouveaux travailleurs
tasks-verify = Vérifier les droits à la formation de { $year }
tasks-notice = Communiquer à chacun le solde de { $year }
tasks-advice = Demander l’avis sur le plan de formation de { $year }
tasks-plan = Établir le plan de formation de { $year }
tasks-certificates-ended = Renouveler les certificats expirés
tasks-certificates-week = Renouveler les certificats qui expirent dans les 7 jours
tasks-certificates-month = Renouveler les certificats qui expirent dans les 30 jours
tasks-certificates-quarter = Renouveler les certificats qui expirent dans les 90 jours
tasks-source-quarter = Avant la fin du mois qui suit le trimestre : l’échéance du Federal Learning Account (loi du 20 octobre 2023). Le service public a cessé le 1er janvier 2026 ; ce registre garde son rythme.
tasks-source-new = Dans les 60 jours du début : le délai du Federal Learning Account (loi du 20 octobre 2023), que ce registre conserve.
tasks-source-verify = Dans les 30 jours du calcul : le délai du Federal Learning Account, que ce registre conserve.
tasks-source-certificates = Le dernier jour de validité du certificat.
tasks-source-notice = Au moins une fois par an, avec le droit de consulter et de faire corriger (arrêté royal du 5 décembre 2017).
tasks-source-advice = Avis pour le 15 mars, pour les entreprises de 20 travailleurs ou plus (loi du 3 octobre 2022).
tasks-source-plan = Chaque année pour le 31 mars, pour les entreprises de 20 travailleurs ou plus (loi du 3 octobre 2022).
tasks-act-quarter = Enregistrer des formations
tasks-act-new = Compléter les données
tasks-act-verify = Vérifier les droits
tasks-act-certificates = Qui peut encore ?
tasks-act-notice = Vers les communications
tasks-act-advice = Chiffres de départ
tasks-act-plan = Chiffres de départ
history-setDigest = tâches par courriel activées ou désactivées
history-digest = résumé des tâches rédigé
history-outbox = boîte d’envoi consultée
digest-title = Tâches par courriel
digest-lead = Le lundi matin ou chaque jour ouvrable, les tâches de cet employeur, avec leurs dates et leurs nombres. Aucun courriel ne contient le nom ou le numéro d’un travailleur.
digest-not-sent = Cette installation n’envoie pas de courriel : aucun serveur n’est configuré. Ce qui serait envoyé figure dans la boîte d’envoi.
digest-often = À quelle fréquence ?
digest-weekly = Chaque semaine
digest-off = Jamais
digest-address = Votre adresse électronique
digest-address-hint = Uniquement pour ce résumé.
digest-language = Dans quelle langue ?
digest-save = Enregistrer
done-digest-set = Enregistré.
digest-subject = { $employer } : { $count } tâches dans le registre des formations
digest-subject-overdue = { $employer } : en retard dans le registre des formations : { $count }
digest-greeting = Tâches de { $employer } selon le registre des formations au { $today } :
digest-overdue = en retard
digest-more = Et encore { $count }.
digest-link = La liste, avec l’action à côté de chaque tâche : { $link }
digest-stop = Pour ne plus recevoir ce courriel : { $link }
outbox-title = Boîte d’envoi
outbox-lead = Les 50 derniers courriels concernant cet employeur ; ils sont conservés 90 jours.
outbox-none = Pas encore de courriel
outbox-none-text = Dès que quelqu’un demande un résumé, ce qui a été rédigé apparaît ici.
outbox-waiting = en attente
outbox-sent = envoyé
outbox-failed = non envoyé
digest-daily = Chaque jour ouvrable
tasks-count-questions = 
    { $count ->
        [one] Une question
       *[other] { $count } questions
    }
tasks-open = Dites si les formations planifiées du { $quarter } ont été suivies
tasks-act-open = Compléter les formations
tasks-questions = Répondez aux questions des travailleurs
tasks-source-questions = Le dernier jour pour une réponse, tel qu’il a été annoncé au travailleur.
tasks-act-questions = Voir les questions
tasks-settle = Noter comme fait
tasks-settle-text = Le registre ne peut pas le savoir par ses données. Notez le jour où cela a été fait ; la tâche disparaît alors de la liste.
tasks-settle-save = Noter
tasks-settle-back = Pas encore fait
tasks-done-on = Fait le
tasks-done-by = fait le { $date }, noté par { $who }
tasks-done = Noté comme fait
done-task-settled = C’est noté.
history-settleTask = tâche notée comme faite ou reprise
tasks-everywhere = Tâches de tous mes employeurs
tasks-everywhere-lead = 
    { $count ->
        [one] D’un employeur, au { $today }, les plus urgentes d’abord.
       *[other] De { $count } employeurs, au { $today }, les plus urgentes d’abord.
    }
tasks-left-out = 
    { $count ->
        [one] Un employeur n’y figure pas ; ouvrez-le à part.
       *[other] { $count } employeurs n’y figurent pas ; ouvrez-les à part.
    }
