//! The answer of the token endpoint.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Value;
use sha2::{Digest, Sha256, Sha512};

use super::callback::name_only;
use super::channel::Answer;
use super::config::SigningAlgorithm;
use super::jws::Claims;
use crate::auth::SignInFault;

/// Its name in faults.
pub(super) const ENDPOINT: &str = "token endpoint";

/// What a code was exchanged for; nothing of it is verified yet.
pub(super) struct Tokens {
    pub id_token: String,
    pub access_token: Option<String>,
}

impl Tokens {
    pub(super) fn read(answer: Answer) -> Result<Self, SignInFault> {
        if matches!(answer.status, 400 | 401) {
            return Err(refusal(&answer));
        }
        let object = answer.ok()?.object()?;
        let malformed = |what| SignInFault::AnswerMalformed { endpoint: ENDPOINT, what };
        let text = |name: &str| object.get(name).and_then(Value::as_str).map(str::to_owned);
        let id_token = text("id_token").ok_or(malformed("no identity token"))?;
        // The access token goes into a header: nothing but the characters of RFC 6750.
        let access_token = text("access_token");
        let plain =
            |token: &String| !token.is_empty() && token.bytes().all(|b| b.is_ascii_graphic());
        if !access_token.as_ref().is_none_or(plain) {
            return Err(malformed("an access token with odd characters"));
        }
        let bearer = text("token_type").is_some_and(|kind| kind.eq_ignore_ascii_case("bearer"));
        if access_token.is_some() && !bearer {
            return Err(malformed("an access token that is not a bearer token"));
        }
        Ok(Self { id_token, access_token })
    }

    /// Checks `at_hash` of the verified identity token, where given: the left half of the access
    /// token's hash.
    pub(super) fn check_hash(
        &self,
        claims: &Claims,
        algorithm: SigningAlgorithm,
    ) -> Result<(), SignInFault> {
        let Some(told) = claims.get("at_hash") else { return Ok(()) };
        let token = self.access_token.as_ref().ok_or(SignInFault::AccessTokenHash)?.as_bytes();
        let digest = match algorithm {
            // Ed25519 hashes with SHA-512 inside, so providers take that.
            SigningAlgorithm::EdDsa => Sha512::digest(token).to_vec(),
            _ => Sha256::digest(token).to_vec(),
        };
        let expected = URL_SAFE_NO_PAD.encode(&digest[..digest.len() / 2]);
        if *told == *expected { Ok(()) } else { Err(SignInFault::AccessTokenHash) }
    }
}

fn refusal(answer: &Answer) -> SignInFault {
    let object = answer.object().unwrap_or_default();
    match object.get("error").and_then(Value::as_str) {
        Some("invalid_grant") => SignInFault::CodeRefused("invalid_grant".to_owned()),
        Some(error @ ("invalid_client" | "unauthorized_client")) => {
            SignInFault::ClientRefused(error.to_owned())
        }
        Some(error) => SignInFault::ProviderRefused(name_only(error)),
        None => SignInFault::ProviderStatus { endpoint: ENDPOINT, status: answer.status },
    }
}
