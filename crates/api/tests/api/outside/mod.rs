//! Tokens of an outside issuer: one inside this process whose keys the test holds, so that it can sign
//! whatever it likes and be gone when it likes; and a certified one written by others.

mod forged;
mod outage;
mod people;
mod provider;
mod software;

use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use axum::extract::State;
use axum::http::StatusCode;
use axum::routing::get;
use axum::{Json, Router};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use fla_store::Store;
use fla_web::auth::oidc::access::{Issuer, IssuerConfig};
use fla_web::auth::oidc::{BackChannel, ClaimNames, LevelClaim};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde_json::{Value, json};

use crate::support::{Answer, House, every_scope, key_pair};

const ISSUER: &str = "http://tokens.test/realm";
const AUDIENCE: &str = "https://fla.test/fla/v1";
const LEVEL: &str = "urn:be:fedict:iam:fas:Level450";

/// A key of the issuer.
struct Signer {
    name: String,
    key: EncodingKey,
    jwk: Value,
}

impl Signer {
    fn new(name: &str) -> Self {
        let (pkcs8, jwk) = key_pair();
        let mut jwk: Value = serde_json::from_str(&jwk).unwrap();
        jwk["kid"] = json!(name);
        Self { name: name.to_owned(), key: EncodingKey::from_ec_der(&pkcs8), jwk }
    }

    fn header(&self) -> Header {
        let mut header = Header::new(Algorithm::ES256);
        header.typ = Some("at+jwt".to_owned());
        header.kid = Some(self.name.clone());
        header
    }

    fn sign(&self, claims: &Value) -> String {
        self.sign_as(&self.header(), claims)
    }

    fn sign_as(&self, header: &Header, claims: &Value) -> String {
        jsonwebtoken::encode(header, claims, &self.key).unwrap()
    }

    /// A token of this header, in JSON, over a payload as it stands.
    fn sign_raw(&self, header: &str, payload: &str) -> String {
        let signed =
            format!("{}.{}", URL_SAFE_NO_PAD.encode(header), URL_SAFE_NO_PAD.encode(payload));
        let algorithm = Algorithm::ES256;
        let signature =
            jsonwebtoken::crypto::sign(signed.as_bytes(), &self.key, algorithm).unwrap();
        format!("{signed}.{signature}")
    }
}

/// What the issuer answers.
struct Served {
    up: AtomicBool,
    /// Whether it is an authorization server without `OpenID` Connect.
    plain: AtomicBool,
    issuer: Mutex<String>,
    keys: Mutex<Vec<Value>>,
    /// How often its keys were fetched.
    fetched: AtomicU64,
}

type Shared = Arc<Served>;

fn metadata(served: &Shared, plain: bool) -> Result<Json<Value>, StatusCode> {
    if !served.up.load(Ordering::SeqCst) {
        return Err(StatusCode::BAD_GATEWAY);
    }
    if plain != served.plain.load(Ordering::SeqCst) {
        return Err(StatusCode::NOT_FOUND);
    }
    let issuer = served.issuer.lock().unwrap().clone();
    Ok(Json(json!({ "issuer": issuer, "jwks_uri": format!("{ISSUER}/keys") })))
}

async fn keys(State(served): State<Shared>) -> Result<Json<Value>, StatusCode> {
    served.fetched.fetch_add(1, Ordering::SeqCst);
    if !served.up.load(Ordering::SeqCst) {
        return Err(StatusCode::BAD_GATEWAY);
    }
    let keys = served.keys.lock().unwrap().clone();
    Ok(Json(json!({ "keys": keys })))
}

/// A register that takes tokens of an issuer, and that issuer.
struct Scene {
    house: House,
    served: Shared,
    signer: Signer,
}

impl Scene {
    async fn new() -> Self {
        Self::on(fla_store::testing::sqlite_store().await, false, |_| {})
    }

    /// One in which everybody may make so many calls in a minute.
    async fn limited(calls: u32) -> Self {
        let store = fla_store::testing::sqlite_store().await;
        Self::made(store, false, calls, |_| {})
    }

    fn on(store: Store, own_tokens: bool, change: impl FnOnce(&mut IssuerConfig)) -> Self {
        Self::made(store, own_tokens, 0, change)
    }

    fn made(
        store: Store,
        own_tokens: bool,
        calls: u32,
        change: impl FnOnce(&mut IssuerConfig),
    ) -> Self {
        let signer = Signer::new("one");
        let served = Arc::new(Served {
            up: AtomicBool::new(true),
            plain: AtomicBool::new(false),
            issuer: Mutex::new(ISSUER.to_owned()),
            keys: Mutex::new(vec![signer.jwk.clone()]),
            fetched: AtomicU64::new(0),
        });
        let router = Router::new()
            .route(
                "/realm/.well-known/openid-configuration",
                get(async |State(served): State<Shared>| metadata(&served, false)),
            )
            .route(
                "/.well-known/oauth-authorization-server/realm",
                get(async |State(served): State<Shared>| metadata(&served, true)),
            )
            .route("/realm/keys", get(keys))
            .with_state(Arc::clone(&served));
        let mut config = config(ISSUER);
        change(&mut config);
        let issuer = Issuer::new(config, BackChannel::local(router)).unwrap();
        let house = House::with_issuer(store, calls, issuer, own_tokens);
        Self { house, served, signer }
    }

    fn seconds(&self) -> i64 {
        self.house.app.now().0 / 1_000_000
    }

    /// The claims of a token that is good now, about software.
    fn about(&self, client: &str) -> Value {
        let now = self.seconds();
        json!({
            "iss": ISSUER, "aud": AUDIENCE, "sub": client, "client_id": client, "jti": "t1",
            "iat": now, "exp": now + 300, "scope": format!("openid {}", every_scope().text()),
        })
    }

    async fn shown(&self, token: &str) -> Answer {
        self.house.get(token, "/employers").await
    }
}

fn config(issuer: &str) -> IssuerConfig {
    IssuerConfig {
        issuer: issuer.to_owned(),
        audience: AUDIENCE.to_owned(),
        claims: ClaimNames::federal(),
        acr_accepted: vec![LEVEL.to_owned()],
        level_claim: LevelClaim::AcrOrAmr,
        patience: Duration::from_secs(4),
    }
}
