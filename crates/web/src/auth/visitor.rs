//! Who is at the door: the extractors that pages use.

use std::sync::Arc;

use aws_lc_rs::{constant_time, hmac};
use axum::extract::{FromRef, FromRequestParts, OptionalFromRequestParts};
use axum::http::header::LOCATION;
use axum::http::request::Parts;
use axum::http::{HeaderValue, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use url::form_urlencoded::byte_serialize;

use super::cookies::Cookie;
use super::session::Session;
use super::{Auth, ReturnPath, SignInFault, Token};

/// Somebody who asks for a page.
#[derive(Clone, Debug)]
pub enum Visitor {
    /// Nobody we know.
    Anonymous,
    /// A person with a session.
    SignedIn(SignedIn),
}

impl Visitor {
    /// The session, if any.
    pub fn session(&self) -> Option<&Session> {
        match self {
            Self::Anonymous => None,
            Self::SignedIn(person) => Some(&person.session),
        }
    }
}

/// A person with a session. As an extractor it asks for one: somebody without is sent to sign in
/// when opening a page, and is answered 401 otherwise.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// The session.
    pub session: Arc<Session>,
    form_token: String,
}

impl SignedIn {
    /// What every form of this session carries in its hidden field
    /// [`FORM_TOKEN`](super::csrf::FORM_TOKEN).
    pub fn form_token(&self) -> &str {
        &self.form_token
    }

    /// Whether a form carries the token of this session.
    pub fn owns_form(&self, sent: &str) -> bool {
        constant_time::verify_slices_are_equal(self.form_token.as_bytes(), sent.as_bytes()).is_ok()
    }
}

/// A keyed hash of the session token: known to the pages of this session and to nobody else,
/// nothing to store, and of no use for finding the session token.
fn form_token(session: &Token) -> String {
    let key = hmac::Key::new(hmac::HMAC_SHA256, session.reveal().as_bytes());
    URL_SAFE_NO_PAD.encode(hmac::sign(&key, b"fla form token"))
}

impl<S> FromRequestParts<S> for Visitor
where
    Auth: FromRef<S>,
    S: Send + Sync,
{
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Response> {
        // One look at the store for a request, however many handlers and layers ask.
        if let Some(known) = parts.extensions.get::<Self>() {
            return Ok(known.clone());
        }
        let auth = Auth::from_ref(state);
        let visitor = match auth.cookies().read(Cookie::Session, &parts.headers) {
            None => Self::Anonymous,
            Some(token) => {
                let found = auth.sessions().find(token.hash(), auth.now()).await;
                let found = found.map_err(|_| {
                    auth.fault_page(&SignInFault::StoreUnavailable, auth.language(parts))
                })?;
                found.map_or(Self::Anonymous, |session| {
                    Self::SignedIn(SignedIn {
                        session: Arc::new(session),
                        form_token: form_token(&token),
                    })
                })
            }
        };
        parts.extensions.insert(visitor.clone());
        Ok(visitor)
    }
}

impl<S> FromRequestParts<S> for SignedIn
where
    Auth: FromRef<S>,
    S: Send + Sync,
{
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Response> {
        match <Visitor as FromRequestParts<S>>::from_request_parts(parts, state).await? {
            Visitor::SignedIn(person) => Ok(person),
            Visitor::Anonymous => Err(to_sign_in(parts)),
        }
    }
}

impl<S> OptionalFromRequestParts<S> for SignedIn
where
    Auth: FromRef<S>,
    S: Send + Sync,
{
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Option<Self>, Response> {
        match <Visitor as FromRequestParts<S>>::from_request_parts(parts, state).await? {
            Visitor::SignedIn(person) => Ok(Some(person)),
            Visitor::Anonymous => Ok(None),
        }
    }
}

/// A page asked for without a session leads to sign-in and back; anything else is refused.
fn to_sign_in(parts: &Parts) -> Response {
    let unauthorized = StatusCode::UNAUTHORIZED;
    if !matches!(parts.method, Method::GET | Method::HEAD) {
        return unauthorized.into_response();
    }
    let wanted = parts.uri.path_and_query().and_then(|path| ReturnPath::parse(path.as_str()));
    let address = match wanted {
        Some(path) if path != ReturnPath::root() => {
            let path: String = byte_serialize(path.as_str().as_bytes()).collect();
            format!("/sign-in?return={path}")
        }
        _ => "/sign-in".to_owned(),
    };
    match HeaderValue::from_str(&address) {
        Ok(address) => (StatusCode::SEE_OTHER, [(LOCATION, address)]).into_response(),
        Err(_) => unauthorized.into_response(),
    }
}
