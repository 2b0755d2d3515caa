//! SSIN (INSZ, NISS): the social security identification number.

use std::fmt;
use std::str::FromStr;

use jiff::civil::Date;

use super::digits;
use crate::anomaly::{Anomaly, Fault, Zone};

/// A social security identification number that checks: a national register or BIS number.
///
/// Printing masks it, so that it cannot reach a log by accident; [`Ssin::digits`] and
/// [`Ssin::formatted`] are for the places that are allowed to show or store it.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Ssin(String);

impl Ssin {
    /// The eleven digits.
    pub fn digits(&self) -> &str {
        &self.0
    }

    /// As people read it: `85.07.30-033.28`.
    pub fn formatted(&self) -> String {
        let d = &self.0;
        format!("{}.{}.{}-{}.{}", &d[..2], &d[2..4], &d[4..6], &d[6..9], &d[9..])
    }

    /// The form for other people's eyes: only the last four digits are left.
    pub fn masked(&self) -> String {
        format!("••.••.••-•{}.{}", &self.0[7..9], &self.0[9..])
    }

    fn number(text: &str, range: std::ops::Range<usize>) -> u32 {
        text[range].parse().unwrap_or(0)
    }

    fn century(text: &str) -> Option<i16> {
        let nine: u64 = text[..9].parse().ok()?;
        let check: u64 = text[9..].parse().ok()?;
        if 97 - nine % 97 == check {
            Some(1900)
        } else if 97 - (2_000_000_000 + nine) % 97 == check {
            Some(2000)
        } else {
            None
        }
    }
}

impl FromStr for Ssin {
    type Err = Anomaly;

    /// Reads eleven digits, with or without separators, and checks structure, date and check
    /// digits (month + 20 or + 40 for BIS numbers; month or day 00 when unknown).
    fn from_str(text: &str) -> Result<Self, Anomaly> {
        let text = digits(text, Zone::Ssin, 11)?;
        let century = Self::century(&text).ok_or_else(|| {
            let nine: u64 = text[..9].parse().unwrap_or(0);
            Anomaly::new(Zone::Ssin, Fault::CheckDigits)
                .with("found", &text[9..])
                .with("expected", format!("{:02}", 97 - nine % 97))
                .with("expected2000", format!("{:02}", 97 - (2_000_000_000 + nine) % 97))
        })?;
        let (month, day) = (Self::number(&text, 2..4), Self::number(&text, 4..6));
        let invalid = |part: &str| Anomaly::new(Zone::Ssin, Fault::Invalid).with("part", part);
        if month > 52 || month % 20 > 12 {
            return Err(invalid("month"));
        }
        if month % 20 != 0 && day != 0 {
            let year = century + i16::try_from(Self::number(&text, 0..2)).unwrap_or(0);
            let month = i8::try_from(month % 20).unwrap_or(0);
            let day = i8::try_from(day).map_err(|_| invalid("day"))?;
            Date::new(year, month, day).map_err(|_| invalid("day"))?;
        }
        if month <= 12 && matches!(&text[6..9], "000" | "999") {
            return Err(invalid("counter"));
        }
        Ok(Self(text))
    }
}

impl fmt::Debug for Ssin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.masked())
    }
}

impl fmt::Display for Ssin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.masked())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_vectors() {
        for valid in [
            "81050003552",
            "92200006963",
            "10200100128",
            "24203200171",
            "92321506985",
            "10400100171",
            "70252501507",
            "81000003517",
            "10000100182",
            "00003241778",
            "81120103571",
            "53480200724",
        ] {
            assert!(valid.parse::<Ssin>().is_ok(), "{valid}");
        }
        for invalid in [
            "81130103578",
            "81043103522",
            "81023003522",
            "47060200096",
            "99020299964",
            "81050103521",
        ] {
            assert!(invalid.parse::<Ssin>().is_err(), "{invalid}");
        }
    }

    #[test]
    fn masks_itself() {
        let ssin: Ssin = "81.12.01-035.71".parse().unwrap();
        assert_eq!(ssin.to_string(), "••.••.••-•35.71");
        assert!(!format!("{ssin:?}").contains("8112"));
        assert_eq!(ssin.formatted(), "81.12.01-035.71");
    }
}
