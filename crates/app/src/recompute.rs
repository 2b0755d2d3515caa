//! From facts to time line, rights, ledger and credit. The pure arithmetic is the domain's; here
//! it is fed with what the register knows, and what came out differently is written.

mod facts;
mod ledger;
mod rights;
mod sizes;

use std::collections::BTreeMap;

use fla_domain::ids::EmployeeId;
use fla_domain::occupation::Span;
use fla_domain::right::SizeUsed;
use fla_domain::time::{Instant, Year};
use fla_domain::timeline;
use fla_store::span::{StoredStretch, Stretch};

use crate::Refused;
use crate::intake::{Effect, Work};
use facts::People;

pub(crate) use ledger::entry;
pub(crate) use sizes::{refresh_quarter_sizes, size_working, size_workings, sizes_by_year};

/// How many people are read, worked out and written at once.
const CHUNK: usize = 500;

/// How many participations they have together at most, as long as it is more than one person: some
/// have two in a year, others two a week, and memory is to stay flat (at twice that, where the next ones
/// are read meanwhile).
const PARTS: i64 = 4_000;

/// How many participations the people of a step of recalculation have together at most, unless it is
/// one person: who writes on the embedded store waits for the end of the step.
const STEP_PARTS: i64 = 20_000;

/// So few people are read at once whatever they have.
const FEW: usize = 20;

/// A time line that changed.
pub(crate) struct Redrawn {
    /// As it stood.
    pub(crate) was: Vec<Span>,
    /// As it stands now.
    pub(crate) is: Vec<Span>,
}

/// Works the time lines of these employees out again; returns those that changed.
pub(crate) async fn timelines(
    work: &mut Work<'_>,
    ids: &[EmployeeId],
) -> Result<BTreeMap<EmployeeId, Redrawn>, Refused> {
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let employer = work.caller.employer();
    let quarters = work.tx.declared_quarters(employer, Instant::LATEST).await?;
    let unread = work.tx.unread_quarters(employer).await?;
    let mut changed = BTreeMap::new();
    for chunk in ids.chunks(CHUNK) {
        let mut statements: BTreeMap<EmployeeId, Vec<_>> = BTreeMap::new();
        for s in work.tx.statements_of(employer, chunk, Instant::LATEST).await? {
            statements.entry(s.employee).or_default().push(s.statement);
        }
        let mut standing: BTreeMap<EmployeeId, Vec<StoredStretch>> = BTreeMap::new();
        for s in work.tx.stretches_of(employer, chunk, Instant::LATEST).await? {
            standing.entry(s.employee).or_default().push(s);
        }
        let (mut closed, mut opened) = (Vec::new(), Vec::new());
        for &id in chunk {
            let said = statements.get(&id).map_or(&[][..], Vec::as_slice);
            let spans = timeline::spans(said, &unread.leave_of(&quarters, id));
            let rows = standing.remove(&id).unwrap_or_default();
            let mut was: Vec<Span> = rows.iter().flat_map(|row| row.stretch.spans()).collect();
            was.sort();
            let mut is = spans.clone();
            is.sort();
            if was == is {
                continue;
            }
            changed.insert(id, Redrawn { was, is });
            let mut wanted: Vec<Option<Stretch>> =
                Stretch::pack(spans).into_iter().map(Some).collect();
            for row in rows {
                match wanted.iter_mut().find(|w| w.as_ref() == Some(&row.stretch)) {
                    Some(same) => *same = None,
                    None => closed.push((id, row.id)),
                }
            }
            for stretch in wanted.into_iter().flatten() {
                opened.push((work.app.ordered_id(work.stamps.of(id).at), id, stretch));
            }
        }
        work.tx.close_stretches(employer, &closed, &work.stamps).await?;
        work.tx.insert_stretches(employer, opened, &work.stamps).await?;
    }
    Ok(changed)
}

/// Works everything of the first of marked employees out again, of as many as one step does: first the
/// time line, where the mark says so. The transaction has written nothing about them yet. Says how many
/// they are, at least one where there is one.
pub(crate) async fn marked(
    work: &mut Work<'_>,
    mut marked: Vec<(EmployeeId, bool)>,
) -> Result<usize, Refused> {
    let employer = work.caller.employer();
    let ids: Vec<_> = marked.iter().map(|m| m.0).collect();
    let counts = work.tx.count_parts(employer, &ids).await?;
    let parts = |id: &EmployeeId| counts.get(id).copied().unwrap_or(0);
    let ids = bounded(&ids, STEP_PARTS, parts).first().copied().unwrap_or_default();
    marked.truncate(ids.len());
    let to_follow: Vec<_> = marked.iter().filter(|m| m.1).map(|m| m.0).collect();
    if to_follow.is_empty() {
        employees_ahead(work, &sets(ids, parts)).await?;
    } else {
        timelines(work, &to_follow).await?;
        employees(work, ids).await?;
    }
    work.tx.unqueue(employer, ids).await?;
    Ok(ids.len())
}

