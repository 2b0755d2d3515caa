//! Tests of the regime look-up.

use super::*;
use crate::right::regime::{GivenSize, RegimePerson, RegimeQuery, lookup};
use crate::rules::Outcome;

fn query(size: GivenSize, committee: &str, year: Year) -> RegimeQuery {
    RegimeQuery {
        size,
        joint_committee: committee.parse().unwrap(),
        year,
        day_minutes: None,
        person: None,
    }
}

#[test]
fn a_subcommittee_without_a_rule_falls_to_the_act() {
    let book = RuleBook::builtin();
    let answer = lookup(&book, &query(GivenSize::Average(2000), "330.01.10", 2026));
    let trail: Vec<_> =
        answer.trail.iter().map(|c| (c.joint_committee.as_deref(), c.outcome)).collect();
    assert_eq!(
        trail,
        [
            (Some("330.01.10"), Outcome::NoRule),
            (Some("330.01"), Outcome::NoRule),
            (Some("330"), Outcome::NoRule),
            (None, Outcome::Applies),
        ]
    );
    assert_eq!((answer.kind, answer.minutes.0), (RightKind::Statutory, 2280));
    assert_eq!(answer.base.a, exact("5"));
    assert_eq!(answer.base.rule.unwrap().id, "be.statutory");
    assert_eq!(answer.size.average, Some(exact("20")));
    assert_eq!(answer.person, None);
}

#[test]
fn a_sector_rule_ends_the_search() {
    let book = RuleBook::builtin();
    let answer = lookup(&book, &query(GivenSize::Band(Band::From20), "200", 2026));
    assert_eq!(answer.trail.len(), 1);
    assert_eq!(answer.trail[0].outcome, Outcome::Applies);
    assert_eq!((answer.kind, answer.minutes.0), (RightKind::Sectoral, 1824));
    assert_eq!(answer.base.since, Some(2026));
}

#[test]
fn a_rule_may_say_that_the_act_applies() {
    let book = RuleBook::builtin();
    let answer = lookup(&book, &query(GivenSize::Average(1999), "119", 2026));
    let outcomes: Vec<_> = answer.trail.iter().map(|c| c.outcome).collect();
    assert_eq!(outcomes, [Outcome::AsStatutory, Outcome::Applies]);
    assert_eq!((answer.kind, answer.minutes.0), (RightKind::Statutory, 456));
    assert_eq!(answer.base.referred_by.unwrap().id, "be.jc.119");
}

#[test]
fn a_rule_of_another_year_is_named() {
    let book = RuleBook::builtin();
    let answer = lookup(&book, &query(GivenSize::Band(Band::From20), "119", 2023));
    assert_eq!(answer.trail[0].outcome, Outcome::NotInYear);
    assert_eq!(answer.trail[0].rule.as_ref().unwrap().id, "be.jc.119");
    assert_eq!(answer.minutes.0, 1824);
    let before = lookup(&book, &query(GivenSize::Band(Band::From20), "999", 2022));
    assert_eq!(before.trail[1].outcome, Outcome::NotInYear);
    assert_eq!((before.base.rule, before.minutes.0), (None, 0));
}

#[test]
fn the_most_specific_rule_comes_first() {
    let sector = |id: &str, committee: &str, days: u8| {
        format!(
            "id = \"{id}\"\nversion = 1\nkind = \"sectoral\"\njoint_committee = \"{committee}\"\n\
             [rule.days]\nfrom20 = [{{ from = 2024, days = {days} }}]"
        )
    };
    let book = book_with(&sector("own.330", "330", 6));
    let child = lookup(&book, &query(GivenSize::Band(Band::From20), "330.01.10", 2026));
    assert_eq!((child.trail.len(), child.base.a), (3, exact("6")));
    let book = book_with(&sector("own.330.01", "330.01", 7));
    let band = GivenSize::Band(Band::From20);
    assert_eq!(lookup(&book, &query(band, "330.01.10", 2026)).base.a, exact("7"));
    assert_eq!(lookup(&book, &query(band, "330.01.20", 2026)).base.a, exact("7"));
    assert_eq!(lookup(&book, &query(band, "330.02", 2026)).base.a, exact("5"));
    let silent = lookup(&book, &query(GivenSize::Band(Band::From10), "330.01", 2026));
    assert_eq!(silent.trail[0].outcome, Outcome::NotForBand);
    assert_eq!(silent.base.a, exact("1"));
}

#[test]
fn a_person_gets_the_whole_working() {
    let book = RuleBook::builtin();
    let mut query = query(GivenSize::Average(2500), "200", 2026);
    let fraction = Fraction::new(3040, 3800).unwrap();
    query.person = Some(RegimePerson { fraction, start: None, end: None });
    let working = lookup(&book, &query).person.unwrap();
    assert!(working.adds_up());
    assert_eq!(working.minutes.0, 1459);
    query.person = Some(RegimePerson { fraction, start: Some(date("2026-12-31")), end: None });
    query.day_minutes = Some(480);
    let answer = lookup(&book, &query);
    assert_eq!((answer.minutes.0, answer.person.unwrap().minutes.0), (1920, 128));
    query.person = Some(RegimePerson { fraction, start: None, end: Some(date("2025-12-31")) });
    assert_eq!(lookup(&book, &query).person, None);
}

#[test]
fn the_answer_can_be_served_as_json() {
    let book = RuleBook::builtin();
    let answer = lookup(&book, &query(GivenSize::Band(Band::From20), "119", 2026));
    let json = serde_json::to_value(&answer).unwrap();
    assert_eq!(json["trail"][0]["outcome"], "applies");
    assert_eq!(json["trail"][0]["jointCommittee"], "119");
    assert_eq!(json["base"]["a"], "4");
    assert_eq!(json["dayMinutes"], 456);
}
