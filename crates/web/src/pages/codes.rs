//! The public catalogue of anomaly codes.

use askama::Template;
use axum::response::IntoResponse;

use crate::i18n::{AnomalyText, CATALOGUE, T, example};
use crate::page::{Cache, Page, Section, Width};
use crate::view::Field;
use crate::viewer::Viewer;

struct Zone {
    id: String,
    label: String,
    codes: Vec<AnomalyText>,
}

#[derive(Template)]
#[template(path = "pages/codes.html")]
struct Codes {
    t: T,
    filter: Field,
    zones: Vec<Zone>,
    count: usize,
}

pub async fn show(viewer: Viewer) -> impl IntoResponse {
    let t = viewer.t;
    let zones: Vec<_> = CATALOGUE
        .iter()
        .map(|(zone, faults)| Zone {
            id: zone.code().to_ascii_lowercase(),
            label: t.zone(*zone),
            codes: faults.iter().map(|fault| t.anomaly(&example(*zone, *fault))).collect(),
        })
        .collect();
    let count = zones.iter().map(|zone| zone.codes.len()).sum();
    let filter = Field::search("filter", t.get("codes-filter"));
    Page::new(viewer, t.get("codes-title"), Codes { t, filter, zones, count })
        .cache(Cache::Public)
        .section(Section::Codes)
        .width(Width::Wide)
}
