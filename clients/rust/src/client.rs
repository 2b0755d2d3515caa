//! A call: with a token, under a key, and again where no answer came.

use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use jiff::Timestamp;
use jiff::fmt::rfc2822;
use reqwest::header::{self, HeaderMap, HeaderName};
use reqwest::redirect::Policy;
use reqwest::{Method, StatusCode, Url};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use uuid::Uuid;

use crate::token::Tokens;
use crate::types::{EmployerLink, Items};
use crate::{Employer, Error, Key, Pages, Problem};

/// How often a call is tried where nothing else is said.
const ATTEMPTS: u32 = 6;
/// Bytes of a file that are sent at once where nothing else is said: in less than a minute also where the
/// line is slow.
const PIECE: usize = 4 << 20;
/// The longest that a call waits because the register asks it to.
const LONGEST_WAIT: Duration = Duration::from_mins(2);
const IDEMPOTENCY_KEY: HeaderName = HeaderName::from_static("idempotency-key");

/// The language of messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "their names say it")]
pub enum Language {
    Dutch,
    French,
    German,
    English,
}

/// The register, for one client. Clones share the token.
#[derive(Clone, Debug)]
pub struct Client {
    http: reqwest::Client,
    /// The address of the API, without a slash at its end.
    api: Arc<str>,
    tokens: Arc<Tokens>,
    language: &'static str,
    attempts: u32,
    /// Bytes of a file that are sent at once.
    pub(crate) piece: usize,
}

/// A call. It is sent under the same key however often it is tried.
#[derive(Clone)]
pub struct Request {
    method: Method,
    address: String,
    query: Vec<(&'static str, String)>,
    body: Option<Bytes>,
    /// The media type of the body.
    kind: &'static str,
    accept: Option<&'static str>,
    key: Option<String>,
    if_match: Option<String>,
    /// Further headers.
    headers: Vec<(&'static str, String)>,
}

/// Says nothing of the body.
impl std::fmt::Debug for Request {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {}", self.method, self.address)
    }
}

impl Request {
    fn new(method: Method, address: impl Into<String>, body: Option<Vec<u8>>) -> Self {
        // What changes nothing needs no key.
        let key = (method != Method::GET).then(|| Uuid::new_v4().to_string());
        let (body, kind) = (body.map(Bytes::from), "application/json");
        let (address, query, headers) = (address.into(), Vec::new(), Vec::new());
        Self { method, address, query, body, kind, accept: None, key, if_match: None, headers }
    }

    /// Reads what is at a path below the API, such as `/employers`, or at an address that it gave.
    pub fn get(address: impl Into<String>) -> Self {
        Self::new(Method::GET, address, None)
    }

    /// Sends something there. Fields without a value are left out.
    pub fn post(address: impl Into<String>, body: &impl Serialize) -> Result<Self, Error> {
        Ok(Self::new(Method::POST, address, Some(json(body)?)))
    }

    /// Sends a file there as it is, of a media type such as `application/xml`.
    pub fn post_file(address: impl Into<String>, kind: &'static str, file: Vec<u8>) -> Self {
        Self { kind, ..Self::new(Method::POST, address, Some(file)) }
    }

    /// Begins to send a file of so many bytes in several requests.
    pub(crate) fn begin_upload(address: String, kind: &'static str, length: usize) -> Self {
        let headers =
            vec![("upload-complete", "?0".to_owned()), ("upload-length", length.to_string())];
        Self { kind, headers, ..Self::new(Method::POST, address, Some(Vec::new())) }
    }

    /// Sends a piece of it, whose first byte stands at `offset`.
    pub(crate) fn piece(address: &str, offset: usize, last: bool, piece: Bytes) -> Self {
        let complete = if last { "?1" } else { "?0" };
        let headers =
            vec![("upload-complete", complete.to_owned()), ("upload-offset", offset.to_string())];
        let kind = "application/partial-upload";
        Self { kind, headers, body: Some(piece), ..Self::new(Method::PATCH, address, None) }
    }

