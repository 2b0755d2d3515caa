//! An honest sign-in, every part of which a test can spoil.

use std::time::Duration;

use aws_lc_rs::encoding::{AsDer, Pkcs8V1Der};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair, RsaKeyPair,
};
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use fla_domain::language::Language;
use fla_domain::time::Instant;
use jsonwebtoken::{Algorithm, EncodingKey};
use serde_json::{Value, json};
use url::Url;

use super::super::{BackChannel, Callback, ClientAuth, Identity, OidcConfig, Relying, Secret};
use super::hostile::{Hostile, Reply};
use crate::auth::session::LoginState;
use crate::auth::{Random, SignInFault, TokenHash};

/// A moment in January 2027.
pub const NOW: Instant = Instant(1_800_000_000_000_000);
/// The same in seconds.
pub const SECONDS: i64 = 1_800_000_000;
/// A number that checks and belongs to nobody.
pub const SSIN: &str = "00010190146";
/// Another one.
pub const OTHER_SSIN: &str = "05050591545";
pub const LEVEL: &str = "urn:be:fedict:iam:fas:Level450";
pub const CLIENT: &str = "fla";

/// A key pair of the provider.
pub struct Signer {
    pub kid: &'static str,
    pub algorithm: Algorithm,
    key: EncodingKey,
    pub jwk: Value,
}

impl Signer {
    pub fn es256(kid: &'static str) -> Self {
        let random = SystemRandom::new();
        let algorithm = &ECDSA_P256_SHA256_FIXED_SIGNING;
        let pkcs8 = EcdsaKeyPair::generate_pkcs8(algorithm, &random).unwrap();
        let pair = EcdsaKeyPair::from_pkcs8(algorithm, pkcs8.as_ref()).unwrap();
        let point = pair.public_key().as_ref();
        let (x, y) = (URL_SAFE_NO_PAD.encode(&point[1..33]), URL_SAFE_NO_PAD.encode(&point[33..]));
        let jwk = json!({"kty": "EC", "crv": "P-256", "x": x, "y": y, "kid": kid, "use": "sig"});
        let key = EncodingKey::from_ec_der(pkcs8.as_ref());
        Self { kid, algorithm: Algorithm::ES256, key, jwk }
    }

    pub fn rsa(kid: &'static str, algorithm: Algorithm) -> Self {
        let pair = RsaKeyPair::generate(KeySize::Rsa2048).unwrap();
        let public = pair.public_key();
        let n = URL_SAFE_NO_PAD.encode(public.modulus().big_endian_without_leading_zero());
        let e = URL_SAFE_NO_PAD.encode(public.exponent().big_endian_without_leading_zero());
        let jwk = json!({"kty": "RSA", "n": n, "e": e, "kid": kid, "use": "sig"});
        Self {
            kid,
            algorithm,
            key: EncodingKey::from_rsa_pem(private_pem(&pair).as_bytes()).unwrap(),
            jwk,
        }
    }

    pub fn ed25519(kid: &'static str) -> Self {
        let pkcs8 = Ed25519KeyPair::generate_pkcs8v1(&SystemRandom::new()).unwrap();
        let pair = Ed25519KeyPair::from_pkcs8_maybe_unchecked(pkcs8.as_ref()).unwrap();
        let x = URL_SAFE_NO_PAD.encode(pair.public_key().as_ref());
        let jwk = json!({"kty": "OKP", "crv": "Ed25519", "x": x, "kid": kid});
        let key = EncodingKey::from_ed_der(pkcs8.as_ref());
        Self { kid, algorithm: Algorithm::EdDSA, key, jwk }
    }

    /// The header an honest provider writes.
    pub fn header(&self) -> Value {
        json!({"alg": format!("{:?}", self.algorithm), "kid": self.kid, "typ": "JWT"})
    }

    /// Signs any header and payload, sensible or not.
    pub fn sign(&self, header: &str, payload: &str) -> String {
        let parts = [header, payload].map(|part| URL_SAFE_NO_PAD.encode(part));
        let message = parts.join(".");
        let signature =
            jsonwebtoken::crypto::sign(message.as_bytes(), &self.key, self.algorithm).unwrap();
        format!("{message}.{signature}")
    }
}

fn private_pem(pair: &RsaKeyPair) -> String {
    let der: Pkcs8V1Der<'_> = pair.as_der().unwrap();
    let body = STANDARD.encode(der.as_ref());
    format!("-----BEGIN PRIVATE KEY-----\n{body}\n-----END PRIVATE KEY-----\n")
}

