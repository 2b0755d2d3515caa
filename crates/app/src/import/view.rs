//! What an import found, as it is kept with the job and as it is shown.

use fla_domain::access::Action;
use fla_domain::anomaly::Anomaly;
use fla_domain::ids::{EmployeeId, JobId};
use fla_domain::time::{Instant, Quarter};
use fla_store::job::{Finding, Job};
use serde::{Deserialize, Serialize};

use super::parse;
use crate::jobs::{self, JobView};
use crate::{App, Caller, Refused};

/// What became of one file.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub struct FileReport {
    /// The name the sender gave it.
    pub name: String,
    /// `dmfa`, `dimona`, or empty where it is neither.
    pub kind: String,
    /// Why it was refused; empty where it was taken.
    pub refused: Vec<Anomaly>,
    /// Quarters it declares.
    pub quarters: Vec<Quarter>,
    /// People in it that could be read.
    pub readable: u64,
    /// People in it that could not be read.
    pub unreadable: u64,
    /// Employees that are new to the register.
    pub new: u64,
    /// Known employees of whom it says something new.
    pub changed: u64,
    /// Known employees of whom it says nothing new.
    pub same: u64,
    /// People of whom a later declaration of the quarter is known already.
    pub older: u64,
}

impl FileReport {
    /// Whether the file was taken.
    pub fn is_taken(&self) -> bool {
        self.refused.is_empty()
    }
}

/// The report of an import as it is kept.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
pub(crate) struct StoredReport {
    pub(crate) files: Vec<FileReport>,
    /// Known people whose time line changed, each once however many files speak of them.
    pub(crate) changed: u64,
    pub(crate) regimes: u64,
    pub(crate) leavers: u64,
    /// People of an earlier declaration of a quarter whom a later one of the same quarter leaves
    /// out; listed as findings of the kind `missing`, with the quarter as detail.
    pub(crate) missing: u64,
    pub(crate) nsso_noted: Option<String>,
}

/// An import in a list.
#[derive(Clone, Debug)]
pub struct ImportSummary {
    /// How far it is.
    pub job: JobView,
    /// The files.
    pub files: Vec<FileReport>,
    /// Employees that are new to the register.
    pub new: u64,
    /// Known employees whose employment is other than before.
    pub changed: u64,
}

impl ImportSummary {
    /// The state of the job; `partly` where it is done and something could not be read.
    pub fn state(&self) -> &str {
        let whole = self.files.iter().all(|file| file.is_taken() && file.unreadable == 0);
        if self.job.state == "done" && !whole { "partly" } else { &self.job.state }
    }
}

/// The report of an import as it is shown.
#[derive(Clone, Debug)]
pub struct ImportReport {
    /// How far it is.
    pub job: JobView,
    /// `check`, `take`, `follow`, `size`, `workOut`.
    pub phase: &'static str,
    /// The files.
    pub files: Vec<FileReport>,
    /// How many people work under another regime or joint committee than before.
    pub regimes: u64,
    /// How many people left.
    pub leavers: u64,
    /// How many people stand in an earlier declaration of a quarter and not in a later one of the
    /// same quarter; what was declared of them earlier stands.
    pub missing: u64,
    /// The NSSO number that was noted from the files, where none was known.
    pub nsso_noted: Option<String>,
    /// New employees, the first thousand.
    pub new: Vec<(Finding, Option<String>)>,
    /// Changed regimes, the first thousand.
    pub changed: Vec<(Finding, Option<String>)>,
    /// Leavers, the first thousand.
    pub left: Vec<(Finding, Option<String>)>,
    /// Those whom a later declaration of a quarter leaves out, with the quarter, the first thousand.
    pub absent: Vec<(Finding, Option<String>)>,
    /// People that could not be read: the file, and what is wrong.
    pub unreadable: Vec<(usize, Anomaly)>,
}

pub(super) fn stored(job: &Job) -> Result<StoredReport, Refused> {
    parse(&job.report)
}

/// How many findings of a kind are shown.
const SHOWN: i64 = 1_000;

impl App {
    /// The last imports of the caller's employer, newest first.
    pub async fn imports(&self, caller: &Caller) -> Result<Vec<ImportSummary>, Refused> {
        self.may(caller, Action::ImportDeclarations, "importReport").await?;
        let mut tx = self.inner.store.read().await?;
        let jobs = tx.recent_jobs(caller.employer(), jobs::IMPORT, 50).await?;
        tx.rollback().await?;
        jobs.iter()
            .map(|job| {
                let StoredReport { files, changed, .. } = stored(job)?;
                let new = files.iter().map(|file| file.new).sum();
                Ok(ImportSummary { job: JobView::from(job), files, new, changed })
            })
            .collect()
    }

    /// What an import found so far; hidden where it is another employer's.
    pub async fn import_report(&self, caller: &Caller, id: JobId) -> Result<ImportReport, Refused> {
        self.may(caller, Action::ImportDeclarations, "importReport").await?;
        let employer = caller.employer();
        let mut tx = self.inner.store.read().await?;
        let job = tx.get_job(employer, id).await?.filter(|job| job.kind == jobs::IMPORT);
        let job = self.there(caller, "importReport", job).await?;
        let report = stored(&job)?;
        let mut lists = Vec::new();
        for kind in ["new", "regime", "leaver", "missing"] {
            lists.push(tx.findings(employer, id, kind, 0, SHOWN).await?);
        }
        let unreadable = tx.findings(employer, id, "unreadable", 0, SHOWN).await?;
        let people: Vec<EmployeeId> = lists.iter().flatten().filter_map(|f| f.employee).collect();
        let names: std::collections::BTreeMap<_, _> = tx
            .get_employees(employer, &people, Instant::LATEST)
            .await?
            .into_iter()
            .map(|e| (e.id, crate::read::names::display(&e.person)))
            .collect();
        tx.rollback().await?;
        self.note_read(caller, "importReport", people).await?;
        let mut lists = lists.into_iter().map(|list| {
            list.into_iter()
                .map(|f| {
                    let name = f.employee.and_then(|id| names.get(&id).cloned());
                    (f, name)
                })
                .collect::<Vec<_>>()
        });
        let (new, changed, left) = (lists.next(), lists.next(), lists.next());
        let absent = lists.next();
        Ok(ImportReport {
            phase: phase(&job),
            job: JobView::from(&job),
            files: report.files,
            regimes: report.regimes,
            leavers: report.leavers,
            missing: report.missing,
            nsso_noted: report.nsso_noted,
            new: new.unwrap_or_default(),
            changed: changed.unwrap_or_default(),
            left: left.unwrap_or_default(),
            absent: absent.unwrap_or_default(),
            unreadable: unreadable
                .into_iter()
                .map(|f| Ok((usize::try_from(f.file).unwrap_or(0), parse(&f.detail)?)))
                .collect::<Result<_, Refused>>()?,
        })
    }
}

fn phase(job: &Job) -> &'static str {
    let cursor: super::Cursor = serde_json::from_str(&job.cursor).unwrap_or_default();
    match cursor.phase {
        super::Phase::Check => "check",
        super::Phase::Take => "take",
        super::Phase::Follow | super::Phase::FollowMarked => "follow",
        super::Phase::Size => "size",
        super::Phase::WorkOut => "workOut",
    }
}
