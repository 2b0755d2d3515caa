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

    Ce que vous voulez encore conserver du FLA public, demandez-le là-bas avant le 1er janvier 2027. Ces données seront alors effacées. [Comment garder votre FLA](/help/keep-your-fla).
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
keep-title = Gardez votre FLA
keep-lead = Les données du FLA public seront effacées. Ce que vous sauvegardez maintenant, vous pouvez continuer à le tenir ici.
keep-before = Jusqu’au 31 décembre 2026 inclus
keep-before-text = Le FLA public est fermé depuis le 1er janvier 2026. Les données peuvent encore être demandées et seront effacées le 1er janvier 2027.
keep-after = Les données ont été effacées
keep-after-text = Les données du FLA public ont été effacées le 1er janvier 2027. Ce que vous avez sauvegardé, vous pouvez toujours l’importer ici.
keep-steps = En trois étapes
keep-ask = Demandez vos données
keep-ask-text = Connectez-vous au service où vous utilisiez le FLA, avec votre eID ou itsme. Un employeur demande les données de l’entreprise, un travailleur les siennes.
keep-save = Sauvegardez le fichier
keep-save-text = Enregistrez ce que vous recevez tel quel, sous la forme disponible : tableur, CSV, XML ou PDF. Si vous n’avez qu’un écran, copiez le tableau ou enregistrez la page en PDF. Ne modifiez pas le fichier : c’est votre preuve.
keep-bring = Importez-le ici
keep-bring-text = Comme travailleur sous vos propres formations, comme employeur sous *Tableurs*, en cochant « Copie du FLA public ». Vous voyez ligne par ligne ce qui sera repris, et vous pouvez tout annuler.
keep-own = Importer mes propres données
keep-employer = Importer comme employeur
keep-forms = Quels fichiers sont lus
keep-form-sheet = Tableur ou CSV
keep-form-sheet-text = Excel (xlsx), OpenDocument (ods) ou CSV, quelle que soit la disposition. Les colonnes sont reconnues à leur titre ; ce qui n’est pas reconnu, vous l’indiquez une seule fois.
keep-form-xml = XML
keep-form-xml-text = Tout fichier XML dans lequel quelque chose se répète : chaque formation devient une ligne, et ce qui l’entoure (comme le travailleur) s’y ajoute.
keep-form-pdf = PDF
keep-form-pdf-text = Un tableau de texte est lu. Pas un scan : ce fichier est conservé comme preuve, et vous pouvez coller le tableau.
keep-form-paste = Tableau collé
keep-form-paste-text = Sélectionnez le tableau à l’écran, avec les titres, copiez-le et collez-le.
keep-form-picture = Capture d’écran ou photo
keep-form-picture-text = Elle n’est pas lue. Joignez-la comme preuve à une formation que vous saisissez vous-même.
keep-mark = Ce que signifie la mention
keep-mark-text = Ce qui vient d’un tel fichier porte partout la mention **copie du FLA public, non vérifiée** : personne ne garantit que c’est complet et inchangé. Un employeur peut le comparer avec ses propres pièces et le noter comme contrôlé. Le fichier d’origine reste téléchargeable.
keep-duty = Devez-vous le faire ?
keep-duty-text = Ceci est une aide, pas une obligation que nous vous imposons. Le droit individuel à la formation demeure ; qui garde la trace de ce qui a été suivi peut le montrer plus tard. Cette application n’est pas le FLA public et n’y prend rien.
keep-back = Toute l’aide
