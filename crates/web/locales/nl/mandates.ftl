# Mandates, and for whom one acts under them.

side-mandates = Mandaten
side-clients = Werkgevers die u bedient
mandates-lead = Met een mandaat laat een werkgever een dienstverlener of sociaal secretariaat in zijn plaats werken. Het geldt zodra de dienstverlener het bevestigt, en beide kunnen het beëindigen.
mandates-given = Gegeven mandaten
mandates-given-none = Deze werkgever heeft niemand een mandaat gegeven.
mandates-held = Ontvangen mandaten
mandates-held-none = Geen werkgever heeft uw organisatie een mandaat gegeven. Een werkgever doet dat onder Mandaten, met uw ondernemingsnummer.
mandate-give = Mandaat geven
mandate-give-lead = De groep van toepassingen is de Federal Learning Account. Wat de dienstverlener doet, staat met zijn naam in de geschiedenis.
mandate-provider = Ondernemingsnummer van de dienstverlener
mandate-provider-hint = Tien cijfers. Op de volgende pagina staat de naam; klopt die niet, dan beëindigt u het mandaat.
mandate-first = Eerste kwartaal
mandate-last = Laatste kwartaal
mandate-no-end = Tot iemand het beëindigt
mandate-scopes = Wat het toelaat
mandate-scopes-hint = Inkijken hoort er altijd bij. Toegang, mandaten en instellingen blijven van de werkgever.
scope-read = inkijken
scope-declare = registreren
scope-declare-hint = Aangiften, werknemers, rechten en opleidingen inbrengen.
scope-correct = verbeteren
scope-correct-hint = Geregistreerde opleidingen verbeteren, intrekken en terugzetten.
scope-verify = nakijken
scope-verify-hint = Rechten en meldingen nakijken, vragen van werknemers beantwoorden.
mandate-with = Met
mandate-period = Periode
mandate-standing = Stand
mandate-acts = Wat u kunt doen
mandate-history = Wat ermee gebeurde
mandate-from = vanaf { $from }
mandate-from-until = { $from } tot en met { $until }
mandate-requested = te bevestigen
mandate-coming = begint later
mandate-inForce = geldt
mandate-over = voorbij
mandate-refused = geweigerd
mandate-ended = beëindigd
mandate-step-requested = gegeven
mandate-step-confirmed = bevestigd
mandate-step-refused = geweigerd
mandate-step-ended = beëindigd
mandate-confirm = Bevestigen
mandate-refuse = Weigeren
mandate-end = Mandaat beëindigen
mandate-end-lead = De dienstverlener kan meteen niets meer inkijken of wijzigen. Wat gedaan is, blijft staan en in de geschiedenis zichtbaar.
done-mandate-given = Het mandaat is gegeven. Het geldt zodra de dienstverlener het bevestigt.
done-mandate-confirmed = Het mandaat is bevestigd.
done-mandate-refused = Het mandaat is geweigerd.
done-mandate-ended = Het mandaat is beëindigd.
clients-lead =
    { $count ->
        [one] Eén werkgever gaf uw organisatie een mandaat dat vandaag geldt.
       *[other] { $count } werkgevers gaven uw organisatie een mandaat dat vandaag geldt.
    }
clients-search = Naam of ondernemingsnummer
clients-find = Zoeken
clients-none = Geen werkgever past daarbij.
ground-mandate = { $name }, mandaat { $period }
ground-inspection = Inspectie: { $reason }
acting-for = { $name } voor { $employer }
