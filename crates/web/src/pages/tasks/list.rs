//! The list of tasks.

use askama::Template;
use axum::extract::Query;
use axum::response::{IntoResponse, Response};
use fla_app::{Capacity, TaskDone};
use fla_domain::access::Action;
use serde::Deserialize;

use super::line::{Line, line, settled_title};
use crate::acting::{Acting, Someone};
use crate::form::{Stop, done};
use crate::i18n::T;
use crate::pages::register::{Place, page};
use crate::view::{Empty, Notice};

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    done: String,
}

#[derive(Template)]
#[template(path = "pages/tasks.html")]
struct Tasks {
    t: T,
    notice: Option<Notice>,
    base: String,
    today: String,
    lines: Vec<Line>,
    /// What somebody said is done: title, when and who, and where that is taken back.
    done: Vec<(String, String, Option<String>)>,
    several: bool,
    empty: Empty,
}

/// Whether somebody works for more than one employer.
async fn works_for_several(acting: &Acting, someone: &Someone) -> Result<bool, Stop> {
    let capacities = acting.app.capacities(&someone.person).await?;
    let employers = capacities.iter().filter(|c| matches!(c, Capacity::Employer { .. }));
    Ok(employers.count() > 1)
}

pub async fn show(
    acting: Acting,
    someone: Someone,
    Query(asked): Query<Asked>,
) -> Result<Response, Stop> {
    let (t, base) = (acting.viewer.t, acting.base());
    let found = acting.app.tasks(&acting.caller).await?;
    let may = acting.caller.may(Action::RegisterTrainings);
    let noted = |done: &TaskDone| {
        let noted = t.two("tasks-done-by", "date", t.date(done.on), "who", done.by.as_str());
        let back = may.then(|| format!("{base}/tasks/settle?task={}", done.task));
        (settled_title(t, done.task), noted, back)
    };
    let body = Tasks {
        t,
        done: found.done.iter().map(noted).collect(),
        several: works_for_several(&acting, &someone).await?,
        notice: done(t, &asked.done),
        today: t.date(found.today),
        lines: found
            .tasks
            .iter()
            .map(|task| line(t, &base, &acting.caller, task, found.today))
            .collect(),
        base,
        empty: Empty {
            title: t.get("tasks-none").into_owned(),
            text: t.get("tasks-none-text").into_owned(),
            action: None,
        },
    };
    Ok(page(&acting, Place::Tasks, t.get("side-tasks"), body).into_response())
}
