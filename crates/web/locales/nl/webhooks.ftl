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
