//! Joint committee code.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::anomaly::{Anomaly, Fault, Zone};

/// A joint committee or subcommittee: `NNN`, `NNN.NN` or `NNN.NN.NN`; `999` means none.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct JointCommittee(String);

impl JointCommittee {
    /// The code with dots.
    pub fn code(&self) -> &str {
        &self.0
    }

    /// No joint committee (`999`).
    pub fn none() -> Self {
        Self("999".to_owned())
    }

    /// Itself, then its parents: `330.01.10`, `330.01`, `330`.
    pub fn lineage(&self) -> impl Iterator<Item = &str> {
        [self.0.len(), 6, 3]
            .into_iter()
            .enumerate()
            .filter(|&(i, n)| if i == 0 { true } else { n < self.0.len() })
            .map(|(_, n)| &self.0[..n])
    }
}

impl FromStr for JointCommittee {
    type Err = Anomaly;

    /// Reads the dotted form and the same digits without dots (`14003`, `3300110`).
    fn from_str(text: &str) -> Result<Self, Anomaly> {
        let text = text.trim();
        if text.is_empty() {
            return Err(Anomaly::new(Zone::JointCommittee, Fault::Missing));
        }
        let bad = || Anomaly::new(Zone::JointCommittee, Fault::Invalid);
        let digits: String = text.chars().filter(|c| *c != '.').collect();
        if !digits.bytes().all(|b| b.is_ascii_digit()) || !matches!(digits.len(), 3 | 5 | 7) {
            return Err(bad());
        }
        let mut code = digits[..3].to_owned();
        for part in [digits.get(3..5), digits.get(5..7)].into_iter().flatten() {
            code.push('.');
            code.push_str(part);
        }
        if text.contains('.') && text != code {
            return Err(bad());
        }
        // `124.00` is the committee itself, as declarations with five digits for all write it.
        while let Some(whole) = code.strip_suffix(".00") {
            code.truncate(whole.len());
        }
        Ok(Self(code))
    }
}

impl fmt::Display for JointCommittee {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl TryFrom<String> for JointCommittee {
    type Error = Anomaly;
    fn try_from(text: String) -> Result<Self, Anomaly> {
        text.parse()
    }
}

impl From<JointCommittee> for String {
    fn from(code: JointCommittee) -> Self {
        code.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lineage_goes_up() {
        let code: JointCommittee = "330.01.10".parse().unwrap();
        assert_eq!(code.lineage().collect::<Vec<_>>(), ["330.01.10", "330.01", "330"]);
        let code: JointCommittee = "14003".parse().unwrap();
        assert_eq!(code.lineage().collect::<Vec<_>>(), ["140.03", "140"]);
        let code: JointCommittee = "200".parse().unwrap();
        assert_eq!(code.lineage().collect::<Vec<_>>(), ["200"]);
        for whole in ["124", "124.00", "12400", "1240000"] {
            assert_eq!(whole.parse::<JointCommittee>().unwrap().code(), "124");
        }
        assert!("20".parse::<JointCommittee>().is_err());
        assert!("2.00".parse::<JointCommittee>().is_err());
    }
}
