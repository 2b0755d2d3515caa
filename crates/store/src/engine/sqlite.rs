//! The embedded database: how its connections are set up, and statements on them.

use std::path::{Path, PathBuf};
use std::time::Duration;

use futures::TryStreamExt as _;
use sqlx::sqlite::{
    SqliteArguments, SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePool,
    SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{Arguments as _, ConnectOptions as _, Executor as _};
use uuid::Uuid;

use super::row::{Inner, Row};
use super::writer::Writer;
use super::{Outage, StoreError, Value};

/// Readers at the same time; each holds its own page cache.
const READERS: u32 = 8;

/// How long a connection waits for a lock another process holds.
pub(super) const BUSY: Duration = Duration::from_secs(5);

/// The embedded database of one store.
pub(super) struct Sqlite {
    pub(super) readers: SqlitePool,
    pub(super) writer: Writer,
    options: SqliteConnectOptions,
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
        let options = options(&path, private.is_none());
        let writer = Writer::open(writing(options.clone()), carrying(options.clone())).await?;
        let readers = SqlitePoolOptions::new()
            .max_connections(READERS)
            .acquire_timeout(BUSY)
            .idle_timeout(Duration::from_mins(1))
            .max_lifetime(None)
            .test_before_acquire(false)
            .connect_lazy_with(reading(options.clone()));
        Ok(Self { readers, writer, options, _private: private })
    }

    pub(super) async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }

    /// Writes a consistent copy while reading and writing go on.
    pub(super) async fn backup(&self, to: &Path) -> Result<(), StoreError> {
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
        let mut connection =
            self.options.connect().await.map_err(|e| StoreError::of(during, &e))?;
        let mut arguments = SqliteArguments::default();
        bind(&mut arguments, Value::Text(Some(name.to_owned())));
        execute(&mut connection, during, "VACUUM INTO $1", arguments).await?;
        // The copy is only a copy once it is on the disk, under its own name.
        let (part, to) = (part, to.to_owned());
        tokio::task::spawn_blocking(move || {
            std::fs::File::open(&part)?.sync_all()?;
            std::fs::rename(&part, &to)?;
            let dir = to.parent().filter(|d| !d.as_os_str().is_empty());
            std::fs::File::open(dir.unwrap_or(Path::new(".")))?.sync_all()
        })
        .await
        .map_err(|_| StoreError::abandoned(during))?
        .map_err(failed)
    }

    /// What the database finds wrong with itself; empty when all is well.
    pub(super) async fn check(&self) -> Result<Vec<String>, StoreError> {
        let during = "check";
        let mut connection =
            self.readers.acquire().await.map_err(|e| StoreError::of(during, &e))?;
        let mut findings = Vec::new();
        let none = SqliteArguments::default;
        for row in fetch(&mut connection, during, "PRAGMA integrity_check", none()).await? {
            findings.push(row.get::<String>(0)?);
        }
        findings.retain(|finding| finding != "ok");
        for row in fetch(&mut connection, during, "PRAGMA foreign_key_check", none()).await? {
            let (table, parent): (String, String) = (row.get(0)?, row.get(2)?);
            findings
                .push(format!("a row of {table} refers to a row of {parent} that is not there"));
        }
        Ok(findings)
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

fn options(path: &Path, durable: bool) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(false)
        .foreign_keys(true)
        .busy_timeout(BUSY)
        .synchronous(if durable { SqliteSynchronous::Full } else { SqliteSynchronous::Off })
        .statement_cache_capacity(512)
        // A failing disk is an error in a read, but a signal that ends the process in a map.
        .pragma("mmap_size", "0")
        .pragma("cell_size_check", "ON")
        .pragma("trusted_schema", "OFF")
        .disable_statement_logging()
}

fn writing(options: SqliteConnectOptions) -> SqliteConnectOptions {
    options
        .journal_mode(SqliteJournalMode::Wal)
        .pragma("cache_size", "-8000")
        .pragma("journal_size_limit", "67108864")
        // Rows cross from the database's thread in a channel; a short one wakes both ends too often.
        .row_buffer_size(1024)
}

/// Carries the log over into the database, and does nothing else.
fn carrying(options: SqliteConnectOptions) -> SqliteConnectOptions {
    options.pragma("cache_size", "-64").pragma("wal_autocheckpoint", "0")
}

fn reading(options: SqliteConnectOptions) -> SqliteConnectOptions {
    options.pragma("cache_size", "-2000").pragma("query_only", "ON").row_buffer_size(256)
}

/// Adds an argument.
pub(super) fn bind(arguments: &mut SqliteArguments, value: Value) {
    let added = match value {
        Value::Int(value) => arguments.add(value),
        Value::Text(value) => arguments.add(value),
        Value::Id(value) => arguments.add(value),
        Value::Blob(value) => arguments.add(value),
        Value::Ints(values) => arguments.add(json(&values)),
        Value::Texts(values) => arguments.add(json(&values)),
        Value::Ids(values) => {
            let mut buffer = Uuid::encode_buffer();
            let ids: Vec<String> =
                values.iter().map(|id| id.simple().encode_lower(&mut buffer).to_owned()).collect();
            arguments.add(json(&ids))
        }
    };
    debug_assert!(added.is_ok(), "these types always encode");
}

fn json<T: serde::Serialize>(values: &[T]) -> String {
    serde_json::to_string(values).unwrap_or_else(|_| "[]".to_owned())
}

/// Runs a statement that answers with rows.
pub(super) async fn fetch(
    connection: &mut SqliteConnection,
    name: &'static str,
    text: &'static str,
    arguments: SqliteArguments,
) -> Result<Vec<Row>, StoreError> {
    let mut rows = Vec::new();
    let mut answer = connection.fetch(sqlx::query_with(text, arguments));
    while let Some(row) = answer.try_next().await.map_err(|e| StoreError::of(name, &e))? {
        rows.push(Row { statement: name, inner: Inner::Sqlite(row) });
    }
    Ok(rows)
}

/// Runs a statement and says how many rows it changed.
pub(super) async fn execute(
    connection: &mut SqliteConnection,
    name: &'static str,
    text: &'static str,
    arguments: SqliteArguments,
) -> Result<u64, StoreError> {
    let done = connection.execute(sqlx::query_with(text, arguments)).await;
    done.map(|done| done.rows_affected()).map_err(|e| StoreError::of(name, &e))
}
