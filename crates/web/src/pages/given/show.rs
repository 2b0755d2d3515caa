//! The reports of a provider, and what became of each.

use askama::Template;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Response};
use fla_app::{REPORTS, ReportView};
use fla_domain::reported::PartState;
use serde::Deserialize;

use super::when;
use crate::acting::Acting;
use crate::form::{Head, Posted, Stop, done, see};
use crate::i18n::T;
use crate::pages::register::{Place, crumbs, id, page};
use crate::pages::reported::{changes, standing};
use crate::pages::trainings::Difference;
use crate::view::Notice;

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    done: String,
}

/// A report in the list.
struct Line {
    href: String,
    title: String,
    when: String,
    made: String,
    states: String,
}

#[derive(Template)]
#[template(path = "pages/given.html")]
struct List {
    t: T,
    notice: Option<Notice>,
    new: String,
    lines: Vec<Line>,
}

/// What became of one person's part.
struct Part {
    name: String,
    employer: String,
    state: String,
    tone: &'static str,
    words: String,
    /// What was registered instead.
    changes: Vec<Difference>,
    by_link: bool,
}

#[derive(Template)]
#[template(path = "pages/given_one.html")]
struct One {
    t: T,
    notice: Option<Notice>,
    title: String,
    facts: Vec<(String, String)>,
    parts: Vec<Part>,
    open: bool,
    head: Head,
    withdraw: String,
}

/// The colour of a state.
pub const fn tone(state: PartState) -> &'static str {
    match state {
        PartState::Waiting => "tone-info",
        PartState::Accepted | PartState::Merged => "tone-good",
        PartState::Disputed => "tone-warning",
        PartState::Withdrawn => "",
    }
}

/// How many parts stand where, in words.
fn states(t: T, view: &ReportView) -> String {
    let count = |state: PartState| view.parts.iter().filter(|p| p.part.state == state).count();
    PartState::ALL
        .iter()
        .filter(|state| count(**state) > 0)
        .map(|state| format!("{} {}", count(*state), t.get(&format!("reported-{}", state.code()))))
        .collect::<Vec<_>>()
        .join(", ")
}

pub async fn list(acting: Acting, Query(asked): Query<Asked>) -> Result<Response, Stop> {
    let t = acting.viewer.t;
    let base = format!("{}/given", acting.base());
    let reports = acting.app.sent_reports(&acting.caller, None, REPORTS).await?.items;
    let line = |view: &ReportView| Line {
        href: format!("{base}/{}", view.report.id),
        title: view.report.details.title.clone(),
        when: when(t, &view.report.details, view.report.details.minutes),
        made: t.date(view.report.made_at.date_in_brussels()),
        states: states(t, view),
    };
    let body = List {
        t,
        notice: done(t, &asked.done),
        new: format!("{base}/new"),
        lines: reports.iter().map(line).collect(),
    };
    Ok(page(&acting, Place::Given, t.get("side-given"), body).into_response())
}

pub async fn one(
    acting: Acting,
    Path((_, report)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Stop> {
    let t = acting.viewer.t;
    let base = format!("{}/given", acting.base());
    let view = acting.app.sent_report(&acting.caller, id(&report)?).await?;
    let waiting = view.parts.iter().any(|p| p.part.state == PartState::Waiting);
    let fact = |key: &str, value: String| (t.get(key).into_owned(), value);
    let title = view.report.details.title.clone();
    let day = acting.employer.day_minutes;
    let parts = view.parts.iter().map(|one| Part {
        name: one.part.name.clone(),
        employer: one.employer.clone(),
        state: t.get(&standing(one.part.state, one.part.changed.is_some())).into_owned(),
        tone: tone(one.part.state),
        words: one.part.words.clone(),
        changes: changes(t, &view.report.details, one.part.changed.as_ref(), day),
        by_link: one.part.by_link,
    });
    let body = One {
        t,
        notice: done(t, &asked.done),
        facts: vec![
            fact("given-when", when(t, &view.report.details, view.report.details.minutes)),
            fact(
                "given-made",
                format!("{}, {}", t.moment(view.report.made_at), view.report.made_by),
            ),
        ],
        parts: parts.collect(),
        open: waiting || view.report.join_hash.is_some(),
        head: Head::new(&acting),
        withdraw: format!("{base}/{report}/withdraw"),
        title: title.clone(),
    };
    let back = (base, t.get("side-given").into_owned());
    Ok(page(&acting, Place::Given, title, body).crumbs(crumbs(&acting, &[back])).into_response())
}

pub async fn withdraw(
    acting: Acting,
    Path((_, report)): Path<(String, String)>,
    posted: Posted,
) -> Result<Response, Stop> {
    acting.app.withdraw_report(&acting.caller, id(&report)?, &posted.key()?).await?;
    Ok(see(&format!("{}/given/{report}?done=given-withdrawn", acting.base())))
}