/// An honest provider and an honest answer; change what the case is about, then
/// [`Scene::sign_in`].
pub struct Scene {
    pub hostile: Hostile,
    pub signer: Signer,
    pub config: OidcConfig,
    pub header: Value,
    pub claims: Value,
    /// Instead of the nonce we sent.
    pub nonce: Option<Value>,
    pub userinfo_header: Value,
    pub userinfo: Value,
    /// Written after everything else is in place: the raw identity token.
    pub raw: Option<String>,
    /// Members of the token answer besides `id_token`.
    pub token_answer: Value,
    pub issuer_parameter: Option<String>,
}

impl Scene {
    pub async fn new() -> Self {
        let hostile = Hostile::start().await;
        let signer = Signer::es256("one");
        let public = Url::parse("https://fla.example/").unwrap();
        let secret = ClientAuth::SecretBasic(Secret::new("s3cret"));
        let mut config = OidcConfig::federal(&hostile.issuer, CLIENT, secret, &public);
        config.patience = Duration::from_secs(2);
        let shared = json!({"iss": hostile.issuer, "aud": CLIENT, "sub": "subject-1"});
        let mut claims = shared.clone();
        claims["iat"] = json!(SECONDS);
        claims["exp"] = json!(SECONDS + 300);
        claims["auth_time"] = json!(SECONDS - 5);
        claims["acr"] = json!(LEVEL);
        claims["amr"] = json!(["eid"]);
        claims["sid"] = json!("provider-session");
        let mut userinfo = shared;
        userinfo["egovNRN"] = json!(SSIN);
        userinfo["givenName"] = json!("Ada");
        userinfo["surname"] = json!("Peeters");
        userinfo["prefLanguage"] = json!("fr");
        hostile.reply("/jwks", Reply::json(&json!({"keys": [signer.jwk]})));
        Self {
            header: signer.header(),
            userinfo_header: signer.header(),
            hostile,
            signer,
            config,
            claims,
            nonce: None,
            userinfo,
            raw: None,
            token_answer: json!({"access_token": "at-1", "token_type": "Bearer"}),
            issuer_parameter: None,
        }
    }

    pub fn relying(&self) -> Relying {
        let channel = BackChannel::network().unwrap();
        Relying::new(self.config.clone(), channel, Random::system()).unwrap()
    }

    /// The whole sign-in with a new relying party.
    pub async fn sign_in(&self) -> Result<Identity, SignInFault> {
        self.sign_in_with(&self.relying(), NOW).await
    }

    /// The whole sign-in.
    pub async fn sign_in_with(
        &self,
        relying: &Relying,
        now: Instant,
    ) -> Result<Identity, SignInFault> {
        let browser = TokenHash([0; 32]);
        let (_, login) = relying.authorize(Language::Fr, None, browser, now).await?;
        self.come_back(relying, login, now).await
    }

    /// The part of the sign-in after the provider.
    pub async fn come_back(
        &self,
        relying: &Relying,
        login: LoginState,
        now: Instant,
    ) -> Result<Identity, SignInFault> {
        self.prepare(&login.nonce);
        let callback = Callback {
            state: "not looked at here".to_owned(),
            code: Some("code-1".to_owned()),
            error: None,
            issuer: self.issuer_parameter.clone(),
        };
        relying.exchange(callback, login, now).await
    }

    /// Puts the token and userinfo answers in place, unless a test scripted its own.
    fn prepare(&self, nonce: &str) {
        let mut claims = self.claims.clone();
        claims["nonce"] = self.nonce.clone().unwrap_or_else(|| json!(nonce));
        if claims["nonce"].is_null() {
            claims.as_object_mut().unwrap().remove("nonce");
        }
        let id_token = self
            .raw
            .clone()
            .unwrap_or_else(|| self.signer.sign(&self.header.to_string(), &claims.to_string()));
        let mut answer = self.token_answer.clone();
        answer["id_token"] = json!(id_token);
        self.hostile.reply_unless_scripted("/token", Reply::json(&answer));
        let userinfo =
            self.signer.sign(&self.userinfo_header.to_string(), &self.userinfo.to_string());
        self.hostile
            .reply_unless_scripted("/userinfo", Reply::Say(200, "application/jwt", userinfo));
    }

    /// The fault of the sign-in; the test fails when somebody is signed in.
    pub async fn fault(&self) -> SignInFault {
        match self.sign_in().await {
            Ok(identity) => panic!("signed in: {identity:?}"),
            Err(fault) => fault,
        }
    }
}
