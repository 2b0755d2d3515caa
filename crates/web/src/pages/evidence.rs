//! Evidence that comes in with a form, and how it is given back: as a file to keep, never as
//! something that a browser runs or shows within our pages.

use askama::Template;
use std::fmt::Write as _;

use axum::body::Body;
use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{DefaultBodyLimit, Multipart};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use fla_app::{
    EVIDENCE_BYTES, Evidence, EvidenceContent, EvidenceUpload, KeptFile, Refused, StoredEvidence,
};
use fla_domain::anomaly::{Anomaly, Fault, Zone};

use crate::acting::Acting;
use crate::auth::SignedIn;
use crate::auth::csrf::FORM_TOKEN;
use crate::form::{Head, Posted, Stop};
use crate::i18n::T;
use crate::view::{ErrorSummary, Upload};

use super::register::Visit;

/// Room for what stands around the file in a request.
const FRAME: u64 = 1 << 20;
/// Most bytes of a field that is no file.
const SHORT: usize = 1 << 12;

/// The limit of a request that brings evidence in.
pub fn limit() -> DefaultBodyLimit {
    DefaultBodyLimit::max(usize::try_from(EVIDENCE_BYTES + FRAME).unwrap_or(usize::MAX))
}

/// Who receives it.
pub enum Receiver<'a> {
    /// The person themself.
    Own(&'a Visit),
    /// An employer.
    Employer(&'a Acting),
}

impl Receiver<'_> {
    async fn receive(&self, name: &str) -> Result<EvidenceUpload, Refused> {
        match self {
            Self::Own(visit) => visit.app.receive_own(&visit.someone.person, name).await,
            Self::Employer(acting) => acting.app.receive_attachment(&acting.caller, name).await,
        }
    }

    const fn session(&self) -> &SignedIn {
        match self {
            Self::Own(visit) => &visit.someone.session,
            Self::Employer(acting) => &acting.session,
        }
    }
}

/// What came in.
pub struct Sent {
    /// The other fields.
    pub fields: Posted,
    /// The file, or what is wrong with it.
    pub evidence: Result<Evidence, Vec<Anomaly>>,
}

/// Receives the form: the token first, so that nothing of a forged request is kept.
pub async fn gather(receiver: &Receiver<'_>, parts: &mut Multipart) -> Result<Sent, Stop> {
    let mut owned = false;
    let mut fields = Vec::new();
    let mut evidence = Err(vec![Anomaly::new(Zone::File, Fault::Missing).at("files")]);
    while let Some(part) = parts.next_field().await.map_err(|e| broken_off(&e))? {
        let name = part.name().unwrap_or_default().to_owned();
        if name == FORM_TOKEN {
            owned = receiver.session().owns_form(&short(part).await?);
        } else if owned && name == "files" {
            match file(receiver, part).await {
                Ok(found) => evidence = Ok(found),
                Err(Stop::Refused(Refused::Invalid(found))) => {
                    evidence = Err(found);
                    // A browser shows the answer only once it has sent everything.
                    while let Ok(Some(_)) = parts.next_field().await {}
                    break;
                }
                Err(stop) => return Err(stop),
            }
        } else if owned {
            let value = short(part).await?;
            fields.push((name, value));
        }
        if !owned {
            return Err(StatusCode::FORBIDDEN.into());
        }
    }
    if owned {
        Ok(Sent { fields: Posted::filled(fields), evidence })
    } else {
        Err(StatusCode::FORBIDDEN.into())
    }
}

async fn short(mut part: Field<'_>) -> Result<String, Stop> {
    let mut sent = Vec::new();
    while let Some(bytes) = part.chunk().await.map_err(|e| broken_off(&e))? {
        sent.extend_from_slice(&bytes);
        if sent.len() > SHORT {
            return Ok(String::new());
        }
    }
    Ok(String::from_utf8(sent).unwrap_or_default())
}

