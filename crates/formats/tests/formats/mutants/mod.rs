//! Damaged batch files: elements moved, renamed, doubled and left out, values replaced, attributes
//! added, and bytes changed.

use std::path::Path;

use fla_formats::synthetic::mix;

/// Elements that are put where they may not stand.
const NAMES: [&str; 16] = [
    "Form",
    "Minutes",
    "Year",
    "INSS",
    "Title",
    "StartingDate",
    "EndingDate",
    "Motivation",
    "Participant",
    "TrainingId",
    "TrainingVersionNbr",
    "EmployeeUserReference",
    "Reference",
    "NaturalPersonId",
    "CompanyID",
    "Unheard",
];

/// Values that are put in the place of others.
const VALUES: [&str; 74] = [
    "",
    " ",
    "0",
    "1",
    "2",
    "3",
    "4",
    "9",
    "00",
    "01",
    "-0",
    "+5",
    "1e3",
    "NaN",
    "INF",
    "7.36",
    "07:36",
    "456",
    "0456",
    "9999999",
    "10000000",
    "525600",
    "525601",
    "99999999999999999999",
    "\u{0663}",
    "2026",
    "2021",
    "1989",
    "2101",
    "2026-10-05",
    "2026-02-29",
    "2024-02-29",
    "0000-01-01",
    "-0001-01-01",
    "10000-01-01",
    "1899-12-31",
    "2100-12-31",
    "2026-10-05Z",
    "2026-10-05+01:00",
    " 2026-10-05 ",
    "2026-1-5",
    "1985-00-00",
    "1985-07-00",
    "24:00:00",
    "23:59:59.999",
    "23:59:59",
    "08:60:00",
    "08:00",
    "200",
    "124.00",
    "140.03",
    "14003",
    "777",
    "00010190146",
    "00010190147",
    "10400100171",
    "0100000070",
    "0100000071",
    "190000010",
    "00004K700001Y",
    "00004K700001Z",
    "00004K700000W",
    "0199c2a4-7b1e-7c3a-9a52-6d1f0c8e4b11",
    "0199C2A47B1E7C3A9A526D1F0C8E4B11",
    "a@b.be",
    "a@b",
    "FLAC001",
    "SU",
    "A&amp;B",
    "<![CDATA[456]]>",
    "4<!-- x -->56",
    "4<?x y?>56",
    "&#52;56",
    "x\u{feff}",
];

