//! The sums of one year.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::entry::{Entry, EntryKind};
use crate::quantity::Minutes;
use crate::right::RightKind;

/// What was booked in one year, as sums. `debited`, `lapsed` and `carried_out` are what was taken,
/// so they are not negative; `adjusted` has its sign.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct YearBalance {
    /// Rights by kind; a kind that was not granted is absent.
    pub granted: BTreeMap<RightKind, Minutes>,
    /// Credit of earlier years, brought in on 1 January.
    pub carried_in: Minutes,
    /// Followed trainings.
    pub debited: Minutes,
    /// Credit that lapsed.
    pub lapsed: Minutes,
    /// Adjustments, with their sign.
    pub adjusted: Minutes,
    /// Credit taken to the next year on 31 December.
    pub carried_out: Minutes,
    /// Granted + carried in + adjusted − debited − lapsed − carried out. In a year that is over:
    /// zero, or what was followed beyond the credit, as a negative number.
    pub balance: Minutes,
}

impl YearBalance {
    /// All rights of the year.
    pub fn granted_in_all(&self) -> Minutes {
        self.granted.values().copied().sum()
    }

    /// What is left in the year, before anything is taken to the next one; negative where more was
    /// followed than there was credit.
    pub fn left(&self) -> Minutes {
        self.balance + self.carried_out
    }

    /// What was followed beyond the credit; it is not carried over.
    pub fn beyond(&self) -> Minutes {
        (-self.left()).max(Minutes(0))
    }

    /// Adds an entry of the year.
    pub fn add(&mut self, entry: &Entry) {
        let minutes = entry.minutes;
        match entry.kind {
            EntryKind::CarriedIn => self.carried_in += minutes,
            EntryKind::Granted(kind) => *self.granted.entry(kind).or_default() += minutes,
            EntryKind::Adjustment => self.adjusted += minutes,
            EntryKind::Debit => self.debited += -minutes,
            EntryKind::Lapse(_) => self.lapsed += -minutes,
            EntryKind::CarriedOut => self.carried_out += -minutes,
        }
        self.balance += minutes;
    }
}
