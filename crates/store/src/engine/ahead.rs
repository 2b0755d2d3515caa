//! Statements that the server carries out while the caller goes on, one after the other, in a task of
//! their own: between them nobody waits for a caller who is busy.

use std::future::{poll_fn, ready};
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use tokio::runtime::Handle;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

use super::StoreError;
use super::arguments::Argument;
use super::link::Due;
use super::pool::{self, Lent};
use super::postgres::{State, Wait};
use super::steps::Execute;

/// Statements that wait while another is carried out. More of them would be memory and no time: they
/// are made sooner than the server is through with one.
const WAITING: usize = 1;

/// A statement with its arguments.
pub(super) struct Ready {
    pub(super) name: &'static str,
    pub(super) text: &'static str,
    pub(super) arguments: Vec<Argument>,
}

/// What came of the statements: how many rows they changed, or the first failure.
pub(super) struct Ended {
    pub(super) connection: Option<Lent>,
    pub(super) state: State,
    pub(super) outcome: Result<u64, StoreError>,
}

/// Statements that are carried out ahead.
pub(super) struct Ahead {
    /// Gone when no other follows.
    next: Option<mpsc::Sender<Ready>>,
    task: JoinHandle<Ended>,
}

impl Ahead {
    /// Begins with a statement, which sets out for the server before this comes back.
    pub(super) async fn begin(
        runtime: &Handle,
        connection: Lent,
        (wait, patience): (Wait, Duration),
        first: Ready,
    ) -> Self {
        let (next, others) = mpsc::channel(WAITING);
        let mut all = Box::pin(carry_out(connection, wait, patience, first, others));
        // A task that was just begun can stay behind the one that began it.
        let begun = poll_fn(|context| Poll::Ready(all.as_mut().poll(context))).await;
        let task = match begun {
            Poll::Ready(ended) => runtime.spawn(ready(ended)),
            Poll::Pending => runtime.spawn(all),
        };
        Self { next: Some(next), task }
    }

    /// Has another one follow. Not where one before failed.
    pub(super) async fn follow(&self, other: Ready) -> bool {
        match &self.next {
            Some(next) => next.send(other).await.is_ok(),
            None => false,
        }
    }

    /// Waits until all of them are carried out. Whoever stops waiting can wait again.
    pub(super) async fn end(&mut self) -> Result<Ended, StoreError> {
        self.next = None;
        (&mut self.task).await.map_err(|_| StoreError::abandoned("settle"))
    }
}

async fn carry_out(
    connection: Lent,
    mut wait: Wait,
    patience: Duration,
    mut one: Ready,
    mut others: mpsc::Receiver<Ready>,
) -> Ended {
    let mut away = Away(Some(connection));
    let pulse = Arc::clone(&wait.pulse);
    let mut rows = 0;
    loop {
        let Ready { name, text, arguments } = one;
        let step = Execute { text, arguments: &arguments };
        let (outcome, state) = match away.0.as_deref_mut() {
            Some(connection) => wait.outcome(name, connection, &step).await,
            None => (Err(StoreError::abandoned(name)), State::Lost),
        };
        // Megabytes, and it can be long until the next.
        drop(arguments);
        let next = match outcome {
            Ok(more) => {
                rows += more;
                others.recv().await
            }
            Err(failed) => {
                return Ended { connection: away.0.take(), state, outcome: Err(failed) };
            }
        };
        let Some(next) = next else {
            return Ended { connection: away.0.take(), state, outcome: Ok(rows) };
        };
        one = next;
        wait = Wait { patience, pulse: Arc::clone(&pulse), due: Due::default(), inserts: "" };
    }
}

/// A connection in a task of its own, which is not used again where the task ends before its time.
struct Away(Option<Lent>);

impl Drop for Away {
    fn drop(&mut self) {
        if let Some(connection) = self.0.take() {
            pool::discard(connection);
        }
    }
}
