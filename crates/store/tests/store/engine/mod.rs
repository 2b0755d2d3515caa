//! The contract of the engine, held on both databases with a small schema of the tests' own.

mod bulk;
mod crash;
mod group;
mod idle;
mod migrations;
mod questions;
mod schema;
mod scopes;
mod silent;
mod transactions;
mod values;
