# The manual for those who only read: management, delegation, auditors.

manual-reader = For readers and verifiers
manual-reader-lead = You look, compare and check; you change nothing.
part-reading = Look and check
do-reader-may = What a reader can do
do-reader-may-text =
    You see all employees, rights, trainings, reports and the history of your employer. Buttons that change something are not there for you. Each time you look at the data of a person, that is noted, and the person can see it.
do-reader-account = Look up an employee
do-reader-account-text =
    1. Open **{ side-employees }**.
    2. Type part of the name in **{ employees-name-or-ssin }** and press **{ employees-show }**. An SSIN can be typed too; it never stands in an address.
    3. Press the name. Choose a year at the top.
do-reader-check = Check how a right came about
do-reader-check-text =
    1. Open the account and press **{ working-open }** beside the right.
    2. Add the lines up: days of the rule × work regime × months ÷ 12. They give the total, rounded once.
    3. Press **{ account-basis }** to see what it rests on: size, joint committee, regime and months.
    4. The rule is named with its version and its source.
do-reader-lists = Make a list and take it along
do-reader-lists-text =
    1. Open **{ side-overview }** and press a number.
    2. Choose filters and an order, and press **{ employees-show }**.
    3. Take the list along as Excel or CSV.
do-reader-able = See who can still do a task
do-reader-able-text =
    1. Open **{ side-certificates }**, type the certificate and press **{ certificate-show }**.
    2. Those whose certificate has ended, or who left, are marked.
do-reader-history = See who changed or looked at what
do-reader-history-text =
    1. Open **{ side-history }** for all changes, each with who, when and why.
    2. Below, under **{ history-reads }**, stands who looked at data of employees.
    3. For one employee: open the account and follow **{ looks-link }**.
do-reader-paper = Reports and papers
do-reader-paper-text =
    1. **{ side-reports }** has the social balance sheet, training leave, and plan against what happened.
    2. **{ side-papers }** has the training accounts as PDF, for one or for everybody, and the proof of the yearly notices.
