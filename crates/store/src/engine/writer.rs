//! The one writer of the embedded database, with group commit.
//!
//! A commit costs a wait for the disk; many small writers would each pay it. So they share: a
//! writer that is done hands the open physical transaction to those who were already waiting, and
//! one COMMIT answers for all of them.
//!
//! - Writers take turns on a fair lock. Each works inside a savepoint of the physical transaction,
//!   unless it has one alone.
//! - `commit` releases the savepoint and joins the group. The first member of a group queues a
//!   *closer* on the same lock: fair order puts it behind exactly those who were waiting then, so
//!   the group is bounded, and there is always somebody who commits. A group that is large or old
//!   is committed on the spot.
//! - A member is acknowledged after the physical COMMIT returned; if it fails, every member gets
//!   the error.
//! - A writer that rolls back or is dropped goes back to its savepoint and leaves the group alone.
//!
//! - What long work wrote is carried over from the log into the database on another connection.
//!
//! The steps that change the physical transaction run in tasks of their own, so that a caller who
//! stops waiting cannot cut one in half.

use std::future::Future;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use sqlx::sqlite::{SqliteArguments, SqliteConnectOptions, SqliteConnection};
use sqlx::{ConnectOptions as _, Connection as _};
use tokio::runtime::Handle;
use tokio::sync::{Mutex, OwnedMutexGuard, oneshot};
use tokio::time::Instant;

use super::checkpoint::{Checkpointer, Wake};
use super::sqlite::{BUSY, execute};
use super::{Outage, StoreError};

/// After how many pages of the log the writer carries it over into the database itself.
const SHORT_LOG: &str = "PRAGMA wal_autocheckpoint = 8000";

/// The same during long work, whose log is carried over beside it: so many that the writer finds
/// little left to do, and so few that a disk has room for them (128 MiB).
const LONG_LOG: &str = "PRAGMA wal_autocheckpoint = 32000";

/// Members of one physical transaction at most.
const GROUP: usize = 64;

/// How long a writer waits for its turn, in milliseconds.
const PATIENCE: u64 = 30_000;

/// Age of a physical transaction that nobody joins any more.
const AGE: Duration = Duration::from_millis(5);

type Ack = oneshot::Sender<Result<(), StoreError>>;

/// The writer of one database.
pub(super) struct Writer {
    physical: Arc<Mutex<Physical>>,
    runtime: Handle,
    checkpointer: Mutex<Option<Checkpointer>>,
    /// How long to wait for a turn, in milliseconds.
    patience: AtomicU64,
}

/// The connection and the state of the transaction on it.
pub(super) struct Physical {
    /// Missing after a fault that left the connection in doubt; opened again when needed.
    connection: Option<SqliteConnection>,
    options: SqliteConnectOptions,
    /// Whether BEGIN was answered and neither COMMIT nor ROLLBACK followed.
    open: bool,
    /// Whether a savepoint is set that was neither released nor rolled back.
    working: bool,
    /// Counts physical transactions, so that a late closer knows its group is gone.
    generation: u64,
    began: Instant,
    members: Vec<Ack>,
    group: usize,
    /// Gone once the store is closed.
    wake: Option<Wake>,
    /// How long the log may grow, where the connection was told.
    log: Option<&'static str>,
}

/// A writer's turn.
pub(super) struct Turn {
    physical: Option<OwnedMutexGuard<Physical>>,
    lock: Arc<Mutex<Physical>>,
    runtime: Handle,
    alone: bool,
}

/// The first connection. Of several that turn a new file over to its log at once, SQLite has all
/// but one stop at once instead of wait, since none of them would give way; so these try again.
async fn connected(options: &SqliteConnectOptions) -> Result<SqliteConnection, StoreError> {
    let since = Instant::now();
    loop {
        match options.connect().await.map_err(|e| StoreError::of("open", &e)) {
            Err(StoreError::Unavailable { outage: Outage::Busy, .. }) if since.elapsed() < BUSY => {
                tokio::time::sleep(AGE).await;
            }
            outcome => return outcome,
        }
    }
}

impl Writer {
    pub(super) async fn open(
        options: SqliteConnectOptions,
        carrying: SqliteConnectOptions,
    ) -> Result<Self, StoreError> {
        let connection = connected(&options).await?;
        let checkpointer = Checkpointer::start(carrying);
        let physical = Physical {
            wake: Some(checkpointer.wake()),
            log: None,
            connection: Some(connection),
            options,
            open: false,
            working: false,
            generation: 0,
            began: Instant::now(),
            members: Vec::new(),
            group: GROUP,
        };
        Ok(Self {
            physical: Arc::new(Mutex::new(physical)),
            runtime: Handle::current(),
            checkpointer: Mutex::new(Some(checkpointer)),
            patience: AtomicU64::new(PATIENCE),
        })
    }

