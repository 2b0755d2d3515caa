//! From facts to time line, rights, ledger and credit. The pure arithmetic is the domain's; here
//! it is fed with what the register knows, and what came out differently is written.

mod facts;
mod ledger;
mod rights;
mod sizes;

use std::collections::BTreeMap;

use fla_domain::ids::EmployeeId;
use fla_domain::occupation::Span;
use fla_domain::time::Instant;
use fla_domain::timeline;
use fla_store::span::{StoredStretch, Stretch};

use crate::Refused;
use crate::intake::{Effect, Work};

pub(crate) use ledger::entry;
pub(crate) use sizes::{refresh_quarter_sizes, size_working, size_workings, sizes_by_year};

/// How many people are read, worked out and written at once.
const CHUNK: usize = 500;

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

/// Works everything of marked employees out again: first the time line, where the mark says so.
pub(crate) async fn marked(
    work: &mut Work<'_>,
    marked: &[(EmployeeId, bool)],
) -> Result<(), Refused> {
    let ids: Vec<_> = marked.iter().map(|m| m.0).collect();
    let to_follow: Vec<_> = marked.iter().filter(|m| m.1).map(|m| m.0).collect();
    timelines(work, &to_follow).await?;
    employees(work, &ids).await?;
    work.tx.unqueue(work.caller.employer(), &ids).await?;
    Ok(())
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
    let mut effects = Vec::new();
    for chunk in ids.chunks(CHUNK) {
        let mut people = facts::load(work, chunk).await?;
        let day_minutes = facts::load_given(work, chunk, &mut people).await?;
        let booked = rights::work_out(work, &people, day_minutes, &sizes).await?;
        effects.extend(ledger::book(work, &people, &booked).await?);
    }
    Ok(effects)
}

/// Works ledger and credit of these employees out again after their trainings changed, and nothing
/// else: their rights stand as they are.
pub(crate) async fn accounts(
    work: &mut Work<'_>,
    ids: &[EmployeeId],
) -> Result<Vec<Effect>, Refused> {
    let mut effects = Vec::new();
    for chunk in ids.chunks(CHUNK) {
        let people = facts::load(work, chunk).await?;
        let booked = rights::standing(&people);
        effects.extend(ledger::book(work, &people, &booked).await?);
    }
    Ok(effects)
}
