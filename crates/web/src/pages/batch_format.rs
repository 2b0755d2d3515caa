//! What a batch file looks like: schemas and examples for whoever makes software, open to everybody.

use askama::Template;
use axum::Router;
use axum::extract::{FromRef, Path};
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use fla_formats::answer::{ACRF_SCHEMA, NOTI_SCHEMA};
use fla_formats::batch_file::{EXAMPLES, SCHEMA, SCHEMA_NAME};

use crate::front::Front;
use crate::i18n::T;
use crate::page::{Cache, Page, Section};
use crate::viewer::Viewer;

/// The schemas: of the file, and of both answers, each with what it is a schema of.
const SCHEMAS: [(&str, &str, &str); 3] = [
    (SCHEMA_NAME, SCHEMA, "file"),
    ("FlaAcrf_20264.xsd", ACRF_SCHEMA, "acrf"),
    ("FlaNoti_20264.xsd", NOTI_SCHEMA, "noti"),
];
/// How the names of examples begin.
const EXAMPLE: &str = "FlaDeclaration_20264_";

/// The routes.
pub fn routes<S>() -> Router<S>
where
    Front: FromRef<S>,
    S: Clone + Send + Sync + 'static,
{
    Router::new().route("/batch-files", get(show)).route("/batch-files/{name}", get(file))
}

#[derive(Template)]
#[template(path = "pages/batch_format.html")]
struct Format {
    t: T,
    /// Where, its name, what it is.
    schemas: Vec<(String, String, String)>,
    examples: Vec<(String, String, String)>,
}

async fn show(viewer: Viewer) -> impl IntoResponse {
    let t = viewer.t;
    let link = |name: &str, key: String| {
        (format!("/batch-files/{name}"), name.to_owned(), t.get(&key).into_owned())
    };
    let examples = EXAMPLES.iter().map(|(name, _)| {
        let case = name.trim_start_matches(EXAMPLE).trim_end_matches(".xml");
        link(name, format!("files-example-{case}"))
    });
    let body = Format {
        t,
        schemas: SCHEMAS
            .iter()
            .map(|(name, _, what)| link(name, format!("files-schema-{what}")))
            .collect(),
        examples: examples.collect(),
    };
    Page::new(viewer, t.get("files-format"), body).cache(Cache::Public).section(Section::Help)
}

async fn file(Path(name): Path<String>) -> Response {
    let schemas = SCHEMAS.iter().map(|(name, text, _)| (*name, *text));
    let found = schemas.chain(EXAMPLES.iter().copied()).find(|(known, _)| *known == name);
    let Some((_, text)) = found else { return StatusCode::NOT_FOUND.into_response() };
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static("application/xml; charset=utf-8")),
        (header::CACHE_CONTROL, HeaderValue::from_static("public, max-age=3600")),
        (header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff")),
    ];
    (headers, text).into_response()
}
