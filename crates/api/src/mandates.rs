//! The mandates that the own organisation gave, and those that it holds. What gives access to
//! somebody stays in the browser, so they are only read here.

use axum::extract::State;
use axum::routing::get;
use axum::{Json, Router};
use fla_app::{MandateStepView, MandateView};
use fla_domain::access::{Action, Scope};
use serde_json::{Value, json};

use crate::Api;
use crate::bearer::Acting;
use crate::problem::Problem;
use crate::query::Query;

/// The routes.
pub fn routes() -> Router<Api> {
    Router::new().route("/employers/{enterpriseNumber}/mandates", get(list))
}

/// Which side of a mandate the organisation is on.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Side {
    Given,
    Held,
}

impl Side {
    const fn code(self) -> &'static str {
        match self {
            Self::Given => "given",
            Self::Held => "held",
        }
    }

    fn from_code(code: &str) -> Option<Self> {
        [Self::Given, Self::Held].into_iter().find(|side| side.code() == code)
    }
}

async fn list(
    acting: Acting,
    State(api): State<Api>,
    query: Query,
) -> Result<Json<Value>, Problem> {
    acting.need(&api, Action::ReadMandates).await?;
    let asked = query.read(|q| q.code("side", &["given", "held"], Side::from_code))?;
    let mut items = Vec::new();
    // Whoever may not read mandates at all is refused here, also where only the held are asked for.
    let given = api.app.mandates_given(&acting.caller).await?;
    if asked != Some(Side::Held) {
        items.extend(given.iter().map(|view| mandate(view, Side::Given)));
    }
    if asked != Some(Side::Given) && acting.caller.may(Action::ServeEmployers) {
        let held = api.app.mandates_held(&acting.caller).await?;
        items.extend(held.iter().map(|view| mandate(view, Side::Held)));
    }
    Ok(Json(json!({ "total": items.len(), "items": items })))
}

fn mandate(view: &MandateView, side: Side) -> Value {
    let scopes = Scope::ALL.iter().filter(|scope| view.scopes.has(**scope));
    let mut body = json!({
        "mandateId": view.id,
        "side": side.code(),
        "organisation": {
            "enterpriseNumber": view.other.enterprise_number.digits(),
            "name": view.other.name,
        },
        "scopes": scopes.map(|scope| scope.code()).collect::<Vec<_>>(),
        "startQuarter": view.period.from.to_string(),
        "status": view.standing.code(),
        "steps": view.steps.iter().map(step).collect::<Vec<_>>(),
    });
    if let Some(until) = view.period.until {
        body["endQuarter"] = json!(until.to_string());
    }
    body
}

fn step(view: &MandateStepView) -> Value {
    json!({
        "at": view.at.rfc3339(),
        "kind": view.step.code(),
        "by": view.by,
        "organisation": view.organisation,
    })
}
