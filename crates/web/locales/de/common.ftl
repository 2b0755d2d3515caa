# Der Rahmen jeder Seite, und Wörter, die überall wiederkehren.

product = Open FLA
product-line = Weiterbildungsrechte und Weiterbildungskredit
skip = Zum Inhalt
languages = Sprache
nav-main = Hauptnavigation
nav-register = Register
nav-regime = Welche Regelung gilt?
nav-counts = Zählt das?
nav-codes = Fehlercodes
nav-help = Hilfe
nav-accessibility = Barrierefreiheit
sign-in = Anmelden
sign-out = Abmelden
sessions = Meine Sitzungen
themes = Farben
theme-auto = Wie mein Gerät
theme-light = Hell
theme-dark = Dunkel
footer-note = Offene Software, um das Weiterbildungskonto von Arbeitnehmern zu führen. Dies ist nicht das öffentliche Federal Learning Account und ersetzt es nicht.

optional = freiwillig
here = Sie sind hier

days =
    { $n ->
        [one] { $amount } Tag
       *[other] { $amount } Tage
    }
period = { $from } – { $to }
period-open = ab { $from }
quarter = { $number }. Quartal { $year }

errors-title =
    { $count ->
        [one] Eine Antwort ist noch zu verbessern
       *[other] { $count } Antworten sind noch zu verbessern
    }

step-done = erledigt
step-now = jetzt
step-later = noch zu tun

pager = Blättern
pager-range = { $first }–{ $last } von { $total }
pager-previous = Zurück
pager-next = Weiter
pager-page = Seite

meter-followed = Besucht
meter-planned = Geplant
meter-free = Noch frei
meter-left = Übrig
meter-short = Mehr geplant als übrig
meter-beyond = Über den Kredit hinaus
meter-sentence = Kredit von { $whole }, davon übrig: { $left }.
meter-sentence-beyond = Kredit von { $whole }, um { $beyond } überschritten.
demo-band = DEMO – hier kann sich jeder als jeder anmelden. Alle Personen und Unternehmen sind erfunden. Geben Sie keine echten Daten ein.
nav-account = Mein Konto
