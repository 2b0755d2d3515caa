# Papers: accounts and yearly notices as PDF.

side-papers = Papieren
paper-lead = De opleidingsrekening van elke werknemer als pdf, en de jaarlijkse mededeling van het saldo en de rechten, met het bewijs dat ze gegeven is.
paper-accounts = Opleidingsrekeningen { $year }
paper-accounts-text = Eén pdf per werknemer die in het jaar in dienst was, elk in de eigen taal, samen in één bestand. De rekening van één werknemer vindt u op de pagina van die werknemer.
paper-accounts-make = Rekeningen van iedereen maken
paper-files = Gemaakte bestanden
paper-files-text = Een bestand blijft zeven dagen staan. Het bevat volledige persoonsgegevens: bewaar het zorgvuldig.
paper-file = Bestand
paper-asked = Gevraagd
paper-state = Status
paper-take = Downloaden
paper-swept = verwijderd
paper-bundle-accounts = Opleidingsrekeningen { $year }
paper-bundle-notices = Brieven { $year }
job-kind-papers = Er worden papieren gemaakt
paper-notices = Jaarlijkse mededeling { $year }
paper-notices-text = De mededeling zegt wat iemand over heeft, hoe dat is berekend, en dat iedereen de eigen gegevens mag inkijken en laten verbeteren. Wat erin staat, wordt bewaard zoals het was.
paper-count-made = Werknemers met een mededeling
paper-count-given = Daarvan gegeven
paper-count-without = In dienst, nog zonder
paper-without = Wie heeft er nog geen?
paper-without-more = En nog { $count }.
paper-notices-make = Mededeling maken voor iedereen zonder
paper-notices-ticked = Maken voor wie gekozen is
paper-tick = Kies
paper-person = Werknemer
paper-left = Saldo in de mededeling
paper-made = Gemaakt
paper-made-by = { $date } door { $who }
paper-proof = Bewijs
paper-letter = Brief
paper-given = gegeven
paper-not-given = nog niet gegeven
paper-given-words = { $how } op { $date }, genoteerd door { $who }
paper-how-byHand = overhandigd
paper-how-byPost = met de post verstuurd
paper-how-byEmail = met e-mail verstuurd
paper-mark = Noteren dat ze gegeven zijn
paper-mark-text = Wat u hier noteert, blijft staan als bewijs, met uw naam en het tijdstip.
paper-given-on = Gegeven op
paper-given-how = Hoe
paper-mark-ticked = Gekozen mededelingen noteren
paper-mark-all = Alle van dit jaar noteren
paper-letters-all = Alle brieven in één bestand maken
paper-account-pdf = Opleidingsrekening { $year } (pdf)
paper-own-title = Meenemen
paper-own-text = Alles wat wij over uw opleidingen bewaren, met wie uw gegevens bekeek.
paper-own-pdf = Volledig afschrift (pdf)
paper-own-json = Volledig afschrift (JSON)
done-papers-asked = De papieren worden gemaakt. Het bestand staat hieronder klaar zodra het af is.
done-notices-made = De mededelingen zijn gemaakt.
done-notices-given = Genoteerd dat de mededelingen gegeven zijn.
history-accountPaper = rekening als pdf gemaakt
history-ownAccountPaper = eigen rekening als pdf gemaakt
history-accountPapers = rekening of brief in een bestand van allen
history-makePapers = papieren van allen gevraagd
history-papersFile = bestand met papieren gedownload
history-notices = mededelingen bekeken
history-notice = brief van een mededeling gemaakt
history-makeNotices = jaarlijkse mededelingen gemaakt
history-markNotices = mededelingen als gegeven genoteerd
history-ownExport = eigen gegevens meegenomen
paper-count =
    { $count ->
        [one] { $count } papier
       *[other] { $count } papieren
    }
paper-missing = Op sommige rekeningen ontbreken gegevens
paper-missing-text =
    { $count ->
        [one] Bij één van de { $people } werknemers staat “niet gekend” op het papier:
       *[other] Bij { $count } van de { $people } werknemers staat “niet gekend” op het papier:
    }
paper-missing-how = Aangiften bevatten deze gegevens niet. Download de lijst, vul de kolommen aan uit uw loonpakket en lees ze weer in. Voor één persoon kan het ook op de pagina van die werknemer.
paper-missing-export = Lijst downloaden (xlsx)
paper-missing-import = Ingevulde lijst inlezen
paper-send =
    { $count ->
        [one] Eén mededeling mailen
       *[other] { $count } mededelingen mailen
    }
paper-send-text = Elk in de eigen taal, zonder INSZ. Zodra de mailserver een mail aanneemt, staat hieronder het bewijs: wanneer, naar welk adres, door wie verstuurd.
paper-proof-list = Lijst met het bewijs (pdf)
paper-mail-waiting = onderweg
paper-mail-failed = mail niet aangekomen
paper-mail = { $date } → { $to }
paper-lacking = Op het papier staat “niet gekend” bij: { $what }.
paper-lacking-fill = Aanvullen
done-notices-sent = De mails staan klaar. Ze vertrekken zodra de mailserver ze aanneemt.
history-sendNotices = mededelingen gemaild
history-noticeSent = mededeling door de mailserver aangenomen
history-noticeProof = lijst met bewijs gemaakt
