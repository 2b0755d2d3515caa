//! A batch file as it comes in.

use axum::extract::multipart::{Field, MultipartError};
use axum::extract::{DefaultBodyLimit, Multipart};
use axum::http::StatusCode;
use axum::response::Response;
use fla_app::{IncomingFile, NewBatchFile, Refused, UploadLimits};
use fla_domain::anomaly::{Anomaly, Fault, Zone};

use super::{Asked, environment_of, form, permit};
use crate::acting::Acting;
use crate::auth::csrf::FORM_TOKEN;
use crate::form::{Posted, Stop, faults, see};

/// What stands around the file in a request: boundaries, its name, the other fields.
const FRAME: u64 = 1 << 20;
/// Most bytes of a field that is no file.
const SHORT: usize = 1 << 12;
/// Most bytes of a signature that are read: more than it can have, so that it is told that it is too long.
const SIGNATURE: usize = 1 << 19;

/// The limit of a request that brings a batch file in. It is never held in memory.
pub fn limit() -> DefaultBodyLimit {
    let most = UploadLimits::default().file + FRAME;
    DefaultBodyLimit::max(usize::try_from(most).unwrap_or(usize::MAX))
}

/// What was sent.
#[derive(Default)]
struct Sent {
    fields: Vec<(String, String)>,
    file: Option<IncomingFile>,
    signature: Option<Vec<u8>>,
    wrong: Vec<Anomaly>,
}

/// Takes the file and leads to its page.
pub async fn take(acting: Acting, mut parts: Multipart) -> Result<Response, Stop> {
    permit(&acting)?;
    let sent = gather(&acting, &mut parts).await?;
    let posted = Posted::filled(sent.fields);
    let mut found = sent.wrong;
    if sent.file.is_none() && found.is_empty() {
        found.push(Anomaly::new(Zone::File, Fault::Missing).at("file"));
    }
    let Some(file) = sent.file.filter(|_| found.is_empty()) else {
        return form(&acting, &Asked::default(), &posted, &found).await;
    };
    // One of them is always chosen on the page.
    let environment = environment_of(posted.text("environment")).ok_or(StatusCode::BAD_REQUEST)?;
    let language = acting.viewer.t.language();
    let new = NewBatchFile { file, environment, language };
    let (signature, key) = (sent.signature.as_deref(), posted.key()?);
    match acting.app.take_batch_file(&acting.caller, &new, signature, &key).await {
        Ok(id) => Ok(see(&format!("{}/files/{id}", acting.base()))),
        Err(refused) => form(&acting, &Asked::default(), &posted, &faults(refused)?).await,
    }
}

/// Receives the form. Its token is the first field, so that nothing of a forged request is kept.
async fn gather(acting: &Acting, parts: &mut Multipart) -> Result<Sent, Stop> {
    let mut owned = false;
    let mut sent = Sent::default();
    while let Some(part) = parts.next_field().await.map_err(broken_off)? {
        let name = part.name().unwrap_or_default().to_owned();
        if name == FORM_TOKEN {
            owned = acting.session.owns_form(&short(part).await?);
        } else if owned && name == "file" {
            match file(acting, part).await {
                Ok(file) => sent.file = file,
                Err(Stop::Refused(Refused::Invalid(found))) => {
                    sent.wrong.extend(found.into_iter().map(|anomaly| anomaly.at("file")));
                    // A browser shows the answer only once it has sent everything.
                    while let Ok(Some(_)) = parts.next_field().await {}
                    break;
                }
                Err(stop) => return Err(stop),
            }
        } else if owned && name == "signature" {
            sent.signature = signature(part).await?;
        } else if owned {
            let value = short(part).await?;
            sent.fields.push((name, value));
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

/// Receives the signature, if one was chosen.
async fn signature(mut part: Field<'_>) -> Result<Option<Vec<u8>>, Stop> {
    let chosen = part.file_name().is_some_and(|name| !name.is_empty());
    let mut sent = Vec::new();
    while let Some(bytes) = part.chunk().await.map_err(broken_off)? {
        if sent.len() < SIGNATURE {
            sent.extend_from_slice(&bytes);
        }
    }
    Ok(chosen.then_some(sent))
}

/// Receives the file, if one was chosen.
async fn file(acting: &Acting, mut part: Field<'_>) -> Result<Option<IncomingFile>, Stop> {
    let name = part.file_name().unwrap_or_default().to_owned();
    if name.is_empty() {
        return Ok(None);
    }
    let mut upload = acting.app.receive_batch_file(&acting.caller, &name).await?;
    while let Some(bytes) = part.chunk().await.map_err(broken_off)? {
        upload.write(&bytes).await?;
    }
    Ok(Some(upload.finish().await?))
}

#[expect(clippy::needless_pass_by_value, reason = "the error is handed over by map_err")]
fn broken_off(error: MultipartError) -> Stop {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE {
        let most = format!("{} GiB", UploadLimits::default().file >> 30);
        return Refused::from(Anomaly::new(Zone::File, Fault::Length).at("file").with("max", most))
            .into();
    }
    tracing::info!(%error, "an upload broke off");
    error.status().into()
}
