//! The accessibility statement.

use askama::Template;
use axum::extract::State;
use axum::response::IntoResponse;

use crate::front::Front;
use crate::i18n::T;
use crate::page::{Cache, Page, Width};
use crate::viewer::Viewer;

#[derive(Template)]
#[template(path = "pages/accessibility.html")]
struct Accessibility {
    t: T,
    contact: String,
}

pub async fn show(viewer: Viewer, State(front): State<Front>) -> impl IntoResponse {
    let t = viewer.t;
    let body = Accessibility { t, contact: front.settings.contact.clone() };
    Page::new(viewer, t.get("accessibility-title"), body).cache(Cache::Public).width(Width::Text)
}
