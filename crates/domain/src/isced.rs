//! Fields of education and training: ISCED-F 2013 of UNESCO. A field is broad (two digits), narrow
//! (three) or detailed (four); broad and narrow ones have names in four languages here, a detailed
//! one is called as the narrow one it belongs to, beside its own code.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::anomaly::{Anomaly, Fault, Zone};
use crate::language::Language;

/// A field of education and training, by its code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct FieldOfEducation {
    /// The digits after a decimal point, so that fields sort as their codes do: `061` is 0610.
    place: u16,
    digits: u8,
}

/// A code with its name in Dutch, French, German, English.
type Named = (&'static str, [&'static str; 4]);

/// The broad and narrow fields, in the order of their codes.
const NAMED: [Named; 40] = [
    (
        "00",
        [
            "Algemene programma’s",
            "Programmes généraux",
            "Allgemeine Bildungsgänge",
            "Generic programmes",
        ],
    ),
    ("001", ["Basisprogramma’s", "Programmes de base", "Grundbildung", "Basic programmes"]),
    (
        "002",
        [
            "Lezen, schrijven en rekenen",
            "Lire, écrire et compter",
            "Lesen, Schreiben und Rechnen",
            "Literacy and numeracy",
        ],
    ),
    (
        "003",
        [
            "Persoonlijke vaardigheden",
            "Compétences personnelles",
            "Persönliche Fähigkeiten",
            "Personal skills and development",
        ],
    ),
    ("01", ["Onderwijs", "Éducation", "Pädagogik", "Education"]),
    (
        "011",
        [
            "Onderwijs en lesgeven",
            "Sciences de l’éducation et enseignement",
            "Erziehung und Unterricht",
            "Education and teaching",
        ],
    ),
    (
        "02",
        [
            "Kunst en geesteswetenschappen",
            "Lettres et arts",
            "Kunst und Geisteswissenschaften",
            "Arts and humanities",
        ],
    ),
    ("021", ["Kunst en vormgeving", "Arts", "Kunst und Gestaltung", "Arts"]),
    (
        "022",
        [
            "Geesteswetenschappen, zonder talen",
            "Lettres, sauf langues",
            "Geisteswissenschaften ohne Sprachen",
            "Humanities, except languages",
        ],
    ),
    ("023", ["Talen", "Langues", "Sprachen", "Languages"]),
    (
        "03",
        [
            "Sociale wetenschappen en journalistiek",
            "Sciences sociales et journalisme",
            "Sozialwissenschaften und Journalismus",
            "Social sciences and journalism",
        ],
    ),
    (
        "031",
        [
            "Sociale en gedragswetenschappen",
            "Sciences sociales et du comportement",
            "Sozial- und Verhaltenswissenschaften",
            "Social and behavioural sciences",
        ],
    ),
    (
        "032",
        [
            "Journalistiek en informatie",
            "Journalisme et information",
            "Journalismus und Informationswesen",
            "Journalism and information",
        ],
    ),
    (
        "04",
        [
            "Bedrijf, administratie en recht",
            "Commerce, administration et droit",
            "Wirtschaft, Verwaltung und Recht",
            "Business, administration and law",
        ],
    ),
    (
        "041",
        [
            "Bedrijf en administratie",
            "Commerce et administration",
            "Wirtschaft und Verwaltung",
            "Business and administration",
        ],
    ),
    ("042", ["Recht", "Droit", "Recht", "Law"]),
    (
        "05",
        [
            "Natuurwetenschappen en wiskunde",
            "Sciences naturelles et mathématiques",
            "Naturwissenschaften und Mathematik",
            "Natural sciences and mathematics",
        ],
    ),
    (
        "051",
        [
            "Biologie en verwante wetenschappen",
            "Biologie et sciences apparentées",
            "Biologie und verwandte Wissenschaften",
            "Biological and related sciences",
        ],
    ),
    ("052", ["Milieu", "Environnement", "Umwelt", "Environment"]),
    (
        "053",
        [
            "Natuurkunde, scheikunde, aarde",
            "Sciences physiques",
            "Exakte Naturwissenschaften",
            "Physical sciences",
        ],
    ),
    (
        "054",
        [
            "Wiskunde en statistiek",
            "Mathématiques et statistiques",
            "Mathematik und Statistik",
            "Mathematics and statistics",
        ],
    ),
    (
        "06",
        [
            "Informatie- en communicatietechnologie",
            "Technologies de l’information",
            "Informations- und Kommunikationstechnik",
            "Information and communication technologies",
        ],
    ),
    ("061", ["ICT", "TIC", "IKT", "ICT"]),
    (
        "07",
        [
            "Techniek, industrie en bouw",
            "Ingénierie, industries et construction",
            "Technik, Fertigung und Bau",
            "Engineering, manufacturing and construction",
        ],
    ),
    (
        "071",
        [
            "Techniek en technische beroepen",
            "Ingénierie et techniques apparentées",
            "Technik und technische Berufe",
            "Engineering and engineering trades",
        ],
    ),
    (
        "072",
        [
            "Industrie en verwerking",
            "Industries et transformation",
            "Fertigung und Verarbeitung",
            "Manufacturing and processing",
        ],
    ),
    (
        "073",
        [
            "Architectuur en bouw",
            "Architecture et bâtiment",
            "Architektur und Bauwesen",
            "Architecture and construction",
        ],
    ),
    (
        "08",
        [
            "Landbouw, bosbouw, visserij en diergeneeskunde",
            "Agriculture, forêt, pêche et soins vétérinaires",
            "Land- und Forstwirtschaft, Fischerei und Tiermedizin",
            "Agriculture, forestry, fisheries and veterinary",
        ],
    ),
    ("081", ["Landbouw", "Agriculture", "Landwirtschaft", "Agriculture"]),
    ("082", ["Bosbouw", "Sylviculture", "Forstwirtschaft", "Forestry"]),
    ("083", ["Visserij", "Pêche", "Fischerei", "Fisheries"]),
    ("084", ["Diergeneeskunde", "Soins vétérinaires", "Tiermedizin", "Veterinary"]),
    (
        "09",
        [
            "Gezondheid en welzijn",
            "Santé et protection sociale",
            "Gesundheit und Soziales",
            "Health and welfare",
        ],
    ),
    ("091", ["Gezondheid", "Santé", "Gesundheit", "Health"]),
    ("092", ["Welzijn", "Protection sociale", "Sozialwesen", "Welfare"]),
    ("10", ["Diensten", "Services", "Dienstleistungen", "Services"]),
    (
        "101",
        [
            "Persoonlijke diensten, horeca, sport",
            "Services aux particuliers, horeca, sport",
            "Personenbezogene Dienste, Gastgewerbe, Sport",
            "Personal services",
        ],
    ),
    (
        "102",
        [
            "Hygiëne, veiligheid en gezondheid op het werk",
            "Hygiène, sécurité et santé au travail",
            "Hygiene, Arbeitssicherheit und Arbeitsgesundheit",
            "Hygiene and occupational health",
        ],
    ),
    ("103", ["Veiligheid en bewaking", "Sécurité", "Sicherheitsdienste", "Security services"]),
    ("104", ["Vervoer", "Transport", "Verkehr", "Transport services"]),
];

