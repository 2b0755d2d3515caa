//! The right of a person with an employer in a calendar year: which days, by which rule, and the
//! working from which the figure can be summed again years later.
//!
//! right(y) = Σ over the months under contract of A × B ÷ 12, exact until it becomes minutes,
//! rounded half up once per kind. A: days of a full-time, full-year employee; B: working-time
//! fraction on the first day under contract in the month.

mod base;
mod compute;
mod months;
pub mod regime;
mod working;

#[cfg(test)]
mod tests;

pub use base::{Base, Condition, RuleRef};
pub use compute::{ComputedRight, RightInputs, compute};
pub use months::months_under_contract;
pub use working::{CompanyDays, Occupied, Run, SizeUsed, Term, Working, WorkingFault};

use serde::{Deserialize, Serialize};

/// The kind of a right; one person, employer and year can have one of each.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum RightKind {
    /// From the act.
    Statutory,
    /// From the collective agreement of a joint committee, in place of the act.
    Sectoral,
    /// What the employer gives on top.
    Company,
}

codes!(RightKind { Statutory = "statutory", Sectoral = "sectoral", Company = "company" });
