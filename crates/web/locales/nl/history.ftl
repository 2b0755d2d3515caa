# Who did what, and who looked.

history-lead = Elke wijziging van het register en elke raadpleging van gegevens van mensen staat hier.
history-changes = Wijzigingen
history-none = Nog niets.
history-when = Wanneer
history-what = Wat
history-about = Over wie of wat
history-who = Wie
history-more = Hoe en waarom
history-older = Oudere wijzigingen
history-reads = Raadplegingen
history-reads-text = De laatste keren dat iemand gegevens van werknemers bekeek, of iets wilde doen dat niet mocht.
history-people =
    { $count ->
        [0] niemand in het bijzonder
        [one] één werknemer
       *[other] { $count } werknemers
    }
history-refused = niet toegestaan
history-by = { $what } door { $who }
history-addEmployee = werknemer toegevoegd
history-changePerson = persoonsgegevens gewijzigd
history-changeOccupations = werk of regime gewijzigd
history-endService = dienst beëindigd
history-setAverage = gemiddelde omvang ingevuld
history-setRight = recht met de hand ingesteld
history-giveCompanyDays = bedrijfsdagen gegeven
history-withdrawCompanyDays = bedrijfsdagen teruggenomen
history-setOptOut = automatische berekening uitgezet
history-endOptOut = automatische berekening weer aangezet
history-computeRight = berekend recht hersteld
history-computeAverage = berekend gemiddelde hersteld
history-verifyRights = rechten als nagekeken gemarkeerd
history-adjustCredit = krediet aangepast
history-withdrawAdjustment = aanpassing teruggenomen
history-registerTraining = opleiding geregistreerd
history-correctTraining = opleiding verbeterd
history-completeTraining = opleiding als gevolgd gemarkeerd
history-withdrawTraining = opleiding ingetrokken
history-restoreTraining = opleiding hersteld
history-changeSettings = instellingen gewijzigd
history-recalculateAll = herberekening gevraagd
history-recalculation = rechten en krediet herberekend
history-importDeclarations = aangiften ingelezen
history-addEmployer = werkgever toegevoegd
history-giveAccess = toegang gegeven
history-endAccess = toegang beëindigd
history-account = rekening bekeken
history-ownAccount = eigen rekening bekeken
history-credit = krediet bekeken
history-employees = lijst van werknemers bekeken
history-findPeople = werknemers gezocht
history-training = opleiding bekeken
history-trainingHistory = geschiedenis van een opleiding bekeken
history-rightHistory = geschiedenis van rechten bekeken
history-recentChanges = geschiedenis bekeken
history-importReport = resultaat van inlezen bekeken
history-preview = gevolgen van een wijziging bekeken
history-other = andere handeling
history-giveMandate = Mandaat gegeven
history-confirmMandate = Mandaat bevestigd
history-refuseMandate = Mandaat geweigerd
history-endMandate = Mandaat beëindigd
history-mandates = Mandaten bekeken
history-invite = Met een link uitgenodigd
history-takeBackInvitation = Uitnodiging ingetrokken
history-acceptInvitation = Uitnodiging aangenomen
history-setQualities = Hoedanigheden gewijzigd
history-openInspection = Inspectie begonnen
history-closeInspection = Inspectie afgesloten
