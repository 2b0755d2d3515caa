# Software, die über die REST-API arbeitet: ihre Seite, ihre Schlüssel, was sie darf.

role-client = Software
channel-api = über die REST-API
training-role-client = Software
training-channel-api = über die REST-API
history-addClient = Zugang an Software gegeben
history-endClient = Zugang von Software beendet
history-addClientKey = Schlüssel von Software hinzugefügt
history-endClientKey = Schlüssel von Software beendet
history-changeFeed = Änderungen von Software gelesen
history-reconcileTrainings = Liste von Weiterbildungen verglichen
history-reconcileCredits = Liste von Krediten verglichen
zone-client = Software
zone-client-key = Öffentlicher Schlüssel
zone-scope = Was sie darf
zone-reference = Ihre Referenz
anomaly-reference-003 = Ihre Referenz: Sie enthält ein Zeichen, das nicht erlaubt ist, oder ein Leerzeichen am Anfang oder Ende.
anomaly-reference-003-mend = Lassen Sie Leerzeichen am Anfang und Ende weg, und Zeilenumbrüche auch.
anomaly-reference-005 = Ihre Referenz: Das ist die Nummer einer Person.
anomaly-reference-005-mend = Verwenden Sie eine eigene Nummer, denn die Referenz steht auch in Adressen.
anomaly-reference-006 = Ihre Referenz: So nennen Sie schon einen anderen Eintrag.
anomaly-reference-006-mend = Geben Sie diesem eine andere Referenz, oder suchen Sie den ersten mit dieser Referenz.
anomaly-reference-053 = Ihre Referenz: Hier kann keine stehen.
anomaly-reference-053-mend = Lassen Sie die Referenz weg.
anomaly-version-022 = Version: Das gibt es nicht, oder es gehört nicht zu diesem Arbeitgeber.
anomaly-version-022-mend = Prüfen Sie die Kennung und den Arbeitgeber.
history-batchReceived = Sammlung von Änderungen empfangen
zone-feed = Cursor
anomaly-client-006 = Software: Es gibt schon Software mit diesem Namen.
anomaly-client-006-mend = Wählen Sie einen Namen, der die beiden unterscheidet.
anomaly-client-key-003 = Öffentlicher Schlüssel: Dies ist weder ein JSON Web Key noch ein öffentlicher Schlüssel in PEM.
anomaly-client-key-003-mend = Fügen Sie ein, was zwischen BEGIN PUBLIC KEY und END PUBLIC KEY steht, mit diesen beiden Zeilen.
anomaly-client-key-005 = Öffentlicher Schlüssel: Dies ist ein privater Schlüssel.
anomaly-client-key-005-mend = Erzeugen Sie ein neues Schlüsselpaar, denn dieses ist kein Geheimnis mehr, und fügen Sie nur die öffentliche Hälfte ein.
anomaly-client-key-008 = Öffentlicher Schlüssel: Diese Art oder Länge wird nicht angenommen.
anomaly-client-key-008-mend = Verwenden Sie RSA mit mindestens 2048 Bit oder einen elliptischen Schlüssel auf P-256.
anomaly-client-key-006 = Öffentlicher Schlüssel: Die Software hat diesen Schlüssel schon.
anomaly-client-key-006-mend = Sie brauchen nichts zu tun.
anomaly-client-key-901 = Öffentlicher Schlüssel: Die Software hat { $limit } Schlüssel.
anomaly-client-key-901-mend = Beenden Sie zuerst einen Schlüssel, der nicht mehr gebraucht wird.
anomaly-feed-003 = Cursor: Das Register hat diesen nicht ausgegeben.
anomaly-feed-003-mend = Senden Sie den Cursor einer früheren Antwort unverändert, oder beginnen Sie ohne Cursor von vorn.
anomaly-feed-022 = Ereignis: Keines der hier gemeldeten heißt so.
anomaly-feed-022-mend = Nehmen Sie die vollständige ID eines Ereignisses, das Sie erhalten haben: Nummer, Punkt, Buchstaben und Ziffern.
anomaly-feed-053 = Cursor: Er gehört zu den Änderungen eines anderen Arbeitgebers.
anomaly-feed-053-mend = Führen Sie für jeden Arbeitgeber einen eigenen Cursor.
software-title = Software
software-lead = Lohn-, Personal- und Weiterbildungssoftware, die von selbst in diesem Register arbeitet, über die REST-API. Sie weist sich mit ihrem eigenen Schlüssel aus; kein Passwort wird ausgetauscht.
software-none = Keine Software hat Zugang.
software-add = Software Zugang geben
software-name = Name
software-name-hint = Wie Sie sie nennen, zum Beispiel der Name Ihrer Lohnsoftware.
software-scopes = Was sie darf
software-scopes-hint = Geben Sie nicht mehr als nötig. Für Arbeitgeber, die Sie bedienen, darf sie nicht mehr, als das Mandat sagt.
scope-register-read = Personen, Weiterbildungen, Rechte und Kredit lesen
scope-history-read = den Verlauf lesen
scope-mandate-read = sehen, für welche Arbeitgeber sie handeln kann
scope-employee-write = Arbeitnehmer hinzufügen und ändern
scope-right-write = Rechte ändern und prüfen
scope-training-write = Weiterbildungen registrieren und berichtigen, Meldungen von Anbietern beantworten
scope-report-write = als Weiterbildungsanbieter Weiterbildungen melden
scope-question-write = Fragen von Arbeitnehmern beantworten
scope-file-write = Batchdateien senden und sehen, was daraus geworden ist
software-id = Client-ID
software-token = Adresse für Tokens
software-since = Seit { $date }, gegeben von { $name }
software-keys = Öffentliche Schlüssel
software-keys-none = Ohne Schlüssel kann sie noch nichts tun.
software-key = Öffentlicher Schlüssel
software-key-hint = JSON Web Key oder PEM: RSA mit mindestens 2048 Bit oder P-256. Die private Hälfte bleibt bei der Software.
software-key-add = Schlüssel hinzufügen
software-key-end = Schlüssel beenden
software-key-since = seit { $date }
software-end = Zugang beenden
software-end-sure = Die Software kann ab diesem Augenblick nichts mehr tun. Was sie registriert hat, bleibt.
done-software-added = Die Software wurde hinzugefügt. Fügen Sie jetzt ihren öffentlichen Schlüssel hinzu.
done-software-ended = Der Zugang der Software ist beendet.
done-software-key-added = Der Schlüssel wurde hinzugefügt.
done-software-key-ended = Der Schlüssel wurde beendet, und jedes Token mit ihm.
access-software = Programme, die über die REST-API Zugang haben.
do-software-give = Software von selbst arbeiten lassen
do-software-give-text =
    1. Öffnen Sie **{ side-access } › { software-title }**, geben Sie dem Programm einen Namen, kreuzen Sie an, was es darf, und drücken Sie auf **{ software-add }**.
    2. Fügen Sie den öffentlichen Schlüssel ein, den der Lieferant des Programms Ihnen gibt, und drücken Sie auf **{ software-key-add }**.
    3. Geben Sie die **{ software-id }** und die **{ software-token }** an den Lieferanten weiter. Beides ist nicht geheim.

    Was es kann und wie, liest der Anbieter in [{ api-title }](/api).

    Was das Programm tut, steht unter seinem Namen im Verlauf, und ein Arbeitnehmer sieht, wann es etwas angesehen hat. **{ software-end }** hält es sofort an.