/// Values that the schema takes in an element, or nearly.
fn fitting(name: &str) -> &'static [&'static str] {
    const DATES: &[&str] = &[
        "2026-10-05",
        "2026-02-29",
        "2024-02-29",
        "1899-12-31",
        "1900-01-01",
        "1949-12-31",
        "1989-12-31",
        "2027-02-01",
        "2036-11-27",
        "2100-12-31",
        "2101-01-01",
        "9998-12-31",
        "9999-12-31",
        "2026-11-26",
        "2026-11-27",
        " 2026-10-06 ",
    ];
    const DIGITS: &[&str] = &["0", "1", "2", "3", "4", "5", "9", " 1 "];
    const MINUTES: &[&str] =
        &["0", "1", "600", "1440", "1441", "525600", "525601", "9999999", "0000060", "00000060"];
    const YEARS: &[&str] = &["1989", "1990", "2021", "2022", "2026", "2100", "2101", "02026"];
    const REFERENCES: &[&str] = &[
        "A 1",
        " A1",
        "",
        " ",
        "a\tb",
        "10400100171",
        "104001-001.71",
        "00004K700001Y",
        "00004K700001Z",
        "00004K700000W",
        "00004k700001y",
        "LMS-2026-0042",
        "P-0001",
    ];
    const TEXTS: &[&str] =
        &["x", " ", "A&amp;B", "a\nb", "<![CDATA[<b>]]>", "&#x20AC;", "\u{a0}", "\u{202e}x", "''"];
    match name {
        name if name.ends_with("Date") || name == "ValidUntil" => DATES,
        "WorkerBirthdate" => &[
            "1985-07-30",
            "1985-00-00",
            "1985-07-00",
            "1985-00-12",
            "2030-01-01",
            "1899-12-31",
            "1985-13-00",
            "1985-02-30",
        ],
        "Minutes" => MINUTES,
        "Year" => YEARS,
        "INSS" => &["00010190146", "00010190147", "10400100171", "81130103578", "1040010017"],
        "CompanyID" => &["0100000070", "0100000071", "2100000070", "0000000000", "100000070"],
        "NOSSRegistrationNbr" => &["190000010", "190000011", "0", "0000000197", "99999999999"],
        "JointCommissionNbr" => &["200", "124.00", "140.03", "777", "999", "330.01.10", "14003"],
        "MeanWorkingHours" | "RefMeanWorkingHours" => &["0", "1", "3800", "9999", "10000", "03800"],
        "EmployeeID" | "TrainingID" => {
            &["0199c2a4-7b1e-7c3a-9a52-6d1f0c8e4b11", "0199C2A4-7B1E-7C3A-9A52-6D1F0C8E4B11", "x"]
        }
        "TrainingVersionNbr" => &["0", "1", "999999999", "1000000000", "-1"],
        "EmailAddress" => &["a@b.be", "a@b", "a b@c.be", "@b.be", " "],
        "FieldOfEducation" => &["06", "061", "0610", "99", "0699", "7", "06100"],
        "FormCreationHour" => &["23:59:59", "24:00:00", "12:00:60", "08:00", "08:00:00.5"],
        name if name.ends_with("Reference") || name == "ReferenceNbr" => REFERENCES,
        "Title" | "Motivation" | "Place" | "Team" | "WorkerName" | "Address" | "Nature"
        | "ProviderName" | "WorkerFirstName" | "CLANbr" | "Funding" => TEXTS,
        _ => DIGITS,
    }
}

const ATTRIBUTES: [&str; 9] = [
    " a=\"1\"",
    " xml:lang=\"nl\"",
    " xmlns=\"urn:x\"",
    " xmlns=\"\"",
    " xmlns:x=\"urn:x\"",
    " xsi:nil=\"true\"",
    " xsi:nil=\"false\"",
    " xsi:type=\"xs:string\"",
    " xsi:noNamespaceSchemaLocation=\"other.xsd\"",
];

const SPICE: [&str; 16] = [
    "<",
    ">",
    "&",
    "\"",
    "]]>",
    "<!--",
    "-->",
    "<![CDATA[",
    "<?",
    "\0",
    "\u{fffe}",
    "</Form>",
    "&#xD800;",
    "&amp;",
    "<!DOCTYPE FlaDeclaration>",
    "\u{202e}",
];

fn is_example(path: &Path) -> bool {
    let name = path.file_stem().and_then(|name| name.to_str());
    name.is_some_and(|name| name.starts_with("FlaDeclaration_"))
        && path.extension().is_some_and(|extension| extension == "xml")
}

/// The valid files, in lines.
pub fn originals(folder: &Path) -> Vec<Vec<String>> {
    let files = std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = files.filter(|p| is_example(p)).collect();
    files.sort();
    let lines = |path| std::fs::read_to_string(path).unwrap().lines().map(str::to_owned).collect();
    files.into_iter().map(lines).collect()
}

struct Lot(u64);

impl Lot {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = mix(self.0);
        usize::try_from(self.0 % u64::try_from(bound.max(1)).unwrap()).unwrap()
    }

    fn of<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.below(list.len())]
    }
}

/// A damaged file, always the same for a seed.
pub fn mutant(originals: &[Vec<String>], seed: u64) -> Vec<u8> {
    let mut lot = Lot(seed);
    let mut lines = originals[lot.below(originals.len())].clone();
    for _ in 0..=lot.below(3) / 2 {
        structure(&mut lines, &mut lot);
    }
    let mut bytes = (lines.join("\n") + "\n").into_bytes();
    if lot.below(10) == 0 {
        bytewise(&mut bytes, &mut lot);
    }
    bytes
}

