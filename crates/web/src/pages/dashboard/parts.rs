//! The participations behind a figure.

use axum::extract::Query;
use axum::response::Response;
use fla_app::{PartFilter, PartSort, PartTotals, PartsPage, PartsQuery};
use fla_domain::isced::FieldOfEducation;
use fla_domain::time::Year;
use fla_domain::training::{Status, TrainingKind};
use jiff::civil::Date;

use super::asked::{Asked, cut_pickers, picker, sort_picker, year_picker};
use super::list::{Cell, List, nothing};
use super::people::cut_words;
use super::table::Count;
use crate::acting::Acting;
use crate::form::Stop;
use crate::i18n::T;
use crate::pages::register::Place;
use crate::view::Picker;

fn sort(asked: &str) -> PartSort {
    match asked {
        "name" => PartSort::Name,
        "longest" => PartSort::Longest,
        _ => PartSort::Latest,
    }
}

/// Followed or planned: the lists are of nothing else.
fn status(asked: &str) -> Option<Status> {
    Status::from_code(asked).filter(|s| matches!(s, Status::Completed | Status::Planned))
}

fn filter(asked: &Asked, today: Date) -> PartFilter {
    PartFilter {
        status: status(&asked.status),
        months: asked.months(),
        kind: asked.kind.clone(),
        field: asked.field.clone(),
        counting: match asked.counting.as_str() {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        },
        ended_before: (!asked.over.is_empty()).then_some(today),
    }
}

/// What the list is asked for.
pub fn query(asked: &Asked, today: Date) -> PartsQuery {
    PartsQuery {
        year: asked.year(today.year()),
        filter: filter(asked, today),
        cut: asked.cut(),
        sort: sort(&asked.sort),
        page: asked.page(),
    }
}

pub async fn show(acting: Acting, Query(asked): Query<Asked>) -> Result<Response, Stop> {
    let t = acting.viewer.t;
    let today = acting.app.today();
    let query = query(&asked, today);
    let year = query.year;
    let found = acting.app.parts_behind(&acting.caller, &query).await?;
    let path = format!("{}/figures/trainings", acting.base());
    let title = match (query.filter.status, query.filter.ended_before) {
        (Some(Status::Planned), Some(_)) => "dashboard-parts-over",
        (Some(Status::Planned), None) => "dashboard-parts-planned",
        (Some(_), _) => "dashboard-parts-followed",
        (None, _) => "dashboard-parts",
    };
    let list = List {
        t,
        title: t.one(title, "year", year.to_string()),
        lead: lead(t, &query),
        filters: filters(t, &asked, &found, (year, today.year())),
        carried: carried(&asked),
        files: asked.files(t, &path),
        totals: totals(t, query.filter.status, &found.totals),
        heads: heads(t),
        rows: rows(&acting, &found),
        empty: nothing(t),
        previous: (query.page > 1).then(|| asked.at_page(&path, query.page - 1)),
        next: found.more.then(|| asked.at_page(&path, query.page + 1)),
        number: query.page,
        action: path,
    };
    Ok(list.page(&acting, if asked.over.is_empty() { Place::Overview } else { Place::Tasks }))
}

/// What no filter of the form says.
fn carried(asked: &Asked) -> Vec<(&'static str, String)> {
    if asked.over.is_empty() { Vec::new() } else { vec![("over", asked.over.clone())] }
}

fn lead(t: T, query: &PartsQuery) -> String {
    let mut words = Vec::new();
    if let Some((first, last)) = query.filter.months {
        let (from, to) = (t.month(first), t.month(last));
        words.push(if first == last { from.to_owned() } else { format!("{from} – {to}") });
    }
    let cut = cut_words(t, &query.cut);
    if !cut.is_empty() {
        words.push(cut);
    }
    words.join(" · ")
}

