//! Papers of many people in one file, made by a job. A job that breaks off begins again: the same
//! papers come out, and nobody sees the file before it is whole.

use std::fs::File;
use std::io::{ErrorKind, Read as _, Seek as _};

use fla_domain::access::Action;
use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::ids::{EmployeeId, EmployerId, FileId, JobId, NoticeId};
use fla_domain::language::Language;
use fla_domain::time::{Instant, Year, first_day, last_day};
use fla_files::Content;
use fla_store::job::Job;
use fla_store::paper::PaperFile;
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::{beside, broken, input, language_of, notices};
use crate::import::{away, disk};
use crate::jobs::{self, JobView, Step};
use crate::read::account::view;
use crate::{App, Caller, Refused};

/// The kind of job.
pub(crate) const PAPERS: &str = "papers";
/// How many papers are made between two notes of how far it is.
const AT_ONCE: i64 = 25;
/// Bytes copied at once.
const BLOCK: usize = 256 * 1024;
/// How long a file of papers is kept, in microseconds: seven days.
const KEPT: i64 = 7 * 86_400_000_000;

/// Which papers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum BundleKind {
    /// The account of everybody who was in service in the year.
    Accounts,
    /// Every notice of the year.
    Notices,
}

impl BundleKind {
    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Accounts => "accounts",
            Self::Notices => "notices",
        }
    }
}

/// A file of papers, made or in the making.
#[derive(Clone, Debug)]
pub struct BundleView {
    /// How far it is.
    pub job: JobView,
    /// Which papers.
    pub kind: BundleKind,
    /// Of which year.
    pub year: Year,
    /// The file, while it is there.
    pub file: Option<PaperFile>,
}

#[derive(Serialize, Deserialize)]
struct Payload {
    kind: BundleKind,
    year: Year,
}

fn payload(job: &Job) -> Result<Payload, Refused> {
    serde_json::from_str(&job.payload).map_err(|_| Refused::Broken("payload of a job".to_owned()))
}

impl App {
    /// Puts the making of everybody's papers of a year in the queue.
    pub async fn make_bundle(
        &self,
        caller: &Caller,
        kind: BundleKind,
        year: Year,
    ) -> Result<JobId, Refused> {
        let asked = self.make_bundle_once(caller, kind, year);
        self.refusal_noted(caller, "makePapers", asked).await
    }

    async fn make_bundle_once(
        &self,
        caller: &Caller,
        kind: BundleKind,
        year: Year,
    ) -> Result<JobId, Refused> {
        caller.require(Action::ReadRegister)?;
        if !(2022..=2100).contains(&year) {
            let fault = Anomaly::new(Zone::Year, Fault::OutsideDomain).at("year");
            return Err(fault.with("min", 2022).with("max", 2100).into());
        }
        let text = serde_json::to_string(&Payload { kind, year })
            .map_err(|_| Refused::Broken("payload of a job".to_owned()))?;
        let mut work = self.begin(caller, None).await?;
        let total = match kind {
            BundleKind::Accounts => work.tx.count_employees(caller.employer()).await?,
            BundleKind::Notices => 0,
        };
        let job = jobs::new_job(self, caller, work.at, PAPERS, text, total);
        work.tx.insert_job(&job).await?;
        let receipt = crate::Receipt {
            change: work.change,
            object: Some(job.id.0),
            affected: 0,
            job: Some(job.id),
        };
        let key = crate::Key::new(&format!("papers:{}", job.id))?;
        work.note("makePapers", &key, Vec::new(), &receipt).await?;
        work.tx.commit().await?;
        self.inner.work_waiting.notify_one();
        Ok(job.id)
    }

    /// The last files of papers of the caller's employer, newest first.
    pub async fn bundles(&self, caller: &Caller) -> Result<Vec<BundleView>, Refused> {
        self.may(caller, Action::ReadRegister, "makePapers").await?;
        let employer = caller.employer();
        let mut tx = self.inner.store.read().await?;
        let mut bundles = Vec::new();
        for job in tx.recent_jobs(employer, PAPERS, 10).await? {
            let Payload { kind, year } = payload(&job)?;
            let file = tx.paper_file(employer, job.id).await?;
            bundles.push(BundleView { job: JobView::from(&job), kind, year, file });
        }
        tx.rollback().await?;
        Ok(bundles)
    }

