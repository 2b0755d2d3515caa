//! A batch file: how far it is, why it was refused, what came of each form, and its answers.

use std::collections::BTreeMap;

use askama::Template;
use axum::Json;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use fla_app::{BatchFileView, Environment, FormView};
use fla_domain::access::Action;
use fla_domain::anomaly::{Anomaly, Severity};
use fla_domain::ids::BatchFileId;
use fla_formats::answer::AnomalyReport;
use serde::Deserialize;

use super::{environment, permit, state};
use crate::acting::Acting;
use crate::batch_answer::{self, Shape};
use crate::form::Stop;
use crate::i18n::T;
use crate::pages::register::overview::{Far, progress_of, words};
use crate::pages::register::{Place, crumbs, id, page};
use crate::view::{Notice, Progress, Tag, Tone};

/// Forms on a page.
const PAGE: usize = 50;
/// States of forms, as they stand in the address.
const STATES: [&str; 3] = ["refused", "warned", "accepted"];
/// Anomalies of a form that are shown at once; the NOTI has all.
const SHOWN: usize = 20;

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    state: String,
    after: String,
}

/// An anomaly as it is shown.
struct Fault {
    class: Tag,
    said: AnomalyReport,
    place: String,
}

struct Row {
    n: String,
    reference: String,
    about: String,
    kind: String,
    state: Tag,
    ticket: String,
    faults: Vec<Fault>,
    more: String,
    record: Option<(String, String)>,
}

struct Filter {
    href: String,
    label: String,
    count: String,
    current: bool,
}

#[derive(Template)]
#[template(path = "pages/batch_file.html")]
struct Shown {
    t: T,
    name: String,
    state: Tag,
    facts: Vec<(String, String)>,
    notice: Option<Notice>,
    progress: Option<Progress>,
    faults: Vec<Fault>,
    filters: Vec<Filter>,
    rows: Vec<Row>,
    next: Option<String>,
    acrf: bool,
    answers: bool,
    cleared: bool,
    here: String,
    base: String,
}

