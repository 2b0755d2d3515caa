# The settings of an employer, and who has access.

settings-title = Paramètres
act-settings = Modifier les paramètres
act-settings-lead = La longueur du jour de formation détermine combien de minutes compte un droit.
settings-day = Longueur d’un jour de formation
settings-day-hint = Heures et minutes d’un jour ordinaire à temps plein, par exemple 7:36.
settings-access = Qui a accès
settings-access-text = Ces personnes peuvent se connecter pour cet employeur.
settings-role = Rôle
settings-since = Depuis
done-settings = Les paramètres ont été modifiés.
