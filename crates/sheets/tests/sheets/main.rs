//! Spreadsheets as people send them: read, recognised, written.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]

mod documents;
mod reading;
mod recognition;