/// The name, value and indent of a line that holds a value.
fn leaf(line: &str) -> Option<(&str, &str, &str)> {
    let start = line.find('<')?;
    let (name, rest) = line[start + 1..].split_once('>')?;
    let (value, end) = rest.split_once("</")?;
    (end.strip_suffix('>') == Some(name)).then_some((name, value, &line[..start]))
}

/// The lines of the element that begins in a line.
fn element(lines: &[String], at: usize) -> std::ops::Range<usize> {
    let line = &lines[at];
    if leaf(line).is_some() || line.trim_start().starts_with("</") {
        return at..at + 1;
    }
    let indent = &line[..line.len() - line.trim_start().len()];
    let name = line.trim_start().trim_start_matches('<').trim_end_matches('>');
    let end = format!("{indent}</{name}>");
    let rest = lines[at..].iter().position(|l| *l == end);
    at..rest.map_or(at + 1, |n| at + n + 1)
}

fn structure(lines: &mut Vec<String>, lot: &mut Lot) {
    // The declaration and the root stay, most of the time.
    let first = if lot.below(20) == 0 { 0 } else { 2 };
    let at = first + lot.below(lines.len().saturating_sub(first + 1));
    let Some(line) = lines.get(at).cloned() else { return };
    match (lot.below(20).saturating_sub(6), leaf(&line)) {
        (0..=5, Some((name, _, indent))) => {
            let value = match lot.below(12) {
                3.. => lot.of(fitting(name)).to_owned(),
                0 => "x".repeat(lot.below(700)),
                1 => format!("\n{}", lot.of(&VALUES)),
                _ => lot.of(&VALUES).to_owned(),
            };
            lines[at] = format!("{indent}<{name}>{value}</{name}>");
        }
        (6, Some((_, value, indent))) => {
            let name = lot.of(&NAMES);
            lines[at] = format!("{indent}<{name}>{value}</{name}>");
        }
        (0 | 6, None) => {
            let text = lot.of(&["text", "<!-- c -->", "<?p i?>", "<Unheard/>", "&#32;", " "]);
            lines.insert(at, text.to_owned());
        }
        (1 | 7, _) => drop(lines.drain(element(lines, at))),
        (2 | 8, _) => {
            let copy = lines[element(lines, at)].to_vec();
            drop(lines.splice(at..at, copy));
        }
        (3 | 9, _) => {
            let moved: Vec<_> = lines.drain(element(lines, at)).collect();
            let to = first + lot.below(lines.len().saturating_sub(first));
            let to = to.min(lines.len());
            drop(lines.splice(to..to, moved));
        }
        (4 | 10, _) => {
            let other = element(lines, at).end;
            if lines.get(other).is_some_and(|next| !next.trim_start().starts_with("</")) {
                let moved: Vec<_> = lines.drain(element(lines, other)).collect();
                drop(lines.splice(at..at, moved));
            }
        }
        (5 | 11, _) => {
            if let Some(n) = line.find('>').filter(|n| !line[..*n].contains("</")) {
                lines[at].insert_str(n, lot.of(&ATTRIBUTES));
            }
        }
        (12, Some((name, value, indent))) => {
            let value = format!(" {value}\t");
            lines[at] = format!("{indent}<{name}>{value}</{name}>");
        }
        _ => {
            let name = lot.of(&NAMES);
            let value = lot.of(&VALUES);
            lines.insert(at, format!("<{name}>{value}</{name}>"));
        }
    }
}

fn bytewise(bytes: &mut Vec<u8>, lot: &mut Lot) {
    let at = lot.below(bytes.len());
    match lot.below(6) {
        0 => bytes[at] ^= 1 << lot.below(8),
        1 => bytes[at] = u8::try_from(lot.below(256)).unwrap(),
        2 => drop(bytes.remove(at)),
        3 => bytes.truncate(at.max(1)),
        4 => {
            let to = (at + lot.below(60)).min(bytes.len());
            drop(bytes.drain(at..to));
        }
        _ => drop(bytes.splice(at..at, lot.of(&SPICE).bytes())),
    }
}
