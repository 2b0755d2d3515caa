codes-title = Fehlercodes
codes-lead = Jede Meldung des Registers hat einen festen Code. Er besteht aus der Angabe, um die es geht, und der Nummer des Fehlers. Die Codes sind auf dem Bildschirm, in Dateien und in der API gleich.
codes-count =
    { $count ->
        [one] Eine Meldung
       *[other] { $count } Meldungen
    }
codes-filter = In den Codes suchen
codes-code = Code
codes-cause = Was nicht stimmt
codes-mend = Was Sie tun können
codes-example = Beispiel: falsch → richtig
codes-nothing = nichts
codes-jump = Angaben
codes-note = Wo eine Meldung Ziffern nennt, sind sie hier erfunden.
