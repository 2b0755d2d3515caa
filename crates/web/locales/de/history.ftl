# Who did what, and who looked.

history-lead = Jede Änderung des Registers und jede Einsicht in Daten von Menschen steht hier.
history-changes = Änderungen
history-none = Noch nichts.
history-when = Wann
history-what = Was
history-about = Über wen oder was
history-who = Wer
history-more = Wie und warum
history-older = Ältere Änderungen
history-reads = Einsichten
history-reads-text = Die letzten Male, dass jemand Daten von Arbeitnehmern ansah oder etwas tun wollte, was nicht erlaubt war.
history-people =
    { $count ->
        [0] niemand im Besonderen
        [one] ein Arbeitnehmer
       *[other] { $count } Arbeitnehmer
    }
history-refused = nicht erlaubt
history-by = { $what } durch { $who }
history-addEmployee = Arbeitnehmer hinzugefügt
history-changePerson = Personalien geändert
history-changeOccupations = Arbeit oder Regelung geändert
history-endService = Dienst beendet
history-setAverage = durchschnittliche Größe eingegeben
history-setRight = Recht von Hand gesetzt
history-giveCompanyDays = Betriebstage gegeben
history-withdrawCompanyDays = Betriebstage zurückgenommen
history-setOptOut = automatische Berechnung ausgeschaltet
history-endOptOut = automatische Berechnung wieder eingeschaltet
history-computeRight = berechnetes Recht wiederhergestellt
history-computeAverage = berechneter Durchschnitt wiederhergestellt
history-verifyRights = Rechte als geprüft gekennzeichnet
history-adjustCredit = Kredit angepasst
history-withdrawAdjustment = Anpassung zurückgenommen
history-registerTraining = Weiterbildung registriert
history-correctTraining = Weiterbildung berichtigt
history-completeTraining = Weiterbildung als absolviert gekennzeichnet
history-withdrawTraining = Weiterbildung zurückgezogen
history-restoreTraining = Weiterbildung wiederhergestellt
history-changeSettings = Einstellungen geändert
history-recalculateAll = Neuberechnung verlangt
history-recalculation = Rechte und Kredit neu berechnet
history-importDeclarations = Meldungen eingelesen
history-addEmployer = Arbeitgeber hinzugefügt
history-giveAccess = Zugang gegeben
history-endAccess = Zugang beendet
history-account = Konto angesehen
history-ownAccount = eigenes Konto angesehen
history-credit = Kredit angesehen
history-employees = Liste der Arbeitnehmer angesehen
history-findPeople = Arbeitnehmer gesucht
history-training = Weiterbildung angesehen
history-trainingHistory = Verlauf einer Weiterbildung angesehen
history-rightHistory = Verlauf von Rechten angesehen
history-recentChanges = Verlauf angesehen
history-importReport = Ergebnis einer Einlesung angesehen
history-preview = Folgen einer Änderung angesehen
history-other = andere Handlung
history-giveMandate = Mandat gegeben
history-confirmMandate = Mandat bestätigt
history-refuseMandate = Mandat abgelehnt
history-endMandate = Mandat beendet
history-mandates = Mandate eingesehen
history-invite = Mit einem Link eingeladen
history-takeBackInvitation = Einladung zurückgenommen
history-acceptInvitation = Einladung angenommen
history-setQualities = Eigenschaften geändert
history-openInspection = Inspektion begonnen
history-closeInspection = Inspektion abgeschlossen
