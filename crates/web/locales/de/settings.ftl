# The settings of an employer, and who has access.

settings-title = Einstellungen
act-settings = Einstellungen ändern
act-settings-lead = Die Länge des Weiterbildungstages bestimmt, wie viele Minuten ein Recht zählt.
settings-day = Länge eines Weiterbildungstages
settings-day-hint = Stunden und Minuten eines gewöhnlichen Vollzeittages, zum Beispiel 7:36.
settings-access = Wer Zugang hat
settings-access-text = Diese Menschen können sich für diesen Arbeitgeber anmelden.
settings-role = Rolle
settings-since = Seit
done-settings = Die Einstellungen wurden geändert.
