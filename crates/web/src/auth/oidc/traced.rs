//! A call to the provider as traces show it, and the name of the trace on its way there.

use axum::http::{HeaderMap, HeaderName, HeaderValue};
use fla_app::TRACES;
use opentelemetry::propagation::Injector;
use opentelemetry::{Context, global};
use tracing::field::Empty;
use tracing::{Span, info_span};

use super::channel::{Answer, Call};
use crate::auth::SignInFault;

/// The span of a call: its address is told without path and query.
pub(super) fn span(call: &Call<'_>) -> Span {
    let method = if call.form.is_some() { "POST" } else { "GET" };
    info_span!(
        target: TRACES,
        "http.client",
        otel.name = method,
        otel.kind = "client",
        otel.status_code = Empty,
        http.request.method = method,
        http.response.status_code = Empty,
        server.address = call.url.host_str(),
        fla.oidc.endpoint = call.endpoint,
    )
}

/// What came of it.
pub(super) fn ended(span: &Span, answer: &Result<Answer, SignInFault>) {
    let status = answer.as_ref().map(|answer| answer.status);
    if let Ok(status) = status {
        span.record("http.response.status_code", i64::from(status));
    }
    if !matches!(status, Ok(..500)) {
        span.record("otel.status_code", "ERROR");
    }
}

/// The headers that name the span under way to whoever is called: none where no traces are sent.
pub(super) fn named() -> HeaderMap {
    let mut headers = Headers(HeaderMap::new());
    global::get_text_map_propagator(|propagator| {
        propagator.inject_context(&Context::current(), &mut headers);
    });
    headers.0
}

struct Headers(HeaderMap);

impl Injector for Headers {
    fn set(&mut self, key: &str, value: String) {
        // A trace that holds nothing of others' makes an empty `tracestate`.
        if let (false, Ok(name), Ok(value)) =
            (value.is_empty(), HeaderName::try_from(key), HeaderValue::try_from(value))
        {
            self.0.insert(name, value);
        }
    }
}
