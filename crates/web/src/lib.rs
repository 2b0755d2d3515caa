//! The web channel: pages in four languages, assets, security headers.
//!
//! | room | what it holds |
//! |---|---|
//! | [`i18n`] | every text, date, number and amount in four languages |
//! | [`page`], [`view`] | a page as a value, and the components of its body |
//! | [`visitor`] | language, colours and identity of who looks |
//! | [`pages`] | the pages, one file for each noun |
//! | [`assets`], [`headers`] | style sheets and scripts, and the headers that keep a page to itself |
//! | [`committees`] | names of the joint committees |

pub mod assets;
pub mod committees;
pub mod headers;
pub mod i18n;
pub mod page;
pub mod pages;
pub mod state;
pub mod view;
pub mod visitor;

use axum::Router;
use axum::http::StatusCode;
use axum::middleware::from_fn_with_state;
use axum::routing::get;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use tower_http::csrf::CsrfLayer;

pub use state::{Clock, Settings, Site};

/// The whole site: pages, assets, and around them, from the outside in, security headers, pages
/// for failures, the last resort for panics, and the refusal of forms sent from other sites.
pub fn router(site: Site) -> Router {
    let security = headers::SecurityHeaders::new(&site.settings.form_origins);
    Router::new()
        .merge(pages::router())
        .fallback(async || StatusCode::NOT_FOUND)
        .method_not_allowed_fallback(async || StatusCode::METHOD_NOT_ALLOWED)
        .layer(CsrfLayer::new())
        .layer(CatchPanicLayer::new())
        .layer(from_fn_with_state(site.clone(), pages::failure::finish))
        .merge(assets_router())
        .layer(from_fn_with_state(security, headers::apply))
        .with_state(site)
}

/// Assets never depend on who asks, so compressing them gives nothing away.
fn assets_router() -> Router<Site> {
    Router::new()
        .route("/assets/{digest}/{*path}", get(assets::serve))
        .route("/favicon.ico", get(assets::favicon))
        .layer(CompressionLayer::new())
}
