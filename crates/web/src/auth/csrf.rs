//! Requests that change something must come from our own pages.
//!
//! Two locks. The layer here looks at what the browser says about where a request comes from:
//!
//! | `Sec-Fetch-Site` | then | verdict |
//! |---|---|---|
//! | `same-origin`, `none` | | taken (`none`: the person did it themself, in the address bar or by reloading) |
//! | anything else | | refused; `same-site` too, a neighbour host is not us |
//! | absent | `Origin` is the public origin | taken |
//! | absent | `Origin` is anything else, `null` too | refused |
//! | absent | no `Origin`, `Referer` of the public origin | taken |
//! | absent | neither | refused |
//!
//! The second lock is the form token of the session ([`CheckedForm`]). tower-http's layer was
//! looked at and not used: it takes a request that has neither header, does not look at `Referer`,
//! and holds `Origin` against the `Host` header instead of the configured public URL.
//!
//! One address is let through, `POST /sign-out/back-channel`: no cookie counts there.
//!
//! The layer belongs around pages, not around the REST interface, which takes bearer tokens and
//! never a cookie.

use axum::body::Bytes;
use axum::extract::{FromRef, FromRequest, FromRequestParts, Request, State};
use axum::http::header::{ORIGIN, REFERER, VARY};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum_extra::extract::Form;
use serde::de::DeserializeOwned;
use url::{Url, form_urlencoded};

use super::{Auth, SignInFault, SignedIn, back_channel};

/// The name of the hidden field that carries the form token.
pub const FORM_TOKEN: &str = "csrf";

/// The origin our own pages have.
#[derive(Clone, Debug)]
pub struct OwnOrigin(String);

impl OwnOrigin {
    /// The origin of the public URL.
    pub fn of(public_url: &Url) -> Self {
        Self(public_url.origin().ascii_serialization())
    }

    /// Whether a request may change something, by the table above.
    pub fn admits(&self, headers: &HeaderMap) -> bool {
        let fetch_site: Vec<_> = headers.get_all("sec-fetch-site").iter().collect();
        let origin: Vec<_> = headers.get_all(ORIGIN).iter().collect();
        let referer: Vec<_> = headers.get_all(REFERER).iter().collect();
        match (fetch_site.as_slice(), origin.as_slice(), referer.as_slice()) {
            ([site], _, _) => matches!(site.as_bytes(), b"same-origin" | b"none"),
            ([], [origin], _) => origin.as_bytes() == self.0.as_bytes(),
            ([], [], [referer]) => {
                let url = referer.to_str().ok().and_then(|text| Url::parse(text).ok());
                url.is_some_and(|url| url.origin().ascii_serialization() == self.0)
            }
            _ => false,
        }
    }
}

/// The layer: `axum::middleware::from_fn_with_state(OwnOrigin::of(&public_url), csrf::guard)`.
pub async fn guard(State(own): State<OwnOrigin>, request: Request, next: Next) -> Response {
    // The provider's server posts there, without a browser and without a cookie; what it may do is
    // decided by a signature (see `back_channel`).
    let signed = *request.method() == Method::POST && request.uri().path() == back_channel::PATH;
    if signed || matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS) {
        return next.run(request).await;
    }
    let mut response = if own.admits(request.headers()) {
        next.run(request).await
    } else {
        tracing::warn!(
            method = %request.method(),
            path = request.uri().path(),
            own_origin = own.0,
            "refused a request that does not come from our own pages"
        );
        let text = "403 Forbidden: this request does not come from a page of this site. \
                    Open the page again and send the form from there.\n";
        (StatusCode::FORBIDDEN, text).into_response()
    };
    let vary = HeaderValue::from_static("Sec-Fetch-Site, Origin, Referer");
    response.headers_mut().append(VARY, vary);
    response
}

/// A form sent by a signed-in person from one of their own pages: a `Form<T>` (repeated fields fill lists) whose hidden
/// field [`FORM_TOKEN`] was checked against the session first.
#[derive(Clone, Debug)]
pub struct CheckedForm<T> {
    /// Who sent it.
    pub person: SignedIn,
    /// The fields.
    pub fields: T,
}

