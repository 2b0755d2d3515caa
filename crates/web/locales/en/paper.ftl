# Papers: accounts and yearly notices as PDF.

side-papers = Papers
paper-lead = The training account of each employee as PDF, and the yearly notice of balance and rights, with the proof that it was given.
paper-accounts = Training accounts { $year }
paper-accounts-text = One PDF for each employee in service in the year, each in the own language, together in one file. The account of one employee is on that employee’s page.
paper-accounts-make = Make everybody’s accounts
paper-files = Files that were made
paper-files-text = A file stays for seven days. It holds complete personal data: keep it with care.
paper-file = File
paper-asked = Asked for
paper-state = Status
paper-take = Download
paper-swept = removed
paper-bundle-accounts = Training accounts { $year }
paper-bundle-notices = Letters { $year }
job-kind-papers = Papers are being made
paper-notices = Yearly notice { $year }
paper-notices-text = The notice tells what somebody has left, how that adds up, and that everybody may see the own data and have them corrected. What stands in it is kept as it was.
paper-count-made = Employees with a notice
paper-count-given = Of which given
paper-count-without = In service, still without
paper-without = Who has none yet?
paper-without-more = And { $count } more.
paper-notices-make = Make the notice for everybody without one
paper-notices-ticked = Make for those who are chosen
paper-tick = Choose
paper-person = Employee
paper-left = Balance in the notice
paper-made = Made
paper-made-by = { $date } by { $who }
paper-proof = Proof
paper-letter = Letter
paper-given = given
paper-not-given = not given yet
paper-given-words = { $how } on { $date }, noted by { $who }
paper-how-byHand = handed over
paper-how-byPost = sent by post
paper-how-byEmail = sent by e-mail
paper-mark = Note that they were given
paper-mark-text = What you note here stays as proof, with your name and the moment.
paper-given-on = Given on
paper-given-how = How
paper-mark-ticked = Note those that are chosen
paper-mark-all = Note all of this year
paper-letters-all = Make all letters in one file
paper-account-pdf = Training account { $year } (PDF)
paper-own-title = Take it along
paper-own-text = Everything we keep about your trainings, with who looked at your data.
paper-own-pdf = Complete copy (PDF)
paper-own-json = Complete copy (JSON)
done-papers-asked = The papers are being made. The file is below as soon as it is ready.
done-notices-made = The notices were made.
done-notices-given = It was noted that the notices were given.
history-accountPaper = account made as PDF
history-ownAccountPaper = own account made as PDF
history-accountPapers = account or letter in a file of all
history-makePapers = everybody’s papers asked for
history-papersFile = file of papers downloaded
history-notices = notices looked at
history-notice = letter of a notice made
history-makeNotices = yearly notices made
history-markNotices = notices noted as given
history-ownExport = own data taken along
paper-count =
    { $count ->
        [one] { $count } paper
       *[other] { $count } papers
    }
paper-missing = Data are missing on some accounts
paper-missing-text =
    { $count ->
        [one] For one of { $people } employees the paper says “not known”:
       *[other] For { $count } of { $people } employees the paper says “not known”:
    }
paper-missing-how = Declarations do not hold these data. Download the list, fill in the columns from your payroll and read it in again. For one person it can be done on that employee’s page too.
paper-missing-export = Download the list (xlsx)
paper-missing-import = Read the list in
paper-send =
    { $count ->
        [one] Send one notice by e-mail
       *[other] Send { $count } notices by e-mail
    }
paper-send-text = Each in the employee’s language, without the national number. As soon as the mail server takes a mail, the proof stands below: when, to which address, sent by whom.
paper-proof-list = List with the proof (pdf)
paper-mail-waiting = on its way
paper-mail-failed = mail not delivered
paper-mail = { $date } → { $to }
paper-lacking = The paper says “not known” for: { $what }.
paper-lacking-fill = Fill in
done-notices-sent = The mails are ready. They go out as soon as the mail server takes them.
history-sendNotices = notices sent by e-mail
history-noticeSent = notice taken by the mail server
history-noticeProof = list with the proof made
