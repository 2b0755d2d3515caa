//! Tables as files: CSV as spreadsheets in Belgium open it, or an Excel workbook. Nothing in them
//! is taken for a formula.

use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use fla_sheets::write::{Kind, Value, write};

use crate::form::Stop;

/// Answers with a table as a file; `form` is `csv` or `xlsx`, anything else is `csv`. The name
/// goes without ending.
pub(super) async fn answer(
    name: &str,
    form: &str,
    titles: Vec<String>,
    rows: Vec<Vec<Value>>,
) -> Result<Response, Stop> {
    let kind = if form == "xlsx" { Kind::Xlsx } else { Kind::CSV };
    let bytes =
        tokio::task::spawn_blocking(move || write(kind, &titles, rows, &std::env::temp_dir()))
            .await
            .map_err(|_| Stop::from(StatusCode::INTERNAL_SERVER_ERROR))?
            .map_err(|_| Stop::from(StatusCode::SERVICE_UNAVAILABLE))?;
    let (ending, media) = match kind {
        Kind::Csv { .. } => ("csv", "text/csv; charset=utf-8"),
        Kind::Xlsx => ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    };
    let disposition = HeaderValue::from_str(&format!("attachment; filename=\"{name}.{ending}\""))
        .map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(media)),
        (header::CONTENT_DISPOSITION, disposition),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    Ok((headers, bytes).into_response())
}
