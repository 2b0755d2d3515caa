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
