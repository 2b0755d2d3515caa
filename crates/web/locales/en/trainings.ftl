# Trainings: the list, registering, one training, its acts and its history.

trainings-title = Trainings
trainings-register = Register a training
trainings-filter = Filter
trainings-withdrawn = Withdrawn ones too
trainings-all = All
trainings-all-years = All years
trainings-year = Year of the start
trainings-none = No trainings yet
trainings-none-text = A training that is registered here stands in the account of each participant.
trainings-none-fit = No training fits
trainings-none-fit-text = Try another title, status or year.
trainings-show-all = Show all trainings

training-title = Name of the training
training-start = Start date
training-end = End date
training-end-hint = Leave empty for a training of one day.
training-when = When
training-duration = Duration
training-duration-hint = For somebody who follows all of it: 7:36, 7.5 h, 456 min or 0.5 day. A day here is { $day }.
training-minutes = { $minutes } min
training-status = Status
training-status-planned = Planned
training-status-planned-hint = Takes nothing off the credit until it has been followed.
training-status-completed = Completed
training-status-completed-hint = Has been followed and has ended.
training-status-notFollowed = Not followed
training-status-notEligible = Not eligible
training-count-planned = { $count } planned
training-count-completed = { $count } completed
training-count-notFollowed = { $count } not followed
training-count-notEligible = { $count } not eligible
training-kind = Formal or informal
training-kind-unknown = Not known
training-kind-formal = Formal
training-kind-formal-hint = A course or placement with a place and a plan set by a trainer.
training-kind-informal = Informal
training-kind-informal-hint = Other learning tied to the job: instruction at work, coaching, a conference, self-study.
training-field = Field of education
training-field-hint = Choose a field, or give a code of 2, 3 or 4 digits (ISCED-F 2013).
training-provider = Provider
training-place = Place
training-nature = Nature
training-nature-hint = What it is about, in your own words.
training-funding = Funding
training-funding-hint = Who pays for it: the enterprise, a sector fund, a subsidy.
training-cla = CLA number
training-cla-hint = Registration number of the collective agreement it rests on.
training-counts = Does it count?
training-counts-yes = Counts against the credit
training-counts-no = Does not count
training-counts-flemishTrainingLeave = Does not count: Flemish training leave (VOV)
training-counts-paidEducationalLeave = Does not count: paid educational leave (BEV)
training-counts-outsideProfession = Does not count: outside the professional context
training-counts-guide = Not sure? Four questions tell (opens a new window)
training-certificate = Certificate
training-certificate-none = None
training-certificate-yes = Obtained
training-certificate-until = Valid until { $date }
training-certificate-all = All participants obtained a certificate
training-valid-until = Certificate valid until
training-valid-until-hint = The last day on which it is valid. Leave empty where it has no end.
training-split = Division over years
training-split-hint = Only where it runs over more than one calendar year, such as 2025: 12 h; 2026: 7:36. Left empty, all of it counts in the year of the end.
training-split-end = All in { $year }, the year of the end.

training-who = Who takes part?
training-what = What, when and how long?
training-more = More about this training (optional)
training-name = Name
training-participants = Participants
training-people =
    { $count ->
        [one] 1 person
       *[other] { $count } persons
    }
training-takes-part = Takes part
training-untick = Untick whoever does not take part.
training-nobody = Nobody
training-nobody-yet = Nobody chosen yet. Search for a name or paste a list.
training-search = Search employees
training-search-hint = Part of a name. Left empty, everybody in service is shown.
training-search-do = Search
training-found = Found: tick whoever takes part
training-found-more = Only the first are shown. Type more of the name.
training-found-nobody = Nobody of that name was found.
training-add-ticked = Add those who are ticked
training-paste-open = Paste a list
training-paste = SSINs or names
training-paste-hint = One person a line.
training-paste-do = Look up
training-paste-answers = What was found
training-line-found = Found
training-line-nobody = Not found. Mend the line or take it out.
training-line-several = several people fit, choose

training-new = Register a training
training-new-check = Check the training
training-planned-note = (takes nothing off the credit until it is completed)
training-steps = Registering a training
training-step-fill = Fill in
training-step-check = Check
training-step-done = Registered

