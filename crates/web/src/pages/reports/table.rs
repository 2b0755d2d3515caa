//! Tables as CSV: fields between quotes where needed, lines ended as the format asks, and nothing
//! that a spreadsheet would take for a formula.

use axum::body::Body;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

use crate::form::Stop;

/// Whether a spreadsheet would reckon with a text: it begins with a sign of a formula.
fn is_formula(field: &str) -> bool {
    let number = field.parse::<i64>().is_ok();
    !number && field.starts_with(['=', '+', '-', '@', '\t', '\r', '\n'])
}

/// A field as it is written: a formula is made text by an apostrophe before it.
fn field(text: &str) -> String {
    let safe = if is_formula(text) { format!("'{text}") } else { text.to_owned() };
    if safe.contains([';', '"', '\n', '\r', ',']) {
        format!("\"{}\"", safe.replace('"', "\"\""))
    } else {
        safe
    }
}

/// The rows as text: UTF-8 with its mark and semicolons, as spreadsheets in Belgium open it.
pub(super) fn csv(rows: &[Vec<String>]) -> String {
    let mut text = String::from('\u{feff}');
    for row in rows {
        let fields: Vec<String> = row.iter().map(|text| field(text)).collect();
        text.push_str(&fields.join(";"));
        text.push_str("\r\n");
    }
    text
}

/// The rows as a file.
pub(super) fn answer(name: &str, rows: &[Vec<String>]) -> Result<Response, Stop> {
    let disposition = HeaderValue::from_str(&format!("attachment; filename=\"{name}\""))
        .map_err(|_| StatusCode::INTERNAL_SERVER_ERROR)?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("text/csv; charset=utf-8")),
        (header::CONTENT_DISPOSITION, disposition),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    Ok((headers, Body::from(csv(rows))).into_response())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_become_text_and_numbers_stay_numbers() {
        let row = ["=1+1", "+32", "-12", "@x", "a;b", "say \"so\"", "1,5", "\tx"];
        let row = vec![row.map(str::to_owned).to_vec()];
        assert_eq!(
            csv(&row),
            "\u{feff}'=1+1;+32;-12;'@x;\"a;b\";\"say \"\"so\"\"\";\"1,5\";'\tx\r\n"
        );
    }
}
