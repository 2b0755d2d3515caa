# Le manuel de ceux qui enregistrent : le personnel RH. Les noms des boutons et des menus viennent des pages.

manual-officer = Pour le personnel RH
manual-officer-lead = Vous importez, enregistrez et corrigez. Tâche par tâche, avec le nom des boutons.
part-begin = Commencer
do-import = Importer vos déclarations de salaire
do-import-text =
    Votre secrétariat social ou votre logiciel de paie envoie chaque trimestre une déclaration (DmfA) à la sécurité sociale. Elle contient vos travailleurs, leur régime de travail et leur commission paritaire. Demandez les fichiers XML ; il n’y a rien à taper.

    1. Ouvrez **{ side-import }** dans le menu.
    2. Sous **{ import-choose }**, choisissez les fichiers ou déposez-les. Plusieurs trimestres à la fois, c’est permis. Les fichiers Dimona donnent les noms.
    3. Cliquez sur **{ import-send }**. Vous pouvez quitter la page ; le travail continue.
    4. Lisez ce qui a été trouvé : nouveaux travailleurs, départs, et lignes illisibles, chacune avec sa place dans le fichier et le remède.

    Importer deux fois le même fichier ne change rien.
do-size = Vérifier la taille de votre entreprise
do-size-text =
    Le nombre moyen de travailleurs décide du nombre de jours prévu par la loi.

    1. Ouvrez **{ side-rights }**.
    2. Regardez **{ rights-size }** et dépliez le calcul en dessous, trimestre par trimestre.
    3. La moyenne n’est pas correcte, par exemple parce que des déclarations manquent ? Cliquez sur **{ act-average }** et dites pourquoi. La moyenne calculée reste à côté de la vôtre.
do-settings = Fixer la durée d’un jour de formation
do-settings-text =
    Un jour de formation est votre journée habituelle à temps plein : 7 heures et 36 minutes, sauf si vous dites autre chose.

    1. Ouvrez **{ side-rights }** et allez à **{ settings-title }**.
    2. Cliquez sur **{ act-settings }** et remplissez **{ settings-day }**.
    3. Cliquez sur **{ form-next }**, voyez l’effet sur le crédit, puis cliquez sur **{ form-do }**.
part-trainings = Formations
do-quick = Enregistrer une réunion toolbox
do-quick-text =
    Pour un court moment avec toute une équipe : quelques champs, aussi sur un téléphone.

    1. Ouvrez **{ side-trainings }** et cliquez sur **{ quick }**.
    2. Tapez le sujet. Ce qui est dans votre liste de cours est proposé.
    3. Cochez les équipes, ou **{ quick-everybody }**.
    4. Ne changez **{ training-duration }** ou **{ quick-day }** que si c’est nécessaire : un quart d’heure aujourd’hui est déjà prévu.
    5. Cliquez sur **{ form-next }**, voyez qui participe, puis cliquez sur **{ form-do }**.
do-training = Enregistrer une formation
do-training-text =
    1. Ouvrez **{ side-trainings }** et cliquez sur **{ trainings-register }**.
    2. Choisissez qui participe : cherchez un nom, ajoutez une équipe, ou cliquez sur **{ training-paste-open }** et collez des noms ou des numéros de votre propre liste.
    3. Donnez le nom, le début, la durée et le statut. Une durée peut être 7:36, 7,5 h, 456 min ou 0,5 jour.
    4. Formateur, certificat et congé de formation se trouvent sous **{ training-more }**.
    5. Cliquez sur **{ form-next }**. Vous voyez l’effet sur chaque crédit. Cliquez ensuite sur **{ form-do }**.

    Vous pouvez aussi cocher des personnes sous **{ side-employees }** et y cliquer sur **{ account-register }**.
do-complete = Marquer une formation planifiée comme suivie
do-complete-text =
    Une formation planifiée n’est déduite du crédit qu’une fois suivie.

    1. Ouvrez **{ side-trainings }** et la formation.
    2. Cliquez sur **{ training-complete }**. Le bouton est là à partir du dernier jour.
    3. Cochez les absents. Tous les autres l’ont suivie.
    4. Cliquez sur **{ form-next }** et sur **{ form-do }**.
