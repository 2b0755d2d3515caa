//! Files in a local folder.

use std::io::{self, ErrorKind};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::SystemTime;

use fla_domain::ids::FileId;

/// A folder; what in it has no id for a name is not ours.
#[derive(Clone, Debug)]
pub(crate) struct Folder(pub(crate) Arc<PathBuf>);

impl Folder {
    pub(crate) fn path(&self, id: FileId) -> PathBuf {
        self.0.join(id.to_string())
    }

    /// What came of work on a file: one that is not there may be there once its folder is back.
    pub(crate) fn told<T>(&self, outcome: io::Result<T>) -> io::Result<T> {
        outcome.map_err(|error| {
            let is_gone = error.kind() == ErrorKind::NotFound && !self.0.is_dir();
            if is_gone { gone() } else { error }
        })
    }

    /// The files last written before an instant. Blocks.
    pub(crate) fn old(&self, before: SystemTime) -> io::Result<Vec<FileId>> {
        let mut old = Vec::new();
        for entry in self.told(std::fs::read_dir(&*self.0))? {
            let entry = entry?;
            let Some(id) = entry.file_name().to_str().and_then(|name| name.parse().ok()) else {
                continue;
            };
            match entry.metadata().and_then(|metadata| metadata.modified()) {
                Ok(modified) if modified < before => old.push(id),
                Ok(_) => {}
                // Whoever was done with it took it away at this moment.
                Err(error) if error.kind() == ErrorKind::NotFound => {}
                Err(error) => return Err(error),
            }
        }
        Ok(old)
    }
}

/// The folder is not there.
pub(crate) fn gone() -> io::Error {
    io::Error::other("the folder is not there: mount it, or make it where it is new")
}
