//! Where an import is, so that it can go on after a kill.

use std::collections::BTreeSet;

use fla_domain::ids::{EmployeeId, FileId};
use fla_domain::time::{Instant, Quarter};
use fla_store::job::Job;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::view::StoredReport;
use crate::intake::Work;
use crate::jobs::Step;
use crate::{App, Caller, Refused};

/// What an import is to do.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Payload {
    pub(super) files: Vec<FileId>,
}

/// The phases of an import, in order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) enum Phase {
    #[default]
    Check,
    Take,
    Follow,
    FollowMarked,
    Size,
    WorkOut,
}

/// The place.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Cursor {
    pub(super) phase: Phase,
    /// The file that is being taken.
    pub(super) file: usize,
    /// How many items of it were taken.
    pub(super) items: u64,
    /// The last employee whose time line was followed.
    pub(super) after: EmployeeId,
    /// Quarters that were not declared before this import: whoever is missing may have left.
    pub(super) new_quarters: BTreeSet<Quarter>,
    /// Since when new employees' time lines are worked out as they are taken, because everything
    /// that bears on them is known by then.
    #[serde(default)]
    pub(super) fresh_since: Option<Instant>,
    /// How many people could not be read so far.
    #[serde(default)]
    pub(super) unreadable: u64,
    /// How many findings were written.
    pub(super) findings: i64,
}

impl Default for Cursor {
    fn default() -> Self {
        Self {
            phase: Phase::Check,
            file: 0,
            items: 0,
            after: EmployeeId(Uuid::nil()),
            new_quarters: BTreeSet::new(),
            fresh_since: None,
            unreadable: 0,
            findings: 0,
        }
    }
}

impl Cursor {
    pub(super) fn next_phase(&mut self, phase: Phase) {
        self.phase = phase;
        self.after = EmployeeId(Uuid::nil());
    }

    pub(super) fn next_file(&mut self) {
        self.file += 1;
        self.items = 0;
    }
}

/// Commits a step that did nothing but move on.
pub(super) async fn save(
    app: &App,
    caller: &Caller,
    job: &mut Job,
    cursor: &Cursor,
    report: &StoredReport,
) -> Result<Step, Refused> {
    let mut work = app.begin_long(caller).await?;
    write(&mut work, job, cursor, report).await?;
    work.tx.commit().await?;
    Ok(Step::More)
}

/// Writes the place and the report in the transaction of a step.
pub(super) async fn write(
    work: &mut Work<'_>,
    job: &mut Job,
    cursor: &Cursor,
    report: &StoredReport,
) -> Result<(), Refused> {
    let text = |_| Refused::Broken("state of a job".to_owned());
    job.cursor = serde_json::to_string(cursor).map_err(text)?;
    job.report = serde_json::to_string(report).map_err(text)?;
    "running".clone_into(&mut job.state);
    job.total = job.total.max(job.done);
    work.tx.update_job(job).await?;
    if work.tx.renew_job(job.id, work.app.inner.worker, work.app.lease_end()).await? {
        Ok(())
    } else {
        Err(Refused::Broken("the job was taken over by another instance".to_owned()))
    }
}
