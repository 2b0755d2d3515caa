//! Questions of employees about their account, and the answers.

use axum::extract::{Path, State};
use axum::response::Response;
use axum::routing::{get, post};
use axum::{Json, Router};
use fla_app::{ChangeView, Command, DisputePlace, DisputeView, PartView, Receipt, StepView};
use fla_domain::access::Action;
use fla_domain::dispute::Claim;
use fla_domain::ids::{ChangeId, DisputeId};
use fla_domain::time::Instant;
use serde_json::{Value, json};

use crate::Api;
use crate::bearer::{Acting, id};
use crate::body::Body;
use crate::change::Change;
use crate::problem::Problem;
use crate::query::Query;

/// Questions on a page where nothing is said.
const PAGE: u32 = 50;

/// The routes.
pub fn routes() -> Router<Api> {
    const AT: &str = "/employers/{enterpriseNumber}/questions";
    Router::new()
        .route(AT, get(list))
        .route(&format!("{AT}/{{questionId}}"), get(show))
        .route(&format!("{AT}/{{questionId}}/answers"), post(answer))
}

fn address(api: &Api, acting: &Acting, question: DisputeId) -> String {
    api.of_employer(&acting.number, &format!("/questions/{question}"))
}

async fn list(
    acting: Acting,
    State(api): State<Api>,
    query: Query,
) -> Result<Json<Value>, Problem> {
    acting.need(&api, Action::ReadRegister).await?;
    let (settled, behind, size) = query.read(|q| {
        let size = q.whole("pageSize", 1, 200).unwrap_or(PAGE);
        (q.flag("settled"), q.place("after", place), size)
    })?;
    let found = api.app.disputes(&acting.caller, settled, behind.as_ref(), size).await?;
    let total = api.app.count_disputes(&acting.caller, settled).await?;
    let item = |view: &DisputeView| {
        let mut body = head(&api, &acting, view);
        body["href"] = json!(address(&api, &acting, view.dispute.id));
        body
    };
    let items: Vec<_> = found.items.iter().map(item).collect();
    let mut body = json!({ "total": total, "items": items, "pageSize": size });
    if found.more
        && let Some(last) = found.items.last()
    {
        let after = after(&DisputePlace::of(&last.dispute));
        let settled = if settled { "&settled=true" } else { "" };
        let next = format!("/questions?after={after}&pageSize={size}{settled}");
        body["next"] = json!(api.of_employer(&acting.number, &next));
    }
    Ok(Json(body))
}

/// A place in the list, as `next` writes it. It holds what the list is sorted by: a question that is
/// answered between two pages stands elsewhere, and the list must go on from where it stood.
fn after(place: &DisputePlace) -> String {
    let DisputePlace { settled, due, opened_at, id } = place;
    format!("{}.{due}.{}.{id}", u8::from(*settled), opened_at.0)
}

/// The same, read.
fn place(text: &str) -> Option<DisputePlace> {
    let mut parts = text.split('.');
    let settled = match parts.next()? {
        "0" => false,
        "1" => true,
        _ => return None,
    };
    let due = parts.next()?.parse().ok()?;
    let opened_at = Instant(parts.next()?.parse().ok()?);
    let id = parts.next()?.parse().ok()?;
    parts.next().is_none().then_some(DisputePlace { settled, due, opened_at, id })
}

fn head(api: &Api, acting: &Acting, view: &DisputeView) -> Value {
    let dispute = &view.dispute;
    let of = |path: String| json!(api.of_employer(&acting.number, &path));
    let mut body = json!({
        "questionId": dispute.id,
        "about": dispute.about.code(),
        "employeeId": dispute.employee,
        "name": view.name,
        "status": dispute.state.code(),
        "askedAt": dispute.opened_at.rfc3339(),
        "dueDate": dispute.due.to_string(),
        "late": view.late,
        "employeeHref": of(format!("/employees/{}", dispute.employee)),
    });
    if let Some(year) = dispute.year {
        body["year"] = json!(year);
    }
    if let Some(training) = dispute.training {
        body["trainingHref"] = of(format!("/trainings/{training}"));
    }
    if let Some(participation) = dispute.part {
        body["participationId"] = json!(participation);
    }
    body
}

async fn show(
    acting: Acting,
    State(api): State<Api>,
    Path((_, question)): Path<(String, String)>,
    query: Query,
) -> Result<Json<Value>, Problem> {
    acting.need(&api, Action::ReadRegister).await?;
    query.none()?;
    let view = api.app.dispute(&acting.caller, id(&question)?).await?;
    let mut body = head(&api, &acting, &view);
    body["steps"] = view.steps.iter().map(step).collect();
    body["corrections"] = view.corrections.iter().map(change).collect();
    if let Some(part) = &view.then {
        body["then"] = entry(part);
    }
    if let Some(part) = &view.now {
        body["now"] = entry(part);
    }
    body["self"] = json!(address(&api, &acting, view.dispute.id));
    Ok(Json(body))
}

fn step(view: &StepView) -> Value {
    let mut body = json!({
        "at": view.at.rfc3339(),
        "by": view.by,
        "kind": view.kind.code(),
        "words": view.words,
    });
    if let Some(claimed) = &view.claim {
        body["claim"] = claim(claimed);
    }
    if let Some(correction) = &view.correction {
        body["correction"] = change(correction);
    }
    body
}

/// What the employee says it should be.
fn claim(claim: &Claim) -> Value {
    let mut body = json!({});
    if let Some(title) = &claim.title {
        body["title"] = json!(title);
    }
    if let Some(day) = claim.date {
        body["date"] = json!(day.to_string());
    }
    if let Some(minutes) = claim.minutes {
        body["minutes"] = json!(minutes);
    }
    body
}

fn change(view: &ChangeView) -> Value {
    let mut body = json!({
        "changeId": view.id,
        "at": view.at.rfc3339(),
        "by": view.by,
        "kind": view.kind,
    });
    if let Some(reason) = &view.reason {
        body["reason"] = json!(reason);
    }
    body
}

/// The entry the question is about, as it stood or stands.
fn entry(view: &PartView) -> Value {
    let (details, part) = (&view.training.details, &view.part);
    json!({
        "title": details.title,
        "startDate": details.start.to_string(),
        "endDate": details.end.to_string(),
        "minutes": part.details.minutes.0,
        "status": part.details.status.code(),
        "withdrawn": part.withdrawn || view.training.withdrawn,
    })
}

async fn answer(
    change: Change,
    Path((_, question)): Path<(String, String)>,
    body: Body,
) -> Result<Response, Problem> {
    change.need(Action::AnswerQuestions).await?;
    let dispute: DisputeId = id(&question)?;
    let (words, correction) = body.read(|b| {
        let correction = b.id::<ChangeId>("correctionId");
        (b.needed_text("words"), correction)
    })?;
    let command = Command::AnswerQuestion { dispute, words, correction };
    let named = |path: &str| match path {
        "correction" => "correctionId".to_owned(),
        other => other.to_owned(),
    };
    let receipt = |change: &Change, _: &Receipt, body: &mut Value| {
        body["questionId"] = json!(dispute);
        body["href"] = json!(address(&change.api, &change.acting, dispute));
    };
    change.carry_out(&command, None, named, receipt).await
}
