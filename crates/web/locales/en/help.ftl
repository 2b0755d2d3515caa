help-title = Help
help-lead = Short answers to what is asked most. If yours is not here, the access manager of your enterprise can help you.
help-contact = Questions about this installation: { $contact }
help-group-start = Getting started
help-group-rights = Rights and credit
help-group-trainings = Trainings
help-group-files = Files
help-group-privacy = Privacy
help-start-access = How do I get access?
help-start-access-answer =
    The access manager of your enterprise gives and ends access. Those who have access sign in with a digital key.

    - **Reader**: sees employees, rights and trainings.
    - **Registrar**: also registers and corrects.
    - **Access manager**: decides, on top of that, who has access.
help-start-public = Is this the public FLA?
help-start-public-answer =
    No. The public Federal Learning Account closed on 1 January 2026. This is a separate, open application that keeps the same things: right, trainings and credit.

    What you still want to save from the public FLA, ask for there before 1 January 2027. That data is erased then.
help-rights-number = How many training days are there?
help-rights-number-answer =
    By law, for those who work full-time all year:

    - fewer than 10 full-time equivalents: no days
    - 10 to fewer than 20: 1 day
    - 20 or more: 4 days in 2023, 5 days from 2024

    A sector agreement may give another number. [Look up the regime](/regime) of your joint committee.
help-rights-part = How is the right worked out for part-time work?
help-rights-part-answer = The number of days is multiplied by the work regime and by the months under contract, divided by twelve. A month that was begun counts as a whole month. Rounding happens once, to whole minutes. In the register each figure opens to that working.
help-rights-carry = What happens to credit that is left?
help-rights-carry-answer = What is left at the end of a year goes to the next year and does not lessen that year’s right. A period lasts five years at most; what is left from earlier years on its last day lapses. At the end of employment, what is left lapses too.
help-rights-size = How large is our undertaking by law?
help-rights-size-answer = That is the average number of employees in full-time equivalents over four quarters: the fourth quarter of the second year before the two-year period and the first three of the year before it. For 2026 and 2027 those are the fourth quarter of 2024 and the first three of 2025. The average is not rounded.
help-trainings-count = Which trainings count?
help-trainings-count-answer = Formal and informal trainings that are tied to the job, those on well-being at work too. Flemish training leave and paid educational leave do not count. [Ask about one training](/counts).
help-trainings-short = May I register short moments?
help-trainings-short-answer = Yes. From one minute, for one person or a whole group. The register counts in minutes, so that a quarter of an hour stays a quarter of an hour.
help-files-declaration = Which files can I read in?
help-files-declaration-answer = The quarterly declarations (DmfA) and the Dimona declarations of your payroll. Employees, work regime and joint committee follow from them. You can read a file in several times without doubling anything.
help-files-error = My file gives an error. What now?
help-files-error-answer = Each message names the line in the file, the cause and the mend. Good lines are taken, wrong ones are not. Correct them and read them in again. [All codes are in the list](/codes).
help-privacy-who = Who sees my data?
help-privacy-who-answer = You yourself and, with your employer, those who have access to it. Employers see nothing of each other. Each look by an organisation is noted.
help-privacy-cookies = Which cookies are there?
help-privacy-cookies-answer = Only what is needed: one cookie for your session when you are signed in, and one for the language or the colours you choose. Nothing is measured and nothing is fetched from others.
help-glossary = Glossary in four languages
help-glossary-lead = The official words, as this application uses them.
help-public-pages = Look up without signing in

term-training-right = training right
term-training-credit = training credit
term-joint-committee = joint committee
term-enterprise-number = enterprise number
term-ssin = SSIN
term-employer = employer
term-employee = employee
term-social-secretariat = social secretariat
term-work-regime = work regime
term-carried-over = carried over
term-access-manager = access manager
term-training-plan = training plan
