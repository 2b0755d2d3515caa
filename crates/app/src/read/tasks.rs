//! What must be done next, and by when: read from the register each time, kept nowhere. The days
//! are those the Federal Learning Account worked with and those of the training plan; who wants
//! other days changes them here, in one place.

use fla_domain::access::Action;
use fla_domain::ids::EmployerId;
use fla_domain::size::Band;
use fla_domain::time::{Instant, Quarter, Year, last_day};
use fla_domain::training::Status;
use fla_store::Tx;
use fla_store::dashboard::{Cut, Frame, PartFilter};
use fla_store::task::{CertificateRow, IncompleteRow};
use jiff::ToSpan;
use jiff::civil::{Date, date};

use super::dashboard::{Named, cut_page, distinct, named, shown_names, window};
use crate::{App, Caller, Refused, recompute};

/// A new employee's data are due so many days after the start.
const NEW_EMPLOYEE_DAYS: i64 = 60;
/// A right that was worked out is verified within so many days.
const VERIFY_DAYS: i64 = 30;
const DAY: i64 = 86_400_000_000;

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

fn after(day: Date, days: i64) -> Date {
    day.saturating_add(days.days())
}

/// What is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskKind {
    /// Say of planned trainings of a quarter that are over whether they were followed.
    QuarterTrainings(Quarter),
    /// Complete the data of new employees.
    NewEmployees,
    /// Verify the rights of a year.
    VerifyRights(Year),
    /// Renew certificates.
    Certificates(Within),
    /// Tell everybody their balance and the right to consult and correct.
    YearlyNotice(Year),
    /// Ask for advice on the training plan of a year.
    PlanAdvice(Year),
    /// Make the training plan of a year.
    Plan(Year),
}

impl TaskKind {
    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::QuarterTrainings(_) => "quarter",
            Self::NewEmployees => "new",
            Self::VerifyRights(_) => "verify",
            Self::Certificates(_) => "certificates",
            Self::YearlyNotice(_) => "notice",
            Self::PlanAdvice(_) => "advice",
            Self::Plan(_) => "plan",
        }
    }
}

/// Something to be done, and by when.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Task {
    /// What.
    pub kind: TaskKind,
    /// The last day for it; of the first, where several are due on different days.
    pub due: Date,
    /// People it is about.
    pub people: i64,
    /// People of whom the day is over.
    pub late: i64,
}

impl Task {
    /// Whether the last day for it, or for some of it, is over.
    pub fn is_overdue(&self, today: Date) -> bool {
        self.due < today
    }
}

/// What must be done, the earliest first.
#[derive(Clone, Debug)]
pub struct TaskList {
    /// The day on which this holds.
    pub today: Date,
    /// The tasks.
    pub tasks: Vec<Task>,
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
    /// What must be done next.
    pub async fn tasks(&self, caller: &Caller) -> Result<TaskList, Refused> {
        caller.require(Action::ReadRegister)?;
        let mut tx = self.inner.store.read().await?;
        let list = self.gather(&mut tx, caller).await?;
        tx.rollback().await?;
        self.note_read(caller, "tasks", Vec::new()).await?;
        Ok(list)
    }

    /// The tasks, within a transaction.
    pub(crate) async fn gather(&self, tx: &mut Tx, caller: &Caller) -> Result<TaskList, Refused> {
        let (id, today) = (caller.employer(), self.today());
        let mut tasks = Vec::new();
        let serving = tx.count_in_service(id, today).await?;
        quarters(tx, id, (today, serving > 0), &mut tasks).await?;
        new_employees(tx, id, today, &mut tasks).await?;
        self.rights(tx, id, &mut tasks).await?;
        for (within, people, first) in certificate_counts(tx, id, today).await? {
            if let Some(due) = first {
                let late = if within == Within::Ended { people } else { 0 };
                tasks.push(Task { kind: TaskKind::Certificates(within), due, people, late });
            }
        }
        if serving > 0 {
            self.of_the_year(tx, caller, serving, &mut tasks).await?;
        }
        tasks.sort_by_key(|t| (t.due, t.kind.code()));
        Ok(TaskList { today, tasks })
    }

    async fn rights(
        &self,
        tx: &mut Tx,
        employer: EmployerId,
        tasks: &mut Vec<Task>,
    ) -> Result<(), Refused> {
        let today = self.today();
        let late_before = Instant(self.now().0 - VERIFY_DAYS * DAY);
        for year in [today.year() - 1, today.year()] {
            let found = tx.unverified(employer, year, late_before).await?;
            let Some(since) = found.since else { continue };
            tasks.push(Task {
                kind: TaskKind::VerifyRights(year),
                due: after(since.date_in_brussels(), VERIFY_DAYS),
                people: found.people,
                late: found.late,
            });
        }
        Ok(())
    }

