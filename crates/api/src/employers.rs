//! The employers for which software or a person can act: the own organisation, and those that gave it a
//! mandate.

use axum::extract::State;
use axum::routing::get;
use axum::{Json, Router};
use fla_app::{Employer, Mandated};
use serde_json::{Value, json};

use crate::Api;
use crate::bearer::{Acting, Client};
use crate::problem::Problem;
use crate::query::Query;

/// The routes.
pub fn routes() -> Router<Api> {
    Router::new().route("/employers", get(list)).route("/employers/{enterpriseNumber}", get(show))
}

async fn list(
    Client(visitor): Client,
    State(api): State<Api>,
    query: Query,
) -> Result<Json<Value>, Problem> {
    query.none()?;
    let employers = api.app.employers_of(&visitor).await?;
    let items: Vec<_> = employers
        .iter()
        .map(|one| {
            json!({
                "enterpriseNumber": one.number.digits(),
                "name": one.name,
                "href": api.of_employer(&one.number, ""),
            })
        })
        .collect();
    Ok(Json(json!({ "total": items.len(), "items": items })))
}

async fn show(
    acting: Acting,
    State(api): State<Api>,
    query: Query,
) -> Result<Json<Value>, Problem> {
    query.none()?;
    let employer = api.app.own_employer(&acting.caller).await?;
    let qualities = api.app.own_qualities(&acting.caller).await?;
    let mut body = employer_json(&api, &employer, acting.caller.mandated());
    body["qualities"] = qualities.iter().map(|held| held.quality.code()).collect();
    Ok(Json(body))
}

fn employer_json(api: &Api, employer: &Employer, mandated: Option<&Mandated>) -> Value {
    let mut body = json!({
        "enterpriseNumber": employer.enterprise_number.digits(),
        "name": employer.name,
        "language": employer.language.code(),
        "dayMinutes": employer.day_minutes,
        "self": api.of_employer(&employer.enterprise_number, ""),
    });
    if let Some(nsso) = &employer.nsso_number {
        body["nssoNumber"] = json!(nsso.value());
    }
    if let Some(mandated) = mandated {
        body["mandate"] = json!({
            "mandateId": mandated.mandate,
            "startQuarter": mandated.period.from.to_string(),
        });
        if let Some(until) = mandated.period.until {
            body["mandate"]["endQuarter"] = json!(until.to_string());
        }
    }
    body
}
