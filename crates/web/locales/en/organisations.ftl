# Organisations and their qualities, invitations, inspections.

invitation-title = Invitation
invitation-lead = You can take this role. It is tied to whoever is signed in now.
invitation-organisation = Organisation
invitation-by = Invited by
invitation-until = Can be used until
invitation-take = Take it as { $name }
invitation-make = Invite by a link
invitation-make-lead = If you do not know the SSIN: whoever opens the link and signs in gets the role. The link works once, for seven days.
invitation-made = The link is ready. It is shown only once.
invitation-made-text = Give it to one person. It works once, until { $until }.
invitations-open = Open invitations
invitation-end = Take the invitation back
done-invitation-ended = The invitation was taken back.
done-access-taken = You now have access.
inspection-title = Inspection
inspection-lead = You read the register of an employer under a stated reason and for a set time. Every look is noted, and visible to the employer, the employee and the operator.
inspection-none = No inspection is open.
inspection-open = Open inspections
inspection-employer = Employer
inspection-reason = Reason
inspection-reason-hint = Such as the file number. The employee reads this reason beside each look: name nobody.
inspection-until = Until
inspection-for = For how long
inspection-days =
    { $count ->
        [one] { $count } day
       *[other] { $count } days
    }
inspection-begin = Begin an inspection
inspection-close = Close
done-inspection-closed = The inspection was closed.
capacity-organisation = As { $role }: { $qualities }. Enterprise number { $number }.
capacity-serves =
    { $count ->
        [one] For one employer under a mandate.
       *[other] For { $count } employers under a mandate.
    }
capacity-inspector-text = Read the register of an employer under a stated reason.
quality-employer = employer
quality-employer-hint = Has employees with training rights.
quality-serviceProvider = service provider
quality-serviceProvider-hint = Works for employers that give a mandate.
quality-socialSecretariat = social secretariat
quality-socialSecretariat-hint = Recognised; works for employers that give a mandate.
quality-trainingProvider = training provider
quality-trainingProvider-hint = Reports trainings it gave to the employers of those who followed them.
quality-sectorFund = sector fund
quality-sectorFund-hint = Works for members under a mandate, and reports trainings.
quality-operator = operator
operator-qualities = Qualities
operator-save = Save
done-qualities-set = The qualities were changed.
looks-role-for = { $role } of { $organisation }, for { $employer }
access-verifier-hint = Verifies rights and reports and answers questions; sees everything.
role-verifier = verifier
role-inspector = inspector
training-role-verifier = verifier
training-role-inspector = inspector
side-start = First steps
start-lead = Begin in three steps. You see here where you stand.
start-known = The organisation is in the register
start-known-text = Enterprise number { $number }, as { $qualities }, since { $since }.
start-access = Access is given
start-access-text =
    { $count ->
        [0] Only you have access. Give it to somebody else too, so that the work goes on when you are away.
        [one] Beside you one person has access.
       *[other] Beside you { $count } people have access.
    }
start-key = Signed in with a digital key
start-key-text = You are signed in as { $name }. Whoever gets access signs in in the same way.
start-done = done
start-open = to do
start-next = And then
history-zip = All of it as ZIP
history-logCopy = History and audit log downloaded
operator-inspections = Inspections
operator-from = From
cbe = CBE
cbe-same = Name from the CBE, extract of { $date }.
cbe-name = With the CBE: { $name } (extract of { $date }).
cbe-nameless = The CBE knows the number, but no name (extract of { $date }).
cbe-unknown = The CBE extract of { $date } does not know this number. Check it; an extract can be a month old.
operator-name-cbe = Leave empty to take over the name from the CBE (extract of { $date }).
join = Add my organisation
join-lead = Are you a legal representative of an organisation, or did it ask you to begin? Ask here to have it added. The operator checks that; then you manage its access.
join-stand-legend = In which capacity do you ask?
join-stand = I am a legal representative of this organisation, or it asked me to do this.
join-send = Ask the operator
join-own = Asked for
join-state-waiting = waits for the operator
join-state-added = added
join-state-refused = refused
done-organisation-asked = The operator has your request.
done-request-refused = The request was refused.
operator-requests = Asked for
operator-requests-lead = Check that this person may act for the organisation, for instance with the Belgian Official Gazette or by a call to a number you looked up yourself. Who is added manages its access.
operator-requests-who = Who asks
operator-requests-asked = Asked on
operator-requests-grant = Add
operator-requests-refuse = Refuse
operator-requests-why = Why (who asked reads this)
