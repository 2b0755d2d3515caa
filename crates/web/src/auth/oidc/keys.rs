//! The provider's public keys.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::DecodingKey;
use serde_json::{Map, Value};
use url::Url;

use super::channel::{Answer, BackChannel, Call};
use super::config::SigningAlgorithm;
use crate::auth::SignInFault;

const ENDPOINT: &str = "key set";
const MOST_KEYS: usize = 100;
/// RSA keys of less than 2048 bits are not taken.
const SHORTEST_MODULUS: usize = 256;

/// The keys that can verify something; keys of other kinds are passed over.
pub(super) struct KeySet(Vec<ProviderKey>);

struct ProviderKey {
    id: Option<String>,
    algorithm: Option<String>,
    kind: Kind,
    key: DecodingKey,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Rsa,
    P256,
    Ed25519,
}

impl KeySet {
    pub(super) async fn fetch(channel: &BackChannel, url: &Url) -> Result<Self, SignInFault> {
        let call = Call {
            endpoint: ENDPOINT,
            url,
            accept: "application/jwk-set+json, application/json",
            authorization: None,
            form: None,
        };
        let answer = channel.call(call).await.and_then(Answer::ok)?;
        let document = answer.object()?;
        let malformed = |what| SignInFault::AnswerMalformed { endpoint: ENDPOINT, what };
        let keys = document.get("keys").and_then(Value::as_array);
        let keys = keys.ok_or_else(|| malformed("no list of keys"))?;
        if keys.len() > MOST_KEYS {
            return Err(malformed("too many keys"));
        }
        Ok(Self(keys.iter().filter_map(|key| ProviderKey::read(key.as_object()?)).collect()))
    }

    /// Those of some keys that can verify something.
    pub(super) fn of(keys: &[Map<String, Value>]) -> Self {
        Self(keys.iter().filter_map(ProviderKey::read).collect())
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.0.len()
    }

    /// Whether there is none.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The keys that may have signed a token with this header. Without a key id there must be
    /// one key only that fits; with it there may be several of the same name while a provider
    /// changes keys.
    pub(super) fn candidates(
        &self,
        algorithm: SigningAlgorithm,
        id: Option<&str>,
    ) -> Vec<&DecodingKey> {
        let fitting = self.0.iter().filter(|key| key.fits(algorithm));
        if let Some(id) = id {
            return fitting.filter(|key| key.id.as_deref() == Some(id)).map(|k| &k.key).collect();
        }
        let all: Vec<_> = fitting.map(|key| &key.key).collect();
        if all.len() == 1 { all } else { Vec::new() }
    }
}

impl ProviderKey {
    fn read(jwk: &Map<String, Value>) -> Option<Self> {
        let text = |name: &str| jwk.get(name).and_then(Value::as_str);
        let for_signatures = jwk.get("use").is_none_or(|purpose| purpose == "sig");
        let verifies = jwk.get("key_ops").is_none_or(|operations| {
            operations.as_array().is_some_and(|list| list.iter().any(|op| op == "verify"))
        });
        // A published private key belongs to everybody.
        if !for_signatures || !verifies || jwk.contains_key("d") {
            return None;
        }
        let (kind, key) = match (text("kty")?, text("crv")) {
            ("RSA", _) => (Kind::Rsa, rsa(text("n")?, text("e")?)?),
            ("EC", Some("P-256")) => {
                (Kind::P256, DecodingKey::from_ec_components(text("x")?, text("y")?).ok()?)
            }
            ("OKP", Some("Ed25519")) => {
                (Kind::Ed25519, DecodingKey::from_ed_components(text("x")?).ok()?)
            }
            _ => return None,
        };
        let id = text("kid").map(str::to_owned);
        Some(Self { id, algorithm: text("alg").map(str::to_owned), kind, key })
    }

    fn fits(&self, algorithm: SigningAlgorithm) -> bool {
        let kind = match algorithm {
            SigningAlgorithm::Rs256 | SigningAlgorithm::Ps256 => Kind::Rsa,
            SigningAlgorithm::Es256 => Kind::P256,
            SigningAlgorithm::EdDsa => Kind::Ed25519,
        };
        self.kind == kind && self.algorithm.as_deref().is_none_or(|name| name == algorithm.name())
    }
}

fn rsa(modulus: &str, exponent: &str) -> Option<DecodingKey> {
    let bytes = URL_SAFE_NO_PAD.decode(modulus).ok()?;
    let significant = bytes.iter().skip_while(|b| **b == 0).count();
    if significant < SHORTEST_MODULUS {
        return None;
    }
    DecodingKey::from_rsa_components(modulus, exponent).ok()
}
