//! What the public pages and the frame need to know; nothing of the register.

use std::sync::Arc;

use axum::Router;
use axum::http::StatusCode;
use axum::middleware::from_fn_with_state;
use axum::routing::get;
use fla_domain::rules::RuleBook;
use fla_domain::time::Instant;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::compression::CompressionLayer;
use url::Url;

use crate::assets;
use crate::auth::csrf::{OwnOrigin, guard};
use crate::auth::headers::{SecurityHeaders, secure};
use crate::media;
use crate::pages::{self, failure};

/// Tells the time. The server gives the wall clock, a test a fixed one.
pub type Clock = Arc<dyn Fn() -> Instant + Send + Sync>;

/// What an operator can set about the pages.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Where people find this installation. Plain http is for a machine of one's own only: its
    /// cookies are not `Secure`.
    pub public_url: Url,
    /// Who runs this installation, shown on the start page; empty for nobody.
    pub operator: String,
    /// Where people can write about the service and its accessibility; empty for nowhere.
    pub contact: String,
    /// Origins to which a form may lead besides our own, such as the sign-in service's.
    pub form_origins: Vec<String>,
    /// How many calls of the REST API one client may make in a minute; 0 for no limit.
    pub calls_per_minute: u32,
    /// Origins of which pages may call the REST API from a browser.
    pub api_origins: Vec<String>,
}

/// Calls of the REST API that one client may make in a minute, where the operator says nothing.
pub const CALLS_PER_MINUTE: u32 = 1_200;

impl Settings {
    /// The settings of an installation of which only the address is known.
    pub const fn at(public_url: Url) -> Self {
        Self {
            public_url,
            operator: String::new(),
            contact: String::new(),
            form_origins: Vec::new(),
            calls_per_minute: CALLS_PER_MINUTE,
            api_origins: Vec::new(),
        }
    }

    /// Whether cookies are `Secure` and carry the `__Host-` prefix.
    pub fn secure_cookies(&self) -> bool {
        self.public_url.scheme() == "https"
    }
}

/// The state of the public pages.
#[derive(Clone)]
pub struct Front {
    /// The rules in force.
    pub rules: Arc<RuleBook>,
    /// The time.
    pub clock: Clock,
    /// What the operator set.
    pub settings: Arc<Settings>,
}

impl Front {
    /// The civil date in Brussels.
    pub fn today(&self) -> jiff::civil::Date {
        (self.clock)().date_in_brussels()
    }

    /// Puts around pages, from the outside in: security headers, pages for failures, the last
    /// resort for panics, and the refusal of forms sent from other sites. `outside` adds what the
    /// pages for failures need too, such as who asks. Adds the assets.
    pub fn around<S>(
        &self,
        pages: Router<S>,
        outside: impl FnOnce(Router<S>) -> Router<S>,
    ) -> Router<S>
    where
        S: Clone + Send + Sync + 'static,
    {
        let url = &self.settings.public_url;
        let security = SecurityHeaders::new(url, &self.settings.form_origins);
        let pages = pages
            .fallback(async || StatusCode::NOT_FOUND)
            .method_not_allowed_fallback(async || StatusCode::METHOD_NOT_ALLOWED)
            .layer(from_fn_with_state(OwnOrigin::of(url), guard))
            .layer(CatchPanicLayer::new())
            .layer(from_fn_with_state(self.clone(), failure::finish));
        outside(pages).merge(assets_router()).layer(from_fn_with_state(security, secure))
    }

    /// The public pages alone, for an installation without a register.
    pub fn router(self) -> Router {
        self.around(pages::public(), |pages| pages).with_state(self)
    }
}

/// Assets never depend on who asks, so compressing them gives nothing away. Pictures and films
/// are small already.
fn assets_router<S: Clone + Send + Sync + 'static>() -> Router<S> {
    let media = Router::new().route("/media/{digest}/{*path}", get(media::serve));
    Router::new()
        .route("/assets/{digest}/{*path}", get(assets::serve))
        .route("/favicon.ico", get(assets::favicon))
        .layer(CompressionLayer::new())
        .merge(media)
}
