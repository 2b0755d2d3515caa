# What must be done next.

side-tasks = Tasks
history-tasks = tasks looked at
tasks-lead = What is to be done next, as the register stands on { $today }. A task is gone as soon as it is done.
tasks-none = Nothing to do
tasks-none-text = As soon as there are employees, what is to be done stands here with its day.
tasks-due = Due
tasks-overdue =
    { $days ->
        [one] Overdue since yesterday
       *[other] Overdue by { $days } days
    }
tasks-left =
    { $days ->
        [0] Today
        [one] Tomorrow
       *[other] In { $days } days
    }
tasks-people =
    { $count ->
        [0] Nobody that the register knows of
        [one] One person
       *[other] { $count } people
    }
tasks-certificates =
    { $count ->
        [one] One certificate
       *[other] { $count } certificates
    }
tasks-late =
    { $count ->
        [one] of whom one is overdue
       *[other] of whom { $count } are overdue
    }
tasks-quarter = Register what was followed in the { $quarter }
tasks-new = Complete the data of new employees
tasks-verify = Verify the training rights of { $year }
tasks-notice = Tell everybody the balance of { $year }
tasks-advice = Ask for advice on the training plan of { $year }
tasks-plan = Make the training plan of { $year }
tasks-certificates-ended = Renew certificates that have ended
tasks-certificates-week = Renew certificates that end within 7 days
tasks-certificates-month = Renew certificates that end within 30 days
tasks-certificates-quarter = Renew certificates that end within 90 days
tasks-source-quarter = By the end of the month after the quarter: the day of the Federal Learning Account (act of 20 October 2023). The public service stopped on 1 January 2026; this register keeps its rhythm.
tasks-source-new = Within 60 days of the start: the term of the Federal Learning Account (act of 20 October 2023), kept by this register.
tasks-source-verify = Within 30 days of the calculation: the term of the Federal Learning Account, kept by this register.
tasks-source-certificates = The last day of validity on the certificate.
tasks-source-notice = At least once a year, with the right to consult and to have corrected (royal decree of 5 December 2017).
tasks-source-advice = Advice by 15 March, for undertakings of 20 or more (act of 3 October 2022).
tasks-source-plan = Each year by 31 March, for undertakings of 20 or more (act of 3 October 2022).
tasks-act-quarter = Register trainings
tasks-act-new = Complete data
tasks-act-verify = Verify rights
tasks-act-certificates = Who can still do it?
tasks-act-notice = To the notices
tasks-act-advice = Figures to begin with
tasks-act-plan = Figures to begin with
history-setDigest = tasks by mail switched on or off
history-digest = digest of tasks written
history-outbox = outbox looked at
digest-title = Tasks by mail
digest-lead = On Monday mornings or each working day the tasks of this employer, with their days and counts. No mail ever holds a name or a number of an employee.
digest-not-sent = This installation sends no mail: no mail server is set. What would be sent stands in the outbox.
digest-often = How often?
digest-weekly = Every week
digest-off = Not at all
digest-address = Your e-mail address
digest-address-hint = Only for this digest.
digest-language = In which language?
digest-save = Save
done-digest-set = Saved.
digest-subject = { $employer }: { $count } tasks in the training register
digest-subject-overdue = { $employer }: overdue in the training register: { $count }
digest-greeting = Tasks of { $employer } as the training register stood on { $today }:
digest-overdue = overdue
digest-more = And { $count } more.
digest-link = The list, with the act beside each task: { $link }
digest-stop = To get this mail no more: { $link }
outbox-title = Outbox
outbox-lead = The last 50 mails about this employer; they are kept for 90 days.
outbox-none = No mail yet
outbox-none-text = As soon as somebody asks for a digest, what was written stands here.
outbox-waiting = waiting
outbox-sent = sent
outbox-failed = not sent
digest-daily = Each working day
tasks-count-questions = 
    { $count ->
        [one] One question
       *[other] { $count } questions
    }
tasks-open = Say of planned trainings of the { $quarter } whether they were followed
tasks-act-open = Complete trainings
tasks-questions = Answer questions of employees
tasks-source-questions = The last day for an answer, as the employee was told.
tasks-act-questions = To the questions
tasks-settle = Note as done
tasks-settle-text = The register cannot know this from its data. Note the day on which it was done; the task is then gone from the list.
tasks-settle-save = Note it
tasks-settle-back = Not done after all
tasks-done-on = Done on
tasks-done-by = done on { $date }, noted by { $who }
tasks-done = Noted as done
done-task-settled = Noted.
history-settleTask = task noted as done, or taken back
tasks-everywhere = Tasks of all my employers
tasks-everywhere-lead = 
    { $count ->
        [one] Of one employer, on { $today }, the most urgent first.
       *[other] Of { $count } employers, on { $today }, the most urgent first.
    }
tasks-left-out = 
    { $count ->
        [one] One more employer is not in it; open it by itself.
       *[other] { $count } more employers are not in it; open them by themselves.
    }
