//! Reports from the register, each as a page, on paper by the print style, as CSV and as workbook.

mod leave;
mod plan;
mod social;

use askama::Template;
use axum::Router;
use axum::extract::Query;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use fla_app::Refused;
use fla_domain::access::Action;
use fla_domain::time::Year;
use serde::Deserialize;

use super::paper::{year_of, year_tabs};
use super::register::{Place, crumbs, page};
use crate::acting::Acting;
use crate::form::Stop;
use crate::i18n::T;
use crate::state::Site;
use crate::view::{Crumbs, Tabs};

/// The routes of reports.
pub fn router() -> Router<Site> {
    Router::new()
        .route("/register/{employer}/reports", get(show))
        .route("/register/{employer}/reports/social-balance", get(social::show))
        .route("/register/{employer}/reports/social-balance/export", get(social::export))
        .route("/register/{employer}/reports/cost", post(social::cost))
        .route("/register/{employer}/reports/leave", get(leave::show))
        .route("/register/{employer}/reports/leave/export", get(leave::export))
        .route("/register/{employer}/reports/plan", get(plan::show))
        .route("/register/{employer}/reports/plan/export", get(plan::export))
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Asked {
    year: String,
    day: String,
    done: String,
    form: String,
}

impl Asked {
    fn year(&self, acting: &Acting) -> Year {
        year_of(&self.year, acting.app.today().year())
    }
}

#[derive(Template)]
#[template(path = "pages/reports.html")]
struct Reports {
    t: T,
    /// Address, title, text.
    reports: Vec<(String, String, String)>,
}

async fn show(acting: Acting, Query(asked): Query<Asked>) -> Result<Response, Stop> {
    if !acting.caller.may(Action::ReadRegister) {
        return Err(Refused::Forbidden(Action::ReadRegister).into());
    }
    let t = acting.viewer.t;
    let base = format!("{}/reports", acting.base());
    let year = asked.year(&acting);
    let report = |path: &str, key: &str| {
        (
            format!("{base}/{path}?year={year}"),
            t.get(key).into_owned(),
            t.get(&format!("{key}-text")).into_owned(),
        )
    };
    let body = Reports {
        t,
        reports: vec![
            report("social-balance", "report-social"),
            report("leave", "report-leave"),
            report("plan", "report-plan"),
        ],
    };
    Ok(page(&acting, Place::Reports, t.get("side-reports"), body).into_response())
}

/// A report as files: address and what it says. `query` is what it is asked for.
fn files(acting: &Acting, report: &str, query: &str) -> Vec<(String, String)> {
    let t = acting.viewer.t;
    let file = |form: &str| {
        let here = format!("{}/reports/{report}/export", acting.base());
        (
            format!("{here}?{query}&form={form}"),
            t.get(&format!("dashboard-file-{form}")).into_owned(),
        )
    };
    ["csv", "xlsx"].map(file).into()
}

/// The years of a report.
fn years(acting: &Acting, report: &str, year: Year) -> Tabs {
    let here = format!("{}/reports/{report}", acting.base());
    year_tabs(acting.viewer.t, &here, year, acting.app.today().year())
}

/// The way back from a report.
fn way(acting: &Acting) -> Crumbs {
    let t = acting.viewer.t;
    crumbs(acting, &[(format!("{}/reports", acting.base()), t.get("side-reports").into_owned())])
}
