# The own account of an employee.

own-title = Mein Weiterbildungskonto
own-lead = Als Arbeitnehmer haben Sie jedes Jahr Recht auf eine Anzahl Weiterbildungstage, bei normalem Lohn. Hier sehen Sie, wie viele, warum so viele und was Sie schon absolviert haben.
own-sentence = Sie haben in { $year } noch { $left } übrig.
own-sentence-beyond = Sie haben in { $year } { $left } mehr absolviert als Ihr Kredit.
own-sentence-none = In { $year } gibt es bei diesem Arbeitgeber kein Recht auf Weiterbildung.
own-none = Es gibt kein Konto auf Ihren Namen
own-none-text = Sie stehen bei keinem Arbeitgeber dieser Installation im Register. Fragen Sie Ihren Arbeitgeber, wenn das nicht stimmt.
own-help = Stimmt etwas nicht?
own-help-text =
    Bitten Sie Ihren Arbeitgeber um Berichtigung: Sie dürfen Ihre Daten immer einsehen und berichtigen lassen. Jedes Recht oben öffnet sich zu seiner Berechnung, die Sie nachrechnen können.

    Welche Weiterbildung zählt, lesen Sie unter [Zählt das?](/counts). Wie das Recht wirkt, steht in der [Hilfe](/help).
