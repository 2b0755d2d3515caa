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
