//! Folders of senders on real files and both engines: what is whole is taken, once, wherever the work is
//! cut off; nothing else is.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]

mod cut;
mod killed;
mod left;
#[expect(dead_code, reason = "shared with the tests of signatures, which use all of it")]
#[path = "../../../signature/tests/verify/pki.rs"]
mod pki;
mod signed;
mod support;
mod taken;
