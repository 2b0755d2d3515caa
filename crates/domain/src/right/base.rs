//! A: the days of a full-time, full-year employee, and why so many.

use serde::{Deserialize, Serialize};

use crate::identifier::JointCommittee;
use crate::right::RightKind;
use crate::rules::Texts;
use crate::rules::{Exact, Rule, RuleBook};
use crate::size::Band;
use crate::time::Year;

/// A rule as a stored working names it: enough to be understood without the rule book.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RuleRef {
    /// Stable identifier.
    pub id: String,
    /// Version.
    pub version: u32,
    /// The joint committee of a sector rule, which may be a parent of the employee's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub joint_committee: Option<JointCommittee>,
    /// The act, the fund or the publisher.
    pub source: Texts,
    /// Article, or number and date of the agreement.
    pub reference: Texts,
}

impl From<&Rule> for RuleRef {
    fn from(rule: &Rule) -> Self {
        Self {
            id: rule.id.clone(),
            version: rule.version,
            joint_committee: rule.joint_committee().cloned(),
            source: rule.source.name.clone(),
            reference: rule.source.reference.clone(),
        }
    }
}

/// A number of months under contract in the year that a rule asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Condition {
    /// Months asked for.
    pub min_months: u8,
    /// Months under contract, a month that was begun counted whole.
    pub months: u8,
}

impl Condition {
    /// Whether it is met; if not, the days are 0.
    pub fn is_met(&self) -> bool {
        self.months >= self.min_months
    }
}

/// A in a joint committee, with what it follows from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Base {
    /// The joint committee of the occupation.
    pub joint_committee: JointCommittee,
    /// The rule that gives the days; `None` before the first year of the act.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<RuleRef>,
    /// The sector rule that says that the act applies.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub referred_by: Option<RuleRef>,
    /// First year of the step of the growth path.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub since: Option<Year>,
    /// The days of that step; 0 without one.
    pub rule_days: Exact,
    /// The floor of the act, where it lifted the days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub floor: Option<Exact>,
    /// The condition of the rule, met or not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub condition: Option<Condition>,
    /// A: what remains.
    pub a: Exact,
}

impl Base {
    /// A of a joint committee in a year, and the kind of right it makes.
    pub fn of(
        book: &RuleBook,
        committee: &JointCommittee,
        year: Year,
        band: Band,
        months: u8,
    ) -> (RightKind, Self) {
        let choice = book.choose(committee, year, band);
        let sectoral = choice.rule.is_some_and(|rule| rule.joint_committee().is_some());
        let kind = if sectoral { RightKind::Sectoral } else { RightKind::Statutory };
        let rule_days = choice.step.map_or(Exact::ZERO, |step| step.days.clone());
        let floor = book.statutory(year).filter(|_| sectoral).and_then(|act| act.floor(band, year));
        let min_months = choice.rule.and_then(|rule| rule.band(band).min_months);
        let mut base = Self {
            joint_committee: committee.clone(),
            rule: choice.rule.map(RuleRef::from),
            referred_by: choice.referred_by.map(RuleRef::from),
            since: choice.step.map(|step| step.from),
            floor: floor.map(|step| step.days.clone()).filter(|days| *days > rule_days),
            condition: min_months.map(|min_months| Condition { min_months, months }),
            rule_days,
            a: Exact::ZERO,
        };
        base.a = base.follows();
        (kind, base)
    }

    /// A as it follows from what is shown.
    pub(super) fn follows(&self) -> Exact {
        if self.condition.is_some_and(|condition| !condition.is_met()) {
            return Exact::ZERO;
        }
        self.floor.as_ref().map_or(&self.rule_days, |floor| floor.max(&self.rule_days)).clone()
    }
}
