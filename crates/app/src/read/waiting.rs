//! The rows behind tasks: certificates that end, people of whom something is missing.

use fla_domain::ids::EmployerId;
use fla_store::Tx;
use fla_store::task::{CertificateRow, IncompleteRow};
use jiff::ToSpan;
use jiff::civil::Date;

use super::dashboard::{ALL_ROWS, Named, cut_page, distinct, named, shown_names, window};
use crate::{App, Caller, Refused};

/// A new employee's data are due so many days after the start.
pub(super) const NEW_EMPLOYEE_DAYS: i64 = 60;

/// When a certificate ends, seen from today. On its last day it is still valid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Within {
    /// It ended within the last year.
    Ended,
    /// Within 7 days, today included.
    Week,
    /// In 8 to 30 days.
    Month,
    /// In 31 to 90 days.
    Quarter,
}

impl Within {
    /// Every stretch, the earliest first.
    pub const ALL: [Self; 4] = [Self::Ended, Self::Week, Self::Month, Self::Quarter];

    /// The code in addresses.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ended => "ended",
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter => "quarter",
        }
    }

    /// The stretch of a code.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|w| w.code() == code)
    }

    /// Its first and last day.
    pub fn days(self, today: Date) -> (Date, Date) {
        let (from, to) = match self {
            Self::Ended => (-365, -1),
            Self::Week => (0, 7),
            Self::Month => (8, 30),
            Self::Quarter => (31, 90),
        };
        (after(today, from), after(today, to))
    }
}

/// The day so many days later.
pub(super) fn after(day: Date, days: i64) -> Date {
    day.saturating_add(days.days())
}

/// A page of certificates that end.
#[derive(Clone, Debug)]
pub struct CertificatePage {
    /// How many there are in all.
    pub total: i64,
    /// The rows of this page.
    pub rows: Vec<Named<CertificateRow>>,
    /// Whether there is a next page.
    pub more: bool,
}

/// A page of people of whom something is missing.
#[derive(Clone, Debug)]
pub struct IncompletePage {
    /// How many there are in all.
    pub total: i64,
    /// The rows of this page, with the day on which the data are due.
    pub rows: Vec<(Named<IncompleteRow>, Date)>,
    /// Whether there is a next page.
    pub more: bool,
}

impl App {
    /// The certificates that end within a stretch of days.
    pub async fn certificates_behind(
        &self,
        caller: &Caller,
        within: Within,
        by_name: bool,
        page: u32,
    ) -> Result<CertificatePage, Refused> {
        self.certificates(caller, (within, by_name), window(page), "figures").await
    }

    /// All of them, on one page: for a file.
    pub async fn all_certificates_behind(
        &self,
        caller: &Caller,
        within: Within,
        by_name: bool,
    ) -> Result<CertificatePage, Refused> {
        self.certificates(caller, (within, by_name), ALL_ROWS, "export").await
    }

    async fn certificates(
        &self,
        caller: &Caller,
        (within, by_name): (Within, bool),
        window: (i64, i64),
        action: &str,
    ) -> Result<CertificatePage, Refused> {
        self.may_look(caller, action).await?;
        let (id, today) = (caller.employer(), self.today());
        let days = within.days(today);
        let mut tx = self.inner.store.read().await?;
        let total = tx.certificate_days(id, days, today).await?.iter().map(|(_, n)| n).sum();
        let mut rows = tx.certificates_behind(id, days, today, by_name, window).await?;
        let more = cut_page(&mut rows, window);
        let ids: Vec<_> = rows.iter().map(|r| r.employee).collect();
        let shown = shown_names(&mut tx, caller, &ids).await?;
        tx.rollback().await?;
        self.note_read(caller, action, distinct(ids)).await?;
        Ok(CertificatePage { total, rows: named(rows, &shown, |r| r.employee), more })
    }

    /// The people of whom something is missing, longest in service first.
    pub async fn incomplete_people(
        &self,
        caller: &Caller,
        page: u32,
    ) -> Result<IncompletePage, Refused> {
        self.incomplete(caller, window(page), "figures").await
    }

    /// All of them, on one page: for a file.
    pub async fn all_incomplete_people(&self, caller: &Caller) -> Result<IncompletePage, Refused> {
        self.incomplete(caller, ALL_ROWS, "export").await
    }

    async fn incomplete(
        &self,
        caller: &Caller,
        window: (i64, i64),
        action: &str,
    ) -> Result<IncompletePage, Refused> {
        self.may_look(caller, action).await?;
        let (id, today) = (caller.employer(), self.today());
        let mut tx = self.inner.store.read().await?;
        let total = tx.count_incomplete(id, today, today).await?.people;
        let mut rows = tx.incomplete_people(id, today, window).await?;
        let more = cut_page(&mut rows, window);
        let ids: Vec<_> = rows.iter().map(|r| r.id).collect();
        let shown = shown_names(&mut tx, caller, &ids).await?;
        tx.rollback().await?;
        self.note_read(caller, action, ids).await?;
        let rows = named(rows, &shown, |r| r.id)
            .into_iter()
            .map(|n| {
                let due = after(n.row.first, NEW_EMPLOYEE_DAYS);
                (n, due)
            })
            .collect();
        Ok(IncompletePage { total, rows, more })
    }
}

/// How many certificates end within each stretch, and the first day; none where there are none.
pub(crate) async fn certificate_counts(
    tx: &mut Tx,
    employer: EmployerId,
    today: Date,
) -> Result<Vec<(Within, i64, Option<Date>)>, Refused> {
    let whole = (Within::Ended.days(today).0, Within::Quarter.days(today).1);
    let days = tx.certificate_days(employer, whole, today).await?;
    let of = |within: Within| {
        let (from, to) = within.days(today);
        let mut first = None;
        let mut number = 0;
        for (day, n) in days.iter().filter(|(day, _)| (from..=to).contains(day)) {
            first.get_or_insert(*day);
            number += n;
        }
        (within, number, first)
    };
    Ok(Within::ALL.map(of).into())
}
