# Où une organisation se fait annoncer ce qui se passe : la page et ses textes.

zone-webhook = Adresse
zone-topic = Ce que vous voulez savoir
anomaly-webhook-003 = Adresse : rien ne peut être envoyé à cette adresse.
anomaly-webhook-003-mend = Donnez une adresse complète qui commence par https://, sans nom d’utilisateur, ni mot de passe, ni #.
anomaly-webhook-005 = Adresse : rien n’y est envoyé.
anomaly-webhook-005-mend = Donnez une adresse de l’internet public, sur le port 443 ou au-dessus de 1023.
anomaly-webhook-006 = Adresse : elle reçoit déjà des messages.
anomaly-webhook-006-mend = Mettez d’abord fin à l’autre, ou donnez une autre adresse.
anomaly-webhook-053 = Adresse : le gestionnaire de cette installation ne laisse rien envoyer.
anomaly-webhook-053-mend = Demandez-le au gestionnaire, ou laissez votre logiciel demander lui-même les modifications.
anomaly-webhook-901 = Adresse : il y en a déjà { $limit }.
anomaly-webhook-901-mend = Mettez d’abord fin à une adresse qui ne sert plus.
history-addWebhook = adresse pour messages ajoutée
history-endWebhook = adresse pour messages supprimée
history-resumeWebhook = messages repris
history-testWebhook = message d’essai demandé
history-replayWebhook = messages renvoyés
history-webhooks = adresses pour messages
history-webhook = annoncé à un logiciel
webhook-title = Messages aux logiciels
webhook-lead = Faites savoir tout de suite à votre logiciel ce qui change ici. Un message dit ce qui a changé et où le lire, jamais de qui il s’agit.
webhook-none = Rien n’est envoyé à aucune adresse.
webhook-off = Le gestionnaire de cette installation ne laisse rien envoyer. Votre logiciel peut demander lui-même les modifications.
webhook-add = Ajouter une adresse
webhook-address-hint = Où votre logiciel reçoit les messages : une adresse de l’internet public qui commence par https://.
topic-trainings = formations
topic-rights = droits et crédit
topic-employees = travailleurs
topic-questions = questions et déclarations
webhook-whom = De qui
webhook-whom-hint = D’un employeur que vous servez, seulement tant que le mandat est en vigueur.
webhook-own = ma propre organisation
webhook-served = employeurs que nous servons
webhook-state = État
webhook-works = Dernier message accepté le { $moment }.
webhook-nothing-yet = Rien n’a encore été envoyé.
webhook-failing = Non accepté depuis le { $moment } : { $answer } Un nouvel essai se fait tout seul.
webhook-paused = Suspendu depuis le { $moment } : { $answer }
webhook-answer-status = la réponse était { $status }.
webhook-answer-address = rien n’est envoyé à cette adresse.
webhook-answer-timeout = aucune réponse n’est arrivée à temps.
webhook-answer-connection = personne n’a répondu.
webhook-key = Clé pour vérifier les messages
webhook-test = Envoyer un message d’essai
webhook-test-text = Votre logiciel reçoit un message qui dit seulement que c’est un essai.
webhook-replay = Renvoyer
webhook-replay-text = Tout depuis un jour, ou un seul message. Ce qui est déjà arrivé arrive encore une fois, sous le même identifiant.
webhook-since = Tout depuis
webhook-event = Ou un seul message
webhook-event-hint = Son identifiant, par exemple 0100000169.2f08341b-…
webhook-resume = Reprendre l’envoi
webhook-resume-text = Ce qui s’est passé entre-temps est envoyé d’abord.
webhook-end = Ne plus rien envoyer
webhook-end-sure = Dès maintenant, rien n’est plus envoyé à cette adresse.
done-webhook-added = L’adresse est ajoutée. Envoyez maintenant un message d’essai.
done-webhook-tested = Le message d’essai est en route.
done-webhook-replayed = C’est renvoyé.
done-webhook-resumed = L’envoi des messages a repris.
done-webhook-ended = Rien n’est plus envoyé à cette adresse.
access-webhooks = adresses auxquelles des messages sur les modifications sont envoyés.
do-webhook-make = Faire savoir aux logiciels ce qui change
do-webhook-make-text =
    1. Ouvrez **{ side-access } › { webhook-title }**, donnez l’adresse que le fournisseur du programme indique, cochez ce qu’il doit savoir, et appuyez sur **{ webhook-add }**.
    2. Transmettez la clé et son adresse au fournisseur : le programme voit ainsi qu’un message vient d’ici.
    3. Appuyez sur **{ webhook-test }**. La page montre ensuite si le message a été accepté.

    Ce qui n’est pas accepté est réessayé pendant trois jours. Ensuite c’est suspendu ; **{ webhook-resume }** envoie ce qui s’est passé entre-temps.
