//! Texts of the papers in the four languages, side by side, so that none can be forgotten.

use fla_domain::language::Language;

/// A text in Dutch, French, German and English.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Phrase(pub(crate) [&'static str; 4]);

impl Phrase {
    /// The text in a language.
    pub(crate) const fn to(self, language: Language) -> &'static str {
        self.0[language as usize]
    }

    /// The text in a language with `{name}` replaced.
    pub(crate) fn with(self, language: Language, values: &[(&str, &str)]) -> String {
        let mut text = self.to(language).to_owned();
        for (name, value) in values {
            text = text.replace(&format!("{{{name}}}"), value);
        }
        text
    }
}

macro_rules! phrases {
    ($($name:ident = $nl:literal, $fr:literal, $de:literal, $en:literal;)+) => {
        $(pub(crate) const $name: Phrase = Phrase([$nl, $fr, $de, $en]);)+

        #[cfg(test)]
        const ALL: &[(&str, Phrase)] = &[$((stringify!($name), $name)),+];
    };
}

phrases! {
    PRODUCT = "Open FLA", "Open FLA", "Open FLA", "Open FLA";
    ACCOUNT_YEAR = "Individuele opleidingsrekening {year}", "Compte formation individuel {year}", "Individuelles Weiterbildungskonto {year}", "Individual training account {year}";
    AS_OF = "Stand op {date}", "Situation au {date}", "Stand am {date}", "As it stood on {date}";
    ENTERPRISE_NUMBER = "Ondernemingsnummer", "Numéro d’entreprise", "Unternehmensnummer", "Enterprise number";
    PERSON = "1. Werknemer", "1. Travailleur", "1. Arbeitnehmer", "1. Employee";
    FAMILY_NAME = "Naam", "Nom", "Name", "Family name";
    GIVEN_NAME = "Voornaam", "Prénom", "Vorname", "Given name";
    BIRTH_DATE = "Geboortedatum", "Date de naissance", "Geburtsdatum", "Date of birth";
    BIRTH_PLACE = "Geboorteplaats", "Lieu de naissance", "Geburtsort", "Place of birth";
    ADDRESS = "Adres", "Adresse", "Adresse", "Address";
    SSIN = "Rijksregisternummer (INSZ)", "Numéro de registre national (NISS)", "Nationalregisternummer (ENSS)", "National register number (SSIN)";
    UNKNOWN = "niet gekend", "inconnu", "nicht bekannt", "not known";
    SERVICE = "In dienst", "En service", "Im Dienst", "In service";
    REGIME = "2. Arbeidsregime en 3. paritair comité", "2. Régime de travail et 3. commission paritaire", "2. Arbeitsregelung und 3. paritätische Kommission", "2. Work regime and 3. joint committee";
    PERIOD = "Periode", "Période", "Zeitraum", "Period";
    COMMITTEE = "Paritair comité", "Commission paritaire", "Paritätische Kommission", "Joint committee";
    NO_COMMITTEE = "geen", "aucune", "keine", "none";
    REGIME_COLUMN = "Arbeidsregime", "Régime de travail", "Arbeitsregelung", "Work regime";
    REGIME_VALUE = "{percent} % ({q} van {s} uur per week)", "{percent} % ({q} heures sur {s} par semaine)", "{percent} % ({q} von {s} Stunden pro Woche)", "{percent} % ({q} of {s} hours a week)";
    REGIME_NONE = "In {year} is geen werkregime gekend.", "Aucun régime de travail n’est connu pour {year}.", "Für {year} ist keine Arbeitsregelung bekannt.", "No work regime is known for {year}.";
    CREDIT = "4. Opleidingskrediet {year}", "4. Crédit formation {year}", "4. Weiterbildungskredit {year}", "4. Training credit {year}";
    BALANCE = "5. Gevolgde dagen en wat overblijft", "5. Jours suivis et solde", "5. Absolvierte Tage und was übrig ist", "5. Days followed and days left";
    GROWTH = "6. Groeipad", "6. Trajectoire de croissance", "6. Wachstumspfad", "6. Growth path";
    TRAININGS = "Opleidingen in {year}", "Formations en {year}", "Weiterbildungen in {year}", "Trainings in {year}";
    WHAT = "Wat", "Quoi", "Was", "What";
    DAYS = "Dagen", "Jours", "Tage", "Days";
    HOURS = "Uren", "Heures", "Stunden", "Hours";
    HOW = "Berekening", "Calcul", "Berechnung", "Working";
    STATUTORY = "Wettelijk recht", "Droit légal", "Gesetzliches Recht", "Statutory right";
    SECTORAL = "Sectoraal recht", "Droit sectoriel", "Sektorielles Recht", "Sectoral right";
    COMPANY = "Recht van de onderneming", "Droit de l’entreprise", "Recht des Unternehmens", "Company right";
    RIGHT_NONE = "In {year} is er geen opleidingsrecht.", "Il n’y a pas de droit à la formation en {year}.", "In {year} besteht kein Weiterbildungsrecht.", "There is no training right in {year}.";
    GRANTED = "Recht van het jaar", "Droit de l’année", "Recht des Jahres", "Right of the year";
    CARRIED_IN = "Overgedragen uit vorige jaren", "Reporté des années précédentes", "Aus Vorjahren übertragen", "Carried over from earlier years";
    ADJUSTED = "Aanpassingen", "Adaptations", "Anpassungen", "Adjustments";
    CREDIT_SUM = "Opleidingskrediet", "Crédit formation", "Weiterbildungskredit", "Training credit";
    FOLLOWED = "Gevolgd", "Suivi", "Absolviert", "Followed";
    LAPSED = "Vervallen", "Échu", "Verfallen", "Lapsed";
    LEFT = "Over", "Solde", "Noch übrig", "Left";
    BEYOND = "Boven het krediet gevolgd", "Suivi au-delà du crédit", "Über den Kredit hinaus absolviert", "Followed beyond the credit";
    PLANNED = "Gepland, nog niet afgetrokken", "Planifié, pas encore déduit", "Geplant, noch nicht abgezogen", "Planned, not yet deducted";
    CARRIED_OUT = "Naar {year} overgedragen", "Reporté à {year}", "Auf {year} übertragen", "Carried over to {year}";
    TERM = "{months}: {a} × {b} × {count}/12 = {days}", "{months} : {a} × {b} × {count}/12 = {days}", "{months}: {a} × {b} × {count}/12 = {days}", "{months}: {a} × {b} × {count}/12 = {days}";
    FLAT = "niet naar verhouding: {days}", "sans prorata : {days}", "nicht anteilig: {days}", "not prorated: {days}";
    BY_HAND = "Met de hand ingesteld", "Fixé manuellement", "Von Hand festgelegt", "Set by hand";
    BY_HAND_REASON = "Met de hand ingesteld: {reason}", "Fixé manuellement : {reason}", "Von Hand festgelegt: {reason}", "Set by hand: {reason}";
    A_B_C = "Dagen van een voltijdse werknemer × werkregime × begonnen maanden onder contract/12. Eén dag is {day}.", "Jours d’un travailleur à temps plein × régime de travail × mois entamés sous contrat/12. Un jour compte {day}.", "Tage eines Vollzeitbeschäftigten × Arbeitsregelung × begonnene Monate unter Vertrag/12. Ein Tag hat {day}.", "Days of a full-time employee × work regime × months begun under contract/12. One day is {day}.";
    SOURCE = "Bron: {source}", "Source : {source}", "Quelle: {source}", "Source: {source}";
    GROWTH_ROW = "vanaf {year}", "à partir de {year}", "ab {year}", "from {year}";
    GROWTH_RULE = "Regel", "Règle", "Regel", "Rule";
    GROWTH_DAYS = "Dagen per jaar (voltijds)", "Jours par an (temps plein)", "Tage pro Jahr (Vollzeit)", "Days a year (full-time)";
    GROWTH_NONE = "Voor {year} geldt geen groeipad.", "Aucune trajectoire de croissance ne s’applique en {year}.", "Für {year} gilt kein Wachstumspfad.", "No growth path applies in {year}.";
    TITLE = "Opleiding", "Formation", "Weiterbildung", "Training";
    WHEN = "Wanneer", "Quand", "Wann", "When";
    STATE = "Status", "Statut", "Status", "Status";
    TRAININGS_NONE = "In {year} is geen opleiding geregistreerd.", "Aucune formation n’est enregistrée en {year}.", "In {year} ist keine Weiterbildung registriert.", "No training is registered in {year}.";
    STATUS_PLANNED = "gepland", "planifiée", "geplant", "planned";
    STATUS_COMPLETED = "gevolgd", "suivie", "absolviert", "followed";
    STATUS_NOT_FOLLOWED = "niet gevolgd", "non suivie", "nicht absolviert", "not followed";
    STATUS_NOT_ELIGIBLE = "komt niet in aanmerking", "non admissible", "nicht anrechenbar", "not eligible";
    FORMAL = "formeel", "formelle", "formell", "formal";
    INFORMAL = "informeel", "informelle", "informell", "informal";
    NOT_VOV = "telt niet mee: Vlaams opleidingsverlof", "ne compte pas : congé de formation flamand", "zählt nicht: flämischer Bildungsurlaub", "does not count: Flemish training leave";
    NOT_BEV = "telt niet mee: betaald educatief verlof", "ne compte pas : congé-éducation payé", "zählt nicht: bezahlter Bildungsurlaub", "does not count: paid educational leave";
    NOT_PROFESSION = "telt niet mee: buiten het beroep", "ne compte pas : hors de la profession", "zählt nicht: außerhalb des Berufs", "does not count: outside the profession";
    COPY = "kopie uit de openbare FLA, niet nagekeken", "copie du FLA public, non vérifiée", "Kopie aus dem öffentlichen FLA, ungeprüft", "copy from the public FLA, unverified";
    COPY_CHECKED = "kopie uit de openbare FLA, nagekeken", "copie du FLA public, contrôlée", "Kopie aus dem öffentlichen FLA, überprüft", "copy from the public FLA, checked";
    CERTIFICATE = "met certificaat", "avec certificat", "mit Zertifikat", "with a certificate";
    CERTIFICATE_UNTIL = "certificaat geldig tot {date}", "certificat valable jusqu’au {date}", "Zertifikat gültig bis {date}", "certificate valid until {date}";
    RIGHTS = "Uw rechten", "Vos droits", "Ihre Rechte", "Your rights";
    RIGHT_TO_SEE = "U mag uw opleidingsrekening inkijken: een eenvoudige vraag aan uw werkgever volstaat.", "Vous pouvez consulter votre compte formation : une simple demande à votre employeur suffit.", "Sie dürfen Ihr Weiterbildungskonto einsehen: Eine einfache Anfrage an Ihren Arbeitgeber genügt.", "You may see your training account: simply asking your employer is enough.";
    RIGHT_TO_CORRECT = "Klopt er iets niet, dan mag u vragen om het te verbeteren. U doet dat in overleg met uw werkgever.", "Si quelque chose n’est pas exact, vous pouvez demander une correction, en accord avec votre employeur.", "Ist etwas nicht richtig, können Sie im Einvernehmen mit Ihrem Arbeitgeber eine Berichtigung verlangen.", "If something is not right, you may ask to have it corrected, in agreement with your employer.";
    PAGE = "blz. {page} van {pages}", "page {page} sur {pages}", "Seite {page} von {pages}", "page {page} of {pages}";
    PERIOD_OPEN = "vanaf {from}", "à partir du {from}", "ab {from}", "from {from}";

    NOTICE = "Uw opleidingskrediet in {year}", "Votre crédit formation en {year}", "Ihr Weiterbildungskredit {year}", "Your training credit in {year}";
    DEAR = "Beste {name},", "Bonjour {name},", "Guten Tag {name},", "Dear {name},";
    NOTICE_LEFT = "Op {date} hebt u bij {employer} nog {left} opleiding over in {year}.", "Au {date}, il vous reste chez {employer} {left} de formation pour {year}.", "Am {date} haben Sie bei {employer} für {year} noch {left} Weiterbildung übrig.", "On {date} you have {left} of training left with {employer} in {year}.";
    NOTICE_BEYOND = "Op {date} hebt u bij {employer} in {year} {left} meer gevolgd dan uw krediet.", "Au {date}, vous avez suivi chez {employer} en {year} {left} de plus que votre crédit.", "Am {date} haben Sie bei {employer} in {year} {left} mehr absolviert, als Ihr Kredit beträgt.", "On {date} you have followed {left} more with {employer} in {year} than your credit.";
    NOTICE_HOW = "Zo komen we daaraan:", "Voici le calcul :", "So ergibt sich das:", "This is how it adds up:";
    NOTICE_CARRY = "Wat u op het einde van het jaar over hebt, gaat naar het volgende jaar.", "Ce qui reste à la fin de l’année est reporté à l’année suivante.", "Was am Ende des Jahres übrig ist, geht auf das nächste Jahr über.", "What is left at the end of the year goes to the next year.";
    NOTICE_RECEIPT = "Ontvangen op (datum en handtekening):", "Reçu le (date et signature) :", "Erhalten am (Datum und Unterschrift):", "Received on (date and signature):";
    GREETING = "Met vriendelijke groeten", "Bien cordialement", "Mit freundlichen Grüßen", "Kind regards";

    EXPORT = "Alles wat wij over uw opleidingen bewaren", "Tout ce que nous conservons sur vos formations", "Alles, was wir über Ihre Weiterbildungen aufbewahren", "Everything we keep about your trainings";
    EXPORT_LEAD = "Dit is een afschrift voor uzelf. Dezelfde gegevens kunt u ook als JSON meenemen.", "Ceci est une copie pour vous-même. Les mêmes données existent aussi en JSON.", "Dies ist eine Abschrift für Sie selbst. Dieselben Daten gibt es auch als JSON.", "This is a copy for yourself. The same data can also be taken along as JSON.";
    LOOKS = "Wie keek er naar uw gegevens?", "Qui a consulté vos données ?", "Wer hat Ihre Daten angesehen?", "Who looked at your data?";
    LOOKS_NONE = "Nog niemand.", "Encore personne.", "Noch niemand.", "Nobody yet.";
    WHO = "Wie", "Qui", "Wer", "Who";
    RECORDS = "Eigen opleidingen en diploma’s", "Formations et diplômes personnels", "Eigene Weiterbildungen und Diplome", "Own trainings and diplomas";
    RECORDS_LEAD = "Dit voegde u zelf toe. Alleen een werkgever aan wie u het toont, kan het zien.", "Vous avez ajouté ceci vous-même. Seul un employeur à qui vous le montrez peut le voir.", "Das haben Sie selbst hinzugefügt. Nur ein Arbeitgeber, dem Sie es zeigen, kann es sehen.", "You added this yourself. Only an employer to whom you show it can see it.";
    RECORDS_NONE = "U voegde zelf niets toe.", "Vous n’avez rien ajouté vous-même.", "Sie haben selbst nichts hinzugefügt.", "You added nothing yourself.";
    RECORD_TRAINING = "opleiding", "formation", "Weiterbildung", "training";
    RECORD_DIPLOMA = "diploma", "diplôme", "Diplom", "diploma";
    RECORD_CERTIFICATE = "certificaat", "certificat", "Zertifikat", "certificate";
    VALID_UNTIL = "geldig tot en met {date}", "valable jusqu’au {date} inclus", "gültig bis einschließlich {date}", "valid through {date}";
    EVIDENCE = "Bewijsstukken: {names}", "Pièces : {names}", "Nachweise: {names}", "Evidence: {names}";
    SHOWN_TO = "getoond aan {names}", "montré à {names}", "{names} gezeigt", "shown to {names}";
    RELIABILITY = "Betrouwbaarheid", "Fiabilité", "Verlässlichkeit", "Reliability";
    STANDING_DECLARED = "zelf verklaard", "déclaré par vous", "selbst erklärt", "declared by you";
    STANDING_SEEN = "bewijs gezien door {who}", "preuve vue par {who}", "Nachweis gesehen von {who}", "evidence seen by {who}";
    STANDING_CONFIRMED = "bevestigd door {who}", "confirmé par {who}", "bestätigt von {who}", "confirmed by {who}";
    QUESTIONS = "Uw vragen en de antwoorden", "Vos questions et les réponses", "Ihre Fragen und die Antworten", "Your questions and the answers";
    QUESTIONS_NONE = "U stelde geen vragen.", "Vous n’avez posé aucune question.", "Sie haben keine Fragen gestellt.", "You asked no questions.";
    STEP_ASKED = "u vroeg", "vous avez demandé", "Sie fragten", "you asked";
    STEP_CORRECTED = "werkgever verbeterde", "l’employeur a corrigé", "Arbeitgeber berichtigte", "the employer corrected";
    STEP_EXPLAINED = "werkgever legde uit", "l’employeur a expliqué", "Arbeitgeber erklärte", "the employer explained";
    STEP_ASKED_AGAIN = "u vroeg opnieuw", "vous avez redemandé", "Sie fragten erneut", "you asked again";
    STEP_TAKEN_BACK = "u trok de vraag in", "vous avez retiré la question", "Sie zogen die Frage zurück", "you took the question back";
    ABOUT_MISSING = "Ontbreekt: {title}", "Manque : {title}", "Fehlt: {title}", "Missing: {title}";
    ABOUT_RIGHT = "Opleidingsrecht {year}", "Droit à la formation {year}", "Weiterbildungsrecht {year}", "Training right {year}";
    ANSWER_BY = "Antwoord tegen {date}", "Réponse pour le {date}", "Antwort bis {date}", "Answer by {date}";
    WORDS = "In welke woorden", "En quels termes", "Mit welchen Worten", "In what words";
    PERSON_NAME = "Werknemer", "Travailleur", "Arbeitnehmer", "Employee";
    LOOKS_OWN = "Wie keek er naar wat u zelf toevoegde?", "Qui a consulté ce que vous avez ajouté ?", "Wer hat angesehen, was Sie hinzugefügt haben?", "Who looked at what you added?";

    PROOF = "Jaarlijkse mededelingen {year}: bewijs", "Communications annuelles {year} : preuve", "Jährliche Mitteilungen {year}: Nachweis", "Yearly notices {year}: proof";
    PROOF_LEAD = "Aan wie het saldo en de rechten meegedeeld zijn, wanneer, hoe en waarheen. Wat hier staat, is genoteerd op het ogenblik zelf en verandert niet meer.", "À qui le solde et les droits ont été communiqués, quand, comment et où. Ce qui figure ici a été noté à ce moment et ne change plus.", "Wem der Saldo und die Rechte mitgeteilt wurden, wann, wie und wohin. Was hier steht, wurde damals vermerkt und ändert sich nicht mehr.", "To whom the balance and the rights were told, when, how and where to. What stands here was noted at the time and does not change.";
    PROOF_MADE = "Mededelingen", "Communications", "Mitteilungen", "Notices";
    PROOF_GIVEN = "Meegedeeld", "Communiquées", "Mitgeteilt", "Given";
    PROOF_OPEN = "Nog niet meegedeeld", "Pas encore communiquées", "Noch nicht mitgeteilt", "Not given yet";
    PROOF_BALANCE = "Saldo erin", "Solde indiqué", "Kredit darin", "Balance in it";
    PROOF_HOW = "Hoe en waarheen", "Comment et où", "Wie und wohin", "How and where to";
    PROOF_BY = "Genoteerd door", "Noté par", "Vermerkt von", "Noted by";
    PROOF_NOT = "nog niet meegedeeld", "pas encore communiquée", "noch nicht mitgeteilt", "not given yet";
    HOW_HAND = "afgegeven", "remise en main propre", "übergeben", "handed over";
    HOW_POST = "met de post", "par la poste", "per Post", "by post";
    HOW_EMAIL = "met e-mail", "par e-mail", "per E-Mail", "by e-mail";
    NOTICE_WHERE = "U vindt uw rekening, met elke opleiding en de berekening, ook hier: {link}", "Vous trouvez aussi votre compte, avec chaque formation et le calcul, ici : {link}", "Ihr Konto mit jeder Weiterbildung und der Berechnung finden Sie auch hier: {link}", "You also find your account, with each training and the working, here: {link}";
    NOBODY = "Er is geen rekening op uw naam.", "Il n’y a pas de compte à votre nom.", "Es gibt kein Konto auf Ihren Namen.", "There is no account in your name.";
}

/// The name of a month, 1 to 12; any other number counts as January.
pub(crate) fn month(language: Language, month: i8) -> &'static str {
    let index = usize::try_from(month - 1).ok().filter(|i| *i < 12).unwrap_or(0);
    MONTHS[language as usize][index]
}

#[rustfmt::skip]
const MONTHS: [[&str; 12]; 4] = [
    ["januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"],
    ["janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"],
    ["Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"],
    ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"],
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_phrase_has_the_same_places_in_every_language() {
        let places = |text: &str| {
            let mut found: Vec<String> = text
                .split('{')
                .skip(1)
                .filter_map(|rest| rest.split('}').next().map(str::to_owned))
                .collect();
            found.sort();
            found
        };
        for (name, phrase) in ALL {
            for text in phrase.0 {
                assert!(!text.trim().is_empty(), "{name}");
                assert_eq!(places(text), places(phrase.0[0]), "{name}: {text}");
            }
        }
    }
}
