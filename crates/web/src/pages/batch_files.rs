//! Batch files at the place of the organisation that sends them: sending, the list, one file with
//! what came of its forms, and the answers to keep.

mod export;
mod receive;
mod show;

use askama::Template;
use axum::Router;
use axum::extract::Query;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use fla_app::{BatchFileView, Environment, Refused};
use fla_domain::access::Action;
use fla_domain::anomaly::Anomaly;
use fla_domain::time::Instant;
use serde::Deserialize;

use crate::acting::Acting;
use crate::form::{Head, Posted, Stop, status_of};
use crate::i18n::T;
use crate::pages::register::{Place, page};
use crate::state::Site;
use crate::view::{Choice, Choosable, ErrorSummary, Tag, Tone, Upload};

/// Files on a page.
const PAGE: usize = 50;

/// The routes of batch files.
pub fn router() -> Router<Site> {
    const ONE: &str = "/register/{employer}/files/{file}";
    Router::new()
        .route("/register/{employer}/files", get(list))
        .route("/register/{employer}/files", post(receive::take).layer(receive::limit()))
        .route("/register/{employer}/files/export.xml", get(export::export))
        .route(ONE, get(show::show))
        .route(&format!("{ONE}/progress"), get(show::progress))
        .route(&format!("{ONE}/acrf.xml"), get(show::acrf))
        .route(&format!("{ONE}/noti.xml"), get(show::noti))
        .route(&format!("{ONE}/forms.csv"), get(show::csv))
}

fn permit(acting: &Acting) -> Result<(), Stop> {
    if acting.caller.may(Action::SendFiles) {
        Ok(())
    } else {
        Err(Refused::Forbidden(Action::SendFiles).into())
    }
}

/// The word of an environment in addresses and fields.
const fn word(environment: Environment) -> &'static str {
    match environment {
        Environment::Real => "real",
        Environment::Circuit => "test",
        Environment::Simulation => "simulation",
    }
}

fn environment_of(word_sent: &str) -> Option<Environment> {
    Environment::ALL.iter().copied().find(|environment| word(*environment) == word_sent)
}

/// What an environment is called.
fn environment(t: T, environment: Environment) -> String {
    t.get(&format!("files-environment-{}", word(environment))).into_owned()
}

/// Where a file stands, with its colour.
fn state(t: T, view: &BatchFileView) -> Tag {
    let (tone, key) = match view.state.as_str() {
        "refused" => (Tone::Bad, "refused"),
        "stopped" => (Tone::Warning, "stopped"),
        "done" if view.refused > 0 => (Tone::Warning, "partly"),
        "done" => (Tone::Good, "done"),
        "taken" => (Tone::Info, "taken"),
        _ => (Tone::Info, "received"),
    };
    Tag::new(tone, t.get(&format!("files-state-{key}")))
}

/// How many forms there are, and how many were refused, in words.
fn counts(t: T, view: &BatchFileView) -> String {
    if view.forms == 0 {
        return String::new();
    }
    let forms = t.one("files-forms", "count", view.forms);
    if view.refused == 0 {
        return forms;
    }
    format!("{forms}, {}", t.one("files-forms-refused", "count", view.refused))
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Asked {
    before: String,
}

struct Line {
    href: String,
    name: String,
    when: String,
    ticket: String,
    environment: String,
    state: Tag,
    counts: String,
}

#[derive(Template)]
#[template(path = "pages/batch_files.html")]
struct Files {
    t: T,
    errors: ErrorSummary,
    action: String,
    head: Head,
    upload: Upload,
    signature: Upload,
    environment: Choice,
    /// Where the register is given out in this format; of an organisation that is no employer empty.
    export: String,
    lines: Vec<Line>,
    next: Option<String>,
}

async fn list(acting: Acting, Query(asked): Query<Asked>) -> Result<Response, Stop> {
    permit(&acting)?;
    form(&acting, &asked, &Posted::default(), &[]).await
}

fn environments(t: T, chosen: &str) -> Choice {
    let chosen = if chosen.is_empty() { word(Environment::Real) } else { chosen };
    let option = |one: Environment| {
        let hint = t.get(&format!("files-environment-{}-hint", word(one))).into_owned();
        Choosable::new(word(one), environment(t, one), chosen).hint(hint)
    };
    let all = [Environment::Real, Environment::Simulation, Environment::Circuit];
    Choice::one("environment", t.get("files-environment"), all.map(option).into())
}

async fn form(
    acting: &Acting,
    asked: &Asked,
    posted: &Posted,
    found: &[Anomaly],
) -> Result<Response, Stop> {
    let t = acting.viewer.t;
    let here = format!("{}/files", acting.base());
    let before = asked.before.parse().map_or(Instant::LATEST, Instant);
    let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
    let mut views = acting.app.batch_files(&acting.caller, before, limit).await?;
    let more = views.len() > PAGE;
    views.truncate(PAGE);
    let last = views.last().filter(|_| more);
    let errors = ErrorSummary::from_anomalies(t, found);
    let line = |view: &BatchFileView| Line {
        href: format!("{here}/{}", view.id),
        name: view.name.clone(),
        when: t.moment(view.received_at),
        ticket: view.ticket.clone(),
        environment: environment(t, view.environment),
        state: state(t, view),
        counts: counts(t, view),
    };
    let body = Files {
        t,
        head: Head::new(acting).again(posted.key_after(found)),
        upload: Upload {
            name: "file".to_owned(),
            label: t.get("files-choose").into_owned(),
            hint: t.get("files-choose-hint").into_owned(),
            error: errors.of("file").to_owned(),
            accept: ".xml,.gz,.zst,application/xml,text/xml".to_owned(),
            multiple: false,
            invite: t.get("files-drop").into_owned(),
        },
        signature: Upload {
            name: "signature".to_owned(),
            label: t.get("files-signature").into_owned(),
            hint: t.get("files-signature-hint").into_owned(),
            error: String::new(),
            accept: String::new(),
            multiple: false,
            invite: t.get("files-drop").into_owned(),
        },
        environment: environments(t, posted.text("environment")),
        export: export::href(acting),
        lines: views.iter().map(line).collect(),
        next: last.map(|view| format!("{here}?before={}", view.received_at.0)),
        action: here.clone(),
        errors,
    };
    let page = page(acting, Place::Files, t.get("side-files"), body).status(status_of(found));
    Ok(page.into_response())
}
