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

    What you still want to save from the public FLA, ask for there before 1 January 2027. That data is erased then. [How to keep your FLA](/help/keep-your-fla).
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
keep-title = Keep your FLA
keep-lead = The data of the public FLA will be erased. What you save now, you can go on keeping here.
keep-before = Until and including 31 December 2026
keep-before-text = The public FLA has been closed since 1 January 2026. The data can still be asked for and are erased on 1 January 2027.
keep-after = The data have been erased
keep-after-text = The data of the public FLA were erased on 1 January 2027. What you saved yourself, you can still bring in here.
keep-steps = In three steps
keep-ask = Ask for your data
keep-ask-text = Sign in to the service where you used the FLA, with your eID or itsme. An employer asks for the data of the enterprise, an employee for their own.
keep-save = Save the file
keep-save-text = Save what you get as it is, in whatever form there is: spreadsheet, CSV, XML or PDF. If you only get a screen, copy the table or save the page as a PDF. Do not change the file: it is your evidence.
keep-bring = Bring it in here
keep-bring-text = As an employee under your own trainings, as an employer under *Spreadsheets*, with the tick “Copy from the public FLA”. You see row by row what will be taken over, and you can undo all of it.
keep-own = Bring in my own data
keep-employer = Bring in as an employer
keep-forms = Which files are read
keep-form-sheet = Spreadsheet or CSV
keep-form-sheet-text = Excel (xlsx), OpenDocument (ods) or CSV, in any layout. Columns are recognised by their headings; what is not recognised you say once.
keep-form-xml = XML
keep-form-xml-text = Any XML file in which something repeats: each training becomes a row, and what stands around it (such as the employee) is added.
keep-form-pdf = PDF
keep-form-pdf-text = A table of text is read. A scan is not: that file is kept as evidence, and you can paste the table.
keep-form-paste = Pasted table
keep-form-paste-text = Select the table on the screen, headings included, copy it and paste it.
keep-form-picture = Screenshot or photograph
keep-form-picture-text = That is not read. Add it as evidence to a training that you type in yourself.
keep-mark = What the mark means
keep-mark-text = What comes from such a file carries the mark **copy from the public FLA, unverified** everywhere: nobody vouches that it is whole and unchanged. An employer can compare it with the own papers and note it as checked. The original file can still be downloaded.
keep-duty = Do you have to do this?
keep-duty-text = This is a help, not a duty that we put on you. The individual right to training remains; whoever keeps what was followed can show it later. This application is not the public FLA and fetches nothing from it.
keep-back = All help
