//! The clock of the demonstration: its story takes a month and ends now.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use fla_domain::time::Instant;
use jiff::civil::Date;

use crate::provider::Clock;

const MINUTE: i64 = 60_000_000;
const DAY: i64 = 24 * 60 * MINUTE;
/// The time a look at the clock takes.
const LOOK: i64 = 1_000;
/// Days the story takes. The declarations of a quarter come about three weeks after its end, so
/// that the last quarter is there for most of the next one.
const DAYS: i64 = 30;

/// A clock that is put forward by hand.
pub struct Time {
    now: Arc<AtomicI64>,
    end: Instant,
}

impl Time {
    /// A month that ends at an instant.
    pub fn ending(end: Instant) -> Self {
        Self { now: Arc::new(AtomicI64::new(end.0)), end }
    }

    /// The clock, for the application.
    pub fn clock(&self) -> Clock {
        let now = Arc::clone(&self.now);
        // Each look takes a moment: what was asked for before can then be begun.
        Arc::new(move || Instant(now.fetch_add(LOOK, Ordering::Relaxed)))
    }

    /// The first day.
    pub fn begin(&self) -> Date {
        Instant(self.end.0 - DAYS * DAY).date_in_brussels()
    }

    /// The last day.
    pub fn end(&self) -> Date {
        self.end.date_in_brussels()
    }

    /// To the first day.
    pub fn go_to_begin(&self) {
        self.go_to(DAYS);
    }

    /// To the last instant.
    pub fn go_to_end(&self) {
        self.go_to(0);
    }

    /// To so many days before the end.
    pub fn go_to(&self, days_before: i64) {
        self.now.store(self.end.0 - days_before * DAY, Ordering::Relaxed);
    }

    /// Some minutes pass.
    pub fn pass(&self) {
        let now = self.now.load(Ordering::Relaxed);
        // Looks at the clock may have gone past the end by a moment: never back.
        let later = (now + 7 * MINUTE).min(self.end.0).max(now);
        self.now.store(later, Ordering::Relaxed);
    }
}
