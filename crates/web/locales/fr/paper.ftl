# Papers: accounts and yearly notices as PDF.

side-papers = Documents
paper-lead = Le compte formation de chaque travailleur en PDF, et la communication annuelle du solde et des droits, avec la preuve qu’elle a été remise.
paper-accounts = Comptes formation { $year }
paper-accounts-text = Un PDF par travailleur en service durant l’année, chacun dans sa langue, réunis dans un seul fichier. Le compte d’un seul travailleur se trouve sur sa page.
paper-accounts-make = Créer les comptes de tous
paper-files = Fichiers créés
paper-files-text = Un fichier reste disponible sept jours. Il contient des données personnelles complètes : conservez-le avec soin.
paper-file = Fichier
paper-asked = Demandé
paper-state = Statut
paper-take = Télécharger
paper-swept = supprimé
paper-bundle-accounts = Comptes formation { $year }
paper-bundle-notices = Lettres { $year }
job-kind-papers = Des documents sont en cours de création
paper-notices = Communication annuelle { $year }
paper-notices-text = La communication indique le solde, son calcul, et le droit de chacun de consulter et de faire corriger ses données. Son contenu est conservé tel quel.
paper-count-made = Travailleurs avec communication
paper-count-given = Dont remises
paper-count-without = En service, encore sans
paper-without = Qui n’en a pas encore ?
paper-without-more = Et encore { $count }.
paper-notices-make = Créer la communication pour tous ceux qui n’en ont pas
paper-notices-ticked = Créer pour les personnes choisies
paper-tick = Choisir
paper-person = Travailleur
paper-left = Solde communiqué
paper-made = Créée
paper-made-by = { $date } par { $who }
paper-proof = Preuve
paper-letter = Lettre
paper-given = remise
paper-not-given = pas encore remise
paper-given-words = { $how } le { $date }, noté par { $who }
paper-how-byHand = remise en main propre
paper-how-byPost = envoyée par la poste
paper-how-byEmail = envoyée par e-mail
paper-mark = Noter qu’elles ont été remises
paper-mark-text = Ce que vous notez ici reste comme preuve, avec votre nom et l’heure.
paper-given-on = Remises le
paper-given-how = Comment
paper-mark-ticked = Noter les communications choisies
paper-mark-all = Noter toutes celles de l’année
paper-letters-all = Créer toutes les lettres dans un fichier
paper-account-pdf = Compte formation { $year } (PDF)
paper-own-title = À emporter
paper-own-text = Tout ce que nous conservons sur vos formations, avec les consultations de vos données.
paper-own-pdf = Copie complète (PDF)
paper-own-json = Copie complète (JSON)
done-papers-asked = Les documents sont en cours de création. Le fichier apparaîtra ci-dessous dès qu’il sera prêt.
done-notices-made = Les communications sont créées.
done-notices-given = La remise des communications est notée.
history-accountPaper = compte créé en PDF
history-ownAccountPaper = propre compte créé en PDF
history-accountPapers = compte ou lettre dans un fichier commun
history-makePapers = documents de tous demandés
history-papersFile = fichier de documents téléchargé
history-notices = communications consultées
history-notice = lettre de communication créée
history-makeNotices = communications annuelles créées
history-markNotices = communications notées comme remises
history-ownExport = propres données emportées
paper-count =
    { $count ->
        [one] { $count } document
       *[other] { $count } documents
    }
paper-missing = Il manque des données sur certains comptes
paper-missing-text =
    { $count ->
        [one] Pour un travailleur sur { $people }, le document indique « inconnu » :
       *[other] Pour { $count } travailleurs sur { $people }, le document indique « inconnu » :
    }
paper-missing-how = Les déclarations ne contiennent pas ces données. Téléchargez la liste, complétez les colonnes à partir de votre logiciel de paie et réimportez-la. Pour une seule personne, c’est aussi possible sur sa page.
paper-missing-export = Télécharger la liste (xlsx)
paper-missing-import = Importer la liste complétée
paper-send =
    { $count ->
        [one] Envoyer une communication par e-mail
       *[other] Envoyer { $count } communications par e-mail
    }
paper-send-text = Chacune dans la langue du travailleur, sans numéro national. Dès que le serveur accepte un e-mail, la preuve figure ci-dessous : quand, à quelle adresse, envoyé par qui.
paper-proof-list = Liste des preuves (pdf)
paper-mail-waiting = en route
paper-mail-failed = e-mail non remis
paper-mail = { $date } → { $to }
paper-lacking = Sur le document, « inconnu » figure pour : { $what }.
paper-lacking-fill = Compléter
done-notices-sent = Les e-mails sont prêts. Ils partent dès que le serveur les accepte.
history-sendNotices = communications envoyées par e-mail
history-noticeSent = communication acceptée par le serveur
history-noticeProof = liste des preuves établie