do-correct = Corriger une formation
do-correct-text =
    1. Ouvrez la formation et cliquez sur **{ training-correct }**.
    2. Changez ce qui est faux : pour tous à la fois, ou par personne sous **{ training-each }**.
    3. Donnez une raison. Elle figure dans l’historique, à côté de votre nom.
    4. Cliquez sur **{ form-next }**, comparez avant et après, puis cliquez sur **{ form-do }**.

    Ce qui y figurait avant est conservé : voyez **{ training-history }**.
do-withdraw = Retirer une formation, ou la rétablir
do-withdraw-text =
    Enregistrée deux fois, ou jamais donnée ? Rien n’est jeté : ce qui est retiré ne compte plus et peut revenir.

    1. Ouvrez la formation et cliquez sur **{ training-withdraw }**.
    2. Choisissez **{ training-whom-all }** ou seulement ceux que vous cochez, et donnez une raison.
    3. Pour revenir en arrière, cliquez sur **{ training-restore }** sur la même page.
do-again = Répéter une formation antérieure
do-again-text =
    1. Ouvrez la formation sous **{ side-trainings }**.
    2. Cliquez sur **{ training-copy }**, ou sur **{ training-copy-people }** si les mêmes personnes participent.
    3. Changez la date et continuez comme d’habitude.
do-series = Planifier une série
do-series-text =
    Pour ce qui revient chaque semaine ou chaque mois.

    1. Ouvrez **{ side-trainings }** et cliquez sur **{ series }**.
    2. Choisissez les participants et décrivez la formation une seule fois.
    3. Dites le rythme et le nombre de fois. Cliquez sur **{ form-next }** : tous les jours sont énumérés.
    4. Cliquez sur **{ form-do }**. Chaque formation se marque ensuite séparément.
do-courses = Faire votre liste de cours
do-courses-text =
    Les formations que vous donnez souvent : nom, durée, formateur et validité du certificat sont alors remplis pour vous.

    1. Ouvrez **{ side-trainings }** et cliquez sur **{ courses }**.
    2. Cliquez sur **{ course-add }** et remplissez ce qui reste toujours pareil.
    3. Dès lors, le nom est proposé pendant que vous tapez.
do-evidence = Garder un certificat ou une liste de présences
do-evidence-text =
    1. Ouvrez la formation et suivez **{ evidence }** en bas.
    2. Choisissez le participant et le fichier : PDF, JPEG ou PNG.
    3. Cliquez sur **{ evidence-add }**.

    Chaque participant ne voit que ses propres preuves, dans son compte.
do-certificates = Voir qui peut encore faire une tâche
do-certificates-text =
    1. Ouvrez **{ side-certificates }**.
    2. Tapez le certificat ou la formation et cliquez sur **{ certificate-show }**.
    3. Vous voyez qui l’a, jusque quand, et chez qui il expire bientôt. Le dernier jour, un certificat est encore valable.

    Les certificats qui expirent dans 90, 30 et 7 jours figurent aussi sous **{ side-tasks }**.
part-people = Travailleurs et droits
do-account = Lire un compte
do-account-text =
    1. Ouvrez **{ side-employees }** et cliquez sur un nom.
    2. En haut figurent ce qu’il y a et ce qui reste, en jours et en heures.
    3. Cliquez sur **{ working-open }** pour le calcul d’un droit, mois par mois, avec sa règle et sa source.
    4. En dessous figurent les écritures : droit, report, suivi, échu. Ensemble, elles font le solde.
do-hire = Ajouter un travailleur à la main
do-hire-text =
    Qui figure dans une déclaration importée est déjà là.

    1. Ouvrez **{ side-employees }** et cliquez sur **{ overview-act-employee }**.
    2. Remplissez le NISS, le nom, le premier jour de service, la commission paritaire et le régime de travail.
    3. Cliquez sur **{ form-next }** et sur **{ form-do }**. Le droit est calculé aussitôt.
