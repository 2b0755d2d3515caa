# Who has access, giving and ending it.

side-access = Access
access-lead = Who can look at or change something for this employer. What you give or end here holds at once, also for those who are signed in now.
access-who = Who
access-by = Given by
access-own = yourself
access-not-yet = not signed in yet
access-give = Give access
access-reader-hint = Sees everything of this employer, changes nothing.
access-registrar-hint = Imports declarations, registers trainings and changes rights.
access-accessManager-hint = Does what an HR officer does, and gives and ends access.
access-end = End access
access-end-short = End
access-end-lead = This person can at once no longer look at or change anything in this role. What the person did stays in the history.
access-end-own = This is your own access.
access-manage = Give or end access
done-access-given = Access was given.
done-access-ended = Access was ended.
section = For whom
section-hint = A role can be limited to a team or a joint committee. Whoever holds it sees and registers only for those people; the overview, lists to take out and the history stay with roles for all employees.
section-all = All employees
section-team = only team { $team }
section-committee = only joint committee { $committee }
capacity-section = As { $role }. Enterprise number { $number }.
training-others = Others take part in this training too
training-others-text = They are outside the team or joint committee of your role. Somebody with a role for all employees corrects this training.
