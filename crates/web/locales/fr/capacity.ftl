# In which capacity somebody acts, roles, and the operator's page.

capacity-title = Que voulez-vous faire ?
capacity-lead = Vous pouvez agir ici à plus d’un titre. Choisissez-en un ; vous pouvez toujours revenir.
capacity-none = Rien n’est encore prêt pour vous ici.
capacity-none-text = Vous êtes connecté, mais aucun employeur ne vous a donné accès et vous ne figurez chez aucun employeur du registre. Demandez l’accès au gestionnaire des accès de votre entreprise.
capacity-own = Mon compte formation
capacity-own-text =
    { $count ->
        [one] Vos droits et vos formations chez un employeur.
       *[other] Vos droits et vos formations chez { $count } employeurs.
    }
capacity-operator = Gestion de cette installation
capacity-operator-text = Ajouter des organisations ; aucune donnée de travailleurs.
role-accessManager = gestionnaire des accès
role-registrar = service du personnel
role-reader = lecteur
role-employee = travailleur
role-operator = exploitant de l’installation
role-system = le registre lui-même
channel-web = dans le navigateur
channel-commandLine = en ligne de commande
channel-system = automatiquement
language-nl = néerlandais
language-fr = français
language-de = allemand
language-en = anglais
operator-title = Organisations
operator-lead = Les organisations de cette installation : les employeurs et ceux qui travaillent pour eux. Qui travaille ici ne voit aucune donnée de travailleurs.
operator-none = Il n’y a pas encore d’organisation.
operator-none-found = Aucune organisation ne correspond.
operator-add = Ajouter une organisation
operator-name = Nom
operator-enterpriseNumber = Numéro d’entreprise
operator-enterpriseNumber-hint = Dix chiffres, comme dans la Banque-Carrefour des Entreprises.
operator-nssoNumber = Numéro ONSS
operator-nssoNumber-hint = Sans ce numéro, il est repris de la première déclaration.
operator-language = Langue de correspondance de l’organisation
operator-first = Première personne qui travaille ici
operator-first-hint = Cette personne peut se connecter et commencer tout de suite.
operator-ssin = NISS de cette personne
operator-ssin-hint = Onze chiffres. Laissez vide si personne n’est encore connu.
operator-role = Rôle
done-employer-added = L’organisation a été ajoutée.
side-overview = Aperçu
side-employees = Travailleurs
side-trainings = Formations
side-import = Importer des déclarations
side-rights = Droits et taille
side-history = Historique
