# Versions of a person, and who looked at an account.

looks-title = Geschiedenis van deze werknemer
looks-link = Geschiedenis, en wie keek
looks-versions = Persoonsgegevens
looks-versions-text = Wat er stond, sinds wanneer en door wie. Het jongste eerst.
looks-nothing-changed = Hierbij veranderde geen persoonsgegeven.
looks-who = Wie keek
looks-who-text = De laatste 200 keer dat iemand deze rekening bekeek of wijzigde. Ook dat u dit nu bekijkt, wordt genoteerd.
looks-role-of = { $role } van { $organisation }
looks-the-employee = de werknemer zelf
looks-yourself = uzelf
looks-changed = gewijzigd
looks-looked = bekeken
own-looks = Wie keek naar mijn rekening?
own-looks-lead = De laatste 200 keer dat iemand uw gegevens bekeek of wijzigde, met de rol en de organisatie. Wie het precies was, weet uw werkgever.
person-gender = Geslacht
history-access = lijst van toegangen bekeken
history-employeeHistory = geschiedenis van persoonsgegevens bekeken
history-auditOf = bekeken wie keek
history-ownAudit = bekeken wie de eigen rekening bekeek
own-looks-nobody = Niemand anders dan uzelf.
own-looks-yourself =
    { $count ->
        [one] U keek zelf 1 keer
       *[other] U keek zelf { $count } keer
    }
history-addOwnRecord = eigen opleiding of diploma toegevoegd
history-changeOwnRecord = eigen opleiding of diploma gewijzigd
history-withdrawOwnRecord = eigen opleiding of diploma verwijderd
history-addOwnEvidence = eigen bewijs toegevoegd
history-removeOwnEvidence = eigen bewijs verwijderd
history-ownRecords = eigen opleidingen bekeken
history-ownRecord = eigen opleiding bekeken
history-ownEvidence = eigen bewijs bekeken
history-setTeam = ploeg ingesteld
history-shareRecord = eigen opleiding aan werkgever getoond
history-stopSharing = eigen opleiding niet meer getoond
history-judgeRecord = getoonde opleiding beoordeeld
history-sharedRecords = getoonde opleidingen bekeken
history-sharedRecord = getoonde opleiding bekeken
history-sharedEvidence = getoond bewijs bekeken
