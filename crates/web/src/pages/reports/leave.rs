//! Hours taken as Flemish training leave or paid educational leave.

use askama::Template;
use axum::extract::Query;
use axum::response::{IntoResponse, Response};
use fla_app::LeaveRow;
use fla_domain::quantity::Minutes;
use fla_domain::time::Year;
use fla_domain::training::{NotCounting, Status};
use fla_sheets::write::Value;

use super::{Asked, files, way, years};
use crate::acting::Acting;
use crate::form::Stop;
use crate::i18n::T;
use crate::pages::register::{Place, page};
use crate::pages::table_file;
use crate::view::Tabs;

struct Line {
    person: String,
    name: String,
    training: String,
    title: String,
    when: String,
    leave: String,
    status: String,
    funding: String,
    hours: String,
}

#[derive(Template)]
#[template(path = "pages/report_leave.html")]
struct Page {
    t: T,
    year: Year,
    years: Tabs,
    files: Vec<(String, String)>,
    sums: Vec<(String, String)>,
    lines: Vec<Line>,
}

fn leave_of(t: T, row: &LeaveRow) -> String {
    t.get(&format!("report-leave-{}", row.leave.code())).into_owned()
}

fn status_of(t: T, row: &LeaveRow) -> String {
    t.get(&format!("account-part-{}", row.status.code())).into_owned()
}

/// The followed hours of each kind of leave.
fn sums(t: T, rows: &[LeaveRow]) -> Vec<(String, String)> {
    [NotCounting::FlemishTrainingLeave, NotCounting::PaidEducationalLeave]
        .map(|leave| {
            let followed = |row: &&LeaveRow| row.leave == leave && row.status == Status::Completed;
            let minutes: Minutes = rows.iter().filter(followed).map(|row| row.minutes).sum();
            (t.get(&format!("report-leave-{}", leave.code())).into_owned(), t.hours(minutes))
        })
        .into()
}

pub(super) async fn show(acting: Acting, Query(asked): Query<Asked>) -> Result<Response, Stop> {
    let t = acting.viewer.t;
    let base = acting.base();
    let year = asked.year(&acting);
    let rows = acting.app.leave_hours(&acting.caller, year).await?;
    let line = |row: &LeaveRow| Line {
        person: format!("{base}/employees/{}", row.employee),
        name: row.name.clone(),
        training: format!("{base}/trainings/{}", row.training),
        title: row.title.clone(),
        when: if row.start == row.end {
            t.short_date(row.start)
        } else {
            t.period(row.start, Some(row.end))
        },
        leave: leave_of(t, row),
        status: status_of(t, row),
        funding: row.funding.clone().unwrap_or_default(),
        hours: t.hours(row.minutes),
    };
    let body = Page {
        t,
        year,
        years: years(&acting, "leave", year),
        files: files(&acting, "leave", &format!("year={year}")),
        sums: sums(t, &rows),
        lines: rows.iter().map(line).collect(),
    };
    let page = page(&acting, Place::Reports, t.get("report-leave"), body);
    Ok(page.crumbs(way(&acting)).into_response())
}

pub(super) async fn export(acting: Acting, Query(asked): Query<Asked>) -> Result<Response, Stop> {
    let t = acting.viewer.t;
    let year = asked.year(&acting);
    let found = acting.app.leave_hours(&acting.caller, year).await?;
    let titles = ["person", "training", "start", "end", "leave-kind", "status", "funding", "time"]
        .map(|key| t.get(&format!("report-{key}")).into_owned());
    let row = |row: &LeaveRow| {
        vec![
            Value::Text(row.name.clone()),
            Value::Text(row.title.clone()),
            Value::Day(row.start),
            Value::Day(row.end),
            Value::Text(leave_of(t, row)),
            Value::Text(status_of(t, row)),
            Value::text(row.funding.as_deref()),
            Value::Minutes(row.minutes.0),
        ]
    };
    let rows = found.iter().map(row).collect();
    table_file::answer(&format!("training-leave-{year}"), &asked.form, titles.to_vec(), rows).await
}
