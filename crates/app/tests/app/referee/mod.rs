//! The referee in its parts.
//!
//! | room | what it holds |
//! |---|---|
//! | [`cast`] | who acts, and how the log calls them |
//! | [`stage`] | the small register in which they act |
//! | [`things`] | what the referee knows of the register: whose is what, who is in it |
//! | [`looks`] | the table of questions, and asking them |
//! | [`changes`] | the table of commands, and giving them |
//! | [`pacts`] | access, mandates, inspections, organisations: what two sides find in their logs |
//! | [`software`] | software and its keys, the feed of changes, batches |
//! | [`hooks`] | what an organisation has itself told |
//! | [`reports`] | what a training provider reports, and what employers make of it |
//! | [`own`] | people and what is their own, and those who come to a door that is not theirs |
//! | [`line`] | what an entry must say; the log read back; the two compared |
//! | [`faults`] | the referee finds what is put in its way |

mod cast;
mod changes;
mod dice;
pub mod faults;
mod hooks;
mod line;
mod looks;
mod own;
mod pacts;
mod play;
mod reports;
mod software;
mod stage;
mod things;

pub use line::{Difference, differences};
pub use play::Play;
