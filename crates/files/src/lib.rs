//! The files that came in, between receipt and the work on them, and those that are kept: in a local
//! folder, or in an object store that all instances share. Nothing else names
//! `object_store`.
//!
//! A file is there as a whole or not at all: in a folder once it is on the disk, in an object store
//! once all of its parts are put together. It never changes. Its name is an id made of random bits and
//! says nothing about anybody.

mod fault;
mod folder;
mod objects;
mod place;
mod reader;
mod writer;

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use fla_domain::ids::FileId;

pub use place::{NotAPlace, Place};
pub use reader::{Blocking, Content, Trouble};
pub use writer::Writer;

use folder::{Folder, gone};
use objects::Objects;

/// Where files are kept; cheap to clone.
#[derive(Clone, Debug)]
pub struct Files {
    kept: Kept,
    scratch: Arc<PathBuf>,
}

#[derive(Clone, Debug)]
enum Kept {
    Folder(Folder),
    Objects(Arc<Objects>),
}

impl Files {
    /// A local folder, made now where it is not there; where it cannot be, whoever asks for it or writes to
    /// it hears so. It is not made again: a folder that went is one that is not mounted, and another in its
    /// place would be found by nobody else. Several instances must share it.
    pub fn folder(folder: impl Into<PathBuf>) -> Self {
        let folder = folder.into();
        let _ = std::fs::create_dir_all(&folder);
        Self::there(folder)
    }

    /// A local folder that is there, or comes back.
    fn there(folder: PathBuf) -> Self {
        let folder = Arc::new(folder);
        Self { kept: Kept::Folder(Folder(folder.clone())), scratch: folder }
    }

    /// The place that was set, which must be there, with the variables that say how to sign in there. `scratch` is the local
    /// folder of what is made and read by this process alone.
    ///
    /// # Errors
    /// Where the variables do not fit.
    pub fn at(
        place: &Place,
        variables: impl Iterator<Item = (String, String)>,
        scratch: impl Into<PathBuf>,
    ) -> Result<Self, NotAPlace> {
        Ok(match place {
            Place::Folder(folder) => Self::there(folder.clone()),
            Place::Objects(bucket) => {
                let objects = Objects::new(bucket.connect(variables)?, bucket.prefix());
                Self { kept: Kept::Objects(Arc::new(objects)), scratch: Arc::new(scratch.into()) }
            }
        })
    }

    /// A local folder for unnamed files that only this process knows; made at need, unless it is the one in
    /// which files are kept.
    ///
    /// # Errors
    /// Where it cannot be made.
    pub fn scratch(&self) -> io::Result<&Path> {
        if let Kept::Objects(_) = self.kept {
            std::fs::create_dir_all(&*self.scratch)?;
        }
        Ok(&self.scratch)
    }

    /// Begins to write a file.
    ///
    /// # Errors
    /// Where the folder cannot be written to. An object store is asked later.
    pub async fn create(&self, id: FileId) -> io::Result<Writer> {
        match &self.kept {
            Kept::Folder(folder) => Writer::in_folder(folder, id).await,
            Kept::Objects(objects) => Ok(Writer::in_objects(objects.clone(), id)),
        }
    }

    /// A file, to be read block by block.
    ///
    /// # Errors
    /// [`io::ErrorKind::NotFound`] where it is not there.
    pub async fn open(&self, id: FileId) -> io::Result<Content> {
        match &self.kept {
            Kept::Folder(folder) => folder.told(Content::of_file(&folder.path(id)).await),
            Kept::Objects(objects) => Content::of_object(objects.clone(), id).await,
        }
    }

    /// A file for a thread that may wait. Call it from such a thread of the runtime; what it gives may
    /// be read on any thread.
    ///
    /// # Errors
    /// [`io::ErrorKind::NotFound`] where it is not there.
    pub fn open_blocking(&self, id: FileId) -> io::Result<Blocking> {
        match &self.kept {
            Kept::Folder(folder) => folder.told(Blocking::of_file(&folder.path(id))),
            Kept::Objects(objects) => Blocking::of_object(objects.clone(), id),
        }
    }

    /// All of a file that is known to be small.
    ///
    /// # Errors
    /// [`io::ErrorKind::NotFound`] where it is not there.
    pub async fn read(&self, id: FileId) -> io::Result<Vec<u8>> {
        let mut content = self.open(id).await?;
        let mut all = Vec::new();
        while let Some(block) = content.next().await? {
            all.extend_from_slice(&block);
        }
        Ok(all)
    }

    /// Removes a file.
    ///
    /// # Errors
    /// In a folder [`io::ErrorKind::NotFound`] where it is not there.
    pub async fn remove(&self, id: FileId) -> io::Result<()> {
        match &self.kept {
            Kept::Folder(folder) => folder.told(tokio::fs::remove_file(folder.path(id)).await),
            Kept::Objects(objects) => objects.remove(id).await,
        }
    }

    /// Removes a file without waiting for it, for whoever is being dropped. One that does not go away
    /// is left for whoever sweeps.
    pub fn remove_soon(&self, id: FileId) {
        match &self.kept {
            Kept::Folder(folder) => drop(std::fs::remove_file(folder.path(id))),
            Kept::Objects(objects) => {
                let objects = objects.clone();
                soon(async move { drop(objects.remove(id).await) });
            }
        }
    }

    /// The files that were last written before an instant.
    ///
    /// # Errors
    /// Where the place cannot be read.
    pub async fn old(&self, before: SystemTime) -> io::Result<Vec<FileId>> {
        match &self.kept {
            Kept::Folder(folder) => {
                let folder = folder.clone();
                let old = tokio::task::spawn_blocking(move || folder.old(before));
                old.await.map_err(io::Error::other)?
            }
            Kept::Objects(objects) => objects.old(before).await,
        }
    }

    /// Gives back the room of parts of files that were begun before an instant and never put together,
    /// and says how many files that were. In a folder there are none: what is there of a broken file is
    /// a file.
    ///
    /// # Errors
    /// Where the object store does not answer.
    pub async fn drop_parts(&self, before: SystemTime) -> io::Result<usize> {
        match &self.kept {
            Kept::Folder(_) => Ok(0),
            Kept::Objects(objects) => objects.drop_parts(before).await,
        }
    }

    /// Whether the place answers; cheap enough to ask often.
    ///
    /// # Errors
    /// Where it does not.
    pub async fn ask(&self) -> io::Result<()> {
        match &self.kept {
            Kept::Folder(folder) => match tokio::fs::metadata(&*folder.0).await {
                Ok(found) if found.is_dir() => Ok(()),
                Ok(_) => Err(gone()),
                Err(error) if error.kind() == io::ErrorKind::NotFound => Err(gone()),
                Err(error) => Err(error),
            },
            Kept::Objects(objects) => objects.ask().await,
        }
    }

    /// Writes, reads and removes a file, to see whether that can be done.
    ///
    /// # Errors
    /// What cannot be done.
    pub async fn try_out(&self, id: FileId) -> io::Result<()> {
        const WORDS: &[u8] = b"probe";
        let mut writer = self.create(id).await?;
        writer.write(WORDS).await?;
        writer.finish().await?;
        let read = self.read(id).await;
        self.remove(id).await?;
        if read? == WORDS { Ok(()) } else { Err(io::Error::other("another thing is read")) }
    }
}

/// Has something done that nobody waits for.
fn soon(work: impl Future<Output = ()> + Send + 'static) {
    if let Ok(runtime) = tokio::runtime::Handle::try_current() {
        drop(runtime.spawn(work));
    }
}
