//! The pages anybody can read without signing in, and the answers that are not pages.

mod accessibility;
mod batch_files;
mod batch_format;
mod cbe;
mod codes;
mod counts;
pub mod dashboard;
mod disputes;
pub mod evidence;
pub mod failure;
mod given;
pub mod help;
mod home;
mod inspection;
mod invitation;
mod keep;
mod mandates;
mod own;
mod paper;
mod preference;
pub mod reference;
mod regime;
pub mod register;
mod reported;
mod reports;
pub mod sandbox;
mod sheets;
pub mod software;
mod table_file;
pub mod tasks;
pub mod trainings;
mod webhooks;

use axum::Router;
use axum::extract::FromRef;
use axum::routing::{get, post};

use crate::front::Front;
use crate::state::Site;

/// The routes of the public pages.
pub fn public<S>() -> Router<S>
where
    Front: FromRef<S>,
    S: Clone + Send + Sync + 'static,
{
    Router::new()
        .route("/", get(home::show))
        .route("/regime", get(regime::show))
        .route("/counts", get(counts::show))
        .route("/codes", get(codes::show))
        .route("/help/keep-your-fla", get(keep::show))
        .route("/accessibility", get(accessibility::show))
        .route("/language", post(preference::language))
        .route("/theme", post(preference::theme))
        .merge(batch_format::routes())
        .merge(reference::routes())
        .merge(help::routes())
}

/// The routes of the pages of signed-in people.
pub fn signed_in() -> Router<Site> {
    register::router()
        .merge(trainings::router())
        .merge(dashboard::router())
        .merge(tasks::router())
        .merge(sheets::router())
        .merge(batch_files::router())
        .merge(own::router())
        .merge(disputes::router())
        .merge(paper::router())
        .merge(reports::router())
        .merge(mandates::router())
        .merge(software::router())
        .merge(webhooks::router())
        .merge(invitation::router())
        .merge(given::router())
        .merge(reported::router())
        .merge(inspection::router())
}
