//! Help that anybody can read: manuals by kind of user, questions, films, and the tour.

mod captions;
mod context;
mod entry;
mod faq;
mod film;
mod manual;
mod tour;

use axum::Router;
use axum::extract::FromRef;
use axum::routing::{get, post};

pub use context::part_about;

use crate::front::Front;

/// The routes of the help.
pub fn routes<S>() -> Router<S>
where
    Front: FromRef<S>,
    S: Clone + Send + Sync + 'static,
{
    Router::new()
        .route("/help", get(entry::show))
        .route("/help/faq", get(faq::show))
        .route("/help/{manual}", get(manual::show))
        .route("/help/films/{film}/{recorded}/{language}", get(captions::show))
        .route("/tour", post(tour::go))
}
