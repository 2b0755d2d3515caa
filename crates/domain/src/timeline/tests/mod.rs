mod carrying;
mod days;
mod dimona;
mod firm;
mod laws;
mod model;
mod periods;
mod service;

use jiff::civil::{Date, date};

use super::*;
use crate::occupation::{DimonaPeriod, Occupation, Service};
use crate::time::{Instant, Quarter};

/// Regimes by their number of hours a week.
pub(super) fn hours(hours: u32) -> Fraction {
    Fraction::new(hours * 100, 3800).unwrap()
}

pub(super) fn jc(code: &str) -> JointCommittee {
    code.parse().unwrap()
}

pub(super) fn quarter(text: &str) -> Quarter {
    text.parse().unwrap()
}

/// An occupation in joint committee 200.
pub(super) fn work(start: Date, end: impl Into<Option<Date>>, weekly: u32) -> Occupation {
    Occupation { start, end: end.into(), joint_committee: jc("200"), fraction: hours(weekly) }
}

/// The moment of making that goes with a day of our own reckoning.
pub(super) fn made(day: i64) -> jiff::civil::DateTime {
    date(2000, 1, 1).at(0, 0, 0, 0) + jiff::ToSpan::days(day)
}

/// A declaration made and taken in on the day `recorded` of our own reckoning.
pub(super) fn declared(text: &str, recorded: i64, occupations: &[Occupation]) -> Statement {
    Statement::Declared {
        quarter: quarter(text),
        created: made(recorded),
        recorded: Instant(recorded),
        occupations: occupations.to_vec(),
    }
}

pub(super) fn by_hand(
    from: Date,
    to: impl Into<Option<Date>>,
    recorded: i64,
    occupations: &[Occupation],
) -> Statement {
    Statement::Manual {
        from,
        to: to.into(),
        recorded: Instant(recorded),
        occupations: occupations.to_vec(),
    }
}

/// An IN as employers make them: without a number.
pub(super) fn dimona_in(start: Date, end: impl Into<Option<Date>>, day: i64) -> Statement {
    Statement::DimonaIn {
        period: None,
        created: made(day),
        start,
        end: end.into(),
        joint_committee: None,
        recorded: Instant(day),
    }
}

/// An OUT of the period whose number is its last day, so that each is of a period of its own.
pub(super) fn out(end: Date, day: i64) -> Statement {
    let period = u64::try_from(end.duration_since(Date::MIN).as_hours()).unwrap();
    out_of(period, end, day)
}

pub(super) fn out_of(period: DimonaPeriod, end: Date, day: i64) -> Statement {
    Statement::DimonaOut { period, created: made(day), end, recorded: Instant(day) }
}

pub(super) fn update(
    period: DimonaPeriod,
    start: impl Into<Option<Date>>,
    end: impl Into<Option<Date>>,
    day: i64,
) -> Statement {
    Statement::DimonaUpdate {
        period,
        created: made(day),
        start: start.into(),
        end: end.into(),
        recorded: Instant(day),
    }
}

pub(super) fn cancel(period: DimonaPeriod, day: i64) -> Statement {
    Statement::DimonaCancel { period, created: made(day), recorded: Instant(day) }
}

/// The spans in a line each: `2026-01-01..2026-03-31 200 38 dmfa`, `?` where assumed.
pub(super) fn told(statements: &[Statement], filed: &[&str]) -> Vec<String> {
    let filed = filed.iter().map(|text| quarter(text)).collect();
    let line = |span: Span| {
        let to = span.to.map_or(String::new(), |to| to.to_string());
        let (jc, origin) = (&span.joint_committee, span.origin.code());
        let weekly = span.fraction.q() / 100;
        let mark = if span.assumed { "?" } else { "" };
        format!("{}..{to} {jc} {weekly} {origin}{mark}", span.from)
    };
    spans(statements, &filed).into_iter().map(line).collect()
}
