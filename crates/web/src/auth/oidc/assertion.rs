//! How software proves who it is: an assertion signed with its own key (RFC 7523 section 2.2,
//! `private_key_jwt` of `OpenID` Connect Core section 9), held against the public keys that its
//! organisation keeps here.

use fla_domain::time::Instant;
use jsonwebtoken::jwk::Jwk;
use jsonwebtoken::{Algorithm, DecodingKey};
use serde_json::{Map, Value, json};

use super::cache::seconds;
use super::claims::{self, SKEW};
use super::config::SigningAlgorithm;
use super::jws::{Claims, Unverified};
use super::keys::KeySet;
use crate::auth::SignInFault;
use crate::strict_json;

const ASSERTION: &str = "client assertion";
/// With what software may sign; a shared secret never.
const ALGORITHMS: [SigningAlgorithm; 3] =
    [SigningAlgorithm::Rs256, SigningAlgorithm::Ps256, SigningAlgorithm::Es256];
/// How far ahead the end of an assertion may lie.
const LONGEST: i64 = seconds(300);
/// The longest `jti`; it is hashed, never kept.
const LONGEST_NAME: usize = 200;

/// What an assertion proves once.
#[derive(Debug)]
pub struct Proof {
    /// Its name, which is used once.
    pub jti: String,
    /// Until when the name must be remembered.
    pub until: Instant,
}

/// Whose an assertion says it is, before anything was verified: only to find the keys by.
pub fn claimed_client(assertion: &str) -> Option<String> {
    use base64::Engine;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;

    let payload = assertion.split('.').nth(1)?;
    let claims = strict_json::object(&URL_SAFE_NO_PAD.decode(payload).ok()?).ok()?;
    Some(claims.get("iss")?.as_str()?.to_owned())
}

/// Verifies an assertion of a client with the client's keys, each a JSON Web Key, at a token
/// endpoint that goes by each of `audiences`.
///
/// # Errors
/// Says in English, for the developer who reads the answer, what is wrong with it. Whether there is
/// a client of that name is not told apart from a signature that does not fit.
pub fn verify(
    assertion: &str,
    keys: &[String],
    client: &str,
    audiences: &[String],
    now: Instant,
) -> Result<Proof, &'static str> {
    let unverified = Unverified::parse_kind(
        ASSERTION,
        assertion,
        &ALGORITHMS,
        &["JWT", "client-authentication+jwt"],
    )
    .map_err(|fault| header_fault(&fault))?;
    let keys: Vec<_> =
        keys.iter().filter_map(|key| strict_json::object(key.as_bytes()).ok()).collect();
    // A fault here is of the key, the client or the signature: the three are not told apart.
    let claims = unverified
        .verify(&KeySet::of(&keys))
        .map_err(|_| "no key of this client fits the signature")?;
    check(&claims, client, audiences, now)
}

fn header_fault(fault: &SignInFault) -> &'static str {
    match fault {
        SignInFault::Algorithm(_) => "alg must be RS256, PS256 or ES256",
        _ => "client_assertion is not a signed JWT",
    }
}

fn check(
    claims: &Claims,
    client: &str,
    audiences: &[String],
    now: Instant,
) -> Result<Proof, &'static str> {
    let text = |name: &str| claims.get(name).and_then(Value::as_str);
    if text("iss") != Some(client) || text("sub") != Some(client) {
        return Err("iss and sub must both be the client_id");
    }
    let ours = |one: &Value| one.as_str().is_some_and(|one| audiences.iter().any(|a| a == one));
    // One audience: an assertion that is good elsewhere too could have been taken there.
    let named = match claims.get("aud") {
        Some(Value::Array(many)) => many.len() == 1 && many.iter().all(ours),
        Some(one) => ours(one),
        None => false,
    };
    if !named {
        return Err("aud must be the address of this token endpoint, and nothing else");
    }
    let time = |name| claims::time(claims, name).map_err(|_| "exp, iat and nbf are seconds");
    let expires = time("exp")?.ok_or("exp is missing")?;
    let (issued, not_before) = (time("iat")?, time("nbf")?);
    match claims::validity(ASSERTION, Some(expires), issued, not_before, now) {
        Ok(()) => {}
        Err(SignInFault::Expired(_)) => return Err("exp has passed"),
        Err(_) => return Err("iat or nbf lies ahead"),
    }
    if expires.0 > now.0.saturating_add(LONGEST + SKEW) {
        return Err("exp lies more than 300 seconds ahead");
    }
    let jti = text("jti").filter(|jti| (1..=LONGEST_NAME).contains(&jti.len()));
    let jti = jti.ok_or("jti is missing, or longer than 200 characters")?;
    Ok(Proof { jti: jti.to_owned(), until: Instant(expires.0.saturating_add(SKEW)) })
}

/// Why a text is no public key that can be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyFault {
    /// Neither a JSON Web Key nor a public key in PEM.
    Unreadable,
    /// It holds a private key, which from then on is nobody's secret.
    Private,
    /// Not an RSA key of 2048 bits or more, nor one on P-256.
    Weak,
}