    /// Waits for a turn. A turn taken alone shares its transaction with nobody: for work that
    /// takes long, so that small writers need not wait for its end to be acknowledged.
    pub(super) async fn turn(&self, alone: bool) -> Result<Turn, StoreError> {
        let lock = Arc::clone(&self.physical);
        let runtime = self.runtime.clone();
        let patience = Duration::from_millis(self.patience.load(Ordering::Relaxed));
        unbroken(&self.runtime, async move {
            let turn = tokio::time::timeout(patience, Arc::clone(&lock).lock_owned()).await;
            let mut physical = turn.map_err(|_| {
                StoreError::unavailable("write", Outage::Busy, "other writers take too long")
            })?;
            physical.enter(alone).await?;
            Ok(Turn { physical: Some(physical), lock, runtime, alone })
        })
        .await
    }

    /// Runs steps on the connection outside any transaction, alone.
    pub(super) async fn exclusive(&self) -> Result<OwnedMutexGuard<Physical>, StoreError> {
        let lock = Arc::clone(&self.physical);
        unbroken(&self.runtime, async move {
            let mut physical = lock.lock_owned().await;
            physical.settle().await;
            if physical.open {
                physical.commit_group().await;
            }
            physical.connected().await?;
            Ok(physical)
        })
        .await
    }

    /// Members of a physical transaction at most; 1 commits each writer on its own.
    #[cfg(any(test, feature = "testing"))]
    pub(super) async fn set_group(&self, members: usize) {
        self.physical.lock().await.group = members;
    }

    /// How long a writer waits for its turn.
    #[cfg(any(test, feature = "testing"))]
    pub(super) fn set_patience(&self, milliseconds: u64) {
        self.patience.store(milliseconds, Ordering::Relaxed);
    }

    /// How many physical transactions were begun.
    #[cfg(any(test, feature = "testing"))]
    pub(super) async fn generation(&self) -> u64 {
        self.physical.lock().await.generation
    }

    pub(super) async fn close(&self) {
        let mut physical = self.physical.lock().await;
        physical.settle().await;
        if physical.open {
            physical.commit_group().await;
        }
        physical.wake = None;
        if let Some(checkpointer) = self.checkpointer.lock().await.take() {
            checkpointer.close().await;
        }
        if let Some(connection) = physical.connection.take() {
            let _ = connection.close().await;
        }
    }
}

/// Runs a step in a task of its own, so that it comes to its end also when nobody waits for it.
async fn unbroken<T: Send + 'static>(
    runtime: &Handle,
    step: impl Future<Output = Result<T, StoreError>> + Send + 'static,
) -> Result<T, StoreError> {
    runtime.spawn(step).await.map_err(|_| StoreError::abandoned("write"))?
}

impl Turn {
    /// The connection, inside this turn's savepoint or transaction.
    pub(super) fn connection(&mut self) -> Result<&mut SqliteConnection, StoreError> {
        self.physical
            .as_mut()
            .and_then(|physical| physical.connection.as_mut())
            .ok_or_else(|| StoreError::abandoned("write"))
    }

    /// Makes the work of this turn permanent; answers after the disk did.
    pub(super) async fn commit(mut self) -> Result<(), StoreError> {
        let Some(mut physical) = self.physical.take() else {
            return Err(StoreError::abandoned("commit"));
        };
        let (lock, alone) = (Arc::clone(&self.lock), self.alone);
        unbroken(&self.runtime, async move {
            physical.release().await?;
            let (ack, acknowledged) = oneshot::channel();
            physical.members.push(ack);
            if alone || physical.is_full() {
                physical.commit_group().await;
                if let (true, Some(wake)) = (alone, &physical.wake) {
                    wake.tell();
                }
                drop(physical);
            } else if physical.members.len() == 1 {
                let generation = physical.generation;
                // Queued while the turn still lasts: who comes later is behind the closer.
                let mut closer = Box::pin(lock.lock_owned());
                let queued = futures::poll!(&mut closer);
                debug_assert!(queued.is_pending(), "the turn holds the lock");
                drop(physical);
                closer.await.close_group(generation).await;
            } else {
                drop(physical);
            }
            acknowledged.await.unwrap_or_else(|_| Err(StoreError::abandoned("commit")))
        })
        .await
    }

