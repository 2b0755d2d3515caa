# Le manuel des travailleurs.

manual-employee = Pour les travailleurs
manual-employee-lead = Vos jours de formation, comment ils sont calculés, et ce que vous pouvez faire avec votre compte.
part-own = Regarder
do-own-look = Voir combien il vous reste
do-own-look-text =
    1. Connectez-vous avec votre clé numérique et ouvrez **{ nav-account }**.
    2. La première phrase dit ce qui reste cette année. La barre montre ce que vous avez suivi, ce qui est planifié, et ce qui est libre.
    3. Vous travaillez pour plusieurs employeurs ? Chacun a sa partie de la page.
    4. Choisissez une autre année en haut.
do-own-working = Voir comment c’est calculé
do-own-working-text =
    1. Allez à votre droit et cliquez sur **{ working-open }**.
    2. Vous voyez les jours de la règle, votre régime de travail et les mois, et la règle avec sa source.

    Plus sur les règles : [les règles en bref](/help/rules).
do-own-career = Suivre votre carrière
do-own-career-text =
    1. Ouvrez **{ own-tab-career }**.
    2. Tout figure sur une ligne : pour qui vous avez travaillé, ce que vous avez suivi, et ce que vous avez ajouté.

    À côté de chaque mention figure sa fiabilité : **{ own-standing-declared }**, **{ own-standing-evidenceSeen }**, **{ own-standing-confirmed }** ou **{ own-standing-authentic }**.
part-own-wrong = Quelque chose ne va pas
do-own-ask = Poser une question sur une formation ou un droit
do-own-ask-text =
    1. Cliquez sur **{ own-ask }** à côté de la formation, ou sur le lien sous votre droit.
    2. Écrivez avec vos mots ce qui ne va pas. Donnez la bonne date ou durée si vous la connaissez.
    3. Cliquez sur **{ own-question-send }**. Votre employeur a un mois pour répondre.

    Ce qui y figurait et ce que vous dites sont tous deux gardés.
do-own-missing = Dire qu’une formation manque
do-own-missing-text =
    1. Cliquez sur **{ own-ask-missing }** sous vos formations, ou ouvrez **{ own-tab-questions }**.
    2. Donnez le nom, et la date et la durée si vous les connaissez, puis cliquez sur **{ own-question-send }**.
do-own-disagree = Lire la réponse, ou redemander
do-own-disagree-text =
    1. Ouvrez **{ own-tab-questions }** et la question. La réponse y figure, avec ce qui a changé.
    2. Vous n’êtes pas d’accord ? Écrivez pourquoi sous **{ own-question-disagree }** et cliquez sur **{ own-question-send }**.
    3. Ce n’est plus nécessaire ? Cliquez sur **{ own-question-back }**.
do-own-left = Après avoir quitté un employeur
do-own-left-text = Vous voyez encore votre compte chez cet employeur, et vous pouvez encore poser des questions. Le sort des jours restants dépend de la fin de l’occupation : voyez [les règles](/help/rules#rules-end).
part-own-yours = Ce qui est à vous
do-own-add = Ajouter une formation ou un diplôme à vous
do-own-add-text =
    1. Ouvrez **{ own-tab-records }** et cliquez sur **{ own-record-add }**.
    2. Choisissez ce que c’est, donnez un nom et une date. Le reste peut rester vide.
    3. Cliquez sur **{ own-record-save }**.

    C’est à vous et à aucun employeur. Vous seul le voyez.
do-own-evidence = Y joindre la preuve
do-own-evidence-text =
    1. Ouvrez **{ own-tab-records }** et la formation.
    2. Choisissez un fichier (PDF, JPEG ou PNG ; une photo convient) et cliquez sur **{ evidence-add }**.
do-own-copy = Tout emporter
do-own-copy-text =
    1. Ouvrez **{ nav-account }** et allez à **{ paper-own-title }** en bas.
    2. **{ paper-own-pdf }** est à lire et à garder. **{ paper-own-json }** est pour un autre programme.
do-own-who = Voir qui a consulté votre compte
do-own-who-text =
    1. Ouvrez **{ nav-account }** et suivez **{ own-looks }** en bas.
    2. Vous voyez quand, quoi, et dans quel rôle et quelle organisation.
picture-own-look = Le compte d’un travailleur : une phrase avec ce qui reste, le crédit en barre, et le droit.
