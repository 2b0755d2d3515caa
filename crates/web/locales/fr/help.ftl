help-title = Aide
help-contact = Questions sur cette installation : { $contact }
help-group-start = Commencer
help-group-trainings = Formations
help-group-files = Fichiers
help-group-privacy = Vie privée
help-start-access = Comment obtenir un accès ?
help-start-access-answer =
    Le gestionnaire d’accès de votre entreprise donne et retire les accès. Qui a un accès se connecte avec une clé numérique.

    - **Lecteur** : voit les travailleurs, les droits et les formations.
    - **Service du personnel** : enregistre et corrige aussi.
    - **Gestionnaire d’accès** : décide en plus qui a un accès.

    Votre organisation n’y est pas encore ? [Demandez de l’ajouter](/register/add).
help-start-public = Est-ce le FLA public ?
help-start-public-answer =
    Non. Le Federal Learning Account public a été fermé le 1er janvier 2026. Ceci est une application distincte et ouverte qui tient les mêmes choses : droit, formations et crédit.

    Ce que vous voulez encore conserver du FLA public, demandez-le là-bas avant le 1er janvier 2027. Ces données seront alors effacées. [Comment garder votre FLA](/help/keep-your-fla).
help-trainings-short = Puis-je enregistrer des moments courts ?
help-trainings-short-answer = Oui. Dès une minute, pour une personne ou tout un groupe. Le registre compte en minutes : un quart d’heure reste un quart d’heure.
help-files-declaration = Quels fichiers puis-je importer ?
help-files-declaration-answer = Les déclarations trimestrielles (DmfA) et les déclarations Dimona de votre administration salariale. On en déduit les travailleurs, le régime de travail et la commission paritaire. Vous pouvez importer un fichier plusieurs fois sans rien doubler.
help-files-error = Mon fichier donne une erreur. Que faire ?
help-files-error-answer = Chaque message cite la ligne du fichier, la cause et le remède. Les bonnes lignes sont reprises, les mauvaises non. Corrigez-les et importez-les de nouveau. [Tous les codes sont dans la liste](/codes).
help-privacy-who = Qui voit mes données ?
help-privacy-who-answer = Vous-même et, chez votre employeur, les personnes qui y ont accès. Les employeurs ne voient rien les uns des autres. Chaque consultation par une organisation est notée.
help-privacy-cookies = Quels cookies y a-t-il ?
help-privacy-cookies-answer = Seulement le nécessaire : un cookie pour votre session si vous êtes connecté, et un pour la langue, les couleurs ou l’étape de la visite guidée que vous choisissez. Il n’y a pas de mesure et rien n’est chargé d’ailleurs.
help-glossary = Glossaire en quatre langues
help-glossary-lead = Les termes officiels, tels que cette application les emploie.
help-lead = Manuels, films et réponses brèves. Rien ici ne demande de se connecter.
help-readers = Pourquoi êtes-vous ici ?
help-films = Films des principales tâches
help-films-text = Une demi-minute chacun, sans son, sous-titrés en quatre langues.
help-tasks = Que voulez-vous faire ?
help-find = Chercher une tâche
help-more = Voir plus loin
help-faq = Questions et réponses
help-faq-lead = Des réponses brèves à ce qu’on demande le plus. Si la vôtre n’y est pas, le gestionnaire des accès de votre entreprise peut vous aider.
help-contents = Dans ce manuel
help-open = Ouvrir cette page
help-here = Aide sur cette page
help-group-rights = Droits
help-group-employees = Pour les travailleurs
help-start-key = Je n’arrive pas à me connecter. Que faire ?
help-start-key-answer = Vous vous connectez avec une clé numérique, pas avec un mot de passe de cette application. Si votre clé fonctionne ailleurs mais que vous ne voyez rien ici, il vous manque un accès : demandez-le au gestionnaire des accès de votre entreprise. Les travailleurs voient leur compte dès que leur employeur les a dans le registre.
help-rights-differs = Un chiffre diffère de ce que dit la paie. Pourquoi ?
help-rights-differs-answer = Dépliez le calcul du droit : il montre jours, régime et mois. Le plus souvent, la déclaration d’un trimestre manque, ou le régime ou la commission paritaire a changé en cours d’année. Ce qui est supposé plutôt que déclaré est marqué comme tel.
help-rights-none = Pourquoi quelqu’un n’a-t-il pas de droit ?
help-rights-none-answer = Sous 10 équivalents temps plein, la loi n’en donne pas, et une convention sectorielle peut demander un nombre de mois de service. Le calcul dit quelles règles ont été considérées. Les formations peuvent quand même être enregistrées.
help-rights-five = Quand des jours sont-ils perdus ?
help-rights-five-answer = Le dernier jour d’une période de cinq ans, et à la fin de l’occupation. Voyez [ce que devient le crédit restant](/help/rules#rules-carry).
help-trainings-late = Puis-je enregistrer une formation après coup ?
help-trainings-late-answer = Oui. Donnez le jour où elle a été suivie ; elle compte dans cette année-là, et le registre garde quand vous l’avez introduite. Voyez [Enregistrer une formation](/help/officer#training).
help-trainings-absent = Quelqu’un était absent. Que faire ?
help-trainings-absent-answer = En marquant une formation planifiée comme suivie, cochez les absents. Si c’est déjà fait, corrigez-la et mettez cette personne sur « non suivie ».
help-trainings-leave = Le congé de formation compte-t-il aussi ?
help-trainings-leave-answer = Non. Les heures de congé de formation flamand ou de congé-éducation payé ne sont pas déduites du crédit. Enregistrez-les quand même et choisissez-le sous « Est-ce que cela compte ? » : elles figurent alors dans la [liste du congé de formation](/help/officer#leave).
help-files-layout = Mon tableau a une autre présentation. Est-ce un problème ?
help-files-layout-answer = Non. Les colonnes sont reconnues à leur en-tête ; ce qui ne l’est pas, vous le dites une fois, et c’est retenu. Voyez [Importer un tableau](/help/officer#sheet).
help-files-twice = J’ai importé deux fois le même fichier. Tout est-il en double ?
help-files-twice-answer = Non. Ce que le registre connaît déjà est reconnu comme identique et ne change rien. Tout un tableau peut aussi être [annulé](/help/officer#sheet-undo).
help-employees-left = Je suis parti. Puis-je encore voir mon compte ?
help-employees-left-answer = Oui, et vous pouvez encore poser des questions à son sujet. Voyez [après avoir quitté un employeur](/help/employee#own-left).
help-employees-private = Mon employeur voit-il les diplômes que j’ajoute ?
help-employees-private-answer = Non. Ce que vous ajoutez est à vous et à aucun employeur. Vous seul le voyez.
help-employees-wrong = Ce qui figure à mon sujet est faux. Que faire ?
help-employees-wrong-answer = Cliquez sur le lien à côté de la mention et écrivez ce qui ne va pas. Votre employeur a un mois pour répondre, et les deux versions sont gardées. Voyez [Poser une question sur une formation ou un droit](/help/employee#own-ask).

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
keep-save-text = Enregistrez ce que vous recevez tel quel, sous la forme disponible : tableur, CSV, XML ou PDF. Si vous n’avez qu’un écran, copiez le tableau ou enregistrez la page en PDF. Ne modifiez pas le fichier : c’est votre preuve.
keep-bring = Importez-le ici
keep-bring-text = Comme travailleur sous vos propres formations, comme employeur sous *Tableurs*, en cochant « Copie du FLA public ». Vous voyez ligne par ligne ce qui sera repris, et vous pouvez tout annuler.
keep-own = Importer mes propres données
keep-employer = Importer comme employeur
keep-forms = Quels fichiers sont lus
keep-form-sheet = Tableur ou CSV
keep-form-sheet-text = Excel (xlsx), OpenDocument (ods) ou CSV, quelle que soit la disposition. Les colonnes sont reconnues à leur titre ; ce qui n’est pas reconnu, vous l’indiquez une seule fois.
keep-form-xml = XML
keep-form-xml-text = Tout fichier XML dans lequel quelque chose se répète : chaque formation devient une ligne, et ce qui l’entoure (comme le travailleur) s’y ajoute.
keep-form-pdf = PDF
keep-form-pdf-text = Un tableau de texte est lu. Pas un scan : ce fichier est conservé comme preuve, et vous pouvez coller le tableau.
keep-form-paste = Tableau collé
keep-form-paste-text = Sélectionnez le tableau à l’écran, avec les titres, copiez-le et collez-le.
keep-form-picture = Capture d’écran ou photo
keep-form-picture-text = Elle n’est pas lue. Joignez-la comme preuve à une formation que vous saisissez vous-même.
keep-mark = Ce que signifie la mention
keep-mark-text = Ce qui vient d’un tel fichier porte partout la mention **copie du FLA public, non vérifiée** : personne ne garantit que c’est complet et inchangé. Un employeur peut le comparer avec ses propres pièces et le noter comme contrôlé. Le fichier d’origine reste téléchargeable.
keep-duty = Devez-vous le faire ?
keep-duty-text = Ceci est une aide, pas une obligation que nous vous imposons. Le droit individuel à la formation demeure ; qui garde la trace de ce qui a été suivi peut le montrer plus tard. Cette application n’est pas le FLA public et n’y prend rien.
keep-back = Toute l’aide
help-kept = Combien de temps les données sont conservées
help-kept-lead = Ce qui a dépassé son délai est effacé automatiquement. Ce que vous avez ajouté vous-même à votre compte reste aussi longtemps que vous le gardez.
