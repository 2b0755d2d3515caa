# In which capacity somebody acts, roles, and the operator's page.

capacity-title = Waarmee wilt u werken?
capacity-lead = U kunt hier in meer dan één hoedanigheid iets doen. Kies er één; u kunt altijd terug.
capacity-none = Voor u staat hier nog niets klaar.
capacity-none-text = U bent aangemeld, maar geen werkgever heeft u toegang gegeven en u staat bij geen werkgever in het register. Vraag de toegangsbeheerder van uw onderneming om toegang.
capacity-own = Mijn opleidingsrekening
capacity-own-text =
    { $count ->
        [one] Uw rechten en opleidingen bij één werkgever.
       *[other] Uw rechten en opleidingen bij { $count } werkgevers.
    }
capacity-operator = Beheer van deze installatie
capacity-operator-text = Organisaties toevoegen; geen gegevens van werknemers.
role-accessManager = toegangsbeheerder
role-registrar = personeelsdienst
role-reader = lezer
role-employee = werknemer
role-operator = beheerder van de installatie
role-system = het register zelf
channel-web = in de browser
channel-commandLine = op de opdrachtregel
channel-system = vanzelf
language-nl = Nederlands
language-fr = Frans
language-de = Duits
language-en = Engels
operator-title = Organisaties
operator-lead = De organisaties van deze installatie: werkgevers en wie voor hen werkt. Wie hier werkt, ziet geen gegevens van werknemers.
operator-none = Er is nog geen organisatie.
operator-none-found = Er is geen organisatie die past.
operator-add = Organisatie toevoegen
operator-name = Naam
operator-enterpriseNumber = Ondernemingsnummer
operator-enterpriseNumber-hint = Tien cijfers, zoals in de Kruispuntbank van Ondernemingen.
operator-nssoNumber = RSZ-nummer
operator-nssoNumber-hint = Zonder dit nummer wordt het overgenomen uit de eerste aangifte.
operator-language = Taal waarin wij de organisatie aanschrijven
operator-first = Wie als eerste aan het werk gaat
operator-first-hint = Deze persoon kan zich meteen aanmelden en aan het werk.
operator-ssin = INSZ van deze persoon
operator-ssin-hint = Elf cijfers. Leeg laten als nog niemand gekend is.
operator-role = Rol
done-employer-added = De organisatie is toegevoegd.
side-overview = Overzicht
side-employees = Werknemers
side-trainings = Opleidingen
side-import = Aangiften inlezen
side-rights = Rechten en omvang
side-history = Geschiedenis
