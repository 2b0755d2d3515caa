//! Pictures and films of the help: part of the binary, each under an address that changes with
//! its content. They may be asked for in pieces, as browsers do to move about in a film.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use rust_embed::Embed;

#[derive(Embed)]
#[folder = "media"]
struct Files;

/// The digest of each file, by its path.
static DIGESTS: LazyLock<BTreeMap<String, String>> = LazyLock::new(|| {
    let digest = |path: &str| {
        let hash = Files::get(path)?.metadata.sha256_hash();
        Some(hash.iter().take(8).fold(String::new(), |mut text, byte| {
            let _ = write!(text, "{byte:02x}");
            text
        }))
    };
    Files::iter().filter_map(|path| Some((path.to_string(), digest(&path)?))).collect()
});

/// The address of a file such as `films/import.nl.webm`; `None` where there is none.
pub fn address(path: &str) -> Option<String> {
    DIGESTS.get(path).map(|digest| format!("/media/{digest}/{path}"))
}

/// The text of a file.
pub fn text(path: &str) -> Option<String> {
    Files::get(path).map(|file| String::from_utf8_lossy(&file.data).into_owned())
}

fn media_type(path: &str) -> Option<&'static str> {
    Some(match path.rsplit_once('.')?.1 {
        "webm" => "video/webm",
        "webp" => "image/webp",
        _ => return None,
    })
}

/// Serves a file, or the piece of it that is asked for. A digest of another release gets today's
/// file, as with [`assets`](crate::assets).
pub async fn serve(Path((digest, path)): Path<(String, String)>, asked: HeaderMap) -> Response {
    let (Some(file), Some(kind)) = (Files::get(&path), media_type(&path)) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let current = DIGESTS.get(&path).is_some_and(|d| *d == digest);
    let keep = if current { "public, max-age=31536000, immutable" } else { "no-cache" };
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
        (header::CACHE_CONTROL, HeaderValue::from_static(keep)),
        (header::ACCEPT_RANGES, HeaderValue::from_static("bytes")),
    ];
    let whole = file.data.len();
    let Some(range) = asked.get(header::RANGE).and_then(|r| r.to_str().ok()) else {
        return (headers, file.data).into_response();
    };
    let size = whole.try_into().unwrap_or(u64::MAX);
    let Ok(ranges) = http_range_header::parse_range_header(range) else {
        return (headers, file.data).into_response();
    };
    let piece = ranges.validate(size).ok().and_then(|mut all| match all.as_mut_slice() {
        [only] => Some(std::mem::replace(only, 0..=0)),
        _ => None,
    });
    let Some((first, last)) = piece.and_then(|piece| {
        Some((usize::try_from(*piece.start()).ok()?, usize::try_from(*piece.end()).ok()?))
    }) else {
        let none = [(header::CONTENT_RANGE, format!("bytes */{whole}"))];
        return (StatusCode::RANGE_NOT_SATISFIABLE, none).into_response();
    };
    let part = file.data.get(first..=last).unwrap_or_default().to_vec();
    let range = [(header::CONTENT_RANGE, format!("bytes {first}-{last}/{whole}"))];
    (StatusCode::PARTIAL_CONTENT, headers, range, part).into_response()
}

#[cfg(test)]
mod tests {
    use axum::body::to_bytes;

    use super::*;

    async fn ask(path: &str, range: Option<&'static str>) -> (StatusCode, HeaderMap, usize) {
        let mut headers = HeaderMap::new();
        if let Some(range) = range {
            headers.insert(header::RANGE, HeaderValue::from_static(range));
        }
        let digest = DIGESTS.get(path).cloned().unwrap_or_default();
        let answer = serve(Path((digest, path.to_owned())), headers).await;
        let (parts, body) = answer.into_parts();
        let bytes = to_bytes(body, 1 << 24).await.unwrap();
        (parts.status, parts.headers, bytes.len())
    }

    #[tokio::test]
    async fn a_film_is_given_whole_and_in_pieces() {
        let film = DIGESTS.keys().find(|path| media_type(path) == Some("video/webm")).unwrap();
        let (status, headers, whole) = ask(film, None).await;
        assert_eq!(
            (status, &headers[header::CONTENT_TYPE]),
            (StatusCode::OK, &HeaderValue::from_static("video/webm"))
        );
        assert!(whole > 10_000);
        let (status, headers, length) = ask(film, Some("bytes=100-199")).await;
        assert_eq!((status, length), (StatusCode::PARTIAL_CONTENT, 100));
        assert_eq!(headers[header::CONTENT_RANGE], format!("bytes 100-199/{whole}"));
        let (status, _, length) = ask(film, Some("bytes=-50")).await;
        assert_eq!((status, length), (StatusCode::PARTIAL_CONTENT, 50));
        let (status, headers, _) = ask(film, Some("bytes=999999999-")).await;
        assert_eq!(status, StatusCode::RANGE_NOT_SATISFIABLE);
        assert_eq!(headers[header::CONTENT_RANGE], format!("bytes */{whole}"));
    }

    #[tokio::test]
    async fn nothing_else_is_given() {
        for path in ["../Cargo.toml", "films", "", "films/import.nl.json"] {
            assert_eq!(ask(path, None).await.0, StatusCode::NOT_FOUND, "{path}");
        }
    }

    #[test]
    fn all_of_it_stays_small() {
        let whole: usize = Files::iter().filter_map(|p| Files::get(&p)).map(|f| f.data.len()).sum();
        assert!(whole < 10_000_000, "{whole} bytes");
    }
}
