//! The back channel: calls from this register to the provider.

use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::http::header::{ACCEPT, AUTHORIZATION, CONTENT_TYPE};
use axum::http::{HeaderMap, Method, Request};
use serde_json::{Map, Value};
use tower::ServiceExt;
use tracing::Instrument as _;
use url::Url;

use super::config::{ConfigFault, is_safe};
use super::traced;
use crate::auth::SignInFault;
use crate::strict_json::{self, Unreadable};

/// The largest answer that is read, in bytes.
pub const LARGEST_ANSWER: usize = 1_000_000;

const CONNECT_PATIENCE: Duration = Duration::from_secs(2);

/// How the provider is reached.
#[derive(Clone)]
pub struct BackChannel(Kind);

#[derive(Clone)]
enum Kind {
    Network(reqwest::Client),
    Local(Router),
}

/// One call.
pub(super) struct Call<'c> {
    pub endpoint: &'static str,
    pub url: &'c Url,
    pub accept: &'static str,
    pub authorization: Option<String>,
    /// The body of a `POST`; without one the call is a `GET`.
    pub form: Option<String>,
}

/// What came back.
pub(super) struct Answer {
    pub endpoint: &'static str,
    pub status: u16,
    pub content_type: String,
    pub body: Vec<u8>,
}

impl BackChannel {
    /// Over the network, with the trust store of the machine. Redirects are never followed: a
    /// redirected answer would be one of another address than the configured one.
    pub fn network() -> Result<Self, ConfigFault> {
        let client = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .connect_timeout(CONNECT_PATIENCE)
            // A connection that has been idle may be closing at the other end, and a code that was sent
            // on it cannot be sent again: whoever signs in would have to begin anew.
            .pool_max_idle_per_host(0)
            .user_agent("fla")
            .build()
            .map_err(|_| ConfigFault::HttpClient)?;
        Ok(Self(Kind::Network(client)))
    }

    /// To a provider inside this process, such as the demonstration's: works behind any proxy
    /// and before the port is open.
    pub fn local(provider: Router) -> Self {
        Self(Kind::Local(provider))
    }

    /// Whether calls leave the process.
    pub(super) fn is_networked(&self) -> bool {
        matches!(self.0, Kind::Network(_))
    }

    /// Whether an address named by the discovery document may be called or sent to a browser.
    pub(super) fn admits(&self, url: &Url) -> bool {
        is_safe(url) || (!self.is_networked() && url.scheme() == "http")
    }

    /// Makes one call; the caller bounds its time.
    pub(super) async fn call(&self, call: Call<'_>) -> Result<Answer, SignInFault> {
        match &self.0 {
            Kind::Network(client) => {
                let span = traced::span(&call);
                let answer = over_network(client, call).instrument(span.clone()).await;
                traced::ended(&span, &answer);
                answer
            }
            Kind::Local(router) => in_process(router.clone(), call).await,
        }
    }
}

async fn over_network(client: &reqwest::Client, call: Call<'_>) -> Result<Answer, SignInFault> {
    let mut request = match call.form {
        Some(form) => client
            .post(call.url.clone())
            .header(CONTENT_TYPE, "application/x-www-form-urlencoded")
            .body(form),
        None => client.get(call.url.clone()),
    };
    request = request.headers(traced::named()).header(ACCEPT, call.accept);
    if let Some(authorization) = call.authorization {
        request = request.header(AUTHORIZATION, authorization);
    }
    let unreachable = |fault: &reqwest::Error| {
        if fault.is_timeout() {
            SignInFault::ProviderTimeout
        } else {
            let kind = if fault.is_connect() { "no connection" } else { "the connection broke" };
            SignInFault::ProviderUnreachable(format!("{kind} at its {}", call.endpoint))
        }
    };
    let mut response = request.send().await.map_err(|f| unreachable(&f))?;
    let status = response.status().as_u16();
    let content_type = content_type(response.headers());
    let announced = response.content_length().unwrap_or(0);
    if announced > LARGEST_ANSWER as u64 {
        return Err(SignInFault::AnswerTooLarge(call.endpoint));
    }
    let mut body = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|f| unreachable(&f))? {
        if body.len() + chunk.len() > LARGEST_ANSWER {
            return Err(SignInFault::AnswerTooLarge(call.endpoint));
        }
        body.extend_from_slice(&chunk);
    }
    Ok(Answer { endpoint: call.endpoint, status, content_type, body })
}

async fn in_process(provider: Router, call: Call<'_>) -> Result<Answer, SignInFault> {
    let broken =
        || SignInFault::ProviderUnreachable(format!("no answer in process at {}", call.endpoint));
    let path = &call.url[url::Position::BeforePath..url::Position::AfterQuery];
    let mut request = Request::builder()
        .method(if call.form.is_some() { Method::POST } else { Method::GET })
        .uri(path)
        .header(ACCEPT, call.accept);
    if let Some(authorization) = call.authorization {
        request = request.header(AUTHORIZATION, authorization);
    }
    if call.form.is_some() {
        request = request.header(CONTENT_TYPE, "application/x-www-form-urlencoded");
    }
    let body = call.form.map_or_else(Body::empty, Body::from);
    let request = request.body(body).map_err(|_| broken())?;
    let Ok(response) = provider.oneshot(request).await;
    let status = response.status().as_u16();
    let content_type = content_type(response.headers());
    let body = axum::body::to_bytes(response.into_body(), LARGEST_ANSWER)
        .await
        .map_err(|_| SignInFault::AnswerTooLarge(call.endpoint))?;
    Ok(Answer { endpoint: call.endpoint, status, content_type, body: body.into() })
}

fn content_type(headers: &HeaderMap) -> String {
    let full = headers.get(CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    full.split(';').next().unwrap_or_default().trim().to_ascii_lowercase()
}

impl Answer {
    /// The same answer when its status is 200, or else the fault.
    pub(super) fn ok(self) -> Result<Self, SignInFault> {
        if self.status == 200 {
            Ok(self)
        } else {
            Err(SignInFault::ProviderStatus { endpoint: self.endpoint, status: self.status })
        }
    }

    /// The body as one JSON object without doubled names.
    pub(super) fn object(&self) -> Result<Map<String, Value>, SignInFault> {
        strict_json::object(&self.body).map_err(|fault| match fault {
            Unreadable::Doubled => SignInFault::Duplicate(self.endpoint),
            Unreadable::NotAnObject => {
                SignInFault::AnswerMalformed { endpoint: self.endpoint, what: "not a JSON object" }
            }
        })
    }
}
