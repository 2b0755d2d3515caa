# The manual for those who register: HR officers. Names of buttons and menus are quoted from the pages.

manual-officer = For HR officers
manual-officer-lead = You import, register and correct. Task by task, with the names of the buttons.
part-begin = Begin
do-import = Import your payroll declarations
do-import-text =
    Your social secretariat or payroll package sends a declaration (DmfA) to social security each quarter. It holds your employees, their work regime and their joint committee. Ask for the XML files; there is nothing to type.

    1. Open **{ side-import }** in the menu.
    2. Under **{ import-choose }**, choose the files or drop them. Several quarters at once is fine. The Dimona files give the names.
    3. Press **{ import-send }**. You may leave the page; the work goes on.
    4. Read what was found: new employees, leavers, and lines that could not be read, each with its place in the file and the mend.

    Importing the same file twice changes nothing.
do-size = Check the size of your undertaking
do-size-text =
    The average number of employees decides how many days there are by law.

    1. Open **{ side-rights }**.
    2. Look at **{ rights-size }** and open the working below it, quarter by quarter.
    3. Is the average wrong, for instance because declarations are missing? Press **{ act-average }** and say why. The calculated average stays beside yours.
do-settings = Set the length of a training day
do-settings-text =
    A training day is your ordinary full-time day. It is 7 hours and 36 minutes unless you say otherwise.

    1. Open **{ side-rights }** and go to **{ settings-title }**.
    2. Press **{ act-settings }** and fill in **{ settings-day }**.
    3. Press **{ form-next }**, look at what it does to the credit, and press **{ form-do }**.
part-trainings = Trainings
do-quick = Register a toolbox talk
do-quick-text =
    For a short moment with a whole team: a few fields, on a phone too.

    1. Open **{ side-trainings }** and press **{ quick }**.
    2. Type what it was about. What is in your course list is suggested.
    3. Tick the teams, or **{ quick-everybody }**.
    4. Change **{ training-duration }** or **{ quick-day }** only if needed: a quarter of an hour today is filled in for you.
    5. Press **{ form-next }**, see who takes part, and press **{ form-do }**.
do-training = Register a training
do-training-text =
    1. Open **{ side-trainings }** and press **{ trainings-register }**.
    2. Choose who takes part: search a name, add a team, or press **{ training-paste-open }** and paste names or numbers from your own list.
    3. Give name, start, duration and status. A duration may be 7:36, 7.5 h, 456 min or 0.5 day.
    4. Provider, certificate and training leave are under **{ training-more }**.
    5. Press **{ form-next }**. You see what it does to each credit. Then press **{ form-do }**.

    You can also tick people in **{ side-employees }** and press **{ account-register }** there.
do-complete = Complete a planned training
do-complete-text =
    A planned training is taken off the credit only once it was followed.

    1. Open **{ side-trainings }** and the training.
    2. Press **{ training-complete }**. The button is there from the last day on.
    3. Tick who was absent. Everybody else followed it.
    4. Press **{ form-next }** and **{ form-do }**.
do-correct = Correct a training
do-correct-text =
    1. Open the training and press **{ training-correct }**.
    2. Change what is wrong: for everybody at once, or per person under **{ training-each }**.
    3. Give a reason. It stands in the history, beside your name.
    4. Press **{ form-next }**, compare before and after, and press **{ form-do }**.

    What stood there before is kept: see **{ training-history }**.
do-withdraw = Withdraw a training, or restore it
do-withdraw-text =
    Was it registered twice, or did it never take place? Nothing is thrown away: what is withdrawn no longer counts and can come back.

    1. Open the training and press **{ training-withdraw }**.
    2. Choose **{ training-whom-all }** or only those you tick, and give a reason.
    3. To take it back, press **{ training-restore }** on the same page.
do-again = Repeat an earlier training
do-again-text =
    1. Open the training in **{ side-trainings }**.
    2. Press **{ training-copy }**, or **{ training-copy-people }** if the same people take part.
    3. Change the date and go on as usual.
do-series = Plan a series
do-series-text =
    For what comes back each week or month.

    1. Open **{ side-trainings }** and press **{ series }**.
    2. Choose the participants and describe the training once.
    3. Say how often and how many times. Press **{ form-next }**: all days are listed.
    4. Press **{ form-do }**. Each training is then completed on its own.
do-courses = Make your course list
do-courses-text =
    Trainings you give often: their name, duration, provider and the validity of the certificate are then filled in for you.

    1. Open **{ side-trainings }** and press **{ courses }**.
    2. Press **{ course-add }** and fill in what always stays the same.
    3. From now on the name is suggested while you type it.
do-evidence = Keep a certificate or an attendance list
do-evidence-text =
    1. Open the training and follow **{ evidence }** at the bottom.
    2. Choose the participant and the file: PDF, JPEG or PNG.
    3. Press **{ evidence-add }**.

    Each participant sees only the own evidence, in the own account.
