//! Somebody signed in, in no capacity yet.

use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::response::Response;
use fla_app::App;

use crate::acting::{self, Someone};
use crate::state::Site;
use crate::viewer::Viewer;

/// A signed-in person, the application, and the look of the page.
#[derive(Clone, Debug)]
pub struct Visit {
    /// The application.
    pub app: App,
    /// Who.
    pub someone: Someone,
    /// The look of the page.
    pub viewer: Viewer,
}

impl FromRequestParts<Site> for Visit {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, site: &Site) -> Result<Self, Response> {
        let someone = Someone::from_request_parts(parts, site).await?;
        let viewer = acting::viewer(parts, site, &someone).await;
        Ok(Self { app: site.app.clone(), someone, viewer })
    }
}
