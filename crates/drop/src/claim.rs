//! Out of `in`, the files of one batch at a time: each by itself into a folder that was drawn for them,
//! which gets another name when it has them all. From then on nothing that the sender leaves has to do
//! with it.

use std::path::Path;

use fla_app::{FolderView, TRACES};
use fla_formats::file_name::{Batch, BatchId, FileName, Standing};
use tokio::fs;
use tracing::{Instrument as _, info_span};

use crate::place::{self, Place};
use crate::{Desk, Fault, Folders, MINUTE};

/// Ending of the name of a folder that does not have all files of its batch yet.
const OPEN: &str = "open";
/// Ending of the name of one that has.
const WHOLE: &str = "whole";

impl Folders {
    /// Claims what is ready in a folder: whole, called back, or lacking something for too long.
    pub(crate) async fn claim(&mut self, folder: &FolderView, at: &Place) -> Result<(), Fault> {
        let now = self.app.now();
        let batches = Batch::gather(place::names(&at.inbox).await?);
        self.lacking.retain(|(of, id), _| *of != folder.number || batches.contains_key(id));
        for (id, batch) in batches {
            let ready = match batch.standing(self.app.must_be_signed(id.environment)) {
                Standing::Waiting => false,
                Standing::CalledBack | Standing::Complete(_) => true,
                Standing::Broken(_) => {
                    let since = *self.lacking.entry((folder.number, id)).or_insert(now);
                    now.0 - since.0 >= i64::from(self.settings.wait) * MINUTE
                }
            };
            if ready {
                let claim = self.app.fresh_key();
                let open = at.taken.join(format!("{claim}.{OPEN}"));
                fs::create_dir(&open).await?;
                fill(&open, at, id, batch.files().collect()).await?;
            }
        }
        Ok(())
    }
}

impl Desk<'_> {
    /// Goes on with claims that were cut off.
    pub(crate) async fn go_on(&self) -> Result<(), Fault> {
        for (_, what, open) in place::under_way(&self.place.taken).await? {
            if what != OPEN {
                continue;
            }
            let Some(first) = place::names(&open).await?.first().copied() else {
                // Nothing was put there yet.
                place::removed(&open).await?;
                continue;
            };
            let left = place::names(&self.place.inbox).await?;
            let same = left.into_iter().filter(|name| name.batch() == first.batch());
            fill(&open, self.place, first.batch(), same.collect()).await?;
        }
        Ok(())
    }

    /// Takes what is claimed, each by itself.
    pub(crate) async fn take_claimed(&self) -> Result<(), Fault> {
        let mut worst = Ok(());
        for (claim, what, whole) in place::under_way(&self.place.taken).await? {
            if what == WHOLE {
                // What is long may take longer than one look is this instance's.
                if !self.app.watches_folders().await? {
                    break;
                }
                let span = info_span!(target: TRACES, "fla.drop.take");
                worst = worst.and(self.take(claim, &whole).instrument(span).await);
            }
        }
        worst
    }

    /// Puts the files of a claim back, but for those that the sender left anew.
    pub(crate) async fn put_back(&self, whole: &Path, names: &[FileName]) -> Result<(), Fault> {
        for name in names {
            let back = self.place.inbox.join(name.to_string());
            if !place::is_there(&back).await? {
                place::moved(&whole.join(name.to_string()), &back).await?;
            }
        }
        Ok(place::removed(whole).await?)
    }
}

/// Puts the files of a batch into its folder, and says that they are all there.
async fn fill(open: &Path, at: &Place, id: BatchId, names: Vec<FileName>) -> Result<(), Fault> {
    for name in names.into_iter().filter(|name| name.batch() == id) {
        let name = name.to_string();
        // What was taken before stays as it was, whatever was left since.
        if !place::is_there(&open.join(&name)).await? {
            place::moved(&at.inbox.join(&name), &open.join(&name)).await?;
        }
    }
    place::moved(open, &open.with_extension(WHOLE)).await?;
    Ok(())
}
