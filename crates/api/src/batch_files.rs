//! Batch files: one XML file with many forms, taken as it comes and carried out while the sender
//! asks how far it is (the guide's long-running task, rule `lng-task`). They belong to the
//! organisation of the software, whatever employers their forms are about.

mod export;
mod outcome;
mod upload;

use axum::extract::{Path, Request, State};
use axum::http::header::{CONTENT_ENCODING, CONTENT_TYPE, LOCATION};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use fla_app::{BatchFileView, Environment, IncomingFile, NewBatchFile, Refused};
use fla_domain::access::Action;
use fla_domain::anomaly::{Anomaly, Fault, Severity, Zone};
use fla_domain::ids::BatchFileId;
use fla_domain::time::Instant;
use fla_web::batch_answer;
use fla_web::i18n::T;
use futures::StreamExt as _;
use serde_json::{Value, json};

pub use upload::{UPLOAD_COMPLETE, UPLOAD_LENGTH, UPLOAD_LIMIT};

use crate::Api;
use crate::around::texts;
use crate::bearer::{Acting, Once, id};
use crate::form::Form;
use crate::problem::{In, Issue, Problem, refused};
use crate::query::{Parameters, Query};

/// Files on a page, at most.
const PAGE: u32 = 100;
/// Most characters of the name of a file.
const LONGEST_NAME: usize = 200;
/// Forms that are handled in about a second, by which it is said how often to ask.
const PER_SECOND: i64 = 2_000;

/// The routes.
pub fn routes() -> Router<Api> {
    const AT: &str = "/employers/{enterpriseNumber}/batchFiles";
    Router::new()
        .route("/employers/{enterpriseNumber}/batchFileExport", get(export::show))
        .route(AT, get(list).post(send))
        .route(&format!("{AT}/{{batchFileId}}"), get(show))
        .route(&format!("{AT}/{{batchFileId}}/acknowledgement"), get(outcome::acknowledgement))
        .route(&format!("{AT}/{{batchFileId}}/outcome"), get(outcome::show))
        .merge(upload::routes())
}

fn address(api: &Api, acting: &Acting, file: BatchFileId) -> String {
    api.of_employer(&acting.number, &format!("/batchFiles/{file}"))
}

const ENVIRONMENTS: [&str; 3] = ["real", "test", "simulation"];

const fn word(environment: Environment) -> &'static str {
    match environment {
        Environment::Real => "real",
        Environment::Circuit => "test",
        Environment::Simulation => "simulation",
    }
}

fn environment(text: &str) -> Option<Environment> {
    Environment::ALL.iter().copied().find(|environment| word(*environment) == text)
}

async fn send(
    acting: Acting,
    State(api): State<Api>,
    Once(key): Once,
    query: Query,
    request: Request,
) -> Result<Response, Problem> {
    acting.need(&api, Action::SendFiles).await?;
    let (name, environment) = query.read(named)?;
    readable(request.headers())?;
    let language = texts(request.headers()).language();
    let file = receive(&api, &acting, &name, request).await?;
    let new = NewBatchFile { file, environment, language };
    let taken = api.app.take_batch_file(&acting.caller, &new, None, &key).await;
    let taken = taken.map_err(|fault| refused(fault, str::to_owned))?;
    let (href, receipt) = receipt(&api, &acting, taken).await?;
    Ok((StatusCode::ACCEPTED, [(LOCATION, href)], Json(receipt)).into_response())
}

/// What says that a file came in, with its address.
async fn receipt(
    api: &Api,
    acting: &Acting,
    file: BatchFileId,
) -> Result<(String, Value), Problem> {
    let view = api.app.batch_file(&acting.caller, file).await?;
    let href = address(api, acting, file);
    let receipt = json!({ "batchFileId": file, "ticket": view.ticket, "href": href });
    Ok((href, receipt))
}

/// What a file that is sent is called, and what is to be done with it.
fn named(q: &mut Parameters) -> (String, Environment) {
    let name = q.text("name").unwrap_or_default();
    let length = name.chars().count();
    if length == 0 || length > LONGEST_NAME || name.chars().any(char::is_control) {
        q.wrong("name", Form::Name(LONGEST_NAME));
    }
    let environment = q.code("environment", &ENVIRONMENTS, environment);
    (name, environment.unwrap_or(Environment::Real))
}

/// Refuses what is no XML; it may come compressed, and is unpacked where it is read.
fn readable(headers: &HeaderMap) -> Result<(), Problem> {
    let kind = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    let xml = ["application/xml", "text/xml"].iter().any(|xml| kind.eq_ignore_ascii_case(xml));
    let packed = headers.get(CONTENT_ENCODING);
    let readable = |coding: &str| ["identity", "gzip", "zstd"].contains(&coding);
    if xml && packed.is_none_or(|coding| coding.to_str().is_ok_and(readable)) {
        Ok(())
    } else {
        Err(Problem::MediaType)
    }
}

/// Receives the file as it comes, never as a whole in memory.
async fn receive(
    api: &Api,
    acting: &Acting,
    name: &str,
    request: Request,
) -> Result<IncomingFile, Problem> {
    let mut upload = api.app.receive_batch_file(&acting.caller, name).await?;
    let mut chunks = request.into_body().into_data_stream();
    while let Some(chunk) = chunks.next().await {
        let chunk = chunk.map_err(|_| Problem::one(Issue::schema(In::Body, "", Form::Cut)))?;
        upload.write(&chunk).await.map_err(too_large)?;
    }
    Ok(upload.finish().await?)
}

