# Who has access, giving and ending it.

side-access = Toegang
access-lead = Wie voor deze werkgever iets kan bekijken of wijzigen. Wat u hier geeft of beëindigt, geldt meteen, ook voor wie nu aangemeld is.
access-who = Wie
access-by = Gegeven door
access-own = uzelf
access-not-yet = nog niet aangemeld
access-give = Toegang geven
access-reader-hint = Bekijkt alles van deze werkgever, wijzigt niets.
access-registrar-hint = Leest aangiften in, registreert opleidingen en wijzigt rechten.
access-accessManager-hint = Doet wat de personeelsdienst doet, en geeft en beëindigt toegang.
access-end = Toegang beëindigen
access-end-short = Beëindigen
access-end-lead = Deze persoon kan in deze rol meteen niets meer bekijken of wijzigen. Wat ze deed, blijft in de geschiedenis staan.
access-end-own = Dit is uw eigen toegang.
access-manage = Toegang geven of beëindigen
done-access-given = De toegang is gegeven.
done-access-ended = De toegang is beëindigd.
section = Voor wie
section-hint = Een rol kan beperkt worden tot een team of een paritair comité. Wie ze heeft, ziet alleen die mensen en registreert alleen voor hen; het overzicht, de lijsten om mee te nemen en de geschiedenis blijven bij rollen voor alle werknemers.
section-all = Alle werknemers
section-team = alleen team { $team }
section-committee = alleen paritair comité { $committee }
capacity-section = Als { $role }. Ondernemingsnummer { $number }.
training-others = Aan deze opleiding nemen ook anderen deel
training-others-text = Zij vallen buiten het team of paritair comité van uw rol. Iemand met een rol voor alle werknemers verbetert deze opleiding.
