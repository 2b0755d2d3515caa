//! What was said, in order of weight, and the days it speaks of firmly.

use std::collections::BTreeMap;

use jiff::civil::{Date, DateTime};

use super::Work;
use super::days::{Days, minus, union};
use super::dimona::{Dimona, Out};
use super::strongest::{Claim, Stretch, strongest};
use crate::identifier::JointCommittee;
use crate::occupation::{Occupation, Origin, Statement};
use crate::quantity::Fraction;
use crate::time::{Instant, Quarter};

/// A statement that speaks firmly of its days. The order of the fields is the order of weight:
/// later recorded, then by hand before declared; the rest only makes the order total.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Firm<'a> {
    recorded: Instant,
    by_hand: bool,
    pub days: Days,
    pub occupations: &'a [Occupation],
    /// When a declaration was made; `None` by hand.
    made: Option<DateTime>,
}

/// An employment that Dimona announced and did not cancel.
#[derive(Clone, Copy, Debug)]
pub(super) struct In<'a> {
    pub days: Days,
    pub work: Work<'a>,
}

/// All that was said of one person with one employer.
#[derive(Debug)]
pub(super) struct Said<'a> {
    /// By weight, the lightest first.
    firm: Vec<Firm<'a>>,
    /// The declaration that counts of each quarter in which the person appears.
    pub declared: BTreeMap<Quarter, Firm<'a>>,
    /// By first day; at most one for each.
    pub ins: Vec<In<'a>>,
    /// By last day of employment.
    outs: Vec<Out>,
}

/// What decides between two declarations of the same quarter.
type Version<'a> = (DateTime, Instant, &'a [Occupation]);

impl<'a> Said<'a> {
    pub fn of(statements: &'a [Statement], none: &'a JointCommittee) -> Self {
        let mut versions: BTreeMap<Quarter, Version<'a>> = BTreeMap::new();
        let mut firm = Vec::new();
        let mut dimona = Dimona::default();
        for statement in statements {
            match statement {
                Statement::Declared { quarter, created, recorded, occupations } => {
                    let version = (*created, *recorded, occupations.as_slice());
                    let best = versions.entry(*quarter).or_insert(version);
                    *best = version.max(*best);
                }
                Statement::Manual { from, to, recorded, occupations } => {
                    firm.extend(Days::open(*from, *to).map(|days| Firm {
                        recorded: *recorded,
                        by_hand: true,
                        days,
                        occupations,
                        made: None,
                    }));
                }
                _ => dimona.note(statement),
            }
        }
        let declared: BTreeMap<_, _> = versions
            .into_iter()
            .map(|(quarter, version)| (quarter, in_force(quarter, version)))
            .collect();
        firm.extend(declared.values().copied());
        firm.sort_unstable();
        let (standing, outs) = dimona.told();
        let ins = standing
            .into_iter()
            .filter_map(|(start, (end, committee))| {
                Some(announced(Days::new(start, end)?, committee.unwrap_or(none)))
            })
            .collect();
        Self { firm, declared, ins, outs }
    }

    /// The first day of leaving on or after a day.
    pub fn first_out(&self, day: Date) -> Option<Date> {
        self.outs.get(self.outs.partition_point(|out| out.end < day)).map(|out| out.end)
    }

    /// Firm statements day by day; no occupation in a stretch means "not in service".
    pub fn firm_stretches(&self) -> Vec<Stretch<&'a Occupation>> {
        let mut claims = Vec::new();
        for (rank, firm) in self.firm.iter().enumerate() {
            self.claim(firm, rank, &mut claims);
        }
        strongest(&claims)
    }

    /// A firm stretch as the spans will tell it.
    pub fn told(&self, stretch: &Stretch<&'a Occupation>) -> Stretch<Work<'a>> {
        let origin = self.origin(stretch.rank);
        let work = |occupation: &&'a Occupation| Work {
            joint_committee: &occupation.joint_committee,
            fraction: occupation.fraction,
            origin,
            assumed: false,
        };
        Stretch {
            days: stretch.days,
            rank: stretch.rank,
            what: stretch.what.iter().map(work).collect(),
        }
    }

    /// Where the firm statement of a rank comes from.
    pub fn origin(&self, rank: usize) -> Origin {
        if self.firm[rank].by_hand { Origin::Manual } else { Origin::Dmfa }
    }

    /// What a firm statement claims: its occupations, ended where a later Dimona OUT ends them, and
    /// its say over every day of its own, but those on which the OUT left nothing of what it said.
    fn claim(&self, firm: &Firm<'a>, rank: usize, claims: &mut Vec<Claim<&'a Occupation>>) {
        let first = claims.len();
        let mut whole = Vec::new();
        for occupation in firm.occupations {
            let own = Days::open(occupation.start, occupation.end);
            let Some(days) = own.and_then(|own| own.within(firm.days)) else { continue };
            let to = self.ended(firm, occupation).map_or(days.to, |end| end.min(days.to));
            whole.push(days);
            claims.extend(Days::new(days.from, to).map(|days| Claim {
                days,
                rank,
                what: Some(occupation),
            }));
        }
        let left = union(claims[first..].iter().map(|claim| claim.days).collect());
        let silent: Vec<Days> =
            union(whole).into_iter().flat_map(|run| minus(run, &left)).collect();
        let say = minus(firm.days, &silent);
        claims.extend(say.into_iter().map(|days| Claim { days, rank, what: None }));
    }

    /// The day on which a Dimona OUT ends an occupation that a firm statement holds open: the OUT
    /// is the later of the two, and a declaration is only touched by one that lies in its quarter.
    fn ended(&self, firm: &Firm<'_>, occupation: &Occupation) -> Option<Date> {
        let first =
            if firm.by_hand { occupation.start } else { occupation.start.max(firm.days.from) };
        let from = self.outs.partition_point(|out| out.end < first);
        self.outs[from..]
            .iter()
            .take_while(|out| out.end < firm.days.to)
            .find(|out| firm.is_before(out))
            .map(|out| out.end)
    }
}

impl Firm<'_> {
    /// Whether a Dimona OUT is later: made after a declaration was made, taken in after something
    /// was entered by hand.
    fn is_before(&self, out: &Out) -> bool {
        self.made.map_or(self.recorded < out.recorded, |made| made < out.created)
    }
}

fn in_force(quarter: Quarter, (created, recorded, occupations): Version<'_>) -> Firm<'_> {
    let days = Days { from: quarter.first_day(), to: quarter.last_day() };
    Firm { recorded, by_hand: false, days, occupations, made: Some(created) }
}

/// Nothing is known of the regime: full-time is assumed.
fn announced(days: Days, joint_committee: &JointCommittee) -> In<'_> {
    let (fraction, origin) = (Fraction::FULL, Origin::Dimona);
    In { days, work: Work { joint_committee, fraction, origin, assumed: true } }
}
