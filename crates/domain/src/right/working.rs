//! The working of a right: every term from which the figure follows, to be stored with it.

use serde::{Deserialize, Serialize};

use super::RightKind;
use super::base::Base;
use crate::anomaly::{Anomaly, Fault, Zone};
use crate::identifier::JointCommittee;
use crate::ids::CompanyDaysId;
use crate::quantity::{Fraction, Minutes};
use crate::rules::Exact;
use crate::size::{Band, SizeWorking};
use crate::time::Year;

/// The most company days in a year, in hundredths.
const MOST_HUNDREDTHS: i64 = 36_600;

/// Extra days that an employer gives in a year.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CompanyDays {
    /// Which gift.
    pub id: CompanyDaysId,
    hundredths: u32,
    flat: bool,
}

impl CompanyDays {
    /// Days in hundredths, above 0 and at most 366 days. Flat days are given whole to everyone
    /// under contract in the year; others are prorated like the other rights.
    pub fn new(id: CompanyDaysId, hundredths: i64, flat: bool) -> Result<Self, Anomaly> {
        let fitting = (1..=MOST_HUNDREDTHS).contains(&hundredths);
        match u32::try_from(hundredths) {
            Ok(hundredths) if fitting => Ok(Self { id, hundredths, flat }),
            _ => Err(Anomaly::new(Zone::Days, Fault::OutsideDomain)
                .with("value", hundredths)
                .with("max", MOST_HUNDREDTHS)),
        }
    }

    /// Hundredths of days.
    pub fn hundredths(&self) -> u32 {
        self.hundredths
    }

    /// Whether they are given whole.
    pub fn is_flat(&self) -> bool {
        self.flat
    }

    /// The days.
    pub fn days(&self) -> Exact {
        Exact::from_hundredths(self.hundredths.into())
    }
}

/// The sum of the company days that are flat, or of those that are not.
pub(super) fn company_sum(company: &[CompanyDays], flat: bool) -> Exact {
    company
        .iter()
        .filter(|days| days.flat == flat)
        .fold(Exact::ZERO, |sum, days| &sum + &days.days())
}

/// The size of the undertaking as a right used it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SizeUsed {
    /// The band.
    pub band: Band,
    /// The average it follows from, where it is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub average: Option<Exact>,
    /// Whether the employer entered the average.
    pub manual: bool,
    /// Whether nothing is known of the size, so that the lowest band was taken.
    pub unknown: bool,
}

impl From<&SizeWorking> for SizeUsed {
    fn from(size: &SizeWorking) -> Self {
        Self {
            band: size.band,
            average: size.average.clone(),
            manual: size.manual.is_some(),
            unknown: size.unknown,
        }
    }
}

/// An occupation in force that gives another kind of right, and counts in the total regime only.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Occupied {
    /// Its joint committee.
    pub joint_committee: JointCommittee,
    /// Its working-time fraction.
    pub fraction: Fraction,
}

/// The occupations of one joint committee in a run of months: A × B × months ÷ 12.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Term {
    /// The joint committee.
    pub joint_committee: JointCommittee,
    /// A: days of a full-time, full-year employee.
    pub a: Exact,
    /// The working-time fractions in force on the first day under contract in the month.
    pub occupations: Vec<Fraction>,
    /// B: their sum, divided by the total regime where that is above 1.
    pub b: Exact,
    /// The days of all months of the run together.
    pub days: Exact,
}

/// Months that follow each other and are alike.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Run {
    /// First month, 1 to 12.
    pub from: u8,
    /// Last month.
    pub to: u8,
    /// Number of months.
    pub months: u8,
    /// The total regime: the sum over all occupations, those of other kinds of right too.
    pub total: Exact,
    /// A term for each joint committee.
    pub terms: Vec<Term>,
    /// Occupations that give another kind of right.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub others: Vec<Occupied>,
}

/// How a right came about. It holds all that is needed to sum the figure again without the rule
/// book, and is what the register stores and shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Working {
    /// The calendar year.
    pub year: Year,
    /// The kind of right.
    pub kind: RightKind,
    /// The size of the undertaking.
    pub size: SizeUsed,
    /// Months of the year under contract, in any joint committee.
    pub months_under_contract: u8,
    /// Where A comes from, for each joint committee; empty for company days.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub bases: Vec<Base>,
    /// What the employer gives; empty for other kinds.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub company: Vec<CompanyDays>,
    /// The months, in order.
    pub runs: Vec<Run>,
    /// The exact sum of days.
    pub sum: Exact,
    /// Minutes of one day.
    pub day_minutes: u32,
    /// The right: the sum in minutes, rounded half up once.
    pub minutes: Minutes,
}

