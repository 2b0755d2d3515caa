# Versions of a person, and who looked at an account.

looks-title = Historique de ce travailleur
looks-link = Historique, et qui a consulté
looks-versions = Données personnelles
looks-versions-text = Ce qui y figurait, depuis quand et par qui. Le plus récent d’abord.
looks-nothing-changed = Aucune donnée personnelle n’a changé ici.
looks-who = Qui a consulté
looks-who-text = Les 200 dernières fois que quelqu’un a consulté ou modifié ce compte. Votre consultation de cette page est notée aussi.
looks-role-of = { $role } de { $organisation }
looks-the-employee = le travailleur lui-même
looks-yourself = vous-même
looks-changed = modifié
looks-looked = consulté
own-looks = Qui a consulté mon compte ?
own-looks-lead = Les 200 dernières fois que quelqu’un a consulté ou modifié vos données, avec le rôle et l’organisation. Votre employeur sait qui c’était exactement.
person-gender = Sexe
history-access = liste des accès consultée
history-employeeHistory = historique de données personnelles consulté
history-auditOf = consultation de qui a consulté
history-ownAudit = consultation de qui a consulté le propre compte
own-looks-nobody = Personne d’autre que vous.
own-looks-yourself =
    { $count ->
        [one] Vous avez consulté 1 fois
       *[other] Vous avez consulté { $count } fois
    }
history-addOwnRecord = formation ou diplôme personnel ajouté
history-changeOwnRecord = formation ou diplôme personnel modifié
history-withdrawOwnRecord = formation ou diplôme personnel supprimé
history-addOwnEvidence = preuve personnelle ajoutée
history-removeOwnEvidence = preuve personnelle supprimée
history-ownRecords = formations personnelles consultées
history-ownRecord = formation personnelle consultée
history-ownEvidence = preuve personnelle consultée
history-setTeam = équipe définie
history-shareRecord = formation personnelle montrée à l’employeur
history-stopSharing = formation personnelle plus montrée
history-judgeRecord = formation montrée évaluée
history-sharedRecords = formations montrées consultées
history-sharedRecord = formation montrée consultée
history-sharedEvidence = preuve montrée consultée
