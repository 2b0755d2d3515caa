//! The contract of the engine, held on both databases with a small schema of the tests' own.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]

mod bulk;
mod crash;
mod group;
mod migrations;
mod schema;
mod scopes;
mod transactions;
mod values;
