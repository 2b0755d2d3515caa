//! How to save what the public FLA holds of oneself before it is erased, and bring it here.

use askama::Template;
use axum::extract::State;
use axum::response::IntoResponse;
use jiff::civil::date;

use crate::front::Front;
use crate::i18n::T;
use crate::page::{Cache, Page, Section};
use crate::view::{Notice, Tone};
use crate::viewer::Viewer;

/// The kinds of file, as the ends of their keys.
const FORMS: [&str; 5] = ["sheet", "xml", "pdf", "paste", "picture"];

#[derive(Template)]
#[template(path = "pages/keep.html")]
struct Keep {
    t: T,
    until: Notice,
    steps: Vec<(String, String)>,
    forms: Vec<(String, String)>,
}

pub async fn show(viewer: Viewer, State(front): State<Front>) -> impl IntoResponse {
    let t = viewer.t;
    let erased = front.today() >= date(2027, 1, 1);
    let (tone, when) = if erased { (Tone::Neutral, "after") } else { (Tone::Warning, "before") };
    let pair = |key: String| (t.get(&key).into_owned(), t.prose(&format!("{key}-text")));
    let body = Keep {
        t,
        until: Notice::new(
            tone,
            t.get(&format!("keep-{when}")),
            t.get(&format!("keep-{when}-text")),
        ),
        steps: ["ask", "save", "bring"].map(|step| pair(format!("keep-{step}"))).into(),
        forms: FORMS.map(|form| pair(format!("keep-form-{form}"))).into(),
    };
    Page::new(viewer, t.get("keep-title"), body).cache(Cache::Public).section(Section::Help)
}
