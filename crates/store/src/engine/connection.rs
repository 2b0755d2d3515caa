//! One connection to the embedded database: statements run in the thread that asks.
//!
//! SQLite is a library, not a server: handing each statement to a thread of the database and its
//! rows back costs several times what a statement of this register takes (decision 15).

use std::collections::HashMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use rusqlite::types::{ToSqlOutput, ValueRef};
use rusqlite::{CachedStatement, OpenFlags, Statement, ToSql};
use tokio::runtime::{Handle, RuntimeFlavor};
use uuid::Uuid;

use super::row::{Datum, Inner, Row};
use super::{StoreError, Value};

/// How long a connection waits for a lock another process holds.
pub(super) const BUSY: Duration = Duration::from_secs(5);

/// A step that took less than this is done where it is asked for.
const QUICK: Duration = Duration::from_micros(300);

/// Statements kept prepared by each connection.
const PREPARED: usize = 512;

/// For every connection. A failing disk is an error in a read, but a signal that ends the process
/// in a map.
const COMMON: &str = "PRAGMA foreign_keys = ON; PRAGMA mmap_size = 0; \
    PRAGMA cell_size_check = ON; PRAGMA trusted_schema = OFF;";

/// What a connection is for.
#[derive(Clone, Copy)]
pub(super) enum Purpose {
    Writing,
    Reading,
    /// Carries the log over into the database, and does nothing else.
    Carrying,
    /// Writes a copy.
    Copying,
}

impl Purpose {
    const fn settings(self) -> &'static str {
        match self {
            Self::Writing => {
                "PRAGMA journal_mode = WAL; PRAGMA cache_size = -8000; \
                 PRAGMA journal_size_limit = 67108864;"
            }
            Self::Reading => "PRAGMA cache_size = -2000; PRAGMA query_only = ON;",
            Self::Carrying => "PRAGMA cache_size = -64; PRAGMA wal_autocheckpoint = 0;",
            Self::Copying => "",
        }
    }
}

/// Which file, and whether a commit waits for its disk.
#[derive(Clone)]
pub(super) struct Place {
    pub(super) path: PathBuf,
    pub(super) durable: bool,
}

impl Place {
    /// Opens a connection to the file, which has to be there.
    pub(super) fn open(&self, purpose: Purpose) -> Result<Connection, StoreError> {
        self.try_open(purpose).map_err(|e| StoreError::of_sqlite("open", &e))
    }

    fn try_open(&self, purpose: Purpose) -> rusqlite::Result<Connection> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let sqlite = rusqlite::Connection::open_with_flags(&self.path, flags)?;
        sqlite.busy_timeout(BUSY)?;
        sqlite.set_prepared_statement_cache_capacity(PREPARED);
        let synchronous = if self.durable { "FULL" } else { "OFF" };
        let settings = purpose.settings();
        sqlite
            .execute_batch(&format!("{COMMON} PRAGMA synchronous = {synchronous}; {settings}"))?;
        Ok(Connection { sqlite, known: HashMap::new(), paces: HashMap::new() })
    }
}

/// A connection.
pub(super) struct Connection {
    sqlite: rusqlite::Connection,
    /// What is known of statements, each by the place and length of its text.
    known: HashMap<(usize, usize), Known>,
    /// How long each kind of step took lately at most.
    paces: HashMap<&'static str, Duration>,
}

/// What is known of a statement once it was prepared.
struct Known {
    /// Names of its columns.
    columns: Arc<[Box<str>]>,
    /// Which value each of its parameters takes, from 0: `$1` is a name to SQLite, which counts
    /// parameters in the order in which they stand in the text.
    places: Box<[usize]>,
}

impl Known {
    fn of(statement: &Statement<'_>) -> Self {
        let mut unnamed = 0;
        let places = (1..=statement.parameter_count()).map(|parameter| {
            let number = statement.parameter_name(parameter).and_then(|n| n.get(1..)?.parse().ok());
            let place: usize = number.unwrap_or_else(|| {
                unnamed += 1;
                unnamed
            });
            place.saturating_sub(1)
        });
        let places = places.collect();
        Self { columns: statement.column_names().into_iter().map(Into::into).collect(), places }
    }
}

impl Connection {
    /// Whether steps of this name were all short lately, so that handing the thread's other tasks over to
    /// another thread would cost more than they would wait.
    pub(super) fn is_quick(&self, name: &'static str) -> bool {
        self.paces.get(name).is_some_and(|pace| *pace < QUICK)
    }

    /// Runs a step and remembers how long it took.
    pub(super) fn timed<T>(
        &mut self,
        name: &'static str,
        step: impl FnOnce(&mut Self) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let began = Instant::now();
        let outcome = step(self);
        let took = began.elapsed();
        let pace = self.paces.entry(name).or_default();
        // What was slow once is forgotten after some that were not.
        *pace = took.max(*pace * 7 / 8);
        outcome
    }

    /// Runs a statement that answers with rows.
    pub(super) fn fetch(
        &mut self,
        name: &'static str,
        text: &'static str,
        values: &[Value],
    ) -> Result<Vec<Row>, StoreError> {
        let failed = |error| StoreError::of_sqlite(name, &error);
        let (mut statement, columns) = self.bound(text, values).map_err(failed)?;
        let mut found = Vec::new();
        let mut rows = statement.raw_query();
        while let Some(row) = rows.next().map_err(failed)? {
            let mut data = Vec::with_capacity(columns.len());
            for column in 0..columns.len() {
                data.push(datum(row.get_ref(column).map_err(failed)?));
            }
            let inner = Inner::Sqlite { columns: Arc::clone(&columns), data };
            found.push(Row { statement: name, inner });
        }
        Ok(found)
    }

