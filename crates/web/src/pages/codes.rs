//! The public catalogue of anomaly codes.

mod example;

use askama::Template;
use axum::response::IntoResponse;
use fla_domain::anomaly;

use crate::i18n::{AnomalyText, CATALOGUE, T, examples};
use crate::page::{Cache, Page, Section, Width};
use crate::view::Field;
use crate::viewer::Viewer;
use example::Example;

struct Zone {
    id: String,
    label: String,
    codes: Vec<Row>,
}

struct Row {
    /// The code, made unique by a number where one code has several reasons.
    id: String,
    text: AnomalyText,
    example: Option<Example>,
}

fn rows(t: T, zone: anomaly::Zone, fault: anomaly::Fault) -> Vec<Row> {
    let row = |(index, anomaly): (usize, &anomaly::Anomaly)| {
        let text = t.anomaly(anomaly);
        let id =
            if index == 0 { text.code.clone() } else { format!("{}-{}", text.code, index + 1) };
        Row { id, text, example: example::of(zone, fault) }
    };
    examples(zone, fault).iter().enumerate().map(row).collect()
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
            codes: faults
                .iter()
                .map(|fault| (zone, fault))
                .flat_map(|c| rows(t, *c.0, *c.1))
                .collect(),
        })
        .collect();
    let count = zones.iter().map(|zone| zone.codes.len()).sum();
    let filter = Field::search("filter", t.get("codes-filter"));
    Page::new(viewer, t.get("codes-title"), Codes { t, filter, zones, count })
        .cache(Cache::Public)
        .section(Section::Codes)
        .width(Width::Wide)
}
