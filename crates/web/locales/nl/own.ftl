# The own account of an employee.

own-title = Mijn opleidingsrekening
own-lead = Waarop u dit jaar recht hebt, met gewoon loon, en wat daarvan overblijft.
own-sentence-none = In { $year } is er bij deze werkgever geen opleidingsrecht.
own-none = Er is geen rekening op uw naam
own-none-text = U staat bij geen werkgever van deze installatie in het register. Vraag het aan uw werkgever als dat niet klopt.
own-help = Klopt er iets niet?
own-help-text =
    Vraag uw werkgever om het te verbeteren: u mag uw gegevens altijd inkijken en laten verbeteren. Elk recht hierboven opent tot de berekening, zodat u ze kunt narekenen.

    Wat een opleiding is die meetelt, leest u bij [Telt dit mee?](/counts). Hoe het recht werkt, staat bij [Help](/help).
own-left = over in { $year }
own-beyond = meer gevolgd dan uw krediet in { $year }
own-sum = Van uw recht naar wat u over hebt in { $year }
own-sum-right = Uw recht voor { $year }
own-sum-carried = Over van vorige jaren
own-sum-adjusted = Aangepast
own-sum-followed = Al gevolgd
own-sum-lapsed = Vervallen
own-sum-left = Nog over
own-sum-beyond = Meer dan uw krediet
own-why = Hoe is mijn recht berekend?
own-other-year = Een ander jaar:
own-parts-none = In { $year } is nog geen opleiding geregistreerd.
