//! The wall clock and the randomness of the operating system: here and nowhere else.

use std::sync::Arc;

use fla_app::{Clock, Random};
use fla_domain::time::Instant;
use rand::RngCore;

/// The time of this machine.
#[expect(clippy::disallowed_methods, reason = "the one place that asks the machine for the time")]
pub fn now() -> Instant {
    Instant(jiff::Timestamp::now().as_microsecond())
}

/// The same as a parameter for others.
pub fn clock() -> Clock {
    Arc::new(now)
}

/// Unpredictable bytes: of a generator for cryptography that the operating system seeds again and
/// again, because an import asks for hundreds of thousands of ids.
///
/// Panics where the operating system gives none: going on would hand out ids that can be guessed.
pub fn fill(bytes: &mut [u8]) {
    rand::rng().fill_bytes(bytes);
}

/// The same as a parameter for others.
pub fn random() -> Random {
    Arc::new(fill)
}
