//! What a column of a spreadsheet can hold, and what people call it.

use fla_domain::access::Action;
use fla_domain::language::Language;
use fla_store::employee::fold;
use serde::{Deserialize, Serialize};

/// What the rows of a spreadsheet are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum SheetKind {
    /// People, with their work.
    Employees,
    /// Participations in trainings.
    Trainings,
    /// Extra days that the employer gives.
    CompanyDays,
}

impl SheetKind {
    /// All kinds.
    pub const ALL: [Self; 3] = [Self::Employees, Self::Trainings, Self::CompanyDays];

    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Employees => "employees",
            Self::Trainings => "trainings",
            Self::CompanyDays => "companyDays",
        }
    }

    /// The kind of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// What somebody must be allowed to do to bring such rows in.
    pub const fn action(self) -> Action {
        match self {
            Self::Employees => Action::ManageEmployees,
            Self::Trainings => Action::RegisterTrainings,
            Self::CompanyDays => Action::SetRights,
        }
    }

    /// The fields of such rows, in the order in which they are written.
    pub fn fields(self) -> impl Iterator<Item = Field> {
        let mark = self.mark();
        WORDS.iter().filter(move |w| w.kinds.contains(mark)).map(|w| w.field)
    }

    const fn mark(self) -> char {
        match self {
            Self::Employees => 'e',
            Self::Trainings => 't',
            Self::CompanyDays => 'd',
        }
    }

    /// Whether such rows can be understood with these columns: who, what and when.
    pub fn is_satisfied(self, has: impl Fn(Field) -> bool) -> bool {
        use Field as F;
        let person = has(F::Ssin)
            || has(F::Employee)
            || has(F::FullName)
            || (has(F::FamilyName) && has(F::GivenName));
        match self {
            // A number alone says nothing of anybody.
            Self::Employees => {
                let more = [F::FamilyName, F::GivenName, F::From, F::To, F::JointCommittee];
                let other = [F::Percent, F::Hours, F::Email, F::Team, F::BirthDate, F::Address];
                (has(F::Ssin) || has(F::Employee)) && more.into_iter().chain(other).any(has)
            }
            Self::Trainings => {
                let what = has(F::Training) || (has(F::Title) && has(F::Start));
                let long = has(F::Duration) || has(F::Minutes) || has(F::Training);
                person && what && long
            }
            Self::CompanyDays => has(F::CompanyDays) || (person && has(F::Year) && has(F::Days)),
        }
    }
}

macro_rules! fields {
    ($($name:ident $code:literal $kinds:literal [$nl:literal $fr:literal $de:literal $en:literal] $also:expr;)+) => {
        /// What a column can hold.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(rename_all = "camelCase")]
        #[expect(missing_docs, reason = "each is named as its title")]
        pub enum Field { $($name),+ }

        impl Field {
            /// The stable code: the name of the field of the form that holds the same.
            pub const fn code(self) -> &'static str { match self { $(Self::$name => $code),+ } }

            /// The field of a code.
            pub fn from_code(code: &str) -> Option<Self> {
                WORDS.iter().map(|w| w.field).find(|f| f.code() == code)
            }
        }

        static WORDS: &[Words] = &[$(Words {
            field: Field::$name,
            kinds: $kinds,
            titles: [$nl, $fr, $de, $en],
            also: $also,
        }),+];
    };
}

/// What people call a field.
struct Words {
    field: Field,
    /// The kinds of rows that have it: `e`, `t`, `d`.
    kinds: &'static str,
    /// The title in Dutch, French, German, English: written in exports.
    titles: [&'static str; 4],
    /// Other names, as payroll packages and people write them.
    also: &'static [&'static str],
}

