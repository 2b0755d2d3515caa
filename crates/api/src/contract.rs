//! The contract itself, and whether the register is up.

use axum::Router;
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use serde_json::json;

use crate::Api;

pub use fla_web::reference::CONTRACT;

/// The routes.
pub fn routes() -> Router<Api> {
    Router::new().route("/doc/openapi.yaml", get(contract)).route("/health", get(health))
}

/// Open to everybody, as nothing in it is anybody's (rule `doc-refdata`).
async fn contract(State(api): State<Api>) -> Response {
    let kind = HeaderValue::from_static("application/yaml");
    // Tools that read the contract find this very installation.
    let here = format!("url: {}", api.link(""));
    ([(CONTENT_TYPE, kind)], CONTRACT.replacen("url: /fla/v1", &here, 1)).into_response()
}

async fn health(State(api): State<Api>) -> Response {
    let up = api.app.store().ping().await;
    if let Err(error) = &up {
        tracing::error!(%error, "the store does not answer");
    }
    let (status, word) = match up {
        Ok(()) => (StatusCode::OK, "UP"),
        Err(_) => (StatusCode::SERVICE_UNAVAILABLE, "DOWN"),
    };
    (status, axum::Json(json!({ "status": word }))).into_response()
}