fn too_large(fault: Refused) -> Problem {
    let long = |anomaly: &Anomaly| (anomaly.zone, anomaly.fault) == (Zone::File, Fault::Length);
    match &fault {
        Refused::Invalid(found) if found.iter().any(long) => Problem::TooLarge,
        _ => refused(fault, |_| String::new()),
    }
}

async fn list(
    acting: Acting,
    State(api): State<Api>,
    headers: HeaderMap,
    query: Query,
) -> Result<Json<Value>, Problem> {
    acting.need(&api, Action::SendFiles).await?;
    let (before, size) = query.read(|q| {
        let before = q.text("before").map(|text| {
            let before = text.parse().ok().filter(|before| *before >= 0);
            if before.is_none() {
                q.wrong("before", Form::Link);
            }
            before.unwrap_or(0)
        });
        (before, q.whole("pageSize", 1, PAGE).unwrap_or(PAGE))
    })?;
    let limit = usize::try_from(size).unwrap_or(usize::MAX);
    let latest = before.map_or(Instant::LATEST, Instant);
    let mut views = api.app.batch_files(&acting.caller, latest, i64::from(size) + 1).await?;
    let more = views.len() > limit;
    views.truncate(limit);
    let t = texts(&headers);
    let here = api.of_employer(&acting.number, "/batchFiles");
    let items: Vec<Value> = views.iter().map(|view| file(&api, &acting, view, t)).collect();
    let mut body = json!({ "items": items, "pageSize": size, "self": here });
    if more && let Some(last) = views.last() {
        body["next"] = json!(format!("{here}?before={}&pageSize={size}", last.received_at.0));
    }
    Ok(Json(body))
}

async fn show(
    acting: Acting,
    State(api): State<Api>,
    Path((_, found)): Path<(String, String)>,
    headers: HeaderMap,
    query: Query,
) -> Result<Response, Problem> {
    query.none()?;
    acting.need(&api, Action::SendFiles).await?;
    let view = api.app.batch_file(&acting.caller, id(&found)?).await?;
    if matches!(view.state.as_str(), "done" | "refused") {
        let outcome = format!("{}/outcome", address(&api, &acting, view.id));
        return Ok((StatusCode::SEE_OTHER, [(LOCATION, outcome)]).into_response());
    }
    let mut body = file(&api, &acting, &view, texts(&headers));
    body["status"] = status(&api, &view);
    body["processed"] = json!(view.answered());
    Ok(Json(body).into_response())
}

/// Where a file stands that is not done: under way, or ended before its end.
fn status(api: &Api, view: &BatchFileView) -> Value {
    if view.state == "stopped" {
        let ended = view.finished_at.or(view.job.finished_at).map(Instant::rfc3339);
        let failed = view.job.state == "failed";
        let (kind, title, status, detail) = if failed {
            (
                "urn:problem-type:belgif:internalServerError",
                "Internal Server Error",
                500,
                "a fault of the register; what was accepted before stays, and stands in the outcome",
            )
        } else {
            (
                "urn:problem-type:belgif:missingPermission",
                "Missing Permission",
                403,
                "the access ended; what was accepted before stays, and stands in the outcome",
            )
        };
        let problem = json!({ "type": kind, "title": title, "status": status, "detail": detail });
        return json!({ "state": "failed", "completed": ended, "problem": problem });
    }
    let left = (view.forms - view.answered()).max(0);
    let wait = (left / PER_SECOND).clamp(1, 30);
    let again = Instant(api.app.now().0 + wait * 1_000_000).rfc3339();
    json!({ "state": "processing", "pollAfter": again })
}

/// A file as the contract shows it.
fn file(api: &Api, acting: &Acting, view: &BatchFileView, t: T) -> Value {
    let href = address(api, acting, view.id);
    let mut body = json!({
        "batchFileId": view.id,
        "name": view.name,
        "ticket": view.ticket,
        "environment": word(view.environment),
        "language": view.language.code(),
        "state": view.state,
        "size": view.size,
        "forms": view.forms,
        "accepted": view.accepted,
        "warned": view.warned,
        "refused": view.refused,
        "receivedAt": view.received_at.rfc3339(),
        "href": href,
    });
    if let Some(at) = view.finished_at {
        body["finishedAt"] = json!(at.rfc3339());
    }
    if !view.faults.is_empty() {
        body["anomalies"] =
            view.faults.iter().map(|anomaly| anomaly_json(api, anomaly, t)).collect();
    }
    body
}

/// An anomaly with its place in the file.
fn anomaly_json(api: &Api, anomaly: &Anomaly, t: T) -> Value {
    let said = batch_answer::report(t, anomaly);
    let class = match anomaly.severity {
        Severity::Warning => "warning",
        Severity::Blocking => "blocking",
    };
    let mut body = json!({
        "anomalyCode": said.code,
        "class": class,
        "detail": said.label,
        "mend": said.mend,
        "href": format!("{}/codes#{}", api.public(), said.code),
    });
    let texts = [("path", said.path), ("element", said.tag), ("value", said.value)];
    for (name, text) in texts {
        if let Some(text) = text {
            body[name] = json!(text);
        }
    }
    for (name, number) in [("line", said.line), ("column", said.column)] {
        if let Some(number) = number {
            body[name] = json!(number);
        }
    }
    body
}
