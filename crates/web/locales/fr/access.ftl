# Who has access, giving and ending it.

side-access = Accès
access-lead = Qui peut consulter ou modifier quelque chose pour cet employeur. Ce que vous donnez ou retirez ici vaut aussitôt, aussi pour qui est connecté.
access-who = Qui
access-by = Donné par
access-own = vous-même
access-not-yet = pas encore connecté
access-give = Donner un accès
access-reader-hint = Consulte tout de cet employeur, ne modifie rien.
access-registrar-hint = Importe des déclarations, enregistre des formations et modifie des droits.
access-accessManager-hint = Fait ce que fait le service du personnel, et donne et retire des accès.
access-end = Mettre fin à l’accès
access-end-short = Mettre fin
access-end-lead = Cette personne ne peut aussitôt plus rien consulter ni modifier dans ce rôle. Ce qu’elle a fait reste dans l’historique.
access-end-own = C’est votre propre accès.
access-manage = Donner un accès ou y mettre fin
done-access-given = L’accès est donné.
done-access-ended = L’accès a pris fin.
section = Pour qui
section-hint = Un rôle peut être limité à une équipe ou à une commission paritaire. Qui l’exerce ne voit que ces personnes et n’enregistre que pour elles ; l’aperçu, les listes à emporter et l’historique restent aux rôles pour tous les travailleurs.
section-all = Tous les travailleurs
section-team = uniquement l’équipe { $team }
section-committee = uniquement la commission paritaire { $committee }
capacity-section = En tant que { $role }. Numéro d’entreprise { $number }.
training-others = D’autres personnes participent aussi à cette formation
training-others-text = Elles ne relèvent pas de l’équipe ou de la commission paritaire de votre rôle. Une personne dont le rôle vaut pour tous les travailleurs corrige cette formation.
