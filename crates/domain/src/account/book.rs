//! The open ledger: what is left of each year's credit, and what is booked on it.

use std::collections::BTreeMap;

use jiff::civil::Date;

use super::Account;
use super::balance::YearBalance;
use super::entry::{Entry, EntryKind, LapseCause, Source};
use super::events::{Event, What, first_day, last_day};
use crate::quantity::Minutes;
use crate::time::Year;

const NOTHING: Minutes = Minutes(0);

/// A ledger in one of its years.
#[derive(Debug, Default)]
pub(super) struct Book {
    account: Account,
    year: Year,
    sums: YearBalance,
    /// What is left by year of origin; only that of the running year may be negative.
    credit: BTreeMap<Year, Minutes>,
}

impl Book {
    /// Opens a year: what is left of earlier years comes in.
    pub fn open(&mut self, year: Year) {
        self.year = year;
        for (origin, minutes) in self.credit.clone() {
            self.note(first_day(year), origin, EntryKind::CarriedIn, minutes, None);
        }
    }

    /// Books what happens on a day of the year.
    pub fn book(&mut self, event: Event) {
        let date = event.date;
        match event.what {
            What::Grant(kind, minutes) => self.add(date, EntryKind::Granted(kind), minutes, None),
            What::Adjust(id, minutes) => {
                let source = Some(Source::Adjustment(id));
                if minutes > NOTHING {
                    self.add(date, EntryKind::Adjustment, minutes, source);
                } else {
                    self.take(date, EntryKind::Adjustment, -minutes, source);
                }
            }
            What::Debit(id, minutes) => {
                self.take(date, EntryKind::Debit, minutes, Some(Source::Participation(id)));
            }
            What::PeriodEnds => {
                let over = date == last_day(self.year);
                let until = if over { self.year } else { self.year.saturating_sub(1) };
                self.lapse(date, until, LapseCause::FiveYears);
            }
            What::ServiceEnds(cause) => {
                self.lapse(date, self.year, LapseCause::EndOfService(cause));
            }
        }
    }

    /// Closes the year; where another follows, what is left goes there.
    pub fn close(&mut self, another_follows: bool) {
        self.credit.retain(|_, minutes| *minutes > NOTHING);
        if another_follows {
            for (origin, minutes) in self.credit.clone() {
                let day = last_day(self.year);
                self.note(day, origin, EntryKind::CarriedOut, -minutes, None);
            }
        }
        self.account.years.insert(self.year, std::mem::take(&mut self.sums));
    }

    /// The account that was booked.
    pub fn finish(self) -> Account {
        self.account
    }

    /// Adds credit of the running year; what was taken beyond the credit is filled by it.
    fn add(&mut self, date: Date, kind: EntryKind, minutes: Minutes, source: Option<Source>) {
        *self.credit.entry(self.year).or_default() += minutes;
        self.note(date, self.year, kind, minutes, source);
    }

    /// Takes from the oldest credit first; what no credit covers makes the running year negative.
    fn take(&mut self, date: Date, kind: EntryKind, minutes: Minutes, source: Option<Source>) {
        let mut rest = minutes;
        let mut taken = Vec::new();
        for (&origin, credit) in self.credit.range_mut(..self.year) {
            let part = rest.min(*credit);
            *credit += -part;
            rest += -part;
            taken.push((origin, part));
        }
        *self.credit.entry(self.year).or_default() += -rest;
        taken.push((self.year, rest));
        for (origin, part) in taken {
            self.note(date, origin, kind, -part, source);
        }
    }

    /// Ends the credit that stems from years up to one.
    fn lapse(&mut self, date: Date, until: Year, cause: LapseCause) {
        let mut lapsed = Vec::new();
        for (&origin, credit) in self.credit.range_mut(..=until) {
            if *credit > NOTHING {
                lapsed.push((origin, std::mem::take(credit)));
            }
        }
        for (origin, minutes) in lapsed {
            self.note(date, origin, EntryKind::Lapse(cause), -minutes, None);
        }
    }

    fn note(
        &mut self,
        date: Date,
        origin_year: Year,
        kind: EntryKind,
        minutes: Minutes,
        source: Option<Source>,
    ) {
        if minutes != NOTHING {
            let entry = Entry { year: self.year, origin_year, date, kind, minutes, source };
            self.sums.add(&entry);
            self.account.entries.push(entry);
        }
    }
}
