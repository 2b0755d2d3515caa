//! Errors put at known places are found there, all of them and nothing else.

use std::collections::BTreeSet;

use fla_formats::batch_file::{Limits, Reader};
use fla_formats::synthetic::{mix, ssin};
use jiff::civil::Date;

const TODAY: Date = Date::constant(2026, 11, 26);

/// A valid form in lines, of a training with a few participants.
fn form(n: u64) -> Vec<String> {
    let mut lines: Vec<String> = [
        "\t<Form>",
        "\t\t<Identification>FLAC001</Identification>",
        "\t\t<FormCreationDate>2026-11-20</FormCreationDate>",
        "\t\t<FormCreationHour>14:05:09.250</FormCreationHour>",
        "\t\t<AttestationStatus>0</AttestationStatus>",
        "\t\t<TypeForm>SU</TypeForm>",
        "\t\t<Reference>",
        "\t\t\t<ReferenceType>1</ReferenceType>",
        "\t\t\t<ReferenceOrigin>1</ReferenceOrigin>",
    ]
    .map(str::to_owned)
    .to_vec();
    lines.push(format!("\t\t\t<ReferenceNbr>T-{n}</ReferenceNbr>"));
    lines.extend(
        [
            "\t\t</Reference>",
            "\t\t<EmployerId>",
            "\t\t\t<CompanyID>0100000070</CompanyID>",
            "\t\t</EmployerId>",
            "\t\t<TrainingDeclaration>",
            "\t\t\t<Training>",
            "\t\t\t\t<Title>Brandbestrijding</Title>",
            "\t\t\t\t<StartingDate>2026-10-05</StartingDate>",
            "\t\t\t\t<EndingDate>2026-10-06</EndingDate>",
            "\t\t\t\t<Minutes>720</Minutes>",
            "\t\t\t\t<TrainingKind>1</TrainingKind>",
            "\t\t\t\t<FieldOfEducation>1022</FieldOfEducation>",
            "\t\t\t</Training>",
        ]
        .map(str::to_owned),
    );
    for person in 0..3 {
        let number = ssin(u32::try_from(n % 1000).unwrap() * 3 + person);
        lines.push("\t\t\t<Participant>".to_owned());
        lines.push("\t\t\t\t<NaturalPersonId>".to_owned());
        lines.push(format!("\t\t\t\t\t<INSS>{}</INSS>", number.digits()));
        lines.push("\t\t\t\t</NaturalPersonId>".to_owned());
        lines.push("\t\t\t\t<ParticipationStatus>2</ParticipationStatus>".to_owned());
        lines.push("\t\t\t\t<Minutes>700</Minutes>".to_owned());
        lines.push("\t\t\t\t<Certificate>1</Certificate>".to_owned());
        lines.push("\t\t\t\t<ValidUntil>2031-10-06</ValidUntil>".to_owned());
        lines.push("\t\t\t</Participant>".to_owned());
    }
    lines.push("\t\t</TrainingDeclaration>".to_owned());
    lines.push("\t</Form>".to_owned());
    lines
}

