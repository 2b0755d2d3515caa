//! Batch files: many forms in one XML file, about one or many employers, sent by an organisation for
//! itself and for those that gave it a mandate. The whole is refused or taken first, and nothing is
//! changed before; then each form stands or falls by itself, through the one intake, once.
//!
//! Files of one sender are carried out one after the other in the order in which they came. A form is
//! known by what its sender calls it: sent again with the same content it changes nothing, whatever
//! file it comes in.
//!
//! | file | what it holds |
//! |---|---|
//! | `check` | reading a file to its end before anything is changed |
//! | `reading` | its forms, read on a thread of their own ahead of what is written |
//! | `carry` | set by set: who may have each form carried out, and the note of what came of it |
//! | `turns` | sets that are under way beside each other, and whose turn it is to be written |
//! | `group` | the forms of a set about one employer, in their order |
//! | `together` | those that share a transaction, and what is noted at its end |
//! | `persons`, `sequence` | such forms about people; about trainings that are there and rights |
//! | `meaning` | what a form asks for, as a command: people and trainings by whatever names them |
//! | `held` | forms that say what a register holds already, and whether this one does |
//! | `state` | what the register holds, in the words of the format |
//! | `export` | all that it holds of an employer, as a file |
//! | `told` | what is told of a form that was carried out, so that its sender can reconcile |
//! | `view` | what came of files and forms, for their sender |
//! | `upload` | files that come in over several requests |
//! | `signed` | by whom a file was signed, and whether it must be |
//! | `left` | files that were left in the folder of a sender, and the answers due there |

mod carry;
mod check;
mod export;
mod group;
mod held;
mod left;
mod meaning;
mod persons;
mod reading;
mod sequence;
mod signed;
mod state;
mod together;
mod told;
mod turns;
mod upload;
mod view;

use fla_domain::access::{Action, ApiScopes};
use fla_domain::anomaly::Anomaly;
use fla_domain::ids::{BatchFileId, EmployeeId, EmployerId};
use fla_domain::language::Language;
use fla_domain::time::Instant;
use fla_formats::batch_file::Ticket;
use fla_formats::file_name::{FileName, Purpose};
use fla_store::batch_file::StoredBatchFile;
use fla_store::job::{Job, StoredFile};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::import::IncomingFile;
use crate::intake::digest_of;
use crate::jobs::{self, Step};
use crate::sheets::hexadecimal;
use crate::{App, Caller, Channel, Key, Receipt, Refused, Upload, UploadLimits};

pub use export::ExportedFile;
pub use fla_formats::file_name::Environment;
pub use left::{DueAnswer, LeftFile};
pub use signed::{Issuers, MaySign, Signatures};
pub use upload::{NewUpload, Piece, Placed, UploadView};
pub use view::{BatchFileView, FormPerson, FormView};

/// What the change is called by which a file is kept.
const RECEIVED: &str = "batchFileReceived";
/// Days that what was said of the forms of a file is kept after the last was answered.
const KEPT_DAYS: i64 = 90;
/// Files cleared at once.
const CHUNK: i64 = 100;
/// Microseconds until it is seen whether the file before is done.
const WAIT: i64 = 2_000_000;

/// What somebody sends.
#[derive(Clone, Debug)]
pub struct NewBatchFile {
    /// The file, which came in whole.
    pub file: IncomingFile,
    /// What is to be done with it.
    pub environment: Environment,
    /// Language of its answers.
    pub language: Language,
}

/// How a file came in.
#[derive(Debug, Default)]
struct Arrived {
    /// SHA-256 of its bytes.
    bytes: String,
    /// The batch it is, where its name is of that habit.
    batch: String,
    /// The folder it was left in.
    folder: Option<i64>,
    /// SHA-256 of the certificate by which it was signed; empty where it was not.
    signer: String,
    /// Why it is refused before anybody reads it.
    faults: Vec<Anomaly>,
}

/// The batch that a name is of; empty for a name of another habit.
fn batch_of(name: &str) -> String {
    let name = name.parse::<FileName>().ok();
    let declared = name.filter(|name| name.purpose() == Purpose::Declarations);
    declared.map(|name| name.batch().to_string()).unwrap_or_default()
}

