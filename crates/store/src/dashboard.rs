//! The figures of an employer and year, and the rows behind each of them: the same conditions
//! stand in both, so that a figure and its list agree.
//!
//! | room | what it holds |
//! |---|---|
//! | [`people`] | sums over people, and the people behind them |
//! | [`parts`] | how much training by month, kind and field, and the participations behind it |

#[macro_use]
mod sql;

pub(crate) mod parts;
pub(crate) mod people;

use fla_domain::time::{Year, first_day, last_day};
use jiff::civil::Date;

use crate::args;
use crate::engine::Value;

pub use parts::{MonthCell, PartFilter, PartRow, PartSort, PartTotals};
pub use people::{Cell, Group, PersonRow, PersonSort, Sums, Unverified};

/// The age bands, youngest first, as codes; an empty code stands for people whose date of birth is
/// not known. The age is the one reached in the year.
pub const AGE_BANDS: [&str; 5] = ["to24", "to34", "to44", "to54", "from55"];

/// Of a year: which days it spans, and the day on which it is asked who is in service.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Frame {
    /// Calendar year.
    pub year: Year,
    /// A day in the year: today, or the nearest day of the year to it.
    pub day: Date,
}

impl Frame {
    /// The frame of a year as seen on a day.
    pub fn of(year: Year, today: Date) -> Self {
        Self { year, day: today.clamp(first_day(year), last_day(year)) }
    }

    /// The arguments every statement of this module begins with: year, first and last day, day of
    /// reference, and the dates of birth at which the age bands begin.
    fn args(self) -> Vec<Value> {
        let born = |age: i16| format!("{:04}-01-01", self.year - age);
        args![
            self.year,
            first_day(self.year),
            last_day(self.year),
            self.day,
            born(24),
            born(34),
            born(44),
            born(54)
        ]
    }
}

/// What people are told apart by. Each is empty for all, `=` for those of whom it is not known,
/// or `=` with the value.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cut {
    /// Team.
    pub team: String,
    /// Joint committee: that of the occupation that began last in the year.
    pub committee: String,
    /// Gender code.
    pub gender: String,
    /// Age band, of [`AGE_BANDS`].
    pub age: String,
}

impl Cut {
    fn args(&self) -> Vec<Value> {
        args![&self.team, &self.committee, &self.gender, &self.age]
    }
}

fn all(parts: impl IntoIterator<Item = Vec<Value>>) -> Vec<Value> {
    parts.into_iter().flatten().collect()
}
