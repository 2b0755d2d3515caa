//! What came of a batch file and of each of its forms: as JSON page by page, as the NOTI, as a table;
//! and the ACRF.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::http::header::ACCEPT;
use axum::response::{IntoResponse, Response};
use fla_app::{BatchFileView, FormPerson, FormView};
use fla_domain::access::Action;
use fla_domain::anomaly::Anomaly;
use fla_web::batch_answer::{self, Shape};
use fla_web::i18n::T;
use serde_json::{Value, json};

use super::{address, anomaly_json, file};
use crate::Api;
use crate::around::texts;
use crate::bearer::{Acting, id};
use crate::conditional::tag;
use crate::problem::Problem;
use crate::query::Query;

/// Forms on a page, at most.
const PAGE: u32 = 1_000;
const STATES: [&str; 3] = ["accepted", "warned", "refused"];

/// Which of the outcome.
struct Wanted {
    state: String,
    after: u32,
    size: u32,
}

/// The ACRF, once it is known whether the file is taken.
pub async fn acknowledgement(
    acting: Acting,
    State(api): State<Api>,
    Path((_, found)): Path<(String, String)>,
    query: Query,
) -> Result<Response, Problem> {
    query.none()?;
    acting.need(&api, Action::SendFiles).await?;
    let view = api.app.batch_file(&acting.caller, id(&found)?).await?;
    let written = batch_answer::acrf(&view).ok_or(Problem::NotFound)?;
    Ok(batch_answer::attached(&view, "ACRF.xml", Shape::Noti.media(), written))
}

pub async fn show(
    acting: Acting,
    State(api): State<Api>,
    Path((_, found)): Path<(String, String)>,
    headers: HeaderMap,
    query: Query,
) -> Result<Response, Problem> {
    acting.need(&api, Action::SendFiles).await?;
    let wanted = query.read(|q| Wanted {
        state: q
            .code("state", &STATES, |state| STATES.contains(&state).then(|| state.to_owned()))
            .unwrap_or_default(),
        after: q.whole("afterPosition", 0, u32::MAX).unwrap_or(0),
        size: q.whole("pageSize", 1, PAGE).unwrap_or(PAGE),
    })?;
    let view = api.app.batch_file(&acting.caller, id(&found)?).await?;
    let accept = headers.get(ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if let Some((shape, ending)) = shape(accept) {
        let state = wanted.state.as_str();
        let whole = view.clone();
        let body = batch_answer::forms(&api.app, &acting.caller, whole, state, shape).await?;
        return Ok(batch_answer::attached(&view, ending, shape.media(), body));
    }
    let body = page(&api, &acting, &view, &wanted, texts(&headers)).await?;
    Ok(Json(body).into_response())
}

/// The file that is asked for instead of JSON, with the end of its name.
fn shape(accept: &str) -> Option<(Shape, &'static str)> {
    let mut kinds = accept.split(',').map(|kind| kind.split(';').next().unwrap_or_default().trim());
    kinds.find_map(|kind| match kind {
        "text/csv" => Some((Shape::Csv, "NOTI.csv")),
        "application/xml" | "text/xml" => Some((Shape::Noti, "NOTI.xml")),
        _ => None,
    })
}

async fn page(
    api: &Api,
    acting: &Acting,
    view: &BatchFileView,
    wanted: &Wanted,
    t: T,
) -> Result<Value, Problem> {
    let (after, limit) = (i64::from(wanted.after), i64::from(wanted.size));
    let mut forms =
        api.app.batch_forms(&acting.caller, view.id, after, &wanted.state, limit + 1).await?;
    let size = usize::try_from(wanted.size).unwrap_or(usize::MAX);
    let more = forms.len() > size;
    forms.truncate(size);
    let href = format!("{}/outcome", address(api, acting, view.id));
    let items: Vec<Value> = forms.iter().map(|one| form(api, one, t)).collect();
    let mut body = json!({
        "batchFile": file(api, acting, view, t),
        "items": items,
        "pageSize": wanted.size,
        "self": href,
    });
    if more && let Some(last) = forms.last() {
        let mut next = format!("{href}?afterPosition={}&pageSize={}", last.n, wanted.size);
        if !wanted.state.is_empty() {
            next.push_str("&state=");
            next.push_str(&wanted.state);
        }
        body["next"] = json!(next);
    }
    Ok(body)
}

fn form(api: &Api, form: &FormView, t: T) -> Value {
    let mut row = json!({
        "position": form.n,
        "reference": form.reference,
        "employer": form.about,
        "state": form.state,
    });
    if !form.kind.is_empty() {
        row["kind"] = json!(form.kind);
    }
    if let Some(ticket) = &form.ticket {
        row["ticket"] = json!(ticket);
    }
    // Addresses have the enterprise number; where the form has another there is none.
    let number = batch_answer::enterprise_of(form);
    let kind = if number.is_some() { "enterpriseNumber" } else { "nssoNumber" };
    row["employerNumberKind"] = json!(kind);
    let href = |path: String| number.as_ref().map(|number| api.of_employer(number, &path));
    let mut record = None;
    if let Some(training) = batch_answer::training_of(form) {
        row["trainingId"] = json!(training);
        if let Some(called) = &form.called {
            row["trainingReference"] = json!(called);
        }
        if let Some(version) = form.version {
            row["trainingEtag"] = json!(tag(version));
        }
        record = href(format!("/trainings/{training}"));
    }
    if let Some(employee) = batch_answer::employee_of(form) {
        row["employeeId"] = json!(employee);
        if let Some(called) = &form.called {
            row["employeeReference"] = json!(called);
        }
        record = href(format!("/employees/{employee}"));
    }
    if let Some(record) = record {
        row["href"] = json!(record);
    }
    if !form.people.is_empty() {
        row["people"] = form.people.iter().map(person).collect();
    }
    if let Some(change) = form.change {
        row["changeId"] = json!(change);
    }
    if !form.anomalies.is_empty() {
        let told = |anomaly: &Anomaly| anomaly_json(api, anomaly, t);
        row["anomalies"] = form.anomalies.iter().map(told).collect();
    }
    row
}

/// Somebody whom the sender gave a reference, or whose participation.
fn person(person: &FormPerson) -> Value {
    let mut row = json!({ "employeeId": person.employee });
    if let Some(reference) = &person.reference {
        row["employeeReference"] = json!(reference);
    }
    if let Some(reference) = &person.participant {
        row["participantReference"] = json!(reference);
    }
    row
}
