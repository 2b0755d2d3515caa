//! Every fault is found where it is, with its code: one file for each, listed with what is to be
//! found in `fixtures/faults.tsv`.

use std::io::BufReader;
use std::path::PathBuf;

use fla_domain::anomaly::Anomaly;
use fla_formats::declaration::Reader;
use fla_formats::{dimona, dmfa};

fn fixtures() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures")
}

#[derive(Debug, Default)]
struct Found {
    whole: Option<Anomaly>,
    forms: Vec<Anomaly>,
    persons: Vec<Anomaly>,
    declarations: Vec<Anomaly>,
}

/// Reads a file through a source that gives few bytes at a time if `piece` is small.
fn read(bytes: &[u8], piece: usize) -> Found {
    let mut found = Found::default();
    found.whole = collect(bytes, piece, &mut found).err();
    found
}

fn collect(bytes: &[u8], piece: usize, found: &mut Found) -> Result<(), Anomaly> {
    match Reader::open(BufReader::new(Pieces { bytes, piece }))? {
        Reader::Dmfa(mut reader) => {
            while let Some(item) = reader.next()? {
                match item {
                    dmfa::Item::Unreadable(person) => found.persons.extend(person.anomalies),
                    dmfa::Item::Refused(form) => found.forms.extend(form.anomalies),
                    dmfa::Item::Header(_) | dmfa::Item::Person(_) => {}
                }
            }
        }
        Reader::Dimona(mut reader) => {
            while let Some(item) = reader.next()? {
                if let dimona::Item::Unreadable(declaration) = item {
                    found.declarations.extend(declaration.anomalies);
                }
            }
        }
    }
    Ok(())
}

struct Pieces<'a> {
    bytes: &'a [u8],
    piece: usize,
}

impl std::io::Read for Pieces<'_> {
    fn read(&mut self, target: &mut [u8]) -> std::io::Result<usize> {
        let n = self.piece.min(target.len()).min(self.bytes.len());
        target[..n].copy_from_slice(&self.bytes[..n]);
        self.bytes = &self.bytes[n..];
        Ok(n)
    }
}

#[test]
fn each_fault_has_its_code_and_place() {
    let list = std::fs::read_to_string(fixtures().join("faults.tsv")).unwrap();
    let mut wrong = Vec::new();
    let mut count = 0;
    for row in list.lines().filter(|row| !row.starts_with('#')) {
        let fields: Vec<&str> = row.split('\t').collect();
        let [file, lost, code, reason, line, column, path] = fields[..] else {
            panic!("seven fields: {row}");
        };
        count += 1;
        let bytes = std::fs::read(fixtures().join("fault").join(file)).unwrap();
        for piece in [usize::MAX, 7, 1] {
            let found = read(&bytes, piece);
            let mut all = [
                ("file", found.whole.into_iter().collect::<Vec<_>>()),
                ("form", found.forms),
                ("person", found.persons),
                ("declaration", found.declarations),
            ]
            .into_iter()
            .flat_map(|(lost, list)| list.into_iter().map(move |anomaly| (lost, anomaly)));
            let (first, second) = (all.next(), all.next());
            let Some((found_lost, anomaly)) = &first else {
                wrong.push(format!("{file}: nothing found"));
                continue;
            };
            let is = format!(
                "{found_lost} {} {} {}:{} {}",
                anomaly.code(),
                anomaly.args.get("reason").map_or("-", |reason| reason),
                anomaly.line.unwrap_or(0),
                anomaly.column.unwrap_or(0),
                anomaly.path,
            );
            let path = if path == "-" { "" } else { path };
            let expected = format!("{lost} {code} {reason} {line}:{column} {path}");
            if is != expected {
                wrong.push(format!("{file} by {piece}:\n  is       {is}\n  expected {expected}"));
            }
            if let Some(second) = second {
                wrong.push(format!("{file}: one fault, but also {second:?}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {count}:\n{}", wrong.len(), wrong.join("\n"));
    assert!(count > 150, "{count}");
}

#[test]
fn anomalies_show_no_person() {
    for entry in std::fs::read_dir(fixtures().join("fault")).unwrap() {
        let bytes = std::fs::read(entry.unwrap().path()).unwrap();
        let found = read(&bytes, usize::MAX);
        for anomaly in
            found.whole.iter().chain(&found.forms).chain(&found.persons).chain(&found.declarations)
        {
            for text in anomaly.args.values().chain([&anomaly.path]) {
                let digits = text.bytes().filter(u8::is_ascii_digit).count();
                assert!(digits < 10 && !text.contains("Rivi"), "{anomaly:?}");
            }
        }
    }
}

#[test]
fn the_rest_of_a_declaration_goes_on() {
    let bytes = std::fs::read(fixtures().join("fault/ssin_check_digits.xml")).unwrap();
    let Ok(Reader::Dmfa(mut reader)) = Reader::open(&bytes[..]) else { panic!("a DmfA") };
    let mut kinds = Vec::new();
    while let Some(item) = reader.next().unwrap() {
        kinds.push(match item {
            dmfa::Item::Header(_) => "header",
            dmfa::Item::Person(person) => {
                assert_eq!(person.sequence_nbr, Some(2));
                "person"
            }
            dmfa::Item::Unreadable(person) => {
                assert_eq!((person.sequence_nbr, person.ssin), (Some(1), None));
                "unreadable"
            }
            dmfa::Item::Refused(_) => "refused",
        });
    }
    assert_eq!(kinds, ["header", "unreadable", "person"]);
}

#[test]
fn a_mismatched_end_names_both_tags() {
    let bytes = std::fs::read(fixtures().join("fault/mismatched_end.xml")).unwrap();
    let anomaly = read(&bytes, usize::MAX).whole.unwrap();
    assert_eq!(anomaly.args["expected"], "ServiceCode");
    assert_eq!(anomaly.args["found"], "ServiceCodes");
}

#[test]
fn an_error_comes_again() {
    let bytes = std::fs::read(fixtures().join("fault/truncated_in_text.xml")).unwrap();
    let Ok(Reader::Dmfa(mut reader)) = Reader::open(&bytes[..]) else { panic!("a DmfA") };
    let first = loop {
        if let Err(anomaly) = reader.next() {
            break anomaly;
        }
    };
    assert_eq!(reader.next().unwrap_err(), first);
}
