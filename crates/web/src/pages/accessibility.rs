//! The accessibility statement.

use askama::Template;
use axum::extract::State;
use axum::response::IntoResponse;

use crate::i18n::T;
use crate::page::{Cache, Page, Width};
use crate::state::Site;
use crate::visitor::Visitor;

#[derive(Template)]
#[template(path = "pages/accessibility.html")]
struct Accessibility {
    t: T,
    contact: String,
}

pub async fn show(visitor: Visitor, State(site): State<Site>) -> impl IntoResponse {
    let t = visitor.t;
    let body = Accessibility { t, contact: site.settings.contact.clone() };
    Page::new(visitor, t.get("accessibility-title"), body).cache(Cache::Public).width(Width::Text)
}
