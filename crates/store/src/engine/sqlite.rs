//! The embedded database: opening, copying and checking it.

use std::path::{Path, PathBuf};

use super::connection::{Place, Purpose, here};
use super::readers::Readers;
use super::writer::Writer;
use super::{Outage, StoreError, Value};

/// The embedded database of one store.
pub(super) struct Sqlite {
    pub(super) readers: Readers,
    pub(super) writer: Writer,
    place: Place,
    /// The directory of a store that ends with the process.
    _private: Option<tempfile::TempDir>,
}

impl Sqlite {
    /// Opens or makes the database in a file; without a path, a private one that is gone with the
    /// store. That one is a file too, for readers must not wait for the writer there either, but
    /// nothing waits for its disk.
    pub(super) async fn open(path: Option<&Path>) -> Result<Self, StoreError> {
        let (path, private) = if let Some(path) = path {
            (path.to_owned(), None)
        } else {
            let dir = tempfile::Builder::new().prefix("fla-").tempdir().map_err(|_| {
                StoreError::unavailable("open", Outage::Disk, "no temporary directory")
            })?;
            (dir.path().join("fla.db"), Some(dir))
        };
        create(&path).map_err(|error| {
            StoreError::unavailable("open", Outage::Disk, error.kind().to_string())
        })?;
        let place = Place { path, durable: private.is_none() };
        let writer = Writer::open(place.clone()).await?;
        Ok(Self { readers: Readers::new(place.clone()), writer, place, _private: private })
    }

    pub(super) async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }

    /// Writes a consistent copy while reading and writing go on.
    pub(super) fn backup(&self, to: &Path) -> Result<(), StoreError> {
        let during = "backup";
        let failed = |error: std::io::Error| {
            StoreError::unavailable(during, Outage::Disk, error.kind().to_string())
        };
        let part = part(to);
        if let Err(error) = std::fs::remove_file(&part)
            && error.kind() != std::io::ErrorKind::NotFound
        {
            return Err(failed(error));
        }
        create(&part).map_err(failed)?;
        let name = part.to_str().ok_or_else(|| {
            StoreError::refused(during, "the path of the copy is not valid UTF-8")
        })?;
        let name = Value::Text(Some(name.to_owned()));
        let mut connection = self.place.open(Purpose::Copying)?;
        connection.execute(during, "VACUUM INTO $1", &[name])?;
        // The copy is only a copy once it is on the disk, under its own name.
        let finish = || {
            std::fs::File::open(&part)?.sync_all()?;
            std::fs::rename(&part, to)?;
            let dir = to.parent().filter(|d| !d.as_os_str().is_empty());
            std::fs::File::open(dir.unwrap_or(Path::new(".")))?.sync_all()
        };
        finish().map_err(failed)
    }

    /// What the database finds wrong with itself; empty when all is well.
    pub(super) async fn check(&self) -> Result<Vec<String>, StoreError> {
        let during = "check";
        let mut reader = self.readers.connection(during).await?;
        here(|| {
            let connection = reader.get(during)?;
            let mut findings = Vec::new();
            for row in connection.fetch(during, "PRAGMA integrity_check", &[])? {
                findings.push(row.get::<String>(0)?);
            }
            findings.retain(|finding| finding != "ok");
            for row in connection.fetch(during, "PRAGMA foreign_key_check", &[])? {
                let (table, parent): (String, String) = (row.get(0)?, row.get(2)?);
                findings.push(format!(
                    "a row of {table} refers to a row of {parent} that is not there"
                ));
            }
            Ok(findings)
        })
    }
}

/// Makes the file where it is not there yet, for its owner only: it holds personal data. The
/// files beside it get the same rights from SQLite.
fn create(path: &Path) -> std::io::Result<()> {
    let mut options = std::fs::File::options();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop)
}

fn part(to: &Path) -> PathBuf {
    let mut name = to.as_os_str().to_owned();
    name.push(".part");
    PathBuf::from(name)
}
