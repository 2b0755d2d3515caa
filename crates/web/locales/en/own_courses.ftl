# Quick registration, series, the course list, certificates.

quick = Quick registration
quick-lead = For a toolbox talk or a short instruction of a whole team: a name, who was there, done.
quick-title = What was it about?
quick-everybody = Everybody in service
quick-duration-hint = Empty: as in your course list, else { $likely }.
quick-day = Day
quick-whole = Choose participants one by one, or say more
training-teams = Whole teams
training-add-teams = Add the teams
training-copy-people = Another with the same people
training-did-registerSeries = Planned in a series
series = Plan a series
series-lead = The same training every week or month: planned in one act, each completed on its own.
series-check = Check the series
series-days = Days
series-rhythm = How often?
series-every-week = Every week
series-every-fortnight = Every two weeks
series-every-month = Every month
series-every-quarter = Every quarter
series-times = How many times?
series-times-hint = The first included, at most 60.
done-training-series = The series is planned.
courses = Course list
courses-lead = The trainings you give often. They are suggested to whoever types a name.
courses-none = The course list is empty
courses-none-text = Put the trainings on it that come back: name, duration, provider, and how long the certificate is valid.
course-add = Add a course
course-change = Change the course
course-remove = Take off the list
course-no-end = Without end
course-certificate = Whoever follows it gets a certificate
course-valid = Months for which the certificate is valid
course-valid-hint = Empty: it has no end.
side-certificates = Certificates
certificate-lead = Who can still do this task, and until when? A certificate is valid on its last day.
certificate-title = Certificate or training
certificate-show = Show
certificate-followed = Followed on
certificate-gone = left
certificate-kinds = All certificates
certificate-valid = Valid
certificate-all = Ever obtained
certificate-none = followed, no certificate
certificate-no-end = valid without end
certificate-empty = No certificates yet
certificate-nobody = Nobody followed this
certificate-empty-text = Certificates appear here as soon as they stand with a training that was followed.
history-registerSeries = series of trainings planned
history-setCourse = course list changed
history-withdrawCourse = course taken off the list
history-attachEvidence = evidence added
history-removeEvidence = evidence removed
history-attachments = list of evidence looked at
history-attachment = evidence looked at
history-ownAttachments = own evidence looked at
history-teamMembers = members of a team looked up
history-holders = holders of a certificate looked at
course-months =
    { $count ->
        [one] valid for 1 month
       *[other] valid for { $count } months
    }
certificate-days =
    { $count ->
        [0] last day today
        [one] 1 day left
       *[other] { $count } days left
    }
certificate-sentence =
    { $count ->
        [0] Nobody in service can still do this: { $title }.
        [one] One person in service can still do this: { $title }.
       *[other] { $count } people in service can still do this: { $title }.
    }
certificate-on = On which day?
certificate-on-hint = A day to come too, such as the start of a job.
certificate-kinds-on = All certificates on { $date }
certificate-sentence-on =
    { $count ->
        [0] Nobody in service on { $date } can do this then: { $title }.
        [one] One person in service can do this on { $date }: { $title }.
       *[other] { $count } people in service can do this on { $date }: { $title }.
    }
certificate-shown = shown by the employee
certificate-next = First runs out on
training-copy-series = Have it come back
