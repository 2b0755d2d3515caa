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
own-looks = Qui a consulté mon compte ?
own-looks-lead = Les 200 dernières fois que quelqu’un a consulté ou modifié vos données, avec le rôle et l’organisation. Votre employeur sait qui c’était exactement.
person-gender = Sexe
history-access = liste des accès consultée
history-employeeHistory = historique de données personnelles consulté
history-auditOf = consultation de qui a consulté
history-ownAudit = consultation de qui a consulté le propre compte
