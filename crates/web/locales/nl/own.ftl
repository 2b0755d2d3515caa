# The own account of an employee.

own-title = Mijn opleidingsrekening
own-lead = Als werknemer hebt u elk jaar recht op een aantal dagen opleiding, op uw gewone loon. Hier ziet u hoeveel, waarom zoveel, en wat u al volgde.
own-sentence = U hebt nog { $left } over in { $year }.
own-sentence-beyond = U volgde in { $year } { $left } meer dan uw krediet.
own-sentence-none = In { $year } is er bij deze werkgever geen opleidingsrecht.
own-none = Er is geen rekening op uw naam
own-none-text = U staat bij geen werkgever van deze installatie in het register. Vraag het aan uw werkgever als dat niet klopt.
own-help = Klopt er iets niet?
own-help-text =
    Vraag uw werkgever om het te verbeteren: u mag uw gegevens altijd inkijken en laten verbeteren. Elk recht hierboven opent tot de berekening, zodat u ze kunt narekenen.

    Wat een opleiding is die meetelt, leest u bij [Telt dit mee?](/counts). Hoe het recht werkt, staat bij [Help](/help).
