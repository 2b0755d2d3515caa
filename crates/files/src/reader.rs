//! Reading a file block by block. An object is asked for range by range: whoever takes long between two
//! blocks keeps no connection waiting, and a line that breaks costs one range.

use std::io::{self, Read};
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use bytes::{Buf as _, Bytes};
use fla_domain::ids::FileId;
use tokio::io::AsyncReadExt as _;
use tokio::runtime::Handle;

use crate::objects::Objects;

/// Bytes read from a disk at once.
const BLOCK: usize = 256 * 1024;
/// Bytes asked of an object store at once.
const RANGE: u64 = 4 << 20;

/// The bytes of a file.
#[derive(Debug)]
pub struct Content(Source);

#[derive(Debug)]
enum Source {
    File(tokio::fs::File),
    Object(Ranges),
}

#[derive(Debug)]
struct Ranges {
    objects: Arc<Objects>,
    id: FileId,
    at: u64,
    size: u64,
}

impl Ranges {
    async fn open(objects: Arc<Objects>, id: FileId) -> io::Result<Self> {
        let size = objects.size(id).await?;
        Ok(Self { objects, id, at: 0, size })
    }

    async fn next(&mut self) -> io::Result<Option<Bytes>> {
        if self.at == self.size {
            return Ok(None);
        }
        let end = self.size.min(self.at + RANGE);
        let read = self.objects.range(self.id, self.at..end).await?;
        self.at = end;
        Ok(Some(read))
    }
}

impl Content {
    pub(crate) async fn of_file(path: &Path) -> io::Result<Self> {
        Ok(Self(Source::File(tokio::fs::File::open(path).await?)))
    }

    pub(crate) async fn of_object(objects: Arc<Objects>, id: FileId) -> io::Result<Self> {
        Ok(Self(Source::Object(Ranges::open(objects, id).await?)))
    }

    /// The next bytes; `None` at the end.
    ///
    /// # Errors
    /// What the disk or the object store says.
    pub async fn next(&mut self) -> io::Result<Option<Bytes>> {
        match &mut self.0 {
            Source::File(file) => {
                let mut block = vec![0; BLOCK];
                let read = file.read(&mut block).await?;
                block.truncate(read);
                Ok((read > 0).then(|| block.into()))
            }
            Source::Object(ranges) => ranges.next().await,
        }
    }
}

/// The bytes of a file for a thread that may wait.
#[derive(Debug)]
pub struct Blocking {
    from: Waiting,
    trouble: Trouble,
}

#[derive(Debug)]
enum Waiting {
    File(std::fs::File),
    Object { runtime: Handle, ranges: Ranges, block: Bytes },
}

/// Says whether reading failed of the disk or the object store: what reads the bytes and finds them
/// damaged cannot tell that from the sender's fault.
#[derive(Clone, Debug, Default)]
pub struct Trouble(Arc<AtomicBool>);

impl Trouble {
    /// Whether it did.
    pub fn met(&self) -> bool {
        self.0.load(Ordering::Acquire)
    }
}

impl Blocking {
    pub(crate) fn of_file(path: &Path) -> io::Result<Self> {
        let from = Waiting::File(std::fs::File::open(path)?);
        Ok(Self { from, trouble: Trouble::default() })
    }

    pub(crate) fn of_object(objects: Arc<Objects>, id: FileId) -> io::Result<Self> {
        let runtime = Handle::try_current().map_err(io::Error::other)?;
        let ranges = runtime.block_on(Ranges::open(objects, id))?;
        let from = Waiting::Object { runtime, ranges, block: Bytes::new() };
        Ok(Self { from, trouble: Trouble::default() })
    }

    /// What says afterwards whether reading failed.
    pub fn trouble(&self) -> Trouble {
        self.trouble.clone()
    }
}

impl Read for Blocking {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let read = self.from.read(to);
        if read.as_ref().is_err_and(|error| error.kind() != io::ErrorKind::Interrupted) {
            self.trouble.0.store(true, Ordering::Release);
        }
        read
    }
}

impl Waiting {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::File(file) => file.read(to),
            Self::Object { runtime, ranges, block } => {
                if block.is_empty() {
                    *block = runtime.block_on(ranges.next())?.unwrap_or_default();
                }
                let n = to.len().min(block.len());
                block.copy_to_slice(&mut to[..n]);
                Ok(n)
            }
        }
    }
}
