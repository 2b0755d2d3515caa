# Wörter, die die Formulare der angemeldeten Seiten teilen.

form-check = Prüfen Sie Ihre Antworten. Es wurde noch nichts geändert.
form-do = Bestätigen
form-edit = Antworten ändern
form-leave = Abbrechen und alles lassen, wie es ist
form-next = Weiter
form-cancel = Abbrechen
form-reason = Grund
form-reason-hint = Er steht im Verlauf, neben Ihrem Namen und dem Datum.
form-employees = Arbeitnehmer
form-employees-all = Alle
form-year = Jahr
form-amount = Menge
form-amount-hint = Tage wie 2,5 oder Stunden wie 7:36.
form-unit = Gezählt in
form-unit-days = Tagen
form-unit-hours = Stunden und Minuten
form-effects = Was das mit dem Kredit macht
form-effects-none = Niemandes Kredit ändert sich.
form-effects-people =
    { $count ->
        [one] Der Kredit eines Arbeitnehmers ändert sich. Das bleibt vom Kredit des Jahres, vorher und nachher.
       *[other] Der Kredit von { $count } Arbeitnehmern ändert sich. Das bleibt vom Kredit des Jahres, vorher und nachher.
    }
form-effects-later = { $count } Konten sind betroffen. So viele werden im Hintergrund berechnet: Sie können verfolgen, wie weit das ist.
form-effects-more =
    { $count ->
        [one] Und eine weitere Änderung.
       *[other] Und { $count } weitere Änderungen.
    }
form-outside =
    { $count ->
        [one] Ein Teilnehmer ist zu dieser Zeit nicht im Dienst
       *[other] { $count } Teilnehmer sind zu dieser Zeit nicht im Dienst
    }
form-effects-who = Arbeitnehmer
form-effects-new = Neuer Arbeitnehmer
form-effects-year = Jahr
form-effects-before = Vorher
form-effects-after = Nachher
form-effects-change = Unterschied
done-saved = Gespeichert.
form-sent-before = Dieses Formular wurde schon einmal mit anderen Antworten gesendet und ausgeführt. Sehen Sie zuerst nach, was daraus wurde. Wenn Sie es noch einmal senden, wird es als neues ausgeführt.
