# The own sessions.

sessions-lead = Wo Sie gerade angemeldet sind. Eine Sitzung endet nach 30 Minuten ohne Nutzung und nach 12 Stunden. Erkennen Sie eine nicht, so beenden Sie sie.
sessions-opened = Angemeldet
sessions-used = Zuletzt genutzt
sessions-here = diese
sessions-here-text = Hier melden Sie sich unter Ihrem Namen ab, oben.
sessions-end = Beenden
sessions-end-others = Alle anderen beenden
done-session-ended = Beendet.

sure-title = Melden Sie sich erneut an
sure-text = Für diese Handlung braucht es eine Anmeldung von jetzt, und vielleicht einen stärkeren digitalen Schlüssel. Es wurde nichts geändert. Nach der Anmeldung kommen Sie auf dieselbe Seite zurück: Füllen Sie das Formular dort erneut aus.
sure-link = Erneut anmelden
