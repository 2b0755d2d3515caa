//! Faults of rules that are right each by itself but do not go together.

use std::collections::{BTreeMap, BTreeSet};

use super::fault::{RuleFault, complaint};
use super::model::{Conventions, Rule, RuleKind};
use super::read::{Contents, Located};
use super::retention::Retention;
use crate::anomaly::{Anomaly, Fault, Zone};
use crate::size::Band;
use crate::time::Year;

/// Adds the faults of all files together.
pub(super) fn check_together(contents: &mut Contents) {
    let Contents { rules, conventions, retentions, faults } = contents;
    faults.extend(duplicates(rules.iter().map(|r| (r.item.id.as_str(), r.item.version, r))));
    faults.extend(duplicates(conventions.iter().map(|c| (c.item.id.as_str(), c.item.version, c))));
    faults.extend(duplicates(retentions.iter().map(|r| (r.item.id.as_str(), r.item.version, r))));
    faults.extend(changed_kinds(rules));
    let committees: BTreeSet<_> = rules.iter().map(|r| r.item.joint_committee()).collect();
    for committee in committees {
        let same: Vec<_> = rules.iter().filter(|r| r.item.joint_committee() == committee).collect();
        faults.extend(conflicts(&same));
    }
    faults.extend(convention_conflicts(conventions));
    faults.extend(retention_conflicts(retentions));
    // What was not read for its faults is not missing.
    if faults.is_empty() {
        if !rules.iter().any(|r| r.item.kind == RuleKind::Statutory) {
            faults
                .push(absent("no statutory rule", "Add a file with a rule of kind \"statutory\""));
        }
        if conventions.is_empty() {
            faults.push(absent("no conventions", "Add a file with a [[convention]]"));
        }
    }
}

fn absent(wrong: &str, mend: &str) -> RuleFault {
    RuleFault {
        file: String::new(),
        rule: None,
        wrong: wrong.to_owned(),
        mend: mend.to_owned(),
        anomaly: Anomaly::new(Zone::Rule, Fault::Missing),
    }
}

/// The same identifier and version twice.
fn duplicates<'a, T: 'a>(
    items: impl Iterator<Item = (&'a str, u32, &'a Located<T>)>,
) -> Vec<RuleFault> {
    let mut first = BTreeMap::new();
    let mut faults = Vec::new();
    for (id, version, located) in items {
        if let Some(place) = first.insert((id, version), &located.place) {
            let wrong =
                format!("version {version} stands also in {} line {}", place.file, place.line);
            let mend = "Give the newer text a higher version, or remove one";
            let what = complaint(Fault::Duplicate, wrong, mend);
            faults.push(located.place.fault(Some(id), "version", what));
        }
    }
    faults
}

/// Versions of one rule that are of different kinds or joint committees.
fn changed_kinds(rules: &[Located<Rule>]) -> Vec<RuleFault> {
    let mut first: BTreeMap<&str, &Located<Rule>> = BTreeMap::new();
    let mut faults = Vec::new();
    for located in rules {
        let known = *first.entry(&located.item.id).or_insert(located);
        if known.item.kind != located.item.kind {
            let other = &known.place;
            let wrong = format!(
                "kind or joint committee differs from the version in {} line {}",
                other.file, other.line
            );
            let mend = "Give it an identifier of its own";
            let what = complaint(Fault::Conflict, wrong, mend);
            faults.push(located.place.fault(Some(&located.item.id), "joint_committee", what));
        }
    }
    faults
}

/// Different rules that speak for the same joint committee, band and year. It is enough to look
/// at the years in which something begins or has ended.
fn conflicts(rules: &[&Located<Rule>]) -> Vec<RuleFault> {
    let years: BTreeSet<Year> = rules
        .iter()
        .flat_map(|r| {
            let steps = r.item.bands.iter().flat_map(|band| &band.steps).map(|step| step.from);
            steps.chain([r.item.valid_from]).chain(r.item.valid_to.map(|to| to + 1))
        })
        .collect();
    let mut told = BTreeSet::new();
    let mut faults = Vec::new();
    for year in years {
        let mut active: BTreeMap<&str, &Located<Rule>> = BTreeMap::new();
        for rule in rules.iter().filter(|r| r.item.is_valid_in(year)) {
            let newest = active.entry(&rule.item.id).or_insert(rule);
            if newest.item.version < rule.item.version {
                *newest = rule;
            }
        }
        for band in Band::ALL {
            let speaking: Vec<_> = active.values().filter(|r| r.item.speaks(*band, year)).collect();
            let [first, others @ ..] = speaking.as_slice() else { continue };
            for other in others {
                if told.insert((first.item.tag(), other.item.tag())) {
                    faults.push(conflict(first, other, *band, year));
                }
            }
        }
    }
    faults
}

fn conflict(first: &Located<Rule>, other: &Located<Rule>, band: Band, year: Year) -> RuleFault {
    let wrong = format!(
        "`{}` ({} line {}) also speaks for {} in {year}",
        first.item.id,
        first.place.file,
        first.place.line,
        band.code()
    );
    let mend = "End one with `valid_to`, or make it a higher version of the other";
    other.place.fault(Some(&other.item.id), "id", complaint(Fault::Conflict, wrong, mend))
}

/// Different items, by identifier, that take the same place.
fn same_place<'a, T: 'a, K: Ord>(
    items: impl Iterator<Item = (K, &'a str, &'a Located<T>)>,
    (path, wrong, mend): (&str, &str, &str),
) -> Vec<RuleFault> {
    let mut first = BTreeMap::new();
    let mut faults = Vec::new();
    for (place, id, located) in items {
        let known = *first.entry(place).or_insert(id);
        if known != id {
            let what = complaint(Fault::Conflict, format!("`{known}` {wrong}"), mend);
            faults.push(located.place.fault(Some(id), path, what));
        }
    }
    faults
}

/// Different conventions that begin on the same day.
fn convention_conflicts(conventions: &[Located<Conventions>]) -> Vec<RuleFault> {
    let mend = "Make it a higher version of the other, or give it another day";
    let items = conventions.iter().map(|c| (c.item.from, c.item.id.as_str(), c));
    same_place(items, ("from", "begins on the same day", mend))
}

/// Different terms for one kind of data.
fn retention_conflicts(retentions: &[Located<Retention>]) -> Vec<RuleFault> {
    let mend = "Make it a higher version of the other";
    let items = retentions.iter().map(|r| (r.item.kind, r.item.id.as_str(), r));
    same_place(items, ("kind", "is of the same kind", mend))
}
