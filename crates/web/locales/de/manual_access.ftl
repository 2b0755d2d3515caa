# Das Handbuch für alle, die Zugang geben.

manual-access = Für Zugangsverwalter
manual-access-lead = Sie entscheiden, wer ansehen und wer eintragen darf, und Sie sehen, wer es tat.
part-access = Zugang
do-access-first = Woher der erste Zugang kommt
do-access-first-text = Der Betreiber der Installation gibt der ersten Person eines Arbeitgebers Zugang. Danach tun Sie es selbst, ohne den Betreiber. Sie können auch alles, was die Personalabteilung kann: siehe [das Handbuch](/help/officer).
do-access-roles = Die richtige Rolle wählen
do-access-roles-text =
    - **{ role-reader }**: sieht alles dieses Arbeitgebers, ändert nichts.
    - **{ role-registrar }**: liest Meldungen ein, registriert Weiterbildungen, ändert Rechte, beantwortet Fragen.
    - **{ role-accessManager }**: tut das auch, und gibt und beendet Zugang.

    Geben Sie nicht mehr, als jemand braucht. Arbeitnehmer brauchen hier keinen Zugang: sie sehen ihr Konto mit ihrem eigenen digitalen Schlüssel.
do-access-give = Jemandem Zugang geben
do-access-give-text =
    1. Öffnen Sie **{ side-access }**.
    2. Füllen Sie unter **{ access-give }** die ENSS der Person aus und wählen Sie eine Rolle.
    3. Klicken Sie auf **{ access-give }**. Es gilt sofort; die Person meldet sich mit dem eigenen digitalen Schlüssel an.

    Bis zur ersten Anmeldung steht **{ access-not-yet }** neben der Nummer.
do-access-end = Jemandes Zugang beenden
do-access-end-text =
    1. Öffnen Sie **{ side-access }** und klicken Sie neben der Person auf **{ access-end-short }**.
    2. Klicken Sie auf **{ access-end }**. Es gilt sofort, auch für Angemeldete.

    Was die Person tat, bleibt im Verlauf. Mindestens ein Zugangsverwalter bleibt immer.
do-access-looks = Nachsehen, wer was geändert oder angesehen hat
do-access-looks-text =
    1. Öffnen Sie **{ side-history }**: jede Änderung, mit wer, wann und warum.
    2. Bei **{ history-reads }** stehen die letzten Zugriffe, und was jemand tun wollte und nicht durfte.
    3. Für eine Person: öffnen Sie das Konto unter **{ side-employees }** und folgen Sie **{ looks-link }**.
do-access-sessions = Ihre eigenen Sitzungen beenden
do-access-sessions-text =
    1. Klicken Sie oben auf Ihren Namen und wählen Sie **{ sessions }**.
    2. Erkennen Sie eine nicht? Klicken Sie daneben auf **{ sessions-end }**, oder auf **{ sessions-end-others }**.

    Eine Sitzung endet von selbst nach 30 Minuten ohne Nutzung und nach 12 Stunden.
picture-access-give = Die Liste derer, die Zugang haben, und das Formular, mit dem Zugang gegeben wird.
