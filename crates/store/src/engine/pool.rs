//! Connections to the database server that wait for the next transaction (decision 25).
//!
//! A connection is handed out, and taken back, without a question to the server: the first step of a
//! transaction is that question, and where an idle connection turns out to have ended, nothing has
//! happened yet and another one is taken.

use std::time::Duration;

use deadpool::Runtime;
use deadpool::managed::{
    self, Metrics, Object, PoolError, QueueMode, RecycleError, RecycleResult, Timeouts,
};
use tokio::time::Instant;
use tokio_postgres::Error;

use super::address::Address;
use super::error::line_of;
use super::link::Link;
use super::{Outage, StoreError};

/// How long a caller waits for a connection, a statement for a lock, and whoever takes a transaction
/// back for the server.
pub(super) const WAIT: Duration = Duration::from_secs(5);

/// What the client grants the server beyond its own limit, for the answer to arrive.
pub(super) const GRACE: Duration = Duration::from_secs(2);

/// After this long without work a connection is closed.
const IDLE: Duration = Duration::from_mins(5);

/// A connection older than this is closed where it would be used again: what both ends keep for it
/// grows with the statements it carries.
const OLD: Duration = Duration::from_mins(30);

/// How often it is looked for those that are idle.
const TURN: Duration = Duration::from_mins(1);

/// How long a connection may take to make that whoever wants it can do without.
const QUICKLY: Duration = Duration::from_millis(250);

/// Pauses before a server that takes nobody at this moment is asked again.
const FIRST_PAUSE: Duration = Duration::from_millis(10);
const LONGEST_PAUSE: Duration = Duration::from_millis(500);

/// A connection on loan.
pub(super) type Lent = Object<Server>;

/// The connections of one store.
pub(super) type Pool = managed::Pool<Server>;

/// The database server, as whoever makes connections to it sees it.
pub(super) struct Server {
    address: Address,
}

impl managed::Manager for Server {
    type Type = Box<Link>;
    type Error = Error;

    /// Waits a while for a server that is starting, or that has no room.
    async fn create(&self) -> Result<Box<Link>, Error> {
        let until = Instant::now() + WAIT;
        let mut pause = FIRST_PAUSE;
        loop {
            let error = match Link::connect(&self.address).await {
                Ok(connection) => return Ok(Box::new(connection)),
                Err(error) => error,
            };
            if !passes(&error) || Instant::now() + pause >= until {
                return Err(error);
            }
            tokio::time::sleep(pause).await;
            pause = LONGEST_PAUSE.min(pause * 2);
        }
    }

    /// The server is not asked, but where it has said that the connection ends, that was heard.
    async fn recycle(&self, link: &mut Box<Link>, metrics: &Metrics) -> RecycleResult<Error> {
        let is_good = metrics.age() < OLD && link.is_there().await;
        if is_good { Ok(()) } else { Err(RecycleError::message("old or ended")) }
    }
}

/// Whether a server that took nobody may take somebody soon.
fn passes(error: &Error) -> bool {
    use std::io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset};
    if let Some(code) = error.code() {
        // No room for more connections; about to start or to stop.
        return matches!(code.code(), "53300" | "57P03");
    }
    let kind = line_of(error).map(std::io::Error::kind);
    matches!(kind, Some(ConnectionAborted | ConnectionRefused | ConnectionReset))
}

/// Opens the pool; the first connection is made by whoever needs it.
pub(super) fn pool(address: Address) -> Result<Pool, StoreError> {
    let most = address.connections;
    let pool = Pool::builder(Server { address })
        .max_size(most)
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

/// Lends a connection where one is free at once, or quickly made.
pub(super) async fn spare(pool: &Pool) -> Option<Lent> {
    let at_once = Timeouts { wait: Some(Duration::ZERO), create: Some(QUICKLY), recycle: None };
    pool.timeout_get(&at_once).await.ok()
}

/// Makes a connection that is no part of the pool, for work after which nobody uses it again.
pub(super) async fn apart(pool: &Pool, during: &'static str) -> Result<Box<Link>, StoreError> {
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
