//! The account of an employee: rights with their working, credit, ledger, and what was decided by
//! hand.

mod body;

use axum::extract::{Path, State};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use axum::{Json, Router};
use fla_app::YearView;
use fla_domain::access::Action;

use self::body::AccountBody;
pub use self::body::WorkingBody;
use crate::Api;
use crate::bearer::{Acting, id};
use crate::problem::Problem;
use crate::query::Query;

/// The routes.
pub fn routes() -> Router<Api> {
    Router::new()
        .route("/employers/{enterpriseNumber}/employees/{employeeId}/account", get(account))
}

async fn account(
    acting: Acting,
    State(api): State<Api>,
    Path((_, employee)): Path<(String, String)>,
    query: Query,
) -> Result<Response, Problem> {
    acting.need(&api, Action::ReadPeople).await?;
    let year = query.read(|q| q.whole("year", 1990, 2100))?;
    let view = api.app.account(&acting.caller, id(&employee)?, None).await?;
    let asked = |one: &YearView| year.is_none_or(|year| i64::from(one.year) == i64::from(year));
    Ok(Json(AccountBody::of(&api, &acting.number, &view, asked)).into_response())
}
