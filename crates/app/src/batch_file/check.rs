//! The file as a whole: read to its end before anything is changed, then taken or refused.

use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::ids::FileId;
use fla_formats::batch_file::{Reader, Ticket};
use fla_store::batch_file::StoredBatchFile;
use fla_store::job::Job;
use sha2::{Digest as _, Sha256};

use super::{broken, forget, reading, serial};
use crate::import::ahead::Ahead;
use crate::import::{away, disk};
use crate::jobs::{self, Step};
use crate::sheets::hexadecimal;
use crate::{App, Caller, Refused};

/// SHA-256 of a file, in hexadecimal digits.
pub(super) async fn digest(app: &App, file: FileId) -> Result<String, Refused> {
    let mut content = app.inner.files.open(file).await.map_err(|error| disk(&error))?;
    let mut sum = Sha256::new();
    while let Some(block) = content.next().await.map_err(|error| disk(&error))? {
        sum.update(&block);
    }
    Ok(hexadecimal(&sum.finalize()))
}

/// Reads the file to its end, and says whether it is taken.
pub(super) async fn whole(
    app: &App,
    caller: &Caller,
    mut job: Job,
    mut file: StoredBatchFile,
) -> Result<Step, Refused> {
    if !file.faults.is_empty() {
        // It was found wrong when it came in, before its content.
        return refuse(app, caller, job, file).await;
    }
    let counted = count(app, FileId(file.id.0)).await?;
    let mut work = app.begin_long(caller).await?;
    let sender = caller.employer();
    file.judged_at = Some(work.at);
    // A name of the habit of batches is used once; what somebody calls a file at home is not.
    let same = work.tx.same_batch_file(sender, &file).await?;
    let refused = match (counted, same) {
        (Err(anomaly), _) => Some(anomaly),
        (Ok(_), Some(same)) => Some(sent_before(&file, &same)),
        (Ok(forms), None) => {
            file.forms = i64::try_from(forms).unwrap_or(i64::MAX);
            None
        }
    };
    if let Some(anomaly) = refused {
        work.tx.rollback().await?;
        file.faults = vec![anomaly];
        return refuse(app, caller, job, file).await;
    }
    job.total = file.forms;
    jobs::go_on(app, &mut work.tx, &mut job).await?;
    "taken".clone_into(&mut file.state);
    work.tx.update_batch_file(sender, &file).await?;
    work.tx.commit().await?;
    Ok(Step::More)
}

/// Refuses the file as a whole, for the faults that were found.
async fn refuse(
    app: &App,
    caller: &Caller,
    mut job: Job,
    mut file: StoredBatchFile,
) -> Result<Step, Refused> {
    let mut work = app.begin_long(caller).await?;
    jobs::go_on(app, &mut work.tx, &mut job).await?;
    "refused".clone_into(&mut file.state);
    (file.judged_at, file.finished_at) = (Some(work.at), Some(work.at));
    work.tx.update_batch_file(caller.employer(), &file).await?;
    jobs::finish(&mut work, &mut job, "refused").await?;
    work.tx.commit().await?;
    forget(app, file.id).await;
    Ok(Step::Finished)
}

/// What is said of a file that came before: of the same bytes, or of the same name.
fn sent_before(file: &StoredBatchFile, same: &StoredBatchFile) -> Anomaly {
    let reason = if file.digest == same.digest { "sameFile" } else { "sameName" };
    let ticket = Ticket::of_file(serial(same)).map(|t| t.to_string()).unwrap_or_default();
    Anomaly::new(Zone::File, Fault::Duplicate).with("reason", reason).with("ticket", ticket)
}

/// Counts the forms of a file that can be read to its end; of any other says what is wrong.
async fn count(app: &App, file: FileId) -> Result<Result<u64, Anomaly>, Refused> {
    let (files, today) = (app.inner.files.clone(), app.today());
    let read = move || -> Result<Result<u64, Anomaly>, Refused> {
        let file =
            files.open_blocking(file).and_then(reading::open).map_err(|error| disk(&error))?;
        let counted = Reader::open(Ahead::start(file), today).and_then(|mut reader| {
            while reader.next()?.is_some() {}
            Ok(reader.forms())
        });
        match counted {
            // Not the sender's fault: it is tried again.
            Err(anomaly) if anomaly.args.get("reason").is_some_and(|reason| reason == "io") => {
                Err(away())
            }
            counted => Ok(counted),
        }
    };
    tokio::task::spawn_blocking(read).await.map_err(|_| broken())?
}
