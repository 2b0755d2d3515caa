# Die Regeln in Kürze, für alle, die es einfach wissen wollen.

manual-rules = Die Regeln in Kürze
manual-rules-lead = Was das Recht auf Weiterbildung ist, in einfachen Worten, mit dem Gesetz und den Abkommen, aus denen es kommt.
part-rules-right = Das Recht
do-rules-who = Wer hat Recht auf Weiterbildung?
do-rules-who-text = Arbeitnehmer der Privatwirtschaft haben jedes Jahr ein individuelles Recht auf eine Anzahl Weiterbildungstage, bei normalem Lohn (Gesetz vom 3. Oktober 2022, Artikel 50 und folgende). Wie viele, hängt von der Größe des Unternehmens und vom Sektor ab.
do-rules-days = Wie viele Weiterbildungstage gibt es?
do-rules-days-text =
    Nach dem Gesetz, wenn jemand das ganze Jahr in Vollzeit arbeitet:

    - weniger als 10 Vollzeitäquivalente: keine Tage
    - 10 bis unter 20: 1 Tag
    - 20 oder mehr: 4 Tage im Jahr 2023, 5 Tage ab 2024

    Ein sektorielles Abkommen kann eine andere Zahl geben. [Suchen Sie die Regelung](/regime) Ihrer Paritätischen Kommission.
do-rules-sector = Was ändert ein Sektorabkommen?
do-rules-sector-text =
    Ein kollektives Arbeitsabkommen der Paritätischen Kommission kann eine andere Zahl festlegen, oft in Stufen über die Jahre. Diese Zahl tritt dann an die Stelle der gesetzlichen. In Unternehmen ab 20 liegt sie nie unter 2 Tagen. Es kann auch ein Recht geben, wo das Gesetz keines gibt.

    Tage, die ein Arbeitgeber zusätzlich gibt, kommen hinzu.
do-rules-size = Wie groß ist unser Unternehmen nach dem Gesetz?
do-rules-size-text = Das ist die durchschnittliche Zahl der Arbeitnehmer in Vollzeitäquivalenten über vier Quartale: das vierte Quartal des zweiten Jahres vor dem Zweijahreszeitraum und die ersten drei des Jahres davor. Für 2026 und 2027 sind das das vierte Quartal 2024 und die ersten drei von 2025. Dieser Durchschnitt wird nicht gerundet.
do-rules-part = Wie wird das Recht bei Teilzeit berechnet?
do-rules-part-text = Die Zahl der Tage wird mit der Arbeitsregelung und mit den Monaten unter Vertrag, geteilt durch zwölf, multipliziert. Ein begonnener Monat zählt als ganzer Monat. Gerundet wird ein einziges Mal, auf ganze Minuten. Im Register lässt sich jede Zahl bis zu dieser Berechnung aufklappen.
part-rules-credit = Den Kredit nutzen
do-rules-counts = Welche Weiterbildungen zählen?
do-rules-counts-text = Formelle und informelle Weiterbildungen, die mit der Arbeit zu tun haben, auch zum Wohlbefinden bei der Arbeit. Flämischer Bildungsurlaub und bezahlter Bildungsurlaub zählen nicht. [Fragen Sie für eine Weiterbildung](/counts).
do-rules-formal = Was ist formell, was informell?
do-rules-formal-text =
    - **{ training-kind-formal }**: ein Kurs oder Praktikum, im Unternehmen oder außerhalb, mit Ort und Plan eines Ausbilders.
    - **{ training-kind-informal }**: alles andere Lernen, das mit der Arbeit zu tun hat, wie Einweisung am Arbeitsplatz, Coaching, eine Tagung oder Selbststudium.

    Beides zählt auf dieselbe Weise.
do-rules-minutes = Wie lang ist ein Weiterbildungstag?
do-rules-minutes-text = So lang wie ein gewöhnlicher Vollzeittag beim Arbeitgeber: 7 Stunden und 36 Minuten, wenn nichts anderes festgelegt ist. Das Register zählt in ganzen Minuten, damit kurze Momente genau zählen.
do-rules-carry = Was geschieht mit dem Kredit, der übrig bleibt?
do-rules-carry-text = Was am Ende eines Jahres übrig ist, geht ins nächste Jahr über und mindert dessen Recht nicht. Ein Zeitraum dauert höchstens fünf Jahre; was an seinem letzten Tag noch aus früheren Jahren übrig ist, verfällt. Auch am Ende der Beschäftigung verfällt, was übrig ist.
do-rules-end = Was geschieht am Ende der Beschäftigung?
do-rules-end-text =
    - Nach einer Entlassung mit Kündigungsfrist können Tage bis zum letzten Tag genommen werden.
    - Nach eigener Kündigung oder Entlassung aus schwerwiegendem Grund verfällt, was übrig ist.
    - Auch in anderen Fällen verfällt, was am letzten Tag übrig ist, wenn nichts anderes vereinbart ist.

    Das Recht dieses letzten Jahres wird mit den Monaten unter Vertrag neu berechnet.
part-rules-around = Drumherum
do-rules-tell = Was erfährt der Arbeitnehmer?
do-rules-tell-text = Der Königliche Erlass vom 5. Dezember 2017 beschreibt ein individuelles Weiterbildungskonto: um wen es geht, Arbeitsregelung, Paritätische Kommission, Kredit des Jahres, absolvierte und übrige Tage, und Wachstumspfad. Der Arbeitnehmer kann es auf einfache Anfrage einsehen und berichtigen lassen, und erfährt den Saldo mindestens einmal im Jahr.
do-rules-plan = Was ist mit dem Weiterbildungsplan?
do-rules-plan-text = Unternehmen ab 20 Personen erstellen jedes Jahr bis zum 31. März einen Weiterbildungsplan, nach Stellungnahme bis zum 15. März (Gesetz vom 3. Oktober 2022). Der Plan sagt, welche Weiterbildungen vorgesehen sind und für wen.
do-rules-public = Was ist aus dem öffentlichen FLA geworden?
do-rules-public-text = Der öffentliche Federal Learning Account schloss am 1. Januar 2026. Was darin steht, kann dort noch angefragt werden und wird am 1. Januar 2027 gelöscht. Das individuelle Recht auf Weiterbildung und der Weiterbildungsplan bleiben. Diese Anwendung ist nicht der öffentliche FLA.