#[derive(Clone, Debug, Serialize, Deserialize)]
struct Payload {
    file: BatchFileId,
    /// What the token let software do that sent it.
    #[serde(default)]
    scopes: Option<ApiScopes>,
}

/// What was found of a form, as it is kept.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", default)]
struct Found {
    /// Why it was refused.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    faults: Vec<Anomaly>,
    /// What is worth a look although it was accepted.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    warnings: Vec<Anomaly>,
    /// People with what the sender calls them, or their participations.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    people: Vec<Named>,
    /// What the sender calls the record that the form is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    called: Option<String>,
    /// The version of the training that the form made, or found as it says.
    #[serde(skip_serializing_if = "Option::is_none")]
    version: Option<i64>,
    /// Whether the employer was named by the NSSO number, which can look like an enterprise number.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    nsso: bool,
}

/// Somebody whom the sender gave a reference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
struct Named {
    employee: EmployeeId,
    /// Of the participation.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    participant: Option<String>,
    /// Of the person.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    reference: Option<String>,
}

fn broken() -> Refused {
    Refused::Broken("a batch file".to_owned())
}

fn parse<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, Refused> {
    serde_json::from_str(text).map_err(|_| broken())
}

fn text_of(value: &impl Serialize) -> Result<String, Refused> {
    serde_json::to_string(value).map_err(|_| broken())
}

/// The number of a file from which its tickets are made.
fn serial(file: &StoredBatchFile) -> u64 {
    u64::try_from(file.serial).unwrap_or(0)
}

impl App {
    /// Begins to receive a batch file.
    pub async fn receive_batch_file(&self, caller: &Caller, name: &str) -> Result<Upload, Refused> {
        self.may(caller, Action::SendFiles, RECEIVED).await?;
        self.receive_file(name, UploadLimits::default(), 0).await
    }

    /// Takes a file that came in, perhaps with its signature (an `FS`), once under its key; what it is
    /// worth is found afterwards. One whose signature does not hold, or is missing where it must be
    /// there, is kept as refused, as in the folder of a sender.
    pub async fn take_batch_file(
        &self,
        caller: &Caller,
        new: &NewBatchFile,
        signature: Option<&[u8]>,
        key: &Key,
    ) -> Result<BatchFileId, Refused> {
        let asked = caller.require(Action::SendFiles);
        self.refusal_noted(caller, RECEIVED, async { asked }).await?;
        let bytes = check::digest(self, new.file.id).await?;
        let name = &new.file.name;
        let digest = digest_of(&(
            RECEIVED,
            &bytes,
            new.environment.code(),
            new.language,
            name,
            signature.map(|signature| hexadecimal(&Sha256::digest(signature))),
        ))?;
        let (signer, faults) = match self.signed(caller, new, signature).await? {
            Ok(signer) => (signer, Vec::new()),
            Err(wrong) => (String::new(), vec![wrong]),
        };
        let arrived = Arrived { bytes, batch: batch_of(name), folder: None, signer, faults };
        let kept = self.keep_batch_file(caller, new, arrived, (key, digest)).await;
        // Bytes that came before under the key, or are refused, do not stay. Where it is not certain that
        // nobody knows them they do, and are swept away if so.
        let known = match &kept {
            Ok(id) => id.0 == new.file.id.0,
            Err(Refused::Forbidden(_) | Refused::KeyReused) => false,
            Err(_) => true,
        };
        if !known {
            self.let_go(new.file.clone()).await;
        }
        kept
    }

