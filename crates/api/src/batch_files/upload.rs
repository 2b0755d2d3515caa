//! Batch files in several requests: "Resumable Uploads for HTTP" of the IETF
//! (draft-ietf-httpbis-resumable-upload), with a length from the beginning and problems of the Belgif
//! guide. What is answered at the end is what a file that is sent at once is answered.

use std::fmt::Write as _;
use std::sync::Arc;

use axum::body::{Body, BodyDataStream, Bytes, HttpBody as _};
use axum::extract::{Path, Request, State};
use axum::http::header::{CONTENT_TYPE, LOCATION};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::{get, post, put};
use axum::{Json, Router};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use fla_app::{NewUpload, Piece, Placed, UploadLimits, UploadView};
use fla_domain::access::Action;
use fla_domain::ids::UploadId;
use futures::StreamExt as _;
use serde_json::{Value, json};

use super::{named, readable, receipt, too_large, word};
use crate::Api;
use crate::around::texts;
use crate::bearer::{Acting, Once, id};
use crate::form::Form;
use crate::problem::{In, Issue, Problem, UPLOAD_OFFSET, refused};
use crate::query::Query;

/// Whether a request brings the last bytes.
pub const UPLOAD_COMPLETE: HeaderName = HeaderName::from_static("upload-complete");
/// How many bytes the whole has.
pub const UPLOAD_LENGTH: HeaderName = HeaderName::from_static("upload-length");
/// How much is taken.
pub const UPLOAD_LIMIT: HeaderName = HeaderName::from_static("upload-limit");
/// The media type of a piece.
const PARTIAL: &str = "application/partial-upload";
/// The media type of a signature, which is base64.
const SIGNATURE: &str = "text/plain";
/// Bytes after which what came is kept, so that a long request that breaks loses no more.
const PIECE: u64 = 64 << 20;
/// Bytes of a SHA-256.
const DIGEST: usize = 32;

/// The routes.
pub fn routes() -> Router<Api> {
    const AT: &str = "/employers/{enterpriseNumber}/batchFileUploads";
    let one = get(show).patch(append).delete(cancel);
    Router::new()
        .route(AT, post(begin))
        .route(&format!("{AT}/{{uploadId}}"), one)
        .route(&format!("{AT}/{{uploadId}}/signature"), put(sign))
}

/// Whose upload is worked on.
struct Desk {
    api: Api,
    acting: Acting,
}

async fn begin(
    acting: Acting,
    State(api): State<Api>,
    Once(key): Once,
    query: Query,
    request: Request,
) -> Result<Response, Problem> {
    acting.need(&api, Action::SendFiles).await?;
    let (name, environment) = query.read(named)?;
    let headers = request.headers();
    if !is_empty(&request) {
        readable(headers)?;
    }
    let complete = complete(headers)?;
    let length = number(headers, &UPLOAD_LENGTH)?;
    if length == 0 {
        return Err(wrong(&UPLOAD_LENGTH, Form::AtLeastOne));
    }
    let (checksum, language) = (checksum(headers)?, texts(headers).language());
    let new = NewUpload { name, environment, language, length, checksum };
    let begun = api.app.begin_upload(&acting.caller, &new, &key).await;
    let begun = begun.map_err(too_large)?;
    let desk = Arc::new(Desk { api, acting });
    if !complete && begun.taken > 0 {
        // The same call again: what came stays, and the answer says where to go on.
        return desk.created(&begun).await;
    }
    let came = Arc::clone(&desk).take(begun.id, 0, request.into_body()).await?;
    if complete { desk.finished(begun.id, came).await } else { desk.created_now(begun.id).await }
}

/// Whether a request has no body, of which then nothing needs to be said.
fn is_empty(request: &Request) -> bool {
    !request.headers().contains_key(CONTENT_TYPE) && request.body().is_end_stream()
}

async fn append(
    acting: Acting,
    State(api): State<Api>,
    Path((_, found)): Path<(String, String)>,
    query: Query,
    request: Request,
) -> Result<Response, Problem> {
    query.none()?;
    acting.need(&api, Action::SendFiles).await?;
    let upload: UploadId = id(&found)?;
    let headers = request.headers();
    let kind = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    if !is_empty(&request) && kind.is_none_or(|kind| !kind.trim().eq_ignore_ascii_case(PARTIAL)) {
        return Err(Problem::MediaType);
    }
    let complete = complete(headers)?;
    let first = number(headers, &UPLOAD_OFFSET)?;
    if headers.contains_key(&UPLOAD_LENGTH) {
        let length = number(headers, &UPLOAD_LENGTH)?;
        if length != api.app.upload(&acting.caller, upload).await?.length {
            return Err(wrong(&UPLOAD_LENGTH, Form::OtherLength));
        }
    }
    let desk = Arc::new(Desk { api, acting });
    let came = Arc::clone(&desk).take(upload, first, request.into_body()).await?;
    if complete {
        return desk.finished(upload, came).await;
    }
    let view = desk.api.app.upload(&desk.acting.caller, upload).await?;
    Ok((StatusCode::NO_CONTENT, said(&view)).into_response())
}

