help-title = Help
help-contact = Questions about this installation: { $contact }
help-group-start = Getting started
help-group-trainings = Trainings
help-group-files = Files
help-group-privacy = Privacy
help-start-access = How do I get access?
help-start-access-answer =
    The access manager of your enterprise gives and ends access. Those who have access sign in with a digital key.

    - **Reader**: sees employees, rights and trainings.
    - **HR officer**: also registers and corrects.
    - **Access manager**: decides, on top of that, who has access.

    Is your organisation not here yet? [Ask to have it added](/register/add).
help-start-public = Is this the public FLA?
help-start-public-answer =
    No. The public Federal Learning Account closed on 1 January 2026. This is a separate, open application that keeps the same things: right, trainings and credit.

    What you still want to save from the public FLA, ask for there before 1 January 2027. That data is erased then. [How to keep your FLA](/help/keep-your-fla).
help-trainings-short = May I register short moments?
help-trainings-short-answer = Yes. From one minute, for one person or a whole group. The register counts in minutes, so that a quarter of an hour stays a quarter of an hour.
help-files-declaration = Which files can I read in?
help-files-declaration-answer = The quarterly declarations (DmfA) and the Dimona declarations of your payroll. Employees, work regime and joint committee follow from them. You can read a file in several times without doubling anything.
help-files-error = My file gives an error. What now?
help-files-error-answer = Each message names the line in the file, the cause and the mend. Good lines are taken, wrong ones are not. Correct them and read them in again. [All codes are in the list](/codes).
help-privacy-who = Who sees my data?
help-privacy-who-answer = You yourself and, with your employer, those who have access to it. Employers see nothing of each other. Each look by an organisation is noted.
help-privacy-cookies = Which cookies are there?
help-privacy-cookies-answer = Only what is needed: one cookie for your session when you are signed in, and one for the language, the colours or the step of the tour you choose. Nothing is measured and nothing is fetched from others.
help-glossary = Glossary in four languages
help-glossary-lead = The official words, as this application uses them.
help-lead = Manuals, films and short answers. Nothing here asks you to sign in.
help-readers = What are you here for?
help-films = Films of the main journeys
help-films-text = Half a minute each, without sound, with captions in four languages.
help-tasks = What do you want to do?
help-find = Search a task
help-more = Look further
help-faq = Questions and answers
help-faq-lead = Short answers to what is asked most. If yours is not here, the access manager of your enterprise can help you.
help-contents = In this manual
help-open = Open this page
help-here = Help with this page
help-group-rights = Rights
help-group-employees = For employees
help-start-key = I cannot sign in. What now?
help-start-key-answer = You sign in with a digital key, not with a password of this application. If your key works elsewhere but you see nothing here, your access is missing: ask the access manager of your enterprise. Employees see their own account once their employer has them in the register.
help-rights-differs = A figure differs from what payroll says. Why?
help-rights-differs-answer = Open the working of the right: it shows days, regime and months. Most often a declaration of a quarter is missing, or the regime or the joint committee changed in the course of the year. What is assumed rather than declared is marked so.
help-rights-none = Why does somebody have no right?
help-rights-none-answer = Below 10 full-time equivalents the act gives none, and a sector agreement may ask for a number of months in service. The working says which rules were considered. Trainings can be registered all the same.
help-rights-five = When do days lapse?
help-rights-five-answer = On the last day of a period of five years, and at the end of the employment. See [what happens to credit that is left](/help/rules#rules-carry).
help-trainings-late = May I register a training afterwards?
help-trainings-late-answer = Yes. Give the day on which it was followed; it counts in that year, and the register keeps when you entered it. See [Register a training](/help/officer#training).
help-trainings-absent = Somebody was absent. What do I do?
help-trainings-absent-answer = When you complete a planned training, tick who was absent. If it was completed already, correct it and set that person to “not followed”.
help-trainings-leave = Does training leave count too?
help-trainings-leave-answer = No. Hours taken as Flemish training leave or paid educational leave do not lessen the credit. Register them all the same and choose that under “Does it count?”: they then stand in the [list of training leave](/help/officer#leave).
help-files-layout = My spreadsheet has another layout. Is that a problem?
help-files-layout-answer = No. Columns are recognised by their headings; what is not recognised you say once, and it is remembered. See [Bring in a spreadsheet](/help/officer#sheet).
help-files-twice = I brought the same file in twice. Is everything double now?
help-files-twice-answer = No. What the register knows already is recognised as the same and changes nothing. A whole spreadsheet can also be [undone](/help/officer#sheet-undo).
help-employees-left = I left. Can I still see my account?
help-employees-left-answer = Yes, and you can still ask questions about it. See [after you left an employer](/help/employee#own-left).
help-employees-private = Does my employer see the diplomas that I add?
help-employees-private-answer = No. What you add yourself is yours and no employer’s. Only you see it.
help-employees-wrong = What stands there about me is wrong. What do I do?
help-employees-wrong-answer = Press the link beside the entry and write what is wrong. Your employer has a month to answer, and both versions are kept. See [Ask about a training or a right](/help/employee#own-ask).

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
help-kept = How long data is kept
help-kept-lead = What is past its term is erased by itself. What you added to your own account stays as long as you keep it.
