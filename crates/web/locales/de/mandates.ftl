# Mandates, and for whom one acts under them.

side-mandates = Mandate
side-clients = Arbeitgeber, für die Sie handeln
mandates-lead = Mit einem Mandat lässt ein Arbeitgeber einen Dienstleister oder ein Sozialsekretariat an seiner Stelle arbeiten. Es gilt, sobald der Dienstleister es bestätigt, und beide können es beenden.
mandates-given = Gegebene Mandate
mandates-given-none = Dieser Arbeitgeber hat niemandem ein Mandat gegeben.
mandates-held = Erhaltene Mandate
mandates-held-none = Kein Arbeitgeber hat Ihrer Organisation ein Mandat gegeben. Ein Arbeitgeber tut das unter Mandate, mit Ihrer Unternehmensnummer.
mandate-give = Mandat geben
mandate-give-lead = Die Gruppe von Anwendungen ist das Federal Learning Account. Was der Dienstleister tut, steht mit seinem Namen im Verlauf.
mandate-provider = Unternehmensnummer des Dienstleisters
mandate-provider-hint = Zehn Ziffern. Auf der nächsten Seite steht der Name; stimmt er nicht, beenden Sie das Mandat.
mandate-first = Erstes Quartal
mandate-last = Letztes Quartal
mandate-no-end = Bis jemand es beendet
mandate-scopes = Was es erlaubt
mandate-scopes-hint = Einsehen gehört immer dazu. Zugang, Mandate und Einstellungen bleiben beim Arbeitgeber.
scope-read = einsehen
scope-declare = registrieren
scope-declare-hint = Meldungen, Arbeitnehmer, Rechte und Weiterbildungen einbringen.
scope-correct = berichtigen
scope-correct-hint = Registrierte Weiterbildungen berichtigen, zurückziehen und wiederherstellen.
scope-verify = prüfen
scope-verify-hint = Rechte und Berichte prüfen, Fragen von Arbeitnehmern beantworten.
mandate-with = Mit
mandate-period = Zeitraum
mandate-standing = Stand
mandate-acts = Was Sie tun können
mandate-history = Was damit geschah
mandate-from = ab { $from }
mandate-from-until = { $from } bis einschließlich { $until }
mandate-requested = zu bestätigen
mandate-coming = beginnt später
mandate-inForce = gilt
mandate-over = vorbei
mandate-refused = abgelehnt
mandate-ended = beendet
mandate-step-requested = gegeben
mandate-step-confirmed = bestätigt
mandate-step-refused = abgelehnt
mandate-step-ended = beendet
mandate-confirm = Bestätigen
mandate-refuse = Ablehnen
mandate-end = Mandat beenden
mandate-end-lead = Der Dienstleister kann sofort nichts mehr einsehen oder ändern. Was getan ist, bleibt bestehen und im Verlauf sichtbar.
done-mandate-given = Das Mandat ist gegeben. Es gilt, sobald der Dienstleister es bestätigt.
done-mandate-confirmed = Das Mandat ist bestätigt.
done-mandate-refused = Das Mandat ist abgelehnt.
done-mandate-ended = Das Mandat ist beendet.
clients-lead =
    { $count ->
        [one] Ein Arbeitgeber gab Ihrer Organisation ein Mandat, das heute gilt.
       *[other] { $count } Arbeitgeber gaben Ihrer Organisation ein Mandat, das heute gilt.
    }
clients-search = Name oder Unternehmensnummer
clients-find = Suchen
clients-none = Kein Arbeitgeber passt dazu.
ground-mandate = { $name }, Mandat { $period }
ground-inspection = Inspektion: { $reason }
acting-for = { $name } für { $employer }
