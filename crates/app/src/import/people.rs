//! The people of a step: who is known already, who is new, whose name is learnt.

use std::collections::{BTreeMap, BTreeSet};

use fla_domain::identifier::Ssin;
use fla_domain::ids::EmployeeId;
use fla_domain::time::Instant;
use fla_store::employee::Person;
use fla_store::job::{Finding, Job};

use super::cursor::Cursor;
use crate::Refused;
use crate::intake::Work;

/// A person as a declaration names it.
pub(super) struct Named {
    pub(super) ssin: Ssin,
    pub(super) given_name: Option<String>,
    pub(super) family_name: Option<String>,
}

/// The employees of a step.
pub(super) struct People {
    pub(super) ids: BTreeMap<Ssin, EmployeeId>,
    pub(super) new: BTreeSet<EmployeeId>,
}

/// How many findings of a kind are listed one by one; the rest is counted.
const LISTED: u64 = 1_000;

/// Where in all that is imported the people of a step stand.
#[derive(Clone, Copy)]
pub(super) struct Place {
    /// How many came before.
    pub(super) done: u64,
    /// How many there are.
    pub(super) of: u64,
}

impl Place {
    /// Of the next step of an import.
    pub(super) fn of(job: &Job) -> Self {
        let number = |n| u64::try_from(n).unwrap_or(0);
        Self { done: number(job.done), of: number(job.total) }
    }
}

/// Finds the employees and adds those that are new.
pub(super) async fn resolve(
    work: &mut Work<'_>,
    named: &[Named],
    place: Place,
) -> Result<People, Refused> {
    let employer = work.caller.employer();
    let ssins: Vec<Ssin> = named.iter().map(|n| n.ssin.clone()).collect();
    let mut ids: BTreeMap<Ssin, EmployeeId> =
        work.tx.find_employees(employer, &ssins).await?.into_iter().collect();
    learn_names(work, named, &ids).await?;
    let mut new: Vec<(EmployeeId, Person)> = Vec::new();
    for (before, one) in (place.done..).zip(named) {
        if !ids.contains_key(&one.ssin) {
            work.app.invented(&one.ssin)?;
            let id = EmployeeId(work.app.placed_id(before, place.of));
            ids.insert(one.ssin.clone(), id);
            new.push((id, person(one)));
        }
    }
    // Ordered by key, so that the store appends where it can.
    new.sort_by_key(|n| n.0);
    work.tx.insert_employees(employer, &new, &work.stamps).await?;
    Ok(People { ids, new: new.into_iter().map(|n| n.0).collect() })
}

fn person(named: &Named) -> Person {
    Person {
        ssin: named.ssin.clone(),
        family_name: named.family_name.clone().unwrap_or_default(),
        given_name: named.given_name.clone().unwrap_or_default(),
        birth_date: None,
        birth_place: None,
        address: None,
        gender: None,
        language: None,
        email: None,
        team: None,
    }
}

/// A declaration's name fills in what is not known; it never replaces what somebody entered.
async fn learn_names(
    work: &mut Work<'_>,
    named: &[Named],
    ids: &BTreeMap<Ssin, EmployeeId>,
) -> Result<(), Refused> {
    let employer = work.caller.employer();
    let with_name: BTreeMap<EmployeeId, &Named> = named
        .iter()
        .filter(|n| n.family_name.is_some())
        .filter_map(|n| Some((*ids.get(&n.ssin)?, n)))
        .collect();
    if with_name.is_empty() {
        return Ok(());
    }
    let wanted: Vec<_> = with_name.keys().copied().collect();
    for employee in work.tx.get_employees(employer, &wanted, Instant::LATEST).await? {
        let Some(named) = with_name.get(&employee.id) else { continue };
        if !employee.person.family_name.is_empty() {
            continue;
        }
        let learnt = Person {
            family_name: named.family_name.clone().unwrap_or_default(),
            given_name: named.given_name.clone().unwrap_or_default(),
            ..employee.person
        };
        work.tx.close_employees(employer, &[employee.id], &work.stamps).await?;
        work.tx.insert_employees(employer, &[(employee.id, learnt)], &work.stamps).await?;
    }
    Ok(())
}

/// Findings of a step, written together.
#[derive(Default)]
pub(super) struct Findings(Vec<Finding>);

impl Findings {
    /// Adds one, if not too many of its kind are listed already; `count` is how many there were.
    pub(super) fn add(
        &mut self,
        cursor: &mut Cursor,
        count: u64,
        kind: &str,
        employee: Option<EmployeeId>,
        detail: String,
    ) {
        if count >= LISTED {
            return;
        }
        self.0.push(Finding {
            seq: cursor.findings,
            file: i64::try_from(cursor.file).unwrap_or(0),
            kind: kind.to_owned(),
            employee,
            detail,
        });
        cursor.findings += 1;
    }

    pub(super) async fn write(self, work: &mut Work<'_>, job: &Job) -> Result<(), Refused> {
        work.tx.insert_findings(work.caller.employer(), job.id, &self.0).await?;
        Ok(())
    }
}
