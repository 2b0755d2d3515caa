# Where an organisation has itself told what happened: the page and its texts.

zone-webhook = Address
zone-topic = What to be told of
anomaly-webhook-003 = Address: this is no address to which something can be sent.
anomaly-webhook-003-mend = Give a whole address that begins with https://, without a user name, a password or a # in it.
anomaly-webhook-005 = Address: nothing is sent there.
anomaly-webhook-005-mend = Give an address on the public internet, on port 443 or above 1023.
anomaly-webhook-006 = Address: it is told already.
anomaly-webhook-006-mend = End the other one first, or give another address.
anomaly-webhook-053 = Address: whoever runs this installation lets nothing be sent.
anomaly-webhook-053-mend = Ask whoever runs it, or have your software ask for changes itself.
anomaly-webhook-901 = Address: there are { $limit } already.
anomaly-webhook-901-mend = End one that is no longer used first.
history-addWebhook = address for messages added
history-endWebhook = address for messages ended
history-resumeWebhook = messages resumed
history-testWebhook = test message asked for
history-replayWebhook = messages sent again
history-webhooks = addresses for messages
history-webhook = told to software
webhook-title = Messages to software
webhook-lead = Have your software told at once what changes here. A message says what changed and where to read it, never who it is about.
webhook-none = Nothing is sent to any address.
webhook-off = Whoever runs this installation lets nothing be sent. Your software can ask for changes itself.
webhook-add = Add address
webhook-address-hint = Where your software receives messages: an address on the public internet that begins with https://.
topic-trainings = trainings
topic-rights = rights and credit
topic-employees = employees
topic-questions = questions and reports
webhook-whom = Of whom
webhook-whom-hint = Of an employer you serve only as long as the mandate is in force.
webhook-own = my own organisation
webhook-served = employers we serve
webhook-state = State
webhook-works = Last message taken on { $moment }.
webhook-nothing-yet = Nothing was sent yet.
webhook-failing = Not taken since { $moment }: { $answer } It is tried again by itself.
webhook-paused = Paused since { $moment }: { $answer }
webhook-answer-status = the answer was { $status }.
webhook-answer-address = nothing is sent to that address.
webhook-answer-timeout = no answer came in time.
webhook-answer-connection = nobody answered.
webhook-key = Key by which messages are checked
webhook-test = Send test message
webhook-test-text = Your software receives a message that says nothing but that it is a test.
webhook-replay = Send again
webhook-replay-text = Everything since a day, or one message. What arrived before arrives once more, under the same ID.
webhook-since = Everything since
webhook-event = Or one message
webhook-event-hint = Its ID, such as 0100000169.2f08341b-…
webhook-resume = Send on
webhook-resume-text = What happened meanwhile is sent first.
webhook-end = Send nothing more
webhook-end-sure = From now on nothing is sent to this address.
done-webhook-added = The address was added. Send a test message now.
done-webhook-tested = The test message is on its way.
done-webhook-replayed = It is sent again.
done-webhook-resumed = Messages are sent on.
done-webhook-ended = Nothing more is sent to that address.
access-webhooks = addresses to which messages about changes are sent.
do-webhook-make = Have software told what changes
do-webhook-make-text =
    1. Open **{ side-access } › { webhook-title }**, give the address that the supplier of the program names, tick what it should know, and press **{ webhook-add }**.
    2. Pass the key and its address on to the supplier: with it the program sees that a message comes from here.
    3. Press **{ webhook-test }**. The page then shows whether the message was taken.

    What is not taken is tried again for three days. After that it is paused; **{ webhook-resume }** sends what happened meanwhile.
