//! The data of an embedded store are served by one process at a time. Another one that serves
//! them, or puts others in their place, would go on with a file that the first no longer sees.

use std::fs::{File, TryLockError};
use std::path::Path;

use anyhow::{Context, bail};

use crate::config::{Config, DatabaseUrl};
use crate::open::beside;

/// Says that this process has the data, until it is dropped or the process ends, however it ends.
#[must_use]
pub struct Held(#[expect(dead_code, reason = "the lock lasts as long as the file is open")] File);

/// Takes the data for this process; `None` where a database server looks after them.
///
/// # Errors
/// Where another process has them.
pub fn hold(config: &Config) -> anyhow::Result<Option<Held>> {
    hold_at(&config.database())
}

/// The same, of data at an address.
pub fn hold_at(database: &DatabaseUrl) -> anyhow::Result<Option<Held>> {
    database.file().map(|file| of(&file)).transpose()
}

fn of(database: &Path) -> anyhow::Result<Held> {
    let lock = beside(database, ".lock");
    if let Some(folder) = lock.parent().filter(|f| !f.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder)
            .with_context(|| format!("cannot make the folder {}", folder.display()))?;
    }
    let opened = File::options().write(true).create(true).truncate(false).open(&lock);
    let file = opened.with_context(|| format!("cannot write {}", lock.display()))?;
    match file.try_lock() {
        Ok(()) => Ok(Held(file)),
        Err(TryLockError::WouldBlock) => bail!(
            "the data at {} are in use by a running register; stop it first",
            database.display()
        ),
        // A file system without locks: then nobody can be told.
        Err(TryLockError::Error(error)) => {
            tracing::warn!(kind = ?error.kind(), "it cannot be seen whether the data are in use");
            Ok(Held(file))
        }
    }
}
