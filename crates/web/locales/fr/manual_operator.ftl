# Le manuel de ceux qui exploitent une installation.

manual-operator = Pour les exploitants
manual-operator-lead = Vous exploitez l’installation. Vous ajoutez des employeurs, et vous ne voyez aucune donnée de travailleur.
part-operator = L’installation
do-operator-begin = Les premiers pas
do-operator-begin-text =
    1. Démarrez `fla serve` avec les paramètres de votre service de connexion et votre adresse publique. `fla doctor` dit ce qui va, ce qui ne va pas, et le remède.
    2. Donnez-vous le premier accès en ligne de commande : `fla access give --role operator --ssin-stdin`. Le NISS est lu de l’entrée, pour ne figurer dans aucune liste.
    3. Connectez-vous et ouvrez **{ capacity-operator }**.

    `fla serve --help` énumère tous les paramètres. Les secrets ne sont jamais affichés.
do-operator-employer = Ajouter un employeur
do-operator-employer-text =
    1. Ouvrez **{ capacity-operator }** et allez à **{ operator-add }**.
    2. Remplissez le numéro d’entreprise, le nom et la langue. Si la BCE connaît le numéro, le nom peut rester vide.
    3. Sous **{ operator-first }**, donnez le NISS et le rôle de la personne qui commence : d’ordinaire **{ role-accessManager }**.
    4. Cliquez sur **{ operator-add }**. Dès lors, l’employeur donne lui-même accès.
do-operator-cbe = Charger les noms de la BCE
do-operator-cbe-text = Téléchargez chaque mois l’extrait complet (Full) des données ouvertes de la Banque-Carrefour des Entreprises et donnez-le à `fla cbe load`. Qui ajoute une organisation peut alors laisser le nom vide, et à côté des numéros d’entreprise figure le nom selon la BCE. Un numéro que l’extrait ne connaît pas est signalé, pas refusé. Le programme ne va rien chercher lui-même.
do-operator-mail = Envoyer des courriels
do-operator-mail-text = Fixez `FLA_SMTP_URL`, `FLA_SMTP_FROM` et `FLA_SMTP_PASSWORD`. Sans eux rien n’est envoyé ; ce qui l’aurait été figure dans **{ outbox-title }** de chaque employeur. Un courriel contient des nombres et un lien, aucun nom.
do-operator-backup = Faire une sauvegarde et la remettre
do-operator-backup-text =
    1. `fla backup FICHIER` fait une copie cohérente pendant que le registre tourne.
    2. Pour la remettre : arrêtez le registre, puis `fla restore FICHIER`. Rien n’est écrasé, sauf si vous ajoutez `--force`.
    3. Essayez une fois avant d’en avoir besoin.

    Avec PostgreSQL, utilisez ses propres outils.
do-operator-health = Y veiller
do-operator-health-text = `GET /health` répond 200 ou 503. Un long travail interrompu reprend au démarrage suivant. À minuit à Bruxelles, le registre inscrit ce qui prend effet ou échoit ; `fla recalculate` le fait à la main.
do-operator-rules = Ajouter les règles d’un secteur
do-operator-rules-text =
    1. Écrivez la règle comme données datées, avec sa source, dans un dossier à vous.
    2. Vérifiez-la : `fla rules check DOSSIER`.
    3. Mettez `FLA_RULES_DIR` sur ce dossier et redémarrez. Les droits sont recalculés là où la règle les change.
do-operator-qualities = Fixer les qualités d’une organisation
do-operator-qualities-text = Une organisation est employeur, prestataire de services, secrétariat social, prestataire de formation ou fonds sectoriel, ou plusieurs à la fois. Ouvrez **{ capacity-operator }**, choisissez l’organisation et cochez ce qu’elle est. Seule une organisation qui sert des employeurs peut recevoir un mandat.
do-operator-inspection = Admettre un inspecteur
do-operator-inspection-text = Donnez le rôle en ligne de commande : `fla access give --role inspector --ssin-stdin`. L’inspecteur ouvre alors sous **{ inspection-title }** le registre d’un employeur, avec un motif et pour un jour, une semaine ou un mois. Chaque consultation figure avec ce motif dans le journal d’audit.
