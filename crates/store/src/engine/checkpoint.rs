//! Carrying the write-ahead log over into the database file beside long work.
//!
//! SQLite does it inside the commit that makes the log too long, and long work then waits for a
//! second write of all it wrote. A connection of its own does it meanwhile, on another core.

use sqlx::sqlite::{SqliteArguments, SqliteConnectOptions};
use sqlx::{ConnectOptions as _, Connection as _};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

use super::sqlite::execute;

/// Carries the log over when told to; ends with its last [`Wake`].
pub(super) struct Checkpointer {
    wake: Wake,
    task: JoinHandle<()>,
}

/// Tells a [`Checkpointer`] that there is something to carry over.
#[derive(Clone)]
pub(super) struct Wake(mpsc::Sender<()>);

impl Wake {
    /// One round is enough for all that was told while the one before went on.
    pub(super) fn tell(&self) {
        let _ = self.0.try_send(());
    }
}

impl Checkpointer {
    pub(super) fn start(options: SqliteConnectOptions) -> Self {
        let (wake, woken) = mpsc::channel(1);
        Self { wake: Wake(wake), task: tokio::spawn(run(options, woken)) }
    }

    pub(super) fn wake(&self) -> Wake {
        self.wake.clone()
    }

    /// Waits for the round under way; every other [`Wake`] has to be gone.
    pub(super) async fn close(self) {
        drop(self.wake);
        let _ = self.task.await;
    }
}

async fn run(options: SqliteConnectOptions, mut woken: mpsc::Receiver<()>) {
    let mut connection = None;
    while woken.recv().await.is_some() {
        if connection.is_none() {
            connection = options.connect().await.ok();
        }
        let Some(open) = &mut connection else { continue };
        // Passive: neither writer nor readers wait for it. What it leaves, the next round or the
        // writer itself carries over; a fault shows there, where somebody can be told.
        let round = "PRAGMA wal_checkpoint(PASSIVE)";
        if let Err(error) = execute(open, "checkpoint", round, SqliteArguments::default()).await {
            tracing::warn!(%error, "the log is carried over by the writer instead");
            connection = None;
        }
    }
    if let Some(connection) = connection {
        let _ = connection.close().await;
    }
}