/// How many detailed fields each narrow one has, numbered from 1, where it is more than one.
const DETAILED: [(u16, u16); 21] = [
    (11, 4),
    (21, 5),
    (22, 3),
    (23, 2),
    (31, 4),
    (32, 2),
    (41, 7),
    (51, 2),
    (52, 2),
    (53, 3),
    (54, 2),
    (61, 3),
    (71, 6),
    (72, 4),
    (73, 2),
    (81, 2),
    (91, 7),
    (92, 3),
    (101, 5),
    (102, 2),
    (103, 2),
];

fn named(code: &str) -> Option<&'static Named> {
    NAMED.iter().find(|(c, _)| *c == code)
}

/// Whether a narrow field exists: 8 stands for several fields together, and 0 and 9 at the end of
/// a code for not said and for another, as the classification has it.
fn is_narrow(code: &str) -> bool {
    let (broad, last) = code.split_at(2);
    named(code).is_some()
        || (named(broad).is_some() && matches!(last, "0" | "9"))
        || (named(broad).is_some() && broad != "00" && last == "8")
}

fn is_detailed(code: &str) -> bool {
    let (narrow, last) = code.split_at(3);
    if !is_narrow(narrow) {
        return false;
    }
    let ends = narrow.as_bytes()[2];
    if matches!(ends, b'0' | b'8' | b'9') {
        return last.as_bytes()[0] == ends || (ends == b'8' && last == "0");
    }
    let number: u16 = narrow.parse().unwrap_or(0);
    let most = DETAILED.iter().find(|(n, _)| *n == number).map_or(1, |(_, most)| *most);
    let last: u16 = last.parse().unwrap_or(10);
    (0..=most).contains(&last) || matches!(last, 8 | 9)
}

impl FieldOfEducation {
    /// The broad and narrow fields, in the order of their codes: what is offered to choose from.
    pub fn all() -> impl Iterator<Item = Self> {
        NAMED.iter().filter_map(|(code, _)| Self::from_code(code))
    }

    /// The eleven broad fields.
    pub fn broad_ones() -> impl Iterator<Item = Self> {
        Self::all().filter(|f| f.digits == 2)
    }

    /// The field of a code of two, three or four digits.
    pub fn from_code(code: &str) -> Option<Self> {
        if !code.bytes().all(|b| b.is_ascii_digit()) {
            return None;
        }
        let exists = match code.len() {
            2 => named(code).is_some(),
            3 => is_narrow(code),
            4 => is_detailed(code),
            _ => false,
        };
        let digits = u8::try_from(code.len()).ok()?;
        let number: u16 = code.parse().ok()?;
        exists.then(|| Self { place: number * 10_u16.pow(4 - u32::from(digits)), digits })
    }

