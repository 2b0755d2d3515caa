//! Webhooks: where they may lead, taking messages there, and the key by which each is checked.

pub mod address;
pub mod carrier;

use axum::extract::{Path, State};
use axum::routing::get;
use axum::{Json, Router};
use serde_json::{Value, json};

use crate::Api;
use crate::bearer::id;
use crate::problem::Problem;
use crate::query::Query;

/// The routes.
pub fn routes() -> Router<Api> {
    Router::new().route("/webhooks/{webhookId}/key", get(key))
}

/// Open to everybody: whoever receives an event needs no token to check it.
async fn key(
    State(api): State<Api>,
    Path(webhook): Path<String>,
    query: Query,
) -> Result<Json<Value>, Problem> {
    query.none()?;
    let webhook = id(&webhook)?;
    let key = api.app.webhook_key(webhook).await?.ok_or(Problem::NotFound)?;
    Ok(Json(json!({
        "webhookId": webhook,
        "algorithm": "ed25519",
        "publicKey": key,
        "self": api.link(&format!("/webhooks/{webhook}/key")),
    })))
}
