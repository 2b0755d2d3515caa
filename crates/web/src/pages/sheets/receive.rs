//! A file as it comes in, or a table that was pasted.

use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{DefaultBodyLimit, Multipart};
use axum::http::StatusCode;
use axum::response::Response;
use fla_app::{IncomingFile, NewSheet, Refused, SheetKind, Upload};
use fla_domain::access::Action;
use fla_domain::anomaly::{Anomaly, Fault, Zone};

use uuid::Uuid;

use super::form;
use crate::acting::Acting;
use crate::auth::csrf::FORM_TOKEN;
use crate::form::{Stop, see};
use crate::pages::register::Visit;

/// Most bytes of a field that is no file.
const SHORT: usize = 1 << 12;

fn most() -> u64 {
    fla_sheets::Limits::default().bytes + (1 << 20)
}

/// The limit of a request that brings a spreadsheet in.
pub fn limit() -> DefaultBodyLimit {
    DefaultBodyLimit::max(usize::try_from(most()).unwrap_or(usize::MAX))
}

/// Who receives a table.
pub enum Receiver<'a> {
    /// An employer.
    Employer(&'a Acting),
    /// The person themself.
    Own(&'a Visit),
}

impl Receiver<'_> {
    async fn receive(&self, name: &str) -> Result<Upload, Refused> {
        match self {
            Self::Employer(acting) => acting.app.receive_sheet(&acting.caller, name).await,
            Self::Own(visit) => visit.app.receive_public_copy(&visit.someone.person, name).await,
        }
    }

    fn owns_form(&self, token: &str) -> bool {
        match self {
            Self::Employer(acting) => acting.session.owns_form(token),
            Self::Own(visit) => visit.someone.session.owns_form(token),
        }
    }
}

/// What was sent.
#[derive(Default)]
pub struct Sent {
    /// A file, if one was chosen.
    pub file: Option<IncomingFile>,
    /// The text that was pasted, if any was.
    pub pasted: Option<IncomingFile>,
    /// What the rows are.
    pub kind: String,
    /// Whether it is a copy from the public FLA.
    pub copy: bool,
    /// The earlier import with the file of which this is the table.
    pub original: Option<Uuid>,
}

/// Takes the table and leads to the page on which it is read.
pub async fn take(acting: Acting, mut parts: Multipart) -> Result<Response, Stop> {
    if !acting.caller.may(Action::ImportDeclarations) {
        return Err(Refused::Forbidden(Action::ImportDeclarations).into());
    }
    let sent = match gather(&Receiver::Employer(&acting), &mut parts).await {
        Ok(sent) => sent,
        Err(Stop::Refused(Refused::Invalid(found))) => {
            // A browser shows the answer only once it has sent everything.
            while let Ok(Some(_)) = parts.next_field().await {}
            return form(&acting, false, &found).await;
        }
        Err(stop) => return Err(stop),
    };
    let Some(file) = sent.file.or(sent.pasted) else {
        let nothing = Anomaly::new(Zone::File, Fault::Missing).at("file");
        return form(&acting, sent.copy, &[nothing]).await;
    };
    let kind = SheetKind::from_code(&sent.kind);
    let new = NewSheet { file, kind, copy: sent.copy, original: sent.original };
    let id = acting.app.take_sheet(&acting.caller, &new).await?;
    Ok(see(&format!("{}/sheets/{id}", acting.base())))
}

/// The form token is the first field, so that nothing of a forged request is kept.
pub async fn gather(receiver: &Receiver<'_>, parts: &mut Multipart) -> Result<Sent, Stop> {
    let mut owned = false;
    let mut sent = Sent::default();
    while let Some(part) = parts.next_field().await.map_err(broken_off)? {
        match part.name() {
            Some(FORM_TOKEN) => owned = receiver.owns_form(&short(part).await?),
            Some("file") if owned => sent.file = file(receiver, part, false).await?,
            Some("paste") if owned => sent.pasted = file(receiver, part, true).await?,
            Some("kind") if owned => sent.kind = short(part).await?,
            Some("original") if owned => sent.original = short(part).await?.parse().ok(),
            Some("copy") if owned => sent.copy = short(part).await? == "yes",
            _ => {}
        }
        if !owned {
            return Err(StatusCode::FORBIDDEN.into());
        }
    }
    if owned { Ok(sent) } else { Err(StatusCode::FORBIDDEN.into()) }
}

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

/// Receives a file, if one was chosen, or the text that was pasted, if any was.
async fn file(
    receiver: &Receiver<'_>,
    mut part: Field<'_>,
    pasted: bool,
) -> Result<Option<IncomingFile>, Stop> {
    let name = part.file_name().unwrap_or_default().to_owned();
    if name.is_empty() && !pasted {
        return Ok(None);
    }
    let mut upload = None;
    while let Some(bytes) = part.chunk().await.map_err(broken_off)? {
        // Nothing is kept of an empty field.
        if upload.is_none() && bytes.iter().all(u8::is_ascii_whitespace) {
            continue;
        }
        if upload.is_none() {
            upload = Some(receiver.receive(&name).await?);
        }
        if let Some(upload) = &mut upload {
            upload.write(&bytes).await.map_err(at_file)?;
        }
    }
    match upload {
        Some(upload) => Ok(Some(upload.finish().await?)),
        None => Ok(None),
    }
}

/// The faults of an upload stand at the one field there is.
fn at_file(refused: Refused) -> Stop {
    match refused {
        Refused::Invalid(found) => {
            let found: Vec<Anomaly> = found.into_iter().map(|a| a.at("file")).collect();
            Refused::Invalid(found).into()
        }
        other => other.into(),
    }
}

#[expect(clippy::needless_pass_by_value, reason = "the error is handed over by map_err")]
fn broken_off(error: MultipartError) -> Stop {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        let max = fla_sheets::Limits::default().bytes;
        let big = Anomaly::new(Zone::File, Fault::Length).at("file").with("max", max);
        return Refused::from(big).into();
    }
    tracing::info!(%error, "an upload broke off");
    error.status().into()
}
