//! Batches: up to 10,000 changes in one call, carried out by the register while the sender asks how
//! far it is (the guide's long-running task, rule `lng-task`), each with its own outcome.

mod item;
mod outcome;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::header::LOCATION;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use fla_app::{BatchView, Who};
use fla_domain::access::Action;
use fla_domain::ids::BatchId;
use fla_domain::time::Instant;
use serde_json::{Value, json};

use crate::Api;
use crate::bearer::{Acting, Once, id};
use crate::body::Body;
use crate::problem::{Problem, refused};
use crate::query::Query;

/// The routes.
pub fn routes() -> Router<Api> {
    const AT: &str = "/employers/{enterpriseNumber}/batches";
    Router::new()
        .route(AT, post(send))
        .route(&format!("{AT}/{{batchId}}"), get(show))
        .route(&format!("{AT}/{{batchId}}/outcome"), get(outcome::show))
}

fn address(api: &Api, acting: &Acting, batch: BatchId) -> String {
    api.of_employer(&acting.number, &format!("/batches/{batch}"))
}

async fn send(
    acting: Acting,
    State(api): State<Api>,
    Once(key): Once,
    query: Query,
    body: Body,
) -> Result<Response, Problem> {
    let validate_only = query.read(|q| q.flag("validateOnly"))?;
    let items = item::read(&body)?;
    let mut needed: Vec<Action> = items.iter().map(|item| item.asked.command.action()).collect();
    let named = |item: &fla_app::BatchItem| {
        item.asked.people.iter().any(|(who, _)| matches!(who, Who::Ssin(_)))
    };
    if items.iter().any(named) {
        needed.push(Action::ReadPeople);
    }
    needed.sort();
    needed.dedup();
    for action in needed {
        acting.need(&api, action).await?;
    }
    let batch = api.app.take_batch(&acting.caller, &items, validate_only, &key).await;
    let batch = batch.map_err(|fault| refused(fault, str::to_owned))?;
    let href = address(&api, &acting, batch);
    let body = json!({ "batchId": batch, "href": href });
    Ok((StatusCode::ACCEPTED, [(LOCATION, href)], Json(body)).into_response())
}

async fn show(
    acting: Acting,
    State(api): State<Api>,
    Path((_, batch)): Path<(String, String)>,
    query: Query,
) -> Result<Response, Problem> {
    query.none()?;
    let view = api.app.batch(&acting.caller, id(&batch)?).await?;
    let href = address(&api, &acting, view.id);
    if view.job.state == "done" {
        let outcome = format!("{href}/outcome");
        return Ok((StatusCode::SEE_OTHER, [(LOCATION, outcome)]).into_response());
    }
    Ok(Json(json!({
        "batchId": view.id,
        "status": status(&api, &view),
        "total": view.job.total,
        "processed": view.job.done,
        "self": href,
    }))
    .into_response())
}

/// Where a batch stands that is not done: under way, or ended before its end.
fn status(api: &Api, view: &BatchView) -> Value {
    let ended = view.job.finished_at.map(Instant::rfc3339);
    let why = match view.job.state.as_str() {
        "stopped" => problem(
            "urn:problem-type:belgif:missingPermission",
            "Missing Permission",
            403,
            "the mandate ended; what was carried out before stays, and stands in the outcome",
        ),
        "failed" => problem(
            "urn:problem-type:belgif:internalServerError",
            "Internal Server Error",
            500,
            "a fault of the register; what was carried out before stays, and stands in the outcome",
        ),
        _ => {
            // A step takes two hundred changes: what is left says about how often to ask, and never
            // so seldom that somebody waits long for a batch that is done.
            let left = (view.job.total - view.job.done).max(0);
            let wait = (left / 200).clamp(1, 30);
            let again = Instant(api.app.now().0 + wait * 1_000_000).rfc3339();
            return json!({ "state": "processing", "pollAfter": again });
        }
    };
    json!({ "state": "failed", "completed": ended, "problem": why })
}

fn problem(kind: &str, title: &str, status: u16, detail: &str) -> Value {
    json!({ "type": kind, "title": title, "status": status, "detail": detail })
}
