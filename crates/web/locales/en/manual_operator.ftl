# The manual for those who run an installation.

manual-operator = For operators
manual-operator-lead = You run the installation. You add employers, and you see no data of employees.
part-operator = The installation
do-operator-begin = Begin
do-operator-begin-text =
    1. Start `fla serve` with the settings of your sign-in service and your public address. `fla doctor` says what is right, what is not, and the mend.
    2. Give yourself the first access on the command line: `fla access give --role operator --ssin-stdin`. The SSIN is read from the input, so that it stands in no list.
    3. Sign in and open **{ capacity-operator }**.

    `fla serve --help` lists all settings. Secrets are never printed.
do-operator-employer = Add an employer
do-operator-employer-text =
    1. Open **{ capacity-operator }** and go to **{ operator-add }**.
    2. Fill in the enterprise number, the name and the language. Where the CBE knows the number, the name may stay empty.
    3. Under **{ operator-first }**, give the SSIN and role of the person who begins: usually **{ role-accessManager }**.
    4. Press **{ operator-add }**. From then on the employer gives access itself.
do-operator-cbe = Load the names of the CBE
do-operator-cbe-text = Each month, download the full extract (Full) of the open data of the Crossroads Bank for Enterprises and give it to `fla cbe load`. Whoever adds an organisation can then leave the name empty, and beside enterprise numbers stands what the CBE calls them. A number that the extract does not know is told and not refused. The program fetches nothing by itself.
do-operator-mail = Send mail
do-operator-mail-text = Set `FLA_SMTP_URL`, `FLA_SMTP_FROM` and `FLA_SMTP_PASSWORD`. Without them nothing is sent; what would have been sent stands in the **{ outbox-title }** of each employer. A mail holds counts and a link, no names.
do-operator-backup = Make a backup, and put it back
do-operator-backup-text =
    1. `fla backup FILE` makes a consistent copy while the register runs.
    2. To put it back: stop the register, then `fla restore FILE`. It overwrites nothing unless you add `--force`.
    3. Try it once before you need it.

    On PostgreSQL use its own tools.
do-operator-health = Watch over it
do-operator-health-text = `GET /health` answers 200 or 503. Long work that is cut off is taken up again at the next start. At midnight in Brussels the register posts what fell due; `fla recalculate` does it by hand.
do-operator-rules = Add rules of a sector
do-operator-rules-text =
    1. Write the rule as dated data, with its source, in a folder of your own.
    2. Check it: `fla rules check FOLDER`.
    3. Set `FLA_RULES_DIR` to that folder and start again. Rights are worked out anew where the rule changes them.
do-operator-qualities = Set the qualities of an organisation
do-operator-qualities-text = An organisation is an employer, service provider, social secretariat, training provider or sector fund, or several of these. Open **{ capacity-operator }**, choose the organisation and tick what it is. Only one that serves employers can get a mandate.
do-operator-inspection = Let an inspector in
do-operator-inspection-text = Give the role on the command line: `fla access give --role inspector --ssin-stdin`. Under **{ inspection-title }** the inspector then opens the register of an employer, with a reason and for a day, a week or a month. Every look is in the audit log with that reason.
