//! CBE enterprise number.

use std::borrow::Cow;
use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use super::digits;
use crate::anomaly::{Anomaly, Fault, Zone};

/// The ten digits by which the Crossroads Bank for Enterprises knows an enterprise.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct EnterpriseNumber(String);

impl EnterpriseNumber {
    /// The ten digits.
    pub fn digits(&self) -> &str {
        &self.0
    }
}

impl FromStr for EnterpriseNumber {
    type Err = Anomaly;

    /// Reads ten digits, or nine without the leading zero, with or without `BE` and separators.
    fn from_str(text: &str) -> Result<Self, Anomaly> {
        let text = text.trim();
        let text = text.strip_prefix("BE").or_else(|| text.strip_prefix("be")).unwrap_or(text);
        let bare = || text.chars().filter(char::is_ascii_alphanumeric);
        let padded = if bare().count() == 9 {
            Cow::Owned(std::iter::once('0').chain(bare()).collect())
        } else {
            Cow::Borrowed(text)
        };
        let text = digits(&padded, Zone::EnterpriseNumber, 10)?;
        if !text.starts_with(['0', '1']) {
            return Err(Anomaly::new(Zone::EnterpriseNumber, Fault::Invalid));
        }
        let (eight, check): (u32, u32) =
            (text[..8].parse().unwrap_or(0), text[8..].parse().unwrap_or(0));
        if 97 - eight % 97 != check {
            return Err(Anomaly::new(Zone::EnterpriseNumber, Fault::CheckDigits)
                .with("found", &text[8..])
                .with("expected", format!("{:02}", 97 - eight % 97)));
        }
        Ok(Self(text))
    }
}

impl fmt::Display for EnterpriseNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", &self.0[..4], &self.0[4..7], &self.0[7..])
    }
}

impl TryFrom<String> for EnterpriseNumber {
    type Error = Anomaly;
    fn try_from(text: String) -> Result<Self, Anomaly> {
        text.parse()
    }
}

impl From<EnterpriseNumber> for String {
    fn from(number: EnterpriseNumber) -> Self {
        number.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn checks_and_prints() {
        let number: EnterpriseNumber = "BE 0884.303.369".parse().unwrap();
        assert_eq!(number.digits(), "0884303369");
        assert_eq!(number.to_string(), "0884.303.369");
        assert_eq!("884303369".parse::<EnterpriseNumber>().unwrap(), number);
        let wrong = "0884303370".parse::<EnterpriseNumber>().unwrap_err();
        assert_eq!(wrong.code(), "ENTERPRISE-004");
        assert_eq!(wrong.args["expected"], "69");
    }
}
