//! The employments that Dimona announced: beginnings, and what later declarations say of them by
//! the number of the period. Everything goes by when the declarations were made, nothing by when
//! they came in.

use std::collections::BTreeMap;

use jiff::civil::{Date, DateTime};

use crate::identifier::JointCommittee;
use crate::occupation::{DimonaPeriod, Statement};
use crate::time::Instant;

/// A beginning of employment. The order of the fields decides between two of one period or day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Beginning<'a> {
    created: DateTime,
    end: Date,
    joint_committee: Option<&'a JointCommittee>,
    start: Date,
}

/// What a later declaration says of a period. The order of the fields is the order in which they
/// are applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Later {
    created: DateTime,
    start: Option<Date>,
    end: Option<Date>,
    cancels: bool,
    recorded: Instant,
}

/// A last day of employment that a later declaration named.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Out {
    pub end: Date,
    pub created: DateTime,
    pub recorded: Instant,
}

/// All that Dimona says of one person with one employer.
#[derive(Debug, Default)]
pub(super) struct Dimona<'a> {
    numbered: BTreeMap<DimonaPeriod, Beginning<'a>>,
    /// Beginnings whose declaration names no period, as in the files of employers.
    unnumbered: Vec<Beginning<'a>>,
    later: BTreeMap<DimonaPeriod, Vec<Later>>,
}

/// The employments that stand, by first day: last day and joint committee.
pub(super) type Standing<'a> = BTreeMap<Date, (Date, Option<&'a JointCommittee>)>;

impl<'a> Dimona<'a> {
    /// Takes note of a statement, in any order; of one that is not from Dimona nothing.
    pub fn note(&mut self, statement: &'a Statement) {
        match *statement {
            Statement::DimonaIn { period, created, start, end, ref joint_committee, .. } => {
                let end = end.unwrap_or(Date::MAX);
                let joint_committee = joint_committee.as_ref();
                let one = Beginning { created, end, joint_committee, start };
                match period {
                    None => self.unnumbered.push(one),
                    Some(period) => {
                        let last = self.numbered.entry(period).or_insert(one);
                        *last = one.max(*last);
                    }
                }
            }
            Statement::DimonaOut { period, created, end, recorded } => {
                self.later(period, (created, None, Some(end), false, recorded));
            }
            Statement::DimonaUpdate { period, created, start, end, recorded } => {
                self.later(period, (created, start, end, false, recorded));
            }
            Statement::DimonaCancel { period, created, recorded } => {
                self.later(period, (created, None, None, true, recorded));
            }
            Statement::Declared { .. } | Statement::Manual { .. } => {}
        }
    }

    fn later(
        &mut self,
        period: DimonaPeriod,
        (created, start, end, cancels, recorded): (
            DateTime,
            Option<Date>,
            Option<Date>,
            bool,
            Instant,
        ),
    ) {
        let later = Later { created, start, end, cancels, recorded };
        self.later.entry(period).or_default().push(later);
    }

    /// What follows: the employments that stand, and the last days, sorted.
    pub fn told(mut self) -> (Standing<'a>, Vec<Out>) {
        for later in self.later.values_mut() {
            later.sort_unstable();
        }
        self.number();
        let mut stand: BTreeMap<Date, Beginning<'a>> = BTreeMap::new();
        let mut outs = Vec::new();
        let mut add = |one: Beginning<'a>| {
            if one.start <= one.end {
                let last = stand.entry(one.start).or_insert(one);
                *last = one.max(*last);
            }
        };
        for (period, begun) in &self.numbered {
            let later = self.later.get(period).map_or(&[][..], Vec::as_slice);
            if !later.iter().any(|one| one.cancels) {
                add(later.iter().fold(*begun, |begun, one| Beginning {
                    start: one.start.unwrap_or(begun.start),
                    end: one.end.unwrap_or(begun.end),
                    ..begun
                }));
            }
        }
        self.unnumbered.iter().for_each(|one| add(*one));
        for later in self.later.values().filter(|later| later.iter().all(|one| !one.cancels)) {
            let last = later.iter().rev().find_map(|one| Some((one.end?, one)));
            outs.extend(last.map(|(end, one)| Out {
                end,
                created: one.created,
                recorded: one.recorded,
            }));
        }
        outs.sort_unstable();
        let standing = stand.into_values().map(|one| (one.start, (one.end, one.joint_committee)));
        (standing.collect(), outs)
    }

    /// Gives their number to beginnings that came without one. The periods take their turn as they
    /// were first named; see [`Self::take`].
    fn number(&mut self) {
        let mut turns: Vec<(DateTime, DimonaPeriod, Later)> = self
            .later
            .iter()
            .filter(|(period, _)| !self.numbered.contains_key(period))
            .filter_map(|(period, later)| later.first().map(|one| (one.created, *period, *one)))
            .collect();
        turns.sort_unstable();
        for (_, period, first) in turns {
            if let Some(begun) = self.take(&first) {
                self.numbered.insert(period, begun);
            }
        }
    }

    /// The beginning meant by the declaration that is the first to name its number: of those
    /// declared no later and without a number yet, that begin no later than the last day it gives,
    /// the one that begins last. Declared several times by then, it is still one.
    fn take(&mut self, first: &Later) -> Option<Beginning<'a>> {
        let last_day = if first.start.is_none() { first.end } else { None };
        let fits = |one: &Beginning<'a>| {
            one.created <= first.created && last_day.is_none_or(|day| one.start <= day)
        };
        let start = self.unnumbered.iter().filter(|one| fits(one)).map(|one| one.start).max()?;
        let meant = |one: &&Beginning<'a>| one.start == start && fits(one);
        let begun = self.unnumbered.iter().filter(meant).max().copied();
        self.unnumbered.retain(|one| !meant(&one));
        begun
    }
}
