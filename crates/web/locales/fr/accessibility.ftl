accessibility-title = Accessibilité
accessibility-lead = Chacun doit pouvoir utiliser cette application, avec ou sans aides techniques. Voici ce qui a été fait pour cela, et ce qui ne l’est pas encore.
accessibility-aim = Ce que nous visons
accessibility-aim-text =
    Cette application est construite pour satisfaire à **WCAG 2.2, niveau AA**.

    - Tout fonctionne au clavier seul, et l’endroit où vous êtes est toujours visible.
    - Tout fonctionne sans scripts.
    - La couleur n’est jamais seule à dire quelque chose ; le contraste est calculé pour le schéma clair et le schéma sombre.
    - Les pages s’adaptent à partir de 320 points de large et jusqu’à un agrandissement de 400 %.
    - Chaque chiffre d’un dessin figure aussi en mots sur la page.
    - Qui demande moins de mouvement n’a pas de transitions animées.
accessibility-known = Ce qui n’est pas encore en ordre
accessibility-known-text =
    - L’application n’a pas encore été testée par des personnes qui utilisent chaque jour un lecteur d’écran ou une commande vocale.
    - Les commissions paritaires proposées pendant la frappe ne sont pas lues par certains lecteurs d’écran. Taper le code lui-même fonctionne toujours.
accessibility-how = Comment cela a été vérifié
accessibility-how-text = Chaque modification est testée automatiquement : structure, noms des champs, langue et contraste, dans les quatre langues. Cette déclaration vaut pour le logiciel ; l’organisation qui le gère peut y ajouter ses propres constats.
accessibility-tell = Signaler un obstacle
accessibility-tell-text = Quelque chose ne fonctionne pas ? Signalez-le à l’organisation qui gère cette installation. Si un organisme public ne vous répond pas, vous pouvez vous adresser à son service de médiation.
accessibility-contact = Adresse pour les signalements : { $contact }
