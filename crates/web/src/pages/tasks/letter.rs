//! A digest of tasks in words: counts, days and a link; never a name or a number of an employee.

use fla_app::{Employer, Letter, Task, TaskList};
use fla_domain::language::Language;
use url::Url;

use super::line::{counted, title};
use crate::i18n::T;

/// Most tasks that a digest tells one by one.
const TOLD: usize = 15;

/// The digest of an employer's tasks; `public_url` is where people find this installation.
pub fn letter(
    public_url: &Url,
    employer: &Employer,
    list: &TaskList,
    language: Language,
) -> Letter {
    let t = T::new(language);
    let base = public_url.as_str().trim_end_matches('/');
    let overdue = list.tasks.iter().filter(|task| task.is_overdue(list.today)).count();
    let name = employer.name.as_str();
    let subject = if overdue > 0 {
        t.two("digest-subject-overdue", "employer", name, "count", overdue)
    } else {
        t.two("digest-subject", "employer", name, "count", list.tasks.len())
    };
    let mut body =
        format!("{}\n\n", t.two("digest-greeting", "employer", name, "today", t.date(list.today)));
    for task in list.tasks.iter().take(TOLD) {
        body.push_str(&told(t, task, list));
    }
    if list.tasks.len() > TOLD {
        body.push_str(&t.one("digest-more", "count", list.tasks.len() - TOLD));
        body.push_str("\n\n");
    }
    let link = format!("{base}/register/{}/tasks", employer.id);
    body.push_str(&t.one("digest-link", "link", link.as_str()));
    body.push_str("\n\n");
    body.push_str(&t.one("digest-stop", "link", format!("{link}/digest")));
    body.push('\n');
    Letter { subject: one_line(&subject), body: body.replace('\u{a0}', " ") }
}

fn told(t: T, task: &Task, list: &TaskList) -> String {
    let late = if task.is_overdue(list.today) {
        format!(" ({})", t.get("digest-overdue"))
    } else {
        String::new()
    };
    let what =
        format!("- {}\n", t.says(format!("{}{late}", t.date(task.due)), title(t, task.kind)));
    if task.people == 0 {
        return format!("{what}\n");
    }
    format!("{what}  {}\n\n", counted(t, task))
}

/// A subject is one line: a break in it would begin another header.
fn one_line(text: &str) -> String {
    text.split(char::is_control).collect::<Vec<_>>().join(" ").replace('\u{a0}', " ")
}
