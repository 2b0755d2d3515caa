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