/// An error: the element, which of its name, what takes its place, the code, and whether the place
/// is that of the element around it, because the element itself is not there.
type Seed = (&'static str, usize, &'static str, &'static str, bool);

const SEEDS: [Seed; 24] = [
    ("Title", 0, "<Title> </Title>", "TITLE-001", false),
    ("Title", 0, "", "TITLE-001", true),
    ("Title", 0, "<Titel>x</Titel><Title>x</Title>", "ELEMENT-091", false),
    ("Title", 0, "<Title a=\"1\">x</Title>", "ELEMENT-005", false),
    ("StartingDate", 0, "<StartingDate>2026-02-30</StartingDate>", "START-003", false),
    ("StartingDate", 0, "<StartingDate>1899-01-01</StartingDate>", "START-008", false),
    ("EndingDate", 0, "<EndingDate>2026-10-04</EndingDate>", "END-014", false),
    ("EndingDate", 0, "<EndingDate>gisteren</EndingDate>", "END-003", false),
    ("TrainingKind", 0, "<TrainingKind>7</TrainingKind>", "TRAINING-KIND-008", false),
    ("FieldOfEducation", 0, "<FieldOfEducation>99</FieldOfEducation>", "FIELD-003", false),
    ("INSS", 0, "<INSS>00010190199</INSS>", "SSIN-004", false),
    ("INSS", 1, "<INSS>0001019014x</INSS>", "SSIN-002", false),
    ("INSS", 2, "<INSS>0001019014</INSS>", "SSIN-093", false),
    ("INSS", 2, "", "ELEMENT-001", true),
    ("ParticipationStatus", 0, "<ParticipationStatus>0</ParticipationStatus>", "STATUS-008", false),
    ("Minutes", 1, "<Minutes>4x</Minutes>", "DURATION-002", false),
    ("Minutes", 2, "<Minutes>0</Minutes>", "DURATION-008", false),
    ("Minutes", 3, "<Minutes>2881</Minutes>", "DURATION-008", false),
    ("Certificate", 1, "<Certificate>0</Certificate>", "VALID-UNTIL-053", false),
    ("Certificate", 1, "<Certificate>ja</Certificate>", "ELEMENT-008", false),
    ("ValidUntil", 0, "<ValidUntil>2026-10-05</ValidUntil>", "VALID-UNTIL-014", false),
    ("ValidUntil", 2, "<ValidUntil>31/12/2031</ValidUntil>", "VALID-UNTIL-003", false),
    (
        "ParticipationStatus",
        2,
        "<ParticipationStatus>2</ParticipationStatus>x",
        "ELEMENT-091",
        false,
    ),
    ("ValidUntil", 2, "<ValidUntil>2031-10-06</ValidUntil><ValidUntil/>", "ELEMENT-006", false),
];

/// Where an error is to be found, in a form whose first line has a number.
fn expected(lines: &[String], at: usize, seed: &Seed, first: u64) -> (u64, u64, &'static str) {
    let (name, _, text, code, around) = *seed;
    let indent = |at: usize| lines[at].len() - lines[at].trim_start().len();
    let line = |at: usize| first + u64::try_from(at).unwrap();
    let (at, column) = if around {
        let parent = (0..at).rev().find(|n| indent(*n) < indent(at)).unwrap();
        (parent, indent(parent))
    } else if code == "VALID-UNTIL-053" {
        // Said of the day, not of the certificate that is not there.
        (at + 1, indent(at + 1) + "<ValidUntil>".len())
    } else {
        let value = match code {
            "ELEMENT-005" | "TITLE-001" => 0,
            "ELEMENT-091" => text.find("</ParticipationStatus>").map_or(0, |n| n + 22),
            "ELEMENT-006" => text.rfind('<').unwrap(),
            _ => name.len() + 2,
        };
        (at, indent(at) + value)
    };
    (line(at), u64::try_from(column).unwrap() + 1, code)
}

fn play(errors: usize, forms: u64, seed: u64) {
    let mut wanted = BTreeSet::new();
    let mut file = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<FlaDeclaration>\n".to_owned();
    let mut line = 3;
    let mut left = errors;
    for n in 0..forms {
        let mut lines = form(n);
        let clean = lines.clone();
        // One error for each element, and no two that hide each other.
        let mut used = BTreeSet::new();
        let least = left.div_ceil(usize::try_from(forms - n).unwrap());
        for round in 0..least {
            let lot = mix(seed ^ n << 24 ^ u64::try_from(round).unwrap());
            let seed = &SEEDS[usize::try_from(lot).unwrap_or(usize::MAX) % SEEDS.len()];
            let (name, nth, text, ..) = *seed;
            let start = format!("<{name}>");
            let at =
                (0..clean.len()).filter(|i| clean[*i].trim_start().starts_with(&start)).nth(nth);
            let at = at.unwrap();
            // Dates and durations are held against each other.
            let group = match name {
                "StartingDate" | "EndingDate" => 0,
                "Certificate" | "ValidUntil" => 1000 + at / 9,
                _ => 2000 + at,
            };
            let skewed = used.contains(&0) || name == "StartingDate" || name == "EndingDate";
            if !used.insert(group) || (skewed && used.len() > 1) {
                continue;
            }
            let indent = &clean[at][..clean[at].len() - clean[at].trim_start().len()];
            lines[at] = format!("{indent}{text}");
            wanted.insert(expected(&clean, at, seed, line));
            left -= 1;
        }
        line += u64::try_from(lines.len()).unwrap();
        file.push_str(&lines.join("\n"));
        file.push('\n');
    }
    file.push_str("</FlaDeclaration>\n");
    let mut found = BTreeSet::new();
    let mut codes = Vec::new();
    let mut reader = Reader::open(file.as_bytes(), TODAY).unwrap();
    while let Some(form) = reader.next().unwrap() {
        for anomaly in form.body.err().into_iter().flatten() {
            codes.push(anomaly.code());
            let place = (anomaly.line.unwrap(), anomaly.column.unwrap(), anomaly.code());
            assert!(found.insert(place), "twice: {anomaly:?}");
            assert!(anomaly.path.starts_with("FlaDeclaration/Form["), "{anomaly:?}");
        }
    }
    let wanted: BTreeSet<_> =
        wanted.into_iter().map(|(line, column, code)| (line, column, code.to_owned())).collect();
    let missed: Vec<_> = wanted.difference(&found).take(5).collect();
    let invented: Vec<_> = found.difference(&wanted).take(5).collect();
    assert!(missed.is_empty() && invented.is_empty(), "missed {missed:?}, invented {invented:?}");
    if errors > 5000 {
        let all: BTreeSet<_> = codes.into_iter().collect();
        let seeded: BTreeSet<_> = SEEDS.iter().map(|seed| seed.3.to_owned()).collect();
        assert_eq!(all, seeded);
        assert!(wanted.len() > errors / 2);
    }
}

#[test]
fn each_error_is_found_where_it_is() {
    for (errors, forms) in [(1, 1), (1, 100), (10, 10), (100, 100), (1000, 400), (10_000, 4000)] {
        for seed in 0..3 {
            play(errors, forms, seed);
        }
    }
}

#[test]
fn a_list_that_is_capped_says_so() {
    let mut lines = form(1);
    let at = lines.iter().position(|line| line.contains("<Participant>")).unwrap();
    let bad = "<Participant><NaturalPersonId><INSS>1</INSS></NaturalPersonId></Participant>";
    lines.insert(at, bad.repeat(3000));
    let file = format!("<FlaDeclaration>\n{}\n</FlaDeclaration>", lines.join("\n"));
    let mut reader = Reader::open(file.as_bytes(), TODAY).unwrap();
    let anomalies = reader.next().unwrap().unwrap().body.unwrap_err();
    assert_eq!(anomalies.len(), Limits::ANOMALIES + 1);
    let last = anomalies.last().unwrap();
    assert_eq!((&*last.args["reason"], &*last.args["count"]), ("moreAnomalies", "2000"));
}
