//! Bounds of what is said of people and their employment by hand, whatever the channel: beyond them
//! a date is a slip of the pen.

use jiff::civil::{Date, date};

use crate::anomaly::{Anomaly, Fault, Zone};
use crate::committees;
use crate::identifier::JointCommittee;

/// A fault where a date does not lie between two others.
pub fn within(day: Date, min: Date, max: Date, zone: Zone, path: &str) -> Option<Anomaly> {
    let fault = || Anomaly::new(zone, Fault::OutsideDomain).at(path);
    (day < min || day > max).then(|| fault().with("min", min).with("max", max))
}

/// A date of birth, not after today.
pub fn birth_date(day: Date, today: Date) -> Option<Anomaly> {
    within(day, date(1900, 1, 1), today, Zone::BirthDate, "birthDate")
}

/// A first day of work, at most ten years ahead.
pub fn first_day(day: Date, today: Date, path: &str) -> Option<Anomaly> {
    let latest = today.saturating_add(jiff::Span::new().years(10));
    within(day, date(1950, 1, 1), latest, Zone::StartDate, path)
}

/// A last day of work, which may lie far ahead.
pub fn last_day(day: Date, path: &str) -> Option<Anomaly> {
    within(day, date(1950, 1, 1), date(2100, 12, 31), Zone::EndDate, path)
}

/// A joint committee that exists, or none.
pub fn joint_committee(committee: &JointCommittee, path: &str) -> Option<Anomaly> {
    let known = *committee == JointCommittee::none() || committees::has(committee.code());
    let unknown = || Anomaly::new(Zone::JointCommittee, Fault::NotFound).at(path);
    (!known).then(|| unknown().with("code", committee.code()))
}

/// Whether a text may be an e-mail address; only a message that arrives shows more.
pub fn looks_like_email(text: &str) -> bool {
    text.split_once('@').is_some_and(|(name, host)| {
        !name.is_empty() && host.contains('.') && !host.starts_with('.') && !host.ends_with('.')
    }) && !text.chars().any(char::is_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bounds_are_inclusive() {
        let today = date(2026, 11, 26);
        assert_eq!(birth_date(today, today), None);
        assert_eq!(birth_date(date(2026, 11, 27), today).unwrap().code(), "BIRTH-DATE-008");
        assert_eq!(first_day(date(2036, 11, 26), today, "from"), None);
        assert_eq!(first_day(date(2036, 11, 27), today, "from").unwrap().path, "from");
        assert_eq!(last_day(date(2100, 12, 31), "end"), None);
        assert!(joint_committee(&"777".parse().unwrap(), "jc").is_some());
        assert!(joint_committee(&"999".parse().unwrap(), "jc").is_none());
    }

    #[test]
    fn addresses() {
        for good in ["a@b.be", "a.b+c@d.e.f"] {
            assert!(looks_like_email(good), "{good}");
        }
        for bad in ["", "a", "a@b", "@b.be", "a@.be", "a@b.", "a b@c.be"] {
            assert!(!looks_like_email(bad), "{bad}");
        }
    }
}
