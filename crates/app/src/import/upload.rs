//! Receiving files: written to disk as they come, never held in memory.

use std::path::PathBuf;

use fla_domain::access::Action;
use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::ids::FileId;
use tokio::fs::File;
use tokio::io::AsyncWriteExt;

use crate::{App, Caller, Refused};

/// Largest file that is taken, in bytes: 2 GiB.
const LARGEST: u64 = 2 << 30;

/// A file that has come in whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IncomingFile {
    /// Its id.
    pub id: FileId,
    /// The name the sender gave it.
    pub name: String,
    /// Bytes.
    pub size: u64,
}

/// A file that is coming in. Dropped before [`Upload::finish`], nothing of it stays.
#[derive(Debug)]
pub struct Upload {
    id: FileId,
    name: String,
    size: u64,
    file: File,
    path: PathBuf,
    finished: bool,
}

impl App {
    /// Where the bytes of a file are.
    pub(crate) fn file_path(&self, id: FileId) -> PathBuf {
        self.inner.files.join(id.to_string())
    }

    /// Begins to receive a file.
    pub async fn receive(&self, caller: &Caller, name: &str) -> Result<Upload, Refused> {
        caller.require(Action::ImportDeclarations)?;
        let id = FileId(self.opaque_id());
        tokio::fs::create_dir_all(&self.inner.files).await.map_err(|e| disk(&e))?;
        let path = self.file_path(id);
        let file = File::create_new(&path).await.map_err(|e| disk(&e))?;
        Ok(Upload { id, name: name.to_owned(), size: 0, file, path, finished: false })
    }
}

impl Upload {
    /// Adds bytes.
    pub async fn write(&mut self, bytes: &[u8]) -> Result<(), Refused> {
        self.size += bytes.len() as u64;
        if self.size > LARGEST {
            let anomaly = Anomaly::new(Zone::File, Fault::Length).at("files");
            return Err(anomaly.with("max", "2 GiB").into());
        }
        self.file.write_all(bytes).await.map_err(|e| disk(&e))
    }

    /// The file is whole and on disk.
    pub async fn finish(mut self) -> Result<IncomingFile, Refused> {
        self.file.flush().await.map_err(|e| disk(&e))?;
        self.file.sync_all().await.map_err(|e| disk(&e))?;
        self.finished = true;
        Ok(IncomingFile { id: self.id, name: self.name.clone(), size: self.size })
    }
}

impl Drop for Upload {
    fn drop(&mut self) {
        if !self.finished {
            // Nothing can be done about a file that does not go away; it is never looked at.
            let _ = std::fs::remove_file(&self.path);
        }
    }
}

pub(super) fn disk(error: &std::io::Error) -> Refused {
    tracing::error!(kind = ?error.kind(), "files folder");
    Refused::Unavailable("files folder".to_owned())
}
