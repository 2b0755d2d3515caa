//! A work regime as people say it: weekly hours beside those of a full-time employee, or a
//! percentage.

use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::quantity::Fraction;

use super::hundredths;

/// The question at which something is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum At {
    /// The percentage.
    Percent,
    /// Weekly hours of the employee.
    Hours,
    /// Weekly hours of a full-time employee.
    FullTime,
}

/// Reads a regime; full-time where nothing is said.
///
/// # Errors
/// `Q-…` and `S-…` for hours that are none, `REGIME-008` for such a percentage, `REGIME-245` where
/// hours and percentage are both given and say different things: neither is passed over.
pub fn fraction(percent: &str, hours: &str, full_time: &str) -> Result<Fraction, (At, Anomaly)> {
    let percent = percent.trim().trim_end_matches('%').trim_end();
    let said = if percent.is_empty() { None } else { Some(of_percent(percent)?) };
    if hours.trim().is_empty() && full_time.trim().is_empty() {
        return Ok(said.unwrap_or(Fraction::FULL));
    }
    let q = number(hours).map_err(|fault| (At::Hours, Anomaly::new(Zone::WorkingHours, fault)))?;
    let s = number(full_time)
        .map_err(|fault| (At::FullTime, Anomaly::new(Zone::ReferenceHours, fault)))?;
    let fraction = Fraction::new(q, s).map_err(|anomaly| {
        (if anomaly.zone == Zone::ReferenceHours { At::FullTime } else { At::Hours }, anomaly)
    })?;
    let rounded =
        |f: Fraction| (u64::from(f.q()) * 1_000 + u64::from(f.s()) / 2) / u64::from(f.s());
    if said.is_some_and(|said| rounded(said) != rounded(fraction)) {
        return Err((At::Percent, Anomaly::new(Zone::Regime, Fault::Sum)));
    }
    Ok(fraction)
}

fn number(text: &str) -> Result<u32, Fault> {
    if text.trim().is_empty() {
        return Err(Fault::Missing);
    }
    let value = hundredths(text).and_then(|value| u32::try_from(value).ok());
    value.ok_or(Fault::Invalid)
}

/// The declaration's form holds four digits: a percentage with one decimal is exact in
/// thousandths, and one with two is not.
fn of_percent(text: &str) -> Result<Fraction, (At, Anomaly)> {
    hundredths(text)
        .filter(|percent| percent % 10 == 0 && (10..=10_000).contains(percent))
        .and_then(|percent| Fraction::new(u32::try_from(percent / 10).ok()?, 1_000).ok())
        .ok_or_else(|| (At::Percent, Anomaly::new(Zone::Regime, Fault::OutsideDomain)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(percent: &str, q: &str, s: &str) -> Result<(u32, u32), (At, String)> {
        let fraction = fraction(percent, q, s);
        fraction.map(|f| (f.q(), f.s())).map_err(|(at, anomaly)| (at, anomaly.code()))
    }

    #[test]
    fn hours_a_percentage_or_full_time() {
        assert_eq!(read("", "", ""), Ok((3_800, 3_800)));
        assert_eq!(read("80 %", "", ""), Ok((800, 1_000)));
        assert_eq!(read("", "30,4", "38"), Ok((3_040, 3_800)));
        assert_eq!(read("80", "30,4", "38"), Ok((3_040, 3_800)));
        assert_eq!(read("66,7", "2", "3"), Ok((200, 300)));
    }

    #[test]
    fn what_is_wrong_is_said_where_it_was_typed() {
        for percent in ["0", "150", "abc", "33,333", "33,33"] {
            assert_eq!(read(percent, "", ""), Err((At::Percent, "REGIME-008".into())), "{percent}");
        }
        assert_eq!(read("", "30,4", ""), Err((At::FullTime, "S-001".into())));
        assert_eq!(read("", "30", "0"), Err((At::FullTime, "S-008".into())));
        assert_eq!(read("", "x", "38"), Err((At::Hours, "Q-003".into())));
        assert_eq!(read("50", "38", "38"), Err((At::Percent, "REGIME-245".into())));
    }
}
