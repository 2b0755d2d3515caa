# Quick registration, series, the course list, certificates.

quick = Enregistrement rapide
quick-lead = Pour une réunion toolbox ou une brève explication à toute une équipe : un nom, qui était là, c’est fait.
quick-title = Quel était le sujet ?
quick-everybody = Tout le personnel en service
quick-duration-hint = Vide : comme dans votre liste de cours, sinon { $likely }.
quick-day = Jour
quick-whole = Choisir les participants un à un ou en dire plus
training-teams = Équipes entières
training-add-teams = Ajouter les équipes
training-copy-people = Une autre, avec les mêmes personnes
training-did-registerSeries = Planifiée dans une série
series = Planifier une série
series-lead = La même formation chaque semaine ou chaque mois : planifiée en une fois, à terminer séparément.
series-check = Vérifiez la série
series-days = Jours
series-rhythm = À quel rythme ?
series-every-week = Chaque semaine
series-every-fortnight = Toutes les deux semaines
series-every-month = Chaque mois
series-every-quarter = Chaque trimestre
series-times = Combien de fois ?
series-times-hint = La première comprise, 60 au plus.
done-training-series = La série est planifiée.
courses = Liste de cours
courses-lead = Les formations que vous donnez souvent. Elles sont proposées dès qu’on tape un nom.
courses-none = La liste de cours est vide
courses-none-text = Ajoutez-y les formations récurrentes : nom, durée, organisme et durée de validité du certificat.
course-add = Ajouter un cours
course-change = Modifier le cours
course-remove = Retirer de la liste
course-no-end = Sans date de fin
course-certificate = Qui la suit obtient un certificat
course-valid = Validité du certificat en mois
course-valid-hint = Vide : elle n’expire pas.
side-certificates = Certificats
certificate-lead = Qui peut encore exercer cette tâche, et jusqu’à quand ? Un certificat est valable jusqu’à son dernier jour compris.
certificate-title = Certificat ou formation
certificate-show = Afficher
certificate-followed = Suivie le
certificate-gone = sorti de service
certificate-kinds = Tous les certificats
certificate-valid = Valables
certificate-all = Obtenus au total
certificate-none = suivie, sans certificat
certificate-no-end = valable sans date de fin
certificate-empty = Pas encore de certificats
certificate-nobody = Personne n’a suivi ceci
certificate-empty-text = Les certificats apparaissent ici dès qu’ils figurent à une formation suivie.
history-registerSeries = série de formations planifiée
history-setCourse = liste de cours modifiée
history-withdrawCourse = cours retiré de la liste
history-attachEvidence = preuve ajoutée
history-removeEvidence = preuve supprimée
history-attachments = liste des preuves consultée
history-attachment = preuve consultée
history-ownAttachments = propres preuves consultées
history-teamMembers = membres d’une équipe recherchés
history-holders = titulaires d’un certificat consultés
course-months =
    { $count ->
        [one] valable 1 mois
       *[other] valable { $count } mois
    }
certificate-days =
    { $count ->
        [0] dernier jour aujourd’hui
        [one] encore 1 jour
       *[other] encore { $count } jours
    }
certificate-sentence =
    { $count ->
        [0] Plus personne en service ne peut : { $title }.
        [one] Une personne en service peut encore : { $title }.
       *[other] { $count } personnes en service peuvent encore : { $title }.
    }
certificate-on = À quelle date ?
certificate-on-hint = Aussi une date à venir, par exemple le début d’un chantier.
certificate-kinds-on = Tous les certificats au { $date }
certificate-sentence-on =
    { $count ->
        [0] Aucune personne en service le { $date } ne pourra faire ceci : { $title }.
        [one] Une personne en service peut faire ceci le { $date } : { $title }.
       *[other] { $count } personnes en service peuvent faire ceci le { $date } : { $title }.
    }
certificate-shown = montré par le travailleur
certificate-next = Premier échoit le
training-copy-series = Répéter
