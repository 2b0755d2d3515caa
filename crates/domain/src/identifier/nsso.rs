//! NSSO registration number of an employer.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::digits;
use crate::anomaly::{Anomaly, Fault, Zone};

/// The number under which the National Social Security Office knows an employer: final (nine
/// digits), provisional (ten digits, from 5) or of a provincial or local authority.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct NssoNumber(u64);

impl NssoNumber {
    /// The number.
    pub const fn value(self) -> u64 {
        self.0
    }
}

impl FromStr for NssoNumber {
    type Err = Anomaly;

    /// Reads the digits, leading zeros and separators allowed, and checks the last two.
    fn from_str(text: &str) -> Result<Self, Anomaly> {
        let bare: String = text.chars().filter(|c| !matches!(c, '.' | '-' | '/' | ' ')).collect();
        let trimmed = bare.trim_start_matches('0');
        let text = digits(trimmed, Zone::NssoNumber, trimmed.len())?;
        let number: u64 =
            text.parse().map_err(|_| Anomaly::new(Zone::NssoNumber, Fault::Length))?;
        let radix = number / 100;
        let check = number % 100;
        let nsso = match 96 - (radix * 100) % 97 {
            0 => 97,
            n => n,
        };
        let local = match radix % 97 {
            0 => 97,
            n => n,
        };
        let known = (197..=99_999_926).contains(&number)
            || (100_006..=199_999_934).contains(&number)
            || (5_000_000_120..=5_999_999_989).contains(&number);
        if !known {
            return Err(Anomaly::new(Zone::NssoNumber, Fault::OutsideDomain));
        }
        if check == nsso || (number <= 99_999_926 && check == local) {
            Ok(Self(number))
        } else {
            Err(Anomaly::new(Zone::NssoNumber, Fault::CheckDigits)
                .with("found", format!("{check:02}"))
                .with("expected", format!("{nsso:02}")))
        }
    }
}

impl fmt::Display for NssoNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:09}", self.0)
    }
}

impl TryFrom<String> for NssoNumber {
    type Error = Anomaly;
    fn try_from(text: String) -> Result<Self, Anomaly> {
        text.parse()
    }
}

impl From<NssoNumber> for String {
    fn from(number: NssoNumber) -> Self {
        number.0.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn published_vectors() {
        for valid in ["199999934", "100006", "93017373"] {
            assert!(valid.parse::<NssoNumber>().is_ok(), "{valid}");
        }
        assert_eq!("199999933".parse::<NssoNumber>().unwrap_err().code(), "NSSO-004");
    }
}
