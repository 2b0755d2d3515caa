//! Bringing in payroll declarations: files come in as streams, and a job reads them.

use askama::Template;
use axum::Json;
use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{DefaultBodyLimit, Multipart, Path, Query};
use axum::http::header::CONTENT_LENGTH;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use fla_app::{Delivery, Refused, UploadLimits};
use fla_domain::access::Action;
use fla_domain::anomaly::Anomaly;
use fla_domain::ids::JobId;
use serde::Deserialize;

use super::import_view::{self, Found};
use super::overview::{self, Far};
use super::{Place, crumbs, id, page};
use crate::acting::Acting;
use crate::auth::csrf::FORM_TOKEN;
use crate::form::{Stop, done, faults, see};
use crate::i18n::T;
use crate::view::{Crumbs, ErrorSummary, Notice, Upload};

/// What stands around the files in a request: boundaries, names, the form token.
const FRAME: u64 = 1 << 20;
/// Most bytes of a field that is no file.
const SHORT: usize = 1 << 12;

#[derive(Deserialize, Default)]
#[serde(default)]
pub struct Asked {
    done: String,
}

struct Line {
    href: String,
    when: String,
    state: String,
    files: String,
    counts: String,
}

#[derive(Template)]
#[template(path = "pages/import.html")]
struct Imports {
    t: T,
    notice: Option<Notice>,
    errors: ErrorSummary,
    action: String,
    token: String,
    upload: Upload,
    earlier: Vec<Line>,
}

/// Most bytes of a request. Files are never held in memory.
fn most() -> u64 {
    UploadLimits::default().all + FRAME
}

/// The limit of a request that brings files in.
pub fn limit() -> DefaultBodyLimit {
    DefaultBodyLimit::max(usize::try_from(most()).unwrap_or(usize::MAX))
}

async fn form(acting: &Acting, asked: &Asked, anomalies: &[Anomaly]) -> Result<Response, Stop> {
    let t = acting.viewer.t;
    let base = acting.base();
    let imports = acting.app.imports(&acting.caller).await?;
    let errors = ErrorSummary::from_anomalies(t, anomalies);
    let status =
        if anomalies.is_empty() { StatusCode::OK } else { StatusCode::UNPROCESSABLE_ENTITY };
    let body = Imports {
        t,
        notice: done(t, &asked.done),
        action: format!("{base}/import"),
        token: acting.session.form_token().to_owned(),
        upload: Upload {
            name: "files".to_owned(),
            label: t.get("import-choose").into_owned(),
            hint: t.get("import-choose-hint").into_owned(),
            error: errors.of("files").to_owned(),
            accept: ".xml,.dmfa,.dimona".to_owned(),
            multiple: true,
            invite: t.get("import-drop").into_owned(),
        },
        earlier: imports
            .iter()
            .map(|import| Line {
                href: format!("{base}/import/{}", import.job.id),
                when: t.moment(import.job.created_at),
                state: t.get(&format!("job-{}", import.state())).into_owned(),
                files: import.files.iter().map(|f| f.name.as_str()).collect::<Vec<_>>().join(", "),
                counts: overview::import_counts(t, import),
            })
            .collect(),
        errors,
    };
    let page = page(acting, Place::Import, t.get("side-import"), body).status(status);
    Ok(page.into_response())
}

pub async fn show(acting: Acting, Query(asked): Query<Asked>) -> Result<Response, Stop> {
    form(&acting, &asked, &[]).await
}

/// Takes the files as they come. Unless all of them are taken, none stays.
pub async fn take(
    acting: Acting,
    headers: HeaderMap,
    mut parts: Multipart,
) -> Result<Response, Stop> {
    if !acting.caller.may(Action::ImportDeclarations) {
        return Err(Refused::Forbidden(Action::ImportDeclarations).into());
    }
    let limits = UploadLimits::default();
    let length = headers.get(CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse().ok());
    if length.is_some_and(|length: u64| length > most()) {
        // So much is not even listened to.
        return form(&acting, &Asked::default(), &[limits.too_much()]).await;
    }
    let mut delivery = acting.app.delivery(limits);
    match gather(&acting, &mut parts, &mut delivery).await {
        Ok(()) => {}
        Err(Stop::Refused(Refused::Invalid(found))) => {
            // A browser shows the answer only once it has sent everything.
            while let Ok(Some(_)) = parts.next_field().await {}
            return form(&acting, &Asked::default(), &found).await;
        }
        Err(stop) => return Err(stop),
    }
    match delivery.import(&acting.caller).await {
        Ok(job) => Ok(see(&format!("{}/import/{job}", acting.base()))),
        Err(refused) => form(&acting, &Asked::default(), &faults(refused)?).await,
    }
}

