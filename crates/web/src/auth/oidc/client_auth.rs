//! How the token request says which client it is.

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use fla_domain::time::Instant;
use jsonwebtoken::EncodingKey;
use serde_json::json;
use url::form_urlencoded::byte_serialize;

use super::config::{ClientAuth, ConfigFault, SigningAlgorithm, signing_key};
use crate::auth::{Random, SignInFault};

/// Seconds for which an assertion of ours is good; the federal services take at most 300.
const ASSERTION_LIFE: i64 = 60;

/// The client's authentication with its key already read.
pub(super) enum Prepared {
    Basic(String),
    Post(String),
    Public,
    Assertion { key: EncodingKey, algorithm: SigningAlgorithm, key_id: Option<String> },
}

impl Prepared {
    pub(super) fn new(auth: &ClientAuth, client_id: &str) -> Result<Self, ConfigFault> {
        Ok(match auth {
            ClientAuth::SecretBasic(secret) => {
                // RFC 6749, 2.3.1: both halves are form-encoded before they are joined.
                let encode = |text: &str| byte_serialize(text.as_bytes()).collect::<String>();
                let pair = format!("{}:{}", encode(client_id), encode(secret.reveal()));
                Self::Basic(format!("Basic {}", STANDARD.encode(pair)))
            }
            ClientAuth::SecretPost(secret) => Self::Post(secret.reveal().to_owned()),
            ClientAuth::None => Self::Public,
            ClientAuth::PrivateKeyJwt { pem, algorithm, key_id } => Self::Assertion {
                key: signing_key(pem, *algorithm)?,
                algorithm: *algorithm,
                key_id: key_id.clone(),
            },
        })
    }

    /// Adds what is needed to the form; the value of the `Authorization` header, if any.
    pub(super) fn apply(
        &self,
        form: &mut Vec<(&'static str, String)>,
        client_id: &str,
        audience: &str,
        random: &Random,
        now: Instant,
    ) -> Result<Option<String>, SignInFault> {
        if let Self::Basic(header) = self {
            return Ok(Some(header.clone()));
        }
        form.push(("client_id", client_id.to_owned()));
        match self {
            Self::Basic(_) | Self::Public => {}
            Self::Post(secret) => form.push(("client_secret", secret.clone())),
            Self::Assertion { key, algorithm, key_id } => {
                let mut header = jsonwebtoken::Header::new(algorithm.jose());
                header.kid.clone_from(key_id);
                let seconds = now.0.div_euclid(1_000_000);
                let claims = json!({
                    "iss": client_id,
                    "sub": client_id,
                    "aud": audience,
                    "jti": random.token().reveal(),
                    "iat": seconds,
                    "exp": seconds + ASSERTION_LIFE,
                });
                let assertion = jsonwebtoken::encode(&header, &claims, key)
                    .map_err(|_| SignInFault::ClientRefused("our own key does not sign".into()))?;
                let kind = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
                form.push(("client_assertion_type", kind.to_owned()));
                form.push(("client_assertion", assertion));
            }
        }
        Ok(None)
    }
}
