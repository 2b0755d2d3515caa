//! What the register knows of a set of employees, read in a handful of questions.

use std::collections::{BTreeMap, BTreeSet};

use fla_domain::account::{Adjustment, Debit};
use fla_domain::ids::{EmployeeId, EmployerId};
use fla_domain::occupation::{EndCause, Span};
use fla_domain::quantity::Minutes;
use fla_domain::right::CompanyDays;
use fla_domain::time::{Instant, Year};
use fla_domain::training::Status;
use fla_store::Tx;
use fla_store::ledger::{CreditRow, StoredEntry};
use fla_store::right::{StoredOverride, StoredRight};
use fla_store::training::CountingPart;
use jiff::civil::Date;

use super::reading::{Reading, Set};
use crate::Refused;

/// What is known of one person.
#[derive(Default)]
pub(super) struct Person {
    pub(super) spans: Vec<Span>,
    pub(super) end_causes: BTreeMap<Date, EndCause>,
    pub(super) overrides: Vec<StoredOverride>,
    pub(super) company_days: BTreeMap<Year, Vec<CompanyDays>>,
    pub(super) opted_out: BTreeSet<Year>,
    pub(super) debits: Vec<Debit>,
    pub(super) planned: BTreeMap<Year, Minutes>,
    pub(super) adjustments: Vec<Adjustment>,
    pub(super) rights: Vec<StoredRight>,
    pub(super) entries: Vec<StoredEntry>,
    pub(super) credits: BTreeMap<Year, CreditRow>,
}

/// What is known of a set of people.
pub(super) type People = BTreeMap<EmployeeId, Person>;

/// What the ledger of these people follows from, and what stands of it.
pub(super) async fn load(tx: &mut Tx, employer: EmployerId, set: Set) -> Result<People, Refused> {
    let now = Instant::LATEST;
    let ids = &set.ids[..];
    let mut people: People = ids.iter().map(|id| (*id, Person::default())).collect();
    if !set.asked {
        tx.ask_accounts(employer, ids, now, None).await?;
    }
    for s in tx.spans_of(employer, ids, now).await? {
        people.entry(s.employee).or_default().spans.push(s.span);
    }
    for (id, end, cause) in tx.service_ends(employer, ids, now).await? {
        people.entry(id).or_default().end_causes.insert(end, cause);
    }
    for r in tx.rights_of(employer, ids, now).await? {
        people.entry(r.employee).or_default().rights.push(r);
    }
    for e in tx.entries_of(employer, ids, now).await? {
        people.entry(e.employee).or_default().entries.push(e);
    }
    for (id, year, row) in tx.credits_of(employer, ids).await? {
        people.entry(id).or_default().credits.insert(year, row);
    }
    for a in tx.adjustments_of(employer, ids, now).await? {
        people.entry(a.employee).or_default().adjustments.push(Adjustment {
            id: a.id,
            year: a.year,
            date: a.date,
            minutes: a.minutes,
        });
    }
    for CountingPart { id, employee, counted } in set.parts {
        let person = people.entry(employee).or_default();
        for (year, date, minutes) in counted.debits() {
            person.debits.push(Debit { participation: id, year, date, minutes });
        }
        if counted.status == Status::Planned {
            *person.planned.entry(counted.end.year()).or_default() += counted.minutes;
        }
    }
    Ok(people)
}

/// The same with what their rights follow from, and the minutes of a training day.
pub(super) async fn load_all(
    tx: &mut Tx,
    employer: EmployerId,
    set: Set,
) -> Result<(People, u32), Refused> {
    let ids = set.ids.clone();
    let mut people = load(tx, employer, set).await?;
    let now = Instant::LATEST;
    let settings = tx.get_employer(employer, now).await?.ok_or(Refused::Hidden)?;
    for o in tx.overrides_of(employer, &ids, now).await? {
        people.entry(o.employee).or_default().overrides.push(o);
    }
    load_company_days(tx, employer, &ids, &mut people).await?;
    Ok((people, settings.day_minutes))
}

/// The same of the next people; `None` where all were read.
pub(super) async fn next(
    tx: &mut Tx,
    employer: EmployerId,
    reading: &mut Reading,
) -> Result<Option<(People, u32)>, Refused> {
    let Some(set) = reading.next(tx, employer).await? else { return Ok(None) };
    let (ids, parts) = (set.ids.len(), set.parts.len());
    let known = load_all(tx, employer, set).await?;
    reading.took(ids, parts);
    Ok(Some(known))
}

async fn load_company_days(
    tx: &mut Tx,
    employer: EmployerId,
    ids: &[EmployeeId],
    people: &mut People,
) -> Result<(), Refused> {
    for d in tx.company_days_of(employer, ids, Instant::LATEST).await? {
        let days = CompanyDays::new(d.id, d.hundredths, d.flat)
            .map_err(|_| Refused::Broken("company days out of range".to_owned()))?;
        match d.employee {
            Some(id) => {
                let person = people.entry(id).or_default();
                person.company_days.entry(d.year).or_default().push(days);
            }
            None => {
                for person in people.values_mut() {
                    person.company_days.entry(d.year).or_default().push(days.clone());
                }
            }
        }
    }
    for (id, year) in tx.opt_outs_of(employer, ids, Instant::LATEST).await? {
        match id {
            Some(id) => {
                people.entry(id).or_default().opted_out.insert(year);
            }
            None => people.values_mut().for_each(|p| {
                p.opted_out.insert(year);
            }),
        }
    }
    Ok(())
}
