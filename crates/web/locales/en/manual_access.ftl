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

    Each of these but the last can be limited to a team or a joint committee: then the person sees, and registers for, those people only.

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
do-access-invite = Invite by a link
do-access-invite-text =
    1. Open **{ side-access }** and go to **{ invitation-make }**.
    2. Choose a role and press **{ invitation-make }**.
    3. Give the link to one person, who signs in and takes the role.

    The link works once, for seven days, and is shown only once.
part-for-others = For other organisations
do-mandate-give = Give a mandate
do-mandate-give-text =
    1. Open **{ side-mandates }** and go to **{ mandate-give }**.
    2. Fill in the enterprise number of the provider, the first quarter, and what the mandate allows.
    3. Press **{ mandate-give }**. The provider confirms it under **{ side-mandates }**; only then does it hold.

    What counts is whether the mandate is in force when something is processed, whenever the training was. Both can end it; that holds at once.
do-mandate-use = Work for an employer
do-mandate-use-text =
    1. Open **{ side-clients }** and search by name or enterprise number.
    2. Choose an employer. On the left each page says for whom you work and under which mandate; that link leads back to the list.
    3. **{ tasks-everywhere }** shows what is to be done for all your employers.

    What the mandate does not allow is not offered.
do-report-give = Report a training you gave
do-report-give-text =
    1. Open **{ side-given }** and press **{ given-new }**.
    2. Describe the training and paste the participants: enterprise number, SSIN, name.
    3. You do not know the numbers? Tick **{ given-link-yes }**: whoever opens the link confirms themselves.
    4. Press **{ given-send }**. Beside each report stands what the employer made of it.
