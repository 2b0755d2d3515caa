//! What must be done next, and by when: read from the register each time, and kept nowhere but for
//! what the register cannot know. The days are those the Federal Learning Account worked with and
//! those of the training plan; who wants other days changes them here, in one place.

use fla_domain::access::Action;
use fla_domain::identifier::EnterpriseNumber;
use fla_domain::ids::EmployerId;
use fla_domain::reported::ANSWER_DAYS;
use fla_domain::size::Band;
use fla_domain::task::Settled;
use fla_domain::time::{Instant, Quarter, Year, last_day};
use fla_domain::training::Status;
use fla_store::Tx;
use fla_store::dashboard::PartFilter;
use fla_store::task::TaskDone;
use jiff::ToSpan;
use jiff::civil::{Date, date};

use super::waiting::{NEW_EMPLOYEE_DAYS, Within, after, certificate_counts};
use crate::{ApiVisitor, App, Caller, Refused, Visitor, recompute};

/// A right that was worked out is verified within so many days.
const VERIFY_DAYS: i64 = 30;
const DAY: i64 = 86_400_000_000;
/// Of how many employers the tasks are shown together.
const EMPLOYERS: usize = 100;

/// What is to be done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TaskKind {
    /// Answer questions of employees.
    Questions,
    /// Say of planned trainings of a quarter that are over whether they were followed.
    OpenTrainings(Quarter),
    /// Register all that was followed in a quarter.
    Quarter(Quarter),
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
    /// Answer what training providers reported.
    Reported,
    /// Go through who has access, once a year.
    AccessReview(Year),
}

