//! What every request of the whole site shares.

use axum::extract::FromRef;
use fla_app::App;

use crate::auth::Auth;
use crate::front::Front;

/// The state of the router.
#[derive(Clone, FromRef)]
pub struct Site {
    /// Rules, time, settings.
    pub front: Front,
    /// The application behind the pages.
    pub app: App,
    /// Sign-in and sessions.
    pub auth: Auth,
}