    /// The file that a job made: its name and its bytes. Hidden where there is none, or
    /// it is another employer's.
    pub async fn bundle_file(
        &self,
        caller: &Caller,
        job: JobId,
    ) -> Result<(PaperFile, Content), Refused> {
        if let Err(refused) = caller.require(Action::ReadRegister) {
            self.note_refusal(caller, "papersFile").await?;
            return Err(refused);
        }
        let mut tx = self.inner.store.read().await?;
        let file = tx.paper_file(caller.employer(), job).await?;
        tx.rollback().await?;
        let file = self.there(caller, "papersFile", file).await?;
        // Whose papers are in it was noted when it was made.
        self.note_read(caller, "papersFile", Vec::new()).await?;
        match self.inner.files.open(file.id).await {
            Ok(content) => Ok((file, content)),
            // It was swept away at this moment.
            Err(error) if error.kind() == ErrorKind::NotFound => Err(Refused::Hidden),
            Err(error) => Err(disk(&error)),
        }
    }

    /// Removes files of papers of an employer that are older than seven days.
    pub(crate) async fn clear_papers(&self, employer: EmployerId) -> Result<(), Refused> {
        let before = Instant(self.now().0 - KEPT);
        let mut tx = self.inner.store.read().await?;
        let old = tx.old_paper_files(employer, before).await?;
        tx.rollback().await?;
        for file in old {
            match self.inner.files.remove(file.id).await {
                Err(error) if error.kind() != ErrorKind::NotFound => {
                    return Err(disk(&error));
                }
                _ => {}
            }
            let mut tx = self.inner.store.write().await?;
            tx.forget_paper_file(employer, file.id).await?;
            tx.commit().await?;
        }
        Ok(())
    }
}

/// A paper to be drawn: the name in the file, and what stands in it.
enum Draft {
    Account(Box<fla_paper::Account>, Language),
    Notice(Box<fla_paper::Notice>),
}

/// Makes the whole file; there is only one step.
pub(crate) async fn step(app: &App, caller: &Caller, mut job: Job) -> Result<Step, Refused> {
    let payload = payload(&job)?;
    let id = FileId(app.opaque_id());
    let Some((papers, made)) = fill(app, caller, &mut job, &payload).await? else {
        return Ok(Step::Finished);
    };
    let size = keep(app, id, made).await?;
    let mut work = app.begin_long(caller).await?;
    if !work.tx.renew_job(job.id, app.inner.worker, app.lease_end()).await? {
        app.discard(&[id]).await;
        return Ok(Step::Finished);
    }
    let file = PaperFile {
        id,
        job: job.id,
        name: format!("fla-{}-{}.zip", payload.kind.code(), payload.year),
        size: i64::try_from(size).unwrap_or(i64::MAX),
        made_at: work.at,
    };
    work.tx.insert_paper_file(caller.employer(), &file).await?;
    job.done = papers;
    job.total = papers;
    jobs::finish(&mut work, &mut job, "done").await?;
    work.tx.commit().await?;
    Ok(Step::Finished)
}

/// Puts a file that was made where files are kept, and says how many bytes it has.
async fn keep(app: &App, id: FileId, mut made: File) -> Result<u64, Refused> {
    let mut kept = app.inner.files.create(id).await.map_err(|e| disk(&e))?;
    let mut size = 0;
    loop {
        let (back, block) = beside(move || {
            let mut block = vec![0; BLOCK];
            let n = made.read(&mut block).map_err(|e| disk(&e))?;
            block.truncate(n);
            Ok((made, block))
        })
        .await?;
        if block.is_empty() {
            kept.finish().await.map_err(|e| disk(&e))?;
            return Ok(size);
        }
        made = back;
        size += block.len() as u64;
        kept.write(&block).await.map_err(|e| disk(&e))?;
    }
}