do-certificates = See who can still do a task
do-certificates-text =
    1. Open **{ side-certificates }**.
    2. Type the certificate or the training and press **{ certificate-show }**.
    3. You see who has it, until when, and whose ends soon. On its last day a certificate is still valid.

    Certificates that end within 90, 30 and 7 days also stand under **{ side-tasks }**.
part-people = Employees and rights
do-account = Read an account
do-account-text =
    1. Open **{ side-employees }** and press a name.
    2. At the top stands what there is and what is left, in days and in hours.
    3. Press **{ working-open }** to see the arithmetic of a right, month by month, with its rule and source.
    4. Below are the entries: right, carried over, followed, lapsed. Together they make the balance.
do-hire = Add an employee by hand
do-hire-text =
    Whoever is in an imported declaration is there already.

    1. Open **{ side-employees }** and press **{ overview-act-employee }**.
    2. Fill in the SSIN, the name, the first day in service, the joint committee and the work regime.
    3. Press **{ form-next }** and **{ form-do }**. The right is worked out at once.
do-change = Change personal details, work or regime
do-change-text =
    1. Open the employee in **{ side-employees }**.
    2. For name, address, team or language press **{ act-person }**.
    3. For another joint committee or work regime press **{ act-occupations }** and say from which day. What held before stays.
do-end = End an employment
do-end-text =
    1. Open the employee and press **{ act-end }**.
    2. Give the last day and why it ends: that decides what happens to the credit that is left.
    3. Press **{ form-next }**, look at the effect, and press **{ form-do }**.

    The employee keeps the own account and can still ask questions about it.
do-right = Set a right by hand, or give company days
do-right-text =
    1. Open the employee and go to the training rights of the year.
    2. Press **{ act-right }** beside the right, give the amount and the reason. The calculation stays visible beside it.
    3. Extra days of your own go through **{ act-company-days }**, for one employee there or for everybody under **{ side-rights }**.
    4. An agreement that is neither a right nor a training goes through **{ act-adjust }**.
do-verify = Verify calculated rights
do-verify-text =
    1. Open **{ side-employees }** and tick people, or begin with **{ side-tasks }**.
    2. Press **{ act-verify }**. Nothing changes in the amounts; you say that they are right.
    3. If the inputs change later, the right becomes **{ account-state-calculated }** again and the difference is shown.
do-known = See what was known on an earlier day
do-known-text =
    1. Open the employee and go to **{ account-as-known }**.
    2. Choose a day and press **{ account-known-show }**.
    3. You see the account as the register knew it then. **{ account-known-now }** leads back.
part-sheets = Spreadsheets
do-sheet = Bring in a spreadsheet
do-sheet-text =
    Trainings, employees or company days from Excel, CSV or a pasted table, in your own layout.

    1. Open **{ side-sheets }** and choose the file, drop it, or paste the cells with their headings.
    2. Press **{ sheets-send }**. Columns are recognised by their headings. What is not, you say once; it is remembered.
    3. Read row by row what would happen: new, changed, same, older, conflict or refused. Nothing has changed yet.
    4. Press the button that carries out the good rows.
do-sheet-back = Mend the rows that were not taken
do-sheet-back-text =
    1. On the page of the table press **{ sheets-returned }**. You get a file in your own layout, with the row, the column, the reason and what to do in columns that begin with “FLA:”.
    2. Correct the cells in your spreadsheet and save.
    3. Bring that same file in. The added columns are not read, and what was taken before is recognised as the same.
do-sheet-undo = Undo a whole spreadsheet
do-sheet-undo-text =
    1. Open **{ side-sheets }** and the table under **{ sheets-earlier }**.
    2. Go to **{ sheets-undo }** at the bottom, say why, and press the button.
    3. All it did is taken back, except what somebody changed since. You are shown what stays, and why.
do-sheet-public = Keep what you saved from the public FLA
do-sheet-public-text =
    What you could save from the public FLA (a table, a CSV file, a pasted list) goes in the same way.

    1. Open **{ side-sheets }** and choose the file.
    2. Tick **{ sheets-copy-yes }**. The import is then marked as a copy, unverified, and the file itself is kept.
    3. Go on as with any spreadsheet.
do-sheet-out = Take a list out
do-sheet-out-text =
    1. Open **{ side-sheets }** and go to **{ sheets-out }**.
    2. Choose Excel or CSV beside the list.

    Change what you want and bring the file in again: only what you changed changes. Lists behind the figures of the **{ side-overview }** have the same two links.
part-files = Batch files
do-file = Send a batch file
do-file-text =
    For software that writes its changes as XML: trainings, training rights, employees and employments, for one employer or for many.

    1. Open **{ side-files }**.
    2. Choose **{ files-environment-simulation }** the first time: everything is checked, nothing is written. Choose **{ files-environment-real }** when you mean it.
    3. Choose the file or drop it, and press **{ files-send }**. You may leave the page; the work goes on.
    4. At the top you see whether the file is taken or refused as a whole. Below, under **{ files-forms-title }**, stands what came of each form.
