//! The program as it is shipped: its commands, its demonstration, its sandbox and its logs.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]

mod audit;
mod commands;
mod common;
mod demo;
mod folders;
mod logs;
mod migrate_store;
mod pdf;
mod sandbox;
mod validate;
