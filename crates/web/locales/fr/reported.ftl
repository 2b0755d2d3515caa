# Trainings that training providers report, and what employers make of them.

side-given = Formations données
side-reported = Formations communiquées
given-lead = Ce que vous communiquez va aux employeurs de ceux qui ont suivi la formation. Ils le vérifient ; ce n’est qu’alors que cela compte.
given-none = Vous n’avez encore rien communiqué.
given-new = Communiquer une formation
given-new-lead = Un seul formulaire pour les participants de tous les employeurs. Chaque employeur ne voit que les siens.
given-duration-hint = Pour qui suit tout : 7:36, 7,5 h ou 456 min.
given-certificate = Certificat
given-certificate-yes = Les participants ont obtenu un certificat
given-valid-until = Certificat valable jusqu’au
given-participants = Participants
given-participants-hint = Un par ligne : numéro d’entreprise de l’employeur, NISS, nom. Vous pouvez coller trois colonnes d’un tableur.
given-line = Ligne { $line } : { $text }
given-link-question = Participants dont vous ne connaissez pas le numéro
given-link-yes = Les laisser confirmer par un lien ou un code QR
given-send = Communiquer
given-link = Lien pour les participants
given-link-lead = Qui a suivi { $title } ouvre ce lien, se connecte et confirme. Vous voyez le nom, jamais le numéro.
given-link-once = Le lien n’est montré que maintenant : gardez-le, ou imprimez le code.
given-link-code = Le même lien en code QR
given-link-on = Vers la communication
given-when = Quand
given-made = Communiqué
given-name = Nom
given-nobody = Personne n’a encore confirmé.
given-withdraw = Retirer la communication
given-withdraw-lead = Ce qui attend encore une réponse disparaît chez les employeurs, et le lien ne fonctionne plus.
done-given-sent = La formation est communiquée.
done-given-withdrawn = La communication est retirée.
attend-title = Confirmez que vous avez suivi cette formation
attend-lead = Le prestataire de formation voit votre nom, pas votre numéro. Votre employeur vérifie la communication.
attend-employer = Pour quel employeur ?
attend-confirm = Confirmer en tant que { $name }
attend-confirmed = Vous l’avez déjà confirmé.
attend-nobody = Vous ne figurez chez aucun employeur de ce registre. Demandez une preuve de participation au prestataire.
done-attendance-confirmed = Vous avez confirmé avoir suivi la formation. Votre employeur le vérifie.
reported-lead = Des prestataires communiquent ce qu’ils ont donné. Ce que vous acceptez est enregistré. Sans réponse dans les 30 jours, rien ne compte : cela reste ici comme en retard, et le travailleur le voit.
reported-none = Rien ne vous attend
reported-none-text = Si un prestataire communique quelque chose pour vos travailleurs, cela apparaît ici.
reported-accept-all =
    { $count ->
        [one] Accepter une communication sans double
       *[other] Accepter les { $count } communications sans double
    }
reported-accept = Accepter les personnes cochées
reported-dispute = Pas d’accord
reported-dispute-do = Contester pour les personnes cochées
reported-reason = Pourquoi pas ?
reported-reason-hint = Le prestataire et le travailleur lisent ceci.
reported-tick = Cocher pour contester
reported-unknown = Ne figure pas parmi vos travailleurs. Ajoutez la personne si elle travaille chez vous, ou contestez.
reported-account = Compte formation
reported-told = communiqué comme { $name }
reported-due = répondre jusqu’au { $date }
reported-by-link = confirmé par la personne
reported-answered = Ce qui a reçu réponse
reported-reopen = Revenir en arrière
reported-waiting = en attente
reported-accepted = accepté
reported-merged = fusionné
reported-disputed = contesté
reported-withdrawn = retiré
done-reported-accepted = La formation est enregistrée comme communiquée. Vous pouvez encore la corriger.
done-reported-disputed = La communication est contestée.
done-reported-merged = Fusionné : un seul enregistrement, deux origines, compté une fois.
done-reported-reopened = La communication attend à nouveau une réponse.
alike-title = Peut-être déjà enregistré
alike-score = Ressemblance { $score } sur 100 : { $reasons }.
alike-sameDays = mêmes jours
alike-commonDay = un jour en commun
alike-nearDays = au plus une semaine d’écart
alike-sameDuration = même durée
alike-nearDuration = durée proche
alike-sameTitle = même nom
alike-alikeTitle = nom semblable
alike-merge = C’est la même : fusionner
own-reported = Communiqué par des prestataires de formation
own-reported-lead = Ce qui attend une réponse ne compte pas encore.
own-reported-due = { $employer } répond jusqu’au { $date }
own-reported-late = { $employer } devait répondre avant le { $date }
tasks-reported = Vérifier les formations communiquées
tasks-source-reported = Dans les 30 jours de la communication.
tasks-act-reported = Vers les communications
tasks-count-reported =
    { $count ->
        [one] Une communication
       *[other] { $count } communications
    }
tasks-access = Passer en revue les accès de { $year }
tasks-source-access = Une fois par an : gardez les accès encore nécessaires et mettez fin aux autres.
tasks-act-access = Vers les accès
reported-change = Accepter avec une modification
reported-change-lead = Modifiez ce qui était différent. Ce qui a été communiqué reste à côté, et le prestataire voit ce que vous avez modifié au nom, aux jours, à la durée, au type, au domaine et au lieu.
reported-change-told = Communiqué
reported-change-for = Pour qui
reported-change-do = Accepter avec cette modification
reported-accepted-changed = accepté avec une modification
done-reported-accepted-changed = La formation est enregistrée avec votre modification. Ce qui a été communiqué figure à côté.
training-reported-by = Communiqué par { $provider } le { $date }
training-as-reported = Enregistré comme communiqué.
training-not-as-reported = Communiqué → enregistré
