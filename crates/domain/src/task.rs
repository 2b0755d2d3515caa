//! Tasks that leave no trace of their own in the register, so that somebody says they are done.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

use crate::anomaly::{Anomaly, Fault, Zone};
use crate::time::{Quarter, Year};

/// A task that is done when somebody says so: the register cannot know it from its data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Settled {
    /// All that was followed in a quarter is registered.
    Quarter(Quarter),
    /// Advice on the training plan of a year was asked.
    PlanAdvice(Year),
    /// The training plan of a year was made.
    Plan(Year),
    /// Who has access was gone through in a year.
    AccessReview(Year),
}

impl fmt::Display for Settled {
    /// The stable code, such as `quarter-2026Q4` and `plan-2027`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Quarter(quarter) => write!(f, "quarter-{quarter}"),
            Self::PlanAdvice(year) => write!(f, "advice-{year}"),
            Self::Plan(year) => write!(f, "plan-{year}"),
            Self::AccessReview(year) => write!(f, "access-{year}"),
        }
    }
}

impl FromStr for Settled {
    type Err = Anomaly;

    fn from_str(text: &str) -> Result<Self, Anomaly> {
        let unknown = || Anomaly::new(Zone::Text, Fault::Invalid).at("task");
        let (kind, when) = text.split_once('-').ok_or_else(unknown)?;
        let year = || {
            let year = when.parse().ok();
            year.filter(|y| (2022..=2100).contains(y)).ok_or_else(unknown)
        };
        match kind {
            "quarter" => Ok(Self::Quarter(when.parse().map_err(|_| unknown())?)),
            "advice" => Ok(Self::PlanAdvice(year()?)),
            "plan" => Ok(Self::Plan(year()?)),
            "access" => Ok(Self::AccessReview(year()?)),
            _ => Err(unknown()),
        }
    }
}

impl TryFrom<String> for Settled {
    type Error = Anomaly;

    fn try_from(text: String) -> Result<Self, Anomaly> {
        text.parse()
    }
}

impl From<Settled> for String {
    fn from(task: Settled) -> Self {
        task.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_reads_back_and_nothing_else_does() {
        let quarter: Quarter = "2026Q4".parse().unwrap();
        for task in [Settled::Quarter(quarter), Settled::PlanAdvice(2027), Settled::Plan(2030)] {
            assert_eq!(task.to_string().parse(), Ok(task));
        }
        for text in ["", "plan", "plan-", "plan-1900", "quarter-2026", "notice-2026"] {
            assert!(text.parse::<Settled>().is_err(), "{text}");
        }
    }
}
