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
