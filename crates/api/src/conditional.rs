//! Reads that are only answered where something changed: `If-None-Match` with the `ETag` that was read
//! last is answered with 304 and nothing else (RFC 9110, section 13.1.2; rule `prf-cach`). What is
//! nobody's (code lists and the contract) may be kept by whoever asks again before using it.

use axum::body::{Body, to_bytes};
use axum::extract::{MatchedPath, Request};
use axum::http::header::{
    ACCEPT, CACHE_CONTROL, CONTENT_LENGTH, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY,
};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use sha2::{Digest as _, Sha256};

use crate::BASE;
use crate::problem::Problem;

/// What two answers of the same bytes have in common.
pub fn print(bytes: &[u8]) -> String {
    let digest = Sha256::digest(bytes);
    let word = digest.iter().take(8).fold(0_u64, |all, byte| (all << 8) | u64::from(*byte));
    format!("{word:016x}")
}

/// Answers with 304 where what was read still stands.
pub async fn conditional(request: Request, next: Next) -> Response {
    if request.method() != Method::GET {
        return next.run(request).await;
    }
    let open = request.extensions().get::<MatchedPath>().is_some_and(|path| is_open(path.as_str()));
    let known: Vec<HeaderValue> =
        request.headers().get_all(IF_NONE_MATCH).iter().cloned().collect();
    let mut response = next.run(request).await;
    if open && response.status() == StatusCode::OK {
        response = marked(response).await;
    }
    let stands = response.headers().get(ETAG).is_some_and(|tag| names(&known, tag));
    if response.status() != StatusCode::OK || !stands {
        return response;
    }
    let (mut parts, _) = response.into_parts();
    parts.status = StatusCode::NOT_MODIFIED;
    parts.headers.remove(CONTENT_TYPE);
    parts.headers.remove(CONTENT_LENGTH);
    Response::from_parts(parts, Body::empty())
}

/// Whether a resource is nobody's, and the same to everybody.
fn is_open(path: &str) -> bool {
    let below = path.strip_prefix(BASE).unwrap_or(path);
    below.starts_with("/refData/") || below.starts_with("/doc/")
}

/// An answer with the mark of its bytes.
async fn marked(response: Response) -> Response {
    let (mut parts, body) = response.into_parts();
    let Ok(bytes) = to_bytes(body, usize::MAX).await else {
        return Problem::Internal.into_response();
    };
    if let Ok(tag) = HeaderValue::try_from(format!("\"{}\"", print(&bytes))) {
        parts.headers.insert(ETAG, tag);
    }
    parts.headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    // A browser is led from some of them to a page.
    parts.headers.append(VARY, HeaderValue::from(ACCEPT));
    Response::from_parts(parts, Body::from(bytes))
}

/// Whether the caller names this tag, or any.
fn names(known: &[HeaderValue], tag: &HeaderValue) -> bool {
    let opaque = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    let Ok(tag) = tag.to_str().map(opaque) else { return false };
    let mut all = known.iter().filter_map(|one| one.to_str().ok()).flat_map(|one| one.split(','));
    all.any(|one| one.trim() == "*" || opaque(one) == tag)
}

/// What `If-Match` takes for a version of a record that was not read.
pub fn tag(version: i64) -> String {
    format!("\"{version}\"")
}

/// The `ETag` of a version of a record, as it is answered.
pub fn etag(version: i64, answer: &[u8]) -> String {
    format!("\"{version}.{}\"", print(answer))
}

/// The version in an `ETag`, with or without the mark of the answer.
pub fn version(headers: &HeaderMap, name: &str) -> Option<i64> {
    let text = headers.get(name)?.to_str().ok()?.trim();
    let tag = text.strip_prefix('"')?.strip_suffix('"')?;
    let (version, print) = tag.split_once('.').unwrap_or((tag, "0"));
    let sound = print.len() <= 16 && print.bytes().all(|byte| byte.is_ascii_hexdigit());
    version.parse().ok().filter(|_| sound)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_compared_weakly() {
        let tag = HeaderValue::from_static("\"3.0a\"");
        let known = |text: &'static str| names(&[HeaderValue::from_static(text)], &tag);
        assert!(known("\"3.0a\"") && known("W/\"3.0a\"") && known("\"1\", \"3.0a\"") && known("*"));
        assert!(!known("\"3\"") && !known("3.0a") && !known(""));
        assert!(!names(&[], &tag));
    }

    #[test]
    fn a_version_is_read_with_or_without_its_mark() {
        let read = |text: &str| {
            let mut headers = HeaderMap::new();
            headers.insert("if-match", HeaderValue::from_str(text).unwrap());
            version(&headers, "if-match")
        };
        assert_eq!(read(&etag(3, b"x")), Some(3));
        assert_eq!(read("\"3\""), Some(3));
        for text in ["3", "\"\"", "\"3.x\"", "*", "\"a.0\"", "W/\"3\""] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
