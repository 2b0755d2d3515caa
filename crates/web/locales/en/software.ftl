# Software that acts through the REST API: its page, its keys, what it may.

role-client = software
channel-api = through the REST API
training-role-client = software
training-channel-api = through the REST API
history-addClient = access given to software
history-endClient = access of software ended
history-addClientKey = key of software added
history-endClientKey = key of software ended
history-changeFeed = changes read by software
history-reconcileTrainings = list of trainings compared
history-reconcileCredits = list of credits compared
zone-client = Software
zone-client-key = Public key
zone-scope = What it may
zone-reference = Your reference
anomaly-reference-003 = Your reference: it holds a character that is not taken, or begins or ends with a space.
anomaly-reference-003-mend = Leave out spaces at its beginning and end, and line breaks.
anomaly-reference-005 = Your reference: this is the number of a person.
anomaly-reference-005-mend = Use a number of your own, for the reference stands in addresses too.
anomaly-reference-006 = Your reference: you call another record so already.
anomaly-reference-006-mend = Give this one another reference, or find the first by this reference.
anomaly-reference-053 = Your reference: there can be none here.
anomaly-reference-053-mend = Leave the reference out.
anomaly-version-022 = Version: there is no such record, or it is another employer’s.
anomaly-version-022-mend = Check the id and the employer.
history-batchReceived = batch of changes received
zone-feed = Cursor
anomaly-client-006 = Software: there is already software of this name.
anomaly-client-006-mend = Choose a name that tells the two apart.
anomaly-client-key-003 = Public key: this is neither a JSON Web Key nor a public key in PEM.
anomaly-client-key-003-mend = Paste what lies between BEGIN PUBLIC KEY and END PUBLIC KEY, with these two lines.
anomaly-client-key-005 = Public key: this is a private key.
anomaly-client-key-005-mend = Make a new pair of keys, for this one is no longer a secret, and paste its public half only.
anomaly-client-key-008 = Public key: this kind or size is not taken.
anomaly-client-key-008-mend = Use RSA of at least 2048 bits, or an elliptic curve key on P-256.
anomaly-client-key-006 = Public key: the software has this key already.
anomaly-client-key-006-mend = Nothing needs to be done.
anomaly-client-key-901 = Public key: the software has { $limit } keys.
anomaly-client-key-901-mend = End a key that is no longer used first.
anomaly-feed-003 = Cursor: this is none that the register gave.
anomaly-feed-003-mend = Send the cursor of an earlier answer as it stands, or begin again without one.
anomaly-feed-022 = Event: none of those told here goes by this.
anomaly-feed-022-mend = Take the id from an event that you received, whole: number, dot, letters and digits.
anomaly-feed-053 = Cursor: it belongs to the changes of another employer.
anomaly-feed-053-mend = Keep a cursor for each employer.
software-title = Software
software-lead = Payroll, HR and learning software that works in this register by itself, through the REST API. It proves who it is with its own key; no password is exchanged.
software-none = No software has access.
software-add = Give software access
software-name = Name
software-name-hint = What you call it, such as the name of your payroll software.
software-scopes = What it may
software-scopes-hint = Give no more than it needs. For employers you serve, it may no more than the mandate says.
scope-register-read = read people, trainings, rights and credit
scope-history-read = read the history
scope-mandate-read = see for which employers it can act
scope-employee-write = add and change employees
scope-right-write = change and verify rights
scope-training-write = register and correct trainings, answer what providers reported
scope-report-write = report trainings as training provider
scope-question-write = answer questions of employees
scope-file-write = send batch files and see what came of them
software-id = Client ID
software-token = Address for tokens
software-since = Since { $date }, given by { $name }
software-keys = Public keys
software-keys-none = Without a key it cannot do anything yet.
software-key = Public key
software-key-hint = JSON Web Key or PEM: RSA of at least 2048 bits, or P-256. The private half stays with the software.
software-key-add = Add key
software-key-end = End key
software-key-since = since { $date }
software-end = End access
software-end-sure = The software can do nothing more from this moment on. What it registered stays.
done-software-added = The software was added. Add its public key now.
done-software-ended = The access of the software has ended.
done-software-key-added = The key was added.
done-software-key-ended = The key was ended, and every token with it.
access-software = programs that have access through the REST API.
do-software-give = Let software work here by itself
do-software-give-text =
    1. Open **{ side-access } › { software-title }**, give the program a name, tick what it may, and press **{ software-add }**.
    2. Paste the public key that the supplier of the program gives you, and press **{ software-key-add }**.
    3. Pass the **{ software-id }** and the **{ software-token }** on to the supplier. Neither is a secret.

    What it can do and how, the supplier reads in [{ api-title }](/api).

    What the program does stands in the history under its name, and an employee sees when it looked. **{ software-end }** stops it at once.