    /// Puts a text there as it is.
    pub(crate) fn put_text(address: &str, text: &str) -> Self {
        let text = Some(text.as_bytes().to_vec());
        Self { kind: "text/plain", ..Self::new(Method::PUT, address, text) }
    }

    /// Asks for the answer in another shape than JSON, such as `text/csv`; [`Client::send`] gives it.
    #[must_use]
    pub const fn accept(mut self, kind: &'static str) -> Self {
        self.accept = Some(kind);
        self
    }

    /// Puts something there, in place of what stands.
    pub fn put(address: impl Into<String>, body: &impl Serialize) -> Result<Self, Error> {
        Ok(Self::new(Method::PUT, address, Some(json(body)?)))
    }

    /// With a parameter.
    #[must_use]
    #[expect(clippy::needless_pass_by_value, reason = "a number or a text as it is at hand")]
    pub fn query(mut self, name: &'static str, value: impl ToString) -> Self {
        self.query.push((name, value.to_string()));
        self
    }

    /// Under a key of your own (1 to 100 visible characters) in place of a random one: then a call
    /// that is made again after your program was ended is still carried out once.
    #[must_use]
    pub fn key(mut self, key: impl Into<String>) -> Self {
        self.key = Some(key.into());
        self
    }

    /// Only if this version still stands: an `ETag`.
    #[must_use]
    pub fn if_match(mut self, etag: impl Into<String>) -> Self {
        self.if_match = Some(etag.into());
        self
    }
}

/// An answer.
#[derive(Clone, Debug)]
pub struct Answer<T> {
    /// What it says.
    pub body: T,
    /// The HTTP status.
    pub status: u16,
    /// The version of what was read, for [`Request::if_match`].
    pub etag: Option<String>,
    /// Where it is.
    pub location: Option<String>,
    /// When it was given, by the clock of the register.
    date: Option<Timestamp>,
}

impl<T> Answer<T> {
    /// How long it is until an instant, by the clock of the register.
    pub(crate) fn until(&self, then: Timestamp) -> Duration {
        let now = self.date.unwrap_or_else(Timestamp::now);
        then.duration_since(now).try_into().unwrap_or_default()
    }
}

impl Client {
    /// Of an installation, such as `https://fla.example`, with the client ID and the private key of
    /// your software.
    pub fn new(installation: &str, client_id: &str, key: Key) -> Result<Self, Error> {
        Self::scoped(installation, client_id, key, None)
    }

    /// The same with fewer scopes than the software has, such as `scope:fla:register:read`.
    pub fn with_scope(
        installation: &str,
        client_id: &str,
        key: Key,
        scope: &str,
    ) -> Result<Self, Error> {
        Self::scoped(installation, client_id, key, Some(scope.to_owned()))
    }

    fn scoped(
        installation: &str,
        client_id: &str,
        key: Key,
        scope: Option<String>,
    ) -> Result<Self, Error> {
        let base = installation.trim_end_matches('/');
        Url::parse(base).map_err(|_| Error::Address(base.to_owned()))?;
        let http = reqwest::Client::builder()
            .redirect(Policy::none())
            .connect_timeout(Duration::from_secs(10))
            .timeout(Duration::from_mins(1))
            .user_agent(concat!("fla-client/", env!("CARGO_PKG_VERSION")))
            .build()
            .map_err(Error::Connection)?;
        let tokens = Tokens::new(format!("{base}/oauth2/token"), client_id.to_owned(), key, scope);
        Ok(Self {
            http,
            api: format!("{base}/fla/v1").into(),
            tokens: Arc::new(tokens),
            language: "en",
            attempts: ATTEMPTS,
            piece: PIECE,
        })
    }

    /// With messages in this language; English where nothing is said.
    #[must_use]
    pub fn speaking(mut self, language: Language) -> Self {
        self.language = match language {
            Language::Dutch => "nl",
            Language::French => "fr",
            Language::German => "de",
            Language::English => "en",
        };
        self
    }

