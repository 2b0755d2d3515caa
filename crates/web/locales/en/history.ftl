# Who did what, and who looked.

history-lead = Each change of the register and each look at people’s data is here.
history-changes = Changes
history-none = Nothing yet.
history-when = When
history-what = What
history-about = About whom or what
history-who = Who
history-more = How and why
history-older = Older changes
history-reads = Who looked
history-reads-text = The last times somebody looked at data of employees, or wanted to do what was not allowed.
history-people =
    { $count ->
        [0] nobody in particular
        [one] one employee
       *[other] { $count } employees
    }
history-refused = not allowed
history-by = { $what } by { $who }
history-addEmployee = employee added
history-changePerson = personal details changed
history-changeOccupations = work or regime changed
history-endService = employment ended
history-setAverage = average size entered
history-setRight = right set by hand
history-giveCompanyDays = company days given
history-withdrawCompanyDays = company days taken back
history-setOptOut = automatic calculation switched off
history-endOptOut = automatic calculation switched on again
history-computeRight = computed right brought back
history-computeAverage = computed average brought back
history-verifyRights = rights marked as verified
history-adjustCredit = credit adjusted
history-withdrawAdjustment = adjustment taken back
history-registerTraining = training registered
history-correctTraining = training corrected
history-completeTraining = training marked as followed
history-withdrawTraining = training withdrawn
history-restoreTraining = training restored
history-changeSettings = settings changed
history-recalculateAll = recalculation asked for
history-recalculation = rights and credit worked out again
history-importDeclarations = declarations imported
history-addEmployer = employer added
history-giveAccess = access given
history-endAccess = access ended
history-account = account looked at
history-ownAccount = own account looked at
history-credit = credit looked at
history-employees = list of employees looked at
history-findPeople = employees searched for
history-training = training looked at
history-trainingHistory = history of a training looked at
history-rightHistory = history of rights looked at
history-recentChanges = history looked at
history-importReport = result of an import looked at
history-preview = effects of a change looked at
history-other = another act
history-giveMandate = Mandate given
history-confirmMandate = Mandate confirmed
history-refuseMandate = Mandate refused
history-endMandate = Mandate ended
history-mandates = Mandates seen
history-invite = Invited by a link
history-takeBackInvitation = Invitation taken back
history-acceptInvitation = Invitation taken
history-setQualities = Qualities changed
history-openInspection = Inspection begun
history-closeInspection = Inspection closed
