//! The headers that keep a page to itself.

use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

/// Headers of every answer, made once at the start.
#[derive(Clone, Debug)]
pub struct SecurityHeaders(Vec<(HeaderName, HeaderValue)>);

impl SecurityHeaders {
    /// `form_origins`: where forms may lead besides ourselves. An origin that is no header value
    /// is left out: the browser then refuses the form, which is the safe side.
    pub fn new(form_origins: &[String]) -> Self {
        let mut policy = format!("{POLICY}; form-action 'self'");
        for origin in form_origins.iter().filter(|o| is_origin(o)) {
            policy.push(' ');
            policy.push_str(origin);
        }
        let policy = HeaderValue::from_str(&policy)
            .unwrap_or_else(|_| HeaderValue::from_static("default-src 'none'"));
        let mut headers = vec![(header::CONTENT_SECURITY_POLICY, policy)];
        headers.extend(FIXED.iter().map(|(name, value)| {
            (HeaderName::from_static(name), HeaderValue::from_static(value))
        }));
        Self(headers)
    }
}

fn is_origin(text: &str) -> bool {
    url::Url::parse(text).is_ok_and(|u| u.origin().ascii_serialization() == text)
}

const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; \
    connect-src 'self'; manifest-src 'self'; base-uri 'none'; frame-ancestors 'none'; \
    require-trusted-types-for 'script'; trusted-types 'none'";

const FIXED: [(&str, &str); 8] = [
    ("strict-transport-security", "max-age=63072000; includeSubDomains"),
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "no-referrer"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    ("cross-origin-embedder-policy", "require-corp"),
    (
        "permissions-policy",
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), \
         magnetometer=(), microphone=(), payment=(), usb=()",
    ),
];

/// Puts the headers on an answer that does not set them itself.
pub async fn apply(
    State(SecurityHeaders(list)): State<SecurityHeaders>,
    request: Request,
    next: Next,
) -> Response {
    let mut response = next.run(request).await;
    for (name, value) in &list {
        response.headers_mut().entry(name).or_insert_with(|| value.clone());
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_true_origins_reach_the_policy() {
        let wanted = ["https://idp.example.org".to_owned(), "https://x.org; script-src *".to_owned()];
        let SecurityHeaders(list) = SecurityHeaders::new(&wanted);
        let policy = list[0].1.to_str().unwrap();
        assert!(policy.ends_with("form-action 'self' https://idp.example.org"), "{policy}");
        assert_eq!(list.len(), 1 + FIXED.len());
    }
}
