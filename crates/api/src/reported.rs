//! What training providers reported of an employer's people, and what the employer makes of it:
//! accept, accept with a change, merge with what it registered itself, dispute, and taking that back.

use axum::extract::{FromRequestParts, Path, State};
use axum::http::request::Parts;
use axum::routing::{get, post};
use axum::{Json, Router};
use fla_app::{AlikeView, Answering, Key, Refused, ReportedView};
use fla_domain::access::Action;
use fla_domain::ids::{ChangeId, ParticipationId, ReportPartId, TrainingId};
use fla_domain::time::Instant;
use serde_json::{Value, json};

use crate::Api;
use crate::bearer::{Acting, Once, id};
use crate::body::{Body, Fields};
use crate::change::preview_json;
use crate::form::Form;
use crate::problem::{Problem, refused};
use crate::query::{Parameters, Query};
use crate::trainings::{self, details, details_json};

/// Most that is answered in one call.
const MOST: usize = 1_000;
/// How many that were answered are on a page where nothing is said.
const ANSWERED: u32 = 50;

/// The routes.
pub fn routes() -> Router<Api> {
    const AT: &str = "/employers/{enterpriseNumber}/reportedParticipations";
    Router::new()
        .route(AT, get(list))
        .route(&format!("{AT}/accept"), post(accept))
        .route(&format!("{AT}/dispute"), post(dispute))
        .route(&format!("{AT}/{{reportedParticipationId}}/merge"), post(merge))
        .route(&format!("{AT}/{{reportedParticipationId}}/reopen"), post(reopen))
}

async fn list(
    acting: Acting,
    State(api): State<Api>,
    query: Query,
) -> Result<Json<Value>, Problem> {
    acting.need(&api, Action::ReadRegister).await?;
    let wanted = query.read(wanted)?;
    let json_of = |view: &ReportedView| reported_json(&api, &acting, view);
    let page = match wanted {
        Wanted::Answered { before, size } => {
            let found = api.app.answered_reports(&acting.caller, before, size).await?;
            let items: Vec<_> = found.items.iter().map(json_of).collect();
            let mut body = json!({ "items": items, "pageSize": size });
            if found.more
                && let Some(ReportedView { part, .. }) = found.items.last()
                && let Some(at) = part.answered_at
            {
                let next = format!(
                    "/reportedParticipations?status=answered&after={}.{}&pageSize={size}",
                    at.0, part.id
                );
                body["next"] = json!(api.of_employer(&acting.number, &next));
            }
            return Ok(Json(body));
        }
        Wanted::Waiting { page } => page,
    };
    let found = api.app.reported(&acting.caller, i64::from(page)).await?;
    // Past the end the register shows the last page again.
    let parts = found.sessions.iter().flat_map(|session| &session.parts);
    let items: Vec<_> = parts.filter(|_| found.page == i64::from(page)).map(json_of).collect();
    let mut body = json!({
        "items": items, "page": page, "pageSize": found.size, "total": found.total,
    });
    if found.total > i64::from(page) * found.size {
        let next = format!("/reportedParticipations?page={}", page + 1);
        body["next"] = json!(api.of_employer(&acting.number, &next));
    }
    Ok(Json(body))
}

/// Which of what was reported.
enum Wanted {
    Waiting {
        page: u32,
    },
    /// The latest answer first.
    Answered {
        before: Option<(Instant, ReportPartId)>,
        size: u32,
    },
}

fn wanted(q: &mut Parameters) -> Wanted {
    let all = ["waiting", "answered"];
    let answered = q.code("status", &all, |code| match code {
        "waiting" => Some(false),
        "answered" => Some(true),
        _ => None,
    });
    if !answered.unwrap_or(false) {
        return Wanted::Waiting { page: q.whole("page", 1, 1_000_000).unwrap_or(1) };
    }
    // What was answered moves as more is answered: its pages have no numbers, but for the first.
    q.whole("page", 1, 1);
    // When it was answered, which is what the list is sorted by: it can be answered otherwise between
    // two pages.
    let before = q.place("after", |text| {
        let (at, part) = text.split_once('.')?;
        Some((Instant(at.parse().ok()?), part.parse().ok()?))
    });
    Wanted::Answered { before, size: q.whole("pageSize", 1, 200).unwrap_or(ANSWERED) }
}

fn reported_json(api: &Api, acting: &Acting, view: &ReportedView) -> Value {
    let part = &view.part;
    let mut body = json!({
        "reportedParticipationId": part.id,
        "trainingReportId": part.report,
        "providerName": view.provider,
        "name": part.name,
        "maskedSsin": part.ssin.masked(),
        "byLink": part.by_link,
        "training": details_json(&part.details),
        "certificate": part.certificate,
        "status": part.state.code(),
        "reportedAt": part.reported_at.rfc3339(),
        "dueDate": view.due.to_string(),
        "alike": view.alike.iter().map(|one| alike_json(api, acting, one)).collect::<Vec<_>>(),
    });
    let of = |path: String| json!(api.of_employer(&acting.number, &path));
    if let Some((employee, _)) = &view.employee {
        body["employeeId"] = json!(employee);
        body["employeeHref"] = of(format!("/employees/{employee}"));
    }
    if let Some(day) = part.valid_until {
        body["validUntil"] = json!(day.to_string());
    }
    if !part.words.is_empty() {
        body["reason"] = json!(part.words);
    }
    if let Some(at) = part.answered_at {
        body["answeredAt"] = json!(at.rfc3339());
    }
    if let Some(by) = &part.answered_by {
        body["answeredBy"] = json!(by);
    }
    if let Some(training) = part.training {
        body["trainingHref"] = of(format!("/trainings/{training}"));
    }
    if let Some(participation) = part.participation {
        body["participationId"] = json!(participation);
    }
    if let Some(changed) = &part.changed {
        body["registered"] = details_json(changed);
    }
    body
}

