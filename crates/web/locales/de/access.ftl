# Who has access, giving and ending it.

side-access = Zugang
access-lead = Wer für diesen Arbeitgeber etwas einsehen oder ändern kann. Was Sie hier geben oder beenden, gilt sofort, auch für Angemeldete.
access-who = Wer
access-by = Gegeben von
access-own = Sie selbst
access-not-yet = noch nicht angemeldet
access-give = Zugang geben
access-reader-hint = Sieht alles dieses Arbeitgebers ein, ändert nichts.
access-registrar-hint = Liest Meldungen ein, registriert Weiterbildungen und ändert Rechte.
access-accessManager-hint = Tut, was die Personalabteilung tut, und gibt und beendet Zugänge.
access-end = Zugang beenden
access-end-short = Beenden
access-end-lead = Diese Person kann in dieser Rolle sofort nichts mehr einsehen oder ändern. Was sie tat, bleibt im Verlauf stehen.
access-end-own = Das ist Ihr eigener Zugang.
access-manage = Zugang geben oder beenden
done-access-given = Der Zugang ist gegeben.
done-access-ended = Der Zugang ist beendet.
section = Für wen
section-hint = Eine Rolle kann auf ein Team oder eine Paritätische Kommission begrenzt werden. Wer sie hat, sieht nur diese Personen und registriert nur für sie; Überblick, Listen zum Mitnehmen und Verlauf bleiben bei Rollen für alle Arbeitnehmer.
section-all = Alle Arbeitnehmer
section-team = nur Team { $team }
section-committee = nur Paritätische Kommission { $committee }
capacity-section = Als { $role }. Unternehmensnummer { $number }.
training-others = An dieser Weiterbildung nehmen auch andere teil
training-others-text = Sie gehören nicht zum Team oder zur Paritätischen Kommission Ihrer Rolle. Jemand mit einer Rolle für alle Arbeitnehmer berichtigt diese Weiterbildung.
