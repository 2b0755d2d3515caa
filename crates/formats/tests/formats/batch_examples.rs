//! The examples beside the schema: valid by `xmllint` and the reader, and each form of each is what
//! it says it is.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use fla_formats::batch_file::{
    AttestationStatus, EXAMPLES, Form, Kind, Reader, SCHEMA, SCHEMA_NAME, Writer,
};
use jiff::civil::Date;

const TODAY: Date = Date::constant(2026, 11, 26);

fn schemas() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas")
}

fn is_example(path: &Path) -> bool {
    let name = path.file_stem().and_then(|name| name.to_str());
    name.is_some_and(|name| name.starts_with("FlaDeclaration_"))
        && path.extension().is_some_and(|extension| extension == "xml")
}

fn examples() -> Vec<PathBuf> {
    let files = std::fs::read_dir(schemas()).unwrap().map(|entry| entry.unwrap().path());
    let mut files: Vec<_> = files.filter(|path| is_example(path)).collect();
    files.sort();
    files
}

fn read(bytes: &[u8]) -> Vec<Form> {
    let mut reader = Reader::open(bytes, TODAY).unwrap();
    let mut forms = Vec::new();
    while let Some(form) = reader.next().unwrap() {
        forms.push(form);
    }
    assert_eq!(u64::try_from(forms.len()).unwrap(), reader.forms());
    forms
}

#[test]
fn every_example_is_published() {
    let published: BTreeSet<PathBuf> =
        EXAMPLES.iter().map(|(name, _)| schemas().join(name)).collect();
    assert_eq!(published, examples().into_iter().collect());
    for (name, text) in EXAMPLES {
        assert_eq!(*text, std::fs::read_to_string(schemas().join(name)).unwrap(), "{name}");
    }
}

/// By its defaults the validator of the JDK reads no schema that expands to more than 5,000 parts.
#[test]
fn no_schema_counts_further_than_java_does() {
    let mut counted = 0;
    for entry in std::fs::read_dir(schemas()).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "xsd") {
            continue;
        }
        let text = std::fs::read_to_string(&path).unwrap();
        for bound in text.split("Occurs=\"").skip(1) {
            let bound = bound.split('"').next().unwrap();
            if let Ok(times) = bound.parse::<u32>() {
                assert!(times <= 1000, "{}: {times} times", path.display());
                counted += 1;
            } else {
                assert_eq!(bound, "unbounded", "{}", path.display());
            }
        }
    }
    assert!(counted > 50, "only {counted} bounds found");
}

#[test]
fn xmllint_finds_the_examples_valid() {
    let run = Command::new("xmllint")
        .args(["--nonet", "--noout", "--schema"])
        .arg(schemas().join(SCHEMA_NAME))
        .args(examples())
        .output();
    let output = run.expect("xmllint is installed (libxml2-utils)");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

#[test]
fn the_reader_takes_every_form_of_the_examples() {
    let mut kinds = BTreeSet::new();
    for path in examples() {
        for form in read(&std::fs::read(&path).unwrap()) {
            assert!(form.body.is_ok(), "{}: {:?}", path.display(), form.body);
            assert_eq!(form.kind, form.body.as_ref().ok().map(fla_formats::batch_file::Body::kind));
            kinds.insert((form.kind.unwrap(), form.status));
        }
    }
    let all: BTreeSet<(Kind, AttestationStatus)> =
        Kind::ALL.iter().flat_map(|k| k.statuses().iter().map(|s| (*k, *s))).collect();
    assert_eq!(kinds, all, "there is an example of each");
}

#[test]
fn what_is_written_is_read_as_the_same() {
    for path in examples() {
        let forms = read(&std::fs::read(&path).unwrap());
        let mut writer = Writer::new(Vec::new()).unwrap();
        for form in &forms {
            writer.form(form).unwrap();
        }
        let again = read(&writer.finish().unwrap());
        for (form, again) in forms.iter().zip(&again) {
            assert_eq!(form.body, again.body, "{}", path.display());
            assert_eq!(
                (&form.reference, form.created, form.status, form.ticket, &form.reason),
                (&again.reference, again.created, again.status, again.ticket, &again.reason)
            );
        }
    }
}

#[test]
fn every_element_of_the_schema_is_documented_in_four_languages() {
    let elements = SCHEMA.split("\n\t<xs:element name=\"").skip(1);
    let mut count = 0;
    for element in elements {
        count += 1;
        for language in ["nl", "fr", "de", "en"] {
            let start = format!("<xs:documentation xml:lang=\"{language}\">");
            let text = element.split_once(&start).and_then(|(_, rest)| rest.split_once('<'));
            assert!(text.is_some_and(|(text, _)| text.len() > 3), "{language}: {element}");
        }
    }
    assert!(count > 60);
}