/// How far an upload is; `HEAD` says the same without a body.
async fn show(
    acting: Acting,
    State(api): State<Api>,
    Path((_, found)): Path<(String, String)>,
    query: Query,
) -> Result<Response, Problem> {
    query.none()?;
    acting.need(&api, Action::SendFiles).await?;
    let view = api.app.upload(&acting.caller, id(&found)?).await?;
    let desk = Desk { api, acting };
    Ok((said(&view), Json(desk.upload(&view).await?)).into_response())
}

async fn cancel(
    acting: Acting,
    State(api): State<Api>,
    Path((_, found)): Path<(String, String)>,
    query: Query,
) -> Result<StatusCode, Problem> {
    query.none()?;
    acting.need(&api, Action::SendFiles).await?;
    api.app.cancel_upload(&acting.caller, id(&found)?).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Puts the signature to a file that is coming in.
async fn sign(
    acting: Acting,
    State(api): State<Api>,
    Path((_, found)): Path<(String, String)>,
    query: Query,
    headers: HeaderMap,
    body: Bytes,
) -> Result<StatusCode, Problem> {
    query.none()?;
    acting.need(&api, Action::SendFiles).await?;
    let kind = one(&headers, &CONTENT_TYPE).and_then(|kind| kind.split(';').next());
    if kind.is_none_or(|kind| !kind.trim().eq_ignore_ascii_case(SIGNATURE)) {
        return Err(Problem::MediaType);
    }
    let signed = api.app.sign_upload(&acting.caller, id(&found)?, &body).await;
    signed.map_err(|fault| refused(fault, |_| String::new()))?;
    Ok(StatusCode::NO_CONTENT)
}

impl Desk {
    fn address(&self, upload: UploadId) -> String {
        self.api.of_employer(&self.acting.number, &format!("/batchFileUploads/{upload}"))
    }

    /// Takes what is sent, in a task of its own: where the line breaks, what came before is kept although
    /// nobody waits for the answer any more. Says at which byte the next request goes on.
    async fn take(
        self: Arc<Self>,
        upload: UploadId,
        first: u64,
        body: Body,
    ) -> Result<u64, Problem> {
        let taken = tokio::spawn(async move { self.pieces(upload, first, body).await }).await;
        taken.map_err(|_| Problem::Internal)?
    }

    async fn pieces(&self, upload: UploadId, first: u64, body: Body) -> Result<u64, Problem> {
        let mut chunks = body.into_data_stream();
        let mut first = first;
        loop {
            let begun = self.api.app.begin_piece(&self.acting.caller, upload, first).await;
            let mut piece = fits(begun.map_err(|fault| refused(fault, |_| String::new()))?)?;
            let ended = fill(&mut piece, &mut chunks).await?;
            first = fits(self.api.app.keep_piece(&self.acting.caller, piece).await?)?;
            match ended {
                Some(true) => return Ok(first),
                Some(false) => {
                    return Err(Problem::one(Issue::schema(In::Body, "", Form::CutKept)));
                }
                None => {}
            }
        }
    }

    /// The answer to a request that brought the last bytes.
    async fn finished(self: Arc<Self>, upload: UploadId, came: u64) -> Result<Response, Problem> {
        let view = self.api.app.upload(&self.acting.caller, upload).await?;
        if came != view.length {
            return Err(wrong(&UPLOAD_COMPLETE, Form::BytesMissing));
        }
        // Also in a task of its own: what was begun here goes to its end.
        let desk = Arc::clone(&self);
        let taken =
            tokio::spawn(
                async move { desk.api.app.finish_upload(&desk.acting.caller, upload).await },
            );
        let taken = taken.await.map_err(|_| Problem::Internal)?;
        let file = taken.map_err(|fault| refused(fault, |_| String::new()))?;
        let (href, receipt) = receipt(&self.api, &self.acting, file).await?;
        let view = UploadView { file: Some(file), ..view };
        Ok((StatusCode::ACCEPTED, [(LOCATION, href)], said(&view), Json(receipt)).into_response())
    }

    async fn created_now(&self, upload: UploadId) -> Result<Response, Problem> {
        let view = self.api.app.upload(&self.acting.caller, upload).await?;
        self.created(&view).await
    }

    async fn created(&self, view: &UploadView) -> Result<Response, Problem> {
        let body = Json(self.upload(view).await?);
        let there = [(LOCATION, self.address(view.id))];
        Ok((StatusCode::CREATED, there, said(view), body).into_response())
    }

    /// An upload as the contract shows it.
    async fn upload(&self, view: &UploadView) -> Result<Value, Problem> {
        let mut body = json!({
            "uploadId": view.id,
            "name": view.name,
            "environment": word(view.environment),
            "size": view.length,
            "offset": view.taken,
            "expiresAt": view.expires_at.rfc3339(),
            "href": self.address(view.id),
        });
        if let Some(file) = view.file {
            let (_, receipt) = receipt(&self.api, &self.acting, file).await?;
            body["batchFile"] = receipt;
        }
        Ok(body)
    }
}

/// Fills a piece; says whether the body ended well, broke off, or goes on.
async fn fill(piece: &mut Piece, chunks: &mut BodyDataStream) -> Result<Option<bool>, Problem> {
    while piece.length() < PIECE {
        let chunk: Bytes = match chunks.next().await {
            Some(Ok(chunk)) => chunk,
            Some(Err(_)) => return Ok(Some(false)),
            None => return Ok(Some(true)),
        };
        piece.write(&chunk).await.map_err(too_large)?;
    }
    Ok(None)
}

fn fits<T>(placed: Placed<T>) -> Result<T, Problem> {
    match placed {
        Placed::Fits(it) => Ok(it),
        Placed::Elsewhere(offset) => Err(Problem::OtherOffset(offset)),
    }
}

/// Where an upload stands, in headers.
fn said(view: &UploadView) -> [(HeaderName, HeaderValue); 4] {
    let most = UploadLimits::default().file;
    // A structured field of numbers and nothing else is always a header.
    let limit = HeaderValue::try_from(format!("max-size={most}"));
    [
        (UPLOAD_OFFSET, view.taken.into()),
        (UPLOAD_LENGTH, view.length.into()),
        (UPLOAD_COMPLETE, HeaderValue::from_static(if view.file.is_some() { "?1" } else { "?0" })),
        (UPLOAD_LIMIT, limit.unwrap_or_else(|_| HeaderValue::from_static("max-size=0"))),
    ]
}

fn wrong(name: &HeaderName, how: Form) -> Problem {
    Problem::one(Issue::schema(In::Header, name.as_str(), how))
}

/// The one value of a header; `None` where it is not there or not once.
fn one<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    let mut given = headers.get_all(name).iter();
    match (given.next(), given.next()) {
        (Some(value), None) => value.to_str().ok().map(str::trim),
        _ => None,
    }
}

