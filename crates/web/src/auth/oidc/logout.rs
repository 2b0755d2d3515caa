//! The logout token: the provider says that a session of a person is over (Back-Channel
//! Logout 1.0, sections 2.4 and 2.6).

use fla_domain::time::Instant;
use serde_json::Value;

use super::cache::seconds;
use super::claims::{self, SKEW};
use super::config::OidcConfig;
use super::jws::Claims;
use crate::auth::SignInFault;
use crate::auth::session::{LogoutNotice, ProviderNames};

/// The name of the logout token in faults.
pub(super) const LOGOUT_TOKEN: &str = "logout token";
/// What its header may say it is. Explicit typing is recommended, not demanded (section 2.4).
pub(super) const KINDS: [&str; 2] = ["logout+jwt", "JWT"];

/// The member of `events` that makes a token a logout token (section 2.4).
const EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";
/// How old a token may be, whatever it says of its end: tokens are sent at once, and each is
/// remembered for as long as it could be taken.
const OLDEST: i64 = seconds(300);
/// The longest `jti` and `sid`; each is hashed, never kept.
const LONGEST_NAME: usize = 1_000;

/// Checks everything but the signature of a logout token, and that it is its first time.
pub(super) fn notice(
    claims: &Claims,
    config: &OidcConfig,
    now: Instant,
) -> Result<LogoutNotice, SignInFault> {
    claims::issuer_and_audience(LOGOUT_TOKEN, claims, config)?;
    let expires = time(claims, "exp")?;
    let issued = time(claims, "iat")?;
    let not_before = claims::time(claims, "nbf").map_err(|_| improper("nbf"))?;
    claims::validity(LOGOUT_TOKEN, Some(expires), Some(issued), not_before, now)?;
    if issued.0.saturating_add(OLDEST + SKEW) <= now.0 {
        return Err(SignInFault::Expired(LOGOUT_TOKEN));
    }
    let event = claims.get("events").and_then(|events| events.get(EVENT));
    if !event.is_some_and(Value::is_object) {
        return Err(SignInFault::LogoutEvent);
    }
    // With a nonce it would be an identity token under another name.
    if claims.contains_key("nonce") {
        return Err(SignInFault::Nonce);
    }
    let jti = name(claims, "jti")?.ok_or(improper("jti"))?;
    let subject = match claims.get("sub") {
        None => None,
        Some(_) => Some(claims::subject(LOGOUT_TOKEN, claims)?),
    };
    let session = name(claims, "sid")?;
    if subject.is_none() && session.is_none() {
        return Err(improper("sub"));
    }
    let until = Instant(issued.0.saturating_add(OLDEST + 2 * SKEW));
    Ok(LogoutNotice::new(jti, until, ProviderNames::new(subject.as_deref(), session)))
}

fn improper(claim: &'static str) -> SignInFault {
    SignInFault::Claim { token: LOGOUT_TOKEN, claim }
}

fn time(claims: &Claims, claim: &'static str) -> Result<Instant, SignInFault> {
    claims::time(claims, claim).ok().flatten().ok_or(improper(claim))
}

fn name<'c>(claims: &'c Claims, claim: &'static str) -> Result<Option<&'c str>, SignInFault> {
    match claims.get(claim) {
        None => Ok(None),
        Some(Value::String(name)) if !name.is_empty() && name.len() <= LONGEST_NAME => {
            Ok(Some(name))
        }
        Some(_) => Err(improper(claim)),
    }
}
