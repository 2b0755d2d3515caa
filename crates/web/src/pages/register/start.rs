//! First use: the three steps, and where the organisation stands.

use askama::Template;
use axum::response::{IntoResponse, Response};
use fla_domain::access::{Action, Qualities, Quality};

use super::{Place, page};
use crate::acting::Acting;
use crate::form::Stop;
use crate::i18n::T;

/// A step: what it is, how it stands, and where one goes for it.
struct Step {
    title: String,
    text: String,
    done: bool,
    act: Option<(String, String)>,
}

#[derive(Template)]
#[template(path = "pages/start.html")]
struct Start {
    t: T,
    steps: Vec<Step>,
    next: Vec<(String, String)>,
}

/// Where the work begins for each quality.
fn next(acting: &Acting, qualities: Qualities) -> Vec<(String, String)> {
    let (t, base) = (acting.viewer.t, acting.base());
    let mut found = Vec::new();
    let mut add = |on: bool, path: &str, key: &str| {
        if on {
            found.push((format!("{base}{path}"), t.get(key).into_owned()));
        }
    };
    let employer = qualities.has(Quality::Employer);
    add(employer, "/import", "overview-step-import");
    add(employer, "/mandates", "mandate-give");
    add(qualities.serves(), "/clients", "side-clients");
    add(qualities.reporter().is_some(), "/given/new", "given-new");
    found
}

pub async fn show(acting: Acting) -> Result<Response, Stop> {
    let t = acting.viewer.t;
    if !acting.caller.may(Action::ManageAccess) {
        return Err(fla_app::Refused::Forbidden(Action::ManageAccess).into());
    }
    let held = acting.app.own_qualities(&acting.caller).await?;
    let qualities: Qualities = held.iter().map(|one| one.quality).collect();
    let grants = acting.app.grants(&acting.caller).await?;
    let others = grants.iter().filter(|grant| !grant.own).count();
    let words: Vec<_> = qualities
        .list()
        .into_iter()
        .map(|quality| t.get(&format!("quality-{}", quality.code())))
        .collect();
    let since = held.first().map(|one| t.date(one.since.date_in_brussels())).unwrap_or_default();
    let access = (format!("{}/access", acting.base()), t.get("access-manage").into_owned());
    let body = Start {
        t,
        steps: vec![
            Step {
                title: t.get("start-known").into_owned(),
                text: t.three(
                    "start-known-text",
                    "number",
                    acting.employer.enterprise_number.to_string(),
                    "qualities",
                    words.join(", "),
                    "since",
                    since,
                ),
                done: true,
                act: None,
            },
            Step {
                title: t.get("start-access").into_owned(),
                text: t.one("start-access-text", "count", others),
                done: others > 0,
                act: Some(access),
            },
            Step {
                title: t.get("start-key").into_owned(),
                text: t.one("start-key-text", "name", acting.caller.name()),
                done: true,
                act: None,
            },
        ],
        next: next(&acting, qualities),
    };
    Ok(page(&acting, Place::Start, t.get("side-start"), body).into_response())
}
