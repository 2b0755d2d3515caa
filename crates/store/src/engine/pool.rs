//! Connections to the database server that wait for the next transaction (decision 25).
//!
//! A connection is handed out, and taken back, without a question to the server: the first step of a
//! transaction is that question, and where an idle connection turns out to have ended, nothing has
//! happened yet and another one is taken.

use std::time::Duration;

use deadpool::Runtime;
use deadpool::managed::{self, Metrics, Object, PoolError, QueueMode, RecycleError, RecycleResult};
use sqlx::postgres::{PgConnectOptions, PgConnection};
use sqlx::{ConnectOptions as _, Error};
use tokio::time::Instant;

use super::{Outage, StoreError};

/// How long a caller waits for a connection, a statement for a lock, and whoever takes a transaction
/// back for the server.
pub(super) const WAIT: Duration = Duration::from_secs(5);

/// After this long without work a connection is closed.
const IDLE: Duration = Duration::from_mins(5);

/// A connection older than this is closed where it would be used again: what both ends keep for it
/// grows with the statements it carries.
const OLD: Duration = Duration::from_mins(30);

/// How often it is looked for those that are idle.
const TURN: Duration = Duration::from_mins(1);

/// Pauses before a server that takes nobody at this moment is asked again.
const FIRST_PAUSE: Duration = Duration::from_millis(10);
const LONGEST_PAUSE: Duration = Duration::from_millis(500);

/// A connection on loan.
pub(super) type Lent = Object<Server>;

/// The connections of one store.
pub(super) type Pool = managed::Pool<Server>;

/// The database server, as whoever makes connections to it sees it.
pub(super) struct Server {
    options: PgConnectOptions,
}

impl managed::Manager for Server {
    type Type = PgConnection;
    type Error = Error;

    /// Waits a while for a server that is starting, or that has no room.
    async fn create(&self) -> Result<PgConnection, Error> {
        let until = Instant::now() + WAIT;
        let mut pause = FIRST_PAUSE;
        loop {
            let error = match self.options.connect().await {
                Ok(connection) => return Ok(connection),
                Err(error) => error,
            };
            if !passes(&error) || Instant::now() + pause >= until {
                return Err(error);
            }
            tokio::time::sleep(pause).await;
            pause = LONGEST_PAUSE.min(pause * 2);
        }
    }

    async fn recycle(&self, _: &mut PgConnection, metrics: &Metrics) -> RecycleResult<Error> {
        if metrics.age() < OLD { Ok(()) } else { Err(RecycleError::message("old")) }
    }
}

/// Whether a server that took nobody may take somebody soon.
fn passes(error: &Error) -> bool {
    use std::io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    match error {
        Error::Io(error) => {
            matches!(error.kind(), ConnectionAborted | ConnectionRefused | ConnectionReset)
        }
        // No room for more connections; about to start or to stop.
        Error::Database(error) => matches!(error.code().as_deref(), Some("53300" | "57P03")),
        _ => false,
    }
}

/// Opens the pool; the first connection is made by whoever needs it.
pub(super) fn pool(options: PgConnectOptions, most: u32) -> Result<Pool, StoreError> {
    let pool = Pool::builder(Server { options })
        .max_size(most.try_into().unwrap_or(usize::MAX))
        .wait_timeout(Some(WAIT))
        .create_timeout(Some(WAIT))
        // Those in use stay in use, and the others come to be closed.
        .queue_mode(QueueMode::Lifo)
        .runtime(Runtime::Tokio1)
        .build()
        .map_err(|_| StoreError::refused("open", "no pool of connections"))?;
    let watched = pool.weak();
    tokio::spawn(async move {
        loop {
            tokio::time::sleep(TURN).await;
            let Some(pool) = watched.upgrade().filter(|pool| !pool.is_closed()) else { return };
            pool.retain(|_, metrics| metrics.last_used() < IDLE);
        }
    });
    Ok(pool)
}

/// Lends a connection, of which nobody knows whether it still lives.
pub(super) async fn lend(pool: &Pool, during: &'static str) -> Result<Lent, StoreError> {
    pool.get().await.map_err(|error| match error {
        PoolError::Backend(error) => StoreError::of(during, &error),
        PoolError::Timeout(managed::TimeoutType::Wait) => {
            StoreError::unavailable(during, Outage::Busy, "no free connection")
        }
        PoolError::Timeout(_) => StoreError::unavailable(during, Outage::Timeout, "no answer"),
        _ => StoreError::closed(during),
    })
}

/// Makes a connection that is no part of the pool, for work after which nobody uses it again.
pub(super) async fn apart(pool: &Pool, during: &'static str) -> Result<PgConnection, StoreError> {
    if pool.is_closed() {
        return Err(StoreError::closed(during));
    }
    match tokio::time::timeout(WAIT, managed::Manager::create(pool.manager())).await {
        Ok(made) => made.map_err(|error| StoreError::of(during, &error)),
        Err(_) => Err(StoreError::unavailable(during, Outage::Timeout, "no answer")),
    }
}

/// Ends all connections, those in use once they come back, for which it waits a while.
pub(super) async fn close(pool: &Pool) {
    let until = Instant::now() + WAIT;
    let in_use = || {
        let status = pool.status();
        status.size > status.available
    };
    while in_use() && Instant::now() < until {
        tokio::time::sleep(FIRST_PAUSE).await;
    }
    pool.close();
}

/// Another connection in place of one that ended while nobody used it.
pub(super) async fn another(ended: Lent, during: &'static str) -> Result<Lent, StoreError> {
    let pool = Object::pool(&ended).ok_or_else(|| StoreError::closed(during))?;
    discard(ended);
    lend(&pool, during).await
}

/// Whether a connection was made for whoever has it now.
pub(super) fn is_new(lent: &Lent) -> bool {
    Object::metrics(lent).recycle_count == 0
}

/// Closes a connection that is not to be used again.
pub(super) fn discard(lent: Lent) {
    drop(Object::take(lent));
}