/// Receives the files. The form token is the first field, so that nothing of a forged request is
/// kept.
async fn gather(
    acting: &Acting,
    parts: &mut Multipart,
    delivery: &mut Delivery,
) -> Result<(), Stop> {
    let mut owned = false;
    while let Some(part) = parts.next_field().await.map_err(broken_off)? {
        match part.name() {
            Some(FORM_TOKEN) => {
                owned = acting.session.owns_form(&short(part).await?);
            }
            Some("files") if owned => file(acting, part, delivery).await?,
            _ => {}
        }
        if !owned {
            return Err(StatusCode::FORBIDDEN.into());
        }
    }
    if owned { Ok(()) } else { Err(StatusCode::FORBIDDEN.into()) }
}

/// The text of a field that is short; of one that is not, nothing.
async fn short(mut part: Field<'_>) -> Result<String, Stop> {
    let mut sent = Vec::new();
    while let Some(bytes) = part.chunk().await.map_err(broken_off)? {
        sent.extend_from_slice(&bytes);
        if sent.len() > SHORT {
            return Ok(String::new());
        }
    }
    Ok(String::from_utf8(sent).unwrap_or_default())
}

/// Receives a file, if one was chosen. What is no declaration is told with the others, file by
/// file, once all were read: one wrong file does not keep the right ones out.
async fn file(acting: &Acting, mut part: Field<'_>, delivery: &mut Delivery) -> Result<(), Stop> {
    let name = part.file_name().unwrap_or_default().to_owned();
    if name.is_empty() {
        return Ok(());
    }
    let mut upload = delivery.receive(&acting.caller, &name).await?;
    while let Some(bytes) = part.chunk().await.map_err(broken_off)? {
        upload.write(&bytes).await?;
    }
    Ok(delivery.keep(upload).await?)
}

#[expect(clippy::needless_pass_by_value, reason = "the error is handed over by map_err")]
fn broken_off(error: MultipartError) -> Stop {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        return Refused::from(UploadLimits::default().too_much()).into();
    }
    tracing::info!(%error, "an upload broke off");
    error.status().into()
}

#[derive(Template)]
#[template(path = "pages/import_result.html")]
struct Outcome {
    t: T,
    found: Found,
    base: String,
}

pub async fn result(
    acting: Acting,
    Path((_, job)): Path<(String, String)>,
) -> Result<Response, Stop> {
    let t = acting.viewer.t;
    let job: JobId = id(&job)?;
    let base = acting.base();
    let report = acting.app.import_report(&acting.caller, job).await?;
    let found = import_view::found(t, &base, &report);
    let busy = found.progress.is_some();
    let body = Outcome { t, found, base: base.clone() };
    let way: Crumbs =
        crumbs(&acting, &[(format!("{base}/import"), t.get("side-import").into_owned())]);
    let page = page(&acting, Place::Import, t.get("import-result"), body).crumbs(way);
    Ok(if busy { page.refresh(3) } else { page }.into_response())
}

pub async fn progress(
    acting: Acting,
    Path((_, job)): Path<(String, String)>,
) -> Result<Response, Stop> {
    if !acting.caller.may(Action::ImportDeclarations) {
        return Err(Refused::Forbidden(Action::ImportDeclarations).into());
    }
    let job: JobId = id(&job)?;
    let view = acting.app.job(&acting.caller, job).await?;
    let text = overview::words(acting.viewer.t, &view);
    Ok(Json(Far::of(&view, text)).into_response())
}
