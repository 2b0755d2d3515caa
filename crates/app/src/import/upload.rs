//! Receiving files: written to disk as they come, never held in memory. What was not handed over
//! to an import does not stay.

use std::io::ErrorKind;

use fla_domain::access::Action;
use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::ids::{FileId, JobId};
use fla_files::{Blocking, Writer};

use crate::{App, Caller, Refused};

/// How much is taken in one go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct UploadLimits {
    /// Bytes of one file.
    pub file: u64,
    /// Bytes of all files together.
    pub all: u64,
    /// How many files.
    pub files: usize,
}

impl Default for UploadLimits {
    fn default() -> Self {
        Self { file: 2 << 30, all: 8 << 30, files: 200 }
    }
}

impl UploadLimits {
    /// Refuses a file that is longer than is taken.
    ///
    /// # Errors
    /// `FILE-093`.
    pub(crate) fn fits(&self, bytes: u64) -> Result<(), Refused> {
        if bytes <= self.file {
            return Ok(());
        }
        Err(Anomaly::new(Zone::File, Fault::Length).at("files").with("max", size(self.file)).into())
    }

    /// What is said of more bytes than are taken in one go.
    pub fn too_much(&self) -> Anomaly {
        Anomaly::new(Zone::Upload, Fault::Length).at("files").with("max", size(self.all))
    }

    fn too_many(&self) -> Anomaly {
        Anomaly::new(Zone::Upload, Fault::OutsideDomain).at("files").with("max", self.files)
    }
}

/// Bytes as people say them.
fn size(bytes: u64) -> String {
    if bytes > 0 && bytes.is_multiple_of(1 << 30) {
        format!("{} GiB", bytes >> 30)
    } else {
        format!("{bytes} bytes")
    }
}

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
    limits: UploadLimits,
    /// Bytes that came before in the same go.
    before: u64,
    file: Writer,
}

impl App {
    /// Begins to receive a file.
    pub async fn receive(&self, caller: &Caller, name: &str) -> Result<Upload, Refused> {
        self.receive_after(caller, name, UploadLimits::default(), 0).await
    }

    pub(crate) async fn receive_after(
        &self,
        caller: &Caller,
        name: &str,
        limits: UploadLimits,
        before: u64,
    ) -> Result<Upload, Refused> {
        self.may(caller, Action::ImportDeclarations, "importDeclarations").await?;
        self.receive_file(name, limits, before).await
    }

    /// The same for whoever was already allowed to.
    pub(crate) async fn receive_file(
        &self,
        name: &str,
        limits: UploadLimits,
        before: u64,
    ) -> Result<Upload, Refused> {
        let id = FileId(self.opaque_id());
        let file = self.inner.files.create(id).await.map_err(|e| refusal(&e))?;
        let name = name.to_owned();
        Ok(Upload { id, name, size: 0, limits, before, file })
    }

    /// The bytes of a file that has come in, for whoever has it and has not handed it over yet. Read
    /// them on a thread that may wait.
    pub async fn read_back(&self, file: &IncomingFile) -> Result<Blocking, Refused> {
        let (files, id) = (self.inner.files.clone(), file.id);
        let open = tokio::task::spawn_blocking(move || files.open_blocking(id)).await;
        let open = open.map_err(|_| Refused::Broken("reader of a file".to_owned()))?;
        open.map_err(|error| disk(&error))
    }

    /// Removes a file that has come in and is not handed over.
    pub async fn let_go(&self, file: IncomingFile) {
        // One that does not go away now is swept away later.
        let _ = self.inner.files.remove(file.id).await;
    }

    /// Begins to receive files that come in one go.
    pub fn delivery(&self, limits: UploadLimits) -> Delivery {
        Delivery { app: self.clone(), limits, files: Vec::new(), size: 0, handed_over: false }
    }
}

/// Files that come in one go. Dropped before [`Delivery::import`], nothing of them stays.
pub struct Delivery {
    app: App,
    limits: UploadLimits,
    files: Vec<IncomingFile>,
    size: u64,
    handed_over: bool,
}

impl Delivery {
    /// Begins to receive one more file.
    pub async fn receive(&self, caller: &Caller, name: &str) -> Result<Upload, Refused> {
        if self.files.len() >= self.limits.files {
            return Err(self.limits.too_many().into());
        }
        self.app.receive_after(caller, name, self.limits, self.size).await
    }

    /// Keeps a file that has come in.
    pub async fn keep(&mut self, upload: Upload) -> Result<(), Refused> {
        let file = upload.finish().await?;
        self.size += file.size;
        self.files.push(file);
        Ok(())
    }

    /// Hands the files over to an import, which removes them when it ends.
    pub async fn import(mut self, caller: &Caller) -> Result<JobId, Refused> {
        let job = self.app.import(caller, &self.files).await;
        // Where it is not certain that the register does not know them, they stay: a job may read
        // them, and otherwise they are swept away.
        self.handed_over = !matches!(job, Err(Refused::Invalid(_) | Refused::Forbidden(_)));
        job
    }
}

impl Drop for Delivery {
    fn drop(&mut self) {
        if !self.handed_over {
            for file in &self.files {
                self.app.inner.files.remove_soon(file.id);
            }
        }
    }
}

impl Upload {
    /// Adds bytes.
    pub async fn write(&mut self, bytes: &[u8]) -> Result<(), Refused> {
        self.size += bytes.len() as u64;
        self.limits.fits(self.size)?;
        if self.before + self.size > self.limits.all {
            return Err(self.limits.too_much().into());
        }
        self.file.write(bytes).await.map_err(|e| refusal(&e))
    }

    /// The file is whole, and stays.
    pub async fn finish(self) -> Result<IncomingFile, Refused> {
        self.file.finish().await.map_err(|e| refusal(&e))?;
        Ok(IncomingFile { id: self.id, name: self.name, size: self.size })
    }
}

/// What is said where files cannot be reached.
pub(crate) fn disk(error: &std::io::Error) -> Refused {
    tracing::error!(kind = ?error.kind(), "the place of files");
    away()
}

/// The same where it is known already.
pub(crate) fn away() -> Refused {
    Refused::Unavailable("the place of files".to_owned())
}

/// A full disk is told to whoever sends the file, who can do something about it.
fn refusal(error: &std::io::Error) -> Refused {
    match error.kind() {
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            tracing::error!("no room left for files");
            Anomaly::new(Zone::Upload, Fault::NoRoom).at("files").into()
        }
        _ => disk(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_full_disk_is_told_and_any_other_fault_is_not() {
        let refused = refusal(&std::io::Error::from(ErrorKind::StorageFull));
        let Refused::Invalid(anomalies) = refused else { panic!("{refused}") };
        assert_eq!(anomalies[0].code(), "UPLOAD-901");
        let other = refusal(&std::io::Error::from(ErrorKind::PermissionDenied));
        assert!(matches!(other, Refused::Unavailable(_)), "{other}");
    }

    #[test]
    fn sizes_are_told_in_round_numbers() {
        assert_eq!(size(UploadLimits::default().file), "2 GiB");
        assert_eq!(size(UploadLimits::default().all), "8 GiB");
        assert_eq!(size(1000), "1000 bytes");
    }
}
