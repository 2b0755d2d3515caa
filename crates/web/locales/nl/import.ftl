# Importing declarations, and what was found in them.

import-lead = Geef de bestanden die uw sociaal secretariaat of loonpakket naar de sociale zekerheid stuurt. Meerdere kwartalen tegelijk mag.
import-choose = Bestanden met aangiften
import-choose-hint = DmfA- of Dimona-aangiften in XML. Hoogstens 200 bestanden, elk 2 GiB en samen 8 GiB.
import-drop = Sleep de bestanden hierheen, of kies ze
import-send = Inlezen
import-what = Wat er gebeurt
import-what-text =
    Elk bestand wordt eerst helemaal gelezen. Een bestand dat niet deugt of niet van u is, verandert niets; wie niet gelezen kan worden, wordt overgeslagen. U ziet op welke regel en waarom.

    - Nieuwe werknemers worden toegevoegd, gekende bijgewerkt.
    - Een latere aangifte van hetzelfde kwartaal gaat voor. Twee keer hetzelfde inlezen verandert niets.
    - Lonen en bijdragen worden niet gelezen.
import-none = Er is nog niets ingelezen.
import-state = Status
import-names = Bestanden
import-counts = Werknemers
import-files =
    { $count ->
        [one] één bestand
       *[other] { $count } bestanden
    }
import-result = Wat er gevonden is
import-phase-check = Bestanden worden nagekeken
import-phase-take = Mensen worden overgenomen
import-phase-follow = Contracten worden gevolgd
import-phase-size = De omvang wordt geteld
import-phase-workOut = Rechten en krediet worden berekend
import-new = Nieuwe werknemers
import-regimes = Ander regime of paritair comité
import-leavers = Uit dienst
import-missing = In een eerdere aangifte van het kwartaal, niet in deze
import-missing-text = Wat eerder over hen is aangegeven, blijft staan. Hebben ze in dat kwartaal niet gewerkt, zeg dat dan bij elk van hen.
import-somebody = werknemer
import-left = laatste dag { $date }
import-no-work = niet in dienst
import-noted = Het RSZ-nummer { $number } uit de bestanden is bij de werkgever genoteerd.
import-ended-done = De aangiften zijn ingelezen
import-ended-done-text = Rechten en krediet zijn bijgewerkt.
import-ended-nothing = Alles was al gekend
import-ended-nothing-text = De bestanden zeggen niets nieuws; er is niets veranderd.
import-ended-partly = Niet alles kon gelezen worden
import-ended-partly-text = Wat gelezen kon worden, is overgenomen. Hieronder staat wat niet en waarom.
import-ended-refused = Geen enkel bestand is overgenomen
import-ended-refused-text = Er is niets veranderd. Hieronder staat per bestand waarom.
import-ended-failed = Het inlezen is afgebroken
import-ended-failed-text = De fout ligt bij de dienst. Wat al overgenomen was, klopt; lees de bestanden gerust opnieuw in.
import-ended-stopped = Het inlezen is gestopt: het mandaat is beëindigd
import-ended-stopped-text = Wie dit vroeg, deed dat met een mandaat dat niet meer geldt. Wat al overgenomen was, blijft. Geef een nieuw mandaat of lees de bestanden zelf opnieuw in.
import-taken = overgenomen
import-refused = geweigerd
import-kind-dmfa = DmfA-aangifte
import-kind-dimona = Dimona-aangifte
import-count-new = Nieuw
import-count-changed = Gewijzigd
import-count-same = Ongewijzigd
import-count-older = Ouder dan wat gekend is
import-count-unreadable = Niet leesbaar
import-place = regel { $line }, kolom { $column }
import-unreadable = Mensen die niet gelezen konden worden
import-unreadable-text = De anderen in hetzelfde bestand zijn wel overgenomen. Verbeter de aangifte en lees ze opnieuw in, of voeg deze mensen met de hand toe.
import-where = Waar
import-wrong = Wat er niet klopt
import-mend = Wat u kunt doen
import-again = Nog meer inlezen
