//! A signed token in compact form: taken apart, held against our configuration, then verified.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Map, Value};

use super::config::SigningAlgorithm;
use super::keys::KeySet;
use crate::auth::SignInFault;
use crate::strict_json::{self, Unreadable};

/// The claims of a token.
pub(super) type Claims = Map<String, Value>;

/// A token whose header is acceptable and whose signature is not yet verified. Its claims cannot
/// be had before they are.
pub(super) struct Unverified<'t> {
    what: &'static str,
    algorithm: SigningAlgorithm,
    key_id: Option<String>,
    signed: &'t str,
    payload: Vec<u8>,
    signature: &'t str,
}

impl<'t> Unverified<'t> {
    /// Takes a token apart. The header chooses among `allowed` and nothing else: embedded keys
    /// (`jwk`, `x5c`) and key addresses (`jku`, `x5u`) are never looked at, critical extensions
    /// are refused because none is understood.
    pub(super) fn parse(
        what: &'static str,
        token: &'t str,
        allowed: &[SigningAlgorithm],
    ) -> Result<Self, SignInFault> {
        Self::parse_kind(what, token, allowed, &["JWT"])
    }

    /// The same for a token whose header may say, as `typ`, one of other kinds.
    pub(super) fn parse_kind(
        what: &'static str,
        token: &'t str,
        allowed: &[SigningAlgorithm],
        kinds: &[&str],
    ) -> Result<Self, SignInFault> {
        Self::parse_as(what, token, allowed, |typ| typ.is_none_or(|typ| is_of_kind(typ, kinds)))
    }

    /// The same for a token whose header must say one of these kinds.
    pub(super) fn parse_declared(
        what: &'static str,
        token: &'t str,
        allowed: &[SigningAlgorithm],
        kinds: &[&str],
    ) -> Result<Self, SignInFault> {
        Self::parse_as(what, token, allowed, |typ| typ.is_some_and(|typ| is_of_kind(typ, kinds)))
    }

    fn parse_as(
        what: &'static str,
        token: &'t str,
        allowed: &[SigningAlgorithm],
        fits: impl Fn(Option<&Value>) -> bool,
    ) -> Result<Self, SignInFault> {
        let malformed = || SignInFault::TokenMalformed(what);
        let (signed, signature) = token.rsplit_once('.').ok_or_else(malformed)?;
        let (header, payload) = signed.split_once('.').ok_or_else(malformed)?;
        if token.split('.').count() == 5 {
            return Err(SignInFault::TokenEncrypted(what));
        }
        let header = object(what, header)?;
        let name = header.get("alg").and_then(Value::as_str).ok_or_else(malformed)?;
        let algorithm = SigningAlgorithm::from_name(name)
            .filter(|algorithm| allowed.contains(algorithm))
            .ok_or(SignInFault::Algorithm(what))?;
        let key_id = match header.get("kid") {
            None => None,
            Some(Value::String(id)) => Some(id.clone()),
            Some(_) => return Err(malformed()),
        };
        if header.contains_key("crit") {
            return Err(malformed());
        }
        if !fits(header.get("typ")) {
            return Err(malformed());
        }
        let payload = URL_SAFE_NO_PAD.decode(payload).map_err(|_| malformed())?;
        Ok(Self { what, algorithm, key_id, signed, payload, signature })
    }

    /// Which algorithm it claims, one of the allowed.
    pub(super) fn algorithm(&self) -> SigningAlgorithm {
        self.algorithm
    }

    /// Whether the key set has a key it may be signed with.
    pub(super) fn knows_key(&self, keys: &KeySet) -> bool {
        !keys.candidates(self.algorithm, self.key_id.as_deref()).is_empty()
    }

    /// The claims, when one of the provider's keys signed them.
    pub(super) fn verify(self, keys: &KeySet) -> Result<Claims, SignInFault> {
        let candidates = keys.candidates(self.algorithm, self.key_id.as_deref());
        if candidates.is_empty() {
            return Err(SignInFault::KeyUnknown(self.what));
        }
        let fits = candidates.iter().any(|key| {
            let message = self.signed.as_bytes();
            jsonwebtoken::crypto::verify(self.signature, message, key, self.algorithm.jose())
                .unwrap_or(false)
        });
        if !fits {
            return Err(SignInFault::Signature(self.what));
        }
        read(self.what, &self.payload)
    }
}

/// A token of another kind (`at+jwt`, `logout+jwt`) must not pass for an identity token.
fn is_of_kind(typ: &Value, kinds: &[&str]) -> bool {
    let known = |typ: &str| kinds.iter().any(|kind| typ.eq_ignore_ascii_case(kind));
    typ.as_str().is_some_and(known)
}

fn object(what: &'static str, part: &str) -> Result<Claims, SignInFault> {
    let bytes = URL_SAFE_NO_PAD.decode(part).map_err(|_| SignInFault::TokenMalformed(what))?;
    read(what, &bytes)
}

fn read(what: &'static str, bytes: &[u8]) -> Result<Claims, SignInFault> {
    strict_json::object(bytes).map_err(|fault| match fault {
        Unreadable::Doubled => SignInFault::Duplicate(what),
        Unreadable::NotAnObject => SignInFault::TokenMalformed(what),
    })
}
