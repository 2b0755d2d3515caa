help-title = Aide
help-lead = De brèves réponses aux questions les plus fréquentes. Si vous ne trouvez pas la vôtre, le gestionnaire d’accès de votre entreprise peut vous aider.
help-contact = Questions sur cette installation : { $contact }
help-group-start = Commencer
help-group-rights = Droits et crédit
help-group-trainings = Formations
help-group-files = Fichiers
help-group-privacy = Vie privée
help-start-access = Comment obtenir un accès ?
help-start-access-answer =
    Le gestionnaire d’accès de votre entreprise donne et retire les accès. Qui a un accès se connecte avec une clé numérique.

    - **Lecteur** : voit les travailleurs, les droits et les formations.
    - **Enregistreur** : enregistre et corrige aussi.
    - **Gestionnaire d’accès** : décide en plus qui a un accès.
help-start-public = Est-ce le FLA public ?
help-start-public-answer =
    Non. Le Federal Learning Account public a été fermé le 1er janvier 2026. Ceci est une application distincte et ouverte qui tient les mêmes choses : droit, formations et crédit.

    Ce que vous voulez encore conserver du FLA public, demandez-le là-bas avant le 1er janvier 2027. Ces données seront alors effacées.
help-rights-number = Combien de jours de formation y a-t-il ?
help-rights-number-answer =
    Selon la loi, pour qui travaille à temps plein toute l’année :

    - moins de 10 équivalents temps plein : pas de jours
    - de 10 à moins de 20 : 1 jour
    - 20 ou plus : 4 jours en 2023, 5 jours à partir de 2024

    Une convention sectorielle peut donner un autre nombre. [Cherchez le régime](/regime) de votre commission paritaire.
help-rights-part = Comment le droit est-il calculé à temps partiel ?
help-rights-part-answer = Le nombre de jours est multiplié par le régime de travail et par les mois sous contrat, divisés par douze. Un mois commencé compte comme un mois entier. On arrondit une seule fois, à la minute. Dans le registre, chaque chiffre s’ouvre sur ce calcul.
help-rights-carry = Que devient le crédit qui reste ?
help-rights-carry-answer = Ce qui reste à la fin d’une année passe à l’année suivante et ne diminue pas le droit de celle-ci. Une période dure cinq ans au plus ; ce qui reste des années précédentes à son dernier jour est perdu. À la fin de l’occupation aussi, ce qui reste est perdu.
help-rights-size = Quelle est la taille de notre entreprise selon la loi ?
help-rights-size-answer = C’est le nombre moyen de travailleurs en équivalents temps plein sur quatre trimestres : le quatrième trimestre de la deuxième année avant la période de deux ans et les trois premiers de l’année qui la précède. Pour 2026 et 2027, ce sont le quatrième trimestre 2024 et les trois premiers de 2025. Cette moyenne n’est pas arrondie.
help-trainings-count = Quelles formations comptent ?
help-trainings-count-answer = Les formations formelles et informelles qui touchent au travail, y compris sur le bien-être au travail. Le congé de formation flamand et le congé-éducation payé ne comptent pas. [Posez la question pour une formation](/counts).
help-trainings-short = Puis-je enregistrer des moments courts ?
help-trainings-short-answer = Oui. Dès une minute, pour une personne ou tout un groupe. Le registre compte en minutes : un quart d’heure reste un quart d’heure.
help-files-declaration = Quels fichiers puis-je charger ?
help-files-declaration-answer = Les déclarations trimestrielles (DmfA) et les déclarations Dimona de votre administration salariale. On en déduit les travailleurs, le régime de travail et la commission paritaire. Vous pouvez charger un fichier plusieurs fois sans rien doubler.
help-files-error = Mon fichier donne une erreur. Que faire ?
help-files-error-answer = Chaque message cite la ligne du fichier, la cause et le remède. Les bonnes lignes sont reprises, les mauvaises non. Corrigez-les et chargez-les de nouveau. [Tous les codes sont dans la liste](/codes).
help-privacy-who = Qui voit mes données ?
help-privacy-who-answer = Vous-même et, chez votre employeur, les personnes qui y ont accès. Les employeurs ne voient rien les uns des autres. Chaque consultation par une organisation est notée.
help-privacy-cookies = Quels cookies y a-t-il ?
help-privacy-cookies-answer = Seulement le nécessaire : un cookie pour votre session si vous êtes connecté, et un pour la langue ou les couleurs que vous choisissez. Il n’y a pas de mesure et rien n’est chargé d’ailleurs.
help-glossary = Glossaire en quatre langues
help-glossary-lead = Les termes officiels, tels que cette application les emploie.
help-public-pages = Chercher sans se connecter

term-training-right = droit à la formation
term-training-credit = crédit de formation
term-joint-committee = commission paritaire
term-enterprise-number = numéro d’entreprise
term-ssin = NISS
term-employer = employeur
term-employee = travailleur
term-social-secretariat = secrétariat social
term-work-regime = régime de travail
term-carried-over = reporté
term-access-manager = gestionnaire d’accès
term-training-plan = plan de formation
