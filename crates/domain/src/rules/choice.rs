//! Which rule gives the days of a joint committee, a size band and a year, and which did not.

use serde::{Deserialize, Serialize};

use super::RuleBook;
use super::model::{Rule, Step};
use crate::identifier::JointCommittee;
use crate::size::Band;
use crate::time::Year;

/// What became of a candidate.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Outcome {
    /// There is no rule of this joint committee.
    NoRule,
    /// There is one, but not in this year.
    NotInYear,
    /// There is one, but it says nothing of this size.
    NotForBand,
    /// There is one, and it says that the act applies.
    AsStatutory,
    /// It gives the days.
    Applies,
}

codes!(Outcome {
    NoRule = "noRule",
    NotInYear = "notInYear",
    NotForBand = "notForBand",
    AsStatutory = "asStatutory",
    Applies = "applies",
});

/// A step of the search, from the most specific joint committee to the act.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate<'b> {
    /// The joint committee looked up; `None` for the act.
    pub joint_committee: Option<&'b str>,
    /// What became of it.
    pub outcome: Outcome,
    /// The rule, where there is one.
    pub rule: Option<&'b Rule>,
}

/// The rule that gives the days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Choice<'b> {
    /// The rule; `None` before the first year of the act, when there is no right.
    pub rule: Option<&'b Rule>,
    /// Its step.
    pub step: Option<&'b Step>,
    /// The sector rule that says that the act applies.
    pub referred_by: Option<&'b Rule>,
}

impl RuleBook {
    /// The rule that gives the days of a joint committee, a size band and a year.
    pub fn choose(&self, committee: &JointCommittee, year: Year, band: Band) -> Choice<'_> {
        self.search(committee, year, band, |_| ())
    }

    /// The candidates in the order in which they were considered, the last one applying unless
    /// there is no right at all.
    pub fn candidates<'b>(
        &'b self,
        committee: &'b JointCommittee,
        year: Year,
        band: Band,
    ) -> Vec<Candidate<'b>> {
        let mut seen = Vec::new();
        self.search(committee, year, band, |candidate| seen.push(candidate));
        seen
    }

    fn search<'b: 's, 'c: 's, 's>(
        &'b self,
        committee: &'c JointCommittee,
        year: Year,
        band: Band,
        mut see: impl FnMut(Candidate<'s>),
    ) -> Choice<'b> {
        let mut referred_by = None;
        for code in committee.lineage() {
            let (outcome, rule) = self.sector_candidate(code, year, band);
            see(Candidate { joint_committee: Some(code), outcome, rule });
            match outcome {
                Outcome::Applies => {
                    let step = rule.and_then(|rule| rule.step(band, year));
                    return Choice { rule, step, referred_by: None };
                }
                Outcome::AsStatutory => {
                    referred_by = rule;
                    break;
                }
                Outcome::NoRule | Outcome::NotInYear | Outcome::NotForBand => {}
            }
        }
        let rule = self.statutory(year);
        let step = rule.and_then(|rule| rule.step(band, year));
        let outcome = match (rule, step) {
            (None, _) => Outcome::NotInYear,
            (Some(_), None) => Outcome::NotForBand,
            (Some(_), Some(_)) => Outcome::Applies,
        };
        see(Candidate { joint_committee: None, outcome, rule });
        Choice { rule, step, referred_by }
    }

    /// What the rules of exactly one joint committee say. Of the versions of a rule the highest
    /// valid one counts, also where it is silent.
    fn sector_candidate(&self, code: &str, year: Year, band: Band) -> (Outcome, Option<&Rule>) {
        let mut best = (Outcome::NoRule, None);
        let mut valid: Option<&str> = None;
        for rule in self.of_committee(code) {
            if valid == Some(rule.id.as_str()) {
                continue;
            }
            if !rule.is_valid_in(year) {
                if best.0 == Outcome::NoRule {
                    best = (Outcome::NotInYear, Some(rule));
                }
                continue;
            }
            valid = Some(&rule.id);
            if rule.band(band).as_statutory {
                return (Outcome::AsStatutory, Some(rule));
            }
            if rule.step(band, year).is_some() {
                return (Outcome::Applies, Some(rule));
            }
            best = (Outcome::NotForBand, Some(rule));
        }
        best
    }
}
