//! What came of batch files and their forms, for their sender.

use fla_domain::access::Action;
use fla_domain::anomaly::Anomaly;
use fla_domain::identifier::EnterpriseNumber;
use fla_domain::ids::{BatchFileId, ChangeId, EmployeeId};
use fla_domain::language::Language;
use fla_domain::time::Instant;
use fla_formats::batch_file::Ticket;
use fla_store::batch_file::{StoredBatchFile, StoredForm};
use fla_store::job::Job;
use jiff::civil::DateTime;
use uuid::Uuid;

use super::{Environment, Found, broken, parse, serial};
use crate::{App, Caller, Channel, JobView, Refused};

/// A batch file.
#[derive(Clone, Debug)]
pub struct BatchFileView {
    /// Its id.
    pub id: BatchFileId,
    /// The name the sender gave it.
    pub name: String,
    /// What is done with it.
    pub environment: Environment,
    /// The way it came in.
    pub channel: Channel,
    /// The folder it was left in, by the sender's number; `None` where it came another way.
    pub folder: Option<u32>,
    /// SHA-256 of the certificate by which it was signed, in hexadecimal digits; empty where it was not.
    pub signer: String,
    /// Language of its answers.
    pub language: Language,
    /// What the register calls it.
    pub ticket: String,
    /// Bytes.
    pub size: i64,
    /// `received`; `refused` as a whole; `taken`; `done`; or `stopped` before its end.
    pub state: String,
    /// What is wrong with it as a whole.
    pub faults: Vec<Anomaly>,
    /// How many forms it has; 0 until it is taken.
    pub forms: i64,
    /// How many of them were accepted without a remark.
    pub accepted: i64,
    /// How many were accepted with a warning.
    pub warned: i64,
    /// How many were refused.
    pub refused: i64,
    /// When it came.
    pub received_at: Instant,
    /// When it was taken or refused as a whole.
    pub judged_at: Option<Instant>,
    /// When its last form was answered.
    pub finished_at: Option<Instant>,
    /// Whether what was said of its forms is no longer kept.
    pub cleared: bool,
    /// How far it is.
    pub job: JobView,
}

/// What came of a form.
#[derive(Clone, Debug)]
pub struct FormView {
    /// The how-manieth of its file, from 1.
    pub n: i64,
    /// What the register calls it; `None` of one that was refused.
    pub ticket: Option<String>,
    /// The number by which it names the employer it is about.
    pub about: String,
    /// What the sender calls it.
    pub reference: String,
    /// When it was made, as the file says it.
    pub created: DateTime,
    /// 0 original, 1 modification, 3 cancellation.
    pub status: i64,
    /// The element of the block it has; empty where it has none.
    pub kind: String,
    /// `accepted`, `warned` or `refused`.
    pub state: String,
    /// The record that it made or changed.
    pub object: Option<Uuid>,
    /// The change.
    pub change: Option<ChangeId>,
    /// What was found, each with its place in the file.
    pub anomalies: Vec<Anomaly>,
    /// People whom the sender gave a reference, or whose participation.
    pub people: Vec<FormPerson>,
    /// What the sender calls the record.
    pub called: Option<String>,
    /// The version of the training that the form made, or found as it says.
    pub version: Option<i64>,
    /// Whether the number of the employer is that of the NSSO.
    pub by_nsso: bool,
}

/// Somebody whom a form names by what the sender calls the person or the participation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormPerson {
    /// Who.
    pub employee: EmployeeId,
    /// What the sender calls the person.
    pub reference: Option<String>,
    /// What the sender calls the participation.
    pub participant: Option<String>,
}

impl BatchFileView {
    pub(super) fn new(file: StoredBatchFile, job: &Job) -> Result<Self, Refused> {
        let ticket = Ticket::of_file(serial(&file)).ok_or_else(broken)?;
        Ok(Self {
            id: file.id,
            name: file.name,
            environment: Environment::from_code(&file.environment).ok_or_else(broken)?,
            channel: Channel::from_code(&job.channel),
            folder: file.folder.and_then(|number| u32::try_from(number).ok()),
            signer: file.signer,
            language: file.language,
            ticket: ticket.to_string(),
            size: file.size,
            state: file.state,
            faults: file.faults,
            forms: file.forms,
            accepted: file.accepted,
            warned: file.warned,
            refused: file.refused,
            received_at: file.received_at,
            judged_at: file.judged_at,
            finished_at: file.finished_at,
            cleared: file.cleared_at.is_some(),
            job: JobView::from(job),
        })
    }

