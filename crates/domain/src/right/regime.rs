//! "Which regime applies to us?": the rule of an employer, why no other one, and the right of a
//! person if one is described.

use jiff::civil::Date;
use serde::Serialize;

use super::base::{Base, RuleRef};
use super::compute::{ComputedRight, RightInputs, compute};
use super::working::SizeUsed;
use super::{RightKind, Working};
use crate::identifier::JointCommittee;
use crate::occupation::{Origin, Span};
use crate::quantity::{Fraction, Minutes};
use crate::rules::{Candidate, Exact, Outcome, RuleBook};
use crate::size::Band;
use crate::time::{Year, first_day};

/// The size of an undertaking as somebody gives it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GivenSize {
    /// The average in hundredths of full-time equivalents.
    Average(i64),
    /// The band.
    Band(Band),
}

impl From<GivenSize> for SizeUsed {
    fn from(given: GivenSize) -> Self {
        let average = match given {
            GivenSize::Average(hundredths) => Some(Exact::from_hundredths(hundredths)),
            GivenSize::Band(_) => None,
        };
        let band = match given {
            GivenSize::Average(hundredths) => Band::of(&Exact::from_hundredths(hundredths)),
            GivenSize::Band(band) => band,
        };
        Self { band, average, manual: true, unknown: false }
    }
}

/// A person as somebody describes one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RegimePerson {
    /// The working-time fraction.
    pub fraction: Fraction,
    /// First day of employment; `None` if before the year.
    pub start: Option<Date>,
    /// Last day of employment; `None` if after the year.
    pub end: Option<Date>,
}

/// A question for the regime.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegimeQuery {
    /// The size of the undertaking.
    pub size: GivenSize,
    /// The joint committee; `999` for none.
    pub joint_committee: JointCommittee,
    /// The calendar year.
    pub year: Year,
    /// The minutes of a full-time day; `None` for the convention of the year.
    pub day_minutes: Option<u32>,
    /// A person whose right to work out.
    pub person: Option<RegimePerson>,
}

/// A rule that was considered, and what became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Considered {
    /// The joint committee looked up; `None` for the act.
    pub joint_committee: Option<String>,
    /// What became of it.
    pub outcome: Outcome,
    /// The rule, where there is one.
    pub rule: Option<RuleRef>,
}

impl From<Candidate<'_>> for Considered {
    fn from(candidate: Candidate<'_>) -> Self {
        Self {
            joint_committee: candidate.joint_committee.map(str::to_owned),
            outcome: candidate.outcome,
            rule: candidate.rule.map(RuleRef::from),
        }
    }
}

/// The regime that applies.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RegimeAnswer {
    /// The calendar year.
    pub year: Year,
    /// The size and its band.
    pub size: SizeUsed,
    /// Statutory or sectoral.
    pub kind: RightKind,
    /// The rule and the days of a full-time, full-year employee (`a`).
    pub base: Base,
    /// Minutes of a full-time day.
    pub day_minutes: u32,
    /// The days in minutes.
    pub minutes: Minutes,
    /// What was considered, from the most specific joint committee to the act.
    pub trail: Vec<Considered>,
    /// The right of the person described, with its working; `None` without a person, or without a
    /// day under contract in the year.
    pub person: Option<Working>,
}

/// The regime of an employer in a joint committee and a year.
pub fn lookup(book: &RuleBook, query: &RegimeQuery) -> RegimeAnswer {
    let size = SizeUsed::from(query.size);
    let year = query.year;
    let (kind, base) = Base::of(book, &query.joint_committee, year, size.band, 12);
    let convention = book.conventions(first_day(year)).day_minutes;
    let day_minutes = query.day_minutes.unwrap_or(convention);
    let trail = book.candidates(&query.joint_committee, year, size.band);
    let person = query.person.and_then(|person| person_right(book, query, &size, person));
    RegimeAnswer {
        minutes: super::working::to_minutes(&base.a, day_minutes).unwrap_or(Minutes(i64::MAX)),
        trail: trail.into_iter().map(Considered::from).collect(),
        person: person.map(|right| right.working),
        year,
        size,
        kind,
        base,
        day_minutes,
    }
}

/// The right of the person described.
fn person_right(
    book: &RuleBook,
    query: &RegimeQuery,
    size: &SizeUsed,
    person: RegimePerson,
) -> Option<ComputedRight> {
    let span = Span {
        from: person.start.unwrap_or(first_day(query.year)),
        to: person.end,
        joint_committee: query.joint_committee.clone(),
        fraction: person.fraction,
        origin: Origin::Manual,
        assumed: false,
    };
    let convention = book.conventions(first_day(query.year)).day_minutes;
    let inputs = RightInputs {
        book,
        year: query.year,
        spans: &[span],
        size,
        day_minutes: query.day_minutes.unwrap_or(convention),
        company: &[],
    };
    compute(&inputs).into_iter().next()
}