    /// Tries each call so often, at least once; 6 times where nothing is said.
    #[must_use]
    pub fn trying(mut self, attempts: u32) -> Self {
        self.attempts = attempts;
        self
    }

    /// Sends files that are larger than so many bytes, at least 1, in pieces of that size; 4 MiB where
    /// nothing is said. Where a connection breaks, only what is left of a piece is sent again.
    #[must_use]
    pub fn in_pieces_of(mut self, bytes: usize) -> Self {
        self.piece = bytes.max(1);
        self
    }

    /// Over a connection of your own making, for proxies and private certificates. It must not follow
    /// redirections.
    #[must_use]
    pub fn over(mut self, http: reqwest::Client) -> Self {
        self.http = http;
        self
    }

    /// The employers for which this software can act.
    pub async fn employers(&self) -> Result<Vec<EmployerLink>, Error> {
        Ok(self.request::<Items<_>>(Request::get("/employers")).await?.body.items)
    }

    /// One of them, by its enterprise number.
    pub fn employer(&self, enterprise_number: &str) -> Employer {
        Employer::new(self.clone(), enterprise_number)
    }

    /// A list, from one page to the next.
    pub fn pages<T>(&self, first: Request) -> Pages<T> {
        Pages::new(self.clone(), first)
    }

    /// Makes any call of the contract and reads the answer as JSON; [`Value`] reads all.
    pub async fn request<T: DeserializeOwned>(&self, request: Request) -> Result<Answer<T>, Error> {
        let answer = self.send(&request).await?;
        let body = read(answer.status, &answer.body)?;
        let Answer { status, etag, location, date, .. } = answer;
        Ok(Answer { body, status, etag, location, date })
    }

    /// Makes any call and gives the bytes of the answer.
    pub async fn send(&self, request: &Request) -> Result<Answer<Vec<u8>>, Error> {
        let address = self.address(request)?;
        let mut wait = Wait::new(self.attempts);
        let mut renewed = false;
        loop {
            let token = self.tokens.token(&self.http, self.attempts).await?;
            let pause = match self.once(request, address.clone(), &token).await {
                Ok((status, headers, body)) => {
                    if status == StatusCode::UNAUTHORIZED && !renewed {
                        renewed = true;
                        self.tokens.forget(&token).await;
                        continue;
                    }
                    match wait.after_answer(status, &headers) {
                        Some(pause) => pause,
                        None => return answer(status, &headers, body),
                    }
                }
                Err(fault) if fault.is_builder() => return Err(Error::Connection(fault)),
                Err(fault) => wait.after_loss().ok_or(Error::Connection(fault))?,
            };
            tokio::time::sleep(pause).await;
        }
    }

    async fn once(
        &self,
        request: &Request,
        address: Url,
        token: &str,
    ) -> reqwest::Result<(StatusCode, HeaderMap, Vec<u8>)> {
        let mut call = self
            .http
            .request(request.method.clone(), address)
            .bearer_auth(token)
            .header(header::ACCEPT_LANGUAGE, self.language);
        if let Some(key) = &request.key {
            call = call.header(IDEMPOTENCY_KEY, key);
        }
        if let Some(kind) = request.accept {
            call = call.header(header::ACCEPT, kind);
        }
        if let Some(etag) = &request.if_match {
            call = call.header(header::IF_MATCH, etag);
        }
        for (name, value) in &request.headers {
            call = call.header(*name, value);
        }
        if let Some(body) = &request.body {
            call = call.header(header::CONTENT_TYPE, request.kind).body(body.clone());
        }
        let answer = call.send().await?;
        let (status, headers) = (answer.status(), answer.headers().clone());
        Ok((status, headers, answer.bytes().await?.to_vec()))
    }

