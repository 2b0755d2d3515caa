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

    Jede Rolle außer der letzten kann auf ein Team oder eine Paritätische Kommission begrenzt werden: dann sieht die Person nur diese Arbeitnehmer und registriert nur für sie.

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
do-access-invite = Mit einem Link einladen
do-access-invite-text =
    1. Öffnen Sie **{ side-access }** und gehen Sie zu **{ invitation-make }**.
    2. Wählen Sie eine Rolle und drücken Sie **{ invitation-make }**.
    3. Geben Sie den Link einer einzigen Person. Sie meldet sich an und übernimmt die Rolle.

    Der Link gilt einmal, sieben Tage lang, und wird nur einmal gezeigt.
part-for-others = Für andere Organisationen
do-mandate-give = Ein Mandat geben
do-mandate-give-text =
    1. Öffnen Sie **{ side-mandates }** und gehen Sie zu **{ mandate-give }**.
    2. Geben Sie die Unternehmensnummer des Dienstleisters, das erste Quartal und den Umfang des Mandats an.
    3. Drücken Sie **{ mandate-give }**. Der Dienstleister bestätigt es unter **{ side-mandates }**; erst dann gilt es.

    Entscheidend ist, ob das Mandat gilt, wenn etwas verarbeitet wird, wann die Weiterbildung auch war. Beide können es beenden; das wirkt sofort.
do-mandate-use = Für einen Arbeitgeber arbeiten
do-mandate-use-text =
    1. Öffnen Sie **{ side-clients }** und suchen Sie nach Name oder Unternehmensnummer.
    2. Wählen Sie einen Arbeitgeber. Links steht auf jeder Seite, für wen und unter welchem Mandat Sie arbeiten; dieser Link führt zurück zur Liste.
    3. **{ tasks-everywhere }** zeigt, was für alle Ihre Arbeitgeber zu tun ist.

    Was das Mandat nicht erlaubt, wird nicht angeboten.
do-report-give = Eine gegebene Weiterbildung melden
do-report-give-text =
    1. Öffnen Sie **{ side-given }** und drücken Sie **{ given-new }**.
    2. Beschreiben Sie die Weiterbildung und fügen Sie die Teilnehmer ein: Unternehmensnummer, ENSS, Name.
    3. Sie kennen die Nummern nicht? Kreuzen Sie **{ given-link-yes }** an: Wer den Link öffnet, bestätigt selbst.
    4. Drücken Sie **{ given-send }**. Bei jeder Meldung steht, was der Arbeitgeber damit tat.
