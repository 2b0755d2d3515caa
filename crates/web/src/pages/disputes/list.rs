//! The questions that wait for an answer, and those that had one.

use askama::Template;
use axum::extract::Query;
use axum::response::{IntoResponse, Response};
use fla_app::QUESTIONS;
use serde::Deserialize;

use super::{Tab, state, subject};
use crate::acting::Acting;
use crate::form::{Stop, done};
use crate::i18n::T;
use crate::pages::register::{Place, page};
use crate::view::{Empty, Exports, Notice, Tabs, Tag};

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    all: String,
    done: String,
}

struct Line {
    href: String,
    who: String,
    about: String,
    asked: String,
    due: String,
    late: bool,
    state: Tag,
}

#[derive(Template)]
#[template(path = "pages/disputes.html")]
struct List {
    t: T,
    notice: Option<Notice>,
    tabs: Tabs,
    lines: Vec<Line>,
    empty: Empty,
    exports: Exports,
}

/// Questions and what employees show, side by side.
pub(super) fn tabs(acting: &Acting, here: Tab) -> Tabs {
    let t = acting.viewer.t;
    let base = acting.base();
    let tab = |tab: Tab, end: &str, key: &str| {
        (format!("{base}{end}"), t.get(key).into_owned(), String::new(), tab == here)
    };
    Tabs {
        label: t.get("side-disputes").into_owned(),
        tabs: vec![
            tab(Tab::Open, "/disputes", "question-tab-open"),
            tab(Tab::All, "/disputes?all=yes", "question-tab-all"),
            tab(Tab::Records, "/records", "shared-title"),
        ],
    }
}

pub async fn show(acting: Acting, Query(asked): Query<Asked>) -> Result<Response, Stop> {
    let t = acting.viewer.t;
    let base = format!("{}/disputes", acting.base());
    let all = !asked.all.is_empty();
    let found = acting.app.disputes(&acting.caller, all, None, QUESTIONS).await?.items;
    let lines = found
        .iter()
        .map(|view| Line {
            href: format!("{base}/{}", view.dispute.id),
            who: view.name.clone(),
            about: subject(t, view),
            asked: t.date(view.dispute.opened_at.date_in_brussels()),
            due: t.date(view.dispute.due),
            late: view.late,
            state: state(t, view.dispute.state),
        })
        .collect();
    let body = List {
        t,
        notice: done(t, &asked.done),
        tabs: tabs(&acting, if all { Tab::All } else { Tab::Open }),
        lines,
        exports: Exports::new(
            t,
            t.get("side-disputes"),
            &format!("{}/sheets/export/disputes", acting.base()),
            if all { "all=yes" } else { "" },
        ),
        empty: Empty {
            title: t.get("question-none").into_owned(),
            text: t.get("question-none-text").into_owned(),
            action: None,
        },
    };
    Ok(page(&acting, Place::Disputes, t.get("side-disputes"), body).into_response())
}
