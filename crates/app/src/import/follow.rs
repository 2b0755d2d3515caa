//! After the taking: time lines, sizes, rights and credit of everybody concerned.

use std::collections::BTreeSet;

use fla_domain::ids::EmployeeId;
use fla_domain::occupation::Span;
use fla_domain::time::Instant;
use fla_domain::timeline;
use fla_store::job::Job;
use jiff::civil::Date;

use super::cursor::{self, Cursor, Phase};
use super::people::Findings;
use super::view::{self, StoredReport};
use crate::intake::Work;
use crate::jobs::{self, Step};
use crate::recompute::Redrawn;
use crate::{App, Caller, Refused, recompute};

/// How many employees a step follows.
const STEP: i64 = 1_000;

/// Works the time lines out again: of everybody where a quarter is new, because whoever is missing
/// in it may have left, save those who came with it; then of those of whom something was declared.
pub(super) async fn time_lines(
    app: &App,
    caller: &Caller,
    job: &mut Job,
    cursor: &mut Cursor,
) -> Result<Step, Refused> {
    let mut report = view::stored(job)?;
    loop {
        let mut work = app.begin_long(caller).await?;
        let ids = next(&mut work, cursor).await?;
        let Some(last) = ids.last() else {
            let next =
                if cursor.phase == Phase::Follow { Phase::FollowMarked } else { Phase::Size };
            cursor.next_phase(next);
            cursor::write(&mut work, job, cursor, &report).await?;
            work.tx.commit().await?;
            return Ok(Step::More);
        };
        cursor.after = *last;
        follow(&mut work, job, cursor, &mut report, &ids).await?;
        jobs::note_step(&mut work, job, "importDeclarations").await?;
        cursor::write(&mut work, job, cursor, &report).await?;
        work.tx.commit().await?;
    }
}

/// Who comes next in this phase.
async fn next(work: &mut Work<'_>, cursor: &Cursor) -> Result<Vec<EmployeeId>, Refused> {
    let employer = work.caller.employer();
    let after = cursor.after;
    Ok(if cursor.phase == Phase::FollowMarked {
        work.tx.queued_for_following(employer, after, STEP).await?
    } else if cursor.new_quarters.is_empty() {
        Vec::new()
    } else {
        let before = cursor.fresh_since.unwrap_or(Instant::LATEST);
        work.tx.employees_known_before(employer, before, after, STEP).await?
    })
}

async fn follow(
    work: &mut Work<'_>,
    job: &Job,
    cursor: &mut Cursor,
    report: &mut StoredReport,
    ids: &[EmployeeId],
) -> Result<(), Refused> {
    let employer = work.caller.employer();
    let redrawn = recompute::timelines(work, ids).await?;
    let changed: Vec<_> = redrawn.keys().copied().collect();
    work.tx.note_followed(employer, ids).await?;
    work.tx.queue_recalculation(employer, &changed).await?;
    work.written.extend(&changed);
    let today = work.today();
    let mut findings = Findings::default();
    for (id, Redrawn { was, is }) in redrawn {
        report.changed += u64::from(!was.is_empty());
        if let Some(end) = newly_left(&was, &is) {
            findings.add(cursor, report.leavers, "leaver", Some(id), end.to_string());
            report.leavers += 1;
        } else if let Some(detail) = regime_change(&was, &is, today) {
            findings.add(cursor, report.regimes, "regime", Some(id), detail);
            report.regimes += 1;
        }
    }
    findings.write(work, job).await
}

/// The last day of somebody who was thought to go on and is now known to have left.
fn newly_left(was: &[Span], is: &[Span]) -> Option<Date> {
    let end = |spans: &[Span]| timeline::services(spans).last().and_then(|s| s.end);
    if end(was).is_some() { None } else { end(is) }
}

/// The regime and joint committee in force, where they are other than before: than was known, or of
/// somebody of whom nothing was, than at the start of what is known now.
fn regime_change(was: &[Span], is: &[Span], today: Date) -> Option<String> {
    let on = |spans: &[Span], day: Date| -> BTreeSet<_> {
        spans
            .iter()
            .filter(|s| s.from <= day && s.to.is_none_or(|to| to >= day))
            .map(|s| (s.joint_committee.clone(), s.fraction))
            .collect()
    };
    let was = match is.first().filter(|_| was.is_empty()) {
        Some(first) => on(is, first.from.min(today)),
        None => on(was, today),
    };
    let is = on(is, today);
    if was == is || is.is_empty() {
        return None;
    }
    let text = |set: &BTreeSet<(
        fla_domain::identifier::JointCommittee,
        fla_domain::quantity::Fraction,
    )>| {
        set.iter()
            .map(|(jc, f)| format!("{jc} {}/{}", f.q(), f.s()))
            .collect::<Vec<_>>()
            .join(" + ")
    };
    Some(format!("{} → {}", text(&was), text(&is)))
}

/// Counts the sizes; where a band changes, everybody's right may.
pub(super) async fn sizes(
    app: &App,
    caller: &Caller,
    job: &mut Job,
    cursor: &mut Cursor,
) -> Result<Step, Refused> {
    let report = view::stored(job)?;
    let mut work = app.begin_long(caller).await?;
    if jobs::sizes_after_change(&mut work).await? {
        jobs::note_facts(&mut work, job, "importDeclarations").await?;
    }
    let employer = caller.employer();
    if std::mem::take(&mut work.everybody) {
        work.tx.queue_recalculation_of_all(employer).await?;
    } else if let Some(since) = cursor.fresh_since {
        work.tx.queue_recalculation_since(employer, since).await?;
    }
    job.total = job.done + work.tx.count_queued(employer).await?;
    cursor.next_phase(Phase::WorkOut);
    cursor::write(&mut work, job, cursor, &report).await?;
    work.tx.commit().await?;
    Ok(Step::More)
}

/// Works out the rights and credit of those marked.
pub(super) async fn work_out(
    app: &App,
    caller: &Caller,
    job: &mut Job,
    cursor: &mut Cursor,
) -> Result<Step, Refused> {
    let report = view::stored(job)?;
    let employer = caller.employer();
    loop {
        let mut work = app.begin_long(caller).await?;
        let queued = work.tx.queued_for_recalculation(employer, STEP).await?;
        if queued.is_empty() {
            cursor::write(&mut work, job, cursor, &report).await?;
            jobs::finish(&mut work, job, "done").await?;
            work.tx.commit().await?;
            return Ok(Step::Finished);
        }
        let done = recompute::marked(&mut work, queued).await?;
        jobs::note_step(&mut work, job, jobs::RECALCULATION).await?;
        job.done += i64::try_from(done).unwrap_or(0);
        cursor::write(&mut work, job, cursor, &report).await?;
        work.tx.commit().await?;
    }
}