impl TaskKind {
    /// The stable code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Questions => "questions",
            Self::OpenTrainings(_) => "open",
            Self::Quarter(_) => "quarter",
            Self::NewEmployees => "new",
            Self::VerifyRights(_) => "verify",
            Self::Certificates(_) => "certificates",
            Self::YearlyNotice(_) => "notice",
            Self::PlanAdvice(_) => "advice",
            Self::Plan(_) => "plan",
            Self::Reported => "reported",
            Self::AccessReview(_) => "access",
        }
    }

    /// What somebody says is done, where the register cannot know it by itself.
    pub const fn settled(self) -> Option<Settled> {
        match self {
            Self::Quarter(quarter) => Some(Settled::Quarter(quarter)),
            Self::PlanAdvice(year) => Some(Settled::PlanAdvice(year)),
            Self::Plan(year) => Some(Settled::Plan(year)),
            Self::AccessReview(year) => Some(Settled::AccessReview(year)),
            _ => None,
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
    /// People it is about; of certificates and questions, how many those are.
    pub people: i64,
    /// Of whom the day is over.
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
    /// What somebody said is done, of this year and the next and the quarters before.
    pub done: Vec<TaskDone>,
}

/// The tasks of an employer among several.
#[derive(Clone, Debug)]
pub struct EmployerTasks {
    /// For whom: the name.
    pub employer: String,
    /// With what authority.
    pub caller: Caller,
    /// What must be done.
    pub list: TaskList,
}

/// The tasks of all employers somebody works for.
#[derive(Clone, Debug)]
pub struct TasksEverywhere {
    /// Those of each.
    pub employers: Vec<EmployerTasks>,
    /// How many employers more there are whose tasks are not in it.
    pub left_out: usize,
}

impl App {
    /// What must be done next.
    pub async fn tasks(&self, caller: &Caller) -> Result<TaskList, Refused> {
        self.may_look(caller, "tasks").await?;
        let mut tx = self.inner.store.read().await?;
        let list = self.gather(&mut tx, caller).await?;
        tx.rollback().await?;
        self.note_read(caller, "tasks", Vec::new()).await?;
        Ok(list)
    }

    /// What must be done next for every employer for which somebody may read; at most of
    /// a hundred.
    pub async fn tasks_everywhere(&self, visitor: &Visitor) -> Result<TasksEverywhere, Refused> {
        let all = self.readable(visitor).await?;
        let left_out = all.len().saturating_sub(EMPLOYERS);
        let mut employers = Vec::new();
        for (employer, at) in all.into_iter().take(EMPLOYERS) {
            let caller = self.act_at(visitor, at).await?;
            let list = self.tasks(&caller).await?;
            employers.push(EmployerTasks { employer, caller, list });
        }
        Ok(TasksEverywhere { employers, left_out })
    }

    /// The same for whoever comes to the REST API: the tasks of some of the employers for which it can
    /// act and read, in the order in which these are listed; and how many there are in all.
    pub async fn tasks_of_visitor(
        &self,
        visitor: &ApiVisitor,
        (skip, most): (usize, usize),
    ) -> Result<(Vec<(EnterpriseNumber, EmployerTasks)>, usize), Refused> {
        let all: Vec<_> =
            self.employers_of(visitor).await?.into_iter().filter(|one| one.reads).collect();
        let mut found = Vec::new();
        for one in all.iter().skip(skip).take(most) {
            let caller = self.act_for_number(visitor, &one.number).await?;
            let list = self.tasks(&caller).await?;
            let tasks = EmployerTasks { employer: one.name.clone(), caller, list };
            found.push((one.number.clone(), tasks));
        }
        Ok((found, all.len()))
    }

    /// The tasks, within a transaction.
    pub(crate) async fn gather(&self, tx: &mut Tx, caller: &Caller) -> Result<TaskList, Refused> {
        let (id, today) = (caller.employer(), self.today());
        let done = tx.tasks_done(id).await?;
        let mut tasks = Vec::new();
        let serving = tx.count_in_service(id, today).await?;
        questions(tx, id, today, &mut tasks).await?;
        open_quarters(tx, id, today, &mut tasks).await?;
        new_employees(tx, id, today, &mut tasks).await?;
        self.rights(tx, id, &mut tasks).await?;
        for (within, people, first) in certificate_counts(tx, id, today).await? {
            if let Some(due) = first {
                let late = if within == Within::Ended { people } else { 0 };
                tasks.push(Task { kind: TaskKind::Certificates(within), due, people, late });
            }
        }
        if serving > 0 {
            let mut push = |kind, due| tasks.push(Task { kind, due, people: 0, late: 0 });
            for quarter in quarters_due(today) {
                push(TaskKind::Quarter(quarter), quarter_deadline(quarter));
            }
            self.of_the_year(tx, caller, serving, &mut tasks).await?;
        }
        self.reports(tx, id, &mut tasks).await?;
        if caller.may(Action::ManageAccess) && today >= date(today.year(), 10, 1) {
            let due = last_day(today.year());
            let kind = TaskKind::AccessReview(today.year());
            tasks.push(Task { kind, due, people: 0, late: 0 });
        }
        let is_done = |kind: TaskKind| {
            kind.settled().is_some_and(|settled| done.iter().any(|d| d.task == settled))
        };
        tasks.retain(|task| !is_done(task.kind));
        tasks.sort_by_key(|t| (t.due, t.kind.code()));
        Ok(TaskList { today, tasks, done: done.into_iter().filter(|d| recent(d, today)).collect() })
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

    /// What training providers reported and nobody answered.
    async fn reports(
        &self,
        tx: &mut Tx,
        employer: EmployerId,
        tasks: &mut Vec<Task>,
    ) -> Result<(), Refused> {
        let before = Instant(self.now().0 - ANSWER_DAYS * DAY);
        let (people, first, late) = tx.waiting_reports(employer, before).await?;
        if let Some(first) = first {
            let due = after(first.date_in_brussels(), ANSWER_DAYS);
            tasks.push(Task { kind: TaskKind::Reported, due, people, late });
        }
        Ok(())
    }

    /// What comes once a year.
    async fn of_the_year(
        &self,
        tx: &mut Tx,
        caller: &Caller,
        serving: i64,
        tasks: &mut Vec<Task>,
    ) -> Result<(), Refused> {
        let today = self.today();
        let year = today.year();
        let uninformed = tx.count_uninformed(caller.employer(), year, today).await?;
        let mut push = |kind, due, people| tasks.push(Task { kind, due, people, late: 0 });
        if uninformed > 0 {
            push(TaskKind::YearlyNotice(year), last_day(year), uninformed);
        }
        // The plan of this year is shown until somebody says it was made, at most until summer;
        // that of the next year from autumn on.
        let mut years = vec![year];
        if today >= date(year, 10, 1) {
            years.push(year + 1);
        }
        for plan in years {
            let size = recompute::size_working(tx, caller, plan, Instant::LATEST).await?;
            if size.band == Band::From20 && today <= date(plan, 6, 30) {
                if today <= date(plan, 3, 15) {
                    push(TaskKind::PlanAdvice(plan), date(plan, 3, 15), serving);
                }
                push(TaskKind::Plan(plan), date(plan, 3, 31), serving);
            }
        }
        Ok(())
    }
}

/// Whether it is still of interest that a task was done: it was in the last half year.
fn recent(done: &TaskDone, today: Date) -> bool {
    done.on >= today.saturating_sub(183.days())
}

/// The followed trainings of a quarter are registered by the end of the month after it.
pub fn quarter_deadline(quarter: Quarter) -> Date {
    let next = quarter.last_day().saturating_add(1.day());
    next.last_of_month()
}

/// The quarters that are to be registered: the one that is over for as long as its last day for it
/// is not, and the one under way.
fn quarters_due(today: Date) -> Vec<Quarter> {
    let this = Quarter::of(today);
    let last = Quarter::of(this.first_day().yesterday().unwrap_or(today));
    let mut due = vec![last, this];
    due.retain(|quarter| quarter_deadline(*quarter) >= today);
    due
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

async fn questions(
    tx: &mut Tx,
    employer: EmployerId,
    today: Date,
    tasks: &mut Vec<Task>,
) -> Result<(), Refused> {
    let found = tx.waiting_questions(employer, today).await?;
    if let Some(due) = found.first {
        let kind = TaskKind::Questions;
        tasks.push(Task { kind, due, people: found.people, late: found.late });
    }
    Ok(())
}

/// The quarters of this year and the last with planned trainings whose last day is past.
async fn open_quarters(
    tx: &mut Tx,
    employer: EmployerId,
    today: Date,
    tasks: &mut Vec<Task>,
) -> Result<(), Refused> {
    let first = date(today.year() - 1, 1, 1);
    for (quarter, people) in tx.open_trainings(employer, (first, today)).await? {
        let due = quarter_deadline(quarter);
        let late = if due < today { people } else { 0 };
        tasks.push(Task { kind: TaskKind::OpenTrainings(quarter), due, people, late });
    }
    Ok(())
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
