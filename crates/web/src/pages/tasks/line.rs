//! A task as people read it: what, by when, how many people, on what it rests, and the act.

use fla_app::{Caller, Cut, Group, Task, TaskKind};
use fla_domain::access::Action;
use fla_domain::task::Settled;
use fla_domain::time::Quarter;
use jiff::civil::Date;

use crate::i18n::T;
use crate::pages::dashboard::{Asked, Count, people_link};

/// How soon a task is due, in words; the colour says it again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Urgency {
    /// Its day is over.
    Overdue,
    /// Within 14 days.
    Soon,
    /// Later.
    Later,
}

impl Urgency {
    fn of(task: &Task, today: Date) -> Self {
        if task.is_overdue(today) {
            Self::Overdue
        } else if days(today, task.due) <= 14 {
            Self::Soon
        } else {
            Self::Later
        }
    }

    /// Its class in the style sheet.
    pub const fn class(self) -> &'static str {
        match self {
            Self::Overdue => "overdue",
            Self::Soon => "soon",
            Self::Later => "later",
        }
    }
}

fn days(from: Date, to: Date) -> i64 {
    i64::from((to - from).get_days())
}

/// A task in the list.
pub struct Line {
    /// What is to be done.
    pub title: String,
    /// The last day.
    pub due: String,
    /// The same for machines.
    pub date: String,
    /// How long that is from today, in words; overdue ones say so.
    pub left: String,
    /// How soon.
    pub urgency: Urgency,
    /// Whether it is about people, certificates or questions that can be counted.
    pub told: bool,
    /// How many, leading to them.
    pub people: Count,
    /// How many of them are late, in words; may be empty.
    pub late: String,
    /// On what the day rests.
    pub source: String,
    /// The acts, what is mostly wanted first: address and words.
    pub acts: Vec<(String, String)>,
}

/// A task in words.
pub fn line(t: T, base: &str, caller: &Caller, task: &Task, today: Date) -> Line {
    let urgency = Urgency::of(task, today);
    let away = days(today, task.due);
    let left = match urgency {
        Urgency::Overdue => t.one("tasks-overdue", "days", -away),
        _ => t.one("tasks-left", "days", away),
    };
    let late = if task.late > 0 && task.late < task.people {
        t.one("tasks-late", "count", task.late)
    } else {
        String::new()
    };
    let unit = unit(task.kind);
    Line {
        title: title(t, task.kind),
        due: t.date(task.due),
        date: task.due.to_string(),
        left,
        urgency,
        told: task.people > 0,
        people: Count::new(unit, task.people, counted(t, task), rows(base, task.kind)),
        late,
        source: t.get(&format!("tasks-source-{}", source(task.kind))).into_owned(),
        acts: acts(t, base, caller, task, today),
    }
}

/// What is to be done.
pub fn title(t: T, kind: TaskKind) -> String {
    match kind {
        TaskKind::OpenTrainings(quarter) => t.one("tasks-open", "quarter", t.quarter(quarter)),
        TaskKind::Quarter(quarter) => t.one("tasks-quarter", "quarter", t.quarter(quarter)),
        TaskKind::NewEmployees | TaskKind::Questions | TaskKind::Reported => {
            t.get(&format!("tasks-{}", kind.code())).into_owned()
        }
        TaskKind::VerifyRights(year)
        | TaskKind::YearlyNotice(year)
        | TaskKind::PlanAdvice(year)
        | TaskKind::AccessReview(year)
        | TaskKind::Plan(year) => {
            t.one(&format!("tasks-{}", kind.code()), "year", year.to_string())
        }
        TaskKind::Certificates(within) => {
            t.get(&format!("tasks-certificates-{}", within.code())).into_owned()
        }
    }
}

/// What somebody says is done.
pub fn settled_title(t: T, task: Settled) -> String {
    title(
        t,
        match task {
            Settled::Quarter(quarter) => TaskKind::Quarter(quarter),
            Settled::PlanAdvice(year) => TaskKind::PlanAdvice(year),
            Settled::Plan(year) => TaskKind::Plan(year),
            Settled::AccessReview(year) => TaskKind::AccessReview(year),
        },
    )
}

