codes-title = Foutcodes
codes-lead = Elke melding van het register heeft een vaste code. Ze bestaat uit het gegeven waarover ze gaat en het nummer van de fout. De codes blijven gelijk in schermen, bestanden en API.
codes-count =
    { $count ->
        [one] Eén melding
       *[other] { $count } meldingen
    }
codes-filter = Zoek in de codes
codes-code = Code
codes-cause = Wat er fout is
codes-mend = Wat u kunt doen
codes-example = Voorbeeld: fout → juist
codes-nothing = niets
codes-jump = Gegevens
codes-note = Waar een melding cijfers noemt, zijn ze hier verzonnen.
