//! Batch files that were left in the folder of a sender, and the answers that are due there. What the
//! folder holds is its business who looks after it; here is what the register must know so that each
//! file is taken once and each answer put there once, whenever whoever does it is cut off.

use fla_domain::access::Action;
use fla_domain::anomaly::Anomaly;
use fla_domain::ids::BatchFileId;
use fla_formats::file_name::{AnswerKind, BatchId};
use uuid::Uuid;

use super::{Arrived, BatchFileView, NewBatchFile, RECEIVED, broken, check};
use crate::intake::digest_of;
use crate::{App, Caller, Key, Refused};

/// What is owed of a file that no answer was put into the folder of.
pub(super) const ACRF: &str = "acrf";
/// What is owed of a file that was taken, and said to be.
const NOTI: &str = "noti";

/// A batch that was left in a folder.
#[derive(Clone, Debug)]
pub struct LeftFile {
    /// Its parts as one file, which came in whole; empty where it is refused for its faults.
    pub file: NewBatchFile,
    /// Which batch it is.
    pub batch: BatchId,
    /// The number of the folder.
    pub folder: u32,
    /// Drawn when it was taken out of the folder: one that is kept under it is never kept again.
    pub claim: Uuid,
    /// SHA-256 of the certificate by which it was signed, in hexadecimal digits; empty where it was not.
    pub signer: String,
    /// Why it is refused before anybody reads it.
    pub faults: Vec<Anomaly>,
}

/// An answer that is due in a folder.
#[derive(Clone, Debug)]
pub struct DueAnswer {
    /// The file that is answered.
    pub file: BatchFileView,
    /// Which batch it was.
    pub batch: BatchId,
    /// Which answer.
    pub which: AnswerKind,
}

fn key_of(claim: Uuid) -> Result<Key, Refused> {
    Key::new(&format!("folder:{claim}"))
}

impl App {
    /// The file that was kept under a claim; `None` where none was.
    pub async fn left_file(
        &self,
        caller: &Caller,
        claim: Uuid,
    ) -> Result<Option<BatchFileId>, Refused> {
        self.may(caller, Action::SendFiles, RECEIVED).await?;
        let mut work = self.begin(caller, None).await?;
        let earlier = work.earlier(&key_of(claim)?, &digest_of(&(RECEIVED, claim))?).await?;
        work.tx.rollback().await?;
        Ok(earlier.and_then(|receipt| receipt.object).map(BatchFileId))
    }

    /// Keeps a batch that was left in a folder, once under its claim; what it is worth is found
    /// afterwards.
    pub async fn take_left_file(
        &self,
        caller: &Caller,
        left: LeftFile,
    ) -> Result<BatchFileId, Refused> {
        self.may(caller, Action::SendFiles, RECEIVED).await?;
        let arrived = Arrived {
            bytes: check::digest(self, left.file.file.id).await?,
            batch: left.batch.to_string(),
            folder: Some(left.folder.into()),
            signer: left.signer,
            faults: left.faults,
        };
        let once = (&key_of(left.claim)?, digest_of(&(RECEIVED, left.claim))?);
        self.keep_batch_file(caller, &left.file, arrived, once).await
    }

    /// The answers that are due in a folder, those of the files that came first first.
    pub async fn due_answers(
        &self,
        caller: &Caller,
        folder: u32,
        limit: i64,
    ) -> Result<Vec<DueAnswer>, Refused> {
        self.may(caller, Action::SendFiles, "batchFile").await?;
        let mut tx = self.inner.store.read().await?;
        let mut due = Vec::new();
        for file in tx.owed_answers(caller.employer(), folder.into(), limit).await? {
            let job = tx.get_job(caller.employer(), file.job).await?.ok_or_else(broken)?;
            let which = if file.owed == ACRF { AnswerKind::Acrf } else { AnswerKind::Noti };
            let batch = BatchId::from_text(&file.batch).ok_or_else(broken)?;
            due.push(DueAnswer { file: BatchFileView::new(file, &job)?, batch, which });
        }
        tx.rollback().await?;
        Ok(due)
    }

    /// Whether an answer is still to be put into the folder of a file.
    pub async fn is_due(
        &self,
        caller: &Caller,
        file: BatchFileId,
        which: AnswerKind,
    ) -> Result<bool, Refused> {
        self.may(caller, Action::SendFiles, "batchFile").await?;
        let mut tx = self.inner.store.read().await?;
        let found = tx.get_batch_file(caller.employer(), file).await?;
        tx.rollback().await?;
        let owed = found.map(|file| file.owed).unwrap_or_default();
        Ok(match which {
            AnswerKind::Acrf => owed == ACRF,
            AnswerKind::Noti => owed == ACRF || owed == NOTI,
        })
    }

    /// Notes that an answer stands ready to be put into the folder; `false` where that was noted
    /// before. From then on it is never made again.
    pub async fn answer_stands_ready(
        &self,
        caller: &Caller,
        due: &DueAnswer,
    ) -> Result<bool, Refused> {
        self.may(caller, Action::SendFiles, "batchFile").await?;
        // A file that was refused, or ended before anybody judged it, has no second answer.
        let goes_on = due.file.state != "refused" && due.file.judged_at.is_some();
        let step = match due.which {
            AnswerKind::Acrf => (ACRF, if goes_on { NOTI } else { "" }),
            AnswerKind::Noti => (NOTI, ""),
        };
        let mut tx = self.inner.store.write().await?;
        let noted = tx.answer_on_its_way(caller.employer(), due.file.id, step).await?;
        tx.commit().await?;
        Ok(noted)
    }
}