impl<S, T> FromRequest<S> for CheckedForm<T>
where
    Auth: FromRef<S>,
    S: Send + Sync,
    T: DeserializeOwned,
{
    type Rejection = Response;

    async fn from_request(request: Request, state: &S) -> Result<Self, Response> {
        let (mut parts, body) = request.into_parts();
        let person =
            <SignedIn as FromRequestParts<S>>::from_request_parts(&mut parts, state).await?;
        let auth = Auth::from_ref(state);
        let language = auth.language(&parts);
        let request = Request::from_parts(parts, body);
        let body =
            Bytes::from_request(request, state).await.map_err(IntoResponse::into_response)?;
        let pairs: Vec<_> = form_urlencoded::parse(&body).collect();
        let mut tokens = pairs.iter().filter(|(name, _)| name == FORM_TOKEN);
        let owned = match (tokens.next(), tokens.next()) {
            (Some((_, token)), None) => person.owns_form(token),
            _ => false,
        };
        if !owned {
            return Err(auth.fault_page(&SignInFault::FormToken, language));
        }
        let rest = pairs.iter().filter(|(name, _)| name != FORM_TOKEN);
        let text = form_urlencoded::Serializer::new(String::new()).extend_pairs(rest).finish();
        let body = Request::builder()
            .method(Method::POST)
            .header("content-type", "application/x-www-form-urlencoded")
            .body(text.into())
            .map_err(|_| StatusCode::BAD_REQUEST.into_response())?;
        let fields = Form::<T>::from_request(body, state).await;
        let Form(fields) = fields.map_err(IntoResponse::into_response)?;
        Ok(Self { person, fields })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn admits(headers: &[(&'static str, &'static str)]) -> bool {
        let own = OwnOrigin::of(&Url::parse("https://fla.example/").unwrap());
        let headers = headers
            .iter()
            .map(|(name, value)| (name.parse().unwrap(), HeaderValue::from_static(value)));
        let headers: Vec<(axum::http::HeaderName, HeaderValue)> = headers.collect();
        let mut map = HeaderMap::new();
        for (name, value) in headers {
            map.append(name, value);
        }
        own.admits(&map)
    }

    #[test]
    fn own_pages_are_admitted() {
        assert!(admits(&[("sec-fetch-site", "same-origin")]));
        assert!(admits(&[("sec-fetch-site", "same-origin"), ("origin", "null")]));
        assert!(admits(&[("sec-fetch-site", "none")]));
        assert!(admits(&[("origin", "https://fla.example")]));
        assert!(admits(&[("referer", "https://fla.example/account?year=2026")]));
    }

    #[test]
    fn everybody_else_is_refused() {
        for headers in [
            vec![],
            vec![("sec-fetch-site", "cross-site")],
            vec![("sec-fetch-site", "same-site")],
            vec![("sec-fetch-site", "")],
            vec![("sec-fetch-site", "Same-Origin")],
            vec![("sec-fetch-site", "cross-site"), ("origin", "https://fla.example")],
            vec![("sec-fetch-site", "same-origin"), ("sec-fetch-site", "cross-site")],
            vec![("origin", "null")],
            vec![("origin", "https://evil.example")],
            vec![("origin", "http://fla.example")],
            vec![("origin", "https://fla.example:444")],
            vec![("origin", "https://fla.example.evil.example")],
            vec![("origin", "https://FLA.example")],
            vec![("origin", "https://evil.example"), ("referer", "https://fla.example/")],
            vec![("origin", "https://fla.example"), ("origin", "https://evil.example")],
            vec![("referer", "https://evil.example/?https://fla.example/")],
            vec![("referer", "https://fla.example@evil.example/")],
            vec![("referer", "about:blank")],
        ] {
            assert!(!admits(&headers), "{headers:?}");
        }
    }
}
