//! The private key of software: ES256 (ECDSA on P-256 with SHA-256).

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use serde::Deserialize;
use serde_json::Value;

use crate::Error;

/// A private key on P-256.
pub struct Key(EcdsaKeyPair);

/// Says nothing of the key.
impl std::fmt::Debug for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Key(..)")
    }
}

#[derive(Deserialize)]
struct Jwk {
    crv: String,
    x: String,
    y: String,
    d: String,
}

impl Key {
    /// From PEM as `openssl ecparam -genkey` (`EC PRIVATE KEY`) or `openssl genpkey`
    /// (`PRIVATE KEY`) write it.
    pub fn from_pem(pem: &str) -> Result<Self, Error> {
        const WRONG: Error = Error::Key("no private key on P-256 in PEM");
        // openssl may write the parameters of the curve before the key.
        let (_, rest) = pem.split_once("PRIVATE KEY-----").ok_or(WRONG)?;
        let (text, _) = rest.split_once("-----END").ok_or(WRONG)?;
        let text: String = text.split_ascii_whitespace().collect();
        let der = STANDARD.decode(text).map_err(|_| WRONG)?;
        let pair = EcdsaKeyPair::from_private_key_der(&ECDSA_P256_SHA256_FIXED_SIGNING, &der);
        pair.map(Self).map_err(|_| WRONG)
    }

    /// From a private JWK (RFC 7517) in JSON.
    pub fn from_jwk(json: &str) -> Result<Self, Error> {
        const WRONG: Error = Error::Key("no private key on P-256 as JWK");
        let jwk: Jwk = serde_json::from_str(json).map_err(|_| WRONG)?;
        if jwk.crv != "P-256" {
            return Err(WRONG);
        }
        let part = |text: &str| URL_SAFE_NO_PAD.decode(text).map_err(|_| WRONG);
        let point = [vec![4], part(&jwk.x)?, part(&jwk.y)?].concat();
        let pair = EcdsaKeyPair::from_private_key_and_public_key(
            &ECDSA_P256_SHA256_FIXED_SIGNING,
            &part(&jwk.d)?,
            &point,
        );
        pair.map(Self).map_err(|_| WRONG)
    }

    /// A signed JWT with these claims.
    pub(crate) fn jwt(&self, claims: &Value) -> Result<String, Error> {
        let part = |text: &str| URL_SAFE_NO_PAD.encode(text);
        let signed = format!("{}.{}", part(r#"{"alg":"ES256"}"#), part(&claims.to_string()));
        let signature = self.0.sign(&SystemRandom::new(), signed.as_bytes());
        let signature = signature.map_err(|_| Error::Key("it does not sign"))?;
        Ok(format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature)))
    }
}

#[cfg(test)]
mod tests {
    use aws_lc_rs::encoding::{AsBigEndian, AsDer, EcPrivateKeyBin, EcPrivateKeyRfc5915Der};
    use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED, KeyPair, UnparsedPublicKey};

    use super::*;

    fn pem(name: &str, der: &[u8]) -> String {
        format!("-----BEGIN {name}-----\n{}\n-----END {name}-----\n", STANDARD.encode(der))
    }

    #[test]
    fn a_key_is_read_in_each_form_signs_and_is_never_shown()
    -> Result<(), Box<dyn std::error::Error>> {
        let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING)?;
        let point = pair.public_key().as_ref();
        let sec1: EcPrivateKeyRfc5915Der<'_> = pair.private_key().as_der()?;
        let secret: EcPrivateKeyBin<'_> = pair.private_key().as_be_bytes()?;
        let part = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
        let mut jwk = serde_json::json!({
            "kty": "EC", "crv": "P-256",
            "x": part(&point[1..33]), "y": part(&point[33..]), "d": part(secret.as_ref()),
        });
        // As `openssl ecparam -genkey` writes it where it is not told -noout.
        let parameters =
            "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n";
        let forms = [
            Key::from_pem(&pem("PRIVATE KEY", pair.to_pkcs8v1()?.as_ref()))?,
            Key::from_pem(&format!("{parameters}{}", pem("EC PRIVATE KEY", sec1.as_ref())))?,
            Key::from_jwk(&jwk.to_string())?,
        ];
        for key in forms {
            let jwt = key.jwt(&serde_json::json!({ "iss": "me" }))?;
            let (signed, signature) = jwt.rsplit_once('.').ok_or("no signature")?;
            let signature = URL_SAFE_NO_PAD.decode(signature)?;
            let public = UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point);
            public.verify(signed.as_bytes(), &signature)?;
            assert_eq!(format!("{key:?}"), "Key(..)");
        }

        jwk["crv"] = "P-384".into();
        assert!(Key::from_jwk(&jwk.to_string()).is_err());
        assert!(Key::from_pem("").is_err());
        assert!(Key::from_pem(&pem("PUBLIC KEY", pair.to_pkcs8v1()?.as_ref())).is_err());
        assert!(Key::from_pem(&pem("PRIVATE KEY", &sec1.as_ref()[..40])).is_err());
        Ok(())
    }
}
