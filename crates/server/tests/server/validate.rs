//! `fla validate`: batch files checked before they are sent.

use std::fs;
use std::path::Path;
use std::process::Output;

use crate::common::{ended, fla};
use fla_formats::answer::{NotiReader, read_acrf};
use serde_json::Value;

const GOOD: &str =
    include_str!("../../../formats/schemas/FlaDeclaration_20264_training_register.xml");

/// The good file with two errors in its second form.
fn faulty() -> String {
    GOOD.replace("<INSS>00010490153", "<INSS>00010490154").replacen(
        "<Minutes>2400</Minutes>",
        "<Minutes>veel</Minutes>",
        1,
    )
}

fn validate(folder: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let all: Vec<&str> =
        ["validate", "--on", "2026-11-26"].iter().chain(arguments).copied().collect();
    let Output { status, stdout, stderr } = ended(&mut fla(folder, &all));
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (status.code(), text(stdout), text(stderr))
}

fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("good.xml"), GOOD).unwrap();
    assert_ne!(faulty(), GOOD);
    fs::write(folder.path().join("faulty.xml"), faulty()).unwrap();
    fs::write(folder.path().join("cut.xml"), &GOOD[..GOOD.len() - 30]).unwrap();
    folder
}

#[test]
fn what_is_wrong_is_told_with_its_place_in_four_languages() {
    let folder = folder();
    let (code, out, _) = validate(folder.path(), &["good.xml"]);
    assert_eq!((code, &*out), (Some(0), "good.xml: 2 forms, and nothing is wrong.\n"));
    for (language, stage, verdict) in [
        ("en", "[Schema]", "1 of 2 forms would be refused."),
        ("nl", "[Schema]", "1 van 2 formulieren zouden worden geweigerd."),
        ("fr", "[Schéma]", "1 formulaires sur 2 seraient refusés."),
        ("de", "[Schema]", "1 von 2 Formularen würden abgelehnt."),
    ] {
        let (code, out, _) = validate(folder.path(), &["--lang", language, "faulty.xml"]);
        assert_eq!(code, Some(1));
        let lines: Vec<&str> = out.lines().collect();
        assert_eq!(lines.len(), 3, "{out}");
        assert!(
            lines[0].starts_with("faulty.xml:") && lines[0].contains(" DURATION-002 "),
            "{out}"
        );
        assert!(lines[0].contains(stage), "{out}");
        assert!(lines[1].contains(" SSIN-004 ") && lines[1].contains("Participant[1]"), "{out}");
        assert!(lines[2].ends_with(verdict), "{out}");
        // The number itself is in no report.
        assert!(!out.contains("00010490154"));
    }
    let (code, out, _) = validate(folder.path(), &["good.xml", "cut.xml"]);
    assert_eq!(code, Some(3));
    assert!(out.contains("FILE-001 [XML]") && out.contains("The whole file"), "{out}");
    let (code, _, said) = validate(folder.path(), &["absent.xml"]);
    assert_eq!(code, Some(4));
    assert!(said.contains("absent.xml"));
}

#[test]
fn json_says_the_same_to_programs() {
    let folder = folder();
    let files = ["--report", "json", "good.xml", "faulty.xml", "cut.xml"];
    let (code, out, _) = validate(folder.path(), &files);
    assert_eq!(code, Some(3));
    let all: Value = serde_json::from_str(&out).unwrap();
    assert_eq!((&all["schema"], &all["conforms"]), (&"20264".into(), &false.into()));
    let [good, faulty, cut] = &all["files"].as_array().unwrap()[..] else { panic!("{out}") };
    assert_eq!((&good["conforms"], &good["forms"]), (&true.into(), &2.into()));
    assert_eq!(good["sha256"].as_str().unwrap().len(), 64);
    assert_eq!((&faulty["refusedForms"], &faulty["refused"][0]["form"]), (&1.into(), &2.into()));
    assert_eq!(faulty["refused"][0]["reference"], "T-0002");
    let anomaly = &faulty["refused"][0]["anomalies"][0];
    assert_eq!((&anomaly["code"], &anomaly["stage"]), (&"DURATION-002".into(), &"schema".into()));
    assert_eq!((&anomaly["element"], &anomaly["value"]), (&"Minutes".into(), &"veel".into()));
    assert!(anomaly["line"].is_u64() && anomaly["mend"].is_string());
    assert_eq!(cut["fault"]["stage"], "xml");
    assert_eq!(cut["refusedForms"], Value::Null);
}

#[test]
fn the_answer_of_a_register_can_be_had_before() {
    let folder = folder();
    let (code, out, _) = validate(folder.path(), &["--report", "noti", "faulty.xml"]);
    assert_eq!(code, Some(1));
    let mut noti = NotiReader::open(out.as_bytes()).unwrap();
    let first = noti.next().unwrap().unwrap();
    assert!(first.accepted && first.reference == "T-0001");
    let second = noti.next().unwrap().unwrap();
    assert!(!second.accepted);
    assert_eq!(second.anomalies.len(), 2);
    assert!(noti.next().unwrap().is_none());
    let (code, out, _) = validate(folder.path(), &["--report", "noti", "cut.xml"]);
    assert_eq!(code, Some(3));
    let acrf = read_acrf(out.as_bytes()).unwrap();
    assert!(!acrf.taken && acrf.anomalies[0].code == "FILE-001");
    let (code, ..) = validate(folder.path(), &["--report", "noti", "good.xml", "cut.xml"]);
    assert_eq!(code, Some(4));
}

#[test]
fn a_certificate_can_be_found_again_by_anybody() {
    let folder = folder();
    let certify = |file: &str| validate(folder.path(), &["--certificate", "proof.json", file]);
    assert_eq!(certify("faulty.xml").0, Some(1));
    assert!(!folder.path().join("proof.json").exists());
    let (code, _, said) = certify("good.xml");
    assert_eq!(code, Some(0));
    let proof = fs::read_to_string(folder.path().join("proof.json")).unwrap();
    let read: Value = serde_json::from_str(&proof).unwrap();
    let number = read["number"].as_str().unwrap();
    assert!(said.contains(number) && number.starts_with("FLA-") && number.len() == 28);
    assert_eq!((&read["schema"], &read["checkedOn"]), (&"20264".into(), &"2026-11-26".into()));
    // The same again, under another name and compressed or not at all: only the bytes count.
    fs::copy(folder.path().join("good.xml"), folder.path().join("other.xml")).unwrap();
    let check = |file: &str| validate(folder.path(), &["--check-certificate", "proof.json", file]);
    let (code, out, _) = check("other.xml");
    assert_eq!(code, Some(0), "{out}");
    assert!(out.contains(&format!("{number}: holds")));
    fs::write(folder.path().join("other.xml"), GOOD.replace("Mechelen", "Leuven")).unwrap();
    let (code, _, said) = check("other.xml");
    assert_eq!(code, Some(4), "{said}");
    // One that was tampered with.
    let forged = proof.replace("\"forms\": 2", "\"forms\": 3");
    assert_ne!(forged, proof);
    fs::write(folder.path().join("proof.json"), forged).unwrap();
    let (code, _, said) = check("good.xml");
    assert_eq!(code, Some(4));
    assert!(said.contains("the number does not fit"), "{said}");
}
