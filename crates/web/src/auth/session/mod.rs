//! Sessions and sign-ins under way: what is kept, for how long, and the door to where it is kept.

mod memory;
mod named;

use std::fmt;

use fla_domain::identifier::Ssin;
use fla_domain::language::Language;
use fla_domain::time::Instant;
use futures::future::BoxFuture;
use serde::{Deserialize, Serialize};

use super::oidc::Identity;
use super::{ReturnPath, TokenHash};

pub use memory::MemorySessions;
pub use named::{LogoutNotice, ProviderNames};

const MINUTE: i64 = 60 * 1_000_000;

/// How long a sign-in may take, in microseconds: 10 minutes.
pub const LOGIN_LIFE: i64 = 10 * MINUTE;
/// How long a session lives without being used, in microseconds: 30 minutes.
pub const IDLE_LIFE: i64 = 30 * MINUTE;
/// How long a session lives at most, in microseconds: 12 hours.
pub const WHOLE_LIFE: i64 = 12 * 60 * MINUTE;
/// By how much the clocks of two instances may differ, in microseconds: what another instance
/// wrote may seem to lie this far in the future.
const SKEW: i64 = MINUTE;

/// Whether something that began `since` is within its life. What lies further in the future than
/// clocks differ was written before a clock was put back: its age is unknown, so it is over.
fn lives(since: Instant, life: i64, now: Instant) -> bool {
    (-SKEW..life).contains(&now.0.saturating_sub(since.0))
}

/// A sign-in under way, kept until the browser comes back.
///
/// The state itself is not in it, only its hash, by which it is found; nonce and verifier are of
/// use to nobody without the code that the provider sends to this browser.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct LoginState {
    /// Hash of the state parameter: the key.
    pub state: TokenHash,
    /// Hash of the token in the browser's sign-in cookie.
    pub browser: TokenHash,
    /// The nonce the identity token must carry.
    pub nonce: String,
    /// The PKCE verifier.
    pub verifier: String,
    /// The language in which the person reads.
    pub language: Language,
    /// Where the person wanted to go.
    pub return_to: Option<ReturnPath>,
    /// When it began.
    pub begun: Instant,
    /// Whether it is to be enough for the most sensitive acts.
    #[serde(default)]
    pub sure: bool,
}

impl LoginState {
    /// Whether it was begun too long ago.
    pub fn has_expired(&self, now: Instant) -> bool {
        !lives(self.begun, LOGIN_LIFE, now)
    }
}

impl fmt::Debug for LoginState {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LoginState").field("begun", &self.begun).finish_non_exhaustive()
    }
}

/// A session to be opened.
#[derive(Clone, Debug)]
pub struct NewSession {
    /// Hash of the token in the browser's cookie: the key.
    pub token: TokenHash,
    /// Who signed in.
    pub identity: Identity,
    /// When.
    pub opened: Instant,
}

/// A session that is alive.
#[derive(Clone, PartialEq, Eq)]
pub struct Session {
    /// Hash of the token in the browser's cookie: the key.
    pub token: TokenHash,
    /// Who signed in.
    pub ssin: Ssin,
    /// Given name as the provider wrote it.
    pub given_name: String,
    /// Family name as the provider wrote it.
    pub family_name: String,
    /// Preferred language as the provider knew it.
    pub language: Option<Language>,
    /// Level of assurance of the sign-in.
    pub acr: Option<String>,
    /// Methods of authentication.
    pub amr: Vec<String>,
    /// When the person proved who they are.
    pub auth_time: Option<Instant>,
    /// The provider's name for its session.
    pub sid: Option<String>,
    /// Hint for signing out at the provider; never holds the SSIN.
    pub id_token_hint: Option<String>,
    /// When the session was opened.
    pub opened: Instant,
    /// When it was last used.
    pub used: Instant,
}

impl Session {
    /// Whether the session is over at `now`: unused for 30 minutes, or 12 hours old. A clock that
    /// was put back by more than a minute ends sessions rather than lengthen them.
    pub fn is_over(&self, now: Instant) -> bool {
        !lives(self.used, IDLE_LIFE, now) || !lives(self.opened, WHOLE_LIFE, now)
    }
}

impl From<NewSession> for Session {
    fn from(new: NewSession) -> Self {
        let NewSession { token, identity, opened } = new;
        Self {
            token,
            ssin: identity.ssin,
            given_name: identity.given_name,
            family_name: identity.family_name,
            language: identity.language,
            acr: identity.acr,
            amr: identity.amr,
            auth_time: identity.auth_time,
            sid: identity.sid,
            id_token_hint: identity.id_token_hint,
            opened,
            used: opened,
        }
    }
}

impl fmt::Debug for Session {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Session")
            .field("ssin", &self.ssin)
            .field("opened", &self.opened)
            .field("used", &self.used)
            .finish_non_exhaustive()
    }
}

/// Sessions cannot be read or written right now.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the session store is unavailable")]
pub struct StoreUnavailable;

/// The answer of a [`SessionStore`].
pub type Stored<'s, T> = BoxFuture<'s, Result<T, StoreUnavailable>>;

/// Where sessions and sign-ins under way are kept: the database, so that every instance knows
/// them and an end is an end everywhere.
pub trait SessionStore: Send + Sync {
    /// Keeps a sign-in for [`LOGIN_LIFE`].
    fn save_login(&self, login: LoginState) -> Stored<'_, ()>;

    /// Takes a sign-in out: the second caller with the same state gets `None`, on every instance.
    /// An expired one may still be given; the caller looks at its age.
    fn take_login(&self, state: TokenHash) -> Stored<'_, Option<LoginState>>;

    /// Opens a session.
    fn open(&self, session: NewSession) -> Stored<'_, ()>;

    /// The session of a token, marked as used at `now`; `None` when there is none or it
    /// [is over](Session::is_over).
    fn find(&self, token: TokenHash, now: Instant) -> Stored<'_, Option<Session>>;

    /// The sessions of a person that are alive, last used first; none is marked as used.
    fn all_of<'s>(&'s self, ssin: &'s Ssin, now: Instant) -> Stored<'s, Vec<Session>>;

    /// Ends a session; nothing happens when there is none.
    fn end(&self, token: TokenHash) -> Stored<'_, ()>;

    /// Ends every session of a person: access was withdrawn, or the person asked for it. The
    /// number of sessions that were ended.
    fn end_all_of<'s>(&'s self, ssin: &'s Ssin) -> Stored<'s, u64>;

    /// Ends the sessions a logout token names, and remembers the token. The number of sessions
    /// that were ended; `None` where the token was taken before, on any instance.
    fn end_named(&self, notice: LogoutNotice) -> Stored<'_, Option<u64>>;
}