/// Works rights, ledger and credit of these employees out again, writes what changed and says how
/// their credit changes.
pub(crate) async fn employees(
    work: &mut Work<'_>,
    ids: &[EmployeeId],
) -> Result<Vec<Effect>, Refused> {
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let sizes = sizes_by_year(work).await?;
    let employer = work.caller.employer();
    let mut effects = Vec::new();
    for chunk in at_once(work, ids).await? {
        let known = facts::load_all(&mut work.tx, employer, chunk).await?;
        effects.extend(work_out(work, known, &sizes).await?);
    }
    Ok(effects)
}

async fn work_out(
    work: &mut Work<'_>,
    (people, day_minutes): (People, u32),
    sizes: &BTreeMap<Year, SizeUsed>,
) -> Result<Vec<Effect>, Refused> {
    let booked = rights::work_out(work, &people, day_minutes, sizes).await?;
    ledger::book(work, &people, &booked).await
}

/// The same for employees of whom the transaction has written nothing yet, and whose employer it has
/// locked: a database server is asked for the next ones over another connection while these are worked out
/// and written. Nobody else writes about them meanwhile, so that it sees what the transaction would see.
async fn employees_ahead(work: &mut Work<'_>, sets: &[&[EmployeeId]]) -> Result<(), Refused> {
    let sizes = sizes_by_year(work).await?;
    let employer = work.caller.employer();
    let mut beside = if sets.len() > 1 { work.app.inner.store.read_beside().await? } else { None };
    let mut read = None;
    for (n, set) in sets.iter().enumerate() {
        let known = match read.take() {
            Some(known) => known,
            None => facts::load_all(&mut work.tx, employer, set).await?,
        };
        let next = async {
            match (&mut beside, sets.get(n + 1)) {
                (Some(tx), Some(next)) => Some(facts::load_all(tx, employer, next).await),
                _ => None,
            }
        };
        let (next, worked) = futures::join!(next, work_out(work, known, &sizes));
        worked?;
        // Whatever was in the way there: the transaction asks itself then.
        match next {
            Some(Err(_)) => beside = None,
            next => read = next.and_then(Result::ok),
        }
    }
    Ok(())
}

/// Works ledger and credit of these employees out again after their trainings changed, and nothing
/// else: their rights stand as they are.
pub(crate) async fn accounts(
    work: &mut Work<'_>,
    ids: &[EmployeeId],
) -> Result<Vec<Effect>, Refused> {
    let employer = work.caller.employer();
    let mut effects = Vec::new();
    for chunk in at_once(work, ids).await? {
        let people = facts::load(&mut work.tx, employer, chunk).await?;
        let booked = rights::standing(&people);
        effects.extend(ledger::book(work, &people, &booked).await?);
    }
    Ok(effects)
}

/// The people in sets that are worked out at once, in their order.
async fn at_once<'a>(
    work: &mut Work<'_>,
    ids: &'a [EmployeeId],
) -> Result<Vec<&'a [EmployeeId]>, Refused> {
    if ids.len() <= FEW {
        return Ok(ids.chunks(FEW).collect());
    }
    let counts = work.tx.count_parts(work.caller.employer(), ids).await?;
    Ok(sets(ids, |id| counts.get(id).copied().unwrap_or(0)))
}

/// The people of so many participations each in sets that are read, worked out and written at once.
fn sets(ids: &[EmployeeId], parts: impl Fn(&EmployeeId) -> i64) -> Vec<&[EmployeeId]> {
    ids.chunks(CHUNK).flat_map(|chunk| bounded(chunk, PARTS, &parts)).collect()
}

/// Cuts people into sets of so many participations at most, or of one person.
fn bounded(
    mut ids: &[EmployeeId],
    most: i64,
    parts: impl Fn(&EmployeeId) -> i64,
) -> Vec<&[EmployeeId]> {
    let mut sets = Vec::new();
    while !ids.is_empty() {
        let mut together = 0;
        let fitting = ids.iter().take_while(|id| {
            together += parts(id);
            together <= most
        });
        let (set, rest) = ids.split_at(fitting.count().max(1));
        sets.push(set);
        ids = rest;
    }
    sets
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn sets_are_bounded_and_leave_nobody_out() {
        let ids: Vec<EmployeeId> = (0..50).map(|n| EmployeeId(Uuid::from_u128(n))).collect();
        let parts = |id: &EmployeeId| match id.0.as_u128() {
            7 => 3 * PARTS,
            n => i64::try_from(n).unwrap() * 90,
        };
        let sets = bounded(&ids, PARTS, parts);
        assert_eq!(sets.concat(), ids);
        for set in &sets {
            assert!(set.len() == 1 || set.iter().map(parts).sum::<i64>() <= PARTS, "{set:?}");
        }
        assert_eq!(bounded(&ids[..7], PARTS, parts).len(), 1, "what fits is one set");
    }
}
