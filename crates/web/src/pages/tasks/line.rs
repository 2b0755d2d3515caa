//! A task as people read it: what, by when, how many people, on what it rests, and the act.

use fla_app::{Caller, Cut, Group, Task, TaskKind};
use fla_domain::access::Action;
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
    /// How many people, leading to them.
    pub people: Count,
    /// How many of them are late, in words; may be empty.
    pub late: String,
    /// On what the day rests.
    pub source: String,
    /// The act: address and words.
    pub act: Option<(String, String)>,
}

/// A task in words.
pub fn line(t: T, base: &str, caller: &Caller, task: &Task, today: Date) -> Line {
    let urgency = Urgency::of(task, today);
    let away = days(today, task.due);
    let left = match urgency {
        Urgency::Overdue => t.one("tasks-overdue", "days", -away),
        _ => t.one("tasks-left", "days", away),
    };
    let people = t.one(people_key(task.kind), "count", task.people);
    let late = if task.late > 0 && task.late < task.people {
        t.one("tasks-late", "count", task.late)
    } else {
        String::new()
    };
    Line {
        title: title(t, task.kind),
        due: t.date(task.due),
        date: task.due.to_string(),
        left,
        urgency,
        people: Count::new(unit(task.kind), task.people, people, rows(base, task.kind)),
        late,
        source: t.get(&format!("tasks-source-{}", task.kind.code())).into_owned(),
        act: act(t, base, caller, task),
    }
}

/// What is to be done.
pub fn title(t: T, kind: TaskKind) -> String {
    match kind {
        TaskKind::QuarterTrainings(quarter) => {
            t.one("tasks-quarter", "quarter", t.quarter(quarter))
        }
        TaskKind::NewEmployees => t.get("tasks-new").into_owned(),
        TaskKind::VerifyRights(year)
        | TaskKind::YearlyNotice(year)
        | TaskKind::PlanAdvice(year)
        | TaskKind::Plan(year) => {
            t.one(&format!("tasks-{}", kind.code()), "year", year.to_string())
        }
        TaskKind::Certificates(within) => {
            t.get(&format!("tasks-certificates-{}", within.code())).into_owned()
        }
    }
}

/// Certificates are counted, not people: somebody may hold several.
fn people_key(kind: TaskKind) -> &'static str {
    if matches!(kind, TaskKind::Certificates(_)) { "tasks-certificates" } else { "tasks-people" }
}

fn unit(kind: TaskKind) -> &'static str {
    if matches!(kind, TaskKind::Certificates(_)) { "certificates" } else { "people" }
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
        TaskKind::QuarterTrainings(quarter) => open_trainings(base, quarter),
        TaskKind::NewEmployees => format!("{base}/figures/incomplete"),
        TaskKind::VerifyRights(year) => people_link(base, year, Group::Verify, &none),
        TaskKind::Certificates(within) => {
            let asked = Asked { within: within.code().to_owned(), ..Asked::default() };
            asked.at_page(&format!("{base}/figures/certificates"), 1)
        }
        // Those who are in service today, whatever year the plan is for.
        TaskKind::YearlyNotice(_) | TaskKind::PlanAdvice(_) | TaskKind::Plan(_) => {
            format!("{base}/figures/people?group=serving")
        }
    }
}

fn act(t: T, base: &str, caller: &Caller, task: &Task) -> Option<(String, String)> {
    let (needs, href) = match task.kind {
        TaskKind::QuarterTrainings(quarter) => {
            let register = format!("{base}/trainings/new");
            let open = open_trainings(base, quarter);
            (Action::RegisterTrainings, if task.people > 0 { open } else { register })
        }
        TaskKind::NewEmployees => (Action::ManageEmployees, format!("{base}/figures/incomplete")),
        TaskKind::VerifyRights(year) => {
            (Action::VerifyRights, format!("{base}/act/verify?all=1&year={year}"))
        }
        TaskKind::Certificates(_) => (Action::ReadRegister, format!("{base}/certificates")),
        TaskKind::YearlyNotice(year) => {
            (Action::ReadRegister, format!("{base}/papers?year={year}"))
        }
        TaskKind::PlanAdvice(year) | TaskKind::Plan(year) => {
            (Action::ReadRegister, format!("{base}?year={}", year - 1))
        }
    };
    caller
        .may(needs)
        .then(|| (href, t.get(&format!("tasks-act-{}", task.kind.code())).into_owned()))
}
