//! Of which software tokens are that were shown lately. It is a guess by which everything can be asked at
//! once; what counts is what the register says of the token each time.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use fla_domain::ids::{ClientId, EmployerId};

/// Most tokens that are remembered: then all are forgotten.
const MOST: usize = 10_000;

/// The organisation and the software to which a token was given.
type Holder = (EmployerId, ClientId);

/// By digest of the token: it is nobody's to show.
#[derive(Default)]
pub(crate) struct Tokens(Mutex<HashMap<Vec<u8>, Holder>>);

impl Tokens {
    /// To whom a token was given, where it was shown before.
    pub(super) fn holder(&self, hash: &[u8]) -> Option<Holder> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).get(hash).copied()
    }

    /// Remembers to whom a token was given.
    pub(super) fn note(&self, hash: &[u8], holder: Holder) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if known.len() >= MOST {
            known.clear();
        }
        known.insert(hash.to_vec(), holder);
    }
}
