//! Files out: lists, and the rows that were not taken.

use axum::extract::{Path, Query};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use fla_app::{
    EmployeeQuery, EmployeeSort, ExportQuery, ReturnedRow, ReturnedRows, SheetKind, TrainingQuery,
};
use fla_domain::training::Status;
use fla_sheets::write::{self, Kind, Value};
use fla_sheets::{Cell, Form};
use serde::Deserialize;

use super::{lists, sheet_id};
use crate::acting::Acting;
use crate::form::Stop;
use crate::i18n::T;
use crate::pages::trainings::certificates;

/// The filters of a list, by the names they have on its page.
#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    form: String,
    name: String,
    team: String,
    committee: String,
    leavers: String,
    year: String,
    sort: String,
    title: String,
    status: String,
    all: String,
    on: String,
}

pub async fn export(
    acting: Acting,
    Path((_, list)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Stop> {
    let form = if asked.form == "xlsx" { Kind::Xlsx } else { Kind::CSV };
    match list.as_str() {
        "certificates" => {
            let day = certificates::on(&acting, &asked.on);
            return lists::certificates(&acting, asked.title.trim(), day, form).await;
        }
        "disputes" => return lists::disputes(&acting, !asked.all.is_empty(), form).await,
        _ => {}
    }
    let list: SheetKind =
        SheetKind::from_code(&list).ok_or_else(|| Stop::from(StatusCode::NOT_FOUND))?;
    let year = asked.year.trim().parse().ok();
    let query = match list {
        SheetKind::Employees => ExportQuery::Employees(EmployeeQuery {
            name: asked.name,
            team: asked.team,
            joint_committee: asked.committee,
            leavers: !asked.leavers.is_empty(),
            year: year.unwrap_or_else(|| acting.app.today().year()),
            sort: match asked.sort.as_str() {
                "most" => EmployeeSort::MostLeft,
                "least" => EmployeeSort::LeastLeft,
                _ => EmployeeSort::Name,
            },
            page: 1,
            page_size: 1,
            after: None,
        }),
        SheetKind::Trainings => ExportQuery::Trainings(TrainingQuery {
            title: asked.title,
            status: Status::from_code(&asked.status),
            year,
            withdrawn: false,
            page: 1,
            after: None,
        }),
        SheetKind::CompanyDays => ExportQuery::CompanyDays(year),
    };
    let t = acting.viewer.t;
    let bytes = acting.app.export(&acting.caller, &query, t.language(), form).await?;
    let name = format!("{}-{}", list.code(), acting.app.today());
    Ok(file(&name, form, bytes))
}

/// The file of an import that is kept as evidence.
pub async fn evidence(
    acting: Acting,
    Path((_, sheet)): Path<(String, String)>,
) -> Result<Response, Stop> {
    let file = acting.app.sheet_file(&acting.caller, sheet_id(&sheet)?).await?;
    Ok(crate::pages::evidence::as_it_came(file))
}

/// The rows that were not taken, as they came, with why behind them.
pub async fn returned(
    acting: Acting,
    Path((_, sheet)): Path<(String, String)>,
) -> Result<Response, Stop> {
    let t = acting.viewer.t;
    let back = acting.app.returned_rows(&acting.caller, sheet_id(&sheet)?).await?;
    let kind = match &back.form {
        Some(Form::Csv { separator, .. }) => {
            Kind::Csv { separator: u8::try_from(*separator).unwrap_or(b';') }
        }
        _ => Kind::Xlsx,
    };
    let name = back.name.rsplit_once('.').map_or(back.name.as_str(), |(name, _)| name).to_owned();
    let bytes = tokio::task::spawn_blocking(move || {
        let mut titles = back.titles.clone();
        let width = titles.len();
        titles.extend(
            ["row", "column", "wrong", "mend", "code"]
                .map(|what| t.get(&format!("sheets-returned-{what}")).into_owned()),
        );
        let rows = back.rows.iter().map(|row| of_row(t, &back, row, width));
        write::write(kind, &titles, rows, &std::env::temp_dir())
    })
    .await
    .map_err(|_| Stop::from(StatusCode::INTERNAL_SERVER_ERROR))?
    .map_err(|_| Stop::from(StatusCode::SERVICE_UNAVAILABLE))?;
    let name = format!("{}-{}", safe(&name), t.get("sheets-returned-file"));
    Ok(file(&name, kind, bytes))
}

fn of_row(t: T, back: &ReturnedRows, row: &ReturnedRow, width: usize) -> Vec<Value> {
    let mut values: Vec<Value> = row.cells.iter().take(width).map(value).collect();
    values.resize(width, Value::Empty);
    let mut columns = Vec::new();
    let mut wrong = Vec::new();
    let mut mend = Vec::new();
    let mut codes = Vec::new();
    for anomaly in &row.faults {
        let text = t.anomaly(anomaly);
        let column = anomaly.column.and_then(|c| usize::try_from(c).ok()?.checked_sub(1));
        columns.push(column.and_then(|c| back.titles.get(c)).cloned().unwrap_or_default());
        wrong.push(text.message);
        mend.push(text.mend);
        codes.push(text.code);
    }
    if row.faults.is_empty() {
        let code = row.verdict.code();
        wrong.push(t.get(&format!("sheets-verdict-{code}")).into_owned());
        mend.push(t.get(&format!("sheets-mend-{code}")).into_owned());
    }
    values.push(Value::Whole(row.number));
    for list in [columns, wrong, mend, codes] {
        values.push(Value::Text(list.join(" | ")));
    }
    values
}

/// A cell as it came.
fn value(cell: &Cell) -> Value {
    match cell {
        Cell::Empty => Value::Empty,
        Cell::Date(days) if *days >= 1.0 => {
            fla_sheets::recognise::date::of_serial(*days).map_or(Value::Empty, Value::Day)
        }
        other => Value::Text(other.shown()),
    }
}

/// A name that any system can save.
fn safe(name: &str) -> String {
    let plain: String = name
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() || matches!(c, '-' | '_') { c } else { '-' })
        .take(60)
        .collect();
    if plain.is_empty() { "fla".to_owned() } else { plain }
}

pub fn file(name: &str, kind: Kind, bytes: Vec<u8>) -> Response {
    let (ending, media) = match kind {
        Kind::Csv { .. } => ("csv", "text/csv; charset=utf-8"),
        Kind::Xlsx => ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    };
    let disposition = format!("attachment; filename=\"{}.{ending}\"", safe(name));
    let disposition = HeaderValue::from_str(&disposition)
        .unwrap_or_else(|_| HeaderValue::from_static("attachment"));
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(media)),
        (header::CONTENT_DISPOSITION, disposition),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    (headers, bytes).into_response()
}
