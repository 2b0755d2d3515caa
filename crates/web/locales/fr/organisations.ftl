# Organisations and their qualities, invitations, inspections.

invitation-title = Invitation
invitation-lead = Vous pouvez prendre ce rôle. Il est lié à la personne connectée maintenant.
invitation-organisation = Organisation
invitation-by = Invité par
invitation-until = Utilisable jusqu’au
invitation-take = Prendre ce rôle en tant que { $name }
invitation-make = Inviter par un lien
invitation-make-lead = Si vous ne connaissez pas le NISS : qui ouvre le lien et se connecte reçoit le rôle. Le lien sert une fois, pendant sept jours.
invitation-made = Le lien est prêt. Il n’est montré qu’une fois.
invitation-made-text = Remettez-le à une seule personne. Il sert une fois, jusqu’au { $until }.
invitations-open = Invitations en attente
invitation-end = Retirer l’invitation
done-invitation-ended = L’invitation est retirée.
done-access-taken = Vous avez maintenant accès.
inspection-title = Inspection
inspection-lead = Vous lisez le registre d’un employeur pour un motif indiqué et une durée fixée. Chaque consultation est notée et visible pour l’employeur, le travailleur et l’exploitant.
inspection-none = Aucune inspection en cours.
inspection-open = Inspections en cours
inspection-employer = Employeur
inspection-reason = Motif
inspection-reason-hint = Comme le numéro de dossier. Le travailleur lit ce motif à chaque consultation : ne nommez personne.
inspection-until = Jusqu’au
inspection-for = Durée
inspection-days =
    { $count ->
        [one] { $count } jour
       *[other] { $count } jours
    }
inspection-begin = Commencer une inspection
inspection-close = Clôturer
done-inspection-closed = L’inspection est clôturée.
capacity-organisation = En tant que { $role } : { $qualities }. Numéro d’entreprise { $number }.
capacity-serves =
    { $count ->
        [one] Pour un employeur sous mandat.
       *[other] Pour { $count } employeurs sous mandat.
    }
capacity-inspector-text = Lire le registre d’un employeur pour un motif indiqué.
quality-employer = employeur
quality-employer-hint = A des travailleurs avec des droits à la formation.
quality-serviceProvider = prestataire de services
quality-serviceProvider-hint = Travaille pour des employeurs qui donnent un mandat.
quality-socialSecretariat = secrétariat social
quality-socialSecretariat-hint = Agréé ; travaille pour des employeurs qui donnent un mandat.
quality-trainingProvider = prestataire de formation
quality-trainingProvider-hint = Communique les formations données aux employeurs de ceux qui les ont suivies.
quality-sectorFund = fonds sectoriel
quality-sectorFund-hint = Travaille pour ses membres sous mandat et communique des formations.
quality-operator = exploitant de l’installation
operator-qualities = Qualités
operator-save = Enregistrer
done-qualities-set = Les qualités sont modifiées.
looks-role-for = { $role } de { $organisation }, pour { $employer }
access-verifier-hint = Vérifie les droits et les communications et répond aux questions ; consulte tout.
role-verifier = vérificateur
role-inspector = inspecteur
training-role-verifier = vérificateur
training-role-inspector = inspecteur
side-start = Premiers pas
start-lead = Commencer en trois étapes. Vous voyez ici où vous en êtes.
start-known = L’organisation figure au registre
start-known-text = Numéro d’entreprise { $number }, en tant que { $qualities }, depuis le { $since }.
start-access = Les accès sont donnés
start-access-text =
    { $count ->
        [0] Vous seul avez accès. Donnez aussi accès à une autre personne : le travail ne s’arrête pas en votre absence.
        [one] Outre vous, une personne a accès.
       *[other] Outre vous, { $count } personnes ont accès.
    }
start-key = Connecté avec une clé numérique
start-key-text = Vous êtes connecté en tant que { $name }. Qui reçoit un accès se connecte de la même façon.
start-done = fait
start-open = à faire
start-next = Et ensuite
history-zip = Tout en ZIP
history-logCopy = Historique et journal d’audit téléchargés
operator-inspections = Inspections
operator-from = À partir du
cbe = BCE
cbe-same = Nom selon la BCE, extrait du { $date }.
cbe-name = Selon la BCE : { $name } (extrait du { $date }).
cbe-nameless = La BCE connaît le numéro, mais aucun nom (extrait du { $date }).
cbe-unknown = L’extrait de la BCE du { $date } ne connaît pas ce numéro. Vérifiez-le ; un extrait peut dater d’un mois.
operator-name-cbe = Laissez vide pour reprendre le nom de la BCE (extrait du { $date }).
join = Ajouter mon organisation
join-lead = Êtes-vous représentant légal d’une organisation, ou vous a-t-elle demandé de commencer ? Demandez ici de l’ajouter. L’exploitant le vérifie ; ensuite, vous gérez ses accès.
join-stand-legend = En quelle qualité le demandez-vous ?
join-stand = Je suis représentant légal de cette organisation, ou elle me l’a demandé.
join-send = Demander à l’exploitant
join-own = Demandes
join-state-waiting = attend l’exploitant
join-state-added = ajoutée
join-state-refused = refusée
done-organisation-asked = L’exploitant a votre demande.
done-request-refused = La demande a été refusée.
operator-requests = Demandes
operator-requests-lead = Vérifiez que cette personne peut agir pour l’organisation, par exemple au Moniteur belge ou en appelant un numéro que vous avez cherché vous-même. Qui est ajouté gère ses accès.
operator-requests-who = Qui demande
operator-requests-asked = Demandé le
operator-requests-grant = Ajouter
operator-requests-refuse = Refuser
operator-requests-why = Pourquoi (lu par qui a demandé)
