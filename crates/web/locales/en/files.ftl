# Batch files: sending them, what came of them, and what they look like.

side-files = Batch files
files-lead = Send one XML file with many changes: trainings, training rights, employees and employments, for yourself and for those who gave you a mandate.
files-environment = What is done with the file
files-environment-real = Real
files-environment-real-hint = The forms are carried out.
files-environment-simulation = Simulation
files-environment-simulation-hint = Look first: everything is checked as if it were real, and nothing is written.
files-environment-test = Circuit test
files-environment-test-hint = Only whether the file arrives, can be read and is answered. The register is not asked.
files-choose = Batch file
files-choose-hint = An XML file that follows the schema, 2 GiB at most. Answers come in the language of this page.
files-signature = Signature (if there is one)
files-signature-hint = The FS file: a detached CMS signature of this file, in base64. Needed where whoever runs the register asks for it.
files-drop = Drop the file here, or choose it
files-send = Send
files-sending = The file is being sent
files-what-text =
    The file is first read to its end. If something is wrong with it as a whole, it is refused and nothing changes. After that each form stands or falls by itself.

    - At once you get an ACRF: the file is taken or refused.
    - Then a NOTI: what became of each form, with line, column and code.
    - Only what was refused needs to be sent again. A form that you send twice is carried out once.
files-format = What a batch file looks like
files-export = What the register holds
files-export-text = Employees, employments, rights set by hand and trainings as one batch file. Send it in again and nothing changes; another register takes it over.
files-export-get = Download the batch file
files-sent = Files that were sent
files-none = No file has been sent yet.
files-name = File
files-received = Received
files-folder = Folder of the sender
files-signer = Signed with the certificate (SHA-256)
files-finished = Done
files-ticket = Ticket
files-form-count = Forms
files-forms =
    { $count ->
        [one] one form
       *[other] { $count } forms
    }
files-forms-refused =
    { $count ->
        [one] one refused
       *[other] { $count } refused
    }
files-state-received = The file is being read
files-state-taken = The forms are being handled
files-state-refused = Refused
files-state-stopped = Stopped
files-state-partly = Done, not all accepted
files-state-done = Done
files-one = Batch file
files-whole = Why the file was refused
files-value = Value
files-answers = Answers to keep
files-answers-text = The ACRF says whether the file is taken, the NOTI what became of each form. The CSV file is the same as a table.
files-cleared = What was said of the refused forms is kept for ninety days and has been cleared.
files-forms-title = What became of each form
files-filter = Forms to show
files-form-all = All
files-form-refused = Refused
files-form-warned = With a warning
files-form-accepted = Accepted
files-form-is-refused = refused
files-form-is-warned = accepted with a warning
files-form-is-accepted = accepted
files-no-forms = There are no such forms.
files-form-n = No.
files-form = Form
files-outcome = Outcome
files-class-B = blocking
files-class-W = warning
files-more-anomalies =
    { $count ->
        [one] One more; the NOTI has them all.
       *[other] { $count } more; the NOTI has them all.
    }
files-to-training = To the training
files-to-employee = To the employee
files-again = Send another file
files-ended-done = All forms were accepted
files-ended-done-text = There is nothing more to do.
files-ended-partly = Not all forms were accepted
files-ended-partly-text = What was accepted is in the register. Mend the refused forms and send only those again, in a new file.
files-ended-refused = The file was refused as a whole
files-ended-refused-text = Nothing has changed. Mend the file and send it again.
files-ended-stopped = The file was not handled to its end
files-ended-stopped-text = What was accepted before stays. Send the other forms again in a new file; what is there already does not change.
files-ended-simulation = All forms would be accepted
files-ended-simulation-text = This was a simulation: nothing was written. Now send the file for real.
files-ended-simulation-partly = Not all forms would be accepted
files-ended-simulation-partly-text = This was a simulation: nothing was written. Mend what was refused and try again.
files-ended-test = The file arrived and was read
files-ended-test-text = This was a circuit test: the register was not asked, and nothing was written.
files-format-lead = For makers of software: the schemas and an example of each case, open to everybody.
files-format-text =
    A batch file is XML with the root `FlaDeclaration` and one or more forms (`Form`). Each form is one change at one employer, under a number of your own. Send the same form again, and nothing changes.

    - Faults of the file itself or in the header of a form refuse the whole file.
    - Faults in its content refuse that form only, with all its anomalies at once.
    - An accepted form gets a ticket. With it you refer to the form later.
files-schemas = Schemas
files-schema-file = the batch file itself
files-schema-acrf = the ACRF: taken or refused
files-schema-noti = the NOTI: what became of each form
files-examples = Examples
files-examples-text = All numbers and names are invented.
files-example-every_case = one of each case
files-example-employee_add = add an employee
files-example-occupation_change = change an employment
files-example-person_change = change what is known of somebody
files-example-employment_end = end an employment
files-example-employee_withdraw = take away an employee who does not belong there
files-example-right_set = set a right by hand
files-example-right_change = change that right
files-example-right_withdraw = go back to the computed right
files-example-right_verify = computed rights verified
files-example-training_register = a training with its participants
files-example-training_plan = a planned training
files-example-training_correct = correct a training
files-example-training_complete = a planned training followed
files-example-training_withdraw = withdraw a training
files-example-export = what a register holds, as an export
files-more = More
files-column-FormSequenceNbr = No. of the form
files-column-ReferenceNbr = Your number
files-column-HandledReference = Ticket
files-column-CompanyID = Enterprise number
files-column-NOSSRegistrationNbr = NSSO number
files-column-ResultCode = Accepted (1) or refused (0)
files-column-AnomalyClass = Class
files-column-ErrorID = Code
files-column-AnomalyLabel = What is wrong
files-column-AnomalyMend = What to do
files-column-LineNbr = Line
files-column-ColumnNbr = Column
files-column-TagName = Element
files-column-Value = Value
files-column-Path = Path
files-column-TrainingID = Training
files-column-EmployeeID = Employee
files-column-UserReference = Your reference
files-column-TrainingUserReference = Your reference of the training
files-column-TrainingVersionNbr = Version of the training
files-column-EmployeeUserReference = Your reference of the employee
files-column-ParticipantUserReference = Your reference of the participation
job-kind-batchFile = A batch file is being handled
