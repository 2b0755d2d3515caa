//! The dashboard of an employer: figures and charts with a table each, and the lists of rows that
//! every number leads to.

mod asked;
mod certificates;
mod export;
mod list;
mod parts;
mod people;
mod section;
mod table;

use axum::Router;
use axum::routing::get;

use crate::state::Site;

pub use asked::{Asked, people_link};
pub use section::{Section, credit_figures};
pub use table::Count;

/// The routes of the lists behind the figures; the dashboard itself stands on the overview.
pub fn router() -> Router<Site> {
    let at = |end: &str| format!("/register/{{employer}}/figures/{end}");
    Router::new()
        .route(&at("people"), get(people::show))
        .route(&at("trainings"), get(parts::show))
        .route(&at("certificates"), get(certificates::show))
        .route(&at("incomplete"), get(certificates::incomplete))
        .route(&at("{list}/export"), get(export::show))
}
