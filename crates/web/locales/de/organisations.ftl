# Organisations and their qualities, invitations, inspections.

invitation-title = Einladung
invitation-lead = Sie können diese Rolle übernehmen. Sie wird an die jetzt angemeldete Person gebunden.
invitation-organisation = Organisation
invitation-by = Eingeladen von
invitation-until = Verwendbar bis
invitation-take = Als { $name } übernehmen
invitation-make = Mit einem Link einladen
invitation-make-lead = Wenn Sie die ENSS nicht kennen: Wer den Link öffnet und sich anmeldet, erhält die Rolle. Der Link gilt einmal, sieben Tage lang.
invitation-made = Der Link ist bereit. Er wird nur einmal gezeigt.
invitation-made-text = Geben Sie ihn einer einzigen Person. Er gilt einmal, bis { $until }.
invitations-open = Offene Einladungen
invitation-end = Einladung zurücknehmen
done-invitation-ended = Die Einladung ist zurückgenommen.
done-access-taken = Sie haben jetzt Zugang.
inspection-title = Inspektion
inspection-lead = Sie lesen das Register eines Arbeitgebers aus einem genannten Grund und für eine bestimmte Zeit. Jeder Blick wird notiert und ist für Arbeitgeber, Arbeitnehmer und Betreiber sichtbar.
inspection-none = Es läuft keine Inspektion.
inspection-open = Laufende Inspektionen
inspection-employer = Arbeitgeber
inspection-reason = Grund
inspection-reason-hint = Wie die Aktennummer. Der Arbeitnehmer liest diesen Grund bei jedem Blick: Nennen Sie niemanden.
inspection-until = Bis
inspection-for = Wie lange
inspection-days =
    { $count ->
        [one] { $count } Tag
       *[other] { $count } Tage
    }
inspection-begin = Inspektion beginnen
inspection-close = Abschließen
done-inspection-closed = Die Inspektion ist abgeschlossen.
capacity-organisation = Als { $role }: { $qualities }. Unternehmensnummer { $number }.
capacity-serves =
    { $count ->
        [one] Für einen Arbeitgeber mit Mandat.
       *[other] Für { $count } Arbeitgeber mit Mandat.
    }
capacity-inspector-text = Das Register eines Arbeitgebers aus einem genannten Grund lesen.
quality-employer = Arbeitgeber
quality-employer-hint = Hat Arbeitnehmer mit Weiterbildungsrechten.
quality-serviceProvider = Dienstleister
quality-serviceProvider-hint = Arbeitet für Arbeitgeber, die ein Mandat geben.
quality-socialSecretariat = Sozialsekretariat
quality-socialSecretariat-hint = Anerkannt; arbeitet für Arbeitgeber, die ein Mandat geben.
quality-trainingProvider = Bildungsanbieter
quality-trainingProvider-hint = Meldet gegebene Weiterbildungen an die Arbeitgeber der Teilnehmer.
quality-sectorFund = Sektorfonds
quality-sectorFund-hint = Arbeitet für Mitglieder mit Mandat und meldet Weiterbildungen.
quality-operator = Betreiber
operator-qualities = Eigenschaften
operator-save = Speichern
done-qualities-set = Die Eigenschaften sind geändert.
looks-role-for = { $role } von { $organisation }, für { $employer }
access-verifier-hint = Prüft Rechte und Berichte und beantwortet Fragen; sieht alles ein.
role-verifier = Prüfer
role-inspector = Inspektor
training-role-verifier = Prüfer
training-role-inspector = Inspektor
side-start = Erste Schritte
start-lead = In drei Schritten anfangen. Hier sehen Sie, wo Sie stehen.
start-known = Die Organisation steht im Register
start-known-text = Unternehmensnummer { $number }, als { $qualities }, seit { $since }.
start-access = Der Zugang ist geregelt
start-access-text =
    { $count ->
        [0] Nur Sie haben Zugang. Geben Sie noch jemandem Zugang: Dann ruht die Arbeit nicht, wenn Sie fehlen.
        [one] Neben Ihnen hat eine Person Zugang.
       *[other] Neben Ihnen haben { $count } Personen Zugang.
    }
start-key = Mit einem digitalen Schlüssel angemeldet
start-key-text = Sie sind als { $name } angemeldet. Wer Zugang erhält, meldet sich ebenso an.
start-done = erledigt
start-open = zu tun
start-next = Und dann
history-zip = Alles als ZIP
history-logCopy = Verlauf und Auditprotokoll heruntergeladen
operator-inspections = Inspektionen
operator-from = Ab
cbe = ZDU
cbe-same = Name aus der ZDU, Auszug vom { $date }.
cbe-name = In der ZDU: { $name } (Auszug vom { $date }).
cbe-nameless = Die ZDU kennt die Nummer, aber keinen Namen (Auszug vom { $date }).
cbe-unknown = Der ZDU-Auszug vom { $date } kennt diese Nummer nicht. Prüfen Sie sie; ein Auszug kann einen Monat alt sein.
operator-name-cbe = Leer lassen, um den Namen aus der ZDU zu übernehmen (Auszug vom { $date }).
join = Meine Organisation hinzufügen
join-lead = Sind Sie gesetzlicher Vertreter einer Organisation, oder hat sie Sie gebeten zu beginnen? Beantragen Sie hier, sie hinzuzufügen. Der Betreiber prüft das; danach verwalten Sie ihre Zugänge.
join-stand-legend = In welcher Eigenschaft beantragen Sie das?
join-stand = Ich bin gesetzlicher Vertreter dieser Organisation, oder sie hat mich darum gebeten.
join-send = Beim Betreiber beantragen
join-own = Beantragt
join-state-waiting = wartet auf den Betreiber
join-state-added = hinzugefügt
join-state-refused = abgelehnt
done-organisation-asked = Der Betreiber hat Ihren Antrag.
done-request-refused = Der Antrag wurde abgelehnt.
operator-requests = Beantragt
operator-requests-lead = Prüfen Sie, ob diese Person für die Organisation handeln darf, zum Beispiel im Belgischen Staatsblatt oder mit einem Anruf bei einer Nummer, die Sie selbst gesucht haben. Wer hinzugefügt wird, verwaltet ihre Zugänge.
operator-requests-who = Wer es beantragt
operator-requests-asked = Beantragt am
operator-requests-grant = Hinzufügen
operator-requests-refuse = Ablehnen
operator-requests-why = Warum (wer es beantragt hat, liest das)