training-correct = Correct the training
training-correct-check = Check the correction
training-add-people = Add participants
training-added = Added
training-added-status = Status of those who are added
training-each = Each participant
training-each-hint = Whoever stands at the duration of the training follows it when you change it above.
training-rows-search = Search a participant
training-rows-hidden =
    { $count ->
        [one] One participant is not shown below and follows the training.
       *[other] { $count } participants are not shown below and follow the training.
    }
training-meanwhile = Changed in the meantime
training-conflict = Somebody else changed this training while you were at it
training-conflict-text = Nothing of yours was lost: what you typed still stands in the form. Look at what changed, then continue.

training-nothing = nothing
training-old-new = { $old } → { $new }
training-withdrawn = Withdrawn
training-in-force = In force
training-standing = Registration
training-as-known = As known on { $moment }
training-as-known-text = This is what stood in the register then. It may have been changed since.
training-is-withdrawn = This training was withdrawn
training-is-withdrawn-text = It no longer counts for anybody. It can be restored.
training-complete-from = Can be completed from { $date }
training-complete-from-text = A planned training is completed once its last day has come.

training-complete = Complete
training-complete-lead = Everybody who was planned has followed it, except those whom you tick as absent.
training-complete-people = Who was absent?
training-complete-check = Check: complete the training
training-complete-nobody = No planned participants are left.
training-withdraw = Withdraw
training-withdraw-lead = What is withdrawn no longer counts, but stays in the history and can be restored.
training-withdraw-people = Participants
training-withdraw-check = Check: withdraw
training-withdraw-all-hint = All participants, and the training itself.
training-restore = Restore
training-restore-lead = What is restored counts again as it did before.
training-restore-people = Withdrawn participants
training-restore-check = Check: restore
training-restore-all-hint = The training with everybody who was withdrawn.
training-restore-nobody = Nobody was withdrawn.
training-copy = Register another like this
training-back = Back to the training
training-whom = For whom?
training-whom-all = The whole training
training-whom-some = Only those who are ticked
training-chosen = Chosen
training-present = Completed
training-absent = Absent

training-history = History of the training
training-known-on = As known on
training-known-on-hint = Shows what stood in the register at the end of that day.
training-known-do = Show
training-known-after = The training after this change of { $moment }
training-not-yet-known = The training was not yet in the register: it was registered on { $moment }.
training-did-registerTraining = Registered
training-did-correctTraining = Corrected
training-did-completeTraining = Completed
training-did-withdrawTraining = Withdrawn
training-did-restoreTraining = Restored
training-role-accessManager = access manager
training-role-registrar = HR officer
training-role-reader = reader
training-role-employee = employee
training-role-operator = operator
training-role-system = the register itself
training-channel-web = in the browser
training-channel-commandLine = on the command line
training-channel-system = by itself
training-by = { $name }, { $role }, { $channel }
training-joined = joined as { $status }, { $duration }

done-training-registered = The training is registered.
done-training-corrected = The correction is registered.
done-training-completed = The training is completed.
done-training-withdrawn = Withdrawn.
done-training-restored = Restored.

anomaly-duration-003 = Duration: lies between { $below } and { $above }, not a whole number of minutes.
anomaly-duration-003-mend = Give { $below } or { $above }.
anomaly-participants-022 =
    { $count ->
        [one] Participants: nobody is chosen yet for one pasted line.
       *[other] Participants: nobody is chosen yet for { $count } pasted lines.
    }
anomaly-participants-022-mend = Choose who is meant, mend the line, or take it out.
anomaly-split-003 = Division over the years: cannot be read.
anomaly-split-003-mend = Write a year and a duration, such as 2025: 12 h; 2026: 7:36.
trainings-no-ssin = This looks like an SSIN. Trainings are found by their name; a person is found under Employees.
training-whom-missing = Choose for whom: the whole training, or only those you tick.
training-origin = Origin
training-copied = Copy from the public FLA
training-copied-text = These data come from a file that somebody saved from the public FLA. Nobody checked them.
training-copied-file = The import with the file
training-copied-check = I have checked this: it is right
training-copy-checked = Noted as checked.
