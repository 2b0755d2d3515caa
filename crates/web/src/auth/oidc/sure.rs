//! Before the most sensitive acts: a higher level of assurance, and a proof that is not old
//! (Core 1.0 of the protocol, section 3.1.2.1 on `acr_values`, `max_age` and `prompt`).

use fla_domain::time::Instant;
use url::Url;

use super::cache::seconds;
use super::claims::SKEW;
use super::config::{LevelClaim, OidcConfig};
use crate::auth::SignInFault;

/// How and when a person proved who they are.
#[derive(Clone, Copy)]
pub(super) struct Proof<'p> {
    pub acr: Option<&'p String>,
    pub amr: &'p [String],
    pub auth_time: Option<Instant>,
}

/// Whether a proof is enough for the most sensitive acts. Without a time (`auth_time`) it is not,
/// where an age is set: the provider must give it when asked with `max_age`.
pub(super) fn check(
    proof: Proof<'_>,
    config: &OidcConfig,
    now: Instant,
) -> Result<(), SignInFault> {
    let strong = |level: &String| config.acr_sensitive.contains(level);
    let met = config.acr_sensitive.is_empty()
        || proof.acr.is_some_and(strong)
        || (config.level_claim == LevelClaim::AcrOrAmr && proof.amr.iter().any(strong));
    if !met {
        return Err(SignInFault::LevelTooLow);
    }
    let Some(longest) = config.reauthentication else { return Ok(()) };
    let longest = i64::try_from(longest.as_secs()).map_or(i64::MAX, seconds);
    let age = proof.auth_time.map(|at| now.0.saturating_sub(at.0));
    // A proof of the future was written by a clock that cannot be relied on.
    let recent = age.is_some_and(|age| (-SKEW..=longest.saturating_add(SKEW)).contains(&age));
    if recent { Ok(()) } else { Err(SignInFault::ProofOld) }
}

/// Asks for it when the browser is sent to the provider. `prompt=login` besides `max_age`: there
/// are providers that know only one of the two.
pub(super) fn ask(url: &mut Url, config: &OidcConfig) {
    if let Some(longest) = config.reauthentication {
        url.query_pairs_mut()
            .append_pair("max_age", &longest.as_secs().to_string())
            .append_pair("prompt", "login");
    }
}
