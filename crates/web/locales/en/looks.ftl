# Versions of a person, and who looked at an account.

looks-title = History of this employee
looks-link = History, and who looked
looks-versions = Personal data
looks-versions-text = What stood there, since when and by whom. The latest first.
looks-nothing-changed = No personal data changed here.
looks-who = Who looked
looks-who-text = The last 200 times somebody looked at or changed this account. That you look at this now is noted too.
looks-role-of = { $role } of { $organisation }
looks-the-employee = the employee
looks-yourself = yourself
looks-changed = changed
looks-looked = looked at
own-looks = Who looked at my account?
own-looks-lead = The last 200 times somebody looked at or changed your data, with the role and the organisation. Your employer knows who exactly it was.
person-gender = Gender
history-access = list of access looked at
history-employeeHistory = history of personal data looked at
history-auditOf = looked at who looked
history-ownAudit = looked at who looked at the own account
own-looks-nobody = Nobody but yourself.
own-looks-yourself =
    { $count ->
        [one] You looked once yourself
       *[other] You looked { $count } times yourself
    }
history-addOwnRecord = own training or diploma added
history-changeOwnRecord = own training or diploma changed
history-withdrawOwnRecord = own training or diploma withdrawn
history-addOwnEvidence = own evidence added
history-removeOwnEvidence = own evidence removed
history-ownRecords = own trainings looked at
history-ownRecord = own training looked at
history-ownEvidence = own evidence looked at
history-setTeam = team set
history-shareRecord = own training shown to the employer
history-stopSharing = own training no longer shown
history-judgeRecord = shown training judged
history-sharedRecords = shown trainings looked at
history-sharedRecord = shown training looked at
history-sharedEvidence = shown evidence looked at
