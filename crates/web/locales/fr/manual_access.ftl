# Le manuel de ceux qui donnent accès.

manual-access = Pour les gestionnaires des accès
manual-access-lead = Vous décidez qui peut regarder et qui peut enregistrer, et vous voyez qui l’a fait.
part-access = Accès
do-access-first = D’où vient le premier accès
do-access-first-text = L’exploitant de l’installation donne l’accès à la première personne d’un employeur. Ensuite vous le faites vous-même, sans lui. Vous pouvez aussi tout ce que peut le personnel RH : voyez [ce manuel](/help/officer).
do-access-roles = Choisir le bon rôle
do-access-roles-text =
    - **{ role-reader }** : voit tout de cet employeur, ne change rien.
    - **{ role-registrar }** : importe des déclarations, enregistre des formations, change des droits, répond aux questions.
    - **{ role-accessManager }** : fait cela aussi, et donne et retire l’accès.

    Chacun de ces rôles, sauf le dernier, peut être limité à une équipe ou à une commission paritaire : la personne ne voit alors que ces travailleurs et n’enregistre que pour eux.

    Ne donnez pas plus que nécessaire. Les travailleurs n’ont besoin d’aucun accès ici : ils voient leur compte avec leur propre clé numérique.
do-access-give = Donner accès à quelqu’un
do-access-give-text =
    1. Ouvrez **{ side-access }**.
    2. Sous **{ access-give }**, remplissez le NISS de la personne et choisissez un rôle.
    3. Cliquez sur **{ access-give }**. C’est valable aussitôt ; la personne se connecte avec sa clé numérique.

    Jusqu’à la première connexion, **{ access-not-yet }** figure à côté du numéro.
do-access-end = Retirer un accès
do-access-end-text =
    1. Ouvrez **{ side-access }** et cliquez sur **{ access-end-short }** à côté de la personne.
    2. Cliquez sur **{ access-end }**. C’est valable aussitôt, aussi pour qui est connecté.

    Ce que la personne a fait reste dans l’historique. Il reste toujours au moins un gestionnaire des accès.
do-access-looks = Contrôler qui a changé ou regardé quoi
do-access-looks-text =
    1. Ouvrez **{ side-history }** : chaque changement, avec qui, quand et pourquoi.
    2. Sous **{ history-reads }** figurent les dernières consultations, et ce que quelqu’un a voulu faire sans y être autorisé.
    3. Pour un travailleur : ouvrez le compte sous **{ side-employees }** et suivez **{ looks-link }**.
do-access-sessions = Mettre fin à vos sessions
do-access-sessions-text =
    1. Cliquez sur votre nom en haut et choisissez **{ sessions }**.
    2. Vous n’en reconnaissez pas une ? Cliquez sur **{ sessions-end }** à côté, ou sur **{ sessions-end-others }**.

    Une session prend fin d’elle-même après 30 minutes sans usage et après 12 heures.
picture-access-give = La liste de ceux qui ont accès, et le formulaire pour donner un accès.
do-access-invite = Inviter par un lien
do-access-invite-text =
    1. Ouvrez **{ side-access }** et allez à **{ invitation-make }**.
    2. Choisissez un rôle et appuyez sur **{ invitation-make }**.
    3. Remettez le lien à une seule personne. Elle se connecte et prend le rôle.

    Le lien sert une fois, pendant sept jours, et n’est montré qu’une fois.
part-for-others = Pour d’autres organisations
do-mandate-give = Donner un mandat
do-mandate-give-text =
    1. Ouvrez **{ side-mandates }** et allez à **{ mandate-give }**.
    2. Indiquez le numéro d’entreprise du prestataire, le premier trimestre, et ce que le mandat permet.
    3. Appuyez sur **{ mandate-give }**. Le prestataire le confirme sous **{ side-mandates }** ; il ne vaut qu’alors.

    Ce qui compte, c’est que le mandat soit en vigueur au moment du traitement, quelle que soit la date de la formation. Les deux peuvent y mettre fin, avec effet immédiat.
do-mandate-use = Travailler pour un employeur
do-mandate-use-text =
    1. Ouvrez **{ side-clients }** et cherchez par nom ou numéro d’entreprise.
    2. Choisissez un employeur. Chaque page indique à gauche pour qui vous travaillez et sous quel mandat ; ce lien vous ramène à la liste.
    3. **{ tasks-everywhere }** montre ce qu’il y a à faire pour tous vos employeurs.

    Ce que le mandat ne permet pas n’est pas proposé.
do-report-give = Communiquer une formation donnée
do-report-give-text =
    1. Ouvrez **{ side-given }** et appuyez sur **{ given-new }**.
    2. Décrivez la formation et collez les participants : numéro d’entreprise, NISS, nom.
    3. Vous ne connaissez pas les numéros ? Cochez **{ given-link-yes }** : qui ouvre le lien confirme soi-même.
    4. Appuyez sur **{ given-send }**. Chaque communication montre ce que l’employeur en a fait.
