# Organisations and their qualities, invitations, inspections.

invitation-title = Uitnodiging
invitation-lead = U kunt deze rol opnemen. Ze wordt gekoppeld aan wie nu aangemeld is.
invitation-organisation = Organisatie
invitation-by = Uitgenodigd door
invitation-until = Bruikbaar tot
invitation-take = Opnemen als { $name }
invitation-make = Uitnodigen met een link
invitation-make-lead = Als u het INSZ niet kent: wie de link opent en zich aanmeldt, krijgt de rol. De link werkt één keer, zeven dagen lang.
invitation-made = De link is klaar. Hij wordt maar één keer getoond.
invitation-made-text = Bezorg hem aan één persoon. Hij werkt één keer, tot { $until }.
invitations-open = Uitnodigingen die nog openstaan
invitation-end = Uitnodiging intrekken
done-invitation-ended = De uitnodiging is ingetrokken.
done-access-taken = U hebt nu toegang.
inspection-title = Inspectie
inspection-lead = U leest het register van een werkgever met een opgegeven reden en voor een bepaalde tijd. Elke blik wordt genoteerd en is zichtbaar voor de werkgever, de werknemer en de beheerder.
inspection-none = Er loopt geen inspectie.
inspection-open = Lopende inspecties
inspection-employer = Werkgever
inspection-reason = Reden
inspection-reason-hint = Zoals het dossiernummer. De werknemer leest deze reden bij elke blik: noem niemand.
inspection-until = Tot
inspection-for = Hoe lang
inspection-days =
    { $count ->
        [one] { $count } dag
       *[other] { $count } dagen
    }
inspection-begin = Inspectie beginnen
inspection-close = Afsluiten
done-inspection-closed = De inspectie is afgesloten.
capacity-organisation = Als { $role }: { $qualities }. Ondernemingsnummer { $number }.
capacity-serves =
    { $count ->
        [one] Voor één werkgever met mandaat.
       *[other] Voor { $count } werkgevers met mandaat.
    }
capacity-inspector-text = Het register van een werkgever lezen met een opgegeven reden.
quality-employer = werkgever
quality-employer-hint = Heeft werknemers met opleidingsrechten.
quality-serviceProvider = dienstverlener
quality-serviceProvider-hint = Werkt voor werkgevers die een mandaat geven.
quality-socialSecretariat = sociaal secretariaat
quality-socialSecretariat-hint = Erkend; werkt voor werkgevers die een mandaat geven.
quality-trainingProvider = opleidingsverstrekker
quality-trainingProvider-hint = Meldt gegeven opleidingen aan de werkgevers van wie ze volgde.
quality-sectorFund = sectorfonds
quality-sectorFund-hint = Werkt voor leden met een mandaat en meldt opleidingen.
quality-operator = beheerder van de installatie
operator-qualities = Hoedanigheden
operator-save = Bewaren
done-qualities-set = De hoedanigheden zijn gewijzigd.
looks-role-for = { $role } van { $organisation }, voor { $employer }
access-verifier-hint = Kijkt rechten en meldingen na en beantwoordt vragen; bekijkt alles.
role-verifier = nakijker
role-inspector = inspecteur
training-role-verifier = nakijker
training-role-inspector = inspecteur
side-start = Eerste stappen
start-lead = In drie stappen aan de slag. U ziet hier waar u staat.
start-known = De organisatie staat in het register
start-known-text = Ondernemingsnummer { $number }, als { $qualities }, sinds { $since }.
start-access = De toegang is geregeld
start-access-text =
    { $count ->
        [0] Alleen u hebt toegang. Geef ook iemand anders toegang: dan staat het werk niet stil als u er niet bent.
        [one] Naast u heeft één persoon toegang.
       *[other] Naast u hebben { $count } personen toegang.
    }
start-key = Aangemeld met een digitale sleutel
start-key-text = U bent aangemeld als { $name }. Wie toegang krijgt, meldt zich op dezelfde manier aan.
start-done = klaar
start-open = te doen
start-next = En dan
history-zip = Alles als ZIP
history-logCopy = Geschiedenis en auditlogboek gedownload
operator-inspections = Inspecties
operator-from = Vanaf
cbe = KBO
cbe-same = Naam uit de KBO, extract van { $date }.
cbe-name = In de KBO: { $name } (extract van { $date }).
cbe-nameless = De KBO kent het nummer, maar geen naam (extract van { $date }).
cbe-unknown = Het KBO-extract van { $date } kent dit nummer niet. Kijk het na; een extract kan een maand oud zijn.
operator-name-cbe = Laat leeg om de naam uit de KBO over te nemen (extract van { $date }).
join = Mijn organisatie toevoegen
join-lead = Bent u wettelijk vertegenwoordiger van een organisatie, of vroeg zij u om te beginnen? Vraag hier om ze toe te voegen. De beheerder kijkt dat na; daarna beheert u haar toegang.
join-stand-legend = In welke hoedanigheid vraagt u dit?
join-stand = Ik ben wettelijk vertegenwoordiger van deze organisatie, of zij heeft mij dit gevraagd.
join-send = Aan de beheerder vragen
join-own = Aangevraagd
join-state-waiting = wacht op de beheerder
join-state-added = toegevoegd
join-state-refused = geweigerd
done-organisation-asked = De beheerder heeft uw aanvraag.
done-request-refused = De aanvraag is geweigerd.
operator-requests = Aangevraagd
operator-requests-lead = Kijk na of deze persoon voor de organisatie mag handelen, bijvoorbeeld in het Belgisch Staatsblad of door een nummer te bellen dat u zelf opzocht. Wie toegevoegd wordt, beheert haar toegang.
operator-requests-who = Wie het vraagt
operator-requests-asked = Gevraagd op
operator-requests-grant = Toevoegen
operator-requests-refuse = Weigeren
operator-requests-why = Waarom (wie het vroeg, leest dit)
