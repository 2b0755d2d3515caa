//! The size of an undertaking: average number of employees in full-time equivalents over the
//! reference quarters of a two-year period, and the band it falls in.

mod average;
mod fte;

#[cfg(test)]
mod tests;

pub use average::{Headcount, ManualAverage, ReferenceQuarter, SizeInputs, SizeWorking};
pub use fte::{FteSum, fte};

use serde::{Deserialize, Serialize};

use crate::rules::Exact;
use crate::time::{Quarter, Year};

/// A size band, by the average number of employees in full-time equivalents. Nothing is rounded:
/// 19.99 is below 20.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Band {
    /// Below 10.
    Below10,
    /// 10 to below 20.
    From10,
    /// 20 and above.
    From20,
}

codes!(Band { Below10 = "below10", From10 = "from10", From20 = "from20" });

impl Band {
    /// The band of an average.
    pub fn of(average: &Exact) -> Self {
        if *average < Exact::from(10_u32) {
            Self::Below10
        } else if *average < Exact::from(20_u32) {
            Self::From10
        } else {
            Self::From20
        }
    }
}

/// The first and last year of the two-year period in which a year lies: the even year and the next.
pub const fn two_year_period(year: Year) -> (Year, Year) {
    let first = year - year.rem_euclid(2);
    (first, first + 1)
}

/// The reference quarters of a year's two-year period: the fourth of the second year before it
/// and the first three of the year before it.
pub fn reference_quarters(year: Year) -> [Quarter; 4] {
    let (first, _) = two_year_period(year);
    // The last day of a quarter names it without a fallible constructor.
    [(first - 2, 12), (first - 1, 3), (first - 1, 6), (first - 1, 9)]
        .map(|(year, month)| Quarter::of(jiff::civil::Date::constant(year, month, 1)))
}
