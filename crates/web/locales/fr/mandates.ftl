# Mandates, and for whom one acts under them.

side-mandates = Mandats
side-clients = Employeurs que vous servez
mandates-lead = Par un mandat, un employeur laisse un prestataire de services ou un secrétariat social travailler à sa place. Il vaut dès que le prestataire le confirme, et les deux peuvent y mettre fin.
mandates-given = Mandats donnés
mandates-given-none = Cet employeur n’a donné aucun mandat.
mandates-held = Mandats reçus
mandates-held-none = Aucun employeur n’a donné de mandat à votre organisation. Un employeur le fait sous Mandats, avec votre numéro d’entreprise.
mandate-give = Donner un mandat
mandate-give-lead = Le groupe d’applications est le Federal Learning Account. Ce que fait le prestataire figure dans l’historique, avec son nom.
mandate-provider = Numéro d’entreprise du prestataire
mandate-provider-hint = Dix chiffres. La page suivante montre le nom ; s’il n’est pas le bon, mettez fin au mandat.
mandate-first = Premier trimestre
mandate-last = Dernier trimestre
mandate-no-end = Jusqu’à ce qu’on y mette fin
mandate-scopes = Ce qu’il permet
mandate-scopes-hint = Consulter en fait toujours partie. Les accès, les mandats et les réglages restent à l’employeur.
scope-read = consulter
scope-declare = enregistrer
scope-declare-hint = Introduire des déclarations, des travailleurs, des droits et des formations.
scope-correct = corriger
scope-correct-hint = Corriger, retirer et rétablir des formations enregistrées.
scope-verify = vérifier
scope-verify-hint = Vérifier des droits et des communications, répondre aux questions des travailleurs.
mandate-with = Avec
mandate-period = Période
mandate-standing = État
mandate-acts = Ce que vous pouvez faire
mandate-history = Ce qui s’est passé
mandate-from = à partir du { $from }
mandate-from-until = du { $from } au { $until } inclus
mandate-requested = à confirmer
mandate-coming = commence plus tard
mandate-inForce = en vigueur
mandate-over = terminé
mandate-refused = refusé
mandate-ended = résilié
mandate-step-requested = donné
mandate-step-confirmed = confirmé
mandate-step-refused = refusé
mandate-step-ended = résilié
mandate-confirm = Confirmer
mandate-refuse = Refuser
mandate-end = Mettre fin au mandat
mandate-end-lead = Le prestataire ne peut aussitôt plus rien consulter ni modifier. Ce qui est fait reste, visible dans l’historique.
done-mandate-given = Le mandat est donné. Il vaut dès que le prestataire le confirme.
done-mandate-confirmed = Le mandat est confirmé.
done-mandate-refused = Le mandat est refusé.
done-mandate-ended = Le mandat a pris fin.
clients-lead =
    { $count ->
        [one] Un employeur a donné à votre organisation un mandat en vigueur aujourd’hui.
       *[other] { $count } employeurs ont donné à votre organisation un mandat en vigueur aujourd’hui.
    }
clients-search = Nom ou numéro d’entreprise
clients-find = Chercher
clients-none = Aucun employeur ne correspond.
ground-mandate = { $name }, mandat { $period }
ground-inspection = Inspection : { $reason }
acting-for = { $name } pour { $employer }