do-file-mend = Mend the forms that were refused
do-file-mend-text =
    1. Open the file under **{ files-sent }**. With **{ files-filter }** you see only what was refused, each with line, column, value, cause and mend.
    2. Or take the answers with you under **{ files-answers }**: the NOTI for your software, the CSV as a table.
    3. Correct those forms in your software and send them again. What was accepted need not be sent again; if it is, nothing changes.
do-file-out = Take everything out as a batch file
do-file-out-text =
    1. Open **{ side-files }** and go to **{ files-export }**.
    2. Press **{ files-export-get }**.

    Keep the file, or send it in at another register. Sent in here again, it changes nothing.
part-daily = Day by day
do-figures = From a figure to its rows
do-figures-text =
    1. Open **{ side-overview }**. Choose a year at the top.
    2. Press any number: the people or trainings behind it are listed.
    3. Choose filters and an order and press **{ employees-show }**. Take the list along as Excel or CSV.

    Each chart stands beside a table with the same figures.
do-tasks = See what must be done
do-tasks-text =
    1. Open **{ side-tasks }**. The most urgent comes first, with its day and where that day comes from.
    2. Press the button beside a task; it leads to the page where it is done.
    3. A task leaves the list by itself once it is done.
do-digest = Get your tasks by mail
do-digest-text =
    1. Open **{ side-tasks }** and follow **{ digest-title }**.
    2. Choose **{ digest-weekly }**, your address and language, and press **{ digest-save }**.

    The mail holds counts and days, never a name or a number of an employee. What was sent stands in the **{ outbox-title }**.
do-question = Answer a question of an employee
do-question-text =
    Employees can ask about each training and each right in their account. There is a month to answer.

    1. Open **{ side-disputes }** and the question.
    2. You see what stands there, what the employee says, and what changed since.
    3. Is the employee right? Correct the register first, with the button on that page. Then choose your correction as the answer.
    4. Otherwise choose **{ question-outcome-explained }** and explain why.
    5. Write your answer and press **{ question-answer-do }**. The employee reads it in the account; both versions are kept.
part-paper = Paper and reports
do-paper = Make training accounts as PDF
do-paper-text =
    For one employee: open the account and press the button with PDF. For everybody:

    1. Open **{ side-papers }** and choose the year.
    2. Press **{ paper-accounts-make }**. You see how far it is.
    3. Press **{ paper-take }**: a ZIP file with one PDF for each employee, in the own language. It stays for seven days.
do-notice = Give the yearly notice
do-notice-text =
    Once a year each employee hears what is left, and that the own data can be seen and corrected.

    1. Open **{ side-papers }** and go to the notice of the year.
    2. Press **{ paper-notices-make }**. What stands in a notice is kept as it was.
    3. Press **{ paper-letters-all }** for all letters in one file, or **{ paper-letter }** beside a name.
    4. Once they are given: tick the names, say when and how under **{ paper-mark }**, and press **{ paper-mark-ticked }**. That is your proof.
do-social = Make the tables of the social balance sheet
do-social-text =
    1. Open **{ side-reports }** and **{ report-social }**. Choose the year.
    2. People and hours are there, for men and women, formal and informal.
    3. Under **{ report-complete }** stands what still misses a kind or a gender. Complete it there.
    4. Enter the amounts from your books under **{ report-costs }** and press **{ report-cost-save }**.
    5. Print the page, or take it along with **{ dashboard-file-xlsx }** or **{ dashboard-file-csv }**.
do-leave = List training leave
do-leave-text =
    1. Open **{ side-reports }** and **{ report-leave }**. Choose the year.
    2. You see the hours taken as Flemish training leave or paid educational leave, by employee. They do not count against the credit.
    3. Take the list along with **{ dashboard-file-xlsx }** or **{ dashboard-file-csv }**.
do-plan = Compare the training plan with what happened
do-plan-text =
    1. Register planned trainings with the status **{ training-status-planned }**.
    2. Open **{ side-reports }** and **{ report-plan }**.
    3. Give the day of the plan and press **{ report-show }**. The register still knows what was planned then, and puts beside it what was followed, is still planned, or was not followed.
picture-import = What an import found: new employees, and a line that could not be read with its place and mend.
picture-quick = The form for a quick registration, with a name, teams, duration and day.
picture-certificates = The list of certificates, with how many people have each one.
picture-account = An account: the credit of the year as a bar, and below it the right with its working.
picture-sheet = A spreadsheet before it is carried out: row by row what would happen.
picture-figures = The overview of an employer, with figures that lead to their rows.
picture-tasks = The list of tasks, each with its day, its source and a button.
picture-question = A question of an employee, with what stood in the register and what should be there.
picture-notice = The page with papers, with the notices of the year and their proof.
do-report-answer = Verify what training providers report
do-report-answer-text =
    1. Open **{ side-reported }**.
    2. Tick who followed the training and press **{ reported-accept }**. It is then registered, and counts. If something was different, choose **{ reported-change }**.
    3. Does it say **{ alike-title }**? If it is the same, press **{ alike-merge }**: one record with two origins, counted once.
    4. You do not agree? Open **{ reported-dispute }** and say why.

    With **{ reported-reopen }** you undo a merge or a dispute.