/// What is registered already and may be the same.
fn alike_json(api: &Api, acting: &Acting, view: &AlikeView) -> Value {
    let reasons: Vec<_> = view.likeness.reasons.iter().map(|reason| reason.code()).collect();
    json!({
        "participationId": view.participation,
        "title": view.details.title,
        "startDate": view.details.start.to_string(),
        "endDate": view.details.end.to_string(),
        "minutes": view.minutes.0,
        "score": view.likeness.score,
        "reasons": reasons,
        "trainingHref": api.of_employer(&acting.number, &format!("/trainings/{}", view.training)),
    })
}

/// An answer to what was reported: who gives it, under which key, and whether it is only tried.
struct Answer {
    api: Api,
    acting: Acting,
    key: Key,
    validate_only: bool,
}

impl FromRequestParts<Api> for Answer {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, api: &Api) -> Result<Self, Problem> {
        let acting = Acting::from_request_parts(parts, api).await?;
        let Once(key) = Once::from_request_parts(parts, api).await?;
        let query = Query::from_request_parts(parts, api).await?;
        let validate_only = query.read(|q| q.flag("validateOnly"))?;
        acting.need(api, Action::VerifyReports).await?;
        if validate_only {
            // What it answers with is people's credit.
            acting.need(api, Action::ReadPeople).await?;
        }
        Ok(Self { api: api.clone(), acting, key, validate_only })
    }
}

impl Answer {
    /// What it would do, where it is only tried.
    async fn tried(&self, answer: Answering<'_>) -> Result<Option<Json<Value>>, Problem> {
        if !self.validate_only {
            return Ok(None);
        }
        let preview = self.api.app.try_answer(&self.acting.caller, &answer).await;
        Ok(Some(Json(preview_json(&preview.map_err(faulty)?))))
    }
}

fn changed(change: Result<ChangeId, Refused>) -> Result<Json<Value>, Problem> {
    Ok(Json(json!({ "changeId": change.map_err(faulty)? })))
}

/// Which are answered, at least one.
fn parts(b: &mut Fields<'_>) -> Vec<ReportPartId> {
    const NAME: &str = "reportedParticipations";
    let texts = b.needed_texts(NAME, MOST);
    let mut found = Vec::with_capacity(texts.len());
    for (n, text) in texts.iter().enumerate() {
        match text.parse() {
            Ok(part) if !found.contains(&part) => found.push(part),
            Ok(_) => b.wrong(&format!("{NAME}[{n}]"), Form::Twice),
            Err(_) => {
                b.wrong(&format!("{NAME}[{n}]"), Form::Id);
            }
        }
    }
    found
}

fn named(path: &str) -> String {
    match path {
        "part" => "reportedParticipations".to_owned(),
        "reason" => "reason".to_owned(),
        other => format!("training.{}", trainings::named(other)),
    }
}

fn faulty(fault: Refused) -> Problem {
    refused(fault, named)
}

/// As it was reported, or as a training that the call says in its place.
async fn accept(answer: Answer, body: Body) -> Result<Json<Value>, Problem> {
    let (parts, instead) = body.read(|b| (parts(b), b.object("training", details)))?;
    if let Some(tried) = answer.tried(Answering::Accept(&parts, instead.as_ref())).await? {
        return Ok(tried);
    }
    let Answer { api, acting, key, .. } = answer;
    let accepted = match instead {
        None => api.app.accept_reported(&acting.caller, &parts, &key).await,
        Some(details) => api.app.accept_changed(&acting.caller, &parts, &details, &key).await,
    };
    let accepted = accepted.map_err(faulty)?;
    let item = |training: &TrainingId| {
        let href = api.of_employer(&acting.number, &format!("/trainings/{training}"));
        json!({ "trainingId": training, "href": href })
    };
    let items: Vec<_> = accepted.trainings.iter().map(item).collect();
    Ok(Json(json!({ "changeId": accepted.change, "total": items.len(), "items": items })))
}

async fn dispute(answer: Answer, body: Body) -> Result<Json<Value>, Problem> {
    let (parts, reason) = body.read(|b| (parts(b), b.text("reason").unwrap_or_default()))?;
    if let Some(tried) = answer.tried(Answering::Dispute(&parts, &reason)).await? {
        return Ok(tried);
    }
    let Answer { api, acting, key, .. } = answer;
    changed(api.app.dispute_reported(&acting.caller, &parts, &reason, &key).await)
}

async fn merge(
    answer: Answer,
    Path((_, part)): Path<(String, String)>,
    body: Body,
) -> Result<Json<Value>, Problem> {
    let part = id(&part)?;
    let with = body.read(|b| {
        b.need("participationId");
        b.id::<ParticipationId>("participationId")
    })?;
    let with = with.ok_or(Problem::Internal)?;
    if let Some(tried) = answer.tried(Answering::Merge(part, with)).await? {
        return Ok(tried);
    }
    let Answer { api, acting, key, .. } = answer;
    changed(api.app.merge_reported(&acting.caller, part, with, &key).await)
}

async fn reopen(
    answer: Answer,
    Path((_, part)): Path<(String, String)>,
    body: Body,
) -> Result<Json<Value>, Problem> {
    let part = id(&part)?;
    body.read(|_| ())?;
    if let Some(tried) = answer.tried(Answering::Reopen(part)).await? {
        return Ok(tried);
    }
    let Answer { api, acting, key, .. } = answer;
    changed(api.app.reopen_reported(&acting.caller, part, &key).await)
}
