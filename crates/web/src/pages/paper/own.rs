//! Papers of the own account, and the complete copy.

use axum::body::Body;
use axum::extract::{Path, Query};
use axum::http::StatusCode;
use axum::response::Response;
use fla_app::Look;
use fla_domain::ids::EmployerId;

use super::files::{attachment, pdf};
use super::{Asked, year_of};
use crate::form::Stop;
use crate::pages::register::employee_history::look;
use crate::pages::register::{Visit, id};

pub(super) async fn account(
    visit: Visit,
    Path(employer): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Stop> {
    let employer: EmployerId = id(&employer)?;
    let language = visit.viewer.t.language();
    let year = year_of(&asked.year, visit.app.today().year());
    let person = &visit.someone.person;
    pdf(visit.app.own_account_paper(person, employer, year, language).await?)
}

pub(super) async fn copy(visit: Visit) -> Result<Response, Stop> {
    let t = visit.viewer.t;
    let words = |seen: &fla_app::LookView, organisation: &str| {
        let shown = look(t, seen, organisation, false);
        let who = if seen.own { t.get("looks-yourself").into_owned() } else { shown.who };
        Look { when: shown.when, what: shown.what, who }
    };
    pdf(visit.app.own_copy(&visit.someone.person, t.language(), words).await?)
}

pub(super) async fn json(visit: Visit) -> Result<Response, Stop> {
    let copy = visit.app.own_json(&visit.someone.person).await?;
    let text = serde_json::to_vec_pretty(&copy).map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
    let name = format!("fla-{}.json", visit.app.today());
    attachment("application/json", &name, Body::from(text))
}
