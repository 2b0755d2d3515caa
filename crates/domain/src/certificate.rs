//! Until when a certificate is valid. It is valid on its last day, and on the day it was obtained.

use jiff::civil::Date;

/// Whether somebody can still do what a certificate is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Validity {
    /// Followed without a certificate.
    None,
    /// Ran out; the last day on which it was valid.
    Expired(Date),
    /// Valid, with its last day.
    Until(Date),
    /// Valid without end.
    NoEnd,
}

impl Validity {
    /// Of a certificate on a day (the civil date in Brussels). The last valid day counts as valid.
    pub fn on(certificate: bool, valid_until: Option<Date>, day: Date) -> Self {
        match (certificate, valid_until) {
            (false, _) => Self::None,
            (true, None) => Self::NoEnd,
            (true, Some(last)) if last < day => Self::Expired(last),
            (true, Some(last)) => Self::Until(last),
        }
    }

    /// Whether it is valid.
    pub const fn is_valid(self) -> bool {
        matches!(self, Self::Until(_) | Self::NoEnd)
    }

    /// Days until the last valid day: 0 on that day itself; `None` where nothing runs out.
    pub fn days_left(self, day: Date) -> Option<i32> {
        match self {
            Self::Until(last) => day.until(last).ok().map(|span| span.get_days()),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn a_certificate_is_valid_on_the_day_of_issue_and_on_its_last_day() {
        let issued = date(2026, 11, 23);
        for last in [issued, date(2026, 11, 24), date(2031, 11, 23)] {
            let validity = Validity::on(true, Some(last), issued);
            assert_eq!(validity, Validity::Until(last));
            assert!(validity.is_valid());
        }
        assert_eq!(Validity::on(true, Some(issued), issued).days_left(issued), Some(0));
        let after = Validity::on(true, Some(issued), date(2026, 11, 24));
        assert_eq!(after, Validity::Expired(issued));
        assert!(!after.is_valid());
        assert_eq!(after.days_left(date(2026, 11, 24)), None);
    }

    #[test]
    fn what_holds_longest_comes_last() {
        let day = date(2026, 11, 23);
        let mut all = [
            Validity::on(true, None, day),
            Validity::on(true, Some(date(2027, 1, 1)), day),
            Validity::on(false, None, day),
            Validity::on(true, Some(date(2028, 1, 1)), day),
            Validity::on(true, Some(date(2020, 1, 1)), day),
        ];
        all.sort();
        assert_eq!(all[0], Validity::None);
        assert_eq!(all[1], Validity::Expired(date(2020, 1, 1)));
        assert_eq!(all[3], Validity::Until(date(2028, 1, 1)));
        assert_eq!(all[4], Validity::NoEnd);
    }
}