/// Why a working does not add up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WorkingFault {
    /// Months outside the year, out of order, or miscounted.
    #[error("the months do not follow each other within the year")]
    Months,
    /// A fraction over zero hours.
    #[error("a working-time fraction has no reference hours")]
    Fraction,
    /// A total regime that is not the sum of the fractions shown.
    #[error("a total regime is not the sum of its fractions")]
    Total,
    /// A that does not follow from its rule or from the company days shown.
    #[error("a number of days does not follow from its rule")]
    Base,
    /// B that does not follow from the fractions shown.
    #[error("a regime does not follow from its fractions")]
    Regime,
    /// Days that are not the sum of what is shown.
    #[error("the days are not the sum of the terms")]
    Days,
    /// A figure beyond all bounds.
    #[error("the minutes are beyond all bounds")]
    Bounds,
}

impl Working {
    /// Sums the right again from the terms shown alone: Q, S, A and months. Figures shown on the
    /// way must agree with their own terms; whether the result is [`Working::minutes`] is for the
    /// caller to compare, or see [`Working::adds_up`].
    pub fn recompute(&self) -> Result<Minutes, WorkingFault> {
        let mut sum = company_sum(&self.company, true);
        let mut last = 0;
        let mut counted = 0;
        for run in &self.runs {
            if run.from <= last || run.to < run.from || run.to > 12 {
                return Err(WorkingFault::Months);
            }
            if run.months != run.to - run.from + 1 {
                return Err(WorkingFault::Months);
            }
            last = run.to;
            counted += run.months;
            sum = &sum + &self.recompute_run(run)?;
        }
        if counted > self.months_under_contract || self.months_under_contract > 12 {
            return Err(WorkingFault::Months);
        }
        if sum != self.sum {
            return Err(WorkingFault::Days);
        }
        to_minutes(&sum, self.day_minutes).ok_or(WorkingFault::Bounds)
    }

    /// Whether the minutes shown are those that the terms shown give.
    pub fn adds_up(&self) -> bool {
        self.recompute() == Ok(self.minutes)
    }

    fn recompute_run(&self, run: &Run) -> Result<Exact, WorkingFault> {
        let own = run.terms.iter().flat_map(|term| &term.occupations).copied();
        let total = fraction_sum(own.chain(run.others.iter().map(|other| other.fraction)))
            .ok_or(WorkingFault::Fraction)?;
        if total != run.total {
            return Err(WorkingFault::Total);
        }
        let mut days = Exact::ZERO;
        for term in &run.terms {
            if !self.gives(term) {
                return Err(WorkingFault::Base);
            }
            let regime = fraction_sum(term.occupations.iter().copied());
            let b = share(&regime.ok_or(WorkingFault::Fraction)?, &total);
            if b != term.b {
                return Err(WorkingFault::Regime);
            }
            let term_days = days_of(&term.a, &b, run.months);
            if term_days != term.days {
                return Err(WorkingFault::Days);
            }
            days = &days + &term_days;
        }
        Ok(days)
    }

    /// Whether A of a term follows from a rule or from the company days shown.
    fn gives(&self, term: &Term) -> bool {
        if self.kind == RightKind::Company {
            return term.a == company_sum(&self.company, false);
        }
        self.bases.iter().any(|base| {
            base.joint_committee == term.joint_committee
                && base.a == term.a
                && base.follows() == term.a
        })
    }
}

/// The exact sum of working-time fractions; `None` if one has no reference hours.
pub(super) fn fraction_sum(fractions: impl Iterator<Item = Fraction>) -> Option<Exact> {
    let mut sum: Option<Exact> = None;
    for fraction in fractions {
        let part = Exact::new(fraction.q().into(), fraction.s().into())?;
        sum = Some(sum.map_or(part.clone(), |sum| &sum + &part));
    }
    Some(sum.unwrap_or(Exact::ZERO))
}

/// B: the regime of a joint committee, divided by the total regime where that is above 1.
pub(super) fn share(regime: &Exact, total: &Exact) -> Exact {
    if *total > Exact::ONE { regime / total } else { regime.clone() }
}

/// A × B × months ÷ 12.
pub(super) fn days_of(a: &Exact, b: &Exact, months: u8) -> Exact {
    let year = Exact::new(months.into(), 12).unwrap_or(Exact::ZERO);
    &(a * b) * &year
}

/// Days in minutes, rounded half up; `None` beyond all bounds.
pub(super) fn to_minutes(days: &Exact, day_minutes: u32) -> Option<Minutes> {
    (days * &day_minutes.into()).round_half_up().map(Minutes)
}
