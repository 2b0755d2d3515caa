//! What an account is built from.

use std::collections::BTreeMap;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::ids::{AdjustmentId, ParticipationId};
use crate::occupation::{EndCause, Service};
use crate::quantity::Minutes;
use crate::right::RightKind;
use crate::time::Year;

/// All that the account of one person with one employer follows from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AccountInput {
    /// Stretches of service; their order does not matter, and those that touch count as one.
    pub services: Vec<Service>,
    /// Why service ended, by its last day; where nothing is said: [`EndCause::Unknown`].
    pub end_causes: BTreeMap<Date, EndCause>,
    /// The booked rights, with the months up to the end of service already reckoned in.
    pub rights: BTreeMap<(Year, RightKind), Minutes>,
    /// Trainings that count against the credit, completed ones only; their order does not matter.
    pub debits: Vec<Debit>,
    /// Adjustments, each with its reason elsewhere; their order does not matter.
    pub adjustments: Vec<Adjustment>,
    /// How long credit lives.
    pub periods: FiveYear,
}

/// Minutes of a followed training that are taken from the credit of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Debit {
    /// The participation; one that is split over years gives one debit for each.
    pub participation: ParticipationId,
    /// The year it counts in.
    pub year: Year,
    /// Last day of the training. Outside the year, the nearest day of the year stands for it.
    pub date: Date,
    /// How long; nothing is booked for less than one minute.
    pub minutes: Minutes,
}

/// Minutes given or taken by decision, such as an agreement to keep what is left.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Adjustment {
    /// The adjustment.
    pub id: AdjustmentId,
    /// The year it counts in.
    pub year: Year,
    /// When it takes effect. Outside the year, the nearest day of the year stands for it.
    pub date: Date,
    /// Minutes given, or taken where negative.
    pub minutes: Minutes,
}

/// The periods over which the right must be met on average, and at whose end what is left lapses.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct FiveYear {
    /// First day of the first period of those in service on that day.
    pub first_start: Date,
    /// How many years a period lasts; less than one counts as one.
    pub years: i16,
}

impl Default for FiveYear {
    /// Five years, first from 1 January 2024.
    fn default() -> Self {
        Self { first_start: Date::constant(2024, 1, 1), years: 5 }
    }
}
