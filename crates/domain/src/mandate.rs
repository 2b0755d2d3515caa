//! Mandates, after the pattern of the social security: an employer gives a provider a mandate for
//! the group of applications "Federal Learning Account", from a quarter on and perhaps until a
//! quarter; the provider confirms it; either can end it. What counts is whether the mandate is in
//! force when something is processed, whenever the training was.

use jiff::civil::Date;

use crate::anomaly::{Anomaly, Fault, Zone};
use crate::time::Quarter;

/// From when until when a mandate can be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// First quarter.
    pub from: Quarter,
    /// Last quarter; `None` until somebody ends it.
    pub until: Option<Quarter>,
}

impl Period {
    /// A period that does not end before it begins, and is not over on a day.
    ///
    /// # Errors
    /// `MANDATE-014` at `until` where it ends before it begins, `MANDATE-008` where it is over.
    pub fn new(from: Quarter, until: Option<Quarter>, today: Date) -> Result<Self, Anomaly> {
        if until.is_some_and(|until| until < from) {
            return Err(Anomaly::new(Zone::Mandate, Fault::EndBeforeStart).at("until"));
        }
        if until.is_some_and(|until| until.last_day() < today) {
            return Err(Anomaly::new(Zone::Mandate, Fault::OutsideDomain).at("until"));
        }
        Ok(Self { from, until })
    }

    /// Whether a day lies in it.
    pub fn covers(self, day: Date) -> bool {
        self.from.first_day() <= day && self.until.is_none_or(|until| day <= until.last_day())
    }

    /// Whether two periods have a day in common.
    pub fn overlaps(self, other: Self) -> bool {
        let ends_before = |a: Self, b: Self| a.until.is_some_and(|until| until < b.from);
        !ends_before(self, other) && !ends_before(other, self)
    }
}

/// What was done with a mandate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Given, and not answered.
    Requested,
    /// Confirmed by the provider.
    Confirmed,
    /// Refused by the provider.
    Refused,
    /// Ended by one of the two.
    Ended,
}

codes!(Step {
    Requested = "requested",
    Confirmed = "confirmed",
    Refused = "refused",
    Ended = "ended",
});

/// Where a mandate stands on a day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The provider has to confirm it.
    Requested,
    /// Confirmed; its first quarter has not begun.
    Coming,
    /// Confirmed, and its quarters cover the day: the provider may act.
    InForce,
    /// Its last quarter is over.
    Over,
    /// The provider refused it.
    Refused,
    /// One of the two ended it.
    Ended,
}

codes!(Standing {
    Requested = "requested",
    Coming = "coming",
    InForce = "inForce",
    Over = "over",
    Refused = "refused",
    Ended = "ended",
});

impl Standing {
    /// Where a mandate stands on a day.
    pub fn on(step: Step, period: Period, day: Date) -> Self {
        match step {
            Step::Refused => Self::Refused,
            Step::Ended => Self::Ended,
            Step::Requested | Step::Confirmed
                if period.until.is_some_and(|u| u.last_day() < day) =>
            {
                Self::Over
            }
            Step::Requested => Self::Requested,
            Step::Confirmed if day < period.from.first_day() => Self::Coming,
            Step::Confirmed => Self::InForce,
        }
    }

    /// Whether somebody can still end it.
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Requested | Self::Coming | Self::InForce)
    }
}

#[cfg(test)]
mod tests {
    use jiff::ToSpan as _;
    use jiff::civil::date;

    use super::*;

    fn quarter(text: &str) -> Quarter {
        text.parse().unwrap()
    }

    /// Every day around the bounds of 50 periods, against a count of days done by hand.
    #[test]
    fn a_quarter_covers_its_first_and_last_day_and_no_other() {
        let mut asked = 0;
        let mut from = quarter("2020Q1");
        for length in 0..50 {
            let mut until = from;
            for _ in 0..length % 7 {
                until = until.next();
            }
            let period = Period { from, until: Some(until) };
            for (day, inside) in [
                (from.first_day().yesterday().unwrap(), false),
                (from.first_day(), true),
                (until.last_day(), true),
                (until.last_day().tomorrow().unwrap(), false),
            ] {
                assert_eq!(period.covers(day), inside, "{from} {until} {day}");
                let standing = Standing::on(Step::Confirmed, period, day);
                assert_eq!(standing == Standing::InForce, inside);
                asked += 1;
            }
            from = from.next();
        }
        assert_eq!(asked, 200);
        let open = Period { from: quarter("2026Q2"), until: None };
        assert!(open.covers(date(2026, 4, 1)) && open.covers(date(9998, 12, 31)));
        assert!(!open.covers(date(2026, 4, 1) - 1.day()));
    }

    #[test]
    fn only_a_confirmed_mandate_is_in_force() {
        let period = Period { from: quarter("2026Q1"), until: Some(quarter("2026Q4")) };
        let day = date(2026, 6, 1);
        let on = |step| Standing::on(step, period, day);
        assert_eq!(on(Step::Confirmed), Standing::InForce);
        for step in [Step::Requested, Step::Refused, Step::Ended] {
            assert_ne!(on(step), Standing::InForce);
        }
        let after = date(2027, 1, 1);
        assert_eq!(Standing::on(Step::Requested, period, after), Standing::Over);
        assert_eq!(Standing::on(Step::Ended, period, after), Standing::Ended);
        assert_eq!(Standing::on(Step::Confirmed, period, date(2025, 12, 31)), Standing::Coming);
    }

    #[test]
    fn periods_that_cannot_be() {
        let today = date(2026, 11, 26);
        let new = |from, until: Option<&str>| {
            Period::new(quarter(from), until.map(quarter), today).map_err(|a| a.code())
        };
        assert!(new("2026Q4", Some("2026Q4")).is_ok());
        assert_eq!(new("2026Q4", Some("2026Q3")), Err("MANDATE-014".to_owned()));
        assert_eq!(new("2026Q1", Some("2026Q3")), Err("MANDATE-008".to_owned()));
    }

    #[test]
    fn overlap() {
        let period =
            |from, until: Option<&str>| Period { from: quarter(from), until: until.map(quarter) };
        let year = period("2026Q1", Some("2026Q4"));
        assert!(year.overlaps(period("2026Q4", None)));
        assert!(!year.overlaps(period("2027Q1", None)));
        assert!(!period("2025Q1", Some("2025Q4")).overlaps(year));
        assert!(period("2024Q1", None).overlaps(year));
    }
}
