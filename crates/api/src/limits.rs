//! How many calls software, or a person, may make in a minute. The calls of a minute are counted in the store, over
//! all instances, but taken from it in blocks, so that most calls ask nobody.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use fla_domain::ids::ClientId;
use fla_domain::time::Instant;

use crate::Api;
use crate::problem::Problem;

/// Microseconds of a minute.
const MINUTE: i64 = 60_000_000;
/// Into how many blocks the calls of a minute are parted.
const BLOCKS: u32 = 20;
/// Clients remembered before those of minutes that are over are forgotten.
const REMEMBERED: usize = 1_000;

/// What an instance took of the calls of its clients and has not used.
#[derive(Debug, Default)]
pub struct Limits {
    left: Mutex<HashMap<ClientId, Left>>,
}

#[derive(Clone, Copy, Debug)]
struct Left {
    /// When the minute ends.
    until: Instant,
    calls: u32,
    /// Whether the store has no more for this minute.
    out: bool,
}

impl Limits {
    /// Uses a call that was taken before; `None` where none is left and the store must be asked.
    fn use_one(&self, client: ClientId, until: Instant) -> Option<bool> {
        let mut all = self.left.lock().unwrap_or_else(PoisonError::into_inner);
        let left = all.get_mut(&client).filter(|left| left.until == until)?;
        if left.calls > 0 {
            left.calls -= 1;
            return Some(true);
        }
        left.out.then_some(false)
    }

    /// Keeps what the store gave, less the call for which it was asked.
    fn keep(&self, client: ClientId, until: Instant, given: Option<u32>) {
        let mut all = self.left.lock().unwrap_or_else(PoisonError::into_inner);
        if all.len() > REMEMBERED {
            all.retain(|_, left| left.until >= until);
        }
        let left = all.entry(client).or_insert(Left { until, calls: 0, out: false });
        if left.until != until {
            *left = Left { until, calls: 0, out: false };
        }
        match given {
            Some(calls) => left.calls += calls.saturating_sub(1),
            None => left.out = true,
        }
    }
}

impl Api {
    /// Counts a call of software, or of a person under an id of the own.
    ///
    /// # Errors
    /// [`Problem::TooMany`] where it made as many in this minute as it may.
    pub async fn count_call(&self, client: ClientId) -> Result<(), Problem> {
        let limit = self.front.settings.calls_per_minute;
        if limit == 0 {
            return Ok(());
        }
        let now = self.app.now();
        let until = Instant(now.0 - now.0.rem_euclid(MINUTE) + MINUTE);
        let seconds = u32::try_from((until.0 - now.0 + 999_999) / 1_000_000).unwrap_or(60);
        let too_many = Problem::TooMany { limit, seconds };
        match self.limits.use_one(client, until) {
            Some(true) => return Ok(()),
            Some(false) => return Err(too_many),
            None => {}
        }
        let block = limit.div_ceil(BLOCKS);
        if self.app.take_calls(client, until, block, limit).await? {
            self.limits.keep(client, until, Some(block));
            return Ok(());
        }
        self.limits.keep(client, until, None);
        Err(too_many)
    }
}
