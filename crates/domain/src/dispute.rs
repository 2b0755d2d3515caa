//! A question of an employee about an entry of the account, or about one that is missing, and what
//! the employer answers. Both versions are kept; it works after the employment too.

use jiff::ToSpan as _;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

use crate::anomaly::{Anomaly, Fault, Zone};
use crate::training::TITLE_LENGTH;

/// What a question is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum About {
    /// A training in the account that is not right.
    Participation,
    /// A training that is not in the account.
    Missing,
    /// The training right or credit of a year.
    Right,
}

codes!(About { Participation = "participation", Missing = "missing", Right = "right" });

/// Where a question stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum DisputeState {
    /// Waits for an answer.
    Open,
    /// The employer corrected the register.
    Corrected,
    /// The employer explained why it stays.
    Explained,
    /// The employee took it back.
    TakenBack,
}

codes!(DisputeState {
    Open = "open",
    Corrected = "corrected",
    Explained = "explained",
    TakenBack = "takenBack",
});

/// A step in the history of a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum StepKind {
    /// The employee asks.
    Asked,
    /// The employer corrected the register, by a change that is linked.
    Corrected,
    /// The employer explains why it stays.
    Explained,
    /// The employee does not agree with the answer and asks again.
    AskedAgain,
    /// The employee takes the question back.
    TakenBack,
}

codes!(StepKind {
    Asked = "asked",
    Corrected = "corrected",
    Explained = "explained",
    AskedAgain = "askedAgain",
    TakenBack = "takenBack",
});

impl DisputeState {
    /// Where it stands after a step; `None` where the step is not possible.
    pub const fn after(self, step: StepKind) -> Option<Self> {
        match (self, step) {
            (Self::Open, StepKind::Corrected) => Some(Self::Corrected),
            (Self::Open, StepKind::Explained) => Some(Self::Explained),
            (Self::Open, StepKind::TakenBack) => Some(Self::TakenBack),
            (Self::Corrected | Self::Explained, StepKind::AskedAgain) => Some(Self::Open),
            _ => None,
        }
    }
}

/// What the employee says it should be, beside the words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Claim {
    /// Name of the training.
    pub title: Option<String>,
    /// When.
    pub date: Option<Date>,
    /// How long, in minutes.
    pub minutes: Option<i64>,
}

/// The last day for an answer to a question of this day: one month, as for any request to have
/// personal data rectified (Regulation (EU) 2016/679, art. 12(3)).
pub fn due(asked: Date) -> Date {
    asked.saturating_add(1.month())
}

/// Longest text of a question or an answer.
pub const WORDS_LENGTH: usize = 2_000;

/// Checks the words of a question or an answer.
pub fn check_words(words: &str) -> Option<Anomaly> {
    match words.trim().chars().count() {
        0 => Some(Anomaly::new(Zone::Text, Fault::Missing).at("words")),
        length if length > WORDS_LENGTH => {
            Some(Anomaly::new(Zone::Text, Fault::Length).at("words").with("max", WORDS_LENGTH))
        }
        _ => None,
    }
}

impl Claim {
    /// Checks what is claimed; what is missing must at least have a name.
    pub fn check(&self, about: About) -> Vec<Anomaly> {
        let mut found = Vec::new();
        let title = self.title.as_deref().unwrap_or_default().trim();
        if title.is_empty() && about == About::Missing {
            found.push(Anomaly::new(Zone::Title, Fault::Missing).at("title"));
        } else if title.chars().count() > TITLE_LENGTH {
            let fault = Anomaly::new(Zone::Title, Fault::Length).at("title");
            found.push(fault.with("max", TITLE_LENGTH));
        }
        if self.date.is_some_and(|day| !(1990..=2100).contains(&day.year())) {
            found.push(Anomaly::new(Zone::StartDate, Fault::OutsideDomain).at("date"));
        }
        if self.minutes.is_some_and(|minutes| !(1..=527_040).contains(&minutes)) {
            let fault = Anomaly::new(Zone::Duration, Fault::OutsideDomain).at("duration");
            found.push(fault.with("max", 527_040));
        }
        found
    }

    /// Whether nothing is claimed.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn the_last_day_for_an_answer_is_a_month_later() {
        assert_eq!(due(date(2026, 11, 23)), date(2026, 12, 23));
        assert_eq!(due(date(2026, 1, 31)), date(2026, 2, 28));
    }

    #[test]
    fn every_state_knows_its_steps() {
        let mut table = String::new();
        for state in DisputeState::ALL {
            for step in StepKind::ALL {
                if let Some(after) = state.after(*step) {
                    let line = [state.code(), step.code(), after.code()].join(" ");
                    table.extend([line.as_str(), "\n"]);
                }
            }
        }
        assert_eq!(
            table,
            "open corrected corrected\nopen explained explained\nopen takenBack takenBack\n\
             corrected askedAgain open\nexplained askedAgain open\n"
        );
    }

    #[test]
    fn words_and_claims_are_checked() {
        assert_eq!(check_words("  ").unwrap().code(), "TEXT-001");
        assert_eq!(check_words(&"x".repeat(2_001)).unwrap().code(), "TEXT-093");
        assert!(check_words("Ik was er bij.").is_none());
        let claim = Claim { date: Some(date(1800, 1, 1)), minutes: Some(0), ..Claim::default() };
        let codes: Vec<_> = claim.check(About::Missing).iter().map(Anomaly::code).collect();
        assert_eq!(codes, ["TITLE-001", "START-008", "DURATION-008"]);
        assert!(Claim::default().check(About::Participation).is_empty());
        assert!(Claim::default().is_empty());
    }
}