    /// Takes back the work of this turn.
    pub(super) async fn rollback(mut self) -> Result<(), StoreError> {
        let Some(mut physical) = self.physical.take() else { return Ok(()) };
        unbroken(&self.runtime, async move {
            physical.settle().await;
            Ok(())
        })
        .await
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        if let Some(mut physical) = self.physical.take() {
            // If the runtime is gone the task never runs; the next turn settles instead.
            self.runtime.spawn(async move { physical.settle().await });
        }
    }
}

impl Physical {
    pub(super) async fn connected(&mut self) -> Result<&mut SqliteConnection, StoreError> {
        if self.connection.is_none() {
            let connection = self.options.connect().await;
            self.connection = Some(connection.map_err(|e| StoreError::of("open", &e))?);
            self.log = None;
        }
        self.connection.as_mut().ok_or_else(|| StoreError::abandoned("open"))
    }

    async fn run(&mut self, step: &'static str) -> Result<(), StoreError> {
        let connection = self.connected().await?;
        execute(connection, step, step, SqliteArguments::default()).await.map(drop)
    }

    /// Begins a turn: a physical transaction where none is open, and a savepoint where it is shared.
    async fn enter(&mut self, alone: bool) -> Result<(), StoreError> {
        self.settle().await;
        if self.open && (alone || self.is_full()) {
            self.commit_group().await;
        }
        if !self.open {
            self.allow_log(if alone { LONG_LOG } else { SHORT_LOG }).await?;
            self.run("BEGIN IMMEDIATE").await?;
            self.open = true;
            self.generation += 1;
            self.began = Instant::now();
        }
        if alone {
            // Nobody else's work is in this transaction: taking it back is rolling it back, and
            // SQLite is spared a copy of every page that changes.
            return Ok(());
        }
        if let Err(error) = self.run("SAVEPOINT turn").await {
            self.fail(&error).await;
            return Err(error);
        }
        self.working = true;
        Ok(())
    }

    /// Lets the log grow as long as the kind of work asks for.
    async fn allow_log(&mut self, limit: &'static str) -> Result<(), StoreError> {
        self.connected().await?;
        if self.log != Some(limit) {
            self.run(limit).await?;
            self.log = Some(limit);
        }
        Ok(())
    }

    async fn release(&mut self) -> Result<(), StoreError> {
        if !self.working {
            return Ok(());
        }
        if let Err(error) = self.run("RELEASE turn").await {
            self.fail(&error).await;
            return Err(error);
        }
        self.working = false;
        Ok(())
    }

    fn is_full(&self) -> bool {
        self.members.len() >= self.group
            || (!self.members.is_empty() && self.began.elapsed() >= AGE)
    }

    /// Takes back what a turn left that neither committed nor rolled back; with no member in the
    /// group the physical transaction ends too.
    async fn settle(&mut self) {
        if self.working {
            let undone = match self.run("ROLLBACK TO turn").await {
                Ok(()) => self.run("RELEASE turn").await,
                Err(error) => Err(error),
            };
            match undone {
                Ok(()) => self.working = false,
                // The engine already gave up the whole transaction, and the group with it.
                Err(error) => self.fail(&error).await,
            }
        }
        if self.open && self.members.is_empty() {
            match self.run("ROLLBACK").await {
                Ok(()) => self.open = false,
                Err(error) => self.fail(&error).await,
            }
        }
    }

    /// Commits a group once those who were waiting when it formed had their turn.
    async fn close_group(&mut self, generation: u64) {
        if self.generation == generation && self.open {
            self.settle().await;
            self.commit_group().await;
        }
    }

    /// Commits the physical transaction and tells every member how it went.
    async fn commit_group(&mut self) {
        match self.run("COMMIT").await {
            Ok(()) => {
                self.open = false;
                self.tell(&Ok(()));
            }
            Err(error) => self.fail(&error).await,
        }
    }

    /// Ends the physical transaction after a fault: every member gets the error, and the
    /// connection is opened anew if it does not come clean.
    async fn fail(&mut self, error: &StoreError) {
        tracing::warn!(%error, members = self.members.len(), "a group of writes failed");
        let clean = self.run("ROLLBACK").await.is_ok();
        if !clean && let Some(connection) = self.connection.take() {
            let _ = connection.close().await;
        }
        (self.open, self.working) = (false, false);
        self.tell(&Err(error.clone()));
    }

    fn tell(&mut self, outcome: &Result<(), StoreError>) {
        for member in self.members.drain(..) {
            let _ = member.send(outcome.clone());
        }
    }
}
