//! Figures about the work of a store, for whoever watches an installation. Reading them asks the
//! database nothing and waits for nobody.

use std::sync::atomic::{AtomicU64, Ordering};

use super::Store;
use super::store::Database;

/// How busy a store is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Figures {
    /// Connections in use: of an embedded store those that read.
    pub used: u64,
    /// Connections that are open and not in use.
    pub idle: u64,
    /// Connections at most.
    pub most: u64,
    /// Of an embedded store: its one writer.
    pub writer: Option<WriterFigures>,
}

/// How busy the writer of an embedded store is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WriterFigures {
    /// How many wait for their turn.
    pub waiting: u64,
    /// How many turns asked for a commit since the start.
    pub turns: u64,
    /// How many commits answered for them: fewer where turns shared one.
    pub commits: u64,
}

/// Counts what a writer did since the start.
#[derive(Debug, Default)]
pub(super) struct Counts {
    turns: AtomicU64,
    commits: AtomicU64,
}

impl Counts {
    pub(super) fn turn(&self) {
        self.turns.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn commit(&self) {
        self.commits.fetch_add(1, Ordering::Relaxed);
    }

    pub(super) fn figures(&self, waiting: usize) -> WriterFigures {
        WriterFigures {
            waiting: count(waiting),
            turns: self.turns.load(Ordering::Relaxed),
            commits: self.commits.load(Ordering::Relaxed),
        }
    }
}

pub(super) fn count(number: usize) -> u64 {
    u64::try_from(number).unwrap_or(u64::MAX)
}

impl Store {
    /// How busy the store is at this moment.
    pub fn figures(&self) -> Figures {
        match self.database() {
            Database::Sqlite(sqlite) => {
                let (used, idle, most) = sqlite.readers.figures();
                Figures { used, idle, most, writer: Some(sqlite.writer.figures()) }
            }
            Database::Postgres(postgres, _) => {
                let pool = postgres.pool.status();
                let (size, idle) = (count(pool.size), count(pool.available));
                let most = count(pool.max_size);
                Figures { used: size.saturating_sub(idle), idle, most, writer: None }
            }
        }
    }
}
