//! Trainings that a training provider reports to the employers of those who followed them, and what
//! became of them.

use std::collections::BTreeMap;

use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::http::header::LOCATION;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use axum::{Json, Router};
use fla_app::{NewParticipant, NewReport, PARTICIPANTS, Refused, ReportView, SentPartView};
use fla_domain::access::Action;
use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::identifier::{EnterpriseNumber, Ssin};
use fla_domain::ids::ReportId;
use serde_json::{Value, json};

use crate::Api;
use crate::bearer::{Acting, Once, id};
use crate::body::{Body, Fields};
use crate::problem::{In, Issue, Problem, Wrong};
use crate::query::{Query, behind};
use crate::trainings::{details, details_json, named};

/// Reports on a page where nothing is said.
const PAGE: u32 = 50;

/// Longest name of a participant, in characters.
const NAME_LENGTH: usize = 200;

/// The routes.
pub fn routes() -> Router<Api> {
    const AT: &str = "/employers/{enterpriseNumber}/trainingReports";
    Router::new()
        .route(AT, get(list).post(send))
        .route(&format!("{AT}/{{trainingReportId}}"), get(show))
        .route(&format!("{AT}/{{trainingReportId}}/withdraw"), post(withdraw))
}

fn address(api: &Api, acting: &Acting, report: ReportId) -> String {
    api.of_employer(&acting.number, &format!("/trainingReports/{report}"))
}

async fn list(
    acting: Acting,
    State(api): State<Api>,
    query: Query,
) -> Result<Json<Value>, Problem> {
    acting.need(&api, Action::ReportTrainings).await?;
    let (before, size) = query.read(|q| {
        (q.id::<ReportId>("afterTrainingReport"), q.whole("pageSize", 1, 200).unwrap_or(PAGE))
    })?;
    let sent = api.app.sent_reports(&acting.caller, before, size).await;
    let sent = sent.map_err(|fault| behind(fault, "afterTrainingReport"))?;
    let total = api.app.count_sent_reports(&acting.caller).await?;
    let line = |view: &ReportView| {
        let mut counts: BTreeMap<&str, u32> = BTreeMap::new();
        for part in &view.parts {
            *counts.entry(part.part.state.code()).or_default() += 1;
        }
        let mut body = report_json(view);
        body["participantCounts"] = json!(counts);
        body["href"] = json!(address(&api, &acting, view.report.id));
        body
    };
    let items: Vec<_> = sent.items.iter().map(line).collect();
    let mut body = json!({ "total": total, "items": items, "pageSize": size });
    if sent.more
        && let Some(last) = sent.items.last()
    {
        let after = last.report.id;
        let next = format!("/trainingReports?afterTrainingReport={after}&pageSize={size}");
        body["next"] = json!(api.of_employer(&acting.number, &next));
    }
    Ok(Json(body))
}

fn report_json(view: &ReportView) -> Value {
    let report = &view.report;
    let mut body = details_json(&report.details);
    body["trainingReportId"] = json!(report.id);
    body["certificate"] = json!(report.certificate);
    body["reportedAt"] = json!(report.made_at.rfc3339());
    body["reportedBy"] = json!(report.made_by);
    if let Some(day) = report.valid_until {
        body["validUntil"] = json!(day.to_string());
    }
    body
}

/// What the provider sees of a participant: never the number.
fn participant_json(view: &SentPartView) -> Value {
    let part = &view.part;
    let mut body = json!({
        "reportedParticipationId": part.id,
        "employerName": view.employer,
        "name": part.name,
        "byLink": part.by_link,
        "status": part.state.code(),
    });
    if !part.words.is_empty() {
        body["reason"] = json!(part.words);
    }
    if let Some(at) = part.answered_at {
        body["answeredAt"] = json!(at.rfc3339());
    }
    if let Some(changed) = &part.changed {
        body["registered"] = details_json(changed);
    }
    body
}

async fn show(
    acting: Acting,
    State(api): State<Api>,
    Path((_, report)): Path<(String, String)>,
    query: Query,
) -> Result<Json<Value>, Problem> {
    acting.need(&api, Action::ReportTrainings).await?;
    query.none()?;
    let view = api.app.sent_report(&acting.caller, id(&report)?).await?;
    let mut body = report_json(&view);
    body["participants"] = view.parts.iter().map(participant_json).collect();
    body["self"] = json!(address(&api, &acting, view.report.id));
    Ok(Json(body))
}

