//! The one writer of the embedded database, with group commit.
//!
//! A commit costs a wait for the disk; many small writers would each pay it. So they share: a
//! writer that is done hands the open physical transaction to those who were already waiting, and
//! one COMMIT answers for all of them.
//!
//! - Writers take turns on a fair lock. Each works inside a savepoint of the physical transaction,
//!   unless it has one alone.
//! - `commit` releases the savepoint. Where nobody waits, or the group is large or old, it commits
//!   on the spot. Otherwise it joins the group, whose first member queues a *closer* on the same
//!   lock: fair order puts it behind exactly those who were waiting then, so the group is bounded,
//!   and there is always somebody who commits.
//! - A member is acknowledged after the physical COMMIT returned; if it fails, every member gets
//!   the error.
//! - A writer that rolls back or is dropped goes back to its savepoint. What it saw of the group, such as
//!   that its key was used, or that somebody was faster, it may tell at once: so the group is committed
//!   before its turn ends.
//!
//! What long work wrote is carried over from the log into the database on another connection.
//!
//! No step that changes the physical transaction waits for anything but SQLite, so that a caller
//! who stops waiting cannot cut one in half.

use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex as StdMutex, PoisonError};
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::sync::{Mutex, OwnedMutexGuard, oneshot};
use tokio::time::Instant;

use super::checkpoint::{Checkpointer, Wake};
use super::connection::{BUSY, Connection, Place, Purpose, here};
use super::figures::{Counts, WriterFigures};
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
    /// How many wait for their turn.
    waiting: Arc<AtomicUsize>,
    counts: Arc<Counts>,
    runtime: Handle,
    checkpointer: StdMutex<Option<Checkpointer>>,
    /// How long to wait for a turn, in milliseconds.
    patience: AtomicU64,
}

/// The connection and the state of the transaction on it.
pub(super) struct Physical {
    /// Missing after a fault that left the connection in doubt; opened again when needed.
    connection: Option<Connection>,
    place: Place,
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
    counts: Arc<Counts>,
}

/// A writer's turn.
pub(super) struct Turn {
    physical: Option<OwnedMutexGuard<Physical>>,
    lock: Arc<Mutex<Physical>>,
    waiting: Arc<AtomicUsize>,
    runtime: Handle,
    alone: bool,
}

/// The first connection. Of several that turn a new file over to its log at once, SQLite has all
/// but one stop at once instead of wait, since none of them would give way; so these try again.
async fn connected(place: &Place) -> Result<Connection, StoreError> {
    let since = Instant::now();
    loop {
        match here(|| place.open(Purpose::Writing)) {
            Err(StoreError::Unavailable { outage: Outage::Busy, .. }) if since.elapsed() < BUSY => {
                tokio::time::sleep(AGE).await;
            }
            outcome => return outcome,
        }
    }
}

/// Counts somebody as waiting for a turn.
struct Waiting(Arc<AtomicUsize>);

impl Waiting {
    fn begin(count: &Arc<AtomicUsize>) -> Self {
        count.fetch_add(1, Ordering::Relaxed);
        Self(Arc::clone(count))
    }
}

impl Drop for Waiting {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Writer {
    pub(super) async fn open(place: Place) -> Result<Self, StoreError> {
        let connection = connected(&place).await?;
        let checkpointer = Checkpointer::start(place.clone());
        let counts = Arc::<Counts>::default();
        let physical = Physical {
            counts: Arc::clone(&counts),
            wake: Some(checkpointer.wake()),
            log: None,
            connection: Some(connection),
            place,
            open: false,
            working: false,
            generation: 0,
            began: Instant::now(),
            members: Vec::new(),
            group: GROUP,
        };
        Ok(Self {
            physical: Arc::new(Mutex::new(physical)),
            waiting: Arc::default(),
            counts,
            runtime: Handle::current(),
            checkpointer: StdMutex::new(Some(checkpointer)),
            patience: AtomicU64::new(PATIENCE),
        })
    }

    /// Waits for a turn. A turn taken alone shares its transaction with nobody: for work that
    /// takes long, so that small writers need not wait for its end to be acknowledged.
    pub(super) async fn turn(&self, alone: bool) -> Result<Turn, StoreError> {
        let lock = Arc::clone(&self.physical);
        let patience = Duration::from_millis(self.patience.load(Ordering::Relaxed));
        let waiting = Waiting::begin(&self.waiting);
        let turn = tokio::time::timeout(patience, Arc::clone(&lock).lock_owned()).await;
        drop(waiting);
        let mut physical = turn.map_err(|_| {
            StoreError::unavailable("write", Outage::Busy, "other writers take too long")
        })?;
        here(|| physical.enter(alone))?;
        let (waiting, runtime) = (Arc::clone(&self.waiting), self.runtime.clone());
        Ok(Turn { physical: Some(physical), lock, waiting, runtime, alone })
    }

    /// Runs steps on the connection outside any transaction, alone.
    pub(super) async fn exclusive(&self) -> Result<OwnedMutexGuard<Physical>, StoreError> {
        let mut physical = Arc::clone(&self.physical).lock_owned().await;
        here(|| {
            physical.finish();
            physical.connected().map(drop)
        })?;
        Ok(physical)
    }

