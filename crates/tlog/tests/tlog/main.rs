//! The log of audit entries: the vectors of others, and that nothing can be changed in it unseen.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]

mod tampering;
mod vectors;
