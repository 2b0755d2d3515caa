//! Import of payroll declarations. Files are kept first; a job then reads each of them to the end
//! before anything is changed, and takes what it found in steps that each commit with how far
//! they got.
//!
//! | phase | what it does |
//! |---|---|
//! | check | reads each file whole; one that is not right is refused with line and reason |
//! | take | people and what was declared of them, some thousands at a time |
//! | follow | time lines of everybody concerned; leavers and changed regimes are found |
//! | size | the size of the undertaking at each quarter's end |
//! | work out | rights, ledger and credit of everybody concerned |

pub(crate) mod ahead;
mod check;
mod cursor;
mod dimona;
mod dmfa;
mod follow;
mod people;
mod readings;
mod sweep;
mod upload;
mod view;

use fla_domain::access::Action;
use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::ids::{FileId, JobId};
use fla_store::job::{Job, StoredFile};

pub(crate) use readings::Readings;
pub use upload::{Delivery, IncomingFile, Upload, UploadLimits};
pub(crate) use upload::{away, disk};
pub use view::{FileReport, ImportReport, ImportSummary};

use crate::jobs::{self, Step};
use crate::{App, Caller, Refused};
use cursor::{Cursor, Payload, Phase};

impl App {
    /// Keeps files that came in and puts their import in the queue.
    pub async fn import(&self, caller: &Caller, files: &[IncomingFile]) -> Result<JobId, Refused> {
        let asked = self.import_once(caller, files);
        self.refusal_noted(caller, "importDeclarations", asked).await
    }

    async fn import_once(&self, caller: &Caller, files: &[IncomingFile]) -> Result<JobId, Refused> {
        caller.require(Action::ImportDeclarations)?;
        if files.is_empty() {
            return Err(Anomaly::new(Zone::File, Fault::Missing).at("files").into());
        }
        let ids: Vec<FileId> = files.iter().map(|f| f.id).collect();
        let payload = serde_json::to_string(&Payload { files: ids })
            .map_err(|_| Refused::Broken("payload of a job".to_owned()))?;
        let mut work = self.begin(caller, None).await?;
        for file in files {
            let stored = StoredFile {
                id: file.id,
                name: file.name.chars().take(200).collect(),
                size: i64::try_from(file.size).unwrap_or(i64::MAX),
                received_at: work.at,
            };
            work.tx.insert_file(caller.employer(), &stored).await?;
        }
        let job = jobs::new_job(self, caller, work.at, jobs::IMPORT, payload, 0);
        work.tx.insert_job(&job).await?;
        let outcome = serde_json::to_string(&job.id)
            .map_err(|_| Refused::Broken("id of a job".to_owned()))?;
        let receipt = crate::Receipt {
            change: work.change,
            object: Some(job.id.0),
            affected: 0,
            job: Some(job.id),
        };
        let key = crate::Key::new(&format!("import:{}", outcome.trim_matches('"')))?;
        work.note("importDeclarations", &key, Vec::new(), &receipt).await?;
        work.tx.commit().await?;
        self.inner.work_waiting.notify_one();
        Ok(job.id)
    }
}

/// One step of an import.
pub(crate) async fn step(app: &App, caller: &Caller, mut job: Job) -> Result<Step, Refused> {
    let payload: Payload = parse(&job.payload)?;
    let mut cursor: Cursor =
        if job.cursor.is_empty() { Cursor::default() } else { parse(&job.cursor)? };
    let step = match cursor.phase {
        Phase::Check => check::all(app, caller, &mut job, &payload, &mut cursor).await,
        Phase::Take => take(app, caller, &mut job, &payload, &mut cursor).await,
        Phase::Follow | Phase::FollowMarked => {
            follow::time_lines(app, caller, &mut job, &mut cursor).await
        }
        Phase::Size => follow::sizes(app, caller, &mut job, &mut cursor).await,
        Phase::WorkOut => follow::work_out(app, caller, &mut job, &mut cursor).await,
    }?;
    if matches!(step, Step::Finished) {
        forget(app, &payload).await;
    }
    Ok(step)
}

/// What was in the files is in the register; the files are full of people's data and go.
async fn forget(app: &App, payload: &Payload) {
    for id in &payload.files {
        drop(app.inner.readings.take(*id));
        if let Err(error) = app.inner.files.remove(*id).await {
            tracing::warn!(file = %id, kind = ?error.kind(), "an imported file stays behind");
        }
    }
}

/// Takes the file at the cursor to its end, in steps.
async fn take(
    app: &App,
    caller: &Caller,
    job: &mut Job,
    payload: &Payload,
    cursor: &mut Cursor,
) -> Result<Step, Refused> {
    let report = view::stored(job)?;
    let Some(file) = report.files.get(cursor.file) else {
        cursor.next_phase(Phase::Follow);
        return cursor::save(app, caller, job, cursor, &report).await;
    };
    if !file.is_taken() {
        cursor.next_file();
        return cursor::save(app, caller, job, cursor, &report).await;
    }
    let id = payload.files[cursor.file];
    match file.kind.as_str() {
        "dmfa" => {
            let source = match app.inner.readings.take(id) {
                Some(reading) => dmfa::Source::Understood(reading),
                None => dmfa::Source::File(app.inner.files.clone(), id),
            };
            dmfa::take(app, caller, job, cursor, report, source).await
        }
        _ => dimona::take(app, caller, job, cursor, report, id).await,
    }
}

fn parse<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, Refused> {
    serde_json::from_str(text).map_err(|_| Refused::Broken("state of a job".to_owned()))
}
