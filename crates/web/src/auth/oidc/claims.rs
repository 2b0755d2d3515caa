//! What must be true of the claims of a verified token.

use fla_domain::time::Instant;
use serde_json::Value;

use super::cache::seconds;
use super::config::{LevelClaim, OidcConfig};
use super::jws::Claims;
use crate::auth::SignInFault;

/// The name of the identity token in faults.
pub(super) const ID_TOKEN: &str = "identity token";
/// The name of the userinfo in faults.
pub(super) const USERINFO: &str = "userinfo";

/// By how much the two clocks may differ.
pub(super) const SKEW: i64 = seconds(60);
/// The longest subject the standard allows.
const LONGEST_SUBJECT: usize = 255;

/// What an identity token says about the sign-in itself.
#[derive(Debug)]
pub(super) struct Authentication {
    pub subject: String,
    pub session_id: Option<String>,
    pub auth_time: Option<Instant>,
    pub acr: Option<String>,
    pub amr: Vec<String>,
}

/// Checks everything but the signature of an identity token.
pub(super) fn authentication(
    claims: &Claims,
    config: &OidcConfig,
    nonce: &str,
    now: Instant,
) -> Result<Authentication, SignInFault> {
    issuer_and_audience(ID_TOKEN, claims, config)?;
    authorized_party(claims, config)?;
    let expires = time(claims, "exp")?.ok_or(missing("exp"))?;
    let issued = time(claims, "iat")?.ok_or(missing("iat"))?;
    validity(ID_TOKEN, Some(expires), Some(issued), time(claims, "nbf")?, now)?;
    if claims.get("nonce").and_then(Value::as_str) != Some(nonce) {
        return Err(SignInFault::Nonce);
    }
    let authentication = Authentication {
        subject: subject(ID_TOKEN, claims)?,
        session_id: text(claims, "sid")?,
        auth_time: time(claims, "auth_time")?,
        acr: text(claims, "acr")?,
        amr: list(claims, "amr")?,
    };
    level(&authentication, config)?;
    Ok(authentication)
}

/// Checks everything but the signature of a signed userinfo answer, except its subject.
pub(super) fn signed_userinfo(
    claims: &Claims,
    config: &OidcConfig,
    now: Instant,
) -> Result<(), SignInFault> {
    issuer_and_audience(USERINFO, claims, config)?;
    let [expires, issued, not_before] = ["exp", "iat", "nbf"].map(|name| time(claims, name));
    validity(USERINFO, expires?, issued?, not_before?, now)
}

/// The subject; the userinfo's must be the identity token's.
pub(super) fn subject(token: &'static str, claims: &Claims) -> Result<String, SignInFault> {
    match claims.get("sub") {
        Some(Value::String(subject))
            if !subject.is_empty()
                && subject.len() <= LONGEST_SUBJECT
                && subject.bytes().all(|b| (0x20..0x7f).contains(&b)) =>
        {
            Ok(subject.clone())
        }
        _ => Err(SignInFault::Claim { token, claim: "sub" }),
    }
}

fn missing(claim: &'static str) -> SignInFault {
    SignInFault::Claim { token: ID_TOKEN, claim }
}

pub(super) fn issuer_and_audience(
    token: &'static str,
    claims: &Claims,
    config: &OidcConfig,
) -> Result<(), SignInFault> {
    if claims.get("iss").and_then(Value::as_str) != Some(&config.issuer) {
        return Err(SignInFault::Issuer(token));
    }
    let ours = match claims.get("aud") {
        Some(Value::String(one)) => *one == config.client_id,
        Some(Value::Array(many)) => {
            let named = many.iter().any(|one| *one == *config.client_id);
            // Other audiences are nobody we trust: only with `azp` saying that it is for us.
            named && (many.len() == 1 || claims.contains_key("azp"))
        }
        _ => false,
    };
    if ours { Ok(()) } else { Err(SignInFault::Audience(token)) }
}

fn authorized_party(claims: &Claims, config: &OidcConfig) -> Result<(), SignInFault> {
    match claims.get("azp") {
        None => Ok(()),
        Some(party) if *party == *config.client_id => Ok(()),
        Some(_) => Err(SignInFault::AuthorizedParty),
    }
}

pub(super) fn validity(
    token: &'static str,
    expires: Option<Instant>,
    issued: Option<Instant>,
    not_before: Option<Instant>,
    now: Instant,
) -> Result<(), SignInFault> {
    if expires.is_some_and(|at| now.0 >= at.0.saturating_add(SKEW)) {
        return Err(SignInFault::Expired(token));
    }
    if [issued, not_before].into_iter().flatten().any(|at| at.0 > now.0.saturating_add(SKEW)) {
        return Err(SignInFault::NotYetValid(token));
    }
    Ok(())
}

fn level(authentication: &Authentication, config: &OidcConfig) -> Result<(), SignInFault> {
    // What is enough for the most sensitive acts is enough for the others.
    let accepted = |level: &String| {
        config.acr_accepted.contains(level) || config.acr_sensitive.contains(level)
    };
    let met = config.acr_accepted.is_empty()
        || authentication.acr.as_ref().is_some_and(accepted)
        || (config.level_claim == LevelClaim::AcrOrAmr && authentication.amr.iter().any(accepted));
    if met { Ok(()) } else { Err(SignInFault::LevelTooLow) }
}

/// A time in whole or broken seconds since 1970, as the standard writes it.
pub(super) fn time(claims: &Claims, claim: &'static str) -> Result<Option<Instant>, SignInFault> {
    const LAST: i64 = 253_402_300_799; // 31 December 9999
    let Some(value) = claims.get(claim) else { return Ok(None) };
    let whole = value.as_i64().or_else(|| value.as_f64().and_then(floor));
    whole
        .filter(|whole| (0..=LAST).contains(whole))
        .map(|whole| Some(Instant(seconds(whole))))
        .ok_or(missing(claim))
}

fn floor(broken: f64) -> Option<i64> {
    // Through text, because a cast would silently bend what does not fit.
    format!("{:.0}", broken.floor()).parse().ok()
}

pub(super) fn text(claims: &Claims, claim: &'static str) -> Result<Option<String>, SignInFault> {
    match claims.get(claim) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.clone())),
        Some(_) => Err(missing(claim)),
    }
}

pub(super) fn list(claims: &Claims, claim: &'static str) -> Result<Vec<String>, SignInFault> {
    let malformed = || missing(claim);
    match claims.get(claim) {
        None | Some(Value::Null) => Ok(Vec::new()),
        Some(Value::String(one)) => Ok(vec![one.clone()]),
        Some(Value::Array(many)) => {
            many.iter().map(|one| one.as_str().map(str::to_owned).ok_or_else(malformed)).collect()
        }
        Some(_) => Err(malformed()),
    }
}
