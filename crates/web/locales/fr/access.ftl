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
