# Les logiciels qui travaillent par l’API REST : leur page, leurs clés, ce qu’ils peuvent.

role-client = logiciel
channel-api = par l’API REST
training-role-client = logiciel
training-channel-api = par l’API REST
history-addClient = accès donné à un logiciel
history-endClient = accès d’un logiciel terminé
history-addClientKey = clé d’un logiciel ajoutée
history-endClientKey = clé d’un logiciel supprimée
history-changeFeed = modifications lues par un logiciel
history-reconcileTrainings = liste de formations comparée
history-reconcileCredits = liste de crédits comparée
zone-client = Logiciel
zone-client-key = Clé publique
zone-scope = Ce qu’il peut
zone-reference = Votre référence
anomaly-reference-003 = Votre référence : elle contient un caractère non permis, ou une espace au début ou à la fin.
anomaly-reference-003-mend = Enlevez les espaces au début et à la fin, et les retours à la ligne.
anomaly-reference-005 = Votre référence : c’est le numéro d’une personne.
anomaly-reference-005-mend = Utilisez un numéro à vous, car la référence figure aussi dans des adresses.
anomaly-reference-006 = Votre référence : vous appelez déjà un autre enregistrement ainsi.
anomaly-reference-006-mend = Donnez une autre référence à celui-ci, ou cherchez le premier par cette référence.
anomaly-reference-053 = Votre référence : il ne peut pas y en avoir ici.
anomaly-reference-053-mend = Enlevez la référence.
anomaly-version-022 = Version : ceci n’existe pas, ou n’est pas de cet employeur.
anomaly-version-022-mend = Vérifiez l’identifiant et l’employeur.
history-batchReceived = lot de changements reçu
zone-feed = Curseur
anomaly-client-006 = Logiciel : il existe déjà un logiciel de ce nom.
anomaly-client-006-mend = Choisissez un nom qui distingue les deux.
anomaly-client-key-003 = Clé publique : ce n’est ni une JSON Web Key ni une clé publique en PEM.
anomaly-client-key-003-mend = Collez ce qui se trouve entre BEGIN PUBLIC KEY et END PUBLIC KEY, avec ces deux lignes.
anomaly-client-key-005 = Clé publique : c’est une clé privée.
anomaly-client-key-005-mend = Créez une nouvelle paire de clés, car celle-ci n’est plus secrète, et ne collez que la moitié publique.
anomaly-client-key-008 = Clé publique : ce type ou cette longueur n’est pas accepté.
anomaly-client-key-008-mend = Utilisez RSA d’au moins 2048 bits, ou une clé elliptique sur P-256.
anomaly-client-key-006 = Clé publique : le logiciel a déjà cette clé.
anomaly-client-key-006-mend = Vous n’avez rien à faire.
anomaly-client-key-901 = Clé publique : le logiciel a { $limit } clés.
anomaly-client-key-901-mend = Supprimez d’abord une clé qui ne sert plus.
anomaly-feed-003 = Curseur : le registre n’a pas donné celui-ci.
anomaly-feed-003-mend = Envoyez tel quel le curseur d’une réponse précédente, ou recommencez sans curseur.
anomaly-feed-022 = Événement : aucun de ceux annoncés ici ne porte ce nom.
anomaly-feed-022-mend = Reprenez en entier l’identifiant d’un événement reçu : numéro, point, lettres et chiffres.
anomaly-feed-053 = Curseur : il appartient aux modifications d’un autre employeur.
anomaly-feed-053-mend = Gardez un curseur par employeur.
software-title = Logiciels
software-lead = Les logiciels de paie, de personnel et de formation qui travaillent d’eux-mêmes dans ce registre, par l’API REST. Ils prouvent qui ils sont avec leur propre clé ; aucun mot de passe n’est échangé.
software-none = Aucun logiciel n’a accès.
software-add = Donner accès à un logiciel
software-name = Nom
software-name-hint = Comment vous l’appelez, par exemple le nom de votre logiciel de paie.
software-scopes = Ce qu’il peut
software-scopes-hint = Ne donnez pas plus que nécessaire. Pour les employeurs que vous servez, il ne peut pas plus que ce que dit le mandat.
scope-register-read = lire les personnes, les formations, les droits et le crédit
scope-history-read = lire l’historique
scope-mandate-read = voir pour quels employeurs il peut agir
scope-employee-write = ajouter et modifier des travailleurs
scope-right-write = modifier et vérifier des droits
scope-training-write = enregistrer et corriger des formations, répondre à ce que les prestataires communiquent
scope-report-write = communiquer des formations comme prestataire de formation
scope-question-write = répondre aux questions des travailleurs
scope-file-write = envoyer des fichiers batch et voir ce qu’ils sont devenus
software-id = Client ID
software-token = Adresse pour les jetons
software-since = Depuis le { $date }, donné par { $name }
software-keys = Clés publiques
software-keys-none = Sans clé, il ne peut encore rien faire.
software-key = Clé publique
software-key-hint = JSON Web Key ou PEM : RSA d’au moins 2048 bits, ou P-256. La moitié privée reste chez le logiciel.
software-key-add = Ajouter la clé
software-key-end = Supprimer la clé
software-key-since = depuis le { $date }
software-end = Mettre fin à l’accès
software-end-sure = Dès ce moment, le logiciel ne peut plus rien faire. Ce qu’il a enregistré reste.
done-software-added = Le logiciel a été ajouté. Ajoutez maintenant sa clé publique.
done-software-ended = L’accès du logiciel est terminé.
done-software-key-added = La clé a été ajoutée.
done-software-key-ended = La clé a été supprimée, et tous les jetons avec elle.
access-software = programmes qui ont accès par l’API REST.
do-software-give = Laisser un logiciel travailler de lui-même
do-software-give-text =
    1. Ouvrez **{ side-access } › { software-title }**, donnez un nom au programme, cochez ce qu’il peut, et appuyez sur **{ software-add }**.
    2. Collez la clé publique que le fournisseur du programme vous donne, et appuyez sur **{ software-key-add }**.
    3. Transmettez le **{ software-id }** et l’**{ software-token }** au fournisseur. Ni l’un ni l’autre n’est secret.

    Ce qu’il peut faire et comment, le fournisseur le lit dans [{ api-title }](/api).

    Ce que le programme fait se trouve dans l’historique sous son nom, et un travailleur voit quand il a consulté. **{ software-end }** l’arrête aussitôt.
