//! The security headers of every answer.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, REFERRER_POLICY, SERVER, SET_COOKIE,
    STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use axum::http::{HeaderMap, HeaderName, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use url::Url;

const NO_STORE: HeaderValue = HeaderValue::from_static("no-store");

/// Nothing of the device is asked for, so nothing is allowed.
const PERMISSIONS: &str = "accelerometer=(), autoplay=(), bluetooth=(), browsing-topics=(), \
     camera=(), display-capture=(), encrypted-media=(), fullscreen=(), gamepad=(), \
     geolocation=(), gyroscope=(), hid=(), identity-credentials-get=(), idle-detection=(), \
     local-fonts=(), magnetometer=(), microphone=(), midi=(), otp-credentials=(), payment=(), \
     picture-in-picture=(), publickey-credentials-create=(), publickey-credentials-get=(), \
     screen-wake-lock=(), serial=(), storage-access=(), usb=(), web-share=(), \
     window-management=(), xr-spatial-tracking=()";

/// The headers, written once.
#[derive(Clone)]
pub struct SecurityHeaders(Arc<Vec<(HeaderName, HeaderValue)>>);

impl SecurityHeaders {
    /// The headers of a site with this public URL. `form_action` lists the origins besides our
    /// own to which a form may lead, see
    /// [`OidcConfig::form_action_origins`](super::oidc::OidcConfig::form_action_origins); what is
    /// not an http(s) origin in it is left out.
    pub fn new(public_url: &Url, form_action: &[String]) -> Self {
        let https = public_url.scheme() == "https";
        let mut headers = vec![
            (CONTENT_SECURITY_POLICY, policy(public_url, form_action)),
            (X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
            (X_FRAME_OPTIONS, HeaderValue::from_static("DENY")),
            (named("cross-origin-opener-policy"), HeaderValue::from_static("same-origin")),
            (named("cross-origin-resource-policy"), HeaderValue::from_static("same-origin")),
            (named("permissions-policy"), HeaderValue::from_static(PERMISSIONS)),
        ];
        // `no-referrer` also makes browsers send `Origin: null` with forms. Over https they say
        // `Sec-Fetch-Site` instead; over plain http they do not, and a form could no longer be
        // told from a forged one.
        let referrer = if https { "no-referrer" } else { "same-origin" };
        headers.push((REFERRER_POLICY, HeaderValue::from_static(referrer)));
        if https {
            let two_years = HeaderValue::from_static("max-age=63072000; includeSubDomains");
            headers.push((STRICT_TRANSPORT_SECURITY, two_years));
        }
        Self(Arc::new(headers))
    }

    fn apply(&self, headers: &mut HeaderMap) {
        for (name, value) in self.0.iter() {
            // A page may be stricter than the rest of the site, so what it says itself stays.
            headers.entry(name).or_insert_with(|| value.clone());
        }
        headers.remove(SERVER);
        // Whatever nobody declared cacheable is not: every page of a signed-in person among it.
        // An answer that sets a cookie never is.
        if headers.contains_key(SET_COOKIE) || !headers.contains_key(CACHE_CONTROL) {
            headers.insert(CACHE_CONTROL, NO_STORE);
        }
    }
}

/// The layer: `axum::middleware::from_fn_with_state(SecurityHeaders::new(...), headers::secure)`.
/// It goes outermost, so that refusals of other layers carry the headers too.
pub async fn secure(State(own): State<SecurityHeaders>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    own.apply(response.headers_mut());
    response
}

fn policy(public_url: &Url, form_action: &[String]) -> HeaderValue {
    let own = public_url.origin();
    let mut origins: Vec<String> = form_action
        .iter()
        .filter_map(|text| Url::parse(text).ok())
        .filter(|url| matches!(url.scheme(), "http" | "https") && url.origin() != own)
        .map(|url| format!(" {}", url.origin().ascii_serialization()))
        .collect();
    origins.sort();
    origins.dedup();
    let text = format!(
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
         font-src 'self'; media-src 'self'; connect-src 'self'; form-action 'self'{}; base-uri 'none'; \
         frame-ancestors 'none'; require-trusted-types-for 'script'",
        origins.concat()
    );
    HeaderValue::from_str(&text).expect("origins in their ASCII form have no control characters")
}

const fn named(name: &'static str) -> HeaderName {
    HeaderName::from_static(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn applied(public: &str, given: &[(HeaderName, &'static str)]) -> HeaderMap {
        let public = Url::parse(public).unwrap();
        let idp = ["https://idp.example".to_owned(), "x; script-src *".to_owned()];
        let mut headers = HeaderMap::new();
        for (name, value) in given {
            headers.insert(name, HeaderValue::from_static(value));
        }
        SecurityHeaders::new(&public, &idp).apply(&mut headers);
        headers
    }

    #[test]
    fn an_https_site_has_them_all() {
        let headers = applied("https://fla.example/", &[(SERVER, "x/1.0")]);
        assert_eq!(
            headers[CONTENT_SECURITY_POLICY],
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
             font-src 'self'; media-src 'self'; connect-src 'self'; \
             form-action 'self' https://idp.example; base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'"
        );
        assert_eq!(headers[X_CONTENT_TYPE_OPTIONS], "nosniff");
        assert_eq!(headers[REFERRER_POLICY], "no-referrer");
        assert_eq!(headers["cross-origin-opener-policy"], "same-origin");
        assert_eq!(headers["cross-origin-resource-policy"], "same-origin");
        assert_eq!(headers[STRICT_TRANSPORT_SECURITY], "max-age=63072000; includeSubDomains");
        assert_eq!(headers[CACHE_CONTROL], "no-store");
        assert!(
            headers["permissions-policy"].to_str().unwrap().split(", ").all(|f| f.ends_with("=()"))
        );
        assert!(!headers.contains_key(SERVER));
    }

    #[test]
    fn plain_http_has_no_transport_security() {
        let headers = applied("http://localhost:8080/", &[]);
        assert!(!headers.contains_key(STRICT_TRANSPORT_SECURITY));
        assert_eq!(headers[REFERRER_POLICY], "same-origin");
    }

    #[test]
    fn assets_may_be_kept_but_never_with_a_cookie() {
        let asset = (CACHE_CONTROL, "public, max-age=31536000, immutable");
        let url = "https://fla.example/";
        assert_eq!(applied(url, std::slice::from_ref(&asset))[CACHE_CONTROL], asset.1);
        let with_cookie = applied(url, &[asset, (SET_COOKIE, "a=b")]);
        assert_eq!(with_cookie[CACHE_CONTROL], "no-store");
    }

    #[test]
    fn a_stricter_page_stays_stricter() {
        let headers =
            applied("https://fla.example/", &[(CONTENT_SECURITY_POLICY, "default-src 'none'")]);
        assert_eq!(headers[CONTENT_SECURITY_POLICY], "default-src 'none'");
    }
}
