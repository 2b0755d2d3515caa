//! The start page.

use askama::Template;
use axum::extract::State;
use axum::response::IntoResponse;
use fla_domain::quantity::{DEFAULT_DAY_MINUTES, Minutes};
use jiff::civil::date;

use crate::front::Front;
use crate::i18n::T;
use crate::page::{Cache, Page, Section, Width};
use crate::view::{CreditMeter, CreditParts, Notice, Tone};
use crate::viewer::Viewer;

#[derive(Template)]
#[template(path = "pages/home.html")]
struct Home {
    t: T,
    specimen: CreditMeter,
    public: Notice,
    operator: String,
}

/// Five days for a full-time employee: three followed, half a day planned.
const EXAMPLE: CreditParts = CreditParts {
    right: Minutes(5 * 456),
    carried: Minutes(0),
    followed: Minutes(3 * 456),
    planned: Minutes(228),
};

pub async fn show(viewer: Viewer, State(front): State<Front>) -> impl IntoResponse {
    let t = viewer.t;
    let erased = front.today() >= date(2027, 1, 1);
    let fate = t.get(if erased { "home-public-after" } else { "home-public-before" });
    let body = Home {
        t,
        specimen: CreditMeter::new(t, "specimen", EXAMPLE, DEFAULT_DAY_MINUTES),
        public: Notice::new(Tone::Info, t.get("home-public-title"), fate),
        operator: front.settings.operator.clone(),
    };
    Page::new(viewer, t.get("home-title"), body)
        .cache(Cache::Public)
        .section(Section::Home)
        .width(Width::Wide)
}
