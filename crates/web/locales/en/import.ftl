# Importing declarations, and what was found in them.

import-lead = Hand in the files that your social secretariat or payroll package sends to social security. Several quarters at once is fine.
import-choose = Files with declarations
import-choose-hint = DmfA or Dimona declarations in XML. At most 200 files, 2 GiB each and 8 GiB together.
import-drop = Drop the files here, or choose them
import-send = Import
import-what = What happens
import-what-text =
    Each file is first read to its end. A broken or foreign file changes nothing, a person who cannot be read is left out; you see on which line and why.

    - New employees are added, known ones brought up to date.
    - A later declaration of the same quarter wins. Importing the same twice changes nothing.
    - Wages and contributions are not read.
import-none = Nothing has been imported yet.
import-state = Status
import-names = Files
import-counts = Employees
import-files =
    { $count ->
        [one] one file
       *[other] { $count } files
    }
import-result = What was found
import-phase-check = Files are being checked
import-phase-take = People are being taken over
import-phase-follow = Employments are being followed
import-phase-size = The size is being counted
import-phase-workOut = Rights and credit are being worked out
import-new = New employees
import-regimes = Another regime or joint committee
import-leavers = Leavers
import-missing = In an earlier declaration of the quarter, not in this one
import-missing-text = What was declared of them earlier stands. If they did not work in that quarter, say so with each of them.
import-somebody = employee
import-left = last day { $date }
import-no-work = not in service
import-noted = The NSSO number { $number } from the files has been noted with the employer.
import-ended-done = The declarations have been imported
import-ended-done-text = Rights and credit are up to date.
import-ended-nothing = Everything was known already
import-ended-nothing-text = The files say nothing new; nothing has changed.
import-ended-partly = Not everything could be read
import-ended-partly-text = What could be read has been taken over. Below is what could not, and why.
import-ended-refused = No file has been taken
import-ended-refused-text = Nothing has changed. Below is why, file by file.
import-ended-failed = The import broke off
import-ended-failed-text = The fault is ours. What had been taken over is right; you can import the files again.
import-ended-stopped = The import was stopped: the mandate ended
import-ended-stopped-text = Whoever asked for it did so under a mandate that no longer holds. What had been taken over stays. Give a new mandate, or import the files again yourself.
import-taken = taken
import-refused = refused
import-kind-dmfa = DmfA declaration
import-kind-dimona = Dimona declaration
import-count-new = New
import-count-changed = Changed
import-count-same = Unchanged
import-count-older = Older than what is known
import-count-unreadable = Could not be read
import-place = line { $line }, column { $column }
import-unreadable = People who could not be read
import-unreadable-text = The others in the same file have been taken over. Correct the declaration and import it again, or add these people by hand.
import-where = Where
import-wrong = What is wrong
import-mend = What to do
import-again = Import more