/// Writes paper after paper to an unnamed file; says how many and gives it, or nothing where another
/// instance took the job over.
async fn fill(
    app: &App,
    caller: &Caller,
    job: &mut Job,
    payload: &Payload,
) -> Result<Option<(i64, File)>, Refused> {
    let unnamed = app.inner.files.scratch().and_then(tempfile::tempfile_in);
    let mut zip = ZipWriter::new(unnamed.map_err(|e| disk(&e))?);
    let (mut after, mut papers, mut seen) = (Uuid::nil(), 0, 0);
    loop {
        let (drafts, subjects, last) = drafts(app, caller, payload, after).await?;
        let Some((last, read)) = last else { break };
        after = last;
        seen += read;
        if !subjects.is_empty() {
            app.note_read(caller, "accountPapers", subjects).await?;
        }
        papers += i64::try_from(drafts.len()).unwrap_or(0);
        zip = beside(move || write(zip, drafts)).await?;
        let mut tx = app.inner.store.write().await?;
        if !tx.renew_job(job.id, app.inner.worker, app.lease_end()).await? {
            tx.rollback().await?;
            return Ok(None);
        }
        job.done = seen;
        job.total = job.total.max(seen);
        "running".clone_into(&mut job.state);
        tx.update_job(job).await?;
        tx.commit().await?;
    }
    let made = beside(move || {
        let mut file = zip.finish().map_err(|e| unwritten(&e))?;
        file.rewind().map_err(|e| disk(&e))?;
        Ok(file)
    })
    .await?;
    Ok(Some((papers, made)))
}

type Drafts = (Vec<(String, Draft)>, Vec<EmployeeId>, Option<(Uuid, i64)>);

/// The next papers, the people in them, and where to go on; nowhere at the end.
async fn drafts(
    app: &App,
    caller: &Caller,
    payload: &Payload,
    after: Uuid,
) -> Result<Drafts, Refused> {
    let employer = caller.employer();
    let (mut drafts, mut subjects, mut last) = (Vec::new(), Vec::new(), None);
    let mut tx = app.inner.store.read().await?;
    let year = payload.year;
    match payload.kind {
        BundleKind::Accounts => {
            for id in tx.employees_after(employer, EmployeeId(after), AT_ONCE).await? {
                last = Some((id.0, last.map_or(1, |(_, n)| n + 1)));
                let Some(view) = view(&mut tx, employer, id, Instant::LATEST).await? else {
                    continue;
                };
                let (first_day, last_day) = (first_day(year), last_day(year));
                let mut services = view.employment.services.iter();
                let here =
                    services.any(|s| s.start <= last_day && s.end.is_none_or(|e| e >= first_day));
                if here {
                    let language = language_of(&view);
                    let account = input::account(app, &view, year, language);
                    let name = format!("{}.pdf", input::file_name(&view, year));
                    drafts.push((name, Draft::Account(Box::new(account), language)));
                    subjects.push(id);
                }
            }
        }
        BundleKind::Notices => {
            for stored in tx.notices_after(employer, year, NoticeId(after), AT_ONCE).await? {
                last = Some((stored.id.0, last.map_or(1, |(_, n)| n + 1)));
                let id = stored.id.0.simple().to_string();
                let name = format!("fla-notice-{year}-{}.pdf", &id[..12]);
                drafts.push((name, Draft::Notice(Box::new(notices::read(&stored)?))));
                subjects.push(stored.employee);
            }
        }
    }
    tx.rollback().await?;
    Ok((drafts, subjects, last))
}

fn write(
    mut zip: ZipWriter<File>,
    drafts: Vec<(String, Draft)>,
) -> Result<ZipWriter<File>, Refused> {
    use std::io::Write as _;
    // The papers are compressed within; no clock is asked for their date.
    let options = SimpleFileOptions::DEFAULT.compression_method(CompressionMethod::Stored);
    for (name, draft) in drafts {
        let bytes = match draft {
            Draft::Account(account, language) => fla_paper::account(&account, language),
            Draft::Notice(notice) => fla_paper::notice(&notice),
        }
        .map_err(|f| broken(&f))?;
        zip.start_file(name, options).map_err(|e| unwritten(&e))?;
        zip.write_all(&bytes).map_err(|e| disk(&e))?;
    }
    Ok(zip)
}

fn unwritten(error: &zip::result::ZipError) -> Refused {
    tracing::error!(%error, "file of papers");
    away()
}