pub async fn show(
    acting: Acting,
    Path((_, file)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Stop> {
    permit(&acting)?;
    let t = acting.viewer.t;
    let file: BatchFileId = id(&file)?;
    let view = acting.app.batch_file(&acting.caller, file).await?;
    let base = acting.base();
    let here = format!("{base}/files/{}", view.id);
    let busy = matches!(view.state.as_str(), "received" | "taken");
    let wanted = STATES.into_iter().find(|state| *state == asked.state).unwrap_or_default();
    let after = asked.after.parse().unwrap_or(0);
    let limit = i64::try_from(PAGE + 1).unwrap_or(i64::MAX);
    let mut forms = acting.app.batch_forms(&acting.caller, view.id, after, wanted, limit).await?;
    let more = forms.len() > PAGE;
    forms.truncate(PAGE);
    let next = forms.last().filter(|_| more);
    let next = next.map(|last| format!("{here}?state={wanted}&after={}", last.n));
    let places = places(&acting, &forms).await?;
    let body = Shown {
        t,
        name: view.name.clone(),
        state: state(t, &view),
        facts: facts(t, &view),
        notice: (!busy).then(|| notice(t, &view)),
        progress: busy.then(|| progress_shown(t, &here, &base, &view)),
        faults: view.faults.iter().map(|anomaly| fault(t, anomaly)).collect(),
        filters: filters(t, &here, &view, wanted),
        rows: forms.iter().map(|form| row(t, &places, form)).collect(),
        next,
        acrf: view.judged_at.is_some(),
        answers: !busy && view.forms > 0,
        cleared: view.cleared,
        here,
        base: base.clone(),
    };
    let way = crumbs(&acting, &[(format!("{base}/files"), t.get("side-files").into_owned())]);
    let page = page(&acting, Place::Files, t.get("files-one"), body).crumbs(way);
    Ok(if busy { page.refresh(3) } else { page }.into_response())
}

pub async fn progress(
    acting: Acting,
    Path((_, file)): Path<(String, String)>,
) -> Result<Response, Stop> {
    permit(&acting)?;
    let view = acting.app.batch_file(&acting.caller, id(&file)?).await?;
    let text = words(acting.viewer.t, &view.job);
    Ok(Json(Far::of(&view.job, text)).into_response())
}

pub async fn acrf(
    acting: Acting,
    Path((_, file)): Path<(String, String)>,
) -> Result<Response, Stop> {
    permit(&acting)?;
    let view = acting.app.batch_file(&acting.caller, id(&file)?).await?;
    let written = batch_answer::acrf(&view).ok_or(StatusCode::NOT_FOUND)?;
    Ok(batch_answer::attached(&view, "ACRF.xml", Shape::Noti.media(), written))
}

pub async fn noti(acting: Acting, path: Path<(String, String)>) -> Result<Response, Stop> {
    answer(&acting, path, "", Shape::Noti, "NOTI.xml").await
}

pub async fn csv(
    acting: Acting,
    path: Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Stop> {
    let state = STATES.into_iter().find(|state| *state == asked.state).unwrap_or_default();
    answer(&acting, path, state, Shape::Csv, "NOTI.csv").await
}

async fn answer(
    acting: &Acting,
    Path((_, file)): Path<(String, String)>,
    state: &str,
    shape: Shape,
    ending: &str,
) -> Result<Response, Stop> {
    permit(acting)?;
    let view = acting.app.batch_file(&acting.caller, id(&file)?).await?;
    if view.finished_at.is_none() || view.forms == 0 {
        return Err(StatusCode::NOT_FOUND.into());
    }
    let body = batch_answer::forms(&acting.app, &acting.caller, view.clone(), state, shape).await?;
    Ok(batch_answer::attached(&view, ending, shape.media(), body))
}

/// Where the pages of the employers begin that these forms are about and where the reader may go:
/// the own organisation, and those it serves.
async fn places(acting: &Acting, forms: &[FormView]) -> Result<BTreeMap<String, String>, Stop> {
    let mut places = BTreeMap::new();
    if acting.caller.may(Action::ReadPeople) {
        places.insert(acting.employer.enterprise_number.digits().to_owned(), acting.base());
        let nsso = acting.employer.nsso_number.map(|number| number.to_string());
        places.extend(nsso.map(|number| (number, acting.base())));
    }
    let others = forms.iter().any(|f| f.object.is_some() && !places.contains_key(&f.about));
    if others && acting.caller.may(Action::ServeEmployers) {
        for client in acting.app.clients(&acting.caller).await? {
            let base = format!("/register/{}", client.mandate);
            let nsso = client.employer.nsso_number.map(|number| number.to_string());
            places.extend(nsso.map(|number| (number, base.clone())));
            places.insert(client.employer.enterprise_number.digits().to_owned(), base);
        }
    }
    Ok(places)
}

fn facts(t: T, view: &BatchFileView) -> Vec<(String, String)> {
    let fact = |key: &str, value: String| (t.get(key).into_owned(), value);
    let mut facts = vec![
        fact("files-ticket", view.ticket.clone()),
        fact("files-environment", environment(t, view.environment)),
        fact("files-received", t.moment(view.received_at)),
    ];
    facts.extend(view.folder.map(|number| fact("files-folder", format!("{number:06}"))));
    if !view.signer.is_empty() {
        facts.push(fact("files-signer", view.signer.clone()));
    }
    facts.extend(view.finished_at.map(|at| fact("files-finished", t.moment(at))));
    if view.forms > 0 {
        facts.push(fact("files-form-count", t.number(view.forms)));
    }
    facts
}

fn notice(t: T, view: &BatchFileView) -> Notice {
    let simulated = view.environment == Environment::Simulation;
    let (tone, key) = match view.state.as_str() {
        "refused" => (Tone::Bad, "refused"),
        "stopped" => (Tone::Warning, "stopped"),
        _ if view.environment == Environment::Circuit => (Tone::Good, "test"),
        _ if simulated && view.refused > 0 => (Tone::Warning, "simulation-partly"),
        _ if simulated => (Tone::Good, "simulation"),
        _ if view.refused > 0 => (Tone::Warning, "partly"),
        _ => (Tone::Good, "done"),
    };
    let title = t.get(&format!("files-ended-{key}"));
    Notice::new(tone, title, t.get(&format!("files-ended-{key}-text"))).live()
}

fn progress_shown(t: T, here: &str, base: &str, view: &BatchFileView) -> Progress {
    let key = if view.state == "received" { "files-state-received" } else { "files-state-taken" };
    Progress {
        label: t.get(key).into_owned(),
        poll: format!("{here}/progress"),
        ..progress_of(t, base, &view.job)
    }
}

fn filters(t: T, here: &str, view: &BatchFileView, wanted: &str) -> Vec<Filter> {
    if view.answered() == 0 {
        return Vec::new();
    }
    let filter = |state: &str, count: i64| Filter {
        href: if state.is_empty() { here.to_owned() } else { format!("{here}?state={state}") },
        label: match state {
            "" => t.get("files-form-all"),
            state => t.get(&format!("files-form-{state}")),
        }
        .into_owned(),
        count: t.number(count),
        current: state == wanted,
    };
    vec![
        filter("", view.answered()),
        filter("refused", view.refused),
        filter("warned", view.warned),
        filter("accepted", view.accepted),
    ]
}

fn fault(t: T, anomaly: &Anomaly) -> Fault {
    let said = batch_answer::report(t, anomaly);
    let mut place = Vec::new();
    if let Some(line) = said.line {
        let column = said.column.unwrap_or(1).to_string();
        place.push(t.two("import-place", "line", line.to_string(), "column", column));
    }
    place.extend(said.path.clone());
    let class = match anomaly.severity {
        Severity::Blocking => Tag::new(Tone::Bad, t.get("files-class-B")),
        Severity::Warning => Tag::new(Tone::Warning, t.get("files-class-W")),
    };
    Fault { class, said, place: place.join(" · ") }
}

fn row(t: T, places: &BTreeMap<String, String>, form: &FormView) -> Row {
    let tone = match form.state.as_str() {
        "refused" => Tone::Bad,
        "warned" => Tone::Warning,
        _ => Tone::Good,
    };
    let more = form.anomalies.len().saturating_sub(SHOWN);
    let record = places.get(&form.about).and_then(|base| {
        if let Some(training) = batch_answer::training_of(form) {
            let href = format!("{base}/trainings/{training}");
            return Some((href, t.get("files-to-training").into_owned()));
        }
        let employee = batch_answer::employee_of(form)?;
        Some((format!("{base}/employees/{employee}"), t.get("files-to-employee").into_owned()))
    });
    Row {
        n: t.number(form.n),
        reference: form.reference.clone(),
        about: form.about.clone(),
        kind: form.kind.clone(),
        state: Tag::new(tone, t.get(&format!("files-form-is-{}", form.state))),
        ticket: form.ticket.clone().unwrap_or_default(),
        faults: form.anomalies.iter().take(SHOWN).map(|anomaly| fault(t, anomaly)).collect(),
        more: if more > 0 { t.one("files-more-anomalies", "count", more) } else { String::new() },
        record,
    }
}
