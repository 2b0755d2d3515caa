//! What stands around every answer of the API: the trace id, the language, the headers that keep
//! answers out of caches, and problems written in the caller's language.

use std::sync::Arc;

use axum::Router;
use axum::extract::{Request, State};
use axum::http::header::{
    ACCEPT_LANGUAGE, ALLOW, CACHE_CONTROL, CONTENT_LANGUAGE, CONTENT_SECURITY_POLICY, VARY,
    X_CONTENT_TYPE_OPTIONS,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::middleware::{Next, from_fn, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use fla_domain::language::Language;
use fla_web::acting::TraceId;
use fla_web::i18n::{T, preferred};
use tower_http::catch_panic::CatchPanicLayer;

use crate::conditional::conditional;
use crate::negotiation::negotiate;
use crate::problem::Problem;
use crate::select::select;
use crate::sent::Sent;
use crate::{Api, deprecation};

/// The name of the request.
pub const TRACE: HeaderName = HeaderName::from_static("belgov-trace-id");
/// The name that the caller gave it.
pub const RELATED: HeaderName = HeaderName::from_static("belgov-related-trace-id");
/// Longest trace id of a caller that is sent back (rule `trc-header`).
const LONGEST_TRACE: usize = 36;

/// Puts it around the resources.
pub fn around(resources: Router<Api>, api: &Api) -> Router<Api> {
    resources
        .fallback(async || Problem::NotFound)
        .method_not_allowed_fallback(async || Problem::Method)
        .layer(CatchPanicLayer::custom(|_| {
            tracing::error!("a request of the API panicked");
            Problem::Internal.into_response()
        }))
        .layer(from_fn(select))
        .layer(from_fn(conditional))
        .layer(from_fn(negotiate))
        .layer(from_fn_with_state(api.clone(), deprecation::say))
        .layer(from_fn_with_state(api.clone(), finish))
}

/// The texts in the language that the caller prefers: English where it says nothing, as titles and
/// names are.
pub fn texts(headers: &HeaderMap) -> T {
    let header = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    T::new(header.and_then(preferred).unwrap_or(Language::En))
}

async fn finish(State(api): State<Api>, mut request: Request, next: Next) -> Response {
    let t = texts(request.headers());
    let trace = request.extensions().get::<TraceId>().map(|id| id.0.clone()).unwrap_or_default();
    let related = request.headers().get(&TRACE).filter(|id| id.len() <= LONGEST_TRACE).cloned();
    let sent = Arc::new(Sent::with(request.uri().query()));
    request.extensions_mut().insert(Arc::clone(&sent));
    let mut response = next.run(request).await;
    // A path that is no UTF-8, or a body that is too large, is refused in axum's own words.
    let problem = response.extensions_mut().remove::<Problem>().or(match response.status() {
        StatusCode::PAYLOAD_TOO_LARGE => Some(Problem::TooLarge),
        StatusCode::BAD_REQUEST => Some(Problem::NotFound),
        _ => None,
    });
    if let Some(problem) = problem {
        let allowed = response.headers_mut().remove(ALLOW);
        response = problem.render(t, api.public(), &trace, &sent);
        if let Some(allowed) = allowed {
            response.headers_mut().insert(ALLOW, allowed);
        }
    }
    let headers = response.headers_mut();
    if let Ok(trace) = HeaderValue::from_str(&trace) {
        headers.insert(TRACE, trace);
    }
    if let Some(related) = related {
        headers.insert(RELATED, related);
    }
    headers.insert(CONTENT_LANGUAGE, HeaderValue::from_static(t.code()));
    headers.append(VARY, HeaderValue::from_static("Accept-Language"));
    headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(CONTENT_SECURITY_POLICY, HeaderValue::from_static("default-src 'none'"));
    headers.entry(CACHE_CONTROL).or_insert(HeaderValue::from_static("no-store"));
    response
}
