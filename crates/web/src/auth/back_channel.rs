//! `POST /sign-out/back-channel`: the provider ends sessions here (Back-Channel Logout 1.0, sections 2.5 to 2.8).
//!
//! The provider's server calls, not a browser: there is no cookie, no `Sec-Fetch-Site` and no form
//! token. What is believed is the signature of the logout token, and nothing else of the request.

use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use url::form_urlencoded;

use super::{Auth, SignInFault};

/// The one address whose form may come from elsewhere.
pub(super) const PATH: &str = "/sign-out/back-channel";

/// The largest form that is read. A logout token has a dozen claims.
const LARGEST: usize = 32_768;

/// Ends the sessions the token names. Whether there were any is not told.
pub(super) async fn end(State(auth): State<Auth>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let mut response = match take(&auth, &parts.headers, body).await {
        Ok(ended) => {
            tracing::info!(ended, "the provider ended sessions");
            StatusCode::OK.into_response()
        }
        Err(fault) => {
            // Never the token: a fault says what is wrong with it in words of our own.
            tracing::warn!(code = fault.code(), %fault, "refused a logout token");
            // "Invalid" and "could not be done" are one answer in the specification.
            let error = r#"{"error":"invalid_request"}"#;
            (StatusCode::BAD_REQUEST, [(CONTENT_TYPE, "application/json")], error).into_response()
        }
    };
    response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    response
}

async fn take(auth: &Auth, headers: &HeaderMap, body: Body) -> Result<u64, SignInFault> {
    let form = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let form = form.split(';').next().unwrap_or_default().trim();
    if !form.eq_ignore_ascii_case("application/x-www-form-urlencoded") {
        return Err(SignInFault::BadCallback("not a form"));
    }
    let body = axum::body::to_bytes(body, LARGEST).await;
    let body = body.map_err(|_| SignInFault::BadCallback("too long, or broken off"))?;
    let mut tokens = form_urlencoded::parse(&body).filter(|(name, _)| name == "logout_token");
    let (Some((_, token)), None) = (tokens.next(), tokens.next()) else {
        return Err(SignInFault::BadCallback("no logout token, or two"));
    };
    let notice = auth.relying().logout_notice(&token, auth.now()).await?;
    let ended = auth.sessions().end_named(notice).await;
    ended.map_err(|_| SignInFault::StoreUnavailable)?.ok_or(SignInFault::LogoutReplayed)
}
