//! The steps by which the schema grows, built into the program from `migrations/`.
//!
//! Each step runs in a transaction of its own together with the note that it ran, so that a
//! crash between or within steps leaves a state from which the next start goes on.

use sha2::{Digest as _, Sha256};

use super::arguments::Argument;
use super::connection::{Connection, here};
use super::link::Link;
use super::pool;
use super::postgres::{self, Postgres};
use super::writer::Writer;
use super::{StoreError, Value, planner};

/// A step of the schema.
#[derive(Clone, Copy, Debug)]
pub struct Migration {
    /// Its number: steps run in this order.
    pub version: i64,
    /// Its name.
    pub name: &'static str,
    /// Its statements.
    pub sql: &'static str,
}

include!(concat!(env!("OUT_DIR"), "/migrations.rs"));

const DURING: &str = "migrate";

const CREATE: &str = "CREATE TABLE IF NOT EXISTS schema_migration (\
    version BIGINT NOT NULL PRIMARY KEY, name TEXT NOT NULL, digest TEXT NOT NULL)";
const APPLIED: &str = "SELECT digest FROM schema_migration WHERE version = $1";
const NOTE: &str = "INSERT INTO schema_migration (version, name, digest) VALUES ($1, $2, $3)";

/// One lock for all who migrate the same database.
const LOCK: &str = "SELECT pg_advisory_xact_lock(7234011205186349)";

impl Migration {
    fn digest(&self) -> String {
        hex(self.sql)
    }

    /// Whether a digest that was noted when a step ran is that of this one.
    pub(super) fn is(&self, noted: &str) -> bool {
        noted == self.digest()
    }

    /// Whether it is still to run, given the digest noted when it ran.
    fn is_due(&self, noted: Option<String>) -> Result<bool, StoreError> {
        match noted {
            None => Ok(true),
            Some(noted) if self.is(&noted) => Ok(false),
            Some(_) => Err(StoreError::refused(
                DURING,
                format!("step {} was changed after it ran on this database", self.version),
            )),
        }
    }

    fn note(&self) -> [Value; 3] {
        [
            Value::Int(Some(self.version)),
            Value::Text(Some(self.name.to_owned())),
            Value::Text(Some(self.digest())),
        ]
    }
}

/// A short name for a list of steps: another one as soon as one of them changes.
#[cfg(any(test, feature = "testing"))]
pub(super) fn digest(steps: &[Migration]) -> String {
    let all: String = steps.iter().map(Migration::digest).collect();
    hex(&all)[..16].to_owned()
}

fn hex(text: &str) -> String {
    use std::fmt::Write as _;
    let mut digits = String::new();
    for byte in Sha256::digest(text) {
        let _ = write!(digits, "{byte:02x}");
    }
    digits
}

/// Runs the steps that are due on SQLite.
pub(super) async fn sqlite(writer: &Writer, steps: &[Migration]) -> Result<(), StoreError> {
    let mut physical = writer.exclusive().await?;
    here(|| {
        let connection = physical.connected()?;
        for step in steps {
            connection.run_all(DURING, "BEGIN IMMEDIATE")?;
            let outcome = sqlite_step(connection, step);
            let end = if outcome.is_ok() { "COMMIT" } else { "ROLLBACK" };
            let ended = connection.run_all(DURING, end);
            outcome.and(ended)?;
        }
        planner::inform(connection)
    })
}

fn sqlite_step(connection: &mut Connection, step: &Migration) -> Result<(), StoreError> {
    connection.run_all(DURING, CREATE)?;
    let rows = connection.fetch(DURING, APPLIED, &[Value::Int(Some(step.version))])?;
    let noted = rows.first().map(|row| row.get("digest")).transpose()?;
    if step.is_due(noted)? {
        connection.run_all(DURING, step.sql)?;
        connection.execute(DURING, NOTE, &step.note())?;
    }
    Ok(())
}

/// Runs the steps that are due on PostgreSQL.
pub(super) async fn postgres(database: &Postgres, steps: &[Migration]) -> Result<(), StoreError> {
    for step in steps {
        // Not used again, so that it may be cut off halfway.
        let mut connection = pool::apart(&database.pool, DURING).await?;
        postgres_step(&mut connection, step).await?;
    }
    Ok(())
}

async fn postgres_step(connection: &mut Link, step: &Migration) -> Result<(), StoreError> {
    // A step, and the wait for another instance's steps, may take as long as they need.
    raw_postgres(connection, "BEGIN; SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0")
        .await?;
    raw_postgres(connection, LOCK).await?;
    raw_postgres(connection, "SET LOCAL client_min_messages = warning").await?;
    raw_postgres(connection, CREATE).await?;
    let version = [Argument::from(Value::Int(Some(step.version)))];
    let rows = postgres::fetch(connection, DURING, APPLIED, &version).await?;
    let noted = rows.first().map(|row| row.get("digest")).transpose()?;
    if step.is_due(noted)? {
        raw_postgres(connection, step.sql).await?;
        let noted = connection.execute(NOTE, &step.note().map(Argument::from)).await;
        noted.map_err(|error| StoreError::of(DURING, &error))?;
    }
    raw_postgres(connection, "COMMIT").await
}

/// What the application may do: read and write rows, have the server look at tables that grew, and nothing
/// to the schema.
const RIGHTS: &str = "GRANT USAGE ON SCHEMA public TO {role}; \
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {role}; \
    REVOKE INSERT, UPDATE, DELETE ON schema_migration FROM {role}; \
    GRANT USAGE, SELECT, UPDATE ON ALL SEQUENCES IN SCHEMA public TO {role}; \
    GRANT EXECUTE ON FUNCTION public.analyse_grown(name) TO {role}; \
    ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {role}; \
    ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT, UPDATE ON SEQUENCES TO {role}";

/// Gives a role what the application needs of the tables there are and of those to come.
pub(super) async fn grant(database: &Postgres, role: &str) -> Result<(), StoreError> {
    // Not used again, so that it may be cut off halfway.
    let mut connection = pool::apart(&database.pool, DURING).await?;
    let role = format!("\"{}\"", role.replace('"', "\"\""));
    raw_postgres(&mut connection, "BEGIN").await?;
    raw_postgres(&mut connection, LOCK).await?;
    raw_postgres(&mut connection, &RIGHTS.replace("{role}", &role)).await?;
    raw_postgres(&mut connection, "COMMIT").await
}

async fn raw_postgres(connection: &mut Link, text: &str) -> Result<(), StoreError> {
    connection.simple(text).await.map_err(|error| StoreError::of(DURING, &error))
}