    /// The address of a call. One that is not of this API gets no token.
    fn address(&self, request: &Request) -> Result<Url, Error> {
        let foreign = || Error::Address(request.address.clone());
        let text = match request.address.strip_prefix('/') {
            Some(path) => format!("{}/{path}", self.api),
            None => request.address.clone(),
        };
        let mut address = Url::parse(&text).map_err(|_| foreign())?;
        let ours = Url::parse(&format!("{}/", self.api)).map_err(|_| foreign())?;
        if address.origin() != ours.origin() || !address.path().starts_with(ours.path()) {
            return Err(foreign());
        }
        if !request.query.is_empty() {
            address.query_pairs_mut().extend_pairs(&request.query);
        }
        Ok(address)
    }
}

/// How long to wait before a call is made again.
pub(crate) struct Wait {
    left: u32,
    pause: Duration,
}

impl Wait {
    pub(crate) const fn new(attempts: u32) -> Self {
        Self { left: attempts.saturating_sub(1), pause: Duration::from_millis(250) }
    }

    /// After a connection was lost; `None` when it was tried often enough.
    pub(crate) fn after_loss(&mut self) -> Option<Duration> {
        self.left = self.left.checked_sub(1)?;
        // Up to half more, so that clients which failed together do not come back together.
        let more = Uuid::new_v4().as_bytes()[0];
        let pause = self.pause + self.pause * u32::from(more) / 512;
        self.pause = (self.pause * 2).min(Duration::from_secs(10));
        Some(pause)
    }

    /// After an answer; `None` where it is the last word.
    pub(crate) fn after_answer(
        &mut self,
        status: StatusCode,
        headers: &HeaderMap,
    ) -> Option<Duration> {
        // 502 and 504 come from gateways: the call may have arrived or not, as when nothing came.
        if !matches!(status.as_u16(), 429 | 502 | 503 | 504) {
            return None;
        }
        let told =
            headers.get(header::RETRY_AFTER).and_then(|told| told.to_str().ok()?.parse().ok());
        let told = told.map_or(Duration::ZERO, Duration::from_secs);
        if told > LONGEST_WAIT {
            return None;
        }
        self.after_loss().map(|pause| pause.max(told))
    }
}

/// What was answered, where it is no problem.
fn answer(
    status: StatusCode,
    headers: &HeaderMap,
    body: Vec<u8>,
) -> Result<Answer<Vec<u8>>, Error> {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    if status.as_u16() >= 400 {
        // Who stands between may answer otherwise than the register does.
        let problem = serde_json::from_slice(&body).unwrap_or_else(|_| Problem {
            kind: "about:blank".to_owned(),
            title: status.canonical_reason().unwrap_or_default().to_owned(),
            ..Problem::default()
        });
        return Err(Error::Problem(Box::new(Problem { status: status.as_u16(), ..problem })));
    }
    Ok(Answer {
        body,
        status: status.as_u16(),
        etag: text(header::ETAG).map(str::to_owned),
        location: text(header::LOCATION).map(str::to_owned),
        date: text(header::DATE).and_then(|date| Some(rfc2822::parse(date).ok()?.timestamp())),
    })
}

pub(crate) fn read<T: DeserializeOwned>(status: u16, body: &[u8]) -> Result<T, Error> {
    let form = |fault: serde_json::Error| Error::Form {
        status,
        line: fault.line(),
        column: fault.column(),
    };
    serde_json::from_slice(body).map_err(form)
}

/// As JSON, without what has no value.
fn json(body: &impl Serialize) -> Result<Vec<u8>, Error> {
    fn strip(value: &mut Value) {
        match value {
            Value::Object(fields) => {
                fields.retain(|_, field| !field.is_null());
                fields.values_mut().for_each(strip);
            }
            Value::Array(items) => items.iter_mut().for_each(strip),
            _ => {}
        }
    }
    let mut value = serde_json::to_value(body).map_err(Error::Unsendable)?;
    strip(&mut value);
    serde_json::to_vec(&value).map_err(Error::Unsendable)
}
