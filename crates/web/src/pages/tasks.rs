//! What must be done next for an employer, and by when.

mod digest;
mod everywhere;
mod letter;
mod line;
mod list;
mod settle;

use axum::Router;
use axum::routing::get;

use crate::state::Site;

pub use digest::MailIsSent;
pub use letter::letter;

/// The routes of the tasks.
pub fn router() -> Router<Site> {
    let at = |end: &str| format!("/register/{{employer}}/tasks{end}");
    Router::new()
        .route(&at(""), get(list::show))
        .route("/register/tasks", get(everywhere::show))
        .route(&at("/settle"), get(settle::show).post(settle::send))
        .route(&at("/digest"), get(digest::show).post(digest::send))
        .route(&at("/outbox"), get(digest::outbox))
}
