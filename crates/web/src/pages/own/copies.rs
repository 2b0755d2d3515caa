//! What somebody saved of their own account in the public FLA: brought in, its columns said, looked
//! at row by row, taken over as own records, taken back; the file stays as evidence.

use askama::Template;
use axum::extract::{DefaultBodyLimit, Multipart, Path, Query};
use axum::response::{IntoResponse, Response};
use fla_app::{
    COPY_BYTES, Field as Column, OwnCommand, OwnCopyItem, OwnCopyRow, OwnCopyView, Refused,
    Verdict, own_copy_fields,
};
use fla_domain::anomaly::{Anomaly, Fault, Zone};
use serde::Deserialize;
use uuid::Uuid;

use super::{below, standing_tag};
use crate::form::{Head, Posted, Stop, done, faults, see, status_of};
use crate::i18n::T;
use crate::pages::evidence::as_it_came;
use crate::pages::register::Visit;
use crate::pages::sheets::receive::{Receiver, gather};
use crate::pages::sheets::{ACCEPTED, name, paste_of, verdict};
use crate::view::{Choosable, ErrorSummary, Notice, Picker, Tag, TextArea, Tone, Upload};
use fla_domain::own::Standing;

/// The limit of a request that brings a copy in.
pub fn limit() -> DefaultBodyLimit {
    DefaultBodyLimit::max(usize::try_from(COPY_BYTES + (1 << 20)).unwrap_or(usize::MAX))
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    done: String,
}

struct Line {
    href: String,
    name: String,
    when: String,
    state: Tag,
    taken: String,
}

#[derive(Template)]
#[template(path = "pages/own_copies.html")]
struct Copies {
    t: T,
    notice: Option<Notice>,
    errors: ErrorSummary,
    head: Head,
    upload: Upload,
    paste: TextArea,
    standing: Tag,
    earlier: Vec<Line>,
}

pub async fn list(visit: Visit, Query(asked): Query<Asked>) -> Result<Response, Stop> {
    form(&visit, done(visit.viewer.t, &asked.done), &[]).await
}

async fn form(visit: &Visit, notice: Option<Notice>, found: &[Anomaly]) -> Result<Response, Stop> {
    let t = visit.viewer.t;
    let copies = visit.app.public_copies(&visit.someone.person).await?;
    let errors = ErrorSummary::from_anomalies(t, found);
    let line = |copy: &OwnCopyItem| Line {
        href: format!("/account/copies/{}", copy.id),
        name: name(t, &copy.name),
        when: t.moment(copy.received_at),
        state: state(t, &copy.state),
        taken: t.number(i64::try_from(copy.taken).unwrap_or(0)),
    };
    let body = Copies {
        t,
        notice,
        head: Head::of_someone(&visit.app, &visit.someone),
        upload: Upload {
            name: "file".to_owned(),
            label: t.get("copies-file").into_owned(),
            hint: t.get("copies-file-hint").into_owned(),
            error: errors.of("file").to_owned(),
            accept: ACCEPTED.to_owned(),
            multiple: false,
            invite: t.get("sheets-drop").into_owned(),
        },
        paste: paste_of(t, "sheets-paste", "copies-paste-hint"),
        standing: standing_tag(t, Standing::Copied, ""),
        earlier: copies.iter().map(line).collect(),
        errors,
    };
    let over = vec![("/account/records", t.get("own-records").into_owned())];
    let page = below(visit, t.get("copies-title"), over, body);
    Ok(page.status(status_of(found)).into_response())
}

fn state(t: T, state: &str) -> Tag {
    let tone = match state {
        "taken" => Tone::Good,
        "open" | "refused" => Tone::Warning,
        _ => Tone::Neutral,
    };
    Tag::new(tone, t.get(&format!("copies-state-{state}")))
}

fn copy_id(text: &str) -> Result<Uuid, Stop> {
    text.parse().map_err(|_| axum::http::StatusCode::NOT_FOUND.into())
}

