//! The demonstration's sign-in: a small but real identity provider inside the binary. One picks a
//! person from a list; there is no key and no password.
//!
//! It speaks the same protocol as the federal authentication service (authorization code, PKCE,
//! signed userinfo with the same claim names), so that the demonstration runs the sign-in of the
//! product and no other. It must never stand in front of real data, hence:
//!
//! - it can be made with a [`DemoMode`] only, which the demonstration's command makes;
//! - it refuses to hold a person whose SSIN could be somebody's: only births from 1900 to 1910
//!   with a counter above 900 are taken;
//! - its pages look like nothing else here and say in every language what they are.

mod authorize;
mod choose;
mod document;
mod page;
mod person;
mod shelf;
mod signing;
mod style;
#[cfg(test)]
mod tests;
mod token;

use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use aws_lc_rs::hmac;
use axum::Router;
use axum::routing::{get, post};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use fla_domain::time::Instant;
use url::Url;

pub use person::DemoPerson;

use authorize::Asked;
use shelf::Shelf;
use signing::SigningKey;
use token::{Access, Granted};

/// Where the provider lives under the public URL.
pub const PREFIX: &str = "/demo-provider";

const SECOND: i64 = 1_000_000;

/// What time it is.
pub type Clock = Arc<dyn Fn() -> Instant + Send + Sync>;
/// Fills a buffer with unpredictable bytes.
pub type Random = Arc<dyn Fn(&mut [u8]) + Send + Sync>;

/// The mark of the demonstration: who holds one has said that anybody may sign in as anybody.
#[derive(Clone, Copy, Debug)]
pub struct DemoMode(());

impl DemoMode {
    /// Made by the demonstration's command, and by tests.
    pub const fn anybody_may_sign_in_as_anybody() -> Self {
        Self(())
    }
}

/// What the userinfo endpoint answers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum UserinfoForm {
    /// A signed token, always, as the federal service does.
    #[default]
    Signed,
    /// Plain JSON, unless the caller asks for `application/jwt`.
    Plain,
}

/// What the provider is made of.
pub struct DemoSetup {
    /// The public URL of the register; the issuer is `<public URL>/demo-provider`.
    pub public_url: Url,
    /// The one client.
    pub client_id: String,
    /// Its secret; `None` for a public client.
    pub client_secret: Option<String>,
    /// Where it may be sent back to, character by character.
    pub redirect_urls: Vec<Url>,
    /// Where it may be sent after sign-out.
    pub post_logout_urls: Vec<Url>,
    /// Who can be picked.
    pub persons: Vec<DemoPerson>,
    /// How personal data are given.
    pub userinfo: UserinfoForm,
    /// Time.
    pub clock: Clock,
    /// Randomness.
    pub random: Random,
}

/// Why there is no demonstration provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DemoRefused {
    /// Nobody can be picked.
    #[error("the demonstration has no persons")]
    NoPersons,
    /// An SSIN that may belong to a living person; the position in the list, from 0.
    #[error("person {0} of the demonstration has a number that may be somebody's")]
    RealPerson(usize),
    /// The client or its addresses are missing.
    #[error("the demonstration's client has no name or no address to return to")]
    NoClient,
    /// No signing key could be made.
    #[error("no signing key could be made")]
    NoKey,
}

/// The provider; cheap to clone.
#[derive(Clone)]
pub struct DemoProvider(Arc<Inner>);

struct Inner {
    setup: DemoSetup,
    issuer: String,
    key: SigningKey,
    subject_key: hmac::Key,
    memory: Mutex<Memory>,
    also: OnceLock<People>,
}

/// Tells who can be picked besides; nobody who was told of before goes.
pub type People = Arc<dyn Fn() -> Vec<DemoPerson> + Send + Sync>;

/// What is remembered between two requests; all of it for minutes.
struct Memory {
    asked: Shelf<Asked>,
    codes: Shelf<Granted>,
    access: Shelf<Access>,
}

impl DemoProvider {
    /// Makes the provider and its signing key.
    pub fn new(_: DemoMode, setup: DemoSetup) -> Result<Self, DemoRefused> {
        if setup.persons.is_empty() {
            return Err(DemoRefused::NoPersons);
        }
        if let Some(at) = setup.persons.iter().position(|person| !person.is_invented()) {
            return Err(DemoRefused::RealPerson(at));
        }
        if setup.client_id.is_empty() || setup.redirect_urls.is_empty() {
            return Err(DemoRefused::NoClient);
        }
        let key = SigningKey::generate().ok_or(DemoRefused::NoKey)?;
        let mut secret = [0_u8; 32];
        (setup.random)(&mut secret);
        let memory = Memory {
            asked: Shelf::new(600 * SECOND),
            codes: Shelf::new(60 * SECOND),
            access: Shelf::new(300 * SECOND),
        };
        let issuer = format!("{}{PREFIX}", setup.public_url.origin().ascii_serialization());
        Ok(Self(Arc::new(Inner {
            setup,
            issuer,
            key,
            subject_key: hmac::Key::new(hmac::HMAC_SHA256, &secret),
            memory: Mutex::new(memory),
            also: OnceLock::new(),
        })))
    }

    /// Lets others be picked besides. Said once. Whose number could be somebody's is never shown.
    pub fn also(&self, people: People) {
        let _ = self.0.also.set(people);
    }

    /// Who can be picked.
    fn persons(&self) -> Vec<DemoPerson> {
        let mut all = self.0.setup.persons.clone();
        if let Some(also) = self.0.also.get() {
            all.extend(also().into_iter().filter(DemoPerson::is_invented));
        }
        all
    }

    /// The issuer, for the configuration of the relying party.
    pub fn issuer(&self) -> &str {
        &self.0.issuer
    }

    /// All routes, under [`PREFIX`]. Merge them outside the layer against forged requests: the
    /// token endpoint is called by a server. What a person posts is held by an unguessable
    /// request id instead.
    pub fn router<S: Clone + Send + Sync + 'static>(&self) -> Router<S> {
        let routes = Router::new()
            .route("/.well-known/openid-configuration", get(document::discovery))
            .route("/jwks", get(document::keys))
            .route("/authorize", get(authorize::authorize))
            .route("/choose", get(choose::show).post(choose::decide))
            .route("/token", post(token::token))
            .route("/userinfo", get(token::userinfo).post(token::userinfo))
            .route("/end-session", get(document::end_session).post(document::end_session_form))
            .route("/style.css", get(style::sheet));
        Router::new().nest(PREFIX, routes).with_state(self.clone())
    }

    fn setup(&self) -> &DemoSetup {
        &self.0.setup
    }

    fn key(&self) -> &SigningKey {
        &self.0.key
    }

    fn now(&self) -> Instant {
        (self.0.setup.clock)()
    }

    fn memory(&self) -> MutexGuard<'_, Memory> {
        self.0.memory.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn address(&self, path: &str) -> String {
        format!("{}{path}", self.0.issuer)
    }

    /// 256 random bits.
    fn draw(&self) -> String {
        let mut bytes = [0_u8; 32];
        (self.0.setup.random)(&mut bytes);
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// The subject of a person: stable while the process lives, and not the SSIN.
    fn subject(&self, person: &DemoPerson) -> String {
        URL_SAFE_NO_PAD.encode(hmac::sign(&self.0.subject_key, person.ssin.digits().as_bytes()))
    }
}
