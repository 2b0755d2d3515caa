mod carrying;
mod days;
mod dimona;
mod firm;
mod laws;
mod model;
mod service;

use jiff::civil::{Date, date};

use super::*;
use crate::occupation::{Occupation, Service};
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

/// A declaration made and taken in on the day `recorded` of our own reckoning.
pub(super) fn declared(text: &str, recorded: i64, occupations: &[Occupation]) -> Statement {
    let created = date(2000, 1, 1).at(0, 0, 0, 0) + jiff::ToSpan::days(recorded);
    Statement::Declared {
        quarter: quarter(text),
        created,
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

pub(super) fn dimona_in(start: Date, end: impl Into<Option<Date>>, recorded: i64) -> Statement {
    let recorded = Instant(recorded);
    Statement::DimonaIn { start, end: end.into(), joint_committee: None, recorded }
}

pub(super) fn out(end: Date, recorded: i64) -> Statement {
    Statement::DimonaOut { end, recorded: Instant(recorded) }
}

pub(super) fn cancel(start: Date, recorded: i64) -> Statement {
    Statement::DimonaCancel { start, recorded: Instant(recorded) }
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
