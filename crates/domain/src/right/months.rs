//! The months of a year in which a person was under contract, and what was in force on the first
//! day under contract of each.

use jiff::civil::Date;

use crate::identifier::JointCommittee;
use crate::occupation::Span;
use crate::quantity::Fraction;
use crate::time::Year;

/// The most specific joint committee and the working-time fraction of one occupation.
pub(super) type InForce<'a> = (&'a JointCommittee, Fraction);

/// Months that follow each other and in which the same was in force.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct MonthRun<'a> {
    /// First month, 1 to 12.
    pub from: u8,
    /// Last month.
    pub to: u8,
    /// What was in force, by joint committee, Q and S.
    pub in_force: Vec<InForce<'a>>,
}

impl MonthRun<'_> {
    /// Number of months.
    pub fn months(&self) -> u8 {
        self.to - self.from + 1
    }
}

/// The months of a year under contract, in runs of equal months. The order of the spans and the
/// way in which equal occupations are cut into spans do not matter.
pub(super) fn month_runs(spans: &[Span], year: Year) -> Vec<MonthRun<'_>> {
    let mut runs: Vec<MonthRun<'_>> = Vec::new();
    let mut in_force = Vec::new();
    for (number, month) in (1_u8..).zip(1_i8..=12) {
        in_force_in(spans, year, month, &mut in_force);
        if in_force.is_empty() {
            continue;
        }
        match runs.last_mut() {
            Some(run) if run.to + 1 == number && run.in_force == in_force => run.to = number,
            _ => runs.push(MonthRun { from: number, to: number, in_force: in_force.clone() }),
        }
    }
    runs
}

/// What was in force on the first day under contract of a month; nothing if there is none.
fn in_force_in<'a>(spans: &'a [Span], year: Year, month: i8, into: &mut Vec<InForce<'a>>) {
    into.clear();
    let first = Date::constant(year, month, 1);
    let last = first.last_of_month();
    let Some(day) = spans.iter().filter_map(|span| first_day_within(span, first, last)).min()
    else {
        return;
    };
    let covering = spans.iter().filter(|s| s.from <= day && s.to.is_none_or(|to| day <= to));
    into.extend(covering.map(|span| (&span.joint_committee, span.fraction)));
    into.sort_unstable_by_key(|(committee, fraction)| (*committee, fraction.q(), fraction.s()));
}

/// The first day that a span has between two days.
fn first_day_within(span: &Span, first: Date, last: Date) -> Option<Date> {
    let from = span.from.max(first);
    let to = span.to.map_or(last, |to| to.min(last));
    (from <= to).then_some(from)
}

/// The number of months of a year in which a person was under contract for at least one day.
pub fn months_under_contract(spans: &[Span], year: Year) -> u8 {
    month_runs(spans, year).iter().map(MonthRun::months).sum()
}
