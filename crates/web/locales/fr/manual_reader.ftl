# Le manuel de ceux qui lisent seulement : direction, délégation, contrôle.

manual-reader = Pour les lecteurs et vérificateurs
manual-reader-lead = Vous regardez, comparez et vérifiez ; vous ne changez rien.
part-reading = Regarder et vérifier
do-reader-may = Ce qu’un lecteur peut faire
do-reader-may-text =
    Vous voyez tous les travailleurs, droits, formations, rapports et l’historique de votre employeur. Les boutons qui changent quelque chose ne sont pas là pour vous. Chaque fois que vous regardez les données d’une personne, c’est noté, et elle peut le voir.
do-reader-account = Chercher un travailleur
do-reader-account-text =
    1. Ouvrez **{ side-employees }**.
    2. Tapez une partie du nom dans **{ employees-name-or-ssin }** et cliquez sur **{ employees-show }**. Un NISS va aussi ; il ne figure jamais dans une adresse.
    3. Cliquez sur le nom. Choisissez une année en haut.
do-reader-check = Vérifier d’où vient un droit
do-reader-check-text =
    1. Ouvrez le compte et cliquez sur **{ working-open }** à côté du droit.
    2. Additionnez les lignes : jours de la règle × régime de travail × mois ÷ 12. Elles donnent le total, arrondi une seule fois.
    3. Cliquez sur **{ account-basis }** pour voir sur quoi il repose : taille, commission paritaire, régime et mois.
    4. La règle est nommée avec sa version et sa source.
do-reader-lists = Faire une liste et l’emporter
do-reader-lists-text =
    1. Ouvrez **{ side-overview }** et cliquez sur un nombre.
    2. Choisissez des filtres et un ordre, puis cliquez sur **{ employees-show }**.
    3. Emportez la liste en Excel ou en CSV.
do-reader-able = Voir qui peut encore exécuter une tâche
do-reader-able-text =
    1. Ouvrez **{ side-certificates }**, tapez le certificat et cliquez sur **{ certificate-show }**.
    2. Ceux dont le certificat a expiré, ou qui sont partis, sont marqués.
do-reader-history = Voir qui a changé ou regardé quoi
do-reader-history-text =
    1. Ouvrez **{ side-history }** pour tous les changements, chacun avec qui, quand et pourquoi.
    2. En dessous, sous **{ history-reads }**, figure qui a regardé des données de travailleurs.
    3. Pour un travailleur : ouvrez le compte et suivez **{ looks-link }**.
do-reader-paper = Rapports et documents
do-reader-paper-text =
    1. Sous **{ side-reports }** : le bilan social, le congé de formation, et le plan comparé à la réalité.
    2. Sous **{ side-papers }** : les comptes formation en PDF, pour un ou pour tous, et la preuve des communications annuelles.
