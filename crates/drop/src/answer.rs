//! The answers, on their way to `out`: an answer is written whole into a folder of its own with its
//! `GO` beside, the register notes that it stands ready, and it goes to `out` in one step. Cut off before
//! it was noted it is made again, and after that it is put there as it is: never half of it, never twice.

use std::io;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::time::{Duration, SystemTime};

use fla_app::DueAnswer;
use fla_domain::ids::BatchFileId;
use fla_formats::file_name::{AnswerKind, FileName, Kind, Purpose};
use fla_web::batch_answer::{self, Shape};
use futures::TryStreamExt as _;
use tokio::fs::{self, File};
use tokio::io::AsyncWriteExt as _;

use crate::{Desk, Fault, place};

/// Answers asked for at once.
const CHUNK: i64 = 100;
/// For how long answers stay that the sender does not take away: 90 days.
const KEPT: Duration = Duration::from_hours(90 * 24);
/// The sender may read an answer, in a folder that nobody else reaches.
const MODE: u32 = 0o644;

const fn ending(which: AnswerKind) -> &'static str {
    match which {
        AnswerKind::Acrf => "acrf",
        AnswerKind::Noti => "noti",
    }
}

fn which(ending: &str) -> Option<AnswerKind> {
    [AnswerKind::Acrf, AnswerKind::Noti].into_iter().find(|one| self::ending(*one) == ending)
}

impl Desk<'_> {
    /// Puts the answers that were cut off on their way, then those that are due.
    pub(crate) async fn answer(&self) -> Result<(), Fault> {
        for (id, what, ready) in place::under_way(&self.place.taken).await? {
            let Some(which) = which(&what) else { continue };
            if self.app.is_due(self.caller, BatchFileId(id), which).await? {
                place::removed(&ready).await?;
            } else {
                self.put(&ready).await?;
            }
        }
        loop {
            let due = self.app.due_answers(self.caller, self.folder.number, CHUNK).await?;
            if due.is_empty() {
                return Ok(());
            }
            for due in due {
                self.make(&due).await?;
            }
        }
    }

    async fn make(&self, due: &DueAnswer) -> Result<(), Fault> {
        let name = format!("{}.{}", due.file.id, ending(due.which));
        let ready = self.place.taken.join(name);
        place::removed(&ready).await?;
        fs::create_dir(&ready).await?;
        let answer = ready.join(due.batch.answer(due.which, false).to_string());
        let written = self.write(due, &answer).await?;
        if written {
            let go = ready.join(due.batch.answer_go(due.which).to_string());
            finished(File::create_new(&go).await?).await?;
        } else {
            tracing::warn!(file = %due.file.id, "ended before it was judged: no answer");
        }
        if self.app.answer_stands_ready(self.caller, due).await? {
            self.put(&ready).await
        } else {
            // Another instance was quicker.
            Ok(place::removed(&ready).await?)
        }
    }

    /// Writes an answer; `false` where nothing can be said.
    async fn write(&self, due: &DueAnswer, at: &Path) -> Result<bool, Fault> {
        let mut file = File::create_new(at).await?;
        match due.which {
            AnswerKind::Acrf => {
                let Some(acrf) = batch_answer::acrf(&due.file) else {
                    fs::remove_file(at).await?;
                    return Ok(false);
                };
                file.write_all(&acrf).await?;
            }
            AnswerKind::Noti => {
                let view = due.file.clone();
                let body =
                    batch_answer::forms(self.app, self.caller, view, "", Shape::Noti).await?;
                let mut chunks = body.into_data_stream();
                while let Some(chunk) = chunks.try_next().await.map_err(io::Error::other)? {
                    file.write_all(&chunk).await?;
                }
            }
        }
        finished(file).await?;
        Ok(true)
    }

    /// Puts an answer that stands ready into `out`, its `GO` last. An earlier answer of the same name that
    /// the sender did not take away is not replaced: this one waits.
    async fn put(&self, ready: &Path) -> Result<(), Fault> {
        let mut names = place::names(ready).await?;
        names.sort_by_key(|name| name.kind() == Kind::Go);
        for name in names {
            let to = self.place.outbox.join(name.to_string());
            if name.kind() != Kind::Go && place::is_there(&to).await? {
                return Ok(());
            }
            place::moved(&ready.join(name.to_string()), &to).await?;
        }
        File::open(&self.place.outbox).await?.sync_all().await?;
        Ok(place::removed(ready).await?)
    }

    /// Removes answers that were put into `out` long ago.
    pub(crate) async fn clear(&self) -> Result<(), Fault> {
        let answers = |name: &FileName| name.purpose() != Purpose::Declarations;
        let now = u64::try_from(self.app.now().0).unwrap_or(0);
        let before = SystemTime::UNIX_EPOCH + Duration::from_micros(now).saturating_sub(KEPT);
        for name in place::names(&self.place.outbox).await?.into_iter().filter(answers) {
            let at = self.place.outbox.join(name.to_string());
            let old = match fs::symlink_metadata(&at).await {
                Ok(found) => found.modified()? < before,
                Err(_) => false,
            };
            if old && let Err(error) = fs::remove_file(&at).await {
                tracing::warn!(kind = ?error.kind(), "an old answer stays");
            }
        }
        Ok(())
    }
}

/// Has a file on disk, readable for the sender.
async fn finished(mut file: File) -> io::Result<()> {
    file.flush().await?;
    file.set_permissions(std::fs::Permissions::from_mode(MODE)).await?;
    file.sync_all().await
}
