//! Writing a file as its bytes come, without ever holding more of it than a part.

use std::io;
use std::path::PathBuf;
use std::sync::Arc;

use bytes::Bytes;
use fla_domain::ids::FileId;
use object_store::MultipartId;
use object_store::multipart::PartId;
use tokio::fs::File;
use tokio::io::AsyncWriteExt as _;

use crate::folder::Folder;
use crate::objects::Objects;
use crate::soon;

/// Bytes of a part in an object store, which takes 10,000 of them, none but the last under 5 MiB.
const PART: usize = 8 << 20;

/// A file that is being written. Dropped before [`Writer::finish`], nothing of it stays.
#[derive(Debug)]
pub struct Writer(To);

#[derive(Debug)]
enum To {
    Folder(InFolder),
    Objects(InObjects),
}

#[derive(Debug)]
struct InFolder {
    file: File,
    path: PathBuf,
    folder: Folder,
    whole: bool,
}

#[derive(Debug)]
struct InObjects {
    objects: Arc<Objects>,
    id: FileId,
    /// What is not sent yet.
    waits: Vec<u8>,
    /// The number of the parts, once the first was full.
    number: Option<MultipartId>,
    parts: Vec<PartId>,
    whole: bool,
}

impl Writer {
    pub(crate) async fn in_folder(folder: &Folder, id: FileId) -> io::Result<Self> {
        let path = folder.path(id);
        let file = folder.told(File::create_new(&path).await)?;
        Ok(Self(To::Folder(InFolder { file, path, folder: folder.clone(), whole: false })))
    }

    pub(crate) fn in_objects(objects: Arc<Objects>, id: FileId) -> Self {
        Self(To::Objects(InObjects {
            objects,
            id,
            waits: Vec::new(),
            number: None,
            parts: Vec::new(),
            whole: false,
        }))
    }

    /// Adds bytes.
    ///
    /// # Errors
    /// [`io::ErrorKind::StorageFull`] where a disk is full; what else the disk or the object store says.
    pub async fn write(&mut self, bytes: &[u8]) -> io::Result<()> {
        match &mut self.0 {
            To::Folder(to) => to.file.write_all(bytes).await,
            To::Objects(to) => to.write(bytes).await,
        }
    }

    /// The file is whole: on the disk, as is its name, or an object.
    ///
    /// # Errors
    /// As for [`Writer::write`]; then nothing of it stays.
    pub async fn finish(self) -> io::Result<()> {
        match self.0 {
            To::Folder(mut to) => to.finish().await,
            To::Objects(mut to) => to.finish().await,
        }
    }
}

impl InFolder {
    async fn finish(&mut self) -> io::Result<()> {
        self.file.flush().await?;
        self.file.sync_all().await?;
        File::open(&*self.folder.0).await?.sync_all().await?;
        self.whole = true;
        Ok(())
    }
}

impl Drop for InFolder {
    fn drop(&mut self) {
        if !self.whole {
            // One that does not go away now is swept away later.
            let _ = std::fs::remove_file(&self.path);
        }
    }
}

impl InObjects {
    async fn write(&mut self, mut bytes: &[u8]) -> io::Result<()> {
        while !bytes.is_empty() {
            let room = PART - self.waits.len();
            let (now, later) = bytes.split_at(room.min(bytes.len()));
            self.waits.extend_from_slice(now);
            bytes = later;
            if self.waits.len() == PART {
                self.send().await?;
            }
        }
        Ok(())
    }

    /// Sends what waits as a part.
    async fn send(&mut self) -> io::Result<()> {
        let part = Bytes::from(std::mem::take(&mut self.waits));
        if self.number.is_none() {
            self.number = Some(self.objects.begin(self.id).await?);
        }
        if let Some(number) = &self.number {
            let place = self.parts.len();
            self.parts.push(self.objects.put_part(self.id, number, place, part).await?);
        }
        Ok(())
    }

    async fn finish(&mut self) -> io::Result<()> {
        if self.number.is_none() {
            let all = Bytes::from(std::mem::take(&mut self.waits));
            self.objects.put(self.id, all).await?;
        } else {
            if !self.waits.is_empty() {
                self.send().await?;
            }
            let parts = std::mem::take(&mut self.parts);
            if let Some(number) = &self.number {
                self.objects.put_together(self.id, number, parts).await?;
            }
        }
        self.whole = true;
        Ok(())
    }
}

impl Drop for InObjects {
    fn drop(&mut self) {
        if let (Some(number), false) = (self.number.take(), self.whole) {
            let (objects, id) = (self.objects.clone(), self.id);
            // Parts that stay are dropped later.
            soon(async move { drop(objects.give_up(id, &number).await) });
        }
    }
}