fields! {
    Training "training" "t" ["Opleiding (kenmerk)" "Formation (référence)" "Weiterbildung (Kennung)" "Training (reference)"] &["training id", "opleidingsid", "formation id"];
    TrainingVersion "trainingVersion" "t" ["Opleiding (versie)" "Formation (version)" "Weiterbildung (Version)" "Training (version)"] &[];
    CompanyDays "companyDays" "d" ["Bedrijfsdagen (kenmerk)" "Jours d'entreprise (référence)" "Betriebstage (Kennung)" "Company days (reference)"] &[];
    Employee "employee" "etd" ["Werknemer (kenmerk)" "Travailleur (référence)" "Arbeitnehmer (Kennung)" "Employee (reference)"] &["employee id"];
    Version "version" "e" ["Werknemer (versie)" "Travailleur (version)" "Arbeitnehmer (Version)" "Employee (version)"] &[];
    Ssin "ssin" "etd" ["INSZ" "NISS" "ENSS" "SSIN"] &["rijksregisternummer", "insz nummer", "inss", "rrn", "rr nr", "rr nummer", "rijksregister", "rijksregister nr", "nationaal nummer", "numero national", "no national", "n national", "registre national", "numero de registre national", "numero niss", "nationalregisternummer", "nationalregister", "nrn", "national number", "national register number", "niss insz", "insz niss", "inszniss", "bis nummer"];
    FamilyName "familyName" "etd" ["Familienaam" "Nom" "Nachname" "Family name"] &["naam", "achternaam", "naam werknemer", "nom de famille", "familienname", "name", "last name", "surname", "lastname"];
    GivenName "givenName" "etd" ["Voornaam" "Prénom" "Vorname" "Given name"] &["voornamen", "prenoms", "first name", "firstname", "roepnaam", "forename"];
    FullName "fullName" "td" ["Naam en voornaam" "Nom et prénom" "Name und Vorname" "Full name"] &["werknemer", "medewerker", "deelnemer", "travailleur", "participant", "nom prenom", "naam voornaam", "voornaam en naam", "prenom et nom", "name vorname", "mitarbeiter", "arbeitnehmer", "teilnehmer", "employee", "employee name", "personeelslid", "collaborateur", "volledige naam"];
    BirthDate "birthDate" "e" ["Geboortedatum" "Date de naissance" "Geburtsdatum" "Date of birth"] &["geboren op", "ne le", "birth date", "dob", "birthdate"];
    BirthPlace "birthPlace" "e" ["Geboorteplaats" "Lieu de naissance" "Geburtsort" "Place of birth"] &["birthplace"];
    Address "address" "e" ["Adres" "Adresse" "Anschrift" "Address"] &["woonplaats", "domicile"];
    Gender "gender" "e" ["Geslacht" "Sexe" "Geschlecht" "Gender"] &["genre", "sex", "m v", "h f"];
    Language "language" "e" ["Taal" "Langue" "Sprache" "Language"] &["taalcode", "taalrol", "regime linguistique"];
    Email "email" "e" ["E-mail" "Courriel" "E-Mail-Adresse" "Email"] &["mail", "e mailadres", "adresse mail", "adresse e mail", "mailadres"];
    Team "team" "e" ["Team" "Équipe" "Abteilung" "Department"] &["afdeling", "dienst", "departement", "service", "ploeg", "kostenplaats", "cost center", "equipe de travail"];
    JointCommittee "jointCommittee" "e" ["Paritair comité" "Commission paritaire" "Paritätische Kommission" "Joint committee"] &["pc", "cp", "pc nr", "paritair comite nr", "paritair comite nummer", "paritaire commissie", "pk", "jc", "numero cp", "paritair sub comite", "pc code"];
    Percent "percent" "e" ["Tewerkstellingspercentage" "Taux d'occupation" "Beschäftigungsgrad" "Working time (%)"] &["tewerkstellingsbreuk", "breuk", "percentage", "tewerkstelling", "arbeidsregime", "regime de travail", "fraction d occupation", "occupation", "fte", "vte", "etp", "vze", "arbeitszeit", "pourcentage", "werkregime"];
    Hours "q" "e" ["Uren per week (Q)" "Heures par semaine (Q)" "Stunden pro Woche (Q)" "Hours per week (Q)"] &["q", "weekuren", "uren per week", "heures semaine", "heures par semaine", "wochenstunden", "weekly hours", "contracturen"];
    FullHours "s" "e" ["Voltijdse uren per week (S)" "Heures à temps plein (S)" "Vollzeitstunden (S)" "Full-time hours (S)"] &["s", "voltijdse uren", "uren voltijds", "heures temps plein", "vollzeitstunden", "full time hours", "maatman"];
    From "from" "e" ["Begindatum" "Date de début" "Beginn" "Start date"] &["in dienst", "datum in dienst", "datum indienst", "indiensttreding", "in dienst sinds", "date d entree", "entree", "entree en service", "date entree", "eintritt", "eintrittsdatum", "hire date", "start", "vanaf", "begin contract", "debut contrat", "datum indiensttreding"];
    To "to" "e" ["Einddatum" "Date de fin" "Ende" "End date"] &["uit dienst", "datum uit dienst", "uitdiensttreding", "date de sortie", "sortie", "date sortie", "austritt", "austrittsdatum", "einde contract", "fin contrat", "tot", "datum uitdiensttreding", "termination date"];
    EndCause "endCause" "e" ["Reden uit dienst" "Motif de fin" "Austrittsgrund" "Why it ended"] &["reden einde", "motif de sortie", "end cause"];
    Title "title" "t" ["Naam van de opleiding" "Intitulé de la formation" "Bezeichnung der Weiterbildung" "Name of the training"] &["opleiding", "cursus", "titel", "naam opleiding", "opleidingsnaam", "vorming", "omschrijving", "formation", "intitule", "cours", "titre", "nom de la formation", "libelle", "ausbildung", "schulung", "kurs", "bezeichnung", "weiterbildung", "training", "course", "title", "course name", "training name"];
    Start "start" "t" ["Startdatum" "Début" "Anfang" "First day"] &["datum", "begindatum", "date", "date de debut", "date debut", "van", "du", "startdatum opleiding", "date de formation", "datum opleiding", "beginn", "startdatum", "von", "start date", "start", "date formation", "vanaf", "opleidingsdatum"];
    End "end" "t" ["Laatste dag" "Fin" "Letzter Tag" "Last day"] &["einddatum", "date de fin", "date fin", "ende", "enddatum", "bis", "end date", "end", "einde", "tot", "au", "tot en met"];
    Duration "duration" "t" ["Duur (uren)" "Durée (heures)" "Dauer (Stunden)" "Duration (hours)"] &["duur", "uren", "aantal uren", "duree", "heures", "nombre d heures", "nb heures", "dauer", "stunden", "anzahl stunden", "duration", "hours", "dagen", "aantal dagen", "jours", "nombre de jours", "tage", "days", "duur in dagen", "duree en jours", "minuten", "minutes", "duur in minuten", "uren opleiding", "opleidingsuren", "duur in uren", "duree en heures"];
    Minutes "minutes" "t" ["Gevolgd (uren)" "Suivi (heures)" "Besucht (Stunden)" "Followed (hours)"] &["gevolgde uren", "heures suivies", "besuchte stunden", "uren gevolgd"];
    Kind "kind" "t" ["Formeel of informeel" "Formelle ou informelle" "Formell oder informell" "Formal or informal"] &["type", "soort", "soort opleiding", "type opleiding", "type de formation", "art", "kind", "formeel informeel", "formel informel"];
    EducationField "field" "t" ["Opleidingsgebied (ISCED-F)" "Domaine de formation (CITE-F)" "Bildungsfeld (ISCED-F)" "Field of education (ISCED-F)"] &["isced", "isced f", "isced code", "cite f", "code cite", "studiegebied", "opleidingsgebied", "domaine de formation", "bildungsfeld", "field of education"];
    Provider "provider" "t" ["Opleider" "Organisme de formation" "Bildungsträger" "Provider"] &["aanbieder", "opleidingsverstrekker", "organisatie", "verstrekker", "lesgever", "formateur", "prestataire", "operateur", "anbieter", "veranstalter", "organisateur", "organisator", "training provider", "organisme", "organisme formateur", "opleidingscentrum", "instituut", "opleidingsinstelling", "schulungsanbieter"];
    Place "place" "t" ["Plaats" "Lieu" "Ort" "Place"] &["locatie", "location", "endroit"];
    Nature "nature" "t" ["Aard" "Nature" "Inhalt" "Nature of the training"] &["thema", "theme", "domein", "domaine", "thema der schulung"];
    Funding "funding" "t" ["Financiering" "Financement" "Finanzierung" "Funding"] &["gefinancierd door", "finance par"];
    ClaNumber "claNumber" "t" ["Cao-nummer" "Numéro de CCT" "KAA-Nummer" "CLA number"] &["cao", "cct", "kaa", "cao nr", "no cct"];
    TrainingNotCounting "trainingNotCounting" "t" ["Telt niet mee (opleiding)" "Ne compte pas (formation)" "Zählt nicht (Weiterbildung)" "Does not count (training)"] &[];
    Status "status" "t" ["Status" "Statut" "Stand" "Status"] &["toestand", "etat", "stand der dinge", "aanwezigheid", "presence", "anwesenheit", "aanwezig"];
    NotCounting "notCounting" "t" ["Telt niet mee (deelnemer)" "Ne compte pas (participant)" "Zählt nicht (Teilnehmer)" "Does not count (participant)"] &["verlof", "conge", "educatief verlof", "vov", "bev", "cep", "telt niet mee", "ne compte pas", "zahlt nicht", "does not count"];
    Certificate "certificate" "t" ["Certificaat behaald" "Certificat obtenu" "Zertifikat erhalten" "Certificate obtained"] &["attest", "attest behaald", "certificaat", "getuigschrift", "certificat", "attestation", "zertifikat", "certificate"];
    ValidUntil "validUntil" "t" ["Geldig tot" "Valable jusqu'au" "Gültig bis" "Valid until"] &["vervaldatum", "geldigheid", "validite", "date d expiration", "expiration", "ablaufdatum", "expiry", "expiry date", "geldig tot en met"];
    Year "year" "d" ["Jaar" "Année" "Jahr" "Year"] &["kalenderjaar", "annee civile", "kalenderjahr"];
    Days "days" "d" ["Dagen" "Jours" "Tage" "Days"] &["aantal dagen", "extra dagen", "bedrijfsdagen", "nombre de jours", "jours supplementaires", "anzahl tage", "company days", "extra days", "jours extra"];
    Flat "flat" "d" ["Zonder evenredigheid" "Sans prorata" "Ohne anteilige Kürzung" "Without pro rata"] &["vast", "forfait", "flat"];
    Reason "reason" "d" ["Reden" "Raison" "Grund" "Reason"] &["motief", "motif", "opmerking", "remarque", "bemerkung", "remark"];
}

