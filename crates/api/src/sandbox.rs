//! The date of a sandbox. Described everywhere, so that there is one contract; in a register there is
//! nothing there.

use axum::extract::State;
use axum::routing::get;
use axum::{Json, Router};
use fla_app::SandboxState;
use serde_json::{Value, json};

use crate::Api;
use crate::bearer::Client;
use crate::body::Body;
use crate::problem::{Problem, refused};
use crate::query::Query;

/// The routes.
pub fn routes() -> Router<Api> {
    Router::new().route("/sandbox", get(show).put(set))
}

fn told(api: &Api, state: &SandboxState) -> Json<Value> {
    let mut told = json!({
        "date": state.today.to_string(),
        "realDate": state.real.to_string(),
        "resetAt": state.reset_at.rfc3339(),
        "self": api.link("/sandbox"),
    });
    if let Some(by) = &state.moved_by {
        told["movedBy"] = json!(by);
    }
    Json(told)
}

async fn show(State(api): State<Api>, query: Query) -> Result<Json<Value>, Problem> {
    query.none()?;
    Ok(told(&api, &api.app.sandbox().ok_or(Problem::NotFound)?))
}

async fn set(
    State(api): State<Api>,
    Client(visitor): Client,
    query: Query,
    body: Body,
) -> Result<Json<Value>, Problem> {
    query.none()?;
    api.app.sandbox().ok_or(Problem::NotFound)?;
    let date = body.read(|fields| fields.needed_date("date"))?;
    let own = api.app.act_as_client(&visitor).await?;
    let by = api.app.own_employer(&own).await?.name;
    let state = api.app.set_sandbox_date(&own, date, &by).await;
    Ok(told(&api, &state.map_err(|fault| refused(fault, str::to_owned))?))
}
