//! The step of the tour above a page.

use askama::Template;
use askama::filters::HtmlSafe;

use crate::i18n::T;
use crate::tour::Tour;

/// The step somebody is at: what it is about, and the ways on, back and out.
#[derive(Clone, Debug, Template)]
#[template(path = "components/tour.html")]
pub struct TourStep {
    t: T,
    step: String,
    title: String,
    text: String,
    back: String,
    /// The step itself, where its page is another one.
    show: Option<String>,
    next: Option<String>,
    previous: Option<String>,
    manual: String,
}

impl HtmlSafe for TourStep {}

impl TourStep {
    /// A step as it stands on the page at the address `here`.
    pub fn new(t: T, tour: Tour, here: &str) -> Self {
        let key = format!("tour-{}-{}", tour.kind.code(), tour.step);
        Self {
            t,
            step: t.two("tour-step", "number", tour.step, "count", tour.kind.length()),
            title: t.get(&key).into_owned(),
            text: t.get(&format!("{key}-text")).into_owned(),
            back: here.to_owned(),
            show: if tour.is_here(here) { None } else { Some(tour.code()) },
            next: tour.next().map(Tour::code),
            previous: tour.previous().map(Tour::code),
            manual: format!("/help/{}", tour.kind.code()),
        }
    }
}
