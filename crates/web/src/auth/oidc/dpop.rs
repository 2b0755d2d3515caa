//! Tokens that only their holder can use: each request proves that it holds the key to which the token
//! is bound (`DPoP`, RFC 9449), so that a token that leaks is of no use.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use fla_domain::time::Instant;
use serde_json::{Map, Value, json};
use sha2::{Digest, Sha256};
use url::Url;

use super::assertion::public_key;
use super::cache::seconds;
use super::claims::{self, SKEW};
use super::config::SigningAlgorithm;
use super::jws::{Claims, Unverified};
use super::keys::KeySet;
use crate::strict_json;

const PROOF: &str = "DPoP proof";
const ALGORITHMS: [SigningAlgorithm; 3] =
    [SigningAlgorithm::Rs256, SigningAlgorithm::Ps256, SigningAlgorithm::Es256];
/// How old a proof may be.
const OLDEST: i64 = seconds(120);
/// The longest proof that is read, in bytes; and the longest `jti`.
const LONGEST: usize = 8_192;
const LONGEST_NAME: usize = 200;

/// What a proof shows.
#[derive(Debug)]
pub struct Held {
    /// The key that is held, by its thumbprint (RFC 7638).
    pub thumbprint: String,
    /// The name of the proof, which is used once with this key.
    pub jti: String,
    /// Until when the name must be remembered.
    pub until: Instant,
}

/// What a proof must be of.
#[derive(Clone, Copy, Debug)]
pub struct Wanted<'a> {
    /// The method of the request.
    pub method: &'a str,
    /// Its address; query and fragment do not count.
    pub address: &'a str,
    /// The token that is shown with it, where one is.
    pub token: Option<&'a str>,
}

/// Verifies a proof of a request.
///
/// # Errors
/// Says in English, for the developer who reads the answer, what is wrong with it.
pub fn verify(proof: &str, wanted: Wanted<'_>, now: Instant) -> Result<Held, &'static str> {
    const MALFORMED: &str = "the DPoP proof is not a signed JWT of type dpop+jwt";
    if proof.len() > LONGEST {
        return Err("the DPoP proof is too long");
    }
    let header = proof.split('.').next().and_then(|part| URL_SAFE_NO_PAD.decode(part).ok());
    let header = header.and_then(|bytes| strict_json::object(&bytes).ok()).ok_or(MALFORMED)?;
    // Tokens of other kinds may say no type; a proof must.
    if header.get("typ").and_then(Value::as_str).is_none() {
        return Err(MALFORMED);
    }
    let key = header.get("jwk").filter(|key| key.is_object()).ok_or("the DPoP proof has no jwk")?;
    let key = public_key(&key.to_string()).map_err(|_| "the jwk is no public key that is taken")?;
    let key = strict_json::object(key.as_bytes()).map_err(|_| MALFORMED)?;
    let unverified = Unverified::parse_kind(PROOF, proof, &ALGORITHMS, &["dpop+jwt"]);
    let claims = unverified.map_err(|_| MALFORMED)?.verify(&KeySet::of(std::slice::from_ref(&key)));
    let claims = claims.map_err(|_| "the jwk does not fit the signature of the DPoP proof")?;
    check(&claims, &key, wanted, now)
}

fn check(
    claims: &Claims,
    key: &Map<String, Value>,
    wanted: Wanted<'_>,
    now: Instant,
) -> Result<Held, &'static str> {
    let text = |name: &str| claims.get(name).and_then(Value::as_str);
    if text("htm") != Some(wanted.method) {
        return Err("htm must be the method of this request");
    }
    if text("htu").and_then(plain).as_deref() != plain(wanted.address).as_deref() {
        return Err("htu must be the address of this request");
    }
    let ath = wanted.token.map(|token| URL_SAFE_NO_PAD.encode(Sha256::digest(token)));
    if text("ath") != ath.as_deref() {
        return Err("ath must be the SHA-256 of the token in base64url, and only beside a token");
    }
    let issued = claims::time(claims, "iat").ok().flatten().ok_or("iat is missing")?;
    if issued.0 > now.0.saturating_add(SKEW) || issued.0 < now.0.saturating_sub(OLDEST) {
        return Err("iat must be now");
    }
    let jti = text("jti").filter(|jti| (1..=LONGEST_NAME).contains(&jti.len()));
    let jti = jti.ok_or("jti is missing, or longer than 200 characters")?.to_owned();
    let until = Instant(issued.0.saturating_add(OLDEST + SKEW));
    Ok(Held { thumbprint: thumbprint(key), jti, until })
}

/// An address without query and fragment, as both sides may write it.
fn plain(address: &str) -> Option<String> {
    let mut url = Url::parse(address).ok()?;
    url.set_query(None);
    url.set_fragment(None);
    Some(url.into())
}

/// RFC 7638: SHA-256 over the members that make the key, in the order of their names.
fn thumbprint(key: &Map<String, Value>) -> String {
    let member = |name: &str| key.get(name).cloned().unwrap_or_default();
    let members = if key.contains_key("crv") {
        json!({ "crv": member("crv"), "kty": member("kty"), "x": member("x"), "y": member("y") })
    } else {
        json!({ "e": member("e"), "kty": member("kty"), "n": member("n") })
    };
    URL_SAFE_NO_PAD.encode(Sha256::digest(members.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_thumbprint_is_that_of_the_standard() {
        // The example of RFC 7638 section 3.1.
        let key = json!({
            "kty": "RSA", "e": "AQAB", "alg": "RS256", "kid": "2011-04-29",
            "n": "0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw"
        });
        let key = key.as_object().unwrap();
        assert_eq!(thumbprint(key), "NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs");
    }

    #[test]
    fn addresses_are_compared_without_their_query() {
        assert_eq!(plain("HTTPS://fla.test:443/a?b#c").as_deref(), Some("https://fla.test/a"));
        assert_eq!(plain("nothing"), None);
    }
}
