# An employer at a glance, and work under way.

overview-title = Overview
overview-empty = No employees yet. These three steps make the register ready for use.
overview-step-import = Import your declarations
overview-step-import-text = The DmfA files you file each quarter hold your employees, their contracts and their work regime. Nothing to type.
overview-step-size = Check the size of the undertaking
overview-step-size-text = The average number of employees decides how many days there are. You see the working and can enter another average.
overview-step-training = Register the first training
overview-step-training-text = Name, start, duration, participants and status: nothing more is compulsory.
overview-credit = Training credit { $year } of everybody together
overview-verify = Mark all calculated rights of this year as verified
overview-size = Size of the undertaking in { $year }
overview-size-working = How this was worked out
overview-imports = Last imports
overview-import-counts = { $new } new, { $changed } changed
overview-act-training = Register a training
overview-act-employee = Add an employee
overview-act-import = Import declarations
job-waiting = waiting
job-running = under way
job-done = done
job-refused = refused
job-failed = failed
job-kind-import = Declarations are being imported
job-kind-recalculation = Rights and credit are being worked out again
job-progress = { $done } of { $total }
done-later = Registered. The accounts are worked out again in the background.
