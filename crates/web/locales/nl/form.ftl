# Woorden die de formulieren van aangemelde pagina’s delen.

form-check = Kijk uw antwoorden na. Er is nog niets veranderd.
form-do = Bevestigen
form-edit = Antwoorden wijzigen
form-leave = Stoppen en alles laten zoals het is
form-next = Verder
form-cancel = Annuleren
form-reason = Reden
form-reason-hint = Ze staat in de geschiedenis, naast uw naam en de datum.
form-employees = Werknemers
form-employees-all = Iedereen
form-year = Jaar
form-amount = Hoeveelheid
form-amount-hint = Dagen zoals 2,5 of uren zoals 7:36.
form-unit = Geteld in
form-unit-days = Dagen
form-unit-hours = Uren en minuten
form-effects = Wat dit met het krediet doet
form-effects-none = Niemands krediet verandert.
form-effects-people =
    { $count ->
        [one] Het krediet van één werknemer verandert. Dit blijft er over van het krediet van het jaar, voor en na.
       *[other] Het krediet van { $count } werknemers verandert. Dit blijft er over van het krediet van het jaar, voor en na.
    }
form-effects-later = { $count } rekeningen worden geraakt. Zo veel worden er op de achtergrond berekend: u kunt volgen hoe ver dat staat.
form-effects-more =
    { $count ->
        [one] En nog één wijziging.
       *[other] En nog { $count } wijzigingen.
    }
form-outside =
    { $count ->
        [one] Eén deelnemer is op dat moment niet in dienst
       *[other] { $count } deelnemers zijn op dat moment niet in dienst
    }
form-effects-who = Werknemer
form-effects-new = Nieuwe werknemer
form-effects-year = Jaar
form-effects-before = Voor
form-effects-after = Na
form-effects-change = Verschil
done-saved = Bewaard.
form-sent-before = Dit formulier is al eens met andere antwoorden verstuurd en uitgevoerd. Kijk eerst na wat dat gaf. Verstuurt u het opnieuw, dan wordt het als een nieuw formulier uitgevoerd.
