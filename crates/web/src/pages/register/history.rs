//! Who did what for an employer, and who looked.

use askama::Template;
use axum::extract::Query;
use axum::http::header;
use axum::response::{IntoResponse, Response};
use fla_app::{About, Behalf, ChangeView};
use fla_domain::time::Instant;
use serde::Deserialize;

use super::{Place, page};
use crate::acting::Acting;
use crate::form::Stop;
use crate::i18n::T;

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    before: String,
}

struct Line {
    /// About whom or what, and where that is.
    about: (String, String),
    when: String,
    who: String,
    what: String,
    more: String,
}

#[derive(Template)]
#[template(path = "pages/changes.html")]
struct History {
    t: T,
    /// Where all of it is.
    log: String,
    changes: Vec<Line>,
    older: Option<String>,
    reads: Vec<Line>,
}

/// What a kind of change or reading is called; one without words of its own has general ones.
pub fn action(t: T, code: &str) -> String {
    let key = format!("history-{code}");
    if t.has(&key) { t.get(&key).into_owned() } else { t.get("history-other").into_owned() }
}

fn role(t: T, code: &str) -> String {
    t.get(&format!("role-{code}")).into_owned()
}

/// Somebody with the role in which it was done, and the organisation for which, where it was
/// another's.
pub fn who(t: T, name: &str, role_code: &str, behalf: &Behalf) -> String {
    let role = role(t, role_code);
    let role = match &behalf.organisation_name {
        Some(organisation) => {
            t.two("looks-role-of", "role", role, "organisation", organisation.as_str())
        }
        None => role,
    };
    if name.is_empty() || role_code == "system" { role } else { format!("{name} ({role})") }
}

fn channel(t: T, code: &str) -> String {
    t.get(&format!("channel-{code}")).into_owned()
}

/// A change in a line: what, by whom, why.
pub fn words(t: T, change: &ChangeView) -> String {
    let what = t.two("history-by", "what", action(t, &change.kind), "who", change.by.as_str());
    match &change.reason {
        Some(reason) => format!("{what} – {reason}"),
        None => what,
    }
}

/// About whom or what a change was, with the address where that is; empty where it has none.
fn about(acting: &Acting, about: Option<&About>) -> (String, String) {
    let base = acting.base();
    match about {
        Some(About::Employee(id, name)) => (name.clone(), format!("{base}/employees/{id}")),
        Some(About::Training(id, title)) => (title.clone(), format!("{base}/trainings/{id}")),
        Some(About::People(count)) => {
            (acting.viewer.t.one("history-people", "count", *count), String::new())
        }
        None => Default::default(),
    }
}

/// The whole history and audit log of the organisation.
pub async fn zip(acting: Acting) -> Result<Response, Stop> {
    let bytes = acting.app.log_copy(&acting.caller).await?;
    let headers = [
        (header::CONTENT_TYPE, "application/zip"),
        (header::CONTENT_DISPOSITION, "attachment; filename=\"log.zip\""),
        (header::CACHE_CONTROL, "no-store"),
    ];
    Ok((headers, bytes).into_response())
}

pub async fn show(acting: Acting, Query(asked): Query<Asked>) -> Result<Response, Stop> {
    let t = acting.viewer.t;
    let before = asked.before.parse().ok().map(Instant);
    let changes = acting.app.recent_changes(&acting.caller, before).await?;
    let audit = acting.app.recent_audit(&acting.caller).await?;
    let older = (changes.len() >= 100)
        .then(|| changes.last())
        .flatten()
        .map(|c| format!("{}/history?before={}", acting.base(), c.at.0));
    let body = History {
        t,
        log: format!("{}/history/log.zip", acting.base()),
        older,
        changes: changes
            .iter()
            .map(|c| Line {
                about: about(&acting, c.about.as_ref()),
                when: t.moment(c.at),
                who: who(t, &c.by, &c.role, &c.behalf),
                what: action(t, &c.kind),
                more: [channel(t, &c.channel), c.reason.clone().unwrap_or_default()]
                    .into_iter()
                    .filter(|text| !text.is_empty())
                    .collect::<Vec<_>>()
                    .join(" – "),
            })
            .collect(),
        reads: audit
            .iter()
            .filter(|entry| entry.change.is_none())
            .map(|entry| Line {
                about: Default::default(),
                when: t.moment(entry.at),
                who: who(t, &entry.actor_name, &entry.role, &entry.behalf),
                what: action(t, &entry.action),
                more: if entry.outcome == "done" {
                    t.one("history-people", "count", entry.subjects)
                } else {
                    t.get("history-refused").into_owned()
                },
            })
            .collect(),
    };
    Ok(page(&acting, Place::History, t.get("side-history"), body).into_response())
}
