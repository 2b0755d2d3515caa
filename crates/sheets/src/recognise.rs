//! Undoing what spreadsheets do to values: dates that became numbers, long numbers that lost their
//! zeros or their end, durations that became parts of a day.

pub mod date;
pub mod duration;
pub mod number;
pub mod ssin;

use std::fmt;

/// Why a cell is not what its column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unread {
    /// Not of the form.
    Form,
    /// A year without month and day.
    OnlyAYear,
    /// A day that no calendar has.
    NoSuchDay,
    /// A long number of which the spreadsheet kept the first digits only.
    DigitsLost,
    /// Not a whole number of minutes.
    NotWholeMinutes,
    /// A formula that gives no value.
    BrokenFormula,
}

impl Unread {
    /// The stable name of the reason.
    pub const fn reason(self) -> &'static str {
        match self {
            Self::Form => "sheet-form",
            Self::OnlyAYear => "sheet-only-year",
            Self::NoSuchDay => "sheet-no-such-day",
            Self::DigitsLost => "sheet-digits-lost",
            Self::NotWholeMinutes => "sheet-minutes",
            Self::BrokenFormula => "sheet-formula",
        }
    }
}

impl fmt::Display for Unread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.reason())
    }
}