pub async fn take(visit: Visit, mut parts: Multipart) -> Result<Response, Stop> {
    let sent = match gather(&Receiver::Own(&visit), &mut parts).await {
        Ok(sent) => sent,
        Err(Stop::Refused(Refused::Invalid(found))) => {
            // A browser shows the answer only once it has sent everything.
            while let Ok(Some(_)) = parts.next_field().await {}
            return form(&visit, None, &found).await;
        }
        Err(stop) => return Err(stop),
    };
    let Some(file) = sent.file.or(sent.pasted) else {
        let nothing = Anomaly::new(Zone::File, Fault::Missing).at("file");
        return form(&visit, None, &[nothing]).await;
    };
    match visit.app.keep_public_copy(&visit.someone.person, &file, sent.original).await {
        Ok(id) => Ok(see(&format!("/account/copies/{id}"))),
        Err(refused) => form(&visit, None, &faults(refused)?).await,
    }
}

struct Said {
    place: String,
    message: String,
    mend: String,
    code: String,
}

struct Row {
    number: String,
    verdict: Tag,
    cells: Vec<(String, String)>,
    faults: Vec<Said>,
}

struct Asks {
    field: Picker,
    samples: String,
}

/// Columns that are shown of each row.
const SHOWN: usize = 6;

#[derive(Template)]
#[template(path = "pages/own_copy.html")]
struct Shown {
    t: T,
    notice: Notice,
    errors: ErrorSummary,
    title: String,
    state: Tag,
    what: String,
    head: Head,
    here: String,
    id: String,
    /// Of the file, while it is there.
    digest: Option<String>,
    original: Option<String>,
    refused: Vec<Said>,
    paste: Option<TextArea>,
    columns: Vec<Asks>,
    columns_open: bool,
    titles: Vec<String>,
    rows: Vec<Row>,
    to_do: Option<String>,
    taken: bool,
    may_remove: bool,
}

fn said(t: T, view: &OwnCopyView, anomaly: &Anomaly) -> Said {
    let text = t.anomaly(anomaly);
    let column = anomaly.column.and_then(|c| usize::try_from(c).ok()?.checked_sub(1));
    let place = column.and_then(|c| view.columns.get(c)).map(|c| c.title.clone());
    Said {
        place: place.unwrap_or_default(),
        message: text.message,
        mend: text.mend,
        code: text.code,
    }
}

fn row(t: T, view: &OwnCopyView, row: &OwnCopyRow) -> Row {
    let title = |at: usize| view.columns.get(at).map(|c| c.title.clone()).unwrap_or_default();
    Row {
        number: row.number.to_string(),
        verdict: verdict(t, row.verdict),
        cells: (0..view.columns.len().min(SHOWN))
            .map(|at| (title(at), row.cells.get(at).cloned().unwrap_or_default()))
            .collect(),
        faults: row.faults.iter().map(|a| said(t, view, a)).collect(),
    }
}

fn notice_of(t: T, view: &OwnCopyView) -> Notice {
    let (tone, key) = match view.item.state.as_str() {
        _ if view.gone => (Tone::Neutral, "gone"),
        "refused" => (Tone::Warning, "refused"),
        "open" if !view.enough => (Tone::Info, "columns"),
        "open" if view.to_do() == 0 && view.rows.iter().all(|r| r.verdict == Verdict::Same) => {
            (Tone::Good, "same")
        }
        "open" if view.to_do() == 0 => (Tone::Warning, "none"),
        "open" => (Tone::Info, "ready"),
        "undone" => (Tone::Neutral, "undone"),
        _ => (Tone::Good, "taken"),
    };
    let title = t.get(&format!("copies-{key}"));
    Notice::new(tone, title, t.get(&format!("copies-{key}-text"))).live()
}

fn asks(t: T, view: &OwnCopyView, errors: &ErrorSummary) -> Vec<Asks> {
    let columns = view.columns.iter().enumerate();
    columns
        .map(|(at, column)| {
            let id = format!("column{at}");
            let current = view.mapping.get(at).copied().flatten().map_or("", Column::code);
            let heading = if column.title.is_empty() {
                t.one("sheets-column-number", "number", at + 1)
            } else {
                column.title.clone()
            };
            let mut options = vec![Choosable::new("", t.get("sheets-column-none"), current)];
            options.extend(
                own_copy_fields().map(|f| Choosable::new(f.code(), f.title(t.language()), current)),
            );
            Asks {
                field: Picker {
                    label: t.one("sheets-column-is", "heading", heading.as_str()),
                    hint: String::new(),
                    error: errors.of(&id).to_owned(),
                    options,
                    name: id,
                },
                samples: column.samples.join(" · "),
            }
        })
        .collect()
}

