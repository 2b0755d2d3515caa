# In which capacity somebody acts, roles, and the operator's page.

capacity-title = What do you want to work on?
capacity-lead = You can act here in more than one capacity. Choose one; you can always come back.
capacity-none = There is nothing here for you yet.
capacity-none-text = You are signed in, but no employer gave you access and you are with no employer in the register. Ask the access manager of your enterprise for access.
capacity-own = My training account
capacity-own-text =
    { $count ->
        [one] Your rights and trainings with one employer.
       *[other] Your rights and trainings with { $count } employers.
    }
capacity-operator = Operation of this installation
capacity-operator-text = Add organisations; no data of employees.
role-accessManager = access manager
role-registrar = HR officer
role-reader = reader
role-employee = employee
role-operator = operator
role-system = the register itself
channel-web = in the browser
channel-commandLine = on the command line
channel-system = by itself
language-nl = Dutch
language-fr = French
language-de = German
language-en = English
operator-title = Organisations
operator-lead = The organisations of this installation: employers, and those who work for them. Whoever works here sees no data of employees.
operator-none = There is no organisation yet.
operator-none-found = No organisation fits.
operator-add = Add an organisation
operator-name = Name
operator-enterpriseNumber = Enterprise number
operator-enterpriseNumber-hint = Ten digits, as in the Crossroads Bank for Enterprises.
operator-nssoNumber = NSSO number
operator-nssoNumber-hint = Without this number it is taken from the first declaration.
operator-language = Language in which we write to the organisation
operator-first = Who begins here
operator-first-hint = This person can sign in and begin at once.
operator-ssin = SSIN of this person
operator-ssin-hint = Eleven digits. Leave empty if nobody is known yet.
operator-role = Role
done-employer-added = The organisation has been added.
side-overview = Overview
side-employees = Employees
side-trainings = Trainings
side-import = Import
side-rights = Rights and size
side-history = History
