//! Reading the fields of a form; what cannot be read becomes an anomaly at its field.

use std::str::FromStr;

use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::identifier::JointCommittee;
use fla_domain::quantity::{Fraction, Minutes};
use fla_domain::time::Year;
use jiff::civil::Date;

use super::{At, Posted};

/// Reads a form and collects the faults on the way.
#[derive(Debug)]
pub struct Reading<'a> {
    posted: &'a Posted,
    faults: Vec<Anomaly>,
}

impl<'a> Reading<'a> {
    /// Begins.
    pub fn of(posted: &'a Posted) -> Self {
        Self { posted, faults: Vec::new() }
    }

    /// What was wrong so far.
    pub fn faults(self) -> Vec<Anomaly> {
        self.faults
    }

    /// Adds a fault at a field.
    pub fn fault(&mut self, name: &str, zone: Zone, fault: Fault) {
        self.faults.push(Anomaly::new(zone, fault).at(name));
    }

    /// Keeps the value or notes the anomaly at the field.
    pub fn keep<V>(&mut self, name: &str, read: Result<V, Anomaly>) -> Option<V> {
        read.map_err(|anomaly| self.faults.push(anomaly.at(name))).ok()
    }

    /// A value that may be left out; `Some(None)` where it was.
    #[expect(clippy::option_option, reason = "wrong, left out and given are three things")]
    fn optional<V>(
        &mut self,
        name: &str,
        zone: Zone,
        read: impl FnOnce(&str) -> Option<V>,
    ) -> Option<Option<V>> {
        let text = self.posted.text(name);
        if text.is_empty() {
            return Some(None);
        }
        let value = read(text);
        if value.is_none() {
            self.fault(name, zone, Fault::Invalid);
        }
        value.map(Some)
    }

    /// A value that must be there.
    fn needed<V>(
        &mut self,
        name: &str,
        zone: Zone,
        read: impl FnOnce(&str) -> Option<V>,
    ) -> Option<V> {
        let value = self.optional(name, zone, read)?;
        if value.is_none() {
            self.fault(name, zone, Fault::Missing);
        }
        value
    }

    /// A date that must be given.
    pub fn date(&mut self, name: &str, zone: Zone) -> Option<Date> {
        self.needed(name, zone, |text| text.parse().ok())
    }

    /// A date that may be left out.
    pub fn optional_date(&mut self, name: &str, zone: Zone) -> Option<Option<Date>> {
        self.optional(name, zone, |text| text.parse().ok())
    }

    /// A calendar year.
    pub fn year(&mut self, name: &str) -> Option<Year> {
        self.needed(name, Zone::Year, |text| text.parse().ok())
    }

    /// A whole number.
    pub fn whole<N: FromStr>(&mut self, name: &str, zone: Zone) -> Option<N> {
        self.needed(name, zone, |text| text.parse().ok())
    }

    /// A number with at most two decimals, in hundredths.
    pub fn hundredths(&mut self, name: &str, zone: Zone) -> Option<i64> {
        self.needed(name, zone, hundredths)
    }

    /// The same where it may be left out.
    pub fn optional_hundredths(&mut self, name: &str, zone: Zone) -> Option<Option<i64>> {
        self.optional(name, zone, hundredths)
    }

    /// One of the values of a list, by its code.
    pub fn code<V>(
        &mut self,
        name: &str,
        zone: Zone,
        from: impl FnOnce(&str) -> Option<V>,
    ) -> Option<V> {
        self.needed(name, zone, from)
    }

    /// An amount of time: `name` holds the figure, `<name>-unit` says `days` or `hours`. Days are
    /// of `day_minutes` and rounded half up to the minute; hours are `7:36`, `7 h 36` or decimal.
    pub fn amount(&mut self, name: &str, day_minutes: u32, zone: Zone) -> Option<Minutes> {
        let days = self.posted.text(&format!("{name}-unit")) != "hours";
        self.needed(name, zone, |text| {
            if days { days_in_minutes(text, day_minutes) } else { hours_and_minutes(text) }
        })
    }

    /// A joint committee: the code alone or with its name behind it.
    pub fn joint_committee(&mut self, name: &str) -> Option<JointCommittee> {
        let text = self.posted.text(name).split_whitespace().next().unwrap_or_default();
        if text.is_empty() {
            self.fault(name, Zone::JointCommittee, Fault::Missing);
            return None;
        }
        let read = text.parse();
        self.keep(name, read)
    }

    /// A regime: hours a week of the employee (`q`) and of a full-time employee (`s`), or a
    /// percentage (`percent`), else full-time.
    pub fn fraction(&mut self, percent: &str, q: &str, s: &str) -> Option<Fraction> {
        let text = |name: &str| self.posted.text(name);
        let read = super::fraction(text(percent), text(q), text(s));
        read.map_err(|(at, anomaly)| {
            let name = match at {
                At::Percent => percent,
                At::Hours => q,
                At::FullTime => s,
            };
            self.faults.push(anomaly.at(name));
        })
        .ok()
    }
}

