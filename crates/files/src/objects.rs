//! Files in an object store: each an object `<prefix>/<id>`. One that comes in parts has beside it,
//! until it is whole, an object `<prefix>/parts/<id>` with the number under which the store keeps the
//! parts: nobody lists those, and what a killed process leaves of them would cost room for ever.

use std::fmt;
use std::io::{self, ErrorKind};
use std::sync::Arc;
use std::time::{Duration, SystemTime};

use bytes::Bytes;
use fla_domain::ids::FileId;
use futures::TryStreamExt as _;
use object_store::multipart::{MultipartStore, PartId};
use object_store::path::{Path, PathPart};
use object_store::{MultipartId, ObjectMeta, ObjectStore, ObjectStoreExt as _};

use crate::fault;

/// Where the numbers of parts are kept.
const PARTS: &str = "parts";
/// A name that no file has: to list what lies below it says whether the store answers.
const NOBODY: &str = "nobody";

/// A connection to a bucket, as one that lists and one that takes parts.
pub(crate) struct Connection {
    pub(crate) store: Arc<dyn ObjectStore>,
    pub(crate) parts: Arc<dyn MultipartStore>,
}

/// The files of a bucket below a prefix.
pub(crate) struct Objects {
    connection: Connection,
    prefix: Path,
}

impl fmt::Debug for Objects {
    /// Without the connection, which knows the key.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Objects").field("prefix", &self.prefix).finish_non_exhaustive()
    }
}

impl Objects {
    pub(crate) fn new(connection: Connection, prefix: Path) -> Self {
        Self { connection, prefix }
    }

    fn key(&self, id: FileId) -> Path {
        self.prefix.clone().join(PathPart::from(id.to_string()))
    }

    fn parts_key(&self, id: FileId) -> Path {
        self.prefix.clone().join(PARTS).join(PathPart::from(id.to_string()))
    }

    pub(crate) async fn put(&self, id: FileId, bytes: Bytes) -> io::Result<()> {
        let put = self.connection.store.put(&self.key(id), bytes.into()).await;
        put.map(drop).map_err(|error| fault::io(&error))
    }

    /// Begins a file that comes in parts.
    pub(crate) async fn begin(&self, id: FileId) -> io::Result<MultipartId> {
        let began = self.connection.parts.create_multipart(&self.key(id)).await;
        let number = began.map_err(|error| fault::io(&error))?;
        let noted = number.clone().into_bytes();
        let noted = self.connection.store.put(&self.parts_key(id), noted.into()).await;
        if let Err(error) = noted {
            let _ = self.connection.parts.abort_multipart(&self.key(id), &number).await;
            return Err(fault::io(&error));
        }
        Ok(number)
    }

    pub(crate) async fn put_part(
        &self,
        id: FileId,
        number: &MultipartId,
        place: usize,
        bytes: Bytes,
    ) -> io::Result<PartId> {
        let key = self.key(id);
        let put = self.connection.parts.put_part(&key, number, place, bytes.into());
        put.await.map_err(|error| fault::io(&error))
    }

    /// Puts the parts together: from here on the file is there.
    pub(crate) async fn put_together(
        &self,
        id: FileId,
        number: &MultipartId,
        parts: Vec<PartId>,
    ) -> io::Result<()> {
        let whole = self.connection.parts.complete_multipart(&self.key(id), number, parts).await;
        whole.map_err(|error| fault::io(&error))?;
        // Where the note stays, whoever sweeps takes it away.
        let _ = self.connection.store.delete(&self.parts_key(id)).await;
        Ok(())
    }

    /// Gives back the room of parts that are not put together.
    pub(crate) async fn give_up(&self, id: FileId, number: &MultipartId) -> io::Result<()> {
        match self.connection.parts.abort_multipart(&self.key(id), number).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => {}
            Err(error) => return Err(fault::io(&error)),
        }
        self.delete(&self.parts_key(id)).await
    }

    /// How many bytes a file has.
    pub(crate) async fn size(&self, id: FileId) -> io::Result<u64> {
        let found = self.connection.store.head(&self.key(id)).await;
        found.map(|found| found.size).map_err(|error| fault::io(&error))
    }

    /// Some bytes of a file.
    pub(crate) async fn range(&self, id: FileId, range: std::ops::Range<u64>) -> io::Result<Bytes> {
        let wanted = range.end - range.start;
        let read = self.connection.store.get_range(&self.key(id), range).await;
        let read = read.map_err(|error| fault::io(&error))?;
        if u64::try_from(read.len()) == Ok(wanted) {
            Ok(read)
        } else {
            Err(ErrorKind::UnexpectedEof.into())
        }
    }

    pub(crate) async fn remove(&self, id: FileId) -> io::Result<()> {
        self.delete(&self.key(id)).await
    }

    async fn delete(&self, key: &Path) -> io::Result<()> {
        match self.connection.store.delete(key).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(error) => Err(fault::io(&error)),
        }
    }

    /// The files last written before an instant.
    pub(crate) async fn old(&self, before: SystemTime) -> io::Result<Vec<FileId>> {
        self.old_below(&self.prefix, before).await
    }

    pub(crate) async fn drop_parts(&self, before: SystemTime) -> io::Result<usize> {
        let old = self.old_below(&self.prefix.clone().join(PARTS), before).await?;
        for id in &old {
            let noted = match self.connection.store.get(&self.parts_key(*id)).await {
                Ok(noted) => noted.bytes().await,
                Err(error) => Err(error),
            };
            let number = match noted {
                Ok(number) => String::from_utf8_lossy(&number).into_owned(),
                // Another instance was quicker.
                Err(object_store::Error::NotFound { .. }) => continue,
                Err(error) => return Err(fault::io(&error)),
            };
            self.give_up(*id, &number).await?;
        }
        Ok(old.len())
    }

    /// The ids right below a prefix of objects that were last written before an instant.
    async fn old_below(&self, prefix: &Path, before: SystemTime) -> io::Result<Vec<FileId>> {
        let mut list = self.connection.store.list(Some(prefix));
        let mut old = Vec::new();
        while let Some(found) = list.try_next().await.map_err(|error| fault::io(&error))? {
            if written(&found) < before {
                old.extend(id_below(prefix, &found.location));
            }
        }
        Ok(old)
    }

    pub(crate) async fn ask(&self) -> io::Result<()> {
        let nobody = self.prefix.clone().join(NOBODY);
        let first = self.connection.store.list(Some(&nobody)).try_next().await;
        first.map(drop).map_err(|error| fault::io(&error))
    }
}

/// The id that an object right below a prefix has for a name.
fn id_below(prefix: &Path, location: &Path) -> Option<FileId> {
    let mut rest = location.prefix_match(prefix)?;
    let name = rest.next()?;
    if rest.next().is_some() {
        return None;
    }
    name.as_ref().parse().ok()
}

/// When an object was last written, by the clock of the store.
fn written(object: &ObjectMeta) -> SystemTime {
    let micros = u64::try_from(object.last_modified.timestamp_micros()).unwrap_or(0);
    SystemTime::UNIX_EPOCH + Duration::from_micros(micros)
}