fn page(visit: &Visit, view: &OwnCopyView, notice: Option<Notice>, found: &[Anomaly]) -> Response {
    let t = visit.viewer.t;
    let errors = ErrorSummary::from_anomalies(t, found);
    let here = format!("/account/copies/{}", view.item.id);
    let to_do = view.to_do();
    let state_is = |code: &str| view.item.state == code;
    let title = name(t, &view.item.name);
    let body = Shown {
        t,
        notice: notice.unwrap_or_else(|| notice_of(t, view)),
        title: title.clone(),
        state: state(t, &view.item.state),
        what: t.moment(view.item.received_at),
        head: Head::of_someone(&visit.app, &visit.someone),
        id: view.item.id.to_string(),
        digest: (!view.gone).then(|| view.item.digest.clone()),
        original: view.item.original.map(|id| format!("/account/copies/{id}")),
        refused: view.item.refused.iter().map(|a| said(t, view, a)).collect(),
        paste: (state_is("refused") && view.item.original.is_none())
            .then(|| paste_of(t, "sheets-paste-instead", "sheets-paste-instead-hint")),
        columns: asks(t, view, &errors),
        columns_open: !view.enough || !found.is_empty(),
        titles: view.columns.iter().take(SHOWN).map(|c| c.title.clone()).collect(),
        rows: view.rows.iter().map(|r| row(t, view, r)).collect(),
        to_do: (to_do > 0).then(|| t.one("copies-take", "count", to_do)),
        taken: state_is("taken"),
        may_remove: !state_is("taken"),
        here,
        errors,
    };
    let over = vec![
        ("/account/records", t.get("own-records").into_owned()),
        ("/account/copies", t.get("copies-title").into_owned()),
    ];
    below(visit, title, over, body).status(status_of(found)).into_response()
}

pub async fn show(
    visit: Visit,
    Path(copy): Path<String>,
    Query(asked): Query<Asked>,
) -> Result<Response, Stop> {
    let view = visit.app.public_copy(&visit.someone.person, copy_id(&copy)?).await?;
    Ok(page(&visit, &view, done(visit.viewer.t, &asked.done), &[]))
}

pub async fn columns(
    visit: Visit,
    Path(copy): Path<String>,
    posted: Posted,
) -> Result<Response, Stop> {
    let (id, person) = (copy_id(&copy)?, &visit.someone.person);
    let mut view = visit.app.public_copy(person, id).await?;
    let field = |at: usize| {
        let field = Column::from_code(posted.text(&format!("column{at}")))?;
        own_copy_fields().any(|f| f == field).then_some(field)
    };
    let mapping: Vec<Option<Column>> = (0..view.columns.len()).map(field).collect();
    match visit.app.public_copy_columns(person, id, &mapping).await {
        Ok(()) => Ok(see(&format!("/account/copies/{id}"))),
        Err(refused) => {
            view.mapping = mapping;
            view.rows.clear();
            Ok(page(&visit, &view, None, &faults(refused)?))
        }
    }
}

pub async fn carry_out(
    visit: Visit,
    Path(copy): Path<String>,
    posted: Posted,
) -> Result<Response, Stop> {
    let (id, person) = (copy_id(&copy)?, &visit.someone.person);
    visit.app.take_public_copy(person, id, &posted.key()?).await?;
    Ok(see(&format!("/account/copies/{id}?done=copies-done")))
}

pub async fn undo(
    visit: Visit,
    Path(copy): Path<String>,
    posted: Posted,
) -> Result<Response, Stop> {
    let copy = copy_id(&copy)?;
    let command = OwnCommand::UndoCopy { copy };
    visit.app.submit_own(&visit.someone.person, &command, &posted.key()?).await?;
    Ok(see(&format!("/account/copies/{copy}")))
}

pub async fn file(visit: Visit, Path(copy): Path<String>) -> Result<Response, Stop> {
    let file = visit.app.public_copy_file(&visit.someone.person, copy_id(&copy)?).await?;
    Ok(as_it_came(file))
}

pub async fn remove(
    visit: Visit,
    Path(copy): Path<String>,
    _posted: Posted,
) -> Result<Response, Stop> {
    visit.app.remove_public_copy(&visit.someone.person, copy_id(&copy)?).await?;
    Ok(see("/account/copies?done=copies-removed"))
}
