//! Mandates: those an employer gave, those a provider holds, and the employers that provider serves.

mod clients;
mod forms;
mod list;

use axum::Router;
use axum::routing::{get, post};

use crate::state::Site;

pub(super) use list::{quarters, scopes};

/// The routes of mandates.
pub fn router() -> Router<Site> {
    Router::new()
        .route("/register/{employer}/mandates", get(list::show).post(forms::give))
        .route("/register/{employer}/mandates/{mandate}/answer", post(forms::answer))
        .route("/register/{employer}/mandates/{mandate}/end", get(forms::ask_end).post(forms::end))
        .route("/register/{employer}/clients", get(clients::show))
}
