//! Figures about the work under way and done, for whoever watches an installation: how much and
//! how long, never whose.

use std::sync::atomic::{AtomicU64, Ordering};

use fla_domain::ids::{EmployerId, JobId};
use fla_domain::time::Instant;
use fla_store::job::{Job, Queue};

use crate::jobs::{BATCH, BATCH_FILE, IMPORT, RECALCULATION, SHEET};
use crate::paper::PAPERS;
use crate::{App, Refused};

/// The kinds of long work.
pub const KINDS: [&str; 6] = [BATCH, BATCH_FILE, IMPORT, PAPERS, RECALCULATION, SHEET];
/// How a job can end.
pub const ENDS: [&str; 4] = ["done", "failed", "refused", "stopped"];
/// What can come of a form of a batch file.
pub const OUTCOMES: [&str; 3] = ["accepted", "refused", "warned"];

/// How the whole register stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figures {
    /// The instant of which they are.
    pub at: Instant,
    /// Long work that is not done.
    pub queue: Queue,
    /// The audit log; `None` where it was not begun.
    pub audit: Option<AuditFigures>,
}

/// How the audit log stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AuditFigures {
    /// Entries that are sealed.
    pub sealed: i64,
    /// Entries that wait to be.
    pub waiting: i64,
    /// Since when the first of them waits.
    pub since: Option<Instant>,
}

/// What this process did since it began.
#[derive(Debug, Default)]
pub struct Tallies {
    jobs: [[AtomicU64; ENDS.len()]; KINDS.len()],
    forms: [AtomicU64; OUTCOMES.len()],
    together: AtomicU64,
}

impl Tallies {
    /// Jobs that this process brought to an end: kind, how they ended, how many.
    pub fn jobs(&self) -> impl Iterator<Item = (&'static str, &'static str, u64)> {
        KINDS.into_iter().zip(&self.jobs).flat_map(|(kind, ends)| {
            let ends = ENDS.into_iter().zip(ends);
            ends.map(move |(end, count)| (kind, end, count.load(Ordering::Relaxed)))
        })
    }

    /// Forms of batch files of which this process found out what comes of them.
    pub fn forms(&self) -> impl Iterator<Item = (&'static str, u64)> {
        let all = OUTCOMES.into_iter().zip(&self.forms);
        all.map(|(outcome, count)| (outcome, count.load(Ordering::Relaxed)))
    }

    /// Trainings that this process registered together with others, though each came in a call of its
    /// own.
    pub fn together(&self) -> u64 {
        self.together.load(Ordering::Relaxed)
    }

    /// Counts trainings that are registered together.
    pub(crate) fn add_together(&self, trainings: usize) {
        self.together.fetch_add(u64::try_from(trainings).unwrap_or(0), Ordering::Relaxed);
    }

    fn ended(&self, job: &Job) {
        let place = |all: &[&str], one: &str| all.iter().position(|known| *known == one);
        if let (Some(kind), Some(end)) = (place(&KINDS, &job.kind), place(&ENDS, &job.state)) {
            self.jobs[kind][end].fetch_add(1, Ordering::Relaxed);
        }
    }

    /// Counts forms, by what came of each.
    pub(crate) fn add_forms<'a>(&self, outcomes: impl Iterator<Item = &'a str>) {
        for outcome in outcomes {
            if let Some(place) = OUTCOMES.iter().position(|known| *known == outcome) {
                self.forms[place].fetch_add(1, Ordering::Relaxed);
            }
        }
    }
}

impl App {
    /// How the register stands now.
    pub async fn figures(&self) -> Result<Figures, Refused> {
        let at = self.now();
        let mut tx = self.inner.store.read().await?;
        let queue = tx.queue(at).await?;
        let tree = tx.audit_tree().await?;
        let backlog = tx.seal_backlog().await?;
        tx.rollback().await?;
        let audit = tree.map(|tree| AuditFigures {
            sealed: tree.size,
            waiting: backlog.count,
            since: backlog.since,
        });
        Ok(Figures { at, queue, audit })
    }

    /// What this process did since it began.
    pub fn tallies(&self) -> &Tallies {
        &self.inner.tallies
    }

    /// Counts a job that may have come to its end.
    pub(crate) async fn tally(&self, employer: EmployerId, id: JobId) -> Result<(), Refused> {
        let mut tx = self.inner.store.read().await?;
        let job = tx.get_job(employer, id).await?;
        tx.rollback().await?;
        if let Some(job) = job.filter(|job| job.finished_at.is_some()) {
            self.inner.tallies.ended(&job);
        }
        Ok(())
    }
}
