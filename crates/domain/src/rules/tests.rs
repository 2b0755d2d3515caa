//! Tests of the rule book: the shipped files, versions, and every fault of a file.

mod faults;
mod retention;
mod together;

use super::*;
use crate::language::Language;
use crate::quantity::DEFAULT_DAY_MINUTES;
use crate::size::Band;
use jiff::civil::date;

/// A rule file without fault, line by line.
pub(super) const GOOD: &str = r#"[[rule]]
id = "own.124"
version = 1
kind = "sectoral"
joint_committee = "124"
valid_from = 2024
valid_to = 2030
as_statutory = ["from20"]
[rule.days]
below10 = [{ from = 2024, days = "0.5" }]
from10 = [{ from = 2024, days = 1 }, { from = 2026, days = 2 }]
[rule.min_months_in_year]
below10 = 6
[rule.source]
name = "Fund"
reference = "CLA 1"
[rule.title]
nl = "t"
fr = "t"
de = "t"
en = "t"
[rule.text]
nl = "t"
fr = "t"
de = "t"
en = "t"
"#;

/// The shipped files and these.
pub(super) fn load(files: &[(&str, &str)]) -> Result<RuleBook, Vec<RuleFault>> {
    RuleBook::load(RuleBook::shipped_files().chain(files.iter().copied()))
}

#[test]
fn shipped_files_are_without_fault() {
    if let Err(faults) = RuleBook::load(RuleBook::shipped_files()) {
        panic!("{}", faults.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"));
    }
    let book = RuleBook::builtin();
    let ids: Vec<_> = book.rules().iter().map(|rule| rule.id.as_str()).collect();
    assert_eq!(ids, ["be.jc.116", "be.jc.119", "be.jc.200", "be.statutory"]);
    for rule in book.rules() {
        assert_eq!(book.rule(&rule.id, rule.version), Some(rule));
        let texts = Language::ALL.map(|language| rule.text.get(language));
        for (i, text) in texts.iter().enumerate() {
            assert!(text.len() > 80 && !texts[..i].contains(text), "{} {text}", rule.id);
        }
    }
}

#[test]
fn shipped_directory_and_shipped_files_are_the_same() {
    let directory = concat!(env!("CARGO_MANIFEST_DIR"), "/../../rules");
    let mut names: Vec<_> = std::fs::read_dir(directory)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| std::path::Path::new(name).extension().is_some_and(|e| e == "toml"))
        .collect();
    names.sort();
    assert_eq!(names, RuleBook::shipped_files().map(|(name, _)| name).collect::<Vec<_>>());
}

#[test]
fn digest_names_every_rule_and_version() {
    assert_eq!(
        RuleBook::builtin().digest(),
        "be.conventions@1;be.jc.116@1;be.jc.119@1;be.jc.200@1;be.statutory@1"
    );
    let tenth = GOOD.replace("version = 1", "version = 10");
    let second = GOOD.replace("version = 1", "version = 2");
    let book = load(&[("b", &tenth), ("a", &second)]).unwrap();
    assert!(book.digest().ends_with("be.statutory@1;own.124@2;own.124@10"), "{}", book.digest());
}

#[test]
fn conventions_are_those_of_the_register() {
    let book = RuleBook::builtin();
    let conventions = book.conventions(date(2026, 1, 1));
    assert_eq!(conventions.day_minutes, DEFAULT_DAY_MINUTES);
    assert_eq!(conventions.period_start, date(2024, 1, 1));
    assert_eq!(conventions.period_years, 5);
    assert_eq!(conventions.tag(), "be.conventions@1");
}

