//! Reading a rule.

use super::fault::{Faults, complaint};
use super::model::{BandRule, Rule, RuleKind, Step, place};
use super::read::{read_identity, read_source, read_texts};
use super::reader::{Section, Value, YEARS, days_of, items_of, number_of, text_of};
use crate::anomaly::Fault;
use crate::identifier::JointCommittee;
use crate::size::Band;
use crate::time::Year;

const KEYS: [&str; 13] = [
    "id",
    "version",
    "kind",
    "joint_committee",
    "valid_from",
    "valid_to",
    "as_statutory",
    "days",
    "min_months_in_year",
    "floor",
    "source",
    "title",
    "text",
];

/// The rule of a table; `None` with at least one fault noted.
pub(super) fn read_rule(section: &Section<'_, '_>, faults: &mut Faults<'_>) -> Option<Rule> {
    let before = faults.found.len();
    let (id, version) = read_identity(section, faults);
    section.only(&KEYS, faults);
    let kind = read_kind(section, faults);
    let statutory = kind == Some(RuleKind::Statutory);
    let before_days = faults.found.len();
    let steps = read_paths(section, "days", faults);
    // What was not read for its faults is not missing.
    let complete = faults.found.len() == before_days;
    let floor = read_paths(section, "floor", faults);
    if !statutory {
        not_here(section, "floor", "only the act sets a floor for sector rules", faults);
    }
    let mut bands = steps.map(|steps| BandRule { steps, ..BandRule::default() });
    read_references(section, statutory, &mut bands, faults);
    read_conditions(section, complete, &mut bands, faults);
    let validity = read_validity(section, complete, &bands, faults);
    let source = read_source(section, faults);
    let title = read_texts(section, "title", faults);
    let text = read_texts(section, "text", faults);
    let (valid_from, valid_to) = validity?;
    let rule = Rule {
        id: id?,
        version: version?,
        kind: kind?,
        valid_from,
        valid_to,
        bands,
        floor,
        source: source?,
        title: title?,
        text: text?,
    };
    (faults.found.len() == before).then_some(rule)
}

/// Notes a key that has no meaning in this kind of rule.
fn not_here(section: &Section<'_, '_>, key: &str, why: &str, faults: &mut Faults<'_>) {
    if section.value(key).is_some() {
        let wrong = format!("`{key}` does not belong here: {why}");
        section.wrong(key, complaint(Fault::NotApplicable, wrong, "Remove it"), faults);
    }
}

/// The kind, with the joint committee of a sector rule.
fn read_kind(section: &Section<'_, '_>, faults: &mut Faults<'_>) -> Option<RuleKind> {
    let kind = section.text("kind", "Give \"statutory\" or \"sectoral\"", faults)?;
    match kind.as_str() {
        "statutory" => {
            not_here(section, "joint_committee", "the act holds for all", faults);
            Some(RuleKind::Statutory)
        }
        "sectoral" => read_committee(section, faults).map(RuleKind::Sectoral),
        other => {
            let wrong = format!("`{other}` is no kind of rule");
            let mend = "Give \"statutory\" or \"sectoral\"";
            section.wrong("kind", complaint(Fault::OutsideDomain, wrong, mend), faults);
            None
        }
    }
}

fn read_committee(section: &Section<'_, '_>, faults: &mut Faults<'_>) -> Option<JointCommittee> {
    let key = "joint_committee";
    let mend = "Give a code such as \"200\" or \"330.01\"; 999 (none) has no rule";
    let text = section.text(key, mend, faults)?;
    let code = text.parse().ok().filter(|code| *code != JointCommittee::none());
    if code.is_none() {
        let wrong = format!("`{text}` is no joint committee");
        section.wrong(key, complaint(Fault::Invalid, wrong, mend), faults);
    }
    code
}

/// The band of a name.
fn band_of(name: &str) -> Result<Band, super::fault::Complaint> {
    Band::from_code(name).ok_or_else(|| {
        let known: Vec<_> = Band::ALL.iter().map(|band| band.code()).collect();
        let mend = format!("Use one of: {}", known.join(", "));
        complaint(Fault::OutsideDomain, format!("`{name}` is no size band"), mend)
    })
}

/// What a table holds by band, the bands it knows.
fn by_band<'a, 't>(
    section: &Section<'a, 't>,
    faults: &mut Faults<'_>,
) -> Vec<(Band, &'a Value<'t>, String)> {
    let mut found = Vec::new();
    for (name, value) in section.table {
        let path = section.key(name.get_ref());
        match band_of(name.get_ref()) {
            Ok(band) => found.push((band, value, path)),
            Err(complaint) => faults.add(&name.span(), &path, complaint),
        }
    }
    found
}

