//! Sign-in with a certified provider written by others: four ways to prove who the client is, four
//! signature algorithms, signed userinfo, sign-out.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::AtomicI64;

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use axum::Router;
use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use fla_web::auth::Random;
use fla_web::auth::oidc::{BackChannel, ClientAuth, OidcConfig, Relying, Secret, SigningAlgorithm};
use serde_json::{Value, json};
use url::Url;

use super::browser::Browser;
use super::register::{Port, Register, SSIN};

/// The provider's process; it ends with the test, at the latest when its standard input closes.
struct Provider {
    child: Child,
    _stdin: ChildStdin,
    /// Kept open: a closed pipe would end the provider at its next word.
    _stdout: BufReader<ChildStdout>,
    issuer: String,
}

impl Provider {
    fn start(register: &Url, client_jwk: &Value, acr: &str) -> Self {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../e2e/oidc");
        assert!(
            folder.join("node_modules/oidc-provider").is_dir(),
            "the provider is not installed: run `npm ci` in e2e/oidc (`./dev test` does)"
        );
        let mut child = Command::new("node")
            .arg("provider.mjs")
            .current_dir(folder)
            .env("REDIRECT_URI", register.join("/sign-in/callback").unwrap().as_str())
            .env("POST_LOGOUT_REDIRECT_URI", register.join("/").unwrap().as_str())
            .env(
                "BACKCHANNEL_LOGOUT_URI",
                register.join("/sign-out/back-channel").unwrap().as_str(),
            )
            .env("CLIENT_JWK", client_jwk.to_string())
            .env("ACR", acr)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("node starts");
        let stdin = child.stdin.take().unwrap();
        let mut stdout = BufReader::new(child.stdout.take().unwrap());
        let mut line = String::new();
        stdout.read_line(&mut line).unwrap();
        let told: Value = serde_json::from_str(&line).expect("the provider tells its issuer");
        let issuer = told["issuer"].as_str().unwrap().to_owned();
        Self { child, _stdin: stdin, _stdout: stdout, issuer }
    }
}

