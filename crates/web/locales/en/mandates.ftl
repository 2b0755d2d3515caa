# Mandates, and for whom one acts under them.

side-mandates = Mandates
side-clients = Employers you serve
mandates-lead = With a mandate an employer lets a service provider or social secretariat work in its place. It holds as soon as the provider confirms it, and both can end it.
mandates-given = Mandates given
mandates-given-none = This employer gave nobody a mandate.
mandates-held = Mandates received
mandates-held-none = No employer gave your organisation a mandate. An employer does so under Mandates, with your enterprise number.
mandate-give = Give a mandate
mandate-give-lead = The group of applications is the Federal Learning Account. What the provider does is in the history, with its name.
mandate-provider = Enterprise number of the provider
mandate-provider-hint = Ten digits. The next page shows the name; if it is not the right one, end the mandate.
mandate-first = First quarter
mandate-last = Last quarter
mandate-no-end = Until somebody ends it
mandate-scopes = What it allows
mandate-scopes-hint = Reading is always part of it. Access, mandates and settings stay with the employer.
scope-read = read
scope-declare = register
scope-declare-hint = Bring in declarations, employees, rights and trainings.
scope-correct = correct
scope-correct-hint = Correct, withdraw and restore registered trainings.
scope-verify = verify
scope-verify-hint = Verify rights and reports, answer questions of employees.
mandate-with = With
mandate-period = Period
mandate-standing = Standing
mandate-acts = What you can do
mandate-history = What happened
mandate-from = from { $from }
mandate-from-until = { $from } up to and including { $until }
mandate-requested = to be confirmed
mandate-coming = begins later
mandate-inForce = in force
mandate-over = over
mandate-refused = refused
mandate-ended = ended
mandate-step-requested = given
mandate-step-confirmed = confirmed
mandate-step-refused = refused
mandate-step-ended = ended
mandate-confirm = Confirm
mandate-refuse = Refuse
mandate-end = End the mandate
mandate-end-lead = The provider can at once no longer read or change anything. What was done stays, visible in the history.
done-mandate-given = The mandate was given. It holds as soon as the provider confirms it.
done-mandate-confirmed = The mandate was confirmed.
done-mandate-refused = The mandate was refused.
done-mandate-ended = The mandate was ended.
clients-lead =
    { $count ->
        [one] One employer gave your organisation a mandate that holds today.
       *[other] { $count } employers gave your organisation a mandate that holds today.
    }
clients-search = Name or enterprise number
clients-find = Search
clients-none = No employer fits.
ground-mandate = { $name }, mandate { $period }
ground-inspection = Inspection: { $reason }
acting-for = { $name } for { $employer }
