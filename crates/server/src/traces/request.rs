//! The span of a request, and the trace of the caller to which it belongs.

use axum::http::{HeaderMap, Method, StatusCode};
use fla_app::TRACES;
use opentelemetry::Context;
use opentelemetry::propagation::{Extractor, TextMapPropagator as _};
use opentelemetry_sdk::propagation::TraceContextPropagator;
use tracing::field::Empty;
use tracing::{Span, info_span};
use tracing_opentelemetry::OpenTelemetrySpanExt as _;

use crate::metrics::known;

/// The header that names the caller's span (W3C Trace Context).
const PARENT: &str = "traceparent";

/// What a span tells of a request.
pub struct Asked<'r> {
    pub method: &'r Method,
    /// The pattern of its address; `None` where there is none.
    pub route: Option<&'r str>,
    /// `http` or `https`, as whoever asked sees it.
    pub scheme: &'static str,
    /// The `BelGov-Trace-Id` of its answer.
    pub trace: &'r str,
    pub headers: &'r HeaderMap,
}

impl Asked<'_> {
    /// The span; none of what only tells how the register stands, and of files that never change.
    pub fn span(&self) -> Span {
        let quiet = |route: &str| {
            ["/health", "/assets"].iter().any(|begin| route.starts_with(begin))
                || route.strip_prefix(fla_api::BASE) == Some("/health")
        };
        if self.route.is_some_and(quiet) {
            return Span::none();
        }
        let method = known(self.method);
        let span = info_span!(
            target: TRACES,
            "http.server",
            otel.name = Empty,
            otel.kind = "server",
            otel.status_code = Empty,
            http.request.method = method,
            http.route = self.route,
            http.response.status_code = Empty,
            url.scheme = self.scheme,
            belgov.trace_id = self.trace,
        );
        if span.is_disabled() {
            return span;
        }
        // The conventions name a method that is no one's so.
        let verb = if method == "_OTHER" { "HTTP" } else { method };
        let name = self.route.map(|route| format!("{verb} {route}"));
        span.record("otel.name", name.as_deref().unwrap_or(verb));
        let caller = TraceContextPropagator::new()
            .extract_with_context(&Context::new(), &Caller(self.headers));
        // It was not begun yet, and the layer is there.
        let _ = span.set_parent(caller);
        span
    }
}

/// Tells how a request was answered.
pub fn answered(span: &Span, status: StatusCode) {
    span.record("http.response.status_code", i64::from(status.as_u16()));
    if status.is_server_error() {
        span.record("otel.status_code", "ERROR");
    }
}

/// What is taken of a caller: the name of its span alone. `tracestate` and `baggage` hold what others
/// wrote, and would be sent on.
struct Caller<'h>(&'h HeaderMap);

impl Extractor for Caller<'_> {
    fn get(&self, key: &str) -> Option<&str> {
        let mut given = self.0.get_all(PARENT).iter().filter(|_| key == PARENT);
        match (given.next(), given.next()) {
            (Some(only), None) => only.to_str().ok(),
            _ => None,
        }
    }

    fn keys(&self) -> Vec<&str> {
        vec![PARENT]
    }
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;
    use opentelemetry::trace::TraceContextExt as _;

    use super::*;

    const TRACE: &str = "0af7651916cd43dd8448eb211c80319c";

    /// The trace that a caller names, and whether it is one that is sent.
    fn named(headers: &[(&'static str, &'static str)]) -> Option<(String, bool)> {
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(*name, HeaderValue::from_static(value));
        }
        let found =
            TraceContextPropagator::new().extract_with_context(&Context::new(), &Caller(&map));
        let span = found.span();
        let span = span.span_context();
        assert!(span.trace_state().header().is_empty(), "{span:?}");
        span.is_valid().then(|| (span.trace_id().to_string(), span.is_sampled()))
    }

    #[test]
    fn a_caller_names_its_span_and_nothing_else() {
        const KEPT: &str = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";
        const LEFT: &str = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00";
        let trace = |kept| Some((TRACE.to_owned(), kept));
        assert_eq!(named(&[(PARENT, KEPT)]), trace(true));
        assert_eq!(named(&[(PARENT, LEFT)]), trace(false));
        assert_eq!(named(&[(PARENT, KEPT), ("tracestate", "a=09010199742")]), trace(true));
        for bad in ["", "00-0af76519", "00-00000000000000000000000000000000-b7ad6b7169203331-01"] {
            assert_eq!(named(&[(PARENT, bad)]), None, "{bad}");
        }
        assert_eq!(named(&[(PARENT, KEPT), (PARENT, LEFT)]), None);
        assert_eq!(named(&[]), None);
    }
}
