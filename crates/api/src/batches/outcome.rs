//! What came of each change of a batch: as JSON, page by page, or all of it as CSV.

use axum::Json;
use axum::extract::{Path, State};
use axum::http::header::{ACCEPT, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderValue};
use axum::response::{IntoResponse, Response};
use fla_app::ItemView;
use fla_domain::anomaly::Anomaly;
use fla_domain::ids::BatchId;
use fla_sheets::write::{Kind, Value as Cell, write};
use fla_web::i18n::T;
use serde_json::{Value, json};

use super::address;
use crate::Api;
use crate::around::texts;
use crate::bearer::{Acting, id};
use crate::problem::{In, Issue, Problem, Wrong};
use crate::query::Query;
use crate::{employees, trainings};

/// Changes on a page, at most.
const PAGE: u32 = 1_000;
/// Changes that are read at once for a file.
const CHUNK: i64 = 1_000;
const STATES: [&str; 4] = ["waiting", "done", "valid", "refused"];

/// Which of the outcome.
struct Wanted {
    state: String,
    from: i64,
    size: u32,
}

pub async fn show(
    acting: Acting,
    State(api): State<Api>,
    Path((_, batch)): Path<(String, String)>,
    headers: HeaderMap,
    query: Query,
) -> Result<Response, Problem> {
    let wanted = query.read(|q| Wanted {
        state: q.code("state", &STATES, stored).unwrap_or_default(),
        from: q.whole("afterPosition", 0, 10_000).map_or(0, |n| i64::from(n) + 1),
        size: q.whole("pageSize", 1, PAGE).unwrap_or(PAGE),
    })?;
    let batch: BatchId = id(&batch)?;
    let t = texts(&headers);
    let accept = headers.get(ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if accept.split(',').any(|kind| kind.trim().starts_with("text/csv")) {
        return file(&api, &acting, batch, &wanted.state, t).await;
    }
    let limit = i64::from(wanted.size);
    let caller = &acting.caller;
    let mut items =
        api.app.batch_items(caller, batch, &wanted.state, wanted.from, limit + 1).await?;
    let more = items.len() > usize::try_from(limit).unwrap_or(usize::MAX);
    items.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
    let href = format!("{}/outcome", address(&api, &acting, batch));
    let rows: Vec<Value> = items.iter().map(|item| row(&api, &acting, item, t)).collect();
    let mut body = json!({ "items": rows, "pageSize": wanted.size, "self": href });
    if more && let Some(last) = items.last() {
        let mut next = format!("{href}?afterPosition={}&pageSize={}", last.n, wanted.size);
        if !wanted.state.is_empty() {
            next.push_str("&state=");
            next.push_str(shown(&wanted.state));
        }
        body["next"] = json!(next);
    }
    Ok(Json(body).into_response())
}

/// The word of the register for one of the contract.
fn stored(state: &str) -> Option<String> {
    STATES.contains(&state).then(|| if state == "valid" { "good" } else { state }.to_owned())
}

fn shown(state: &str) -> &str {
    if state == "good" { "valid" } else { state }
}

/// The member of a change in the contract, and what its record is called there.
fn member(kind: &str) -> (&'static str, &'static str) {
    match kind {
        "addEmployee" => ("newEmployee", "employees"),
        "correctTraining" => ("trainingCorrection", "trainings"),
        "completeTraining" => ("trainingCompletion", "trainings"),
        "withdrawTraining" => ("trainingWithdrawal", "trainings"),
        "restoreTraining" => ("trainingRestoration", "trainings"),
        _ => ("newTraining", "trainings"),
    }
}

/// The place of a fault in its change, as the contract names it.
fn place(item: &ItemView, anomaly: &Anomaly) -> String {
    let (member, records) = member(&item.kind);
    match anomaly.path.as_str() {
        "" => member.to_owned(),
        "reference" => "reference".to_owned(),
        path if records == "employees" => format!("{member}.{}", employees::named(path)),
        path => {
            let name = trainings::named(path);
            match name.strip_prefix("participants[").filter(|_| path.starts_with("added[")) {
                Some(rest) => format!("{member}.addedParticipants[{rest}"),
                None => format!("{member}.{name}"),
            }
        }
    }
}

fn row(api: &Api, acting: &Acting, item: &ItemView, t: T) -> Value {
    let (member, records) = member(&item.kind);
    let mut row = json!({
        "position": item.n,
        "change": member,
        "state": shown(&item.state),
    });
    if let Some(reference) = &item.reference {
        row["reference"] = json!(reference);
    }
    if let Some(change) = item.change {
        row["changeId"] = json!(change);
    }
    if let Some(object) = item.object {
        let name = if records == "employees" { "employeeId" } else { "trainingId" };
        row[name] = json!(object);
        row["href"] = json!(api.of_employer(&acting.number, &format!("/{records}/{object}")));
    }
    if !item.faults.is_empty() {
        let issue = |anomaly: &Anomaly| Issue {
            place: In::Body,
            name: place(item, anomaly),
            wrong: Wrong::Anomaly(anomaly.clone()),
        };
        row["issues"] =
            item.faults.iter().map(|anomaly| issue(anomaly).json(t, api.public())).collect();
    }
    row
}

/// All of it as a table: a line for each change, or for each fault of one.
async fn file(
    api: &Api,
    acting: &Acting,
    batch: BatchId,
    state: &str,
    t: T,
) -> Result<Response, Problem> {
    let mut rows = Vec::new();
    let mut from = 0;
    loop {
        let items = api.app.batch_items(&acting.caller, batch, state, from, CHUNK).await?;
        let Some(last) = items.last() else { break };
        from = last.n + 1;
        rows.extend(items.iter().flat_map(|item| lines(item, t)));
    }
    let titles = [
        "position",
        "reference",
        "change",
        "state",
        "recordId",
        "changeId",
        "code",
        "place",
        "message",
        "mend",
    ];
    let titles = titles.map(str::to_owned);
    let kind = Kind::CSV;
    let bytes = write(kind, &titles, rows, &std::env::temp_dir()).map_err(|error| {
        tracing::error!(%error, "the outcome of a batch");
        Problem::Internal
    })?;
    let kind = HeaderValue::from_static("text/csv; charset=utf-8");
    Ok(([(CONTENT_TYPE, kind)], bytes).into_response())
}

fn lines(item: &ItemView, t: T) -> Vec<Vec<Cell>> {
    let id = |id: Option<uuid::Uuid>| Cell::text(id.map(|id| id.to_string()).as_deref());
    let head = || {
        vec![
            Cell::Whole(item.n),
            Cell::text(item.reference.as_deref()),
            Cell::Text(member(&item.kind).0.to_owned()),
            Cell::Text(shown(&item.state).to_owned()),
            id(item.object),
            id(item.change.map(|change| change.0)),
        ]
    };
    // Whoever reads it by column finds as many in every line.
    let with = |fault: [Cell; 4]| {
        let mut line = head();
        line.extend(fault);
        line
    };
    if item.faults.is_empty() {
        return vec![with([const { Cell::Text(String::new()) }; 4])];
    }
    let line = |anomaly: &Anomaly| {
        let text = t.anomaly(anomaly);
        with([text.code, place(item, anomaly), text.message, text.mend].map(Cell::Text))
    };
    item.faults.iter().map(line).collect()
}
