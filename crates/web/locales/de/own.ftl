# The own account of an employee.

own-title = Mein Weiterbildungskonto
own-lead = Worauf Sie dieses Jahr Recht haben, bei normalem Lohn, und was davon übrig ist.
own-sentence-none = In { $year } gibt es bei diesem Arbeitgeber kein Recht auf Weiterbildung.
own-none = Es gibt kein Konto auf Ihren Namen
own-none-text = Sie stehen bei keinem Arbeitgeber dieser Installation im Register. Fragen Sie Ihren Arbeitgeber, wenn das nicht stimmt.
own-help = Stimmt etwas nicht?
own-help-text =
    Bitten Sie Ihren Arbeitgeber um Berichtigung: Sie dürfen Ihre Daten immer einsehen und berichtigen lassen. Jedes Recht oben öffnet sich zu seiner Berechnung, die Sie nachrechnen können.

    Welche Weiterbildung zählt, lesen Sie unter [Zählt das?](/counts). Wie das Recht wirkt, steht in der [Hilfe](/help).
own-left = übrig in { $year }
own-beyond = mehr absolviert als Ihr Kredit in { $year }
own-sum = Von Ihrem Recht zu dem, was in { $year } übrig ist
own-sum-right = Ihr Recht für { $year }
own-sum-carried = Rest aus Vorjahren
own-sum-adjusted = Angepasst
own-sum-followed = Schon absolviert
own-sum-lapsed = Verfallen
own-sum-left = Noch übrig
own-sum-beyond = Über Ihrem Kredit
own-why = Wie wurde mein Recht berechnet?
own-other-year = Ein anderes Jahr:
own-parts-none = In { $year } ist noch keine Weiterbildung registriert.
