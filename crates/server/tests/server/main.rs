//! The program as it is shipped: its commands, its demonstration, its sandbox and its logs.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]

mod audit;
mod commands;
mod common;
mod database_tls;
mod demo;
mod deploy;
mod doctor;
mod drain;
mod folders;
mod health;
mod logs;
mod memory;
mod metrics;
mod migrate_store;
mod pdf;
mod recovery;
mod sandbox;
mod traces;
mod two_roles;
mod validate;
