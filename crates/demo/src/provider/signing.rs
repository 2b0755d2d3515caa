//! The provider's signing key, made at every start.

use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde_json::{Value, json};

/// An ES256 key pair.
pub(super) struct SigningKey {
    key: EncodingKey,
    id: String,
    x: String,
    y: String,
}

impl SigningKey {
    pub(super) fn generate() -> Option<Self> {
        let algorithm = &ECDSA_P256_SHA256_FIXED_SIGNING;
        let pkcs8 = EcdsaKeyPair::generate_pkcs8(algorithm, &SystemRandom::new()).ok()?;
        let pair = EcdsaKeyPair::from_pkcs8(algorithm, pkcs8.as_ref()).ok()?;
        // The uncompressed point: 4, then x and y of 32 bytes each.
        let (x, y) = pair.public_key().as_ref().get(1..65)?.split_at(32);
        Some(Self {
            key: EncodingKey::from_ec_der(pkcs8.as_ref()),
            id: hash(pair.public_key().as_ref()),
            x: URL_SAFE_NO_PAD.encode(x),
            y: URL_SAFE_NO_PAD.encode(y),
        })
    }

    /// The public half, as a member of the key set.
    pub(super) fn public(&self) -> Value {
        json!({
            "kty": "EC", "crv": "P-256", "use": "sig", "alg": "ES256",
            "kid": self.id, "x": self.x, "y": self.y,
        })
    }

    /// Signs claims.
    pub(super) fn sign(&self, claims: &Value) -> Option<String> {
        let mut header = Header::new(Algorithm::ES256);
        header.kid = Some(self.id.clone());
        jsonwebtoken::encode(&header, claims, &self.key).ok()
    }
}

/// SHA-256 in base64url, as PKCE writes it.
pub(super) fn hash(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(digest(&SHA256, bytes))
}

/// The left half of the hash, as `at_hash` writes it.
pub(super) fn half_hash(bytes: &[u8]) -> String {
    URL_SAFE_NO_PAD.encode(&digest(&SHA256, bytes).as_ref()[..16])
}
