# An employer at a glance, and work under way.

overview-title = Overzicht
overview-empty = Nog geen werknemers. Met deze drie stappen is het register klaar voor gebruik.
overview-step-import = Lees uw aangiften in
overview-step-import-text = De DmfA-bestanden die u elk kwartaal indient, bevatten uw werknemers, hun contracten en hun arbeidsregime. Typen is niet nodig.
overview-step-size = Controleer de omvang van de onderneming
overview-step-size-text = Het gemiddelde aantal werknemers bepaalt hoeveel dagen er zijn. U ziet de berekening en kunt een ander gemiddelde invullen.
overview-step-training = Registreer de eerste opleiding
overview-step-training-text = Naam, begin, duur, deelnemers en stand: meer is niet verplicht.
overview-credit = Opleidingskrediet { $year } van iedereen samen
overview-verify = Alle berekende rechten van dit jaar als nagekeken markeren
overview-size = Omvang van de onderneming in { $year }
overview-size-working = Hoe dit berekend is
overview-imports = Laatste ingelezen aangiften
overview-import-counts = { $new } nieuw, { $changed } gewijzigd
overview-act-training = Opleiding registreren
overview-act-employee = Werknemer toevoegen
overview-act-import = Aangiften inlezen
job-waiting = wacht
job-running = bezig
job-done = klaar
job-refused = geweigerd
job-failed = mislukt
job-kind-import = Aangiften worden ingelezen
job-kind-recalculation = Rechten en krediet worden herberekend
job-progress = { $done } van { $total }
done-later = Geregistreerd. De rekeningen worden op de achtergrond herberekend.
