//! The list of tasks.

use askama::Template;
use axum::extract::Query;
use axum::response::{IntoResponse, Response};
use serde::Deserialize;

use super::line::{Line, line};
use crate::acting::Acting;
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
    empty: Empty,
}

pub async fn show(acting: Acting, Query(asked): Query<Asked>) -> Result<Response, Stop> {
    let (t, base) = (acting.viewer.t, acting.base());
    let found = acting.app.tasks(&acting.caller).await?;
    let body = Tasks {
        t,
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
