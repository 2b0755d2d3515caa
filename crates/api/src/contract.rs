//! The contract itself, and whether the register is up.

use axum::Router;
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use serde_json::json;

use crate::Api;
use crate::problem::Problem;
use crate::query::Query;

pub use fla_web::reference::CONTRACT;

/// The routes.
pub fn routes() -> Router<Api> {
    Router::new().route("/doc/openapi.yaml", get(contract)).route("/health", get(health))
}

/// Open to everybody, as nothing in it is anybody's (rule `doc-refdata`).
async fn contract(State(api): State<Api>, query: Query) -> Result<Response, Problem> {
    query.none()?;
    let kind = HeaderValue::from_static("application/yaml");
    // Tools that read the contract find this very installation.
    let here = format!("url: {}", api.link(""));
    let contract = CONTRACT.replacen("url: /fla/v1", &here, 1);
    Ok(([(CONTENT_TYPE, kind)], contract).into_response())
}

async fn health(State(api): State<Api>, query: Query) -> Result<Response, Problem> {
    query.none()?;
    let up = api.app.store().ping().await;
    if let Err(error) = &up {
        tracing::error!(%error, "the store does not answer");
    }
    let (status, word) = match up {
        Ok(()) => (StatusCode::OK, "UP"),
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "DOWN"),
    };
    Ok((status, axum::Json(json!({ "status": word }))).into_response())
}
