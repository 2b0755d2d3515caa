//! The account of one person with one employer: rights granted, trainings debited, credit carried
//! over and lapsed. The conventions are written out in `docs/account.md`.

mod balance;
mod book;
mod build;
mod check;
mod diff;
mod engagement;
mod entry;
mod events;
mod input;
#[cfg(test)]
mod tests;

pub use balance::YearBalance;
pub use build::build;
pub use diff::diff;
pub use engagement::{five_year_ends, five_year_starts};
pub use entry::{Entry, EntryKind, LapseCause, Source};
pub use input::{AccountInput, Adjustment, Debit, FiveYear};

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::time::Year;

/// The account as far as a day: what was booked, in the order in which it happened, and each
/// year's sums.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// The entries, in the order in which they happened.
    pub entries: Vec<Entry>,
    /// The sums of each year from the first to that of the horizon.
    pub years: BTreeMap<Year, YearBalance>,
}
