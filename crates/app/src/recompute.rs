//! From facts to time line, rights, ledger and credit. The pure arithmetic is the domain's; here
//! it is fed with what the register knows, and what came out differently is written.

mod facts;
mod ledger;
mod reading;
mod rights;
mod sizes;

use std::collections::{BTreeMap, BTreeSet};

use fla_domain::ids::EmployeeId;
use fla_domain::occupation::Span;
use fla_domain::right::SizeUsed;
use fla_domain::time::{Instant, Year};
use fla_domain::timeline;
use fla_store::span::{StoredStretch, Stretch};

use crate::Refused;
use crate::intake::{Effect, Work};
use facts::People;
use reading::{CHUNK, PARTS, Reading};

pub(crate) use ledger::entry;
pub(crate) use sizes::{refresh_quarter_sizes, size_working, size_workings, sizes_by_year};

/// How many participations the people of a step of recalculation have together at most, unless it is
/// one person: who writes on the embedded store waits for the end of the step.
const STEP_PARTS: usize = 20_000;

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
    marked: Vec<(EmployeeId, bool)>,
) -> Result<usize, Refused> {
    let mut reading = Reading::in_sets(marked.iter().map(|m| m.0).collect());
    let to_follow: BTreeSet<_> = marked.into_iter().filter(|m| m.1).map(|m| m.0).collect();
    let done = if to_follow.is_empty() {
        ahead(work, &mut reading).await?
    } else {
        followed(work, &mut reading, &to_follow).await?
    };
    work.tx.unqueue(work.caller.employer(), &done).await?;
    Ok(done.len())
}

/// Whether another set still belongs to a step of recalculation.
fn goes_on(reading: &Reading) -> bool {
    reading.parts() + PARTS <= STEP_PARTS
}

/// Works the people of a step out, some of them with their time line. Says who they are.
async fn followed(
    work: &mut Work<'_>,
    reading: &mut Reading,
    to_follow: &BTreeSet<EmployeeId>,
) -> Result<Vec<EmployeeId>, Refused> {
    let employer = work.caller.employer();
    let sizes = sizes_by_year(work).await?;
    let mut done = Vec::new();
    while let Some(set) = reading.next(&mut work.tx, employer).await? {
        reading.took(set.ids.len(), set.parts.len());
        let ids: Vec<_> = set.ids.iter().filter(|id| to_follow.contains(id)).copied().collect();
        timelines(work, &ids).await?;
        done.extend_from_slice(&set.ids);
        let known = facts::load_all(&mut work.tx, employer, set).await?;
        work_out(work, known, &sizes).await?;
        if !goes_on(reading) {
            break;
        }
    }
    Ok(done)
}

/// Works the people of a step out, of whom the transaction has written nothing yet, and whose employer it has
/// locked: a database server is asked for the next ones over another connection while some are worked out
/// and written. Nobody else writes about them meanwhile, so that it sees what the transaction would see.
/// Says who they are.
async fn ahead(work: &mut Work<'_>, reading: &mut Reading) -> Result<Vec<EmployeeId>, Refused> {
    let employer = work.caller.employer();
    let sizes = sizes_by_year(work).await?;
    let mut done = Vec::new();
    let mut known = facts::next(&mut work.tx, employer, reading).await?;
    let mut beside =
        if reading.ended() { None } else { work.app.inner.store.read_beside().await? };
    while let Some(set) = known {
        let more = goes_on(reading);
        done.extend(set.0.keys());
        let next = async {
            match &mut beside {
                Some(tx) if more => Some(facts::next(tx, employer, reading).await),
                _ => None,
            }
        };
        let (next, worked) = futures::join!(next, work_out(work, set, &sizes));
        worked?;
        known = match next {
            Some(Ok(next)) => next,
            _ if !more => None,
            // Nobody to ask beside, or something was in the way there: the transaction asks itself.
            _ => {
                beside = None;
                facts::next(&mut work.tx, employer, reading).await?
            }
        };
    }
    Ok(done)
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
    let mut reading = Reading::of(ids);
    let mut effects = Vec::new();
    while let Some(known) = facts::next(&mut work.tx, employer, &mut reading).await? {
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

/// Works ledger and credit of these employees out again after their trainings changed, and nothing
/// else: their rights stand as they are.
pub(crate) async fn accounts(
    work: &mut Work<'_>,
    ids: &[EmployeeId],
) -> Result<Vec<Effect>, Refused> {
    let employer = work.caller.employer();
    let mut reading = Reading::of(ids);
    let mut effects = Vec::new();
    while let Some(set) = reading.next(&mut work.tx, employer).await? {
        reading.took(set.ids.len(), set.parts.len());
        let people = facts::load(&mut work.tx, employer, set).await?;
        let booked = rights::standing(&people);
        effects.extend(ledger::book(work, &people, &booked).await?);
    }
    Ok(effects)
}
