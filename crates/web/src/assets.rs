//! Style sheets, scripts and pictures: part of the binary, under an address that changes with
//! their content, so that browsers may keep them for ever.
//!
//! All files share one digest in the path (`/assets/<digest>/js/app.js`), so that they can name
//! each other by relative addresses without a build step. The style sheets by subject are served
//! as one file.

use std::borrow::Cow;
use std::sync::LazyLock;

use axum::extract::Path;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use rust_embed::Embed;
use sha2::{Digest, Sha256};

#[derive(Embed)]
#[folder = "assets"]
struct Files;

/// The order in which the style sheets build on each other.
const STYLES: [&str; 12] = [
    "css/tokens.css",
    "css/base.css",
    "css/layout.css",
    "css/forms.css",
    "css/tables.css",
    "css/components.css",
    "css/figures.css",
    "css/charts.css",
    "css/public.css",
    "css/help.css",
    "css/reference.css",
    "css/print.css",
];

static DIGEST: LazyLock<String> = LazyLock::new(|| {
    let mut paths: Vec<_> = Files::iter().collect();
    paths.sort_unstable();
    let mut hash = Sha256::new();
    for path in paths {
        hash.update(path.as_bytes());
        hash.update(content(&path).unwrap_or_default());
    }
    hash.finalize().iter().take(8).fold(String::new(), |text, byte| format!("{text}{byte:02x}"))
});

fn content(path: &str) -> Option<Cow<'static, [u8]>> {
    if path == "app.css" {
        let mut all = Vec::new();
        for style in STYLES {
            all.extend_from_slice(&Files::get(style)?.data);
            all.push(b'\n');
        }
        return Some(all.into());
    }
    Files::get(path).map(|file| file.data)
}

fn media_type(path: &str) -> Option<&'static str> {
    Some(match path.rsplit_once('.')?.1 {
        "css" => "text/css; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "webmanifest" => "application/manifest+json",
        _ => return None,
    })
}

/// The address of an asset, such as `asset("app.css")`.
pub fn asset(path: &str) -> String {
    format!("/assets/{}/{path}", *DIGEST)
}

/// Serves an asset. A digest of another release gets today's file for the moment, so that pages
/// keep their looks while instances of two releases run side by side.
pub async fn serve(Path((digest, path)): Path<(String, String)>) -> Response {
    let (Some(body), Some(kind)) = (content(&path), media_type(&path)) else {
        return StatusCode::NOT_FOUND.into_response();
    };
    let keep = if digest == *DIGEST && !cfg!(debug_assertions) {
        "public, max-age=31536000, immutable"
    } else {
        "no-cache"
    };
    (
        [
            (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
            (header::CACHE_CONTROL, HeaderValue::from_static(keep)),
        ],
        body,
    )
        .into_response()
}

/// The mark, where browsers look for it without being told.
pub async fn favicon() -> Response {
    serve(Path((DIGEST.clone(), "img/mark.svg".to_owned()))).await
}

/// The text of a style sheet, for tests that read it.
#[cfg(test)]
pub(crate) fn style(path: &str) -> String {
    let file = Files::get(path).expect("the style sheet is there");
    String::from_utf8_lossy(&file.data).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_has_a_type_and_every_style_sheet_is_served() {
        for path in Files::iter() {
            assert!(media_type(&path).is_some(), "{path}");
            if path.ends_with(".css") {
                assert!(STYLES.contains(&path.as_ref()), "{path} is not in the list");
            }
        }
        assert!(content("app.css").is_some_and(|css| css.len() > 1000));
    }

    #[tokio::test]
    async fn nothing_outside_the_folder_is_served() {
        for path in ["../Cargo.toml", "css/../../Cargo.toml", "", "css", "js/none.js"] {
            let answer = serve(Path((DIGEST.clone(), path.to_owned()))).await;
            assert_eq!(answer.status(), StatusCode::NOT_FOUND, "{path}");
        }
    }
}
