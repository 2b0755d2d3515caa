# The pages of the own account, and how far an entry may be relied on.

own-tab-overview = Overview
own-tab-career = My career
own-tab-records = My own trainings
own-tab-questions = My questions
own-coming = Coming up
own-ask = Is this wrong?
own-question-open = Question is open
own-ask-right = Is your training right wrong? Ask about it
own-ask-missing = A training is missing
own-standing = Reliability
own-question = Question
own-standings = What do these labels mean?
own-standing-declared = declared by you
own-standing-declared-text = You declared this yourself. Nobody else looked at it.
own-standing-evidenceSeen = evidence seen
own-standing-evidenceSeen-text = You declared this yourself, and somebody else saw the evidence.
own-standing-confirmed = confirmed
own-standing-confirmed-text = Your employer or the provider registered or confirmed this.
own-standing-authentic = authentic source
own-standing-authentic-text = This comes from a declaration to social security.
own-career = My career
own-career-lead = Everything in one line: for whom you worked, what you followed, and what you added yourself.
own-career-none = There is nothing in your career yet.
own-career-began = Started at { $employer }
own-career-ended = Left { $employer }
