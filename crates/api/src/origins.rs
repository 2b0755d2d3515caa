//! Pages of other sites that may call the API from a browser (CORS, <https://fetch.spec.whatwg.org>):
//! those that the operator names and no others. They bring a token of their own; no cookie is let
//! through, and none is read.

use std::time::Duration;

use axum::http::header::{
    ACCEPT, ACCEPT_LANGUAGE, AUTHORIZATION, CONTENT_TYPE, ETAG, IF_MATCH, IF_NONE_MATCH, LINK,
    LOCATION, RETRY_AFTER, WWW_AUTHENTICATE,
};
use axum::http::{HeaderName, HeaderValue, Method};
use fla_web::Settings;
use tower_http::cors::CorsLayer;

use crate::around::{RELATED, TRACE};
use crate::batch_files::{UPLOAD_COMPLETE, UPLOAD_LENGTH, UPLOAD_LIMIT};
use crate::deprecation::{DEPRECATION, SUNSET};
use crate::problem::UPLOAD_OFFSET;

/// How long a browser may go by what it was told of an operation.
const REMEMBERED: Duration = Duration::from_mins(10);

/// What stands around the API for them; `None` where nobody is named, so that a browser is told
/// nothing at all.
pub fn layer(settings: &Settings) -> Option<CorsLayer> {
    let origins: Vec<HeaderValue> =
        settings.api_origins.iter().filter_map(|origin| origin.parse().ok()).collect();
    let of = HeaderName::from_static;
    (!origins.is_empty()).then(|| {
        CorsLayer::new()
            .allow_origin(origins)
            .allow_methods([
                Method::GET,
                Method::HEAD,
                Method::POST,
                Method::PUT,
                Method::PATCH,
                Method::DELETE,
            ])
            .allow_headers([
                ACCEPT,
                ACCEPT_LANGUAGE,
                AUTHORIZATION,
                CONTENT_TYPE,
                IF_MATCH,
                IF_NONE_MATCH,
                of("idempotency-key"),
                of("dpop"),
                of("repr-digest"),
                UPLOAD_COMPLETE,
                UPLOAD_LENGTH,
                UPLOAD_OFFSET,
                TRACE,
            ])
            .expose_headers([
                ETAG,
                LINK,
                LOCATION,
                RETRY_AFTER,
                WWW_AUTHENTICATE,
                TRACE,
                RELATED,
                DEPRECATION,
                SUNSET,
                of("fla-sandbox"),
                UPLOAD_COMPLETE,
                UPLOAD_LENGTH,
                UPLOAD_LIMIT,
                UPLOAD_OFFSET,
            ])
            .max_age(REMEMBERED)
    })
}