impl Drop for Provider {
    fn drop(&mut self) {
        // Already gone is as good.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A key pair of this client: PEM for us, JWK for the provider.
fn client_key() -> (String, Value) {
    let algorithm = &ECDSA_P256_SHA256_FIXED_SIGNING;
    let pkcs8 = EcdsaKeyPair::generate_pkcs8(algorithm, &SystemRandom::new()).unwrap();
    let pair = EcdsaKeyPair::from_pkcs8(algorithm, pkcs8.as_ref()).unwrap();
    let point = pair.public_key().as_ref();
    let (x, y) = (URL_SAFE_NO_PAD.encode(&point[1..33]), URL_SAFE_NO_PAD.encode(&point[33..]));
    let jwk = json!({"kty": "EC", "crv": "P-256", "x": x, "y": y, "kid": "ours", "use": "sig"});
    let body = STANDARD.encode(pkcs8.as_ref());
    (format!("-----BEGIN PRIVATE KEY-----\n{body}\n-----END PRIVATE KEY-----\n"), jwk)
}

const LEVEL_450: &str = "urn:be:fedict:iam:fas:Level450";
const SECRET: &str = "a secret: with % odd + characters";

async fn start(client: &str, acr: &str) -> (Register, Provider) {
    let port = Port::open().await;
    let (pem, jwk) = client_key();
    let provider = Provider::start(&port.origin(), &jwk, acr);
    let auth = match client {
        "basic" => ClientAuth::SecretBasic(Secret::new(SECRET)),
        "post" => ClientAuth::SecretPost(Secret::new(SECRET)),
        "public" => ClientAuth::None,
        _ => ClientAuth::PrivateKeyJwt {
            pem: Secret::new(pem),
            algorithm: SigningAlgorithm::Es256,
            key_id: Some("ours".to_owned()),
        },
    };
    let config = OidcConfig::federal(&provider.issuer, client, auth, &port.origin());
    let relying = Relying::new(config, BackChannel::network().unwrap(), Random::system()).unwrap();
    // Another process has another clock: the real one.
    let clock = Arc::new(AtomicI64::new(wall_clock()));
    (port.serve(relying, Router::new(), clock), provider)
}

#[expect(clippy::disallowed_methods, reason = "the provider's process reads the real clock")]
fn wall_clock() -> i64 {
    jiff::Timestamp::now().as_microsecond()
}

#[tokio::test]
async fn every_kind_of_client_signs_in_and_out() {
    for client in ["basic", "post", "public", "key"] {
        let (register, provider) = start(client, LEVEL_450).await;
        let browser = Browser::new();
        let page = browser.open(register.at("/account?year=2026")).await;
        assert_eq!((page.status, page.url.path()), (200, "/account"), "{client}: {}", page.body);
        assert!(page.body.starts_with("Ada Peeters ••.••.••-•01.46 Some(De)"), "{}", page.body);
        let visited = page.trail.iter().any(|url| url.as_str().starts_with(&provider.issuer));
        assert!(visited, "{client}");
        assert!(page.trail.iter().all(|url| !url.as_str().contains(SSIN)));

        let token = page.field("csrf");
        let asked = browser.submit(register.at("/sign-out"), &[("csrf", &token)]).await;
        assert!(asked.url.as_str().starts_with(&provider.issuer), "{client}: {}", asked.url);
        let xsrf = asked.field("xsrf");
        let confirm = format!("{}/session/end/confirm", provider.issuer);
        let after = browser.submit(confirm, &[("xsrf", &xsrf), ("logout", "yes")]).await;
        assert_eq!(after.body, "anonymous", "{client}: {}", after.url);
    }
}

#[tokio::test]
async fn the_provider_ends_sessions_here_by_itself() {
    for client in ["basic", "post", "public", "key"] {
        let (register, provider) = start(client, LEVEL_450).await;
        let browser = Browser::new();
        let page = browser.open(register.at("/account")).await;
        assert_eq!(page.status, 200, "{client}: {}", page.body);
        let first = browser.cookie(&register.origin, "fla").unwrap();
        // A second session of ours under the same session of the provider.
        browser.plant(&register.origin, "fla", "");
        let page = browser.open(register.at("/account")).await;
        assert_eq!(register.sessions.count(), 2, "{client}: {}", page.body);
        let fields = [("csrf", page.field("csrf"))];
        let fields = fields.each_ref().map(|(name, value)| (*name, value.as_str()));
        let asked = browser.submit(register.at("/sign-out"), &fields).await;
        assert_eq!(register.sessions.count(), 1, "{client}");
        let xsrf = asked.field("xsrf");
        let confirm = format!("{}/session/end/confirm", provider.issuer);
        browser.submit(confirm, &[("xsrf", &xsrf), ("logout", "yes")]).await;
        assert_eq!(register.sessions.count(), 0, "{client}: the provider's word was not taken");
        let other = Browser::new();
        other.plant(&register.origin, "fla", &first);
        assert_eq!(other.open(register.at("/")).await.body, "anonymous");
    }
}

/// Attack: a digital key that is too weak, at the certified provider.
#[tokio::test]
async fn a_weak_key_does_not_sign_in() {
    let (register, _provider) = start("basic", "urn:be:fedict:iam:fas:Level300").await;
    let page = Browser::new().open(register.at("/account")).await;
    page.assert_fault("SIGN-IN-401");
    assert_eq!(register.sessions.count(), 0);
}

#[tokio::test]
async fn a_provider_that_is_gone_leaves_sessions_alone() {
    let (register, provider) = start("basic", LEVEL_450).await;
    let browser = Browser::new();
    assert_eq!(browser.open(register.at("/account")).await.status, 200);
    let back = Browser::new().peek(register.at("/sign-in")).await;
    assert_eq!(back.status, 303);
    drop(provider);
    register.wait(60);
    assert_eq!(browser.open(register.at("/account")).await.status, 200);
    // Discovery is still known; an hour later it is not, and sign-in says so at once.
    register.wait(3_600);
    let watch = std::time::Instant::now();
    let page = Browser::new().open(register.at("/sign-in")).await;
    page.assert_fault("SIGN-IN-201");
    assert_eq!(page.headers["retry-after"], "60");
    assert!(watch.elapsed() < std::time::Duration::from_secs(5));
}
