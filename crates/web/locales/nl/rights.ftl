# Size, rights set by hand, and what is decided for everybody.

rights-size = Omvang van de onderneming
rights-size-text = Het gemiddelde aantal werknemers in voltijdse equivalenten over vier referentiekwartalen beslist voor twee jaar hoeveel dagen er zijn.
rights-average = Gemiddelde (VTE)
act-average-figure = Gemiddelde (VTE)
act-average-figure-hint = Bijvoorbeeld 19,75. Er wordt niet afgerond.
rights-manual = Met de hand ingevuld: { $average }.
rights-period = { $from } en { $to }
rights-size-unknown = nog niet gekend
rights-not-declared = geen aangifte
rights-headcount = Geen aangifte in de referentieperiode: het aantal mensen op de laatste dag van het eerste kwartaal erna.
rights-sum = Samen
rights-divided = gedeeld door { $count } kwartalen met een aangifte
rights-computed = Berekend gemiddelde
rights-size-source = Wet van 3 oktober 2022, artikel 50 en volgende: het vierde kwartaal van het tweede jaar ervoor en de eerste drie kwartalen van het jaar ervoor.
rights-everybody = Voor iedereen
rights-everybody-text = Wat u hier beslist, geldt voor alle werknemers van dat jaar.
rights-nothing = Niets te doen.
rights-verify-all =
    { $count ->
        [one] Eén berekend recht als nagekeken markeren
       *[other] { $count } berekende rechten als nagekeken markeren
    }
act-right = Recht met de hand instellen
act-right-lead = Wat u invult, komt in de plaats van het berekende recht. De berekening blijft ernaast staan en het verschil blijft zichtbaar.
act-right-back = Terug naar het berekende recht
act-right-amount = Het recht
act-kind = Soort recht
act-company-days = Bedrijfsdagen geven
act-company-days-lead = Extra dagen boven op het recht van de wet of de sector.
act-days = Aantal dagen
act-days-hint = Bijvoorbeeld 1 of 2,5.
act-days-how = Hoe worden ze gegeven?
act-days-back = Bedrijfsdagen terugnemen
act-opt-out = Automatische berekening uitzetten
act-opt-out-lead = Berekende rechten van dat jaar tellen dan niet; u vult ze met de hand in.
act-opt-in = Automatische berekening weer aanzetten
act-verify = Als nagekeken markeren
act-verify-lead = U bevestigt dat de berekende rechten van dat jaar kloppen. De bedragen veranderen niet.
act-adjust = Krediet aanpassen
act-adjust-lead = Voor wat geen recht en geen opleiding is, zoals een afspraak om dagen te behouden.
act-adjust-date = Dag waarop het ingaat
act-adjust-sign = Meer of minder krediet?
act-adjust-more = Meer
act-adjust-less = Minder
act-adjust-back = Aanpassing terugnemen
act-average = Gemiddelde met de hand invullen
act-average-lead = Het geldt voor de tweejarige periode waarin het jaar valt, en komt in de plaats van het berekende gemiddelde.
act-average-back = Terug naar het berekende gemiddelde
done-right = Het recht is met de hand ingesteld.
done-right-back = Het berekende recht geldt weer.
done-company-days = De bedrijfsdagen zijn gegeven.
done-days-back = De bedrijfsdagen zijn teruggenomen.
done-opt-out = De automatische berekening is uitgezet.
done-opt-in = De automatische berekening staat weer aan.
done-verify = De rechten zijn als nagekeken gemarkeerd.
done-adjust = Het krediet is aangepast.
done-adjust-back = De aanpassing is teruggenomen.
done-average = Het gemiddelde is ingevuld. Rechten en krediet zijn bijgewerkt.
done-average-back = Het berekende gemiddelde geldt weer.
