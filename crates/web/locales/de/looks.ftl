# Versions of a person, and who looked at an account.

looks-title = Verlauf dieses Arbeitnehmers
looks-link = Verlauf, und wer Einsicht nahm
looks-versions = Personendaten
looks-versions-text = Was dort stand, seit wann und durch wen. Das Jüngste zuerst.
looks-nothing-changed = Hierbei änderte sich keine Angabe zur Person.
looks-who = Wer Einsicht nahm
looks-who-text = Die letzten 200 Male, dass jemand dieses Konto einsah oder änderte. Auch dass Sie dies jetzt einsehen, wird festgehalten.
looks-role-of = { $role } von { $organisation }
looks-the-employee = der Arbeitnehmer selbst
looks-yourself = Sie selbst
looks-changed = geändert
looks-looked = eingesehen
own-looks = Wer sah mein Konto ein?
own-looks-lead = Die letzten 200 Male, dass jemand Ihre Daten einsah oder änderte, mit Rolle und Organisation. Wer genau es war, weiß Ihr Arbeitgeber.
person-gender = Geschlecht
history-access = Liste der Zugänge eingesehen
history-employeeHistory = Verlauf der Personendaten eingesehen
history-auditOf = eingesehen, wer Einsicht nahm
history-ownAudit = eingesehen, wer das eigene Konto einsah
own-looks-nobody = Niemand außer Ihnen.
own-looks-yourself =
    { $count ->
        [one] Sie selbst 1 Mal
       *[other] Sie selbst { $count } Mal
    }
history-addOwnRecord = eigene Weiterbildung oder Diplom hinzugefügt
history-changeOwnRecord = eigene Weiterbildung oder Diplom geändert
history-withdrawOwnRecord = eigene Weiterbildung oder Diplom entfernt
history-addOwnEvidence = eigener Nachweis hinzugefügt
history-removeOwnEvidence = eigener Nachweis entfernt
history-ownRecords = eigene Weiterbildungen angesehen
history-ownRecord = eigene Weiterbildung angesehen
history-ownEvidence = eigener Nachweis angesehen
history-setTeam = Team festgelegt
history-shareRecord = eigene Weiterbildung dem Arbeitgeber gezeigt
history-stopSharing = eigene Weiterbildung nicht mehr gezeigt
history-judgeRecord = gezeigte Weiterbildung beurteilt
history-sharedRecords = gezeigte Weiterbildungen angesehen
history-sharedRecord = gezeigte Weiterbildung angesehen
history-sharedEvidence = gezeigter Nachweis angesehen