    /// What somebody wrote: a code, alone or before its name; a code that lost its leading nought
    /// in a spreadsheet; or a name of a broad or narrow field in any of the four languages.
    ///
    /// # Errors
    /// `FIELD-003` for what is neither.
    pub fn read(text: &str) -> Result<Self, Anomaly> {
        let text = text.trim();
        let code: String = text.chars().take_while(char::is_ascii_digit).collect();
        let found = Self::from_code(&code)
            .or_else(|| Self::from_code(&format!("0{code}")).filter(|_| !code.is_empty()))
            .or_else(|| Self::of_name(text).filter(|_| code.is_empty()));
        found.ok_or_else(|| Anomaly::new(Zone::FieldOfEducation, Fault::Invalid).at("field"))
    }

    fn of_name(text: &str) -> Option<Self> {
        let wanted = text.to_lowercase();
        let same = |(_, names): &&Named| names.iter().any(|n| n.to_lowercase() == wanted);
        NAMED.iter().find(same).and_then(|(code, _)| Self::from_code(code))
    }

    /// The code.
    pub fn code(self) -> String {
        let width = usize::from(self.digits);
        format!("{:0width$}", self.place / 10_u16.pow(4 - u32::from(self.digits)))
    }

    /// The broad field it belongs to.
    #[must_use]
    pub fn broad(self) -> Self {
        Self { place: self.place / 100 * 100, digits: 2 }
    }

    /// What it is called: as the nearest field with a name, itself or one it belongs to.
    pub fn name(self, language: Language) -> &'static str {
        let code = self.code();
        (2..=code.len().min(3))
            .rev()
            .find_map(|length| named(&code[..length]))
            .map_or("", |(_, names)| names[language as usize])
    }

    /// Code and name, as it stands in a list to choose from; [`Self::read`] reads it back.
    pub fn label(self, language: Language) -> String {
        format!("{} – {}", self.code(), self.name(language))
    }
}

impl fmt::Display for FieldOfEducation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.code())
    }
}

impl FromStr for FieldOfEducation {
    type Err = Anomaly;

    fn from_str(code: &str) -> Result<Self, Anomaly> {
        let unknown = || Anomaly::new(Zone::FieldOfEducation, Fault::Invalid).at("field");
        Self::from_code(code).ok_or_else(unknown)
    }
}

impl TryFrom<String> for FieldOfEducation {
    type Error = Anomaly;

    fn try_from(code: String) -> Result<Self, Anomaly> {
        code.parse()
    }
}

impl From<FieldOfEducation> for String {
    fn from(field: FieldOfEducation) -> Self {
        field.code()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broad_narrow_and_detailed_codes_are_read_and_no_others() {
        for code in [
            "00", "06", "10", "061", "104", "0031", "0114", "0417", "0611", "0613", "0716", "0841",
            "0917", "1015", "1022", "1032", "1041", "0588", "0610", "0619", "018", "0188", "009",
        ] {
            let field = FieldOfEducation::read(code);
            assert_eq!(field.map(FieldOfEducation::code).as_deref(), Ok(code));
        }
        for code in
            ["", "9", "11x", "12", "062", "105", "0614", "0115", "1042", "00008", "0088", "06110"]
        {
            assert_eq!(FieldOfEducation::from_code(code), None, "{code}");
        }
    }

    #[test]
    fn what_people_and_spreadsheets_make_of_a_code_is_understood() {
        for (text, code) in [
            ("061 – ICT", "061"),
            (" 0611 anything", "0611"),
            ("611", "0611"),
            ("61", "061"),
            ("6", "06"),
            ("101", "101"),
            ("11", "011"),
            ("Gezondheid en welzijn", "09"),
            ("talen", "023"),
            ("Recht", "042"),
        ] {
            let field = FieldOfEducation::read(text);
            assert_eq!(field.map(FieldOfEducation::code).as_deref(), Ok(code), "{text}");
        }
        for text in ["", "cooking", "12 – Nothing", "55"] {
            assert_eq!(FieldOfEducation::read(text).unwrap_err().code(), "FIELD-003", "{text}");
        }
    }

    #[test]
    fn every_field_has_a_name_in_every_language_and_its_label_reads_back() {
        assert_eq!(FieldOfEducation::all().count(), NAMED.len());
        assert_eq!(FieldOfEducation::broad_ones().count(), 11);
        for field in FieldOfEducation::all() {
            for language in Language::ALL {
                assert!(!field.name(language).is_empty(), "{field}");
                assert_eq!(FieldOfEducation::read(&field.label(language)), Ok(field));
            }
        }
        let detailed = FieldOfEducation::from_code("1022").unwrap();
        assert_eq!(detailed.broad().code(), "10");
        assert_eq!(detailed.name(Language::En), "Hygiene and occupational health");
        let together = FieldOfEducation::from_code("0688").unwrap();
        assert_eq!(together.name(Language::Fr), "Technologies de l’information");
    }

    #[test]
    fn fields_sort_as_their_codes() {
        let mut codes = ["1041", "06", "0611", "061", "10", "00"].map(|c| c.parse().unwrap());
        codes.sort_unstable();
        assert_eq!(codes.map(FieldOfEducation::code), ["00", "06", "061", "0611", "10", "1041"]);
    }
}
