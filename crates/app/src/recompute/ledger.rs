//! The ledger: the entries an account should have are compared with those it has; what no longer
//! holds is superseded, what is missing is booked, and the yearly credit follows.

use std::collections::{BTreeMap, HashMap};

use fla_domain::account::{self, AccountInput, Entry, EntryKind, FiveYear, Source, YearBalance};
use fla_domain::ids::{AdjustmentId, EmployeeId, EntryId, ParticipationId};
use fla_domain::quantity::Minutes;
use fla_domain::right::RightKind;
use fla_domain::time::Year;
use fla_domain::timeline;
use fla_store::ledger::{CreditRow, StoredEntry};

use super::facts::{People, Person};
use super::rights::Booked;
use crate::Refused;
use crate::intake::{Effect, Work};

pub(super) async fn book(
    work: &mut Work<'_>,
    people: &People,
    booked: &Booked,
) -> Result<Vec<Effect>, Refused> {
    let today = work.today();
    let conventions = work.app.rules().conventions(today);
    let periods = FiveYear {
        first_start: conventions.period_start,
        years: i16::from(conventions.period_years),
    };
    let (mut closed, mut opened) = (Vec::new(), Vec::new());
    let (mut emptied, mut credits, mut effects) = (Vec::new(), Vec::new(), Vec::new());
    for (&id, person) in people {
        let input = AccountInput {
            services: timeline::services(&person.spans),
            end_causes: person.end_causes.clone(),
            rights: booked.get(&id).cloned().unwrap_or_default(),
            debits: person.debits.clone(),
            adjustments: person.adjustments.clone(),
            periods,
        };
        let account = account::build(&input, today);
        account.check().map_err(|a| Refused::Broken(format!("account does not add up: {a}")))?;
        let (gone, new) = compare(person, &account.entries)?;
        if !gone.is_empty() || !new.is_empty() {
            work.written.insert(id);
        }
        closed.extend(gone.into_iter().map(|entry| (id, entry)));
        opened.extend(new.into_iter().map(|entry| stored(work, id, &entry)));
        let after = credit_rows(&account.years, &person.planned);
        if after != person.credits {
            effects.extend(differences(id, &person.credits, &after));
            work.written.insert(id);
            // A year that has no credit any more goes with all the others.
            let empty = person.credits.keys().any(|year| !after.contains_key(year));
            emptied.extend(empty.then_some(id));
            let rows = after
                .into_iter()
                .filter(|(year, row)| empty || person.credits.get(year) != Some(row));
            credits.extend(rows.map(|(year, row)| (id, year, row)));
        }
    }
    let employer = work.caller.employer();
    work.tx.close_entries(employer, &closed, &work.stamps).await?;
    work.tx.insert_entries(employer, &opened).await?;
    work.tx.set_credits(employer, &emptied, &credits).await?;
    Ok(effects)
}

/// The entry of a row of the ledger.
pub(crate) fn entry(row: &StoredEntry) -> Result<Entry, Refused> {
    let kind = EntryKind::from_code(&row.kind)
        .ok_or_else(|| Refused::Broken("kind of a ledger entry".to_owned()))?;
    let source = row.source.map(|id| match kind {
        EntryKind::Adjustment => Source::Adjustment(AdjustmentId(id)),
        _ => Source::Participation(ParticipationId(id)),
    });
    Ok(Entry {
        year: row.year,
        origin_year: row.origin_year,
        date: row.date,
        kind,
        minutes: row.minutes,
        source,
    })
}

/// Which of the entries that stand are gone, and which of the wanted ones are new.
fn compare(person: &Person, wanted: &[Entry]) -> Result<(Vec<EntryId>, Vec<Entry>), Refused> {
    let mut ids: HashMap<Entry, Vec<EntryId>> = HashMap::new();
    let mut standing = Vec::with_capacity(person.entries.len());
    for row in &person.entries {
        let entry = entry(row)?;
        ids.entry(entry).or_default().push(row.id);
        standing.push(entry);
    }
    let (gone, new) = account::diff(&standing, wanted);
    let gone = gone.iter().filter_map(|e| ids.get_mut(e).and_then(Vec::pop)).collect();
    Ok((gone, new))
}

fn stored(work: &Work<'_>, employee: EmployeeId, entry: &Entry) -> StoredEntry {
    let stamp = work.stamps.of(employee);
    StoredEntry {
        id: EntryId(work.app.ordered_id(stamp.at)),
        employee,
        change: stamp.change,
        known_from: stamp.at,
        year: entry.year,
        origin_year: entry.origin_year,
        kind: entry.kind.code(),
        minutes: entry.minutes,
        date: entry.date,
        source: entry.source.map(Source::uuid),
    }
}

fn credit_rows(
    years: &BTreeMap<Year, YearBalance>,
    planned: &BTreeMap<Year, Minutes>,
) -> BTreeMap<Year, CreditRow> {
    // Somebody in service since 1985 has no credit in forty years; those rows say nothing.
    let mut rows: BTreeMap<Year, CreditRow> = years
        .iter()
        .map(|(year, balance)| (*year, credit(balance)))
        .filter(|(_, row)| *row != CreditRow::default())
        .collect();
    for (year, minutes) in planned {
        rows.entry(*year).or_default().planned = *minutes;
    }
    rows
}

fn credit(balance: &YearBalance) -> CreditRow {
    let granted = |kind| balance.granted.get(&kind).copied().unwrap_or_default();
    CreditRow {
        statutory: granted(RightKind::Statutory),
        sectoral: granted(RightKind::Sectoral),
        company: granted(RightKind::Company),
        carried_in: balance.carried_in,
        debited: balance.debited,
        planned: Minutes(0),
        lapsed: balance.lapsed,
        adjusted: balance.adjusted,
        carried_out: balance.carried_out,
    }
}

fn differences(
    employee: EmployeeId,
    before: &BTreeMap<Year, CreditRow>,
    after: &BTreeMap<Year, CreditRow>,
) -> Vec<Effect> {
    let left = |rows: &BTreeMap<Year, CreditRow>, year: &Year| {
        rows.get(year).map(CreditRow::left).unwrap_or_default()
    };
    let mut years: Vec<_> = before.keys().chain(after.keys()).collect();
    years.sort_unstable();
    years.dedup();
    years
        .into_iter()
        .map(|year| Effect {
            employee,
            year: *year,
            before: left(before, year),
            after: left(after, year),
        })
        .filter(|e| e.before != e.after)
        .collect()
}
