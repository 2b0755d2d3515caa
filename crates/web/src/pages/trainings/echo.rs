//! Tells how a duration is understood while it is typed, so that there is one reading of it.

use axum::Json;
use axum::extract::Query;
use fla_domain::duration::parse_duration;
use serde::{Deserialize, Serialize};

use super::words;
use crate::acting::Acting;

/// What is typed so far.
#[derive(Deserialize)]
#[serde(default)]
#[derive(Default)]
pub struct Typed {
    text: String,
}

/// How it is understood; empty where it is not.
#[derive(Serialize)]
pub struct Understood {
    text: String,
}

/// The duration in hours, minutes and days.
pub async fn show(acting: Acting, Query(typed): Query<Typed>) -> Json<Understood> {
    let day = acting.employer.day_minutes;
    let read = parse_duration(&typed.text, day);
    let text = read.map(|m| words::duration(acting.viewer.t, m, day)).unwrap_or_default();
    Json(Understood { text })
}
