//! The entries of the ledger.

use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use crate::ids::{AdjustmentId, ParticipationId};
use crate::occupation::EndCause;
use crate::quantity::Minutes;
use crate::right::RightKind;
use crate::time::Year;

/// One booking: so many minutes more or less in a year, of the credit of its year of origin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Entry {
    /// The year whose balance it changes.
    pub year: Year,
    /// The year in which the credit was granted; never after `year`.
    pub origin_year: Year,
    /// The day it takes effect; always within `year`.
    pub date: Date,
    /// What happened.
    pub kind: EntryKind,
    /// Minutes added, or taken where negative; never zero.
    pub minutes: Minutes,
    /// The participation or adjustment it stems from.
    pub source: Option<Source>,
}

/// What an entry books.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum EntryKind {
    /// Credit brought from the year before.
    CarriedIn,
    /// A right.
    Granted(RightKind),
    /// An adjustment.
    Adjustment,
    /// A followed training.
    Debit,
    /// Credit that lapsed.
    Lapse(LapseCause),
    /// Credit taken to the next year.
    CarriedOut,
}

/// Why credit lapsed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum LapseCause {
    /// The five-year period ended.
    FiveYears,
    /// The service ended.
    EndOfService(EndCause),
}

/// What an entry stems from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Source {
    /// A participation.
    Participation(ParticipationId),
    /// An adjustment.
    Adjustment(AdjustmentId),
}

impl Source {
    /// The bare identifier.
    pub const fn uuid(self) -> Uuid {
        match self {
            Self::Participation(ParticipationId(id)) | Self::Adjustment(AdjustmentId(id)) => id,
        }
    }
}

/// Beginnings of the codes that go on with the kind of right or the cause.
const GRANTED: &str = "granted.";
const ENDED: &str = "lapse.end.";

impl EntryKind {
    /// The stable code, such as `granted.sectoral`, `debit` or `lapse.end.resignation`.
    pub fn code(self) -> String {
        match self {
            Self::CarriedIn => "carriedIn".to_owned(),
            Self::Granted(kind) => format!("{GRANTED}{}", kind.code()),
            Self::Adjustment => "adjustment".to_owned(),
            Self::Debit => "debit".to_owned(),
            Self::Lapse(LapseCause::FiveYears) => "lapse.fiveYears".to_owned(),
            Self::Lapse(LapseCause::EndOfService(cause)) => format!("{ENDED}{}", cause.code()),
            Self::CarriedOut => "carriedOut".to_owned(),
        }
    }

    /// The kind of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        match code {
            "carriedIn" => Some(Self::CarriedIn),
            "adjustment" => Some(Self::Adjustment),
            "debit" => Some(Self::Debit),
            "lapse.fiveYears" => Some(Self::Lapse(LapseCause::FiveYears)),
            "carriedOut" => Some(Self::CarriedOut),
            _ => code.strip_prefix(GRANTED).map_or_else(
                || {
                    let cause = EndCause::from_code(code.strip_prefix(ENDED)?)?;
                    Some(Self::Lapse(LapseCause::EndOfService(cause)))
                },
                |kind| RightKind::from_code(kind).map(Self::Granted),
            ),
        }
    }
}
