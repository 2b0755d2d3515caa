//! The tasks of all employers somebody works for, in one list.

use askama::Template;
use axum::response::{IntoResponse, Response};

use super::line::{Line, line};
use crate::form::Stop;
use crate::i18n::T;
use crate::page::{Page, Section, Width};
use crate::pages::register::Visit;
use crate::view::Empty;

/// A task with the employer it is of.
struct Of {
    employer: String,
    href: String,
    line: Line,
}

#[derive(Template)]
#[template(path = "pages/tasks_everywhere.html")]
struct Tasks {
    t: T,
    today: String,
    employers: usize,
    lines: Vec<Of>,
    left_out: usize,
    empty: Empty,
}

pub async fn show(visit: Visit) -> Result<Response, Stop> {
    let t = visit.viewer.t;
    let today = visit.app.today();
    let found = visit.app.tasks_everywhere(&visit.someone.person).await?;
    let employers = found.employers.len();
    let mut tasks = Vec::new();
    for one in &found.employers {
        let base = format!("/register/{}", one.caller.place());
        for task in &one.list.tasks {
            let of = Of {
                employer: one.employer.clone(),
                href: format!("{base}/tasks"),
                line: line(t, &base, &one.caller, task, today),
            };
            tasks.push((task.due, of));
        }
    }
    tasks.sort_by_key(|(due, _)| *due);
    let body = Tasks {
        t,
        today: t.date(today),
        employers,
        lines: tasks.into_iter().map(|(_, of)| of).collect(),
        left_out: found.left_out,
        empty: Empty {
            title: t.get("tasks-none").into_owned(),
            text: t.get("tasks-none-text").into_owned(),
            action: Some(("/register".to_owned(), t.get("capacity-title").into_owned())),
        },
    };
    Ok(Page::new(visit.viewer, t.get("tasks-everywhere"), body)
        .section(Section::Register)
        .width(Width::Wide)
        .into_response())
}