impl Field {
    fn words(self) -> Option<&'static Words> {
        WORDS.iter().find(|w| w.field == self)
    }

    /// What it is called.
    pub fn title(self, language: Language) -> &'static str {
        self.words().map_or("", |w| w.titles[language as usize])
    }
}

/// Lower case, without accents, only letters and digits, single blanks between words.
pub(super) fn normal(text: &str) -> String {
    let folded = fold(text);
    let spaced: String =
        folded.chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// How well a heading fits a field: 0 for not at all.
fn fit(heading: &str, words: &Words) -> usize {
    let tight = |text: &str| text.replace(' ', "");
    let whole = tight(heading);
    let mut best = 0;
    for name in words.titles.iter().chain(words.also) {
        let name = normal(name);
        let score = if name == heading || tight(&name) == whole {
            1_000
        } else if name.len() >= 4 && format!(" {heading} ").contains(&format!(" {name} ")) {
            100 + name.len()
        } else {
            0
        };
        best = best.max(score);
    }
    best
}

/// Which field each heading is, for one kind of rows, and how well all of them fit together.
/// No field is given twice; the better fit wins, then the earlier column.
pub(super) fn recognise(kind: SheetKind, headings: &[String]) -> (Vec<Option<Field>>, usize) {
    let mut fits = Vec::new();
    for (column, heading) in headings.iter().enumerate() {
        let heading = normal(heading);
        // Columns that this product adds to what it hands back are not read.
        if heading.is_empty() || heading.starts_with("fla ") {
            continue;
        }
        for words in WORDS.iter().filter(|w| w.kinds.contains(kind.mark())) {
            let fit = fit(&heading, words);
            if fit > 0 {
                fits.push((std::cmp::Reverse(fit), column, words.field));
            }
        }
    }
    fits.sort_unstable();
    let mut found: Vec<Option<Field>> = vec![None; headings.len()];
    let mut score = 0;
    for (std::cmp::Reverse(fit), column, field) in fits {
        if found[column].is_none() && !found.contains(&Some(field)) {
            found[column] = Some(field);
            score += fit;
        }
    }
    (found, score)
}
