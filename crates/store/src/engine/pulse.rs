//! Whether the database server still answers anybody, while somebody waits for it.
//!
//! A statement may take long, and whoever waits for one cannot tell a server that works from one that
//! is gone without a word: a line that was cut, a machine that stands still. So the server is asked
//! beside it, over a connection of its own, since those of the pool may all be at work.

use std::pin::Pin;
use std::time::Duration;

use tokio::sync::Mutex;
use tokio::time::{Instant, timeout, timeout_at};

use super::address::Address;
use super::link::Link;

/// After this time without an answer to a statement the server is asked whether it is there.
const QUIET: Duration = Duration::from_millis(1_500);

/// How long it may take to say so. With what a caller waits for a connection before or after, it knows within
/// ten seconds what becomes of a call.
const ASKED: Duration = Duration::from_secs(3);

/// For how long what it said counts: however many wait, it is asked no more often.
const FRESH: Duration = Duration::from_secs(1);

/// Asks one server.
pub(super) struct Pulse {
    address: Address,
    /// Whether it answered last, and when.
    last: Mutex<Option<(Instant, bool)>>,
}

impl Pulse {
    pub(super) fn new(address: Address) -> Self {
        Self { address, last: Mutex::default() }
    }

    /// What comes of a step, waited for as long as the patience lasts and the server answers others.
    pub(super) async fn outcome<T>(
        &self,
        patience: Duration,
        mut step: Pin<&mut impl Future<Output = T>>,
    ) -> Option<T> {
        let until = Instant::now() + patience;
        loop {
            let turn = until.min(Instant::now() + QUIET);
            if let Ok(outcome) = timeout_at(turn, step.as_mut()).await {
                return Some(outcome);
            }
            if turn == until {
                return None;
            }
            tokio::select! {
                biased;
                outcome = step.as_mut() => return Some(outcome),
                beats = self.beats() => if !beats { return None },
            }
        }
    }

    /// One asks; those who come meanwhile hear the same.
    async fn beats(&self) -> bool {
        let mut last = self.last.lock().await;
        if let Some((at, said)) = *last
            && at.elapsed() < FRESH
        {
            return said;
        }
        let said = match timeout(ASKED, Link::connect(&self.address)).await {
            Ok(Ok(_)) => true,
            // It answers, if only that it takes nobody more.
            Ok(Err(error)) => error.as_db_error().is_some(),
            Err(_) => false,
        };
        *last = Some((Instant::now(), said));
        said
    }
}
