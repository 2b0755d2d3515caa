//! The relying party: sign-in with an identity provider by the authorization code flow with PKCE.
//!
//! Nothing is asked of the provider until somebody signs in. What it answers is believed only
//! after every check: issuer, signature by a published key with an algorithm of *our* list,
//! audience, authorised party, times, nonce, access-token hash, level of assurance, subject of
//! the userinfo, and a valid SSIN. Why this is written here rather than taken from a library is
//! told in `docs/decisions/0003-openid-connect.md`.

pub mod access;
pub mod assertion;
mod cache;
mod callback;
mod channel;
mod claims;
mod client_auth;
mod config;
mod discovery;
pub mod dpop;
mod identity;
mod jws;
mod keys;
mod logout;
mod relying;
mod sure;
#[cfg(test)]
mod tests;
mod tokens;
mod traced;

pub use callback::Callback;
pub use channel::{BackChannel, LARGEST_ANSWER};
pub use config::{
    ClaimNames, ClaimSource, ClientAuth, ConfigFault, LevelClaim, OidcConfig, Secret,
    SigningAlgorithm,
};
pub use identity::Identity;
pub use relying::Relying;
