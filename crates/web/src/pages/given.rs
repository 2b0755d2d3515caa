//! What a training provider reports: the form, the list, what became of it, and the link by which
//! participants confirm themselves.

mod attend;
mod form;
mod people;
mod show;

pub(super) use show::tone;

use axum::Router;
use axum::routing::{get, post};
use fla_domain::quantity::Minutes;
use fla_domain::training::TrainingDetails;

use super::trainings::period;

use crate::i18n::T;
use crate::state::Site;

/// The routes of reporting.
pub fn router() -> Router<Site> {
    Router::new()
        .route("/register/{employer}/given", get(show::list))
        .route("/register/{employer}/given/new", get(form::new).post(form::send))
        .route("/register/{employer}/given/{report}", get(show::one))
        .route("/register/{employer}/given/{report}/withdraw", post(show::withdraw))
        .route("/attend/{provider}/{secret}", get(attend::show).post(attend::confirm))
}

/// The days and the duration of a training in a line.
pub fn when(t: T, details: &TrainingDetails, minutes: Minutes) -> String {
    format!("{}, {}", period(t, details), t.hours(minutes))
}