    /// Runs a statement and says how many rows it changed.
    pub(super) fn execute(
        &mut self,
        name: &'static str,
        text: &'static str,
        values: &[Value],
    ) -> Result<u64, StoreError> {
        let failed = |error| StoreError::of_sqlite(name, &error);
        let (mut statement, _) = self.bound(text, values).map_err(failed)?;
        let mut rows = statement.raw_query();
        while rows.next().map_err(failed)?.is_some() {}
        drop(rows);
        let reads = statement.readonly();
        drop(statement);
        Ok(if reads { 0 } else { self.sqlite.changes() })
    }

    /// A prepared statement with its values, and the names of its columns.
    fn bound(
        &mut self,
        text: &'static str,
        values: &[Value],
    ) -> rusqlite::Result<(CachedStatement<'_>, Arc<[Box<str>]>)> {
        let mut statement = self.sqlite.prepare_cached(text)?;
        let place = (text.as_ptr() as usize, text.len());
        let known = self.known.entry(place).or_insert_with(|| Known::of(&statement));
        for (parameter, place) in known.places.iter().enumerate() {
            let value = values.get(*place).map(Bound);
            statement.raw_bind_parameter(parameter + 1, value)?;
        }
        Ok((statement, Arc::clone(&known.columns)))
    }

    /// Runs a step without arguments.
    pub(super) fn run(&mut self, step: &'static str) -> Result<(), StoreError> {
        self.execute(step, step, &[]).map(drop)
    }

    /// Runs any number of statements, one after the other.
    pub(super) fn run_all(&self, name: &'static str, text: &str) -> Result<(), StoreError> {
        self.sqlite.execute_batch(text).map_err(|e| StoreError::of_sqlite(name, &e))
    }

    /// Prepares a statement without running it.
    pub(super) fn prepare(&self, name: &'static str, text: &str) -> Result<(), StoreError> {
        let prepared = self.sqlite.prepare(text);
        prepared.map(drop).map_err(|e| StoreError::of_sqlite(name, &e))
    }

    /// The steps in which a statement would be carried out.
    #[cfg(any(test, feature = "testing"))]
    pub(super) fn plan(&self, name: &'static str, text: &str) -> Result<Vec<String>, StoreError> {
        let steps = || {
            let mut plan = self.sqlite.prepare(&format!("EXPLAIN QUERY PLAN {text}"))?;
            let mut steps = Vec::new();
            let mut rows = plan.raw_query();
            while let Some(row) = rows.next()? {
                steps.push(row.get("detail")?);
            }
            Ok(steps)
        };
        steps().map_err(|e| StoreError::of_sqlite(name, &e))
    }
}

/// Runs what may wait for a disk in this thread. Where the runtime has other threads, the tasks
/// that would wait behind it go to one of them.
pub(super) fn here<T>(step: impl FnOnce() -> T) -> T {
    match Handle::try_current().map(|handle| handle.runtime_flavor()) {
        Ok(RuntimeFlavor::MultiThread) => tokio::task::block_in_place(step),
        _ => step(),
    }
}

/// A value as SQLite takes it: a set as the text of a JSON array.
struct Bound<'v>(&'v Value);

impl ToSql for Bound<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self.0 {
            Value::Int(None) | Value::Text(None) | Value::Id(None) | Value::Blob(None) => {
                ToSqlOutput::Borrowed(ValueRef::Null)
            }
            Value::Int(Some(value)) => ToSqlOutput::Borrowed(ValueRef::Integer(*value)),
            Value::Text(Some(value)) => ToSqlOutput::Borrowed(ValueRef::Text(value.as_bytes())),
            Value::Id(Some(value)) => ToSqlOutput::Borrowed(ValueRef::Blob(value.as_bytes())),
            Value::Blob(Some(value)) => ToSqlOutput::Borrowed(ValueRef::Blob(value)),
            Value::Ints(values) => json(values),
            Value::Texts(values) => json(values),
            Value::Ids(values) => {
                let mut buffer = Uuid::encode_buffer();
                let ids: Vec<String> = values
                    .iter()
                    .map(|id| id.simple().encode_lower(&mut buffer).to_owned())
                    .collect();
                json(&ids)
            }
        })
    }
}

fn json<T: serde::Serialize>(values: &[T]) -> ToSqlOutput<'static> {
    let text = serde_json::to_string(values).unwrap_or_else(|_| "[]".to_owned());
    ToSqlOutput::Owned(rusqlite::types::Value::Text(text))
}

fn datum(value: ValueRef<'_>) -> Datum {
    match value {
        ValueRef::Null => Datum::Null,
        ValueRef::Integer(value) => Datum::Int(value),
        ValueRef::Real(_) => Datum::Other,
        // Bytes that are no text are no content of a column of text.
        ValueRef::Text(bytes) => match std::str::from_utf8(bytes) {
            Ok(text) => Datum::Text(text.into()),
            Err(_) => Datum::Other,
        },
        ValueRef::Blob(bytes) => Datum::Blob(bytes.into()),
    }
}
