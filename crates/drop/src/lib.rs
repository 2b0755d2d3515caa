//! Folders in which senders leave batch files, such as an SFTP server has them: what is whole there is
//! taken, and answers are put there.
//!
//! | folder | what it holds | who writes there |
//! |---|---|---|
//! | `<number>/in` | what the sender leaves | the sender; the register takes away |
//! | `<number>/out` | the answers | the register; the sender takes away |
//! | `taken/<number>` | what is on its way in or out | the register alone |
//!
//! All of them lie on one file system, so that a file goes from one to the other in one step, and
//! every step can be the last of a process: the next one goes on where the files and the register
//! stand. What is on its way lies in a folder of its own with a number that was drawn for it, by which
//! the register knows whether it has it already.
//!
//! | file | what it holds |
//! |---|---|
//! | `place` | the folders, and what lies in them: nothing but plain files of names that can be read |
//! | `claim` | out of `in`, the files of one batch at a time |
//! | `take` | from the files of a batch to one file that the register keeps |
//! | `signed` | who signed it |
//! | `answer` | the answers, on their way to `out` |

mod answer;
mod claim;
mod place;
mod signed;
mod take;

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::PathBuf;

use fla_app::{App, Caller, FolderView, Refused};
use fla_domain::access::Action;
use fla_domain::time::Instant;
use fla_formats::file_name::BatchId;

use place::Place;

/// Microseconds between two times at which old answers are removed.
const CLEAR_EVERY: i64 = 3_600_000_000;
/// Microseconds of a minute.
const MINUTE: i64 = 60_000_000;

/// How the folders are looked after. Whether parts must be signed, and who may sign, is the application's
/// to say.
#[derive(Clone, Debug)]
pub struct Settings {
    /// The folder with the folders of the senders.
    pub root: PathBuf,
    /// Minutes for which a part that its `GO` overtook is waited for.
    pub wait: u32,
}

/// Why a folder cannot be looked after at this moment; it is tried again.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// A folder or file cannot be reached.
    #[error("a folder or file of a sender cannot be reached ({0})")]
    Disk(#[from] io::Error),
    /// The register does not take or tell something.
    #[error(transparent)]
    Register(#[from] Refused),
}

/// What looks after the folders.
pub struct Folders {
    app: App,
    settings: Settings,
    /// Since when the batches that lack something do so.
    lacking: BTreeMap<(u32, BatchId), Instant>,
    /// Folders of which was said that they cannot be reached.
    unreachable: BTreeSet<u32>,
    cleared: Option<Instant>,
}

impl Folders {
    /// Of an application. Nothing is done yet.
    pub const fn new(app: App, settings: Settings) -> Self {
        Self {
            app,
            settings,
            lacking: BTreeMap::new(),
            unreachable: BTreeSet::new(),
            cleared: None,
        }
    }

    /// Looks once into each folder that is given: goes on with what was cut off, takes what is whole,
    /// and puts the answers that are due. What cannot be done in one folder keeps no other waiting.
    pub async fn look(&mut self) -> Result<(), Fault> {
        if !self.app.watches_folders().await? {
            return Ok(());
        }
        let now = self.app.now();
        let clears = self.cleared.is_none_or(|at| now.0 - at.0 >= CLEAR_EVERY);
        for folder in self.app.folders(&self.app.installation()).await? {
            let caller = match self.app.act_for_folder(&folder).await {
                Ok(caller) if caller.may(Action::SendFiles) => caller,
                Ok(_) | Err(Refused::Hidden) => continue,
                Err(refused) => return Err(refused.into()),
            };
            match self.look_into(&folder, &caller, clears).await {
                Ok(()) => {
                    self.unreachable.remove(&folder.number);
                }
                Err(fault) => self.tell(folder.number, &fault),
            }
        }
        if clears {
            self.cleared = Some(now);
        }
        Ok(())
    }

    /// Says once of a folder that it cannot be looked after, until it can again.
    fn tell(&mut self, folder: u32, fault: &Fault) {
        if self.unreachable.insert(folder) {
            tracing::error!(folder, %fault, "the folder of a sender; tried again every few seconds");
        }
    }

    async fn look_into(
        &mut self,
        folder: &FolderView,
        caller: &Caller,
        clears: bool,
    ) -> Result<(), Fault> {
        let place = Place::open(&self.settings.root, folder.number).await?;
        let desk = Desk { app: &self.app, folder, caller, place: &place };
        let mut worst = Ok(());
        for step in [desk.go_on().await, self.claim(folder, &place).await] {
            worst = worst.and(step);
        }
        let desk = Desk { app: &self.app, folder, caller, place: &place };
        for step in [desk.take_claimed().await, desk.answer().await] {
            worst = worst.and(step);
        }
        if clears {
            worst = worst.and(desk.clear().await);
        }
        worst
    }
}

/// What the work on one folder needs.
struct Desk<'a> {
    app: &'a App,
    folder: &'a FolderView,
    caller: &'a Caller,
    place: &'a Place,
}
