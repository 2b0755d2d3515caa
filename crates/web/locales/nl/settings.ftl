# The settings of an employer, and who has access.

settings-title = Instellingen
act-settings = Instellingen wijzigen
act-settings-lead = De lengte van de opleidingsdag bepaalt hoeveel minuten een recht telt.
settings-day = Lengte van een opleidingsdag
settings-day-hint = Uren en minuten van een gewone voltijdse dag, bijvoorbeeld 7:36.
settings-access = Wie toegang heeft
settings-access-text = Deze mensen kunnen zich aanmelden voor deze werkgever.
settings-role = Rol
settings-since = Sinds
done-settings = De instellingen zijn gewijzigd.
