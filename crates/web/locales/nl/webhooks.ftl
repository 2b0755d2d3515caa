# Waar een organisatie zich laat melden wat er gebeurt: de pagina en haar teksten.

zone-webhook = Adres
zone-topic = Waarover u bericht wilt
anomaly-webhook-003 = Adres: dit is geen adres waarnaar iets gestuurd kan worden.
anomaly-webhook-003-mend = Geef een volledig adres dat met https:// begint, zonder gebruikersnaam, wachtwoord of # erin.
anomaly-webhook-005 = Adres: daarheen wordt niets gestuurd.
anomaly-webhook-005-mend = Geef een adres op het openbare internet, op poort 443 of boven 1023.
anomaly-webhook-006 = Adres: het krijgt al bericht.
anomaly-webhook-006-mend = Beëindig eerst het andere, of geef een ander adres.
anomaly-webhook-053 = Adres: wie deze installatie beheert, laat niets versturen.
anomaly-webhook-053-mend = Vraag het aan wie ze beheert, of laat uw software zelf naar wijzigingen vragen.
anomaly-webhook-901 = Adres: er zijn er al { $limit }.
anomaly-webhook-901-mend = Beëindig eerst een adres dat niet meer gebruikt wordt.
history-addWebhook = adres voor berichten toegevoegd
history-endWebhook = adres voor berichten beëindigd
history-resumeWebhook = berichten hervat
history-testWebhook = testbericht gevraagd
history-replayWebhook = berichten opnieuw gestuurd
history-webhooks = adressen voor berichten
history-webhook = gemeld aan software
webhook-title = Berichten aan software
webhook-lead = Laat uw software meteen weten wat hier verandert. Een bericht zegt wat er veranderde en waar het te lezen is, nooit over wie het gaat.
webhook-none = Er wordt naar geen enkel adres iets gestuurd.
webhook-off = Wie deze installatie beheert, laat niets versturen. Uw software kan zelf naar wijzigingen vragen.
webhook-add = Adres toevoegen
webhook-address-hint = Waar uw software berichten ontvangt: een adres op het openbare internet dat met https:// begint.
topic-trainings = opleidingen
topic-rights = rechten en krediet
topic-employees = werknemers
topic-questions = vragen en meldingen
webhook-whom = Van wie
webhook-whom-hint = Van een werkgever die u bedient alleen zolang het mandaat van kracht is.
webhook-own = mijn eigen organisatie
webhook-served = werkgevers die wij bedienen
webhook-state = Toestand
webhook-works = Laatste bericht aangenomen op { $moment }.
webhook-nothing-yet = Er is nog niets gestuurd.
webhook-failing = Niet aangenomen sinds { $moment }: { $answer } Het wordt vanzelf opnieuw geprobeerd.
webhook-paused = Stilgelegd sinds { $moment }: { $answer }
webhook-answer-status = het antwoord was { $status }.
webhook-answer-address = naar dat adres wordt niets gestuurd.
webhook-answer-timeout = er kwam niet op tijd antwoord.
webhook-answer-connection = niemand antwoordde.
webhook-key = Sleutel om berichten te controleren
webhook-test = Testbericht sturen
webhook-test-text = Uw software krijgt een bericht dat alleen zegt dat het een test is.
webhook-replay = Opnieuw sturen
webhook-replay-text = Alles sinds een dag, of één bericht. Wat al aankwam, komt nog eens aan, onder dezelfde ID.
webhook-since = Alles sinds
webhook-event = Of één bericht
webhook-event-hint = De ID ervan, zoals 0100000169.2f08341b-…
webhook-resume = Verder sturen
webhook-resume-text = Wat intussen gebeurde, wordt eerst gestuurd.
webhook-end = Niets meer sturen
webhook-end-sure = Vanaf nu wordt naar dit adres niets meer gestuurd.
done-webhook-added = Het adres is toegevoegd. Stuur nu een testbericht.
done-webhook-tested = Het testbericht is onderweg.
done-webhook-replayed = Het wordt opnieuw gestuurd.
done-webhook-resumed = Er worden weer berichten gestuurd.
done-webhook-ended = Naar dat adres wordt niets meer gestuurd.
access-webhooks = adressen waarnaar berichten over wijzigingen gestuurd worden.
do-webhook-make = Software laten weten wat verandert
do-webhook-make-text =
    1. Open **{ side-access } › { webhook-title }**, geef het adres dat de leverancier van het programma noemt, vink aan wat het moet weten, en druk op **{ webhook-add }**.
    2. Geef de sleutel en het adres ervan door aan de leverancier: zo ziet het programma dat een bericht van hier komt.
    3. Druk op **{ webhook-test }**. De pagina toont daarna of het bericht is aangenomen.

    Wat niet wordt aangenomen, wordt drie dagen lang opnieuw geprobeerd. Daarna ligt het stil; **{ webhook-resume }** stuurt wat intussen gebeurde.
