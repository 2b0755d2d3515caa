# Who did what, and who looked.

history-lead = Chaque modification du registre et chaque consultation de données de personnes figure ici.
history-changes = Modifications
history-none = Encore rien.
history-when = Quand
history-what = Quoi
history-about = À propos de
history-who = Qui
history-more = Comment et pourquoi
history-older = Modifications plus anciennes
history-reads = Consultations
history-reads-text = Les dernières fois que quelqu’un a consulté des données de travailleurs, ou a voulu faire ce qui n’était pas permis.
history-people =
    { $count ->
        [0] personne en particulier
        [one] un travailleur
       *[other] { $count } travailleurs
    }
history-refused = non autorisé
history-by = { $what } par { $who }
history-addEmployee = travailleur ajouté
history-changePerson = données personnelles modifiées
history-changeOccupations = travail ou régime modifié
history-endService = service terminé
history-setAverage = taille moyenne indiquée
history-setRight = droit fixé à la main
history-giveCompanyDays = jours d’entreprise donnés
history-withdrawCompanyDays = jours d’entreprise repris
history-setOptOut = calcul automatique désactivé
history-endOptOut = calcul automatique réactivé
history-computeRight = droit calculé rétabli
history-computeAverage = moyenne calculée rétablie
history-verifyRights = droits marqués comme vérifiés
history-adjustCredit = crédit ajusté
history-withdrawAdjustment = ajustement repris
history-registerTraining = formation enregistrée
history-correctTraining = formation corrigée
history-completeTraining = formation marquée comme suivie
history-withdrawTraining = formation retirée
history-restoreTraining = formation rétablie
history-changeSettings = paramètres modifiés
history-recalculateAll = recalcul demandé
history-recalculation = droits et crédit recalculés
history-importDeclarations = déclarations importées
history-addEmployer = employeur ajouté
history-giveAccess = accès donné
history-endAccess = accès terminé
history-account = compte consulté
history-ownAccount = propre compte consulté
history-credit = crédit consulté
history-employees = liste de travailleurs consultée
history-findPeople = travailleurs recherchés
history-training = formation consultée
history-trainingHistory = historique d’une formation consulté
history-rightHistory = historique de droits consulté
history-recentChanges = historique consulté
history-importReport = résultat d’importation consulté
history-preview = effets d’une modification consultés
history-other = autre opération
history-giveMandate = Mandat donné
history-confirmMandate = Mandat confirmé
history-refuseMandate = Mandat refusé
history-endMandate = Mandat résilié
history-mandates = Mandats consultés
history-invite = Invitation par un lien
history-takeBackInvitation = Invitation retirée
history-acceptInvitation = Invitation acceptée
history-setQualities = Qualités modifiées
history-openInspection = Inspection commencée
history-closeInspection = Inspection clôturée
