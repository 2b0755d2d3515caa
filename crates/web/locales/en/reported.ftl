# Trainings that training providers report, and what employers make of them.

side-given = Trainings given
side-reported = Reported trainings
given-lead = What you report goes to the employers of those who followed the training. They verify it; only then does it count.
given-none = You have reported nothing yet.
given-new = Report a training
given-new-lead = One form for participants of all employers. Each employer sees only its own people.
given-duration-hint = For somebody who follows all of it: 7:36, 7.5 h or 456 min.
given-certificate = Certificate
given-certificate-yes = The participants obtained a certificate
given-valid-until = Certificate valid until
given-participants = Participants
given-participants-hint = One on each line: enterprise number of the employer, SSIN, name. Three columns of a spreadsheet can be pasted.
given-line = Line { $line }: { $text }
given-link-question = Participants whose number you do not know
given-link-yes = Let them confirm by a link or QR code
given-send = Report
given-link = Link for the participants
given-link-lead = Whoever followed { $title } opens this link, signs in and confirms. You see the name, never the number.
given-link-once = The link is shown only now: keep it, or print the code.
given-link-code = The same link as a QR code
given-link-on = To the report
given-when = When
given-made = Reported
given-name = Name
given-nobody = Nobody has confirmed yet.
given-withdraw = Withdraw the report
given-withdraw-lead = What still waits for an answer disappears with the employers, and the link no longer works.
done-given-sent = The training was reported.
done-given-withdrawn = The report was withdrawn.
attend-title = Confirm that you followed this training
attend-lead = The training provider sees your name, not your number. Your employer verifies the report.
attend-employer = For which employer?
attend-confirm = Confirm as { $name }
attend-confirmed = You have confirmed this already.
attend-nobody = You are with no employer of this register. Ask the training provider for a certificate of attendance.
done-attendance-confirmed = You confirmed that you followed the training. Your employer verifies it.
reported-lead = Training providers report what they gave. What you accept is registered. If nobody answers within 30 days nothing counts: it stays here as late, and the employee sees so.
reported-none = Nothing waits for you
reported-none-text = When a training provider reports something for your employees, it stands here.
reported-accept-all =
    { $count ->
        [one] Accept one report without a double
       *[other] Accept all { $count } reports without a double
    }
reported-accept = Accept those ticked
reported-dispute = Do not agree
reported-dispute-do = Dispute for those ticked
reported-reason = Why not?
reported-reason-hint = The training provider and the employee read this.
reported-tick = Tick to dispute
reported-unknown = Is not among your employees. Add the person if they work for you, or dispute it.
reported-account = Training account
reported-told = reported as { $name }
reported-due = answer by { $date }
reported-by-link = confirmed by the person
reported-answered = What was answered
reported-reopen = Undo
reported-waiting = waits for an answer
reported-accepted = accepted
reported-merged = merged
reported-disputed = disputed
reported-withdrawn = withdrawn
done-reported-accepted = The training was registered as reported. You can still correct it.
done-reported-disputed = The report was disputed.
done-reported-merged = Merged: one record with two origins, counted once.
done-reported-reopened = The report waits for an answer again.
alike-title = Perhaps registered already
alike-score = Likeness { $score } of 100: { $reasons }.
alike-sameDays = the same days
alike-commonDay = a day in common
alike-nearDays = at most a week between
alike-sameDuration = the same duration
alike-nearDuration = nearly the same duration
alike-sameTitle = the same name
alike-alikeTitle = a similar name
alike-merge = It is the same: merge
own-reported = Reported by training providers
own-reported-lead = What still waits for an answer does not count.
own-reported-due = { $employer } answers by { $date }
own-reported-late = { $employer } should have answered by { $date }
tasks-reported = Verify reported trainings
tasks-source-reported = Within 30 days of the report.
tasks-act-reported = To the reports
tasks-count-reported =
    { $count ->
        [one] One report
       *[other] { $count } reports
    }
tasks-access = Go through who has access in { $year }
tasks-source-access = Once a year: keep the access that is still needed and end the rest.
tasks-act-access = To the access
reported-change = Accept with a change
reported-change-lead = Change what was different. What was reported stays beside it, and the training provider sees what you changed in name, days, duration, kind, field and place.
reported-change-told = Reported
reported-change-for = For whom
reported-change-do = Accept with this change
reported-accepted-changed = accepted with a change
done-reported-accepted-changed = The training was registered with your change. What was reported stands beside it.
training-reported-by = Reported by { $provider } on { $date }
training-as-reported = Registered as reported.
training-not-as-reported = Reported → registered
