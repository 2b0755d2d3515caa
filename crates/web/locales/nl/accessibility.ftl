accessibility-title = Toegankelijkheid
accessibility-lead = Iedereen moet deze toepassing kunnen gebruiken, met of zonder hulpmiddelen. Hier leest u wat daarvoor is gedaan en wat nog niet.
accessibility-aim = Waar we naar streven
accessibility-aim-text =
    Deze toepassing is gebouwd om te voldoen aan **WCAG 2.2, niveau AA**.

    - Alles werkt met het toetsenbord alleen, en de plaats waar u bent, is altijd te zien.
    - Alles werkt zonder scripts.
    - Kleur is nooit het enige dat iets zegt; het contrast is berekend voor het lichte en het donkere schema.
    - De pagina’s passen zich aan vanaf 320 punten breed en bij vergroting tot 400 %.
    - Elk cijfer in een tekening staat ook in woorden op de pagina.
    - Wie minder beweging vraagt, krijgt geen bewegende overgangen.
accessibility-known = Wat nog niet in orde is
accessibility-known-text =
    - De toepassing is nog niet getest door mensen die dagelijks een schermlezer of spraakbediening gebruiken.
    - Het voorstel van paritaire comités bij het typen wordt door sommige schermlezers niet voorgelezen. De code zelf typen werkt altijd.
accessibility-how = Hoe dit is nagegaan
accessibility-how-text = Elke wijziging wordt automatisch getest: structuur, namen van velden, taal en contrast, in de vier talen. Deze verklaring geldt voor de software; wie haar beheert, kan er eigen bevindingen aan toevoegen.
accessibility-tell = Een drempel melden
accessibility-tell-text = Botst u op iets dat niet werkt? Meld het aan de organisatie die deze installatie beheert. Krijgt u geen antwoord van een overheidsinstelling, dan kunt u terecht bij haar ombudsdienst.
accessibility-contact = Adres voor meldingen: { $contact }
