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

    /// The files last written before an instant. Blocks.
    pub(crate) fn old(&self, before: SystemTime) -> io::Result<Vec<FileId>> {
        let entries = match std::fs::read_dir(&*self.0) {
            Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries?,
        };
        let mut old = Vec::new();
        for entry in entries {
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
