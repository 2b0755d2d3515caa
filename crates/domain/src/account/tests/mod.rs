mod adjustments;
mod conventions;
mod ends;
mod examples;
mod laws;
mod ledger;
mod periods;

use jiff::civil::{Date, date};
use uuid::Uuid;

use super::*;
use crate::ids::{AdjustmentId, ParticipationId};
use crate::occupation::{EndCause, Service};
use crate::quantity::Minutes;
use crate::right::RightKind;

pub(super) fn service(start: Date, end: impl Into<Option<Date>>) -> Service {
    Service { start, end: end.into() }
}

pub(super) fn participation(number: u128) -> ParticipationId {
    ParticipationId(Uuid::from_u128(number))
}

pub(super) fn adjustment(number: u128) -> AdjustmentId {
    AdjustmentId(Uuid::from_u128(number))
}

impl AccountInput {
    pub(super) fn serving(mut self, start: Date, end: impl Into<Option<Date>>) -> Self {
        self.services.push(service(start, end));
        self
    }

    pub(super) fn ending(mut self, end: Date, cause: EndCause) -> Self {
        self.end_causes.insert(end, cause);
        self
    }

    pub(super) fn right(mut self, year: Year, minutes: i64) -> Self {
        self.rights.insert((year, RightKind::Statutory), Minutes(minutes));
        self
    }

    /// A training of the year in which it ends; participations are numbered from 1.
    pub(super) fn followed(mut self, date: Date, minutes: i64) -> Self {
        let participation = participation(self.debits.len() as u128 + 1);
        let year = date.year();
        self.debits.push(Debit { participation, year, date, minutes: Minutes(minutes) });
        self
    }

    /// An adjustment; they are numbered from 1.
    pub(super) fn adjusted(mut self, date: Date, minutes: i64) -> Self {
        let id = adjustment(self.adjustments.len() as u128 + 1);
        let year = date.year();
        self.adjustments.push(Adjustment { id, year, date, minutes: Minutes(minutes) });
        self
    }

    pub(super) fn at(&self, horizon: Date) -> Account {
        let account = build(self, horizon);
        account.check().unwrap();
        account
    }
}

impl Account {
    pub(super) fn left(&self, year: Year) -> i64 {
        self.years[&year].left().0
    }

    /// Year, year of origin, date, kind, minutes.
    pub(super) fn booked(&self, kind: &str) -> Vec<(Year, Year, String, i64)> {
        self.entries
            .iter()
            .filter(|entry| entry.kind.code().starts_with(kind))
            .map(|e| (e.year, e.origin_year, e.date.to_string(), e.minutes.0))
            .collect()
    }
}

pub(super) fn row(year: Year, origin: Year, day: &str, minutes: i64) -> (Year, Year, String, i64) {
    (year, origin, day.to_owned(), minutes)
}

/// In service since 2020 and still.
pub(super) fn veteran() -> AccountInput {
    AccountInput::default().serving(date(2020, 3, 1), None)
}
