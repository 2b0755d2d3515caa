//! Certificates that end soon, and new employees of whom something is missing.

use axum::extract::Query;
use axum::response::Response;
use fla_app::{IncompleteRow, Within};

use super::asked::{Asked, sort_picker};
use super::list::{Cell, List, nothing};
use super::table::Count;
use crate::acting::Acting;
use crate::form::Stop;
use crate::i18n::T;
use crate::pages::register::Place;
use crate::view::{Choosable, Picker};

fn within_picker(t: T, within: Within) -> Picker {
    Picker {
        name: "within".to_owned(),
        label: t.get("dashboard-by-within").into_owned(),
        hint: String::new(),
        error: String::new(),
        options: Within::ALL
            .map(|w| {
                let words = t.get(&format!("dashboard-within-{}", w.code()));
                Choosable::new(w.code(), words, within.code())
            })
            .into(),
    }
}

fn total(t: T, key: &str, unit: &'static str, n: i64) -> Vec<(String, Count)> {
    vec![(t.get(key).into_owned(), Count::new(unit, n, t.number(n), String::new()))]
}

pub async fn show(acting: Acting, Query(asked): Query<Asked>) -> Result<Response, Stop> {
    let (t, base) = (acting.viewer.t, acting.base());
    let within = Within::from_code(&asked.within).unwrap_or(Within::Week);
    let (by_name, page) = (asked.sort == "name", asked.page());
    let found = acting.app.certificates_behind(&acting.caller, within, by_name, page).await?;
    let path = format!("{base}/figures/certificates");
    let rows = found
        .rows
        .iter()
        .map(|one| {
            let row = &one.row;
            vec![
                Cell::words(&one.name).href(format!("{base}/employees/{}", row.employee)),
                Cell::words(row.team.as_deref().unwrap_or_default()),
                Cell::words(&row.title).href(format!("{base}/trainings/{}", row.training)),
                Cell::words(t.date(row.valid_until)),
            ]
        })
        .collect();
    let list = List {
        t,
        title: t.get("dashboard-certificates").into_owned(),
        lead: t.get("dashboard-certificates-text").into_owned(),
        filters: vec![within_picker(t, within), sort_picker(t, &asked.sort, &["until", "name"])],
        carried: Vec::new(),
        files: asked.files(t, &path),
        totals: total(t, "dashboard-certificates", "certificates", found.total),
        heads: ["employees-name", "employees-team", "training-title", "dashboard-valid-until"]
            .map(|key| t.get(key).into_owned())
            .into(),
        rows,
        empty: nothing(t),
        previous: (page > 1).then(|| asked.at_page(&path, page - 1)),
        next: found.more.then(|| asked.at_page(&path, page + 1)),
        number: page,
        action: path,
    };
    Ok(list.page(&acting, Place::Tasks))
}

/// What is missing of somebody, in words.
pub fn missing(t: T, row: &IncompleteRow) -> String {
    let mut missing = Vec::new();
    if row.family_name.is_empty() {
        missing.push(t.get("dashboard-missing-name"));
    }
    if row.regime_missing {
        missing.push(t.get("dashboard-missing-regime"));
    }
    missing.join(", ")
}

pub async fn incomplete(acting: Acting, Query(asked): Query<Asked>) -> Result<Response, Stop> {
    let (t, base, page) = (acting.viewer.t, acting.base(), asked.page());
    let found = acting.app.incomplete_people(&acting.caller, page).await?;
    let path = format!("{base}/figures/incomplete");
    let rows = found
        .rows
        .iter()
        .map(|(person, due)| {
            let row = &person.row;
            vec![
                Cell::words(&person.name).href(format!("{base}/employees/{}", row.id)),
                Cell::words(row.team.as_deref().unwrap_or_default()),
                Cell::words(t.short_date(row.first)),
                Cell::words(missing(t, row)),
                Cell::words(t.short_date(*due)),
            ]
        })
        .collect();
    let list = List {
        t,
        title: t.get("dashboard-incomplete").into_owned(),
        lead: t.get("dashboard-incomplete-text").into_owned(),
        filters: Vec::new(),
        carried: Vec::new(),
        files: asked.files(t, &path),
        totals: total(t, "dashboard-people", "people", found.total),
        heads: [
            "employees-name",
            "employees-team",
            "dashboard-since",
            "dashboard-missing",
            "tasks-due",
        ]
        .map(|key| t.get(key).into_owned())
        .into(),
        rows,
        empty: nothing(t),
        previous: (page > 1).then(|| asked.at_page(&path, page - 1)),
        next: found.more.then(|| asked.at_page(&path, page + 1)),
        number: page,
        action: path,
    };
    Ok(list.page(&acting, Place::Tasks))
}
