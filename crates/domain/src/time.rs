//! Quarters, calendar years, and instants.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::anomaly::{Anomaly, Fault, Zone};

/// A calendar year between 1900 and 9998.
pub type Year = i16;

/// An instant in microseconds since 1970-01-01T00:00:00Z: when the register came to know a thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Instant(pub i64);

impl Instant {
    /// Later than any recorded instant: "as known now".
    pub const LATEST: Self = Self(i64::MAX - 1);

    /// The moment as machines read it (RFC 3339, UTC); the microseconds where it is no moment.
    pub fn rfc3339(self) -> String {
        jiff::Timestamp::from_microsecond(self.0)
            .map_or_else(|_| self.0.to_string(), |moment| moment.to_string())
    }

    /// The last instant of a day in Brussels: what was known then; the latest of all where the
    /// calendar has no day after.
    pub fn end_of(day: Date) -> Self {
        let zone = jiff::tz::TimeZone::get("Europe/Brussels").unwrap_or(jiff::tz::TimeZone::UTC);
        let next = day.tomorrow().unwrap_or(day);
        zone.to_timestamp(next.at(0, 0, 0, 0))
            .map_or(Self::LATEST, |moment| Self(moment.as_microsecond() - 1))
    }

    /// The instant at which clocks in Brussels show this; where the clock jumps over it, just after.
    pub fn of_brussels(moment: jiff::civil::DateTime) -> Self {
        let zone = jiff::tz::TimeZone::get("Europe/Brussels").unwrap_or(jiff::tz::TimeZone::UTC);
        zone.to_timestamp(moment).map_or(Self::LATEST, |moment| Self(moment.as_microsecond()))
    }

    /// The civil date in Brussels, by which deadlines and years are counted.
    pub fn date_in_brussels(self) -> Date {
        let timestamp = jiff::Timestamp::from_microsecond(self.0).unwrap_or(jiff::Timestamp::MAX);
        let zone = jiff::tz::TimeZone::get("Europe/Brussels").unwrap_or(jiff::tz::TimeZone::UTC);
        zone.to_datetime(timestamp).date()
    }
}

/// First day of a year.
pub fn first_day(year: Year) -> Date {
    Date::constant(year, 1, 1)
}

/// Last day of a year.
pub fn last_day(year: Year) -> Date {
    Date::constant(year, 12, 31)
}

/// A calendar quarter, the unit of the payroll declarations.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Quarter {
    year: Year,
    number: u8,
}

impl Quarter {
    /// The quarter `number` (1 to 4) of `year`.
    pub fn new(year: Year, number: u8) -> Result<Self, Anomaly> {
        if (1..=4).contains(&number) && (1900..=9998).contains(&year) {
            Ok(Self { year, number })
        } else {
            Err(Anomaly::new(Zone::Quarter, Fault::Invalid))
        }
    }

    /// The quarter in which a day lies.
    pub fn of(date: Date) -> Self {
        let number = u8::try_from((date.month() - 1) / 3 + 1).unwrap_or(1);
        Self { year: date.year(), number }
    }

    /// Its year.
    pub const fn year(self) -> Year {
        self.year
    }

    /// Its number, 1 to 4.
    pub const fn number(self) -> u8 {
        self.number
    }

    /// Its first day.
    pub fn first_day(self) -> Date {
        Date::constant(self.year, i8::try_from(self.number).unwrap_or(1) * 3 - 2, 1)
    }

    /// Its last day.
    pub fn last_day(self) -> Date {
        let month = i8::try_from(self.number).unwrap_or(1) * 3;
        Date::constant(self.year, month, 1).last_of_month()
    }

    /// The next quarter.
    #[must_use]
    pub const fn next(self) -> Self {
        if self.number == 4 {
            Self { year: self.year + 1, number: 1 }
        } else {
            Self { year: self.year, number: self.number + 1 }
        }
    }

    /// The declaration's five digits `yyyyq`, as an integer.
    pub fn yyyyq(self) -> i64 {
        i64::from(self.year) * 10 + i64::from(self.number)
    }

    /// The quarter of the declaration's five digits.
    pub fn from_yyyyq(value: i64) -> Result<Self, Anomaly> {
        let bad = || Anomaly::new(Zone::Quarter, Fault::Invalid).with("value", value);
        let year = Year::try_from(value / 10).map_err(|_| bad())?;
        let number = u8::try_from(value % 10).map_err(|_| bad())?;
        Self::new(year, number).map_err(|_| bad())
    }
}

impl fmt::Display for Quarter {
    /// The form of the Belgif guide, `2026Q4`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}Q{}", self.year, self.number)
    }
}

impl FromStr for Quarter {
    type Err = Anomaly;

    /// Reads `2026Q4` and `20264`.
    fn from_str(text: &str) -> Result<Self, Anomaly> {
        let bad = || Anomaly::new(Zone::Quarter, Fault::Invalid);
        let digits: String = text.trim().chars().filter(|c| !matches!(c, 'Q' | 'q')).collect();
        if digits.len() != 5 || !digits.bytes().all(|b| b.is_ascii_digit()) {
            return Err(bad());
        }
        Self::from_yyyyq(digits.parse().map_err(|_| bad())?)
    }
}

impl Serialize for Quarter {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Quarter {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_ends_at_midnight_in_brussels() {
        // Summer time: midnight of 2 July is 22:00 UTC of 1 July.
        let end = Instant::end_of(Date::constant(2026, 7, 1));
        assert_eq!(end, Instant(1_782_943_200_000_000 - 1));
        assert_eq!(end.date_in_brussels(), Date::constant(2026, 7, 1));
        assert!(Instant::end_of(Date::constant(9999, 12, 31)) > end);
    }
}
