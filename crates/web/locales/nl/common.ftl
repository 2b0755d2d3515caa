# Het raam rond elke pagina, en woorden die overal terugkomen.

product = Open FLA
product-line = Opleidingsrechten en opleidingskrediet
skip = Naar de inhoud
languages = Taal
nav-main = Hoofdnavigatie
nav-register = Register
nav-regime = Welk regime geldt?
nav-counts = Telt dit mee?
nav-codes = Foutcodes
nav-help = Help
nav-accessibility = Toegankelijkheid
sign-in = Aanmelden
sign-out = Afmelden
sessions = Mijn sessies
themes = Kleuren
theme-auto = Zoals mijn toestel
theme-light = Licht
theme-dark = Donker
footer-note = Open software om de opleidingsrekening van werknemers bij te houden. Dit is niet de openbare Federal Learning Account en vervangt die niet.

optional = niet verplicht
here = U bent hier

days =
    { $n ->
        [one] { $amount } dag
       *[other] { $amount } dagen
    }
period = { $from } – { $to }
period-open = vanaf { $from }
quarter = { $number }e kwartaal { $year }

errors-title =
    { $count ->
        [one] Eén antwoord moet nog worden verbeterd
       *[other] { $count } antwoorden moeten nog worden verbeterd
    }

step-done = klaar
step-now = nu
step-later = nog te doen

pager = Bladeren
pager-range = { $first }–{ $last } van { $total }
pager-previous = Vorige
pager-next = Volgende
pager-page = Pagina

meter-followed = Gevolgd
meter-planned = Gepland
meter-free = Nog vrij
meter-left = Over
meter-short = Meer gepland dan over
meter-beyond = Boven het krediet
meter-sentence = Krediet van { $whole }, waarvan { $left } over.
meter-sentence-beyond = Krediet van { $whole }, { $beyond } boven het krediet gevolgd.
demo-band = DEMO – iedereen kan zich hier als om het even wie aanmelden. Alle mensen en bedrijven zijn verzonnen. Voer geen echte gegevens in.
nav-account = Mijn rekening
