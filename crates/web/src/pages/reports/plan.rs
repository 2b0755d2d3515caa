//! The training plan of a year against what happened.

use askama::Template;
use axum::extract::Query;
use axum::response::{IntoResponse, Response};
use fla_app::{Amounts, PlanReport, PlanRow};
use fla_domain::anomaly::{Anomaly, Fault, Zone};
use fla_domain::time::Year;
use fla_sheets::write::Value;
use jiff::civil::Date;

use super::{Asked, files, way, years};
use crate::acting::Acting;
use crate::form::Stop;
use crate::i18n::T;
use crate::pages::register::{Place, page};
use crate::pages::table_file;
use crate::view::{ErrorSummary, Field, Tabs, Tag, Tone};

struct Line {
    href: String,
    title: String,
    mark: Option<Tag>,
    when: String,
    amounts: Vec<(String, (String, String))>,
}

#[derive(Template)]
#[template(path = "pages/report_plan.html")]
struct Page {
    t: T,
    errors: ErrorSummary,
    year: Year,
    years: Tabs,
    here: String,
    files: Vec<(String, String)>,
    day: Field,
    how: String,
    columns: Vec<String>,
    lines: Vec<Line>,
    sums: Vec<(String, (String, String))>,
    unplanned: bool,
}

const COLUMNS: [&str; 4] = ["foreseen", "completed", "planned", "missed"];

fn amounts(row: &PlanRow) -> [Amounts; 4] {
    [row.foreseen, row.completed, row.planned, row.missed]
}

/// The day of the plan: the one that is asked for, else the one on which somebody said it was made,
/// else 31 March of the year.
fn plan_day(asked: &Asked, year: Year, noted: Option<Date>) -> Result<Date, Anomaly> {
    match asked.day.trim() {
        "" => Ok(noted.unwrap_or(Date::constant(year, 3, 31))),
        text => text.parse().map_err(|_| Anomaly::new(Zone::StartDate, Fault::Invalid).at("day")),
    }
}

/// How many, and their hours; a dash for none.
fn said(t: T, amounts: Amounts) -> (String, String) {
    if amounts.people == 0 {
        return ("–".to_owned(), String::new());
    }
    (t.number(amounts.people), t.hours(amounts.minutes))
}

pub(super) async fn show(acting: Acting, Query(asked): Query<Asked>) -> Result<Response, Stop> {
    let t = acting.viewer.t;
    let base = acting.base();
    let year = asked.year(&acting);
    let mut errors = ErrorSummary::new(t);
    let noted = acting.app.plan_day(&acting.caller, year).await?;
    let day = plan_day(&asked, year, noted).unwrap_or_else(|fault| {
        errors.add_anomaly("day", &fault);
        Date::constant(year, 3, 31)
    });
    let report = acting.app.plan_report(&acting.caller, year, day).await?;
    let here = format!("{base}/reports/plan");
    let planned = report.rows.iter().any(|row| row.foreseen.people > 0);
    let columns = COLUMNS.map(|name| t.get(&format!("report-{name}")).into_owned());
    let shown = if errors.is_empty() { day.to_string() } else { asked.day.clone() };
    let year_text = year.to_string();
    let body = Page {
        t,
        year,
        years: years(&acting, "plan", year),
        files: files(&acting, "plan", &format!("year={year}&day={day}")),
        here,
        day: Field::date("day", t.get("report-plan-day"))
            .hint(t.get("report-plan-day-hint"))
            .value(shown)
            .error(errors.of("day")),
        errors,
        how: t.two("report-plan-how", "date", t.date(day), "year", year_text),
        lines: report.rows.iter().map(|row| line(t, &base, row, planned)).collect(),
        sums: columns.iter().cloned().zip(sums(t, &report)).collect(),
        unplanned: !report.rows.is_empty() && !planned,
        columns: columns.to_vec(),
    };
    let page = page(&acting, Place::Reports, t.get("report-plan"), body);
    Ok(page.crumbs(way(&acting)).into_response())
}

fn line(t: T, base: &str, row: &PlanRow, planned: bool) -> Line {
    let now = row.completed.people + row.planned.people + row.missed.people;
    let mark = match (row.foreseen.people, now) {
        (0, _) => planned.then(|| Tag::new(Tone::Info, t.get("report-new"))),
        (_, 0) => Some(Tag::new(Tone::Warning, t.get("report-gone"))),
        _ => None,
    };
    let labels = COLUMNS.map(|name| t.get(&format!("report-{name}")).into_owned());
    Line {
        href: format!("{base}/trainings/{}", row.training),
        title: row.title.clone(),
        mark,
        when: t.short_date(row.start),
        amounts: labels.into_iter().zip(amounts(row).map(|one| said(t, one))).collect(),
    }
}

/// Participations and hours of all trainings together. A person in two trainings is counted in
/// both, as in the rows above.
fn sums(t: T, report: &PlanReport) -> [(String, String); 4] {
    let mut sums = [Amounts::default(); 4];
    for row in &report.rows {
        for (sum, one) in sums.iter_mut().zip(amounts(row)) {
            sum.people += one.people;
            sum.minutes += one.minutes;
        }
    }
    sums.map(|sum| said(t, sum))
}

pub(super) async fn export(acting: Acting, Query(asked): Query<Asked>) -> Result<Response, Stop> {
    let t = acting.viewer.t;
    let year = asked.year(&acting);
    let noted = acting.app.plan_day(&acting.caller, year).await?;
    let day = plan_day(&asked, year, noted).map_err(fla_app::Refused::from)?;
    let report = acting.app.plan_report(&acting.caller, year, day).await?;
    let word = |key: &str| t.get(&format!("report-{key}")).into_owned();
    let mut titles = vec![word("training"), word("start"), word("end")];
    for name in COLUMNS {
        titles.push(format!("{} – {}", word(name), word("people")));
        titles.push(format!("{} – {}", word(name), word("time")));
    }
    let mut rows = Vec::new();
    for row in &report.rows {
        let mut line =
            vec![Value::Text(row.title.clone()), Value::Day(row.start), Value::Day(row.end)];
        for one in amounts(row) {
            line.push(Value::Whole(i64::try_from(one.people).unwrap_or(i64::MAX)));
            line.push(Value::Minutes(one.minutes.0));
        }
        rows.push(line);
    }
    table_file::answer(&format!("plan-{year}"), &asked.form, titles, rows).await
}
