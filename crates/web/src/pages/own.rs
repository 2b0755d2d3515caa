//! The own account: what an employee has with each employer, for somebody who never heard of it.

mod looks;
mod sessions;

use askama::Template;
use axum::Router;
use axum::extract::Query;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use fla_app::AccountView;
use fla_domain::time::Year;
use serde::Deserialize;

use super::register::Visit;
use super::register::account_view::{self as shown, EntryShown, PartShown, YearShown};
use crate::form::Stop;
use crate::i18n::T;
use crate::page::{Page, Section};
use crate::state::Site;
use crate::view::{Empty, Tabs};

/// The routes of the own account.
pub fn router() -> Router<Site> {
    Router::new()
        .route("/account", get(show))
        .route("/account/looks", get(looks::show))
        .route("/account/sessions", get(sessions::show).post(sessions::end))
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    year: String,
}

/// The account with one employer.
struct With {
    id: String,
    employer: String,
    sentence: String,
    shown: Option<YearShown>,
    entries: Vec<EntryShown>,
    parts: Vec<PartShown>,
    services: Vec<String>,
}

#[derive(Template)]
#[template(path = "pages/own.html")]
struct Own {
    t: T,
    year: Year,
    years: Tabs,
    accounts: Vec<With>,
    empty: Empty,
}

pub async fn show(visit: Visit, Query(asked): Query<Asked>) -> Result<Response, Stop> {
    let t = visit.viewer.t;
    let this_year = visit.app.today().year();
    let year: Year = asked.year.trim().parse().unwrap_or(this_year);
    let views = visit.app.own_accounts(&visit.someone.person).await?;
    let mut years: Vec<Year> =
        views.iter().flat_map(|v| v.years.iter().map(|y| y.year)).chain([this_year]).collect();
    years.sort_unstable();
    years.dedup();
    let tab = |y: Year| (format!("/account?year={y}"), y.to_string(), String::new(), y == year);
    let body = Own {
        t,
        year,
        years: Tabs {
            label: t.get("form-year").into_owned(),
            tabs: years.into_iter().rev().map(tab).collect(),
        },
        accounts: views.iter().map(|view| with(t, view, year)).collect(),
        empty: Empty {
            title: t.get("own-none").into_owned(),
            text: t.get("own-none-text").into_owned(),
            action: None,
        },
    };
    Ok(Page::new(visit.viewer, t.get("own-title"), body).section(Section::Account).into_response())
}

fn with(t: T, view: &AccountView, year: Year) -> With {
    let day = view.employer.day_minutes;
    let this = view.year(year);
    let sentence = match this {
        Some(y) => {
            let left = y.balance.left();
            let key = if left.0 < 0 { "own-sentence-beyond" } else { "own-sentence" };
            let amount = t.days_and_hours(if left.0 < 0 { -left } else { left }, day);
            t.two(key, "left", amount, "year", year.to_string())
        }
        None => t.one("own-sentence-none", "year", year.to_string()),
    };
    With {
        id: view.employer.id.0.simple().to_string(),
        employer: view.employer.name.clone(),
        sentence,
        shown: this.map(|y| YearShown::new(t, view, y, "")),
        entries: this.map(|y| shown::entries(t, y, day, "")).unwrap_or_default(),
        parts: shown::trainings(
            t,
            &view
                .parts
                .iter()
                .filter(|p| !p.part.withdrawn && !p.training.withdrawn)
                .cloned()
                .collect::<Vec<_>>(),
            "",
        ),
        services: shown::services(t, view),
    }
}