#[test]
fn conventions_change_on_their_day() {
    let shipped = RuleBook::shipped_files().find(|(name, _)| *name == "conventions.toml").unwrap();
    let later = shipped.1.replace("version = 1", "version = 2").replace("= 456", "= 480");
    let later = later.replace("from = 2023-01-01", "from = 2027-07-01");
    let book = load(&[("later.toml", &later)]).unwrap();
    assert_eq!(book.conventions(date(2020, 1, 1)).day_minutes, 456);
    assert_eq!(book.conventions(date(2027, 6, 30)).day_minutes, 456);
    assert_eq!(book.conventions(date(2027, 7, 1)).day_minutes, 480);
    assert_eq!(book.all_conventions().len(), 2);
    // The same day: the higher version counts.
    let same = shipped.1.replace("version = 1", "version = 2").replace("= 456", "= 480");
    assert_eq!(load(&[("s", &same)]).unwrap().conventions(date(2024, 1, 1)).day_minutes, 480);
    let first = [("s", same.as_str())].into_iter().chain(RuleBook::shipped_files());
    assert_eq!(RuleBook::load(first).unwrap().conventions(date(2024, 1, 1)).day_minutes, 480);
}

#[test]
fn a_good_rule_is_read_whole() {
    let book = load(&[("own.toml", GOOD)]).unwrap();
    let rule = book.rule("own.124", 1).unwrap();
    assert_eq!(rule.tag(), "own.124@1");
    assert_eq!(rule.joint_committee().unwrap().code(), "124");
    assert_eq!((rule.valid_from, rule.valid_to), (2024, Some(2030)));
    assert_eq!(rule.band(Band::Below10).min_months, Some(6));
    assert_eq!(rule.step(Band::Below10, 2025).unwrap().days, Exact::new(1, 2).unwrap());
    assert_eq!(rule.step(Band::From10, 2025).unwrap().days, Exact::ONE);
    assert_eq!(rule.step(Band::From10, 2026).unwrap().from, 2026);
    assert_eq!(rule.step(Band::From10, 2023), None);
    assert!(rule.band(Band::From20).as_statutory);
    assert_eq!(rule.source, Source { name: Texts::same("Fund"), reference: Texts::same("CLA 1") });
    assert_eq!(rule.title.get(Language::De), "t");
    assert!(rule.is_valid_in(2030) && !rule.is_valid_in(2031) && !rule.is_valid_in(2023));
}

#[test]
fn validity_begins_with_the_first_step_where_it_is_not_given() {
    let text = GOOD.replace("valid_from = 2024\n", "").replace("valid_to = 2030\n", "");
    let book = load(&[("own.toml", &text)]).unwrap();
    let rule = book.rule("own.124", 1).unwrap();
    assert_eq!((rule.valid_from, rule.valid_to), (2024, None));
    let one_year = GOOD.replace("valid_to = 2030", "valid_to = 2024");
    assert!(
        load(&[("own.toml", &one_year)]).unwrap().rule("own.124", 1).unwrap().is_valid_in(2024)
    );
}

#[test]
fn the_highest_valid_version_counts_also_where_it_is_silent() {
    let jc = "124".parse().unwrap();
    let second = GOOD
        .replace("version = 1", "version = 2")
        .replace("valid_from = 2024", "valid_from = 2026")
        .replace("below10 = [{ from = 2024, days = \"0.5\" }]\n", "")
        .replace("[rule.min_months_in_year]\nbelow10 = 6\n", "");
    let book = load(&[("own.toml", GOOD), ("new.toml", &second)]).unwrap();
    let tag = |year, band| book.choose(&jc, year, band).rule.unwrap().tag();
    assert_eq!(tag(2025, Band::Below10), "own.124@1");
    assert_eq!(tag(2025, Band::From10), "own.124@1");
    assert_eq!(tag(2026, Band::From10), "own.124@2");
    assert_eq!(tag(2026, Band::Below10), "be.statutory@1");
    assert_eq!(tag(2031, Band::From10), "be.statutory@1");
    let gone = book.candidates(&jc, 2031, Band::From10);
    assert_eq!((gone[0].outcome, gone[0].rule.unwrap().version), (Outcome::NotInYear, 2));
    let choice = book.choose(&jc, 2026, Band::From20);
    assert_eq!(choice.referred_by.unwrap().tag(), "own.124@2");
    let silent = book.candidates(&jc, 2026, Band::Below10);
    assert_eq!(silent[0].outcome, Outcome::NotForBand);
    assert_eq!(silent[0].rule.unwrap().version, 2);
}