/// A number with at most two decimals after a comma or a point, in hundredths; a sign before it.
pub fn hundredths(text: &str) -> Option<i64> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let (sign, text) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (-1, rest),
        None => (1, text.as_str()),
    };
    let (whole, part) = text.split_once([',', '.']).unwrap_or((text, ""));
    let digits = |t: &str| t.bytes().all(|b| b.is_ascii_digit());
    if whole.is_empty() || whole.len() > 9 || part.len() > 2 || !digits(whole) || !digits(part) {
        return None;
    }
    let part: i64 = format!("{part:0<2}").parse().ok()?;
    Some(sign * (whole.parse::<i64>().ok()? * 100 + part))
}

/// `7:36`, `7h36`, `7 h 36`, `7 u 36`, `7 Std. 36`, `7 h`, `36 min`, or hours with decimals (`7,6`,
/// `7,5 u`), in minutes; a sign before it.
pub fn hours_and_minutes(text: &str) -> Option<Minutes> {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let text = text.to_lowercase().replace("std", "h").replace("h.", "h").replace("u.", "u");
    let (sign, text) = match text.strip_prefix(['-', '−']) {
        Some(rest) => (-1, rest),
        None => (1, text.as_str()),
    };
    let minutes = if let Some((hours, minutes)) = text.split_once([':', 'h', 'u']) {
        match (whole(hours), minutes.trim_end_matches('.').trim_end_matches("min")) {
            (None, "") => decimal_hours(hours)?,
            (hours, "") => hours? * 60,
            (hours, minutes) => {
                let minutes = whole(minutes).filter(|m| *m < 60)?;
                hours? * 60 + minutes
            }
        }
    } else if let Some(minutes) = text.strip_suffix("min") {
        whole(minutes)?
    } else {
        decimal_hours(text)?
    };
    Some(Minutes(sign * minutes))
}

fn decimal_hours(text: &str) -> Option<i64> {
    let hundredths = hundredths(text).filter(|h| *h >= 0)?;
    Some((hundredths * 60 + 50) / 100)
}

fn whole(text: &str) -> Option<i64> {
    let digits = (1..=7).contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    digits.then(|| text.parse().ok())?
}

fn days_in_minutes(text: &str, day_minutes: u32) -> Option<Minutes> {
    let hundredths = hundredths(text)?;
    let minutes = (hundredths.abs() * i64::from(day_minutes) + 50) / 100;
    Some(Minutes(minutes * hundredths.signum()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_people_write_them() {
        for (text, value) in
            [("2", 200), ("2,5", 250), ("2.05", 205), (" 1 000,10", 100_010), ("-1,5", -150)]
        {
            assert_eq!(hundredths(text), Some(value), "{text}");
        }
        for text in ["", "x", "1,234", "1e3", ",5", "--1", "1.2.3", "99999999999"] {
            assert_eq!(hundredths(text), None, "{text}");
        }
    }

    #[test]
    fn hours_are_read_as_people_write_them() {
        for (text, value) in [
            ("7:36", 456),
            ("7h36", 456),
            ("7 h 36", 456),
            ("7\u{a0}u\u{a0}36", 456),
            ("7\u{a0}Std.\u{a0}36", 456),
            ("7,5 u", 450),
            ("7,6 Std.", 456),
            ("7 u 36", 456),
            ("7h", 420),
            ("36 min", 36),
            ("7 h 36 min", 456),
            ("7,6", 456),
            ("2", 120),
            ("-1:30", -90),
        ] {
            assert_eq!(hours_and_minutes(text), Some(Minutes(value)), "{text}");
        }
        for text in ["", "7:60", "x", "7:3x", ":30", "min"] {
            assert_eq!(hours_and_minutes(text), None, "{text}");
        }
    }

    #[test]
    fn days_become_whole_minutes() {
        let posted =
            Posted::filled([("a", "2,5"), ("a-unit", "days"), ("b", "7:36"), ("b-unit", "hours")]);
        let mut reading = Reading::of(&posted);
        assert_eq!(reading.amount("a", 456, Zone::Minutes), Some(Minutes(1140)));
        assert_eq!(reading.amount("b", 456, Zone::Minutes), Some(Minutes(456)));
        assert_eq!(reading.amount("c", 456, Zone::Minutes), None);
        let faults = reading.faults();
        assert_eq!(faults.len(), 1);
        assert_eq!((faults[0].code().as_str(), faults[0].path.as_str()), ("MINUTES-001", "c"));
    }
}
