//! The store on both databases: the contract of its engine, and the tables of the register as the
//! application reads and changes them.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]

mod ahead;
mod cbe;
mod engine;
mod jobs;
mod last_days;
mod plans;
mod register;
mod retention;
mod row_security;
mod sealing;