    /// How many forms were answered.
    pub const fn answered(&self) -> i64 {
        self.accepted + self.warned + self.refused
    }
}

impl FormView {
    fn new(file: &StoredBatchFile, form: StoredForm) -> Result<Self, Refused> {
        let found = if form.outcome.is_empty() { Found::default() } else { parse(&form.outcome)? };
        let n = u64::try_from(form.n).map_err(|_| broken())?;
        // A simulation leaves nothing that a ticket could name.
        let named = form.state != "refused" && file.environment == Environment::Real.code();
        let ticket = Ticket::of_form(serial(file), n).filter(|_| named);
        let mut anomalies = found.faults;
        anomalies.extend(found.warnings);
        let person = |named: super::Named| FormPerson {
            employee: named.employee,
            reference: named.reference,
            participant: named.participant,
        };
        Ok(Self {
            n: form.n,
            ticket: ticket.map(|ticket| ticket.to_string()),
            about: form.about.clone(),
            reference: form.reference,
            created: form.created.parse().map_err(|_| broken())?,
            status: form.status,
            kind: form.kind,
            state: form.state,
            object: form.object,
            change: form.change,
            anomalies,
            people: found.people.into_iter().map(person).collect(),
            called: found.called,
            version: found.version,
            by_nsso: found.nsso || !could_be_enterprise(&form.about),
        })
    }
}

/// Whether a number could be one of an enterprise; then what was kept of the form says whether it is.
fn could_be_enterprise(number: &str) -> bool {
    number.len() == 10 && number.parse::<EnterpriseNumber>().is_ok()
}

impl App {
    /// The files that the caller's organisation sent before an instant, the latest first.
    pub async fn batch_files(
        &self,
        caller: &Caller,
        before: Instant,
        limit: i64,
    ) -> Result<Vec<BatchFileView>, Refused> {
        self.may(caller, Action::SendFiles, "batchFiles").await?;
        let mut tx = self.inner.store.read().await?;
        let mut views = Vec::new();
        for file in tx.batch_files(caller.employer(), before, limit).await? {
            let job = tx.get_job(caller.employer(), file.job).await?.ok_or_else(broken)?;
            views.push(BatchFileView::new(file, &job)?);
        }
        tx.rollback().await?;
        Ok(views)
    }

    /// A file; hidden where another organisation sent it.
    pub async fn batch_file(
        &self,
        caller: &Caller,
        id: BatchFileId,
    ) -> Result<BatchFileView, Refused> {
        let (file, job) = self.own_batch_file(caller, id).await?;
        BatchFileView::new(file, &job)
    }

    /// What came of the forms of a file behind a place, of those in one state or (with an empty one)
    /// of all.
    pub async fn batch_forms(
        &self,
        caller: &Caller,
        id: BatchFileId,
        after: i64,
        state: &str,
        limit: i64,
    ) -> Result<Vec<FormView>, Refused> {
        let (file, _) = self.own_batch_file(caller, id).await?;
        let mut tx = self.inner.store.read().await?;
        let forms = tx.batch_forms(caller.employer(), id, after, state, limit).await?;
        tx.rollback().await?;
        forms.into_iter().map(|form| FormView::new(&file, form)).collect()
    }

    async fn own_batch_file(
        &self,
        caller: &Caller,
        id: BatchFileId,
    ) -> Result<(StoredBatchFile, Job), Refused> {
        const KIND: &str = "batchFile";
        self.may(caller, Action::SendFiles, KIND).await?;
        let mut tx = self.inner.store.read().await?;
        let file = tx.get_batch_file(caller.employer(), id).await?;
        let job = match &file {
            Some(file) => tx.get_job(caller.employer(), file.job).await?,
            None => None,
        };
        tx.rollback().await?;
        self.there(caller, KIND, file.zip(job)).await
    }
}