    pub(super) fn figures(&self) -> WriterFigures {
        self.counts.figures(self.waiting.load(Ordering::Relaxed))
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
        here(|| {
            physical.finish();
            physical.wake = None;
            let mut checkpointer = self.checkpointer.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(checkpointer) = checkpointer.take() {
                checkpointer.close();
            }
            physical.connection = None;
        });
    }
}

impl Turn {
    /// The connection, inside this turn's savepoint or transaction.
    pub(super) fn connection(&mut self) -> Result<&mut Connection, StoreError> {
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
        physical.release()?;
        physical.counts.turn();
        let last = self.waiting.load(Ordering::Relaxed) == 0;
        if self.alone || last || physical.members.len() + 1 >= physical.group || physical.is_old() {
            return here(|| {
                let committed = physical.commit_group();
                if let (true, Some(wake)) = (self.alone, &physical.wake) {
                    wake.tell();
                }
                committed
            });
        }
        let (ack, acknowledged) = oneshot::channel();
        physical.members.push(ack);
        if physical.members.len() == 1 {
            let generation = physical.generation;
            // Queued while the turn still lasts: who comes later is behind the closer. In a task of
            // its own, it comes to its end also when nobody waits for it.
            let mut closer = Box::pin(Arc::clone(&self.lock).lock_owned());
            let queued = futures::poll!(&mut closer);
            debug_assert!(queued.is_pending(), "the turn holds the lock");
            self.runtime.spawn(async move {
                let mut physical = closer.await;
                here(|| physical.close_group(generation));
            });
        }
        drop(physical);
        acknowledged.await.unwrap_or_else(|_| Err(StoreError::abandoned("commit")))
    }

    /// Takes back the work of this turn; what it saw of others is on the disk when this answers.
    pub(super) fn rollback(mut self) -> Result<(), StoreError> {
        self.physical.take().map_or(Ok(()), |mut physical| here(|| physical.leave()))
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        if let Some(mut physical) = self.physical.take() {
            // Who committed hears of a fault; who saw it only is here no more.
            let _ = physical.leave();
        }
    }
}

impl Physical {
    pub(super) fn connected(&mut self) -> Result<&mut Connection, StoreError> {
        if self.connection.is_none() {
            self.connection = Some(self.place.open(Purpose::Writing)?);
            self.log = None;
        }
        self.connection.as_mut().ok_or_else(|| StoreError::abandoned("open"))
    }

    fn run(&mut self, step: &'static str) -> Result<(), StoreError> {
        self.connected()?.run(step)
    }

    /// Begins a turn: a physical transaction where none is open, and a savepoint where it is shared.
    fn enter(&mut self, alone: bool) -> Result<(), StoreError> {
        self.settle();
        if self.open && (alone || self.is_full()) {
            let _ = self.commit_group();
        }
        if !self.open {
            self.allow_log(if alone { LONG_LOG } else { SHORT_LOG })?;
            self.run("BEGIN IMMEDIATE")?;
            self.open = true;
            self.generation += 1;
            self.began = Instant::now();
        }
        if alone {
            // Nobody else's work is in this transaction: taking it back is rolling it back, and
            // SQLite is spared a copy of every page that changes.
            return Ok(());
        }
        self.or_fail("SAVEPOINT turn")?;
        self.working = true;
        Ok(())
    }

    /// Lets the log grow as long as the kind of work asks for.
    fn allow_log(&mut self, limit: &'static str) -> Result<(), StoreError> {
        self.connected()?;
        if self.log != Some(limit) {
            self.run(limit)?;
            self.log = Some(limit);
        }
        Ok(())
    }

    fn release(&mut self) -> Result<(), StoreError> {
        if !self.working {
            return Ok(());
        }
        self.or_fail("RELEASE turn")?;
        self.working = false;
        Ok(())
    }

    fn is_full(&self) -> bool {
        self.members.len() >= self.group || (!self.members.is_empty() && self.is_old())
    }

    fn is_old(&self) -> bool {
        self.began.elapsed() >= AGE
    }

    /// Takes back what a turn left that neither committed nor rolled back; with no member in the
    /// group the physical transaction ends too.
    fn settle(&mut self) {
        if self.working {
            // Where it fails, the engine already gave up the whole transaction, and the group.
            let undone = self.or_fail("ROLLBACK TO turn");
            if undone.and_then(|()| self.or_fail("RELEASE turn")).is_ok() {
                self.working = false;
            }
        }
        if self.open && self.members.is_empty() && self.or_fail("ROLLBACK").is_ok() {
            self.open = false;
        }
    }

    /// Ends a turn that changes nothing. What it saw of the members is not left to a later commit.
    fn leave(&mut self) -> Result<(), StoreError> {
        self.settle();
        if self.open { self.commit_group() } else { Ok(()) }
    }

    /// Takes back what was left, and commits what is open.
    fn finish(&mut self) {
        self.settle();
        if self.open {
            let _ = self.commit_group();
        }
    }

    /// Commits a group once those who were waiting when it formed had their turn.
    fn close_group(&mut self, generation: u64) {
        if self.generation == generation {
            self.finish();
        }
    }

    /// Commits the physical transaction and tells every member how it went.
    fn commit_group(&mut self) -> Result<(), StoreError> {
        self.or_fail("COMMIT")?;
        self.counts.commit();
        self.open = false;
        self.tell(&Ok(()));
        Ok(())
    }

    /// Runs a step; a fault ends the physical transaction.
    fn or_fail(&mut self, step: &'static str) -> Result<(), StoreError> {
        self.run(step).inspect_err(|error| self.fail(error))
    }

    /// Ends the physical transaction after a fault: every member gets the error, and the
    /// connection is opened anew if it does not come clean.
    fn fail(&mut self, error: &StoreError) {
        tracing::warn!(%error, members = self.members.len(), "a group of writes failed");
        if self.run("ROLLBACK").is_err() {
            self.connection = None;
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