do-change = Changer les données, le travail ou le régime
do-change-text =
    1. Ouvrez le travailleur sous **{ side-employees }**.
    2. Pour le nom, l’adresse, l’équipe ou la langue, cliquez sur **{ act-person }**.
    3. Pour une autre commission paritaire ou un autre régime, cliquez sur **{ act-occupations }** et dites à partir de quel jour. Ce qui valait avant reste.
do-end = Mettre fin à une occupation
do-end-text =
    1. Ouvrez le travailleur et cliquez sur **{ act-end }**.
    2. Donnez le dernier jour et le motif : il décide du sort du crédit restant.
    3. Cliquez sur **{ form-next }**, voyez l’effet, puis cliquez sur **{ form-do }**.

    Le travailleur garde son compte et peut encore poser des questions à son sujet.
do-right = Fixer un droit à la main, ou donner des jours d’entreprise
do-right-text =
    1. Ouvrez le travailleur et allez aux droits à la formation de l’année.
    2. Cliquez sur **{ act-right }** à côté du droit, donnez le nombre et la raison. Le calcul reste visible à côté.
    3. Vos jours supplémentaires se donnent avec **{ act-company-days }**, là pour un travailleur, ou sous **{ side-rights }** pour tous.
    4. Un accord qui n’est ni un droit ni une formation passe par **{ act-adjust }**.
do-verify = Vérifier les droits calculés
do-verify-text =
    1. Ouvrez **{ side-employees }** et cochez des personnes, ou commencez par **{ side-tasks }**.
    2. Cliquez sur **{ act-verify }**. Les nombres ne changent pas ; vous dites qu’ils sont corrects.
    3. Si les données changent plus tard, le droit redevient **{ account-state-calculated }** et la différence est montrée.
do-known = Voir ce qui était connu un jour antérieur
do-known-text =
    1. Ouvrez le travailleur et allez à **{ account-as-known }**.
    2. Choisissez un jour et cliquez sur **{ account-known-show }**.
    3. Vous voyez le compte tel que le registre le connaissait alors. **{ account-known-now }** vous ramène.
part-sheets = Tableurs
do-sheet = Importer un tableau
do-sheet-text =
    Formations, travailleurs ou jours d’entreprise depuis Excel, CSV ou un tableau collé, dans votre propre présentation.

    1. Ouvrez **{ side-sheets }** et choisissez le fichier, déposez-le, ou collez les cellules avec leurs en-têtes.
    2. Cliquez sur **{ sheets-send }**. Les colonnes sont reconnues à leur en-tête. Ce qui ne l’est pas, vous le dites une fois ; c’est retenu.
    3. Lisez ligne par ligne ce qui se passerait : nouveau, changé, identique, plus ancien, conflit ou refusé. Rien n’a encore changé.
    4. Cliquez sur le bouton qui exécute les bonnes lignes.
do-sheet-back = Corriger les lignes non reprises
do-sheet-back-text =
    1. Sur la page du tableau, cliquez sur **{ sheets-returned }**. Vous recevez un fichier dans votre présentation, avec la ligne, la colonne, la raison et le remède dans des colonnes qui commencent par « FLA : ».
    2. Corrigez les cellules dans votre tableur et enregistrez.
    3. Importez ce même fichier. Les colonnes ajoutées ne sont pas lues, et ce qui était déjà repris est reconnu comme identique.
do-sheet-undo = Annuler tout un tableau
do-sheet-undo-text =
    1. Ouvrez **{ side-sheets }** et le tableau sous **{ sheets-earlier }**.
    2. Allez en bas à **{ sheets-undo }**, dites pourquoi, et cliquez sur le bouton.
    3. Tout ce qu’il a fait est repris, sauf ce que quelqu’un a changé depuis. Vous voyez ce qui reste, et pourquoi.
do-sheet-public = Garder ce que vous avez sauvé du FLA public
do-sheet-public-text =
    Ce que vous avez pu sauver du FLA public (un tableau, un fichier CSV, une liste collée) entre de la même façon.

    1. Ouvrez **{ side-sheets }** et choisissez le fichier.
    2. Cochez **{ sheets-copy-yes }**. L’import est alors marqué comme copie non vérifiée, et le fichier lui-même est gardé.
    3. Continuez comme avec tout autre tableau.
