//! The time line of an employment: from what declarations and people said, what the register holds
//! true day by day. The conventions are written out in `docs/account.md`.

mod carry;
mod days;
mod dimona;
mod merge;
mod said;
mod strongest;
#[cfg(test)]
mod tests;

pub use merge::services;

use crate::identifier::JointCommittee;
use crate::occupation::{DeclaredQuarters, Origin, Span, Statement};
use crate::quantity::Fraction;

/// Work on some days, as the spans will tell it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Work<'a> {
    joint_committee: &'a JointCommittee,
    fraction: Fraction,
    origin: Origin,
    assumed: bool,
}

/// The stretches of employment that follow from all that was said of one person with one employer.
///
/// `employer_quarters` are the quarters for which the employer filed a declaration, with or without
/// this person. The order of `statements` and of repeated equal statements does not matter. The
/// spans come sorted by first day, then joint committee; several may run at the same time. A day
/// no span covers is a day not in service. The last day a date can hold stands for "for ever".
pub fn spans(statements: &[Statement], employer_quarters: &DeclaredQuarters) -> Vec<Span> {
    let none = JointCommittee::none();
    let said = said::Said::of(statements, &none);
    let firm = said.firm_stretches();
    let mut stretches = carry::carried(&said, &firm, employer_quarters);
    stretches.extend(firm.iter().map(|stretch| said.told(stretch)));
    merge::merge(stretches)
}
