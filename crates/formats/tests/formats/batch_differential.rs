//! The reader and the schema agree: of thousands of damaged files the reader takes none that
//! the referee refuses, and refuses none that it takes but by a rule that `docs/batch-files.md`
//! lists.
//!
//! `FLA_MUTANTS` says how many files, `FLA_SEED` which. The referee is `xmllint --schema`
//! (libxml2), or Xerces where `FLA_REFEREE` says so and a JDK is installed; what Xerces alone refuses
//! is printed.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;

use fla_domain::anomaly::Anomaly;
use fla_formats::batch_file::{Reader, SCHEMA_NAME};
use fla_formats::synthetic::mix;
use jiff::civil::Date;

const TODAY: Date = Date::constant(2026, 11, 26);
/// Files that one run of `xmllint` reads.
const AT_ONCE: u64 = 1000;

fn schemas() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas")
}

fn number(name: &str, or: u64) -> u64 {
    std::env::var(name).ok().map_or(or, |text| text.parse().expect("a number"))
}

/// Everything that the reader finds wrong; nothing where it takes every form.
fn found(bytes: &[u8]) -> Vec<Anomaly> {
    let mut found = Vec::new();
    let mut read = || -> Result<(), Anomaly> {
        let mut reader = Reader::open(bytes, TODAY)?;
        while let Some(form) = reader.next()? {
            found.extend(form.body.err().into_iter().flatten());
        }
        Ok(())
    };
    let whole = read().err();
    found.extend(whole);
    found
}

/// A code as the list of stricter rules has it: with its reason, where there is one.
fn rule(anomaly: &Anomaly) -> String {
    match anomaly.args.get("reason") {
        Some(reason) => format!("{} {reason}", anomaly.code()),
        None => anomaly.code(),
    }
}

/// The rules of the documentation: in its section of stricter rules, the first column of the table.
fn stricter_rules() -> BTreeSet<String> {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/batch-files.md");
    let docs = std::fs::read_to_string(docs).unwrap();
    let section = docs.split("\n## ").find(|s| s.starts_with("Stricter rules")).unwrap();
    let rows = section.lines().filter(|line| line.starts_with("| `"));
    rows.flat_map(|row| row.split('|').nth(1).unwrap().split('`').skip(1).step_by(2))
        .map(str::to_owned)
        .collect()
}

/// Which of the files in a folder `xmllint` takes.
fn taken_by_xmllint(folder: &Path, names: &[String]) -> BTreeSet<String> {
    let output = Command::new("xmllint")
        .args(["--nonet", "--noout", "--schema"])
        .arg(schemas().join(SCHEMA_NAME))
        .args(names)
        .current_dir(folder)
        .output()
        .expect("xmllint is installed (libxml2-utils)");
    let said = String::from_utf8_lossy(&output.stderr);
    said.lines().filter_map(|line| line.strip_suffix(" validates")).map(str::to_owned).collect()
}

/// Which of the files in a folder Xerces takes.
fn taken_by_xerces(folder: &Path, names: &[String]) -> BTreeSet<String> {
    let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/formats/Xerces.java");
    let output = Command::new("java")
        .arg(program)
        .arg(schemas().join(SCHEMA_NAME))
        .args(names)
        .current_dir(folder)
        .output()
        .expect("a JDK is installed (openjdk-17-jdk-headless or newer)");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).lines().map(str::to_owned).collect()
}

/// What tells which of the files in a folder are valid.
type Referee = fn(&Path, &[String]) -> BTreeSet<String>;

fn referee() -> Referee {
    match std::env::var("FLA_REFEREE").as_deref() {
        Err(_) | Ok("xmllint") => taken_by_xmllint,
        Ok("xerces") => taken_by_xerces,
        Ok(other) => panic!("FLA_REFEREE is xmllint or xerces, not {other}"),
    }
}

#[test]
fn the_reader_and_the_schema_agree() {
    let (count, seed) = (number("FLA_MUTANTS", 20_000), number("FLA_SEED", 1));
    let originals = crate::mutants::originals(&schemas());
    let rules = stricter_rules();
    let referee = referee();
    let folder = tempfile::tempdir().unwrap();
    let mut used: BTreeMap<String, u64> = BTreeMap::new();
    let (mut both_take, mut both_refuse, mut stricter, mut disputed) = (0, 0, 0, 0);
    let mut wrong = String::new();
    let mut first = 0;
    while first < count {
        let numbers: Vec<u64> = (first..(first + AT_ONCE).min(count)).collect();
        first += AT_ONCE;
        let mut names = Vec::new();
        for n in &numbers {
            let name = format!("{n}.xml");
            std::fs::write(
                folder.path().join(&name),
                crate::mutants::mutant(&originals, mix(seed ^ n << 8)),
            )
            .unwrap();
            names.push(name);
        }
        let taken = referee(folder.path(), &names);
        for name in &names {
            let path = folder.path().join(name);
            let bytes = std::fs::read(&path).unwrap();
            let anomalies = found(&bytes);
            match (anomalies.is_empty(), taken.contains(name)) {
                (true, true) => both_take += 1,
                (false, false) => both_refuse += 1,
                (true, false)
                    if taken_by_xmllint(folder.path(), std::slice::from_ref(name))
                        .contains(name) =>
                {
                    println!("refused by Xerces alone: {}", String::from_utf8_lossy(&bytes));
                    disputed += 1;
                }
                (true, false) => {
                    let kept = std::env::temp_dir().join(format!("fla-mutant-{seed}-{name}"));
                    std::fs::write(&kept, &bytes).unwrap();
                    writeln!(wrong, "taken, but by no referee: {}", kept.display()).unwrap();
                }
                (false, true) => {
                    stricter += 1;
                    for anomaly in &anomalies {
                        let rule = rule(anomaly);
                        if !rules.contains(&rule) {
                            writeln!(wrong, "{seed} {name}: {rule} {anomaly} {:?}", anomaly.args)
                                .unwrap();
                        }
                        *used.entry(rule).or_default() += 1;
                    }
                }
            }
            std::fs::remove_file(path).unwrap();
        }
    }
    println!(
        "{both_take} taken by both, {both_refuse} refused by both, {stricter} by stricter rules, \
         {disputed} by Xerces alone"
    );
    for (rule, times) in &used {
        println!("{times:6} {rule}");
    }
    assert!(wrong.is_empty(), "{}", wrong.chars().take(20_000).collect::<String>());
    assert!(disputed <= count / 10_000, "{disputed} refused by Xerces alone");
    // A run in which nothing dangerous came up shows nothing.
    let least = count / 50;
    assert!(both_take > least && both_refuse > least && stricter > least);
    assert!(count < 20_000 || used.len() > 20, "only {used:?}");
}
