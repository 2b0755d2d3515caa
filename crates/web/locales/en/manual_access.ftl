# The manual for those who give access.

manual-access = For access managers
manual-access-lead = You decide who may look and who may register, and you see who did.
part-access = Access
do-access-first = Where the first access comes from
do-access-first-text = The operator of the installation gives the first person of an employer access. From then on you do it yourself, without the operator. You can also do everything an HR officer does: see [that manual](/help/officer).
do-access-roles = Choose the right role
do-access-roles-text =
    - **{ role-reader }**: sees everything of this employer, changes nothing.
    - **{ role-registrar }**: imports declarations, registers trainings, changes rights, answers questions.
    - **{ role-accessManager }**: does that too, and gives and ends access.

    Give no more than somebody needs. Employees need no access here: they see their own account with their own digital key.
do-access-give = Give access
do-access-give-text =
    1. Open **{ side-access }**.
    2. Under **{ access-give }**, fill in the SSIN of the person and choose a role.
    3. Press **{ access-give }**. It holds at once; the person signs in with the own digital key.

    Until the first sign-in **{ access-not-yet }** stands beside the number.
do-access-end = End access
do-access-end-text =
    1. Open **{ side-access }** and press **{ access-end-short }** beside the person.
    2. Press **{ access-end }**. It holds at once, also for somebody who is signed in now.

    What the person did stays in the history. At least one access manager always stays.
do-access-looks = See who changed or looked at what
do-access-looks-text =
    1. Open **{ side-history }**: each change, with who, when and why.
    2. Under **{ history-reads }** stand the last looks, and what somebody wanted to do and was not allowed.
    3. For one employee: open the account in **{ side-employees }** and follow **{ looks-link }**.
do-access-sessions = End your own sessions
do-access-sessions-text =
    1. Press your name at the top and choose **{ sessions }**.
    2. Do you not recognise one? Press **{ sessions-end }** beside it, or **{ sessions-end-others }**.

    A session ends by itself after 30 minutes without use and after 12 hours.
picture-access-give = The list of those who have access, and the form with which access is given.
