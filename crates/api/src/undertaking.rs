//! The undertaking: its situation in a year, and its size with what that follows from.

use axum::extract::State;
use axum::response::Response;
use axum::routing::{get, post};
use axum::{Json, Router};
use fla_app::Command;
use fla_domain::access::Action;
use fla_domain::size::SizeWorking;
use fla_domain::time::Year;
use serde_json::{Value, json};

use crate::Api;
use crate::bearer::Acting;
use crate::body::{Body, Fields};
use crate::change::Change;
use crate::problem::Problem;
use crate::query::Query;

/// The routes.
pub fn routes() -> Router<Api> {
    const AT: &str = "/employers/{enterpriseNumber}";
    Router::new()
        .route(&format!("{AT}/overview"), get(overview))
        .route(&format!("{AT}/sizes"), get(sizes))
        .route(&format!("{AT}/sizeAverages"), post(set))
        .route(&format!("{AT}/sizeAverages/withdraw"), post(compute))
}

async fn overview(
    acting: Acting,
    State(api): State<Api>,
    query: Query,
) -> Result<Json<Value>, Problem> {
    acting.need(&api, Action::ReadRegister).await?;
    let year = query.read(|q| q.whole("year", 1990, 2100))?;
    let year = year.and_then(|year| Year::try_from(year).ok());
    let year = year.unwrap_or_else(|| api.app.today().year());
    let found = api.app.overview(&acting.caller, year).await?;
    Ok(Json(json!({
        "year": found.year,
        "inService": found.in_service,
        "withCredit": found.with_credit,
        "credit": {
            "year": found.year,
            "grantedMinutes": found.credit.granted().0,
            "followedMinutes": found.credit.debited.0,
            "plannedMinutes": found.credit.planned.0,
            "leftMinutes": found.credit.left().0,
        },
        "rightsToVerify": found.to_verify,
        "size": size(&found.size),
        "workUnderWay": !found.jobs.is_empty(),
        "self": api.of_employer(&acting.number, &format!("/overview?year={year}")),
    })))
}

async fn sizes(
    acting: Acting,
    State(api): State<Api>,
    query: Query,
) -> Result<Json<Value>, Problem> {
    acting.need(&api, Action::ReadRegister).await?;
    query.none()?;
    let found = api.app.sizes(&acting.caller).await?;
    let items: Vec<_> = found.years.iter().map(size).collect();
    Ok(Json(json!({ "total": items.len(), "items": items, "optedOutYears": found.opted_out })))
}

/// The size in a year, with its working.
fn size(size: &SizeWorking) -> Value {
    let quarters: Vec<_> = size
        .quarters
        .iter()
        .map(|one| {
            let mut body = json!({ "quarter": one.quarter.to_string() });
            if let Some(fte) = &one.fte {
                body["fullTimeEquivalents"] = json!(fte.to_string());
            }
            body
        })
        .collect();
    let mut body = json!({
        "year": size.year,
        "startYear": size.period.0,
        "endYear": size.period.1,
        "band": size.band.code(),
        "unknown": size.unknown,
        "quarters": quarters,
    });
    if let Some(average) = &size.average {
        body["average"] = json!(average.to_string());
    }
    if let Some(average) = &size.computed {
        body["computedAverage"] = json!(average.to_string());
    }
    if let Some(manual) = &size.manual {
        body["manualAverageHundredths"] = json!(manual.hundredths());
        body["reason"] = json!(manual.reason());
    }
    if let Some(headcount) = &size.fallback {
        body["headcount"] =
            json!({ "quarter": headcount.quarter.to_string(), "people": headcount.people });
    }
    body
}

fn year(b: &mut Fields<'_>) -> Year {
    Year::try_from(b.needed_whole("year", 1990, 2100)).unwrap_or_default()
}

fn named(path: &str) -> String {
    match path {
        "average" => "averageHundredths".to_owned(),
        other => other.to_owned(),
    }
}

async fn set(change: Change, body: Body) -> Result<Response, Problem> {
    change.need(Action::SetRights).await?;
    let (year, average, reason) = body.read(|b| {
        (year(b), b.needed_whole("averageHundredths", 0, 100_000_000), b.text("reason"))
    })?;
    let command = Command::SetAverage { year, hundredths: Some(average) };
    change.carry_out(&command, reason.as_deref(), named, |_, _, _| ()).await
}

async fn compute(change: Change, body: Body) -> Result<Response, Problem> {
    change.need(Action::SetRights).await?;
    let (year, reason) = body.read(|b| (year(b), b.text("reason")))?;
    let command = Command::SetAverage { year, hundredths: None };
    change.carry_out(&command, reason.as_deref(), named, |_, _, _| ()).await
}
