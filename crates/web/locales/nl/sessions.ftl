# The own sessions.

sessions-lead = Waar u nu aangemeld bent. Een sessie eindigt na 30 minuten zonder gebruik en na 12 uur. Herkent u er een niet, beëindig ze dan.
sessions-opened = Aangemeld
sessions-used = Laatst gebruikt
sessions-here = deze
sessions-here-text = Hier meldt u zich af bij uw naam, bovenaan.
sessions-end = Beëindigen
sessions-end-others = Alle andere beëindigen
done-session-ended = Beëindigd.

sure-title = Meld u opnieuw aan
sure-text = Voor deze handeling is een aanmelding van nu nodig, en misschien een sterkere digitale sleutel. Er is niets gewijzigd. Na het aanmelden komt u terug op dezelfde pagina: vul het formulier daar opnieuw in.
sure-link = Opnieuw aanmelden