    /// What comes once a year.
    async fn of_the_year(
        &self,
        tx: &mut Tx,
        caller: &Caller,
        people: i64,
        tasks: &mut Vec<Task>,
    ) -> Result<(), Refused> {
        let today = self.today();
        let year = today.year();
        let mut push = |kind, due| tasks.push(Task { kind, due, people, late: 0 });
        push(TaskKind::YearlyNotice(year), last_day(year));
        let next = if today <= date(year, 3, 31) { year } else { year + 1 };
        let size = recompute::size_working(tx, caller, next, Instant::LATEST).await?;
        if size.band == Band::From20 {
            if today <= date(next, 3, 15) {
                push(TaskKind::PlanAdvice(next), date(next, 3, 15));
            }
            push(TaskKind::Plan(next), date(next, 3, 31));
        }
        Ok(())
    }

    /// The certificates that end within a stretch of days.
    pub async fn certificates_behind(
        &self,
        caller: &Caller,
        within: Within,
        by_name: bool,
        page: u32,
    ) -> Result<CertificatePage, Refused> {
        caller.require(Action::ReadRegister)?;
        let (id, today) = (caller.employer(), self.today());
        let days = within.days(today);
        let mut tx = self.inner.store.read().await?;
        let total = tx.certificate_days(id, days, today).await?.iter().map(|(_, n)| n).sum();
        let mut rows = tx.certificates_behind(id, days, today, by_name, window(page)).await?;
        let more = cut_page(&mut rows);
        let ids: Vec<_> = rows.iter().map(|r| r.employee).collect();
        let shown = shown_names(&mut tx, caller, &ids).await?;
        tx.rollback().await?;
        self.note_read(caller, "figures", distinct(ids)).await?;
        Ok(CertificatePage { total, rows: named(rows, &shown, |r| r.employee), more })
    }

    /// The people of whom something is missing, longest in service first.
    pub async fn incomplete_people(
        &self,
        caller: &Caller,
        page: u32,
    ) -> Result<IncompletePage, Refused> {
        caller.require(Action::ReadRegister)?;
        let (id, today) = (caller.employer(), self.today());
        let mut tx = self.inner.store.read().await?;
        let total = tx.count_incomplete(id, today, today).await?.people;
        let mut rows = tx.incomplete_people(id, today, window(page)).await?;
        let more = cut_page(&mut rows);
        let ids: Vec<_> = rows.iter().map(|r| r.id).collect();
        let shown = shown_names(&mut tx, caller, &ids).await?;
        tx.rollback().await?;
        self.note_read(caller, "figures", ids).await?;
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

/// The followed trainings of a quarter are registered by the end of the month after it.
pub fn quarter_deadline(quarter: Quarter) -> Date {
    let next = quarter.last_day().saturating_add(1.day());
    next.last_of_month()
}

/// The quarters of this year and the last that are over or under way and have planned trainings
/// whose last day is past.
async fn quarters(
    tx: &mut Tx,
    employer: EmployerId,
    (today, staffed): (Date, bool),
    tasks: &mut Vec<Task>,
) -> Result<(), Refused> {
    let mut quarter = Quarter::of(date(today.year() - 1, 1, 1));
    while quarter.first_day() <= today {
        let filter = open_trainings(quarter, today);
        let frame = Frame::of(quarter.first_day().year(), today);
        let people = tx.part_totals(employer, frame, &filter, &Cut::default()).await?.people;
        let due = quarter_deadline(quarter);
        // The next deadline is shown even where nothing is open that the register knows of.
        if people > 0 || (staffed && due >= today) {
            let late = if due < today { people } else { 0 };
            tasks.push(Task { kind: TaskKind::QuarterTrainings(quarter), due, people, late });
        }
        quarter = quarter.next();
    }
    Ok(())
}

/// The planned trainings of a quarter that are over, so that they were followed or were not. A
/// training belongs to the quarter in which it ends.
pub fn open_trainings(quarter: Quarter, today: Date) -> PartFilter {
    PartFilter {
        status: Some(Status::Planned),
        months: Some((quarter.first_day().month(), quarter.last_day().month())),
        ended_before: Some(today),
        ..PartFilter::default()
    }
}

async fn new_employees(
    tx: &mut Tx,
    employer: EmployerId,
    today: Date,
    tasks: &mut Vec<Task>,
) -> Result<(), Refused> {
    let late_before = after(today, -NEW_EMPLOYEE_DAYS);
    let found = tx.count_incomplete(employer, today, late_before).await?;
    if let Some(first) = found.first {
        tasks.push(Task {
            kind: TaskKind::NewEmployees,
            due: after(first, NEW_EMPLOYEE_DAYS),
            people: found.people,
            late: found.late,
        });
    }
    Ok(())
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
