//! Carrying the write-ahead log over into the database file beside long work.
//!
//! SQLite does it inside the commit that makes the log too long, and long work then waits for a
//! second write of all it wrote. A thread of its own does it meanwhile, on another core.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::thread::JoinHandle;

use super::connection::{Connection, Place, Purpose};

/// Carries the log over when told to; ends with its last [`Wake`].
pub(super) struct Checkpointer {
    wake: Wake,
    thread: Option<JoinHandle<()>>,
}

/// Tells a [`Checkpointer`] that there is something to carry over.
#[derive(Clone)]
pub(super) struct Wake(SyncSender<()>);

impl Wake {
    /// One round is enough for all that was told while the one before went on.
    pub(super) fn tell(&self) {
        let _ = self.0.try_send(());
    }
}

impl Checkpointer {
    /// Where no thread can be had, the writer carries the log over itself.
    pub(super) fn start(place: Place) -> Self {
        let (wake, woken) = sync_channel(1);
        let thread = std::thread::Builder::new().name("fla-checkpoint".to_owned());
        let thread = thread.spawn(move || run(&place, &woken)).ok();
        Self { wake: Wake(wake), thread }
    }

    pub(super) fn wake(&self) -> Wake {
        self.wake.clone()
    }

    /// Waits for the round under way; every other [`Wake`] has to be gone.
    pub(super) fn close(self) {
        drop(self.wake);
        if let Some(thread) = self.thread {
            let _ = thread.join();
        }
    }
}

fn run(place: &Place, woken: &Receiver<()>) {
    let mut connection: Option<Connection> = None;
    while woken.recv().is_ok() {
        if connection.is_none() {
            connection = place.open(Purpose::Carrying).ok();
        }
        let Some(open) = &mut connection else { continue };
        // Passive: neither writer nor readers wait for it. What it leaves, the next round or the
        // writer itself carries over; a fault shows there, where somebody can be told.
        if let Err(error) = open.run("PRAGMA wal_checkpoint(PASSIVE)") {
            tracing::warn!(%error, "the log is carried over by the writer instead");
            connection = None;
        }
    }
}
