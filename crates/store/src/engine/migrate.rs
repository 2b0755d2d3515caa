//! The steps by which the schema grows, built into the program from `migrations/`.
//!
//! Each step runs in a transaction of its own together with the note that it ran, so that a
//! crash between or within steps leaves a state from which the next start goes on. On PostgreSQL a step
//! waits for its locks for a moment only, since whoever comes behind it, reading too, waits as long; where
//! it does not get them, it gives back those it has and tries again later.

use std::time::Duration;

use sha2::{Digest as _, Sha256};
use tokio::time::Instant;

use super::arguments::Argument;
use super::connection::{Connection, here};
use super::link::Link;
use super::pool;
use super::postgres::{self, Postgres};
use super::writer::Writer;
use super::{Outage, StoreError, Value, planner};

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

/// One lock for all who migrate the same database: for a transaction, or for all steps.
const LOCK: &str = "SELECT pg_advisory_xact_lock(7234011205186349)";
const LOCK_FOR_ALL: &str = "SELECT pg_advisory_lock(7234011205186349)";
const UNLOCK: &str = "SELECT pg_advisory_unlock(7234011205186349)";

/// Sessions that hold locks on tables of this database, other programs first, the oldest first as far as
/// the role may see when they began.
const HOLDERS: &str = "SELECT 'session ' || pid || ' (' || COALESCE(NULLIF(application_name, ''), '?') || ')' \
    FROM pg_stat_activity JOIN (SELECT DISTINCT pid FROM pg_locks WHERE locktype = 'relation' AND granted \
    AND database = (SELECT oid FROM pg_database WHERE datname = current_database()) AND relation >= 16384) held \
    USING (pid) WHERE pid <> pg_backend_pid() ORDER BY application_name = 'fla', xact_start LIMIT 3";

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

/// How long a step may wait for a lock: as long wait those who come behind it, readers among them.
const LOCK_WAIT: Duration = Duration::from_secs(2);

/// Pauses in which those others have their turn, before a step is tried again.
const FIRST_PAUSE: Duration = Duration::from_secs(1);
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// How long steps are tried again.
pub(super) const LIMIT: Duration = Duration::from_mins(30);

/// Runs the steps that are due on PostgreSQL. A step that does not get its locks is taken back and tried
/// again, for so long altogether.
pub(super) async fn postgres(
    database: &Postgres,
    steps: &[Migration],
    limit: Duration,
) -> Result<(), StoreError> {
    // Not used again, so that it may be cut off halfway.
    let mut connection = pool::apart(&database.pool, DURING).await?;
    // A step, and the wait for another instance's steps, may take as long as they need.
    raw_postgres(&mut connection, "SET statement_timeout = 0; SET lock_timeout = 0").await?;
    // Kept in the pauses too: others wait here until all is done.
    raw_postgres(&mut connection, LOCK_FOR_ALL).await?;
    raw_postgres(&mut connection, "SET client_min_messages = warning").await?;
    if told(&mut connection, "SELECT to_regclass('public.schema_migration')").await? == [""] {
        raw_postgres(&mut connection, CREATE).await?;
    }
    let lock_wait = format!("SET lock_timeout = {}", LOCK_WAIT.as_millis());
    raw_postgres(&mut connection, &lock_wait).await?;
    let until = Instant::now() + limit;
    for step in steps {
        patiently(&mut connection, step, until).await?;
    }
    raw_postgres(&mut connection, UNLOCK).await
}

/// Runs a step, and again where others held what it needs.
async fn patiently(
    connection: &mut Link,
    step: &Migration,
    until: Instant,
) -> Result<(), StoreError> {
    let mut pause = FIRST_PAUSE;
    loop {
        let error = match postgres_step(connection, step).await {
            Err(error) if is_in_the_way(&error) => error,
            outcome => return outcome,
        };
        raw_postgres(connection, "ROLLBACK").await?;
        let holders = told(connection, HOLDERS).await?.join(", ");
        if Instant::now() + pause >= until {
            let detail = format!(
                "step {} did not get its locks, which others hold: {holders}; wait for them or end them \
                 (pg_terminate_backend), and start again ({error})",
                step.version
            );
            return Err(StoreError::unavailable(DURING, Outage::Busy, detail));
        }
        tracing::warn!(
            step = step.version,
            name = step.name,
            holders,
            again_in_seconds = pause.as_secs(),
            "the update of the schema waits for locks that others hold"
        );
        tokio::time::sleep(pause).await;
        pause = LONGEST_PAUSE.min(pause * 2);
    }
}

/// Whether others only held a lock, or waited for one of ours.
const fn is_in_the_way(error: &StoreError) -> bool {
    matches!(error, StoreError::Unavailable { outage: Outage::Busy, .. }) || error.is_transient()
}

async fn postgres_step(connection: &mut Link, step: &Migration) -> Result<(), StoreError> {
    raw_postgres(connection, "BEGIN").await?;
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
    // The wait for another instance's steps may take as long as they need.
    raw_postgres(
        &mut connection,
        "BEGIN; SET LOCAL statement_timeout = 0; SET LOCAL lock_timeout = 0",
    )
    .await?;
    raw_postgres(&mut connection, LOCK).await?;
    raw_postgres(&mut connection, &RIGHTS.replace("{role}", &role)).await?;
    raw_postgres(&mut connection, "COMMIT").await
}

async fn raw_postgres(connection: &mut Link, text: &str) -> Result<(), StoreError> {
    connection.simple(text).await.map_err(|error| StoreError::of(DURING, &error))
}

/// The first column of what is answered.
async fn told(connection: &mut Link, text: &str) -> Result<Vec<String>, StoreError> {
    connection.told(text).await.map_err(|error| StoreError::of(DURING, &error))
}
