//! The connections that read the embedded database.

use std::sync::{Arc, Mutex, PoisonError};

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

use super::connection::{BUSY, Connection, Place, Purpose, here};
use super::figures::count;
use super::{Outage, StoreError};

/// Readers at the same time; each holds its own page cache.
const READERS: usize = 8;

/// Opened when first needed, and kept.
pub(super) struct Readers {
    place: Place,
    turns: Arc<Semaphore>,
    idle: Arc<Idle>,
}

type Idle = Mutex<Vec<Connection>>;

impl Readers {
    pub(super) fn new(place: Place) -> Self {
        Self { place, turns: Arc::new(Semaphore::new(READERS)), idle: Arc::default() }
    }

    /// A connection that reads one consistent state.
    pub(super) async fn begin(&self) -> Result<Reader, StoreError> {
        let mut reader = self.connection("begin").await?;
        // Asks nothing of the file yet.
        reader.get("begin")?.run("BEGIN DEFERRED")?;
        reader.open = true;
        Ok(reader)
    }

    /// A connection that reads as it comes.
    pub(super) async fn connection(&self, during: &'static str) -> Result<Reader, StoreError> {
        let turn = Arc::clone(&self.turns).acquire_owned();
        let turn = match tokio::time::timeout(BUSY, turn).await {
            Ok(Ok(turn)) => turn,
            Ok(Err(_)) => return Err(StoreError::closed(during)),
            Err(_) => {
                let detail = "no free connection";
                return Err(StoreError::unavailable(during, Outage::Busy, detail));
            }
        };
        let idle = lock(&self.idle).pop();
        let connection = match idle {
            Some(connection) => connection,
            None => here(|| self.place.open(Purpose::Reading))?,
        };
        let idle = Arc::clone(&self.idle);
        Ok(Reader { connection: Some(connection), idle, open: false, _turn: turn })
    }

    /// How many read, how many connections wait for somebody, and how many can read at most.
    pub(super) fn figures(&self) -> (u64, u64, u64) {
        let used = READERS.saturating_sub(self.turns.available_permits());
        (count(used), count(lock(&self.idle).len()), count(READERS))
    }

    /// Waits for those who read, and closes their connections.
    pub(super) async fn close(&self) {
        let all = u32::try_from(READERS).unwrap_or(u32::MAX);
        let _ = self.turns.acquire_many(all).await;
        self.turns.close();
        here(|| lock(&self.idle).clear());
    }
}

fn lock(idle: &Idle) -> std::sync::MutexGuard<'_, Vec<Connection>> {
    idle.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A reader's turn.
pub(super) struct Reader {
    /// There until the reader is dropped.
    connection: Option<Connection>,
    idle: Arc<Idle>,
    /// Whether a transaction is open.
    open: bool,
    /// Goes after the connection went back.
    _turn: OwnedSemaphorePermit,
}

impl Reader {
    pub(super) fn get(&mut self, during: &'static str) -> Result<&mut Connection, StoreError> {
        self.connection.as_mut().ok_or_else(|| StoreError::abandoned(during))
    }

    /// Ends the transaction: what was only read is neither kept nor taken back.
    pub(super) fn end(mut self) -> Result<(), StoreError> {
        self.open = false;
        let ended = self.get("end")?.run("ROLLBACK");
        if ended.is_err() {
            self.connection = None;
        }
        ended
    }
}

impl Drop for Reader {
    fn drop(&mut self) {
        let Some(mut connection) = self.connection.take() else { return };
        // What does not come clean is not used again.
        if !self.open || connection.run("ROLLBACK").is_ok() {
            lock(&self.idle).push(connection);
        }
    }
}