/// How many people it is about, or certificates, or questions: somebody may have several.
pub fn counted(t: T, task: &Task) -> String {
    t.one(&format!("tasks-{}", unit(task.kind)), "count", task.people)
}

fn unit(kind: TaskKind) -> &'static str {
    match kind {
        TaskKind::Certificates(_) => "certificates",
        TaskKind::Questions => "count-questions",
        TaskKind::Reported => "count-reported",
        _ => "people",
    }
}

/// On what its day rests: what is open of a quarter rests on what the quarter does.
fn source(kind: TaskKind) -> &'static str {
    if matches!(kind, TaskKind::OpenTrainings(_)) { "quarter" } else { kind.code() }
}

/// The planned trainings of a quarter that are over.
fn open_trainings(base: &str, quarter: Quarter) -> String {
    let (first, last) = (quarter.first_day(), quarter.last_day());
    let asked = Asked {
        year: first.year().to_string(),
        status: "planned".to_owned(),
        month: format!("{}-{}", first.month(), last.month()),
        over: "1".to_owned(),
        ..Asked::default()
    };
    asked.at_page(&format!("{base}/figures/trainings"), 1)
}

/// Where the people of a task are listed.
fn rows(base: &str, kind: TaskKind) -> String {
    let none = Cut::default();
    match kind {
        TaskKind::Questions => format!("{base}/disputes"),
        TaskKind::Reported => format!("{base}/reported"),
        TaskKind::AccessReview(_) => format!("{base}/access"),
        TaskKind::OpenTrainings(quarter) | TaskKind::Quarter(quarter) => {
            open_trainings(base, quarter)
        }
        TaskKind::NewEmployees => format!("{base}/figures/incomplete"),
        TaskKind::VerifyRights(year) => people_link(base, year, Group::Verify, &none),
        TaskKind::Certificates(within) => {
            let asked = Asked { within: within.code().to_owned(), ..Asked::default() };
            asked.at_page(&format!("{base}/figures/certificates"), 1)
        }
        TaskKind::YearlyNotice(year) => people_link(base, year, Group::Uninformed, &none),
        // Those who are in service today, whatever year the plan is for.
        TaskKind::PlanAdvice(_) | TaskKind::Plan(_) => {
            format!("{base}/figures/people?group=serving")
        }
    }
}

fn acts(t: T, base: &str, caller: &Caller, task: &Task, today: Date) -> Vec<(String, String)> {
    let (needs, href) = match task.kind {
        TaskKind::Questions => (Action::AnswerQuestions, format!("{base}/disputes")),
        TaskKind::Reported => (Action::VerifyReports, format!("{base}/reported")),
        TaskKind::AccessReview(_) => (Action::ManageAccess, format!("{base}/access")),
        TaskKind::OpenTrainings(quarter) => {
            (Action::RegisterTrainings, open_trainings(base, quarter))
        }
        TaskKind::Quarter(_) => (Action::RegisterTrainings, format!("{base}/trainings/new")),
        TaskKind::NewEmployees => (Action::ManageEmployees, format!("{base}/figures/incomplete")),
        TaskKind::VerifyRights(year) => {
            (Action::VerifyRights, format!("{base}/act/verify?all=1&year={year}"))
        }
        TaskKind::Certificates(_) => (Action::ReadRegister, format!("{base}/certificates")),
        TaskKind::YearlyNotice(year) => {
            (Action::ReadRegister, format!("{base}/papers?year={year}"))
        }
        TaskKind::PlanAdvice(year) | TaskKind::Plan(year) => {
            (Action::ReadRegister, format!("{base}/reports/plan?year={}", year - 1))
        }
    };
    let first = (href, t.get(&format!("tasks-act-{}", task.kind.code())).into_owned());
    let settled = task.kind.settled().filter(|task| match task {
        // A quarter that is under way is not complete yet.
        Settled::Quarter(quarter) => quarter.last_day() <= today,
        Settled::PlanAdvice(_) | Settled::Plan(_) | Settled::AccessReview(_) => true,
    });
    let settle = settled.filter(|_| caller.may(Action::RegisterTrainings)).map(|task| {
        (format!("{base}/tasks/settle?task={task}"), t.get("tasks-settle").into_owned())
    });
    caller.may(needs).then_some(first).into_iter().chain(settle).collect()
}
