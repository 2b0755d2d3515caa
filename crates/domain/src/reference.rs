//! What a sender calls a record in its own system.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::anomaly::{Anomaly, Fault, Zone};
use crate::identifier::Ssin;

/// Longest reference, in characters.
const LONGEST: usize = 64;

/// The sender's own reference of a record: how payroll or learning software finds in the register
/// what it sent, without keeping the register's ids. One sender uses each for one record of a kind.
///
/// It travels in addresses, so that the number of a person is refused as one.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Reference(String);

impl Reference {
    /// Its text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Reference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Reference {
    type Err = Anomaly;

    /// Reads one of 1 to 64 characters, without blanks around it.
    fn from_str(text: &str) -> Result<Self, Anomaly> {
        let wrong = |fault| Anomaly::new(Zone::Reference, fault).at("reference");
        if text.is_empty() {
            return Err(wrong(Fault::Missing));
        }
        if text.chars().count() > LONGEST {
            return Err(wrong(Fault::Length).with("max", LONGEST));
        }
        if text.trim() != text || text.chars().any(char::is_control) {
            return Err(wrong(Fault::Invalid));
        }
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        if digits == 11 && text.parse::<Ssin>().is_ok() {
            return Err(wrong(Fault::Forbidden));
        }
        Ok(Self(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(text: &str) -> Option<Fault> {
        text.parse::<Reference>().err().map(|anomaly| anomaly.fault)
    }

    #[test]
    fn a_reference_is_a_short_text_that_names_nobody() {
        for good in ["1", "LMS-2026/0042", "Séance n° 7", &"x".repeat(64), "90010100100"] {
            assert_eq!(fault(good), None, "{good}");
        }
        assert_eq!(fault(""), Some(Fault::Missing));
        assert_eq!(fault(&"x".repeat(65)), Some(Fault::Length));
        assert_eq!(fault(" a"), Some(Fault::Invalid));
        assert_eq!(fault("a\nb"), Some(Fault::Invalid));
        for number in ["10400100171", "104001-001.71"] {
            assert_eq!(fault(number), Some(Fault::Forbidden), "{number}");
        }
    }
}
