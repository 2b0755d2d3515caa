# Importing declarations, and what was found in them.

import-lead = Donnez les fichiers que votre secrétariat social ou votre logiciel de paie envoie à la sécurité sociale. Plusieurs trimestres à la fois sont possibles.
import-choose = Fichiers de déclarations
import-choose-hint = Déclarations DmfA ou Dimona en XML. Au plus 200 fichiers, 2 Gio chacun et 8 Gio ensemble.
import-drop = Déposez les fichiers ici, ou choisissez-les
import-send = Importer
import-what = Ce qui se passe
import-what-text =
    Chaque fichier est d’abord lu entièrement. Un fichier défectueux ou qui n’est pas le vôtre ne change rien ; une personne illisible est laissée de côté. Vous voyez à quelle ligne et pourquoi.

    - Les nouveaux travailleurs sont ajoutés, les travailleurs connus mis à jour.
    - Une déclaration ultérieure du même trimestre l’emporte. Importer deux fois la même chose ne change rien.
    - Les salaires et les cotisations ne sont pas lus.
import-none = Rien n’a encore été importé.
import-state = Statut
import-names = Fichiers
import-counts = Travailleurs
import-files =
    { $count ->
        [one] un fichier
       *[other] { $count } fichiers
    }
import-result = Ce qui a été trouvé
import-phase-check = Vérification des fichiers
import-phase-take = Reprise des personnes
import-phase-follow = Suivi des contrats
import-phase-size = Calcul de la taille
import-phase-workOut = Calcul des droits et du crédit
import-new = Nouveaux travailleurs
import-regimes = Autre régime ou commission paritaire
import-leavers = Sortis de service
import-missing = Dans une déclaration antérieure du trimestre, pas dans celle-ci
import-missing-text = Ce qui a été déclaré d’eux auparavant reste valable. S’ils n’ont pas travaillé ce trimestre-là, indiquez-le chez chacun.
import-somebody = travailleur
import-left = dernier jour { $date }
import-no-work = pas en service
import-noted = Le numéro ONSS { $number } des fichiers a été noté chez l’employeur.
import-ended-done = Les déclarations sont importées
import-ended-done-text = Droits et crédit sont à jour.
import-ended-nothing = Tout était déjà connu
import-ended-nothing-text = Les fichiers ne disent rien de nouveau ; rien n’a changé.
import-ended-partly = Tout n’a pas pu être lu
import-ended-partly-text = Ce qui était lisible a été repris. Voici ce qui ne l’était pas et pourquoi.
import-ended-refused = Aucun fichier n’a été repris
import-ended-refused-text = Rien n’a changé. Voici pourquoi, fichier par fichier.
import-ended-failed = L’importation s’est interrompue
import-ended-failed-text = La faute est de notre côté. Ce qui était déjà repris est correct ; vous pouvez importer les fichiers à nouveau.
import-ended-stopped = L’importation s’est arrêtée : le mandat a pris fin
import-ended-stopped-text = Qui l’a demandée le faisait par un mandat qui ne vaut plus. Ce qui était déjà repris reste. Donnez un nouveau mandat ou importez vous-même les fichiers à nouveau.
import-taken = repris
import-refused = refusé
import-kind-dmfa = Déclaration DmfA
import-kind-dimona = Déclaration Dimona
import-count-new = Nouveaux
import-count-changed = Modifiés
import-count-same = Inchangés
import-count-older = Plus anciens que ce qui est connu
import-count-unreadable = Illisibles
import-place = ligne { $line }, colonne { $column }
import-unreadable = Personnes qui n’ont pas pu être lues
import-unreadable-text = Les autres personnes du même fichier ont été reprises. Corrigez la déclaration et importez-la à nouveau, ou ajoutez ces personnes à la main.
import-where = Où
import-wrong = Ce qui ne va pas
import-mend = Ce que vous pouvez faire
import-again = Importer d’autres fichiers
