# The pages of the own account, and how far an entry may be relied on.

own-tab-overview = Overzicht
own-tab-career = Mijn loopbaan
own-tab-records = Eigen opleidingen
own-tab-questions = Mijn vragen
own-coming = Binnenkort
own-ask = Klopt dit niet?
own-question-open = Vraag loopt
own-ask-right = Klopt uw opleidingsrecht niet? Vraag het na
own-ask-missing = Er ontbreekt een opleiding
own-standing = Zekerheid
own-question = Vraag
own-standings = Wat betekenen deze labels?
own-standing-declared = zelf opgegeven
own-standing-declared-text = U gaf dit zelf op. Niemand anders heeft het nagekeken.
own-standing-evidenceSeen = bewijs gezien
own-standing-evidenceSeen-text = U gaf dit zelf op, en iemand anders bekeek het bewijs.
own-standing-confirmed = bevestigd
own-standing-confirmed-text = Uw werkgever of de opleider registreerde of bevestigde dit.
own-standing-authentic = authentieke bron
own-standing-authentic-text = Dit komt uit een aangifte bij de sociale zekerheid.
own-career = Mijn loopbaan
own-career-lead = Alles op één lijn: bij wie u werkte, welke opleidingen u volgde en wat u zelf toevoegde.
own-career-none = Er staat nog niets op uw loopbaanlijn.
own-career-began = In dienst bij { $employer }
own-career-ended = Uit dienst bij { $employer }