do-sheet-out = Emporter une liste
do-sheet-out-text =
    1. Ouvrez **{ side-sheets }** et allez à **{ sheets-out }**.
    2. Choisissez Excel ou CSV à côté de la liste.

    Changez ce que vous voulez et réimportez le fichier : seul ce que vous avez changé change. Les listes derrière les chiffres de l’**{ side-overview }** ont les deux mêmes liens.
part-files = Fichiers batch
do-file = Envoyer un fichier batch
do-file-text =
    Pour un logiciel qui écrit ses changements en XML : formations, droits à la formation, travailleurs et occupations, pour un employeur ou pour beaucoup.

    1. Ouvrez **{ side-files }**.
    2. Choisissez **{ files-environment-simulation }** la première fois : tout est contrôlé, rien n’est écrit. Choisissez **{ files-environment-real }** pour de bon.
    3. Choisissez le fichier ou déposez-le, et cliquez sur **{ files-send }**. Vous pouvez quitter la page ; le travail continue.
    4. En haut, vous voyez si le fichier est pris ou refusé dans son ensemble. En dessous, sous **{ files-forms-title }**, figure ce qu’est devenu chaque formulaire.
do-file-mend = Corriger les formulaires refusés
do-file-mend-text =
    1. Ouvrez le fichier sous **{ files-sent }**. Avec **{ files-filter }**, vous ne voyez que ce qui est refusé, chaque fois avec la ligne, la colonne, la valeur, la cause et la correction.
    2. Ou emportez les réponses sous **{ files-answers }** : le NOTI pour votre logiciel, le fichier CSV en tableau.
    3. Corrigez ces formulaires dans votre logiciel et renvoyez-les. Ce qui est accepté ne doit plus être envoyé ; si cela arrive, rien ne change.
do-file-out = Tout emporter dans un fichier batch
do-file-out-text =
    1. Ouvrez **{ side-files }** et allez à **{ files-export }**.
    2. Cliquez sur **{ files-export-get }**.

    Conservez le fichier, ou envoyez-le à un autre registre. Renvoyé ici, il ne change rien.
part-daily = Au jour le jour
do-figures = D’un chiffre à ses lignes
do-figures-text =
    1. Ouvrez **{ side-overview }**. Choisissez une année en haut.
    2. Cliquez sur un nombre : les personnes ou formations derrière lui sont listées.
    3. Choisissez des filtres et un ordre et cliquez sur **{ employees-show }**. Emportez la liste en Excel ou en CSV.

    Chaque graphique est accompagné d’un tableau avec les mêmes chiffres.
do-tasks = Voir ce qu’il y a à faire
do-tasks-text =
    1. Ouvrez **{ side-tasks }**. Le plus urgent vient en premier, avec son échéance et l’origine de celle-ci.
    2. Cliquez sur le bouton à côté d’une tâche ; il mène à la page où elle se fait.
    3. Une tâche disparaît d’elle-même dès qu’elle est faite.
do-digest = Recevoir vos tâches par courriel
do-digest-text =
    1. Ouvrez **{ side-tasks }** et suivez **{ digest-title }**.
    2. Choisissez **{ digest-weekly }**, votre adresse et votre langue, et cliquez sur **{ digest-save }**.

    Le courriel contient des nombres et des dates, jamais le nom ni le numéro d’un travailleur. Ce qui est parti figure dans **{ outbox-title }**.
do-question = Répondre à la question d’un travailleur
do-question-text =
    Les travailleurs peuvent poser une question sur chaque formation et chaque droit de leur compte. Vous avez un mois pour répondre.

    1. Ouvrez **{ side-disputes }** et la question.
    2. Vous voyez ce qui y figure, ce que dit le travailleur, et ce qui a changé depuis.
    3. Le travailleur a raison ? Corrigez d’abord le registre, avec le bouton de cette page. Choisissez ensuite votre correction comme réponse.
    4. Sinon, choisissez **{ question-outcome-explained }** et expliquez pourquoi.
    5. Écrivez votre réponse et cliquez sur **{ question-answer-do }**. Le travailleur la lit dans son compte ; les deux versions sont gardées.
