//! Operations that are to go: every answer says since when, until when and where to read about it
//! (RFC 9745, RFC 8594; rule `evo-deprec`). The contract marks them: `deprecated: true` with
//! `x-deprecation: { since, sunset }`, two days.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use axum::extract::{MatchedPath, Request, State};
use axum::http::header::LINK;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method};
use axum::middleware::Next;
use axum::response::Response;
use fla_web::reference::DOCUMENT;
use jiff::civil::{Date, Time};
use jiff::fmt::rfc2822::DateTimePrinter;
use jiff::tz::TimeZone;
use serde_norway::Value;

use crate::{Api, BASE};

/// Since when (RFC 9745).
pub const DEPRECATION: HeaderName = HeaderName::from_static("deprecation");
/// Until when (RFC 8594).
pub const SUNSET: HeaderName = HeaderName::from_static("sunset");

/// What is said of an operation that is to go.
#[derive(Debug, PartialEq, Eq)]
struct Going {
    /// Since when, as RFC 9745 writes it.
    since: String,
    /// From when on it is not there any more, as RFC 8594 writes it.
    sunset: String,
    /// Its name in the contract.
    operation: String,
}

/// By method and address below the API.
type All = BTreeMap<(Method, String), Going>;

static GOING: LazyLock<All> = LazyLock::new(|| going(&DOCUMENT));

/// What the contract says is to go.
fn going(contract: &Value) -> All {
    let mut found = All::new();
    for (path, item) in contract["paths"].as_mapping().into_iter().flatten() {
        for (method, operation) in item.as_mapping().into_iter().flatten() {
            let marked = operation.get("deprecated").and_then(Value::as_bool) == Some(true);
            let (Some(path), Some(method), true) = (path.as_str(), method.as_str(), marked) else {
                continue;
            };
            let method = method.to_ascii_uppercase().parse();
            if let (Ok(method), Some(going)) = (method, read(operation)) {
                found.insert((method, path.to_owned()), going);
            }
        }
    }
    found
}

fn read(operation: &Value) -> Option<Going> {
    let mark = operation.get("x-deprecation")?;
    let instant = |name: &str| {
        let day: Date = mark.get(name)?.as_str()?.parse().ok()?;
        TimeZone::UTC.to_timestamp(day.to_datetime(Time::midnight())).ok()
    };
    Some(Going {
        since: format!("@{}", instant("since")?.as_second()),
        sunset: DateTimePrinter::new().timestamp_to_rfc9110_string(&instant("sunset")?).ok()?,
        operation: operation.get("operationId")?.as_str()?.to_owned(),
    })
}

/// Says it in the answer.
pub async fn say(State(api): State<Api>, request: Request, next: Next) -> Response {
    let at = request.extensions().get::<MatchedPath>();
    let below = at.and_then(|path| path.as_str().strip_prefix(BASE)).map(str::to_owned);
    let method = request.method().clone();
    let mut response = next.run(request).await;
    if let Some(going) = below.and_then(|path| GOING.get(&(method, path))) {
        add(response.headers_mut(), going, api.public());
    }
    response
}

fn add(headers: &mut HeaderMap, going: &Going, public: &str) {
    let about = format!(
        "<{public}/api/operations/{}>; rel=\"deprecation\"; type=\"text/html\"",
        going.operation
    );
    let said = [(DEPRECATION, &going.since), (SUNSET, &going.sunset), (LINK, &about)];
    for (name, value) in said {
        if let Ok(value) = HeaderValue::from_str(value) {
            headers.append(name, value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_operation_that_is_to_go_says_since_when_and_until_when() {
        let contract = "
paths:
  /old/{id}:
    get:
      operationId: getOld
      deprecated: true
      x-deprecation: { since: '2026-11-26', sunset: '2027-06-30' }
    put:
      operationId: putOld
  /new:
    get: { operationId: getNew }
";
        let all = going(&serde_norway::from_str(contract).unwrap());
        assert_eq!(all.len(), 1);
        let mut headers = HeaderMap::new();
        add(&mut headers, &all[&(Method::GET, "/old/{id}".to_owned())], "https://fla.test");
        assert_eq!(headers["deprecation"], "@1795651200");
        assert_eq!(headers["sunset"], "Wed, 30 Jun 2027 00:00:00 GMT");
        let link =
            "<https://fla.test/api/operations/getOld>; rel=\"deprecation\"; type=\"text/html\"";
        assert_eq!(headers["link"], link);
    }

    #[test]
    fn whatever_the_contract_marks_has_its_days() {
        let marked = fla_web::reference::CONTRACT.matches("deprecated: true").count();
        assert_eq!(GOING.len(), marked, "deprecated: true needs x-deprecation beside it");
    }
}
