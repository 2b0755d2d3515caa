//! Pages for what did not work. A handler returns [`Failure`]; [`finish`] puts the words around
//! it in the viewer's language, and around the bare refusals of the framework too.

use askama::Template;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::address;
use crate::auth::{Mend, SignInFault, fallback};
use crate::front::Front;
use crate::i18n::T;
use crate::page::{Page, Width};
use crate::viewer::Viewer;

/// Why there is no page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The request cannot be read.
    BadRequest,
    /// Only for people who are signed in.
    SignInFirst,
    /// The role does not allow it.
    Forbidden,
    /// There is no such page, or not for this viewer.
    NotFound,
    /// Changed by somebody else.
    Conflict,
    /// Withdrawn.
    Gone,
    /// The service failed.
    Broken,
    /// The service cannot reach what it needs.
    Unavailable,
}

impl Failure {
    /// The HTTP status.
    pub const fn status(self) -> StatusCode {
        match self {
            Self::BadRequest => StatusCode::BAD_REQUEST,
            Self::SignInFirst => StatusCode::UNAUTHORIZED,
            Self::Forbidden => StatusCode::FORBIDDEN,
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Conflict => StatusCode::CONFLICT,
            Self::Gone => StatusCode::GONE,
            Self::Broken => StatusCode::INTERNAL_SERVER_ERROR,
            Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
        }
    }
}

impl IntoResponse for Failure {
    fn into_response(self) -> Response {
        self.status().into_response()
    }
}

/// The texts there are; any other status speaks with the first of its hundred.
const WITH_WORDS: [u16; 11] = [400, 401, 403, 404, 405, 409, 410, 413, 429, 500, 503];

#[derive(Template)]
#[template(path = "pages/failure.html")]
struct FailurePage {
    t: T,
    code: String,
    title: String,
    text: String,
    sign_in: bool,
    signed_in: bool,
}

/// Turns an answer that refuses without a page into a page. Answers in JSON, XML or any other
/// form of their own, and pages that already say what is wrong, pass unchanged.
pub async fn finish(State(front): State<Front>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let viewer = Viewer::of(&parts);
    if address::tells_ssin(&parts.uri) {
        return ssin_in_address(viewer);
    }
    let response = next.run(Request::from_parts(parts, body)).await;
    let status = response.status();
    if !(status.is_client_error() || status.is_server_error()) || speaks(response.headers()) {
        return response;
    }
    let mut page = page(&front, viewer, status);
    for name in [header::ALLOW, header::RETRY_AFTER, header::SET_COOKIE] {
        if let Some(value) = response.headers().get(&name) {
            page.headers_mut().insert(name, value.clone());
        }
    }
    page
}

/// The page that tells why signing in failed, with its code.
pub fn sign_in(fault: &SignInFault, viewer: Viewer) -> Response {
    let (t, language) = (viewer.t, viewer.t.language());
    let [title, _, _] = fallback::words(language);
    let body = FailurePage {
        t,
        code: fault.code().to_owned(),
        title: title.to_owned(),
        text: fallback::advice(fault.mend(), language).to_owned(),
        sign_in: true,
        signed_in: false,
    };
    let page = Page::new(viewer, title, body).status(fault.status()).width(Width::Text);
    let mut page = page.into_response();
    if fault.mend() == Mend::TryLater {
        page.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("60"));
    }
    page
}

/// The answer to an address with an SSIN in it. Neither the number nor the address is repeated.
fn ssin_in_address(mut viewer: Viewer) -> Response {
    "/".clone_into(&mut viewer.here);
    let t = viewer.t;
    let words = t.anomaly(&address::fault());
    let body = FailurePage {
        t,
        code: words.code,
        title: t.get("error-ssin-title").into_owned(),
        text: words.mend,
        sign_in: false,
        signed_in: viewer.identity.is_some(),
    };
    let page = Page::new(viewer, t.get("error-ssin-title"), body);
    page.status(StatusCode::BAD_REQUEST).width(Width::Text).into_response()
}

/// Whether an answer has words of its own: anything but nothing and plain text.
fn speaks(headers: &HeaderMap) -> bool {
    headers
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| !kind.as_bytes().starts_with(b"text/plain"))
}

fn page(front: &Front, viewer: Viewer, status: StatusCode) -> Response {
    let t = viewer.t;
    let code = status.as_u16();
    let words = WITH_WORDS.into_iter().find(|c| *c == code).unwrap_or(code / 100 * 100);
    let key = |end: &str| format!("error-{words}-{end}");
    let title = t.get(&key("title")).into_owned();
    let text = if words == 500 {
        t.one(&key("text"), "moment", t.moment((front.clock)()))
    } else {
        t.get(&key("text")).into_owned()
    };
    let signed_in = viewer.identity.is_some();
    let body = FailurePage {
        t,
        code: code.to_string(),
        title: title.clone(),
        text,
        sign_in: code == 401,
        signed_in,
    };
    Page::new(viewer, title, body).status(status).width(Width::Text).into_response()
}
