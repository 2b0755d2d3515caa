# Trainings that training providers report, and what employers make of them.

side-given = Gegeven opleidingen
side-reported = Gemelde opleidingen
given-lead = Wat u meldt, gaat naar de werkgevers van wie de opleiding volgde. Zij kijken het na; pas dan telt het.
given-none = U hebt nog niets gemeld.
given-new = Opleiding melden
given-new-lead = Eén formulier voor deelnemers van alle werkgevers. Elke werkgever krijgt alleen zijn eigen mensen te zien.
given-duration-hint = Voor wie alles volgt: 7:36, 7,5 u of 456 min.
given-certificate = Certificaat
given-certificate-yes = De deelnemers behaalden een certificaat
given-valid-until = Certificaat geldig tot en met
given-participants = Deelnemers
given-participants-hint = Eén per regel: ondernemingsnummer van de werkgever, INSZ, naam. Drie kolommen uit een rekenblad kunt u zo plakken.
given-line = Regel { $line }: { $text }
given-link-question = Deelnemers van wie u het nummer niet kent
given-link-yes = Laat hen zelf bevestigen met een link of QR-code
given-send = Melden
given-link = Link voor de deelnemers
given-link-lead = Wie { $title } volgde, opent deze link, meldt zich aan en bevestigt. U ziet de naam, nooit het nummer.
given-link-once = De link wordt alleen nu getoond: bewaar hem, of druk de code af.
given-link-code = Dezelfde link als QR-code
given-link-on = Naar de melding
given-when = Wanneer
given-made = Gemeld
given-name = Naam
given-nobody = Nog niemand heeft bevestigd.
given-withdraw = Melding intrekken
given-withdraw-lead = Wat nog op antwoord wacht, verdwijnt bij de werkgevers, en de link werkt niet meer.
done-given-sent = De opleiding is gemeld.
done-given-withdrawn = De melding is ingetrokken.
attend-title = Bevestig dat u deze opleiding volgde
attend-lead = De opleidingsverstrekker krijgt uw naam te zien, niet uw nummer. Uw werkgever kijkt de melding na.
attend-employer = Voor welke werkgever?
attend-confirm = Bevestigen als { $name }
attend-confirmed = U hebt dit al bevestigd.
attend-nobody = U staat bij geen enkele werkgever in dit register. Vraag de opleidingsverstrekker om een bewijs van deelname.
done-attendance-confirmed = U hebt bevestigd dat u de opleiding volgde. Uw werkgever kijkt het na.
reported-lead = Opleidingsverstrekkers melden wat zij gaven. Wat u aanvaardt, wordt geregistreerd. Antwoordt niemand binnen 30 dagen, dan telt er niets: het blijft hier staan als te laat, en de werknemer ziet dat.
reported-none = Er wacht niets op u
reported-none-text = Als een opleidingsverstrekker iets meldt voor uw werknemers, staat het hier.
reported-accept-all =
    { $count ->
        [one] Eén melding zonder dubbel aanvaarden
       *[other] Alle { $count } meldingen zonder dubbel aanvaarden
    }
reported-accept = Wie aangevinkt is aanvaarden
reported-dispute = Niet akkoord
reported-dispute-do = Wie aangevinkt is betwisten
reported-reason = Waarom niet?
reported-reason-hint = De opleidingsverstrekker en de werknemer lezen dit.
reported-tick = Aanvinken om te betwisten
reported-unknown = Staat niet bij uw werknemers. Voeg de persoon toe als die bij u werkt, of betwist de melding.
reported-account = Opleidingsrekening
reported-told = gemeld als { $name }
reported-due = antwoorden tot { $date }
reported-by-link = zelf bevestigd
reported-answered = Wat beantwoord is
reported-reopen = Terugdraaien
reported-waiting = wacht op antwoord
reported-accepted = aanvaard
reported-merged = samengevoegd
reported-disputed = betwist
reported-withdrawn = ingetrokken
done-reported-accepted = De opleiding is geregistreerd zoals gemeld. U kunt ze nog verbeteren.
done-reported-disputed = De melding is betwist.
done-reported-merged = Samengevoegd: één registratie met twee bronnen, één keer geteld.
done-reported-reopened = De melding wacht weer op antwoord.
alike-title = Misschien al geregistreerd
alike-score = Overeenkomst { $score } op 100: { $reasons }.
alike-sameDays = dezelfde dagen
alike-commonDay = een gemeenschappelijke dag
alike-nearDays = hoogstens een week ertussen
alike-sameDuration = dezelfde duur
alike-nearDuration = bijna dezelfde duur
alike-sameTitle = dezelfde naam
alike-alikeTitle = een gelijkende naam
alike-merge = Het is dezelfde: samenvoegen
own-reported = Gemeld door opleidingsverstrekkers
own-reported-lead = Wat nog op antwoord wacht, telt niet mee.
own-reported-due = { $employer } antwoordt tot { $date }
own-reported-late = { $employer } had tot { $date } moeten antwoorden
tasks-reported = Gemelde opleidingen nakijken
tasks-source-reported = Binnen 30 dagen na de melding.
tasks-act-reported = Naar de meldingen
tasks-count-reported =
    { $count ->
        [one] Eén melding
       *[other] { $count } meldingen
    }
tasks-access = Nagaan wie in { $year } toegang heeft
tasks-source-access = Eén keer per jaar: wie nog toegang nodig heeft, houdt die; de rest beëindigt u.
tasks-act-access = Naar de toegang
reported-change = Aanvaarden met een wijziging
reported-change-lead = Verander wat anders was. Wat gemeld is, blijft ernaast staan, en de opleidingsverstrekker ziet wat u veranderde aan naam, dagen, duur, soort, gebied en plaats.
reported-change-told = Gemeld
reported-change-for = Voor wie
reported-change-do = Aanvaarden met deze wijziging
reported-accepted-changed = aanvaard met een wijziging
done-reported-accepted-changed = De opleiding is geregistreerd met uw wijziging. Wat gemeld is, staat ernaast.
training-reported-by = Gemeld door { $provider } op { $date }
training-as-reported = Geregistreerd zoals gemeld.
training-not-as-reported = Gemeld → geregistreerd
