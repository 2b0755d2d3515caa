//! How long data about people is kept: terms as data, each with its source.

use jiff::ToSpan as _;
use jiff::civil::{Date, date};

use super::model::{Source, Texts};

/// What is kept for a term.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kept {
    /// All that an employer's register holds of somebody who left, from the last day of service; of
    /// somebody who was taken out of the register again, from that day.
    Employee,
    /// Trainings that a provider reported, from the day of the report.
    Report,
    /// Roles and invitations that were ended, requests that were made, inspections that were
    /// closed, from that day.
    Access,
    /// Mail, from the day on which it was written.
    Mail,
}

codes!(Kept {
    Employee = "employee",
    Report = "report",
    Access = "access",
    Mail = "mail",
});

/// How long something is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Term {
    /// This many years after the end of the calendar year in which it ended.
    Years(u8),
    /// This many days after the day on which it ended.
    Days(u16),
}

impl Term {
    /// The last day that is past its term on a day: what ended on it or before is kept no longer.
    pub fn over_on(self, today: Date) -> Date {
        match self {
            Self::Years(years) => date(today.year() - i16::from(years) - 1, 12, 31),
            Self::Days(days) => today.saturating_sub((i64::from(days) + 1).days()),
        }
    }
}

/// A term and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Retention {
    /// Stable identifier, such as `be.retention.employee`.
    pub id: String,
    /// Version, from 1; of one kind the highest holds.
    pub version: u32,
    /// What is kept.
    pub kind: Kept,
    /// How long.
    pub term: Term,
    /// Where the term comes from.
    pub source: Source,
    /// Its name.
    pub title: Texts,
    /// What it says, for people.
    pub text: Texts,
}

impl Retention {
    /// `be.retention.employee@1`.
    pub fn tag(&self) -> String {
        format!("{}@{}", self.id, self.version)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_begin_when_the_year_has_ended() {
        let ten = Term::Years(10);
        assert_eq!(ten.over_on(date(2026, 12, 31)), date(2015, 12, 31));
        assert_eq!(ten.over_on(date(2027, 1, 1)), date(2016, 12, 31));
        assert_eq!(Term::Days(90).over_on(date(2026, 4, 1)), date(2025, 12, 31));
        assert_eq!(Term::Days(0).over_on(date(2026, 4, 1)), date(2026, 3, 31));
    }
}
