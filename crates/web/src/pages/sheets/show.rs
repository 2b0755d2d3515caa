//! An import: how far it is, what would happen row by row, what happened.

use askama::Template;
use axum::Json;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Response};
use fla_app::{SheetRowView, SheetView, Verdict};
use fla_domain::anomaly::Anomaly;
use serde::Deserialize;

use super::{kind_words, name, paste_of, sheet_id, state, verdict};
use crate::acting::Acting;
use crate::form::{Posted, Stop, faults, see, status_of};
use crate::i18n::T;
use crate::pages::register::overview::{Far, progress_of, words};
use crate::pages::register::{Place, crumbs, page};
use crate::view::{ErrorSummary, Field, Notice, Progress, Tag, TextArea, Tone};

/// Rows on a page.
const PAGE: u32 = 100;
/// Columns that are shown of each row.
const SHOWN: usize = 8;

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    verdict: String,
    after: String,
}

struct Fault {
    place: String,
    message: String,
    mend: String,
    code: String,
}

struct Row {
    number: String,
    verdict: Tag,
    cells: Vec<(String, String)>,
    faults: Vec<Fault>,
}

struct Filter {
    href: String,
    label: String,
    count: String,
    current: bool,
}

#[derive(Template)]
#[template(path = "pages/sheets_rows.html")]
struct Shown {
    t: T,
    errors: ErrorSummary,
    name: String,
    what: String,
    state: Tag,
    notice: Option<Notice>,
    progress: Option<Progress>,
    refused: Vec<Fault>,
    filters: Vec<Filter>,
    titles: Vec<String>,
    rows: Vec<Row>,
    next: Option<String>,
    base: String,
    here: String,
    token: String,
    to_do: Option<String>,
    returned: bool,
    may_map: bool,
    undo: Option<Field>,
    /// Until when the rows are kept, or that they are not any more.
    kept: String,
    /// Where the file is, where it is kept as evidence, with its digest.
    evidence: Option<(String, String)>,
    /// Where the original of a pasted table is.
    original: Option<String>,
    /// Where nothing could be read of a file: a place to paste its table.
    paste: Option<TextArea>,
    id: String,
}

pub async fn show(
    acting: Acting,
    Path((_, sheet)): Path<(String, String)>,
    Query(asked): Query<Asked>,
) -> Result<Response, Stop> {
    let view = acting.app.sheet(&acting.caller, sheet_id(&sheet)?).await?;
    if view.state == "columns" {
        return Ok(see(&format!("{}/sheets/{}/columns", acting.base(), view.id)));
    }
    render(&acting, &view, &asked, &[]).await
}

async fn render(
    acting: &Acting,
    view: &SheetView,
    asked: &Asked,
    anomalies: &[Anomaly],
) -> Result<Response, Stop> {
    let t = acting.viewer.t;
    let base = acting.base();
    let here = format!("{base}/sheets/{}", view.id);
    let busy = matches!(view.state.as_str(), "reading" | "looking" | "taking" | "undoing");
    let wanted = Verdict::from_code(&asked.verdict);
    let after = asked.after.parse().unwrap_or(0);
    let rows = if busy || view.state == "refused" {
        Vec::new()
    } else {
        acting.app.sheet_rows(&acting.caller, view.id, wanted, after, PAGE).await?
    };
    let more = rows.len() >= PAGE as usize;
    let next = rows
        .last()
        .filter(|_| more)
        .map(|last| format!("{here}?verdict={}&after={}", asked.verdict, last.number));
    let errors = ErrorSummary::from_anomalies(t, anomalies);
    let may = view.kind.is_some_and(|kind| acting.caller.may(kind.action()));
    let ready = view.state == "ready";
    let body = Shown {
        t,
        name: name(t, &view.name),
        what: what(t, view),
        state: state(t, &view.state),
        notice: notice(t, view),
        progress: busy.then(|| progress_shown(t, &here, &base, view)).flatten(),
        refused: view.refused.iter().map(|a| fault(t, a)).collect(),
        filters: filters(t, &here, view, wanted),
        titles: view.columns.iter().take(SHOWN).map(|c| c.title.clone()).collect(),
        rows: rows.iter().map(|r| row(t, view, r)).collect(),
        next,
        token: acting.session.form_token().to_owned(),
        to_do: (ready && may && view.to_do() > 0)
            .then(|| t.one("sheets-take", "count", view.to_do())),
        returned: !busy && view.kept_until.is_some() && view.returned() > 0,
        may_map: ready,
        kept: kept(t, view),
        evidence: view
            .file
            .filter(|_| !busy)
            .map(|_| (format!("{here}/file"), view.digest.clone())),
        original: view.original.map(|id| format!("{base}/sheets/{id}")),
        paste: (view.state == "refused" && view.copy && view.original.is_none())
            .then(|| paste_of(t, "sheets-paste-instead", "sheets-paste-instead-hint")),
        id: view.id.to_string(),
        undo: (matches!(view.state.as_str(), "done" | "stopped")
            && may
            && view.kept_until.is_some()
            && view.count(Verdict::Done) > 0)
            .then(|| Field::text("reason", t.get("sheets-undo-reason")).error(errors.of("reason"))),
        base: base.clone(),
        here,
        errors,
    };
    let way = crumbs(acting, &[(format!("{base}/sheets"), t.get("side-sheets").into_owned())]);
    let page = page(acting, Place::Sheets, t.get("sheets-rows"), body)
        .crumbs(way)
        .status(status_of(anomalies));
    Ok(if busy { page.refresh(3) } else { page }.into_response())
}

