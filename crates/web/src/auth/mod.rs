//! Sign-in, sessions, and what keeps strangers' requests out.
//!
//! | room | what it holds |
//! |---|---|
//! | [`oidc`] | the relying party: authorization code flow with PKCE, every check of every token |
//! | [`session`] | sessions and sign-ins under way, and the door to where they are kept |
//! | [`Visitor`], [`SignedIn`] | extractors: who asks for this page |
//! | [`routes`] | `/sign-in`, `/sign-in/callback`, `/sign-out`, `/sign-out/back-channel` |
//! | [`csrf`] | requests that change something must come from our own pages |
//! | [`headers`] | content security policy and its companions |
//!
//! The OAuth tokens stay here: the browser has one opaque cookie, of which only the SHA-256 is
//! stored.
//!
//! Wiring: build an [`Auth`] once, implement `FromRef<State> for Auth`, merge [`routes`], put
//! [`csrf::guard`] around pages and [`headers::secure`] around everything.

mod back_channel;
mod cookies;
pub mod csrf;
pub(crate) mod fallback;
mod fault;
mod handlers;
pub mod headers;
pub mod oidc;
mod random;
mod return_path;
pub mod session;
mod visitor;

use std::sync::Arc;

use axum::http::header::ACCEPT_LANGUAGE;
use axum::http::request::Parts;
use axum::response::Response;
use fla_domain::language::Language;
use fla_domain::time::Instant;
use futures::FutureExt;
use futures::future::BoxFuture;

pub use cookies::Cookies;
pub use fallback::page as fallback_page;
pub use fault::{Mend, SignInFault};
pub(crate) use handlers::again;
pub use handlers::routes;
pub use random::{Random, Token, TokenHash};
pub use return_path::ReturnPath;
pub use visitor::{SignedIn, Visitor};

use oidc::{Identity, Relying};
use session::{Session, SessionStore};

/// What time it is: a parameter, as everywhere.
pub type Clock = Arc<dyn Fn() -> Instant + Send + Sync>;

/// What the rest of the product decides about sign-in.
pub trait Hooks: Send + Sync {
    /// A person proved who they are and is about to get a session: where they go, or
    /// [`SignInFault::NotAdmitted`]. `return_to` is where they wanted to go.
    fn signed_in<'h>(
        &'h self,
        identity: &'h Identity,
        return_to: Option<ReturnPath>,
    ) -> BoxFuture<'h, Result<ReturnPath, SignInFault>>;

    /// A session was ended by its person.
    fn signed_out<'h>(&'h self, _session: &'h Session) -> BoxFuture<'h, ()> {
        std::future::ready(()).boxed()
    }

    /// The page that tells a fault; `None` for the plain [`fallback_page`].
    fn fault_page(&self, _fault: &SignInFault, _language: Language) -> Option<Response> {
        None
    }

    /// The language in which somebody without a profile reads; `None` to go by
    /// `Accept-Language`.
    fn language(&self, _parts: &Parts) -> Option<Language> {
        None
    }
}

/// Everything sign-in needs, cheap to clone: put it into the router's state.
#[derive(Clone)]
pub struct Auth(Arc<Joined>);

struct Joined {
    relying: Relying,
    sessions: Arc<dyn SessionStore>,
    hooks: Arc<dyn Hooks>,
    clock: Clock,
    random: Random,
    cookies: Cookies,
}

impl Auth {
    /// Joins the parts. The cookies follow the scheme of the relying party's redirect URL, which
    /// is the public URL of this register.
    pub fn new(
        relying: Relying,
        sessions: Arc<dyn SessionStore>,
        hooks: Arc<dyn Hooks>,
        clock: Clock,
        random: Random,
    ) -> Self {
        let cookies = Cookies::for_scheme(relying.config().redirect_url.scheme());
        if !cookies.is_secure() {
            tracing::warn!(
                "the public URL is plain http: session cookies are readable on the network; \
                 right for a demonstration on one machine and for nothing else"
            );
        }
        Self(Arc::new(Joined { relying, sessions, hooks, clock, random, cookies }))
    }

    /// Where sessions are kept.
    pub fn sessions(&self) -> &dyn SessionStore {
        self.0.sessions.as_ref()
    }

    /// The relying party.
    pub fn relying(&self) -> &Relying {
        &self.0.relying
    }

    /// Whether a session is enough for the most sensitive acts, by what the operator asks for.
    pub fn is_sure(&self, session: &Session) -> bool {
        self.relying().is_sure(session, self.now())
    }

    /// The names and attributes of the cookies.
    pub fn cookies(&self) -> Cookies {
        self.0.cookies
    }

    fn hooks(&self) -> &dyn Hooks {
        self.0.hooks.as_ref()
    }

    fn random(&self) -> &Random {
        &self.0.random
    }

    fn now(&self) -> Instant {
        (self.0.clock)()
    }

    fn language(&self, parts: &Parts) -> Language {
        self.hooks().language(parts).unwrap_or_else(|| accepted_language(parts))
    }

    /// Logs a fault and gives the page that tells it.
    fn fault_page(&self, fault: &SignInFault, language: Language) -> Response {
        if fault.concerns_operator() {
            tracing::warn!(code = fault.code(), %fault, "sign-in failed");
        } else {
            tracing::info!(code = fault.code(), %fault, "sign-in failed");
        }
        self.hooks().fault_page(fault, language).unwrap_or_else(|| fallback_page(fault, language))
    }
}

/// The first language of `Accept-Language` that is one of ours. Quality values are not weighed:
/// browsers send languages in order.
fn accepted_language(parts: &Parts) -> Language {
    let header = parts.headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    header
        .unwrap_or_default()
        .split(',')
        .find_map(|part| Language::from_code(part.split(';').next()?.trim()))
        .unwrap_or_default()
}