part-paper = Papier et rapports
do-paper = Faire les comptes formation en PDF
do-paper-text =
    Pour un travailleur : ouvrez le compte et cliquez sur le bouton avec PDF. Pour tous :

    1. Ouvrez **{ side-papers }** et choisissez l’année.
    2. Cliquez sur **{ paper-accounts-make }**. Vous voyez où cela en est.
    3. Cliquez sur **{ paper-take }** : un fichier ZIP avec un PDF par travailleur, dans sa langue. Il reste sept jours.
do-notice = Remettre la communication annuelle
do-notice-text =
    Une fois par an, chaque travailleur apprend ce qui reste, et que ses données peuvent être consultées et corrigées.

    1. Ouvrez **{ side-papers }** et allez à la communication de l’année.
    2. Cliquez sur **{ paper-notices-make }**. Ce que contient une communication est gardé tel quel.
    3. Cliquez sur **{ paper-letters-all }** pour toutes les lettres en un fichier, ou sur **{ paper-letter }** à côté d’un nom.
    4. Une fois remises : cochez les noms, dites quand et comment sous **{ paper-mark }**, et cliquez sur **{ paper-mark-ticked }**. C’est votre preuve.
do-social = Faire les tableaux du bilan social
do-social-text =
    1. Ouvrez **{ side-reports }** et **{ report-social }**. Choisissez l’année.
    2. Personnes et heures sont là, pour hommes et femmes, formel et informel.
    3. Sous **{ report-complete }** figure ce qui n’a pas encore de type ou de genre. Complétez-le là.
    4. Introduisez les montants de votre comptabilité sous **{ report-costs }** et cliquez sur **{ report-cost-save }**.
    5. Imprimez la page, ou emportez-la avec **{ dashboard-file-xlsx }** ou **{ dashboard-file-csv }**.
do-leave = Lister le congé de formation
do-leave-text =
    1. Ouvrez **{ side-reports }** et **{ report-leave }**. Choisissez l’année.
    2. Vous voyez les heures prises comme congé de formation flamand ou congé-éducation payé, par travailleur. Elles ne sont pas déduites du crédit.
    3. Emportez la liste avec **{ dashboard-file-xlsx }** ou **{ dashboard-file-csv }**.
do-plan = Comparer le plan de formation à la réalité
do-plan-text =
    1. Enregistrez les formations planifiées avec le statut **{ training-status-planned }**.
    2. Ouvrez **{ side-reports }** et **{ report-plan }**.
    3. Donnez le jour du plan et cliquez sur **{ report-show }**. Le registre sait encore ce qui était planifié alors, et met à côté ce qui a été suivi, reste planifié ou n’a pas été suivi.
picture-import = Ce qu’un import a trouvé : de nouveaux travailleurs, et une ligne illisible avec sa place et son remède.
picture-quick = Le formulaire d’enregistrement rapide, avec un nom, des équipes, une durée et un jour.
picture-certificates = La liste des certificats, avec le nombre de personnes qui ont chacun d’eux.
picture-account = Un compte : le crédit de l’année en barre, et en dessous le droit avec son calcul.
picture-sheet = Un tableau avant son exécution : ligne par ligne ce qui se passerait.
picture-figures = L’aperçu d’un employeur, avec des chiffres qui mènent à leurs lignes.
picture-tasks = La liste des tâches, chacune avec son échéance, sa source et un bouton.
picture-question = La question d’un travailleur, avec ce qui figurait dans le registre et ce qui devrait y figurer.
picture-notice = La page des documents, avec les communications de l’année et leur preuve.
do-report-answer = Vérifier ce que communiquent les prestataires
do-report-answer-text =
    1. Ouvrez **{ side-reported }**.
    2. Cochez qui a suivi la formation et appuyez sur **{ reported-accept }**. Elle est alors enregistrée et compte. Si quelque chose était différent, choisissez **{ reported-change }**.
    3. Vous lisez **{ alike-title }** ? Si c’est la même, appuyez sur **{ alike-merge }** : un enregistrement, deux origines, compté une fois.
    4. Pas d’accord ? Ouvrez **{ reported-dispute }** et dites pourquoi.

    Avec **{ reported-reopen }**, vous annulez une fusion ou une contestation.
