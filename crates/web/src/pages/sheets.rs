//! Spreadsheets: bring a table in, say what its columns are, see row by row what would happen,
//! carry it out, take it back; and lists out.

mod columns;
mod download;
mod lists;
pub mod receive;
mod show;

use askama::Template;
use axum::Router;
use axum::extract::Query;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post};
use fla_app::{SheetKind, SheetView, Verdict};
use fla_domain::anomaly::Anomaly;
use serde::Deserialize;
use uuid::Uuid;

use super::register::{Place, page};
use crate::acting::Acting;
use crate::form::Stop;
use crate::i18n::T;
use crate::state::Site;
use crate::view::{Choice, Choosable, ErrorSummary, Tag, TextArea, Tone, Upload};

/// The routes of spreadsheets.
pub fn router() -> Router<Site> {
    Router::new()
        .route("/register/{employer}/sheets", get(start))
        .route("/register/{employer}/sheets", post(receive::take).layer(receive::limit()))
        .route("/register/{employer}/sheets/export/{list}", get(download::export))
        .route("/register/{employer}/sheets/{sheet}", get(show::show))
        .route("/register/{employer}/sheets/{sheet}/progress", get(show::progress))
        .route(
            "/register/{employer}/sheets/{sheet}/columns",
            get(columns::ask).post(columns::answer),
        )
        .route("/register/{employer}/sheets/{sheet}/take", post(show::take))
        .route("/register/{employer}/sheets/{sheet}/undo", post(show::undo))
        .route("/register/{employer}/sheets/{sheet}/returned", get(download::returned))
        .route("/register/{employer}/sheets/{sheet}/file", get(download::evidence))
}

/// Endings of files that a table can be in.
pub const ACCEPTED: &str = ".csv,.txt,.tsv,.xlsx,.xlsm,.ods,.xml,.pdf";

struct Line {
    href: String,
    when: String,
    name: String,
    kind: String,
    state: Tag,
    rows: String,
}

/// A list that can be taken out: its name, and the addresses of both forms.
struct Out {
    name: String,
    csv: String,
    xlsx: String,
}

#[derive(Template)]
#[template(path = "pages/sheets.html")]
struct Start {
    t: T,
    errors: ErrorSummary,
    action: String,
    token: String,
    upload: Upload,
    paste: TextArea,
    kind: Choice,
    copy: Choice,
    outs: Vec<Out>,
    earlier: Vec<Line>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    copy: String,
}

pub async fn start(acting: Acting, Query(asked): Query<Asked>) -> Result<Response, Stop> {
    form(&acting, !asked.copy.is_empty(), &[]).await
}

/// The page on which a table is brought in, with what is wrong with the one that was.
async fn form(acting: &Acting, copied: bool, anomalies: &[Anomaly]) -> Result<Response, Stop> {
    let t = acting.viewer.t;
    let base = acting.base();
    let sheets = acting.app.sheets(&acting.caller).await?;
    let errors = ErrorSummary::from_anomalies(t, anomalies);
    let status =
        if anomalies.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let mut kinds = vec![Choosable::new("", t.get("sheets-kind-any"), "")];
    kinds.extend(SheetKind::ALL.map(|kind| Choosable::new(kind.code(), kind_words(t, kind), "")));
    let mut copy = Choice::one(
        "copy",
        t.get("sheets-copy"),
        vec![
            Choosable::new("yes", t.get("sheets-copy-yes"), if copied { "yes" } else { "" })
                .hint(t.get("sheets-copy-hint")),
        ],
    );
    copy.kind = crate::view::ChoiceKind::Several;
    let body = Start {
        t,
        action: format!("{base}/sheets"),
        token: acting.session.form_token().to_owned(),
        upload: Upload {
            name: "file".to_owned(),
            label: t.get("sheets-file").into_owned(),
            hint: t.get("sheets-file-hint").into_owned(),
            error: errors.of("file").to_owned(),
            accept: ACCEPTED.to_owned(),
            multiple: false,
            invite: t.get("sheets-drop").into_owned(),
        },
        paste: paste_of(t, "sheets-paste", "sheets-paste-hint"),
        kind: Choice::one("kind", t.get("sheets-kind"), kinds).inline(),
        copy,
        outs: SheetKind::ALL
            .map(|kind| {
                let address = format!("{base}/sheets/export/{}", kind.code());
                Out {
                    name: kind_words(t, kind),
                    csv: format!("{address}?form=csv"),
                    xlsx: format!("{address}?form=xlsx"),
                }
            })
            .into(),
        earlier: sheets.iter().map(|sheet| line(t, &base, sheet)).collect(),
        errors,
    };
    let page = page(acting, Place::Sheets, t.get("side-sheets"), body).status(status);
    Ok(page.into_response())
}

/// A place to paste a table.
pub fn paste_of(t: T, label: &str, hint: &str) -> TextArea {
    TextArea {
        name: "paste".to_owned(),
        label: t.get(label).into_owned(),
        hint: t.get(hint).into_owned(),
        error: String::new(),
        value: String::new(),
        rows: 4,
        optional: String::new(),
    }
}

fn line(t: T, base: &str, sheet: &SheetView) -> Line {
    Line {
        href: format!("{base}/sheets/{}", sheet.id),
        when: t.moment(sheet.created_at),
        name: name(t, &sheet.name),
        kind: sheet.kind.map(|kind| kind_words(t, kind)).unwrap_or_default(),
        state: state(t, &sheet.state),
        rows: t.number(sheet.rows),
    }
}

/// The name of a file, or the words for a pasted table.
pub fn name(t: T, name: &str) -> String {
    if name.is_empty() { t.get("sheets-pasted").into_owned() } else { name.to_owned() }
}

fn kind_words(t: T, kind: SheetKind) -> String {
    t.get(&format!("sheets-kind-{}", kind.code())).into_owned()
}

fn state(t: T, state: &str) -> Tag {
    let tone = match state {
        "done" => Tone::Good,
        "refused" => Tone::Bad,
        "columns" | "ready" | "stopped" => Tone::Warning,
        "undone" | "left" => Tone::Neutral,
        _ => Tone::Info,
    };
    Tag::new(tone, t.get(&format!("sheets-state-{state}")))
}

pub fn verdict(t: T, verdict: Verdict) -> Tag {
    let tone = match verdict {
        Verdict::New | Verdict::Newer => Tone::Info,
        Verdict::Done => Tone::Good,
        Verdict::Same | Verdict::Undone => Tone::Neutral,
        Verdict::Older | Verdict::Conflict | Verdict::Stays => Tone::Warning,
        Verdict::Refused => Tone::Bad,
    };
    Tag::new(tone, t.get(&format!("sheets-verdict-{}", verdict.code())))
}

/// The import of an address.
fn sheet_id(text: &str) -> Result<Uuid, Stop> {
    text.parse().map_err(|_| StatusCode::NOT_FOUND.into())
}