/// A whole number of RFC 9651, at most 15 digits.
fn number(headers: &HeaderMap, name: &HeaderName) -> Result<u64, Problem> {
    let text = one(headers, name).unwrap_or_default();
    let digits = (1..=15).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
    let found = if digits { text.parse().ok() } else { None };
    found.ok_or_else(|| wrong(name, Form::Bytes))
}

fn complete(headers: &HeaderMap) -> Result<bool, Problem> {
    match one(headers, &UPLOAD_COMPLETE) {
        Some("?0") => Ok(false),
        Some("?1") => Ok(true),
        _ => Err(wrong(&UPLOAD_COMPLETE, Form::Complete)),
    }
}

/// The SHA-256 in `Repr-Digest` (RFC 9530), in hexadecimal digits; other digests are passed over.
fn checksum(headers: &HeaderMap) -> Result<Option<String>, Problem> {
    const NAME: HeaderName = HeaderName::from_static("repr-digest");
    if !headers.contains_key(&NAME) {
        return Ok(None);
    }
    let bad = || wrong(&NAME, Form::Digests);
    let text = one(headers, &NAME).ok_or_else(bad)?;
    let named = |member: &str| member.trim().strip_prefix("sha-256=").map(str::to_owned);
    let Some(member) = text.split(',').find_map(named) else { return Ok(None) };
    let inner = member.strip_prefix(':').and_then(|m| m.strip_suffix(':')).ok_or_else(bad)?;
    let bytes = STANDARD.decode(inner).map_err(|_| bad())?;
    if bytes.len() != DIGEST {
        return Err(bad());
    }
    Ok(Some(bytes.iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })))
}