fn filters(t: T, asked: &Asked, found: &PartsPage, (year, this_year): (Year, Year)) -> Vec<Picker> {
    let statuses = [Status::Completed, Status::Planned].map(|s| {
        let words = t.get(&format!("training-status-{}", s.code())).into_owned();
        (s.code().to_owned(), words)
    });
    let mut months: Vec<(String, String)> =
        (1_i8..=12).map(|m| (m.to_string(), t.month(m).to_owned())).collect();
    if !asked.month.is_empty() && !months.iter().any(|(m, _)| *m == asked.month) {
        // A quarter, from the list of tasks.
        if let Some((first, last)) = asked.months() {
            months.insert(
                0,
                (asked.month.clone(), format!("{} – {}", t.month(first), t.month(last))),
            );
        }
    }
    let mut filters = vec![year_picker(t, year, this_year)];
    filters.push(picker(t, "status", &asked.status, &statuses));
    filters.push(picker(t, "month", &asked.month, &months));
    filters.push(picker(t, "kind", &asked.kind, &kinds(t)));
    filters.push(picker(t, "field", &asked.field, &fields(t)));
    filters.push(picker(t, "counting", &asked.counting, &countings(t)));
    filters.extend(cut_pickers(t, asked, &found.choices));
    filters.push(sort_picker(t, &asked.sort, &["latest", "name", "longest"]));
    filters
}

fn kinds(t: T) -> Vec<(String, String)> {
    let known = TrainingKind::ALL.iter().map(|k| k.code()).chain([""]);
    known.map(|code| (format!("={code}"), kind_words(t, code))).collect()
}

/// A kind of training in words; empty is not known.
pub fn kind_words(t: T, code: &str) -> String {
    let key = if code.is_empty() { "unknown" } else { code };
    t.get(&format!("dashboard-kind-{key}")).into_owned()
}

/// The broad fields of education, and none.
fn fields(t: T) -> Vec<(String, String)> {
    let codes = FieldOfEducation::broad_ones().map(FieldOfEducation::code).chain([String::new()]);
    codes.map(|code| (format!("={code}"), field_words(t, &code))).collect()
}

/// A broad field of education in words; empty is not known.
pub fn field_words(t: T, code: &str) -> String {
    match FieldOfEducation::from_code(code) {
        Some(field) => field.name(t.language()).to_owned(),
        None => t.get("dashboard-not-known").into_owned(),
    }
}

fn countings(t: T) -> Vec<(String, String)> {
    ["yes", "no"]
        .map(|code| (code.to_owned(), t.get(&format!("dashboard-counting-{code}")).into_owned()))
        .into()
}

fn totals(t: T, status: Option<Status>, totals: &PartTotals) -> Vec<(String, Count)> {
    let (unit, key) = match status {
        Some(Status::Completed) => ("followed", "dashboard-followed"),
        Some(_) => ("planned", "dashboard-planned"),
        None => ("minutes", "dashboard-hours"),
    };
    let plain = |unit, n: i64| Count::new(unit, n, t.number(n), String::new());
    let minutes = Count::new(unit, totals.minutes.0, t.hours(totals.minutes), String::new());
    vec![
        (t.get("dashboard-participations").into_owned(), plain("parts", totals.parts)),
        (t.get("dashboard-people").into_owned(), plain("people", totals.people)),
        (t.get(key).into_owned(), minutes),
    ]
}

fn heads(t: T) -> Vec<String> {
    [
        "training-title",
        "training-when",
        "employees-name",
        "employees-team",
        "training-status",
        "training-duration",
    ]
    .map(|key| t.get(key).into_owned())
    .into()
}

fn when(t: T, start: Date, end: Date) -> String {
    if start == end { t.short_date(start) } else { t.period(start, Some(end)) }
}

fn rows(acting: &Acting, found: &PartsPage) -> Vec<Vec<Cell>> {
    let (t, base) = (acting.viewer.t, acting.base());
    found
        .rows
        .iter()
        .map(|part| {
            let row = &part.row;
            vec![
                Cell::words(&row.title).href(format!("{base}/trainings/{}", row.training)),
                Cell::words(when(t, row.start, row.end)),
                Cell::words(&part.name).href(format!("{base}/employees/{}", row.employee)),
                Cell::words(row.team.as_deref().unwrap_or_default()),
                Cell::words(t.get(&format!("training-status-{}", row.status.code()))),
                Cell::num(t.hours(row.minutes)),
            ]
        })
        .collect()
}