/// Until when the rows are kept.
fn kept(t: T, view: &SheetView) -> String {
    match view.kept_until {
        None => t.get("sheets-cleared").into_owned(),
        Some(_) if view.rows == 0 => String::new(),
        Some(day) => t.one("sheets-kept-until", "date", t.date(day)),
    }
}

fn progress_shown(t: T, here: &str, base: &str, view: &SheetView) -> Option<Progress> {
    let job = view.job.as_ref()?;
    Some(Progress {
        label: t.get(&format!("sheets-state-{}", view.state)).into_owned(),
        poll: format!("{here}/progress"),
        ..progress_of(t, base, job)
    })
}

/// Kind, headings, other sheets, and where it comes from.
fn what(t: T, view: &SheetView) -> String {
    let mut parts = Vec::new();
    if let Some(kind) = view.kind {
        parts.push(kind_words(t, kind));
    }
    parts.push(t.moment(view.created_at));
    parts.push(view.actor_name.clone());
    if view.head > 0 {
        parts.push(t.one("sheets-head", "row", view.head.to_string()));
    }
    if view.remembered {
        parts.push(t.get("sheets-remembered").into_owned());
    }
    if !view.others.is_empty() {
        parts.push(t.one("sheets-others", "names", view.others.join(", ")));
    }
    if view.copy {
        parts.push(t.get("sheets-tag-copy").into_owned());
    }
    parts.join(" · ")
}

fn notice(t: T, view: &SheetView) -> Option<Notice> {
    let (tone, key) = match view.state.as_str() {
        "refused" => (Tone::Bad, "refused"),
        "ready" if view.to_do() == 0 && view.returned() > 0 => (Tone::Warning, "ready-none"),
        "ready" if view.to_do() == 0 => (Tone::Good, "ready-same"),
        "ready" => (Tone::Info, "ready"),
        "done" if view.returned() > 0 => (Tone::Warning, "done-partly"),
        "done" => (Tone::Good, "done"),
        "undone" if view.count(Verdict::Stays) > 0 => (Tone::Warning, "undone-partly"),
        "undone" => (Tone::Good, "undone"),
        "left" => (Tone::Neutral, "left"),
        "stopped" => (Tone::Warning, "stopped"),
        _ => return None,
    };
    let title = t.get(&format!("sheets-ended-{key}"));
    Some(Notice::new(tone, title, t.get(&format!("sheets-ended-{key}-text"))).live())
}

fn filters(t: T, here: &str, view: &SheetView, wanted: Option<Verdict>) -> Vec<Filter> {
    let all = Filter {
        href: if view.kept_until.is_some() { here.to_owned() } else { String::new() },
        label: t.get("sheets-verdict-all").into_owned(),
        count: t.number(view.counts.iter().map(|c| c.1).sum::<i64>()),
        current: wanted.is_none(),
    };
    let mut filters = vec![all];
    for (verdict, count) in &view.counts {
        filters.push(Filter {
            href: if view.kept_until.is_some() {
                format!("{here}?verdict={}", verdict.code())
            } else {
                String::new()
            },
            label: t.get(&format!("sheets-verdict-{}", verdict.code())).into_owned(),
            count: t.number(*count),
            current: wanted == Some(*verdict),
        });
    }
    if filters.len() > 1 { filters } else { Vec::new() }
}

fn row(t: T, view: &SheetView, row: &SheetRowView) -> Row {
    let title = |at: usize| view.columns.get(at).map(|c| c.title.clone()).unwrap_or_default();
    let width = view.columns.len().min(SHOWN);
    Row {
        number: row.number.to_string(),
        verdict: verdict(t, row.verdict),
        cells: (0..width)
            .map(|at| (title(at), row.cells.get(at).cloned().unwrap_or_default()))
            .collect(),
        faults: row.faults.iter().map(|a| located(t, view, a)).collect(),
    }
}

fn fault(t: T, anomaly: &Anomaly) -> Fault {
    let text = t.anomaly(anomaly);
    Fault { place: String::new(), message: text.message, mend: text.mend, code: text.code }
}

/// A fault with the heading of its column.
fn located(t: T, view: &SheetView, anomaly: &Anomaly) -> Fault {
    let column = anomaly.column.and_then(|c| usize::try_from(c).ok()?.checked_sub(1));
    let place = column.and_then(|c| view.columns.get(c)).map(|c| c.title.clone());
    Fault { place: place.unwrap_or_default(), ..fault(t, anomaly) }
}

pub async fn progress(
    acting: Acting,
    Path((_, sheet)): Path<(String, String)>,
) -> Result<Response, Stop> {
    let view = acting.app.sheet(&acting.caller, sheet_id(&sheet)?).await?;
    let Some(job) = view.job else { return Err(axum::http::StatusCode::NOT_FOUND.into()) };
    Ok(Json(Far::of(&job, words(acting.viewer.t, &job))).into_response())
}

pub async fn take(
    acting: Acting,
    Path((_, sheet)): Path<(String, String)>,
    _posted: Posted,
) -> Result<Response, Stop> {
    let id = sheet_id(&sheet)?;
    acting.app.carry_out_sheet(&acting.caller, id).await?;
    Ok(see(&format!("{}/sheets/{id}", acting.base())))
}

pub async fn undo(
    acting: Acting,
    Path((_, sheet)): Path<(String, String)>,
    posted: Posted,
) -> Result<Response, Stop> {
    let id = sheet_id(&sheet)?;
    match acting.app.undo_sheet(&acting.caller, id, posted.text("reason")).await {
        Ok(()) => Ok(see(&format!("{}/sheets/{id}", acting.base()))),
        Err(refused) => {
            let view = acting.app.sheet(&acting.caller, id).await?;
            render(&acting, &view, &Asked::default(), &faults(refused)?).await
        }
    }
}