async fn file(receiver: &Receiver<'_>, mut part: Field<'_>) -> Result<Evidence, Stop> {
    let name = part.file_name().unwrap_or_default().to_owned();
    let mut upload = receiver.receive(&name).await?;
    while let Some(bytes) = part.chunk().await.map_err(|e| broken_off(&e))? {
        upload.write(&bytes).await?;
    }
    Ok(upload.finish().await?)
}

fn broken_off(error: &MultipartError) -> Stop {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        let most = format!("{} MiB", EVIDENCE_BYTES >> 20);
        return Refused::from(
            Anomaly::new(Zone::File, Fault::Length).at("files").with("max", most),
        )
        .into();
    }
    tracing::info!(%error, "an upload broke off");
    error.status().into()
}

/// A file to keep: its own type and no other, nothing that runs, no copy left behind.
pub fn download(content: EvidenceContent) -> Response {
    attached(&content.name, content.media.mime(), content.bytes.into())
}

/// A file of any kind, as it came, to keep.
pub fn as_it_came(file: KeptFile) -> Response {
    let name = if file.name.is_empty() { "copy.txt" } else { file.name.as_str() };
    attached(name, "application/octet-stream", file.bytes.into())
}

/// A file to keep, by its name.
pub fn attached(name: &str, mime: &'static str, body: Body) -> Response {
    let ascii: String =
        name.chars()
            .map(|c| {
                if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_' | ' ') {
                    c
                } else {
                    '_'
                }
            })
            .collect();
    let mut encoded = String::new();
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b'_') {
            encoded.push(char::from(byte));
        } else {
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    let disposition = format!("attachment; filename=\"{ascii}\"; filename*=UTF-8''{encoded}");
    let Ok(disposition) = HeaderValue::from_str(&disposition) else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(mime)),
        (header::CONTENT_DISPOSITION, disposition),
        (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
        (
            header::CONTENT_SECURITY_POLICY,
            HeaderValue::from_static("default-src 'none'; frame-ancestors 'none'; sandbox"),
        ),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-store")),
    ];
    (headers, body).into_response()
}

/// A piece of evidence in a list.
pub struct Piece {
    /// Where it is given back.
    pub href: String,
    /// Its name.
    pub name: String,
    /// What it is, how large, since when.
    pub more: String,
    /// Where it is removed; may be empty.
    pub remove: String,
}

impl Piece {
    /// A piece whose address is `href`; `remove` says whether it may be removed.
    pub fn new(t: T, file: &StoredEvidence, href: String, remove: bool) -> Self {
        let kind = match file.media.as_str() {
            "application/pdf" => "PDF",
            "image/png" => "PNG",
            _ => "JPEG",
        };
        let size = (file.size + 1023) / 1024;
        let more = format!(
            "{kind}, {} KB, {}",
            t.number(size),
            t.date(file.received_at.date_in_brussels())
        );
        let remove = if remove { format!("{href}/remove") } else { String::new() };
        Self { href, name: file.name.clone(), more, remove }
    }
}

/// The question for a file.
pub fn question(t: T, errors: &ErrorSummary) -> Upload {
    Upload {
        name: "files".to_owned(),
        label: t.get("evidence-choose").into_owned(),
        hint: t.get("evidence-choose-hint").into_owned(),
        error: errors.of("files").to_owned(),
        accept: ".pdf,.jpg,.jpeg,.png".to_owned(),
        multiple: false,
        invite: t.get("evidence-drop").into_owned(),
    }
}

/// Before something is removed or taken back for good.
#[derive(Template)]
#[template(path = "pages/own_sure.html")]
pub struct Sure {
    /// The texts.
    pub t: T,
    /// What is about to happen.
    pub title: String,
    /// What that means.
    pub text: String,
    /// Of what, in names and values.
    pub facts: Vec<(String, String)>,
    /// What is wrong.
    pub errors: ErrorSummary,
    /// Token and key.
    pub head: Head,
    /// Where the form goes.
    pub action: String,
    /// What the button says.
    pub button: String,
    /// Where one goes without doing it.
    pub leave: String,
    /// The version that was seen; empty where there is none.
    pub known: String,
}
