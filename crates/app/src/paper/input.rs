//! From what the register shows to what is put in a paper.

use std::collections::BTreeSet;

use fla_domain::identifier::{EnterpriseNumber, JointCommittee};
use fla_domain::language::Language;
use fla_domain::right::{Base, Working};
use fla_domain::time::{Year, first_day, last_day};
use fla_paper::{
    Account, Attendance, Credit, Employer, GrowthPath, GrowthStep, OwnWork, Person, Right,
};
use fla_store::employee::fold;

use crate::{AccountView, App, CreditRow, PartView, RightState, RightView, YearView};

/// The employer as papers name it.
pub(super) fn employer(employer: &crate::Employer) -> Employer {
    Employer { name: employer.name.clone(), number: enterprise(&employer.enterprise_number) }
}

fn enterprise(number: &EnterpriseNumber) -> String {
    number.to_string()
}

/// The person as papers name them.
pub(super) fn person(person: &crate::Person) -> Person {
    Person {
        family_name: person.family_name.clone(),
        given_name: person.given_name.clone(),
        birth_date: person.birth_date,
        birth_place: person.birth_place.clone(),
        address: person.address.clone(),
        ssin: person.ssin.formatted(),
    }
}

/// The sums of a credit as the lists keep them.
pub(super) fn credit(row: &CreditRow) -> Credit {
    Credit {
        granted: row.granted(),
        carried_in: row.carried_in,
        adjusted: row.adjusted,
        followed: row.debited,
        lapsed: row.lapsed,
        carried_out: row.carried_out,
        planned: row.planned,
    }
}

/// The name of a file about an employee and year. Two people of one name are told apart by the
/// first digits of their id, which says nothing about them.
pub(super) fn file_name(view: &AccountView, year: Year) -> String {
    let person = &view.employee.person;
    let name = fold(&format!("{} {}", person.family_name, person.given_name));
    let words: Vec<String> = name
        .split_whitespace()
        .map(|word| word.chars().filter(char::is_ascii_alphanumeric).collect::<String>())
        .filter(|word| !word.is_empty())
        .collect();
    let id = view.employee.id.0.simple().to_string();
    let short: String = words.join("-").chars().take(60).collect();
    format!("fla-{year}-{short}-{}", &id[..8]).replace("--", "-")
}

/// What is put in the account of a year.
pub(super) fn account(app: &App, view: &AccountView, year: Year, language: Language) -> Account {
    let this = view.year(year);
    Account {
        employer: employer(&view.employer),
        person: person(&view.employee.person),
        year,
        drawn_up: app.today(),
        day_minutes: view.employer.day_minutes,
        services: view.employment.services.iter().map(|s| (s.start, s.end)).collect(),
        work: work(view, year),
        rights: this.map(|y| y.rights.iter().map(right).collect()).unwrap_or_default(),
        credit: this.map(of_year).unwrap_or_default(),
        growth: this.map(|y| growth(app, y, language)).unwrap_or_default(),
        trainings: view.parts.iter().rev().filter_map(|p| attendance(p, year)).collect(),
    }
}

fn of_year(year: &YearView) -> Credit {
    let balance = &year.balance;
    Credit {
        granted: balance.granted_in_all(),
        carried_in: balance.carried_in,
        adjusted: balance.adjusted,
        followed: balance.debited,
        lapsed: balance.lapsed,
        carried_out: balance.carried_out,
        planned: year.planned,
    }
}

fn code(committee: &JointCommittee) -> Option<String> {
    (*committee != JointCommittee::none()).then(|| committee.code().to_owned())
}

/// The stretches of work that touch a year, as far as they lie in it.
fn work(view: &AccountView, year: Year) -> Vec<OwnWork> {
    let (first, last) = (first_day(year), last_day(year));
    let mut work: Vec<OwnWork> = view
        .employment
        .spans
        .iter()
        .filter(|span| span.from <= last && span.to.is_none_or(|to| to >= first))
        .map(|span| OwnWork {
            from: span.from.max(first),
            to: Some(span.to.map_or(last, |to| to.min(last))),
            committee: code(&span.joint_committee),
            fraction: span.fraction,
        })
        .collect();
    work.sort_by_key(|one| one.from);
    work
}

fn right(view: &RightView) -> Right {
    let by_hand = view.by_hand.as_ref().map(|set| set.reason.clone());
    // What was computed beside a figure set by hand is not what counts.
    let manual = by_hand.is_some() || view.right.state == RightState::Manual;
    Right {
        kind: view.right.kind,
        minutes: view.right.booked,
        working: if manual { None } else { view.working.clone() },
        by_hand: if manual { Some(by_hand.unwrap_or_default()) } else { None },
    }
}

/// The growth path of each joint committee that a right of the year rests on.
fn growth(app: &App, year: &YearView, language: Language) -> Vec<GrowthPath> {
    let mut seen = BTreeSet::new();
    let mut paths = Vec::new();
    for working in year.rights.iter().filter_map(|right| right.working.as_ref()) {
        for base in &working.bases {
            if seen.insert(base.joint_committee.clone()) {
                paths.extend(path(app, working, base, language));
            }
        }
    }
    paths
}

fn path(app: &App, working: &Working, base: &Base, language: Language) -> Option<GrowthPath> {
    let used = base.rule.as_ref()?;
    let since = base.since?;
    let steps = match app.rules().rule(&used.id, used.version) {
        Some(rule) => rule
            .band(working.size.band)
            .steps
            .iter()
            .map(|step| GrowthStep { from: step.from, days: step.days.clone() })
            .collect(),
        // A rule that is no longer loaded: the step that was used is kept with the right.
        None => vec![GrowthStep { from: since, days: base.rule_days.clone() }],
    };
    Some(GrowthPath {
        committee: code(&base.joint_committee),
        source: format!("{}, {}", used.source.get(language), used.reference.get(language)),
        steps,
    })
}

/// A training of the year: one that ends in it, or of which a part was put in it.
fn attendance(view: &PartView, year: Year) -> Option<Attendance> {
    if view.part.withdrawn || view.training.withdrawn {
        return None;
    }
    let (part, training) = (&view.part.details, &view.training.details);
    let here = if part.split.is_empty() {
        training.end.year() == year
    } else {
        part.split.iter().any(|split| split.year == year)
    };
    here.then(|| Attendance { training: training.clone(), part: part.clone() })
}
