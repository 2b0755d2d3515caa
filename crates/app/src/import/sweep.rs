//! Files that nobody names any more: what uploads that broke off with the process left behind.

use std::collections::BTreeSet;
use std::io::ErrorKind;
use std::time::{Duration, UNIX_EPOCH};

use fla_domain::ids::FileId;
use fla_store::TRACES;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use tracing::field::Empty;
use tracing::info_span;
use uuid::Uuid;

use super::disk;
use crate::traced::count;
use crate::{App, Refused};

/// Files of uploads that broke off are older than this, in microseconds, when they are swept away:
/// a day, and no upload takes so long.
const SWEPT_AFTER: u64 = 86_400_000_000;
/// How many files the register is asked about at once: each time a short transaction.
const BLOCK: usize = 1_000;

/// The note of the installation that tells who sweeps.
const NOTE: &str = "sweep";
/// Whoever is at it keeps it for so long, in microseconds, and renews that with each block.
const LEASE: i64 = 600_000_000;

/// Who sweeps, and for which day.
#[derive(Clone, Serialize, Deserialize)]
struct Note {
    day: Date,
    /// Until when; without it the day is done.
    until: Option<i64>,
    worker: Uuid,
}

/// The sweep of a day, in the hands of this instance.
struct Held {
    /// The note as it is written.
    text: Option<String>,
    day: Date,
}

impl App {
    /// Removes files that nobody names, once a day and by one instance. Looks at one row where that is done,
    /// or under way.
    pub async fn sweep_files_daily(&self) -> Result<(), Refused> {
        let mut tx = self.inner.store.read().await?;
        let text = tx.get_state(NOTE).await?;
        tx.rollback().await?;
        let broken = |_| Refused::Broken("note of the sweep".to_owned());
        let note: Option<Note> =
            text.as_deref().map(serde_json::from_str).transpose().map_err(broken)?;
        let (now, day) = (self.now().0, self.today());
        let rests = |note: &Note| match note.until {
            None => note.day == day,
            Some(until) => note.worker != self.inner.worker && until >= now,
        };
        if note.as_ref().is_some_and(rests) {
            return Ok(());
        }
        let mut held = Held { text, day };
        if !self.keep_sweep(&mut held, Some(now + LEASE)).await? {
            return Ok(());
        }
        match self.sweep(Some(&mut held)).await {
            Ok(_) => self.keep_sweep(&mut held, None).await.map(drop),
            Err(refused) => {
                // Best given back at once; where that fails too the lease runs out.
                let _ = self.keep_sweep(&mut held, Some(0)).await;
                Err(refused)
            }
        }
    }

    /// Removes files that are older than a day and that no employer's register knows, and says how many.
    pub async fn sweep_files(&self) -> Result<usize, Refused> {
        self.sweep(None).await
    }

    /// Notes that this instance is at it; false where another is.
    async fn keep_sweep(&self, held: &mut Held, until: Option<i64>) -> Result<bool, Refused> {
        let note = Note { day: held.day, until, worker: self.inner.worker };
        let broken = |_| Refused::Broken("note of the sweep".to_owned());
        let text = serde_json::to_string(&note).map_err(broken)?;
        let mut tx = self.inner.store.write().await?;
        let mine = tx.swap_state(NOTE, held.text.as_deref(), &text).await?;
        tx.commit().await?;
        held.text = Some(text);
        Ok(mine)
    }

    async fn sweep(&self, mut held: Option<&mut Held>) -> Result<usize, Refused> {
        let span = info_span!(target: TRACES, parent: None, "fla.files.sweep", fla.files = Empty);
        let now = u64::try_from(self.now().0).unwrap_or(0);
        let before = UNIX_EPOCH + Duration::from_micros(now.saturating_sub(SWEPT_AFTER));
        let broken = self.inner.files.drop_parts(before).await.map_err(|e| disk(&e))?;
        if broken > 0 {
            tracing::info!(broken, "parts of files that were never whole are removed");
        }
        let old = self.inner.files.old(before).await.map_err(|e| disk(&e))?;
        span.record("fla.files", count(old.len()));
        let mut swept = 0;
        for block in old.chunks(BLOCK) {
            if let Some(held) = &mut held
                && !self.keep_sweep(held, Some(self.now().0 + LEASE)).await?
            {
                break;
            }
            swept += self.sweep_block(block).await?;
        }
        if swept > 0 {
            tracing::info!(swept, "files of uploads that broke off are removed");
        }
        Ok(swept)
    }

    /// Removes those of some old files that are not in use.
    ///
    /// No file that is about to be named is among them, though the register is asked before they are removed
    /// and not in one transaction with that. A file has an id of its own, which is made when it begins to
    /// come in and never used again. The row that names it is written by whoever takes it over as soon as it
    /// has come in, within the same request, job or upload, of which none lasts a day; these files
    /// were written more than a day ago. So their rows were there before the question, and where there is
    /// none now none will come. Where a file passes from one row to another, both are written in one
    /// transaction, so that the question never falls between them.
    async fn sweep_block(&self, block: &[FileId]) -> Result<usize, Refused> {
        let mut tx = self.inner.store.read().await?;
        let used: BTreeSet<FileId> = tx.files_in_use(block).await?.into_iter().collect();
        tx.rollback().await?;
        let mut swept = 0;
        for id in block.iter().filter(|id| !used.contains(id)) {
            match self.inner.files.remove(*id).await {
                Ok(()) => swept += 1,
                // Another instance was quicker.
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                Err(error) => return Err(disk(&error)),
            }
        }
        Ok(swept)
    }
}