async fn send(
    acting: Acting,
    State(api): State<Api>,
    Once(key): Once,
    query: Query,
    body: Body,
) -> Result<Response, Problem> {
    acting.need(&api, Action::ReportTrainings).await?;
    let validate_only = query.read(|q| q.flag("validateOnly"))?;
    let new = body.read(|b| NewReport {
        details: details(b),
        certificate: b.flag("certificate"),
        valid_until: b.date("validUntil"),
        participants: participants(b),
        // A link is made, shown once and hung on the wall in the browser.
        link: false,
    })?;
    if validate_only {
        let participants = api.app.try_report(&acting.caller, &new).await.map_err(faulty)?;
        return Ok(Json(json!({ "participantCount": participants })).into_response());
    }
    let sent = api.app.report_training(&acting.caller, &new, &key).await.map_err(faulty)?;
    let href = address(&api, &acting, sent.id);
    let body = json!({ "changeId": sent.change, "trainingReportId": sent.id, "href": href });
    Ok((StatusCode::CREATED, [(LOCATION, href)], Json(body)).into_response())
}

fn participants(b: &mut Fields<'_>) -> Vec<NewParticipant> {
    b.need("participants");
    let mut line = 0;
    let all = b.list("participants", PARTICIPANTS, |p| {
        line += 1;
        participant(p, line)
    });
    all.into_iter().flatten().collect()
}

fn participant(p: &mut Fields<'_>, line: usize) -> Option<NewParticipant> {
    let employer = checked::<EnterpriseNumber>(p, "enterpriseNumber");
    let ssin = checked::<Ssin>(p, "ssin");
    let name = p.needed_text("name").trim().to_owned();
    let length = name.chars().count();
    if p.has("name") && length == 0 {
        p.refuse("name", Anomaly::new(Zone::FamilyName, Fault::Missing));
    } else if length > NAME_LENGTH {
        p.refuse("name", Anomaly::new(Zone::FamilyName, Fault::Length).with("max", NAME_LENGTH));
    }
    Some(NewParticipant { line, employer: employer?, ssin: ssin?, name })
}

/// A number that must be there, and is checked by its own type.
fn checked<V: std::str::FromStr<Err = Anomaly>>(
    p: &mut Fields<'_>,
    name: &'static str,
) -> Option<V> {
    p.need(name);
    match p.text(name)?.parse() {
        Ok(value) => Some(value),
        Err(anomaly) => {
            p.refuse(name, anomaly);
            None
        }
    }
}

/// What the register refuses; faults with a participant at that participant.
fn faulty(fault: Refused) -> Problem {
    let Refused::Invalid(anomalies) = fault else { return fault.into() };
    let place = |anomaly: &Anomaly| {
        let line = anomaly.args.get("line").and_then(|line| line.parse::<usize>().ok());
        match (line, anomaly.zone) {
            (Some(line), Zone::EnterpriseNumber) => {
                format!("participants[{}].enterpriseNumber", line.saturating_sub(1))
            }
            (Some(line), _) => format!("participants[{}]", line.saturating_sub(1)),
            (None, _) => named(&anomaly.path),
        }
    };
    let issue = |anomaly: Anomaly| Issue {
        place: In::Body,
        name: place(&anomaly),
        wrong: Wrong::Anomaly(anomaly),
    };
    Problem::Input(anomalies.into_iter().map(issue).collect())
}

async fn withdraw(
    acting: Acting,
    State(api): State<Api>,
    Once(key): Once,
    Path((_, report)): Path<(String, String)>,
    query: Query,
    body: Body,
) -> Result<Json<Value>, Problem> {
    acting.need(&api, Action::ReportTrainings).await?;
    query.none()?;
    body.read(|_| ())?;
    let report = id(&report)?;
    let change = api.app.withdraw_report(&acting.caller, report, &key).await?;
    let href = address(&api, &acting, report);
    Ok(Json(json!({ "changeId": change, "trainingReportId": report, "href": href })))
}
