# The pages of the own account, and how far an entry may be relied on.

own-tab-overview = Übersicht
own-tab-career = Mein Werdegang
own-tab-records = Eigene Bildung
own-tab-questions = Meine Fragen
own-coming = Demnächst
own-ask = Stimmt das nicht?
own-question-open = Frage läuft
own-ask-right = Stimmt Ihr Weiterbildungsrecht nicht? Fragen Sie nach
own-ask-missing = Eine Weiterbildung fehlt
own-standing = Verlässlichkeit
own-question = Frage
own-standings = Was bedeuten diese Angaben?
own-standing-declared = selbst angegeben
own-standing-declared-text = Das haben Sie selbst angegeben. Niemand sonst hat es geprüft.
own-standing-evidenceSeen = Nachweis gesehen
own-standing-evidenceSeen-text = Das haben Sie selbst angegeben, und jemand anderes hat den Nachweis gesehen.
own-standing-confirmed = bestätigt
own-standing-confirmed-text = Ihr Arbeitgeber oder der Bildungsträger hat das eingetragen oder bestätigt.
own-standing-authentic = authentische Quelle
own-standing-authentic-text = Das stammt aus einer Meldung an die soziale Sicherheit.
own-career = Mein Werdegang
own-career-lead = Alles auf einer Linie: Ihre Arbeitgeber, Ihre Weiterbildungen und was Sie selbst ergänzt haben.
own-career-none = Auf Ihrer Linie steht noch nichts.
own-career-began = Dienstantritt bei { $employer }
own-career-ended = Dienstende bei { $employer }