/// Reads a public key as people have it, a JSON Web Key or PEM, and gives it as a JSON Web Key of its
/// public members only.
pub fn public_key(text: &str) -> Result<String, KeyFault> {
    let text = text.trim();
    let given = if text.starts_with('{') {
        strict_json::object(text.as_bytes()).map_err(|_| KeyFault::Unreadable)?
    } else {
        of_pem(text)?
    };
    if ["d", "p", "q", "k"].iter().any(|private| given.contains_key(*private)) {
        return Err(KeyFault::Private);
    }
    let wanted: &[&str] = match given.get("kty").and_then(Value::as_str) {
        Some("RSA") => &["n", "e"],
        Some("EC") => &["crv", "x", "y"],
        Some(_) => return Err(KeyFault::Weak),
        None => return Err(KeyFault::Unreadable),
    };
    let mut key = Map::new();
    for name in ["kty", "kid", "alg"].iter().chain(wanted) {
        if let Some(value) = given.get(*name) {
            key.insert((*name).to_owned(), value.clone());
        }
    }
    if KeySet::of(&[key.clone()]).is_empty() {
        return Err(KeyFault::Weak);
    }
    Ok(Value::Object(key).to_string())
}

fn of_pem(text: &str) -> Result<Map<String, Value>, KeyFault> {
    if text.contains("PRIVATE KEY-----") {
        return Err(KeyFault::Private);
    }
    let rsa = || {
        let key = DecodingKey::from_rsa_pem(text.as_bytes()).ok()?;
        Jwk::from_decoding_key(&key, None).ok()
    };
    let ec = || {
        let key = DecodingKey::from_ec_pem(text.as_bytes()).ok()?;
        Jwk::from_decoding_key(&key, Some(Algorithm::ES256)).ok()
    };
    let jwk = rsa().or_else(ec).ok_or(KeyFault::Unreadable)?;
    match json!(jwk) {
        Value::Object(key) => Ok(key),
        _ => Err(KeyFault::Unreadable),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_public_keys_that_are_strong_enough_are_taken() {
        let p256 = r#"{"kty":"EC","crv":"P-256","kid":"one","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}"#;
        let kept = public_key(p256).unwrap();
        assert!(kept.contains(r#""kid":"one""#), "{kept}");
        assert_eq!(public_key(&kept), Ok(kept.clone()));
        let private = p256.replace(r#""kid":"one""#, r#""d":"AQ""#);
        assert_eq!(public_key(&private), Err(KeyFault::Private));
        assert_eq!(public_key("-----BEGIN PRIVATE KEY-----"), Err(KeyFault::Private));
        assert_eq!(public_key("{}"), Err(KeyFault::Unreadable));
        assert_eq!(public_key("hello"), Err(KeyFault::Unreadable));
        assert_eq!(public_key(r#"{"kty":"oct"}"#), Err(KeyFault::Weak));
        assert_eq!(public_key(r#"{"kty":"RSA","n":"AQAB","e":"AQAB"}"#), Err(KeyFault::Weak));
    }

    #[test]
    fn a_public_key_in_pem_is_the_same_as_its_json_web_key() {
        // Made for this test: `openssl ec -pubout`.
        let pem = "-----BEGIN PUBLIC KEY-----\n\
            MFkwEwYHKoZIzj0CAQYIKoZIzj0DAQcDQgAEf83OJ3D2xF1Bg8vub9tLe1gHMzV7\n\
            6e8Tus9uPHvRVEXH8UTNG72bfocs3+257rn0s2ldbqkLJK2KRiMohYjlrQ==\n\
            -----END PUBLIC KEY-----\n";
        let key: Value = serde_json::from_str(&public_key(pem).unwrap()).unwrap();
        assert_eq!(key["x"], "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU");
    }

    fn claims(more: &Value) -> Claims {
        let mut claims = json!({
            "iss": "me", "sub": "me", "aud": "https://fla.test/oauth2/token",
            "exp": 1_000_200, "iat": 1_000_000, "jti": "1"
        });
        for (name, value) in more.as_object().unwrap() {
            claims[name] = value.clone();
        }
        claims.as_object().unwrap().clone()
    }

    #[test]
    fn an_assertion_is_for_here_for_now_and_for_once() {
        let here = ["https://fla.test/oauth2/token".to_owned()];
        let now = Instant(seconds(1_000_000));
        let said = |more: Value| check(&claims(&more), "me", &here, now).map(|proof| proof.until);
        assert_eq!(said(json!({})), Ok(Instant(seconds(1_000_260))));
        assert_eq!(said(json!({"aud": here})), Ok(Instant(seconds(1_000_260))));
        for wrong in [
            json!({"sub": "you"}),
            json!({"iss": "you"}),
            json!({"aud": "https://elsewhere.test"}),
            json!({"aud": [here[0], "https://elsewhere.test"]}),
            json!({"aud": []}),
            json!({"exp": null}),
            json!({"exp": "soon"}),
            json!({"exp": 999_900}),
            json!({"exp": 1_000_900}),
            json!({"iat": 1_000_100}),
            json!({"nbf": 1_000_100}),
            json!({"jti": null}),
            json!({"jti": ""}),
            json!({"jti": "x".repeat(201)}),
        ] {
            assert!(said(wrong.clone()).is_err(), "{wrong}");
        }
    }
}