/// The growth paths of a table, by band.
fn read_paths(section: &Section<'_, '_>, key: &str, faults: &mut Faults<'_>) -> [Vec<Step>; 3] {
    let mut paths = <[Vec<Step>; 3]>::default();
    if let Some(table) = section.optional_section(key, faults) {
        for (band, value, path) in by_band(&table, faults) {
            paths[place(band)] = read_path(value, &path, faults);
        }
    }
    paths
}

/// A growth path: steps in the order of years.
fn read_path(value: &Value<'_>, path: &str, faults: &mut Faults<'_>) -> Vec<Step> {
    let items = items_of(value, path, faults);
    if items.is_empty() && value.get_ref().is_array() {
        let wrong = format!("`{path}` has no steps");
        let mend = "Add a step such as { from = 2024, days = 3 }, or remove the band";
        faults.add(&value.span(), path, complaint(Fault::Missing, wrong, mend));
    }
    let mut steps: Vec<Step> = Vec::new();
    for item in items {
        let Some(step) = read_step(item, path, faults) else { continue };
        if let Some(last) = steps.last().filter(|last| last.from >= step.from) {
            let from = step.from;
            let what = if last.from == from {
                let wrong = format!("two steps of `{path}` begin in {from}");
                complaint(Fault::Duplicate, wrong, "Keep one: a step lasts until the next begins")
            } else {
                let wrong = format!("the step of {from} of `{path}` stands after a later one");
                complaint(Fault::Sequence, wrong, "Put the steps in the order of their years")
            };
            faults.add(&item.span(), path, what);
            continue;
        }
        steps.push(step);
    }
    steps
}

fn read_step(value: &Value<'_>, path: &str, faults: &mut Faults<'_>) -> Option<Step> {
    let step = Section::of(value, path, faults)?;
    step.only(&["from", "days"], faults);
    let from = step.number("from", YEARS, faults);
    let days = if let Some(days) = step.value("days") {
        days_of(days, &step.key("days"), faults)
    } else {
        step.missing("days", "Add the number of days", faults);
        None
    };
    Some(Step { from: from?, days: days? })
}

/// The bands for which a sector rule follows the act.
fn read_references(
    section: &Section<'_, '_>,
    statutory: bool,
    bands: &mut [BandRule; 3],
    faults: &mut Faults<'_>,
) {
    let key = "as_statutory";
    let Some(list) = section.value(key) else { return };
    if statutory {
        return not_here(section, key, "this rule is the act", faults);
    }
    for value in items_of(list, key, faults) {
        let path = section.key(key);
        let Some(name) = text_of(value, &path, faults) else { continue };
        let what = match band_of(name) {
            Err(what) => what,
            Ok(band) if bands[place(band)] != BandRule::default() => {
                let wrong = format!("`{name}` is given days or is named twice");
                complaint(Fault::Conflict, wrong, "Keep the days or the reference to the act")
            }
            Ok(band) => {
                bands[place(band)].as_statutory = true;
                continue;
            }
        };
        faults.add(&value.span(), &path, what);
    }
}

/// The months under contract that a number of days asks for.
fn read_conditions(
    section: &Section<'_, '_>,
    complete: bool,
    bands: &mut [BandRule; 3],
    faults: &mut Faults<'_>,
) {
    let Some(table) = section.optional_section("min_months_in_year", faults) else { return };
    for (band, value, path) in by_band(&table, faults) {
        if band == Band::From20 {
            let wrong = "a condition would take the days below what the act leaves from 20";
            let mend = "Remove the condition of this band";
            faults.add(&value.span(), &path, complaint(Fault::Forbidden, wrong, mend));
        } else if complete && bands[place(band)].steps.is_empty() {
            let wrong = format!("`{path}` is a condition of a band without days");
            let mend = "Give the band days, or remove the condition";
            faults.add(&value.span(), &path, complaint(Fault::NotApplicable, wrong, mend));
        } else {
            bands[place(band)].min_months = number_of(value, &path, 1..=12, faults);
        }
    }
}

/// First and last year of validity; the first defaults to the first step.
fn read_validity(
    section: &Section<'_, '_>,
    complete: bool,
    bands: &[BandRule; 3],
    faults: &mut Faults<'_>,
) -> Option<(Year, Option<Year>)> {
    let from = section.optional_year("valid_from", faults);
    let to = section.optional_year("valid_to", faults);
    let first_step = bands.iter().flat_map(|band| &band.steps).map(|step| step.from).min();
    if bands.iter().all(|band| *band == BandRule::default()) {
        if complete {
            section.missing("days", "Add growth paths by size band", faults);
        }
        return None;
    }
    let Some(from) = from.or(first_step) else {
        section.missing("valid_from", "Add the first year: the rule has no steps", faults);
        return None;
    };
    if to.is_some_and(|to| to < from) {
        let wrong = format!("the rule would end before it begins in {from}");
        let mend = "Give a last year that is not before the first";
        section.wrong("valid_to", complaint(Fault::EndBeforeStart, wrong, mend), faults);
    }
    Some((from, to))
}