    /// Keeps a file that came in, whatever way, with the job that carries it out; once under a key.
    async fn keep_batch_file(
        &self,
        caller: &Caller,
        new: &NewBatchFile,
        arrived: Arrived,
        (key, digest): (&Key, Vec<u8>),
    ) -> Result<BatchFileId, Refused> {
        let mut work = self.begin(caller, None).await?;
        if let Some(earlier) = work.earlier(key, &digest).await? {
            return earlier.object.map(BatchFileId).ok_or_else(broken);
        }
        let id = BatchFileId(new.file.id.0);
        let payload = text_of(&Payload { file: id, scopes: caller.scopes })?;
        let job = jobs::new_job(self, caller, work.at, jobs::BATCH_FILE, payload, 0);
        let sender = caller.employer();
        let serial = self.free_serial(&mut work.tx, sender).await?;
        let size = i64::try_from(new.file.size).unwrap_or(i64::MAX);
        let owed = if arrived.folder.is_some() { left::ACRF } else { "" };
        let file = StoredBatchFile {
            id,
            serial,
            name: new.file.name.clone(),
            environment: new.environment.code().to_owned(),
            language: new.language,
            job: job.id,
            size,
            digest: arrived.bytes,
            state: "received".to_owned(),
            faults: arrived.faults,
            forms: 0,
            accepted: 0,
            warned: 0,
            refused: 0,
            received_at: work.at,
            judged_at: None,
            finished_at: None,
            cleared_at: None,
            batch: arrived.batch,
            folder: arrived.folder,
            owed: owed.to_owned(),
            signer: arrived.signer,
        };
        let name = new.file.name.clone();
        let stored = StoredFile { id: new.file.id, name, size, received_at: work.at };
        work.tx.insert_file(sender, &stored).await?;
        work.tx.insert_batch_file(sender, &file).await?;
        work.tx.insert_job(&job).await?;
        let receipt =
            Receipt { change: work.change, object: Some(id.0), affected: 0, job: Some(job.id) };
        work.note(RECEIVED, key, digest, &receipt).await?;
        work.tx.commit().await?;
        self.inner.work_waiting.notify_one();
        Ok(id)
    }

    /// A number of which no ticket of the sender is made yet. Drawn, so that tickets say nothing of
    /// how much anybody sends.
    async fn free_serial(
        &self,
        tx: &mut fla_store::Tx,
        sender: EmployerId,
    ) -> Result<i64, Refused> {
        loop {
            let drawn = self.opaque_id().as_u128() % u128::from(Ticket::LAST_SERIAL);
            let serial = i64::try_from(drawn + 1).map_err(|_| broken())?;
            if tx.batch_file_of_serial(sender, serial).await?.is_none() {
                return Ok(serial);
            }
        }
    }

    /// Forgets what was said of the forms of old files; which were accepted, and as what, stays, so
    /// that their tickets go on naming them.
    pub(crate) async fn clear_batch_files(&self, sender: EmployerId) -> Result<(), Refused> {
        let before = Instant(self.now().0 - KEPT_DAYS * crate::sheets::DAY);
        let caller = Caller::system(sender, Channel::System, "clear");
        loop {
            let mut work = self.begin_long(&caller).await?;
            let old = work.tx.batch_files_to_clear(sender, before, CHUNK).await?;
            if old.is_empty() {
                return Ok(work.tx.rollback().await?);
            }
            work.tx.clear_batch_files(sender, &old, work.at).await?;
            work.tx.commit().await?;
        }
    }
}

/// The work on a file.
pub(crate) async fn step(app: &App, caller: &Caller, job: Job) -> Result<Step, Refused> {
    let payload: Payload = parse(&job.payload)?;
    let caller = Caller { scopes: payload.scopes, ..caller.clone() };
    let mut tx = app.inner.store.read().await?;
    let sender = caller.employer();
    let file = tx.get_batch_file(sender, payload.file).await?.ok_or_else(broken)?;
    let waits = tx.earlier_batch_file_is_open(sender, file.received_at).await?;
    tx.rollback().await?;
    if waits {
        return Ok(Step::Later(WAIT));
    }
    match file.state.as_str() {
        "received" => check::whole(app, &caller, job, file).await,
        "taken" => carry::all(app, &caller, job, file).await,
        _ => Err(broken()),
    }
}

/// Ends a file whose job broke off for good, or whose sender may no longer act.
pub(crate) async fn stop(tx: &mut fla_store::Tx, job: &Job, at: Instant) -> Result<(), Refused> {
    let payload: Payload = parse(&job.payload)?;
    if let Some(mut file) = tx.get_batch_file(job.employer, payload.file).await? {
        "stopped".clone_into(&mut file.state);
        file.finished_at = Some(at);
        tx.update_batch_file(job.employer, &file).await?;
    }
    Ok(())
}

/// What a file said is in the register; its bytes are full of people's data and go.
async fn forget(app: &App, file: BatchFileId) {
    if let Err(error) = app.inner.files.remove(fla_domain::ids::FileId(file.0)).await {
        tracing::warn!(%file, kind = ?error.kind(), "a batch file stays behind");
    }
}
