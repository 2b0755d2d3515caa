//! The readers of files: declarations, batch files and their answers, good ones, faulty ones and attacks.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking, in its helpers too")]

mod answer;
mod batch_attacks;
mod batch_differential;
mod batch_examples;
mod batch_round_trip;
mod batch_seeded;
mod bounds;
mod compressed;
mod faults;
mod good;
mod mutants;
mod mutations;
mod round_trip;
mod windows;
