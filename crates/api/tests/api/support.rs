//! A register with its API, and software that has keys for it: requests go through the router, and
//! every answer is held to the contract.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use axum::Router;
use axum::body::Body;
use axum::http::{HeaderMap, Request, StatusCode};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use fla_api::Api;
use fla_app::{
    App, Caller, Channel, Files, Key, NewEmployer, NewMandate, SandboxRules, Setup, Visitor,
};
use fla_domain::access::{ApiScope, ApiScopes, Quality, Role, Scope};
use fla_domain::identifier::{EnterpriseNumber, Ssin};
use fla_domain::ids::{ClientId, EmployerId, MandateId};
use fla_domain::language::Language;
use fla_domain::rules::RuleBook;
use fla_domain::time::Instant;
use fla_formats::synthetic;
use fla_store::Store;
use fla_web::acting::TraceId;
use fla_web::auth::oidc::access::Issuer;
use fla_web::auth::oidc::assertion::public_key;
use fla_web::{Front, Settings};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde_json::{Value, json};
use tower::ServiceExt;
use url::Url;

/// 26 November 2026, noon in Greenwich, in microseconds.
const NOW: i64 = 1_795_694_400_000_000;

pub const TOKEN_ADDRESS: &str = "https://fla.test/oauth2/token";

pub struct House {
    pub app: App,
    pub router: Router,
    calls_per_minute: u32,
    public: Url,
    clock: Arc<AtomicI64>,
    keys: AtomicU64,
    files: tempfile::TempDir,
}

/// An answer.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub bytes: Vec<u8>,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or_default()
    }

    /// It, when it has this status.
    #[track_caller]
    pub fn is(self, status: u16) -> Self {
        let said = String::from_utf8_lossy(&self.bytes);
        assert_eq!(self.status.as_u16(), status, "{said}");
        self
    }

    /// The issues as `name type-end code`.
    pub fn issues(&self) -> Vec<String> {
        let body = self.json();
        let issues = body["issues"].as_array().cloned().unwrap_or_default();
        let text = |issue: &Value, name: &str| issue[name].as_str().unwrap_or("-").to_owned();
        let line = |issue: &Value| {
            let kind = text(issue, "type");
            let kind = kind.rsplit(':').next().unwrap_or_default().to_owned();
            format!("{} {kind} {}", text(issue, "name"), text(issue, "anomalyCode"))
        };
        issues.iter().map(line).collect()
    }
}

/// Software with a key.
pub struct Software {
    pub id: ClientId,
    pub name: String,
    pub key: EncodingKey,
    pub pkcs8: Vec<u8>,
}

pub fn person(n: u32) -> Ssin {
    synthetic::ssin(n)
}

pub fn number(n: u32) -> EnterpriseNumber {
    synthetic::enterprise(n)
}

pub fn every_scope() -> ApiScopes {
    ApiScope::ALL.iter().copied().collect()
}

/// A new key, as PKCS#8, and its public half.
pub fn key_pair() -> (Vec<u8>, String) {
    let random = SystemRandom::new();
    let pkcs8 = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random).unwrap();
    let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, pkcs8.as_ref()).unwrap();
    let point = pair.public_key().as_ref();
    let part = |range: std::ops::Range<usize>| URL_SAFE_NO_PAD.encode(&point[range]);
    let jwk = json!({ "kty": "EC", "crv": "P-256", "x": part(1..33), "y": part(33..65) });
    (pkcs8.as_ref().to_vec(), public_key(&jwk.to_string()).unwrap())
}

impl House {
    pub async fn new() -> Self {
        Self::on(fla_store::testing::sqlite_store().await, 0)
    }

    /// One whose API may be called by pages of some origins.
    pub async fn with_origins(origins: &[&str]) -> Self {
        let public = Url::parse("https://fla.test/").unwrap();
        let api_origins = origins.iter().map(|one| (*one).to_owned()).collect();
        let settings = Settings { calls_per_minute: 0, api_origins, ..Settings::at(public) };
        Self::seeded(fla_store::testing::sqlite_store().await, settings, 7, None)
    }

    /// One on a store, in which a client may make so many calls in a minute; 0 for no limit.
    pub fn on(store: Store, calls_per_minute: u32) -> Self {
        Self::at(store, calls_per_minute, Url::parse("https://fla.test/").unwrap())
    }

    /// The same at another public address.
    pub fn at(store: Store, calls_per_minute: u32, public: Url) -> Self {
        // No two draw the same.
        static SEED: AtomicU64 = AtomicU64::new(1);
        let seed = SEED.fetch_add(1 << 32, Ordering::Relaxed);
        let settings = Settings { calls_per_minute, ..Settings::at(public) };
        Self::seeded(store, settings, seed, None)
    }

    /// One that takes tokens of an outside issuer, and perhaps gives tokens itself too.
    pub fn with_issuer(
        store: Store,
        calls_per_minute: u32,
        issuer: Issuer,
        own_tokens: bool,
    ) -> Self {
        static SEED: AtomicU64 = AtomicU64::new(1 << 20);
        let seed = SEED.fetch_add(1 << 32, Ordering::Relaxed);
        let public = Url::parse("https://fla.test/").unwrap();
        let named = Some(issuer.config().issuer.clone());
        let settings =
            Settings { calls_per_minute, issuer: named, own_tokens, ..Settings::at(public) };
        Self::seeded(store, settings, seed, Some(issuer))
    }

    /// Another instance on the same store, whose clock differs by so many seconds.
    pub fn twin(&self, seconds: i64) -> Self {
        let other = Self::at(self.app.store().clone(), self.calls_per_minute, self.public.clone());
        let now = self.clock.load(Ordering::SeqCst) + seconds * 1_000_000;
        other.clock.store(now, Ordering::SeqCst);
        other
    }

    fn seeded(store: Store, settings: Settings, seed: u64, outside: Option<Issuer>) -> Self {
        let (calls_per_minute, public) = (settings.calls_per_minute, settings.public_url.clone());
        let files = tempfile::tempdir().unwrap();
        let clock = Arc::new(AtomicI64::new(NOW));
        let counter = Arc::new(AtomicU64::new(seed));
        let time: fla_app::Clock = {
            let clock = Arc::clone(&clock);
            Arc::new(move || Instant(clock.load(Ordering::SeqCst)))
        };
        let app = App::new(Setup {
            store,
            rules: RuleBook::builtin(),
            clock: Arc::clone(&time),
            random: Arc::new(move |buffer: &mut [u8]| {
                for piece in buffer.chunks_mut(8) {
                    let word = synthetic::mix(counter.fetch_add(1, Ordering::Relaxed));
                    piece.copy_from_slice(&word.to_le_bytes()[..piece.len()]);
                }
            }),
            files: Files::folder(files.path()),
        });
        let front = Front {
            rules: Arc::new(RuleBook::builtin()),
            clock: time,
            settings: Arc::new(settings),
        };
        let api = Api::new(app.clone(), front);
        let api = match outside {
            Some(issuer) => api.with_issuer(issuer),
            None => api,
        };
        // The server names each request.
        let named = axum::Extension(TraceId("0123456789abcdef0123456789abcdef".to_owned()));
        let router = fla_api::router(api).layer(named);
        let keys = AtomicU64::new(seed);
        Self { app, router, calls_per_minute, public, clock, keys, files }
    }

    /// A sandbox.
    pub async fn sandbox() -> Self {
        let house = Self::new().await;
        house.app.found_sandbox().await.unwrap();
        let rules = SandboxRules { reset_hour: 3, keys_per_hour: 2, address_header: None };
        house.app.be_sandbox(rules).await.unwrap();
        house
    }

    /// Sets its clock to that of this machine.
    #[expect(clippy::disallowed_methods, reason = "a client library reads no other clock")]
    pub fn today(&self) {
        let now = jiff::Timestamp::now().as_microsecond();
        self.clock.store(now, Ordering::SeqCst);
    }

    /// How many files there are in its folder.
    pub fn files(&self) -> usize {
        std::fs::read_dir(self.files.path()).map_or(0, Iterator::count)
    }

    /// Later by so many seconds.
    pub fn wait(&self, seconds: i64) {
        self.clock.fetch_add(seconds * 1_000_000, Ordering::SeqCst);
    }

    pub fn key(&self) -> Key {
        self.wait(1);
        Key::new(&format!("house{}", self.keys.fetch_add(1, Ordering::Relaxed))).unwrap()
    }

    /// Organisation `n`, whose access person `9000 + n` manages.
    pub async fn organisation(&self, n: u32, qualities: &[Quality]) -> EmployerId {
        let new = NewEmployer {
            enterprise_number: number(n),
            nsso_number: None,
            name: format!("Organisatie {n}"),
            language: Language::Nl,
            qualities: qualities.to_vec(),
        };
        let first = Some((&person(9_000 + n), Role::AccessManager));
        let installation = self.app.installation();
        self.app.add_employer(&installation, &new, first, &self.key()).await.unwrap()
    }

    fn manager(n: u32) -> Visitor {
        Visitor {
            ssin: person(9_000 + n),
            name: format!("Beheerder {n}"),
            channel: Channel::Web,
            trace: "test".to_owned(),
        }
    }

    /// The access manager of organisation `n`.
    pub async fn act_as_manager(&self, n: u32, organisation: EmployerId) -> Caller {
        self.app.act_for(&Self::manager(n), organisation).await.unwrap()
    }

    /// Software of organisation `n` with a key of its own.
    pub async fn software(&self, n: u32, organisation: EmployerId, scopes: ApiScopes) -> Software {
        let manager = self.app.act_for(&Self::manager(n), organisation).await.unwrap();
        let called = format!("Software {}", self.keys.load(Ordering::Relaxed));
        let id = self.app.add_client(&manager, &called, scopes, &self.key()).await.unwrap();
        let (pkcs8, jwk) = key_pair();
        self.app.add_client_key(&manager, id, &jwk, &self.key()).await.unwrap();
        let key = EncodingKey::from_ec_der(&pkcs8);
        Software { id, name: fla_app::client_name(&number(n), id), key, pkcs8 }
    }

    /// Software of organisation `n` that goes by a name at an outside issuer, and has no key.
    pub async fn linked(
        &self,
        n: u32,
        organisation: EmployerId,
        scopes: ApiScopes,
        (issuer, outside_id): (&str, &str),
    ) -> ClientId {
        let manager = self.act_as_manager(n, organisation).await;
        let called = format!("Software {}", self.keys.load(Ordering::Relaxed));
        let id = self.app.add_client(&manager, &called, scopes, &self.key()).await.unwrap();
        self.app.link_client(&manager, id, (issuer, outside_id), &self.key()).await.unwrap();
        id
    }

    pub async fn end_software(&self, n: u32, organisation: EmployerId, software: &Software) {
        let manager = self.app.act_for(&Self::manager(n), organisation).await.unwrap();
        self.app.end_client(&manager, software.id, &self.key()).await.unwrap();
    }

    /// Employer `from` gives provider `to` a mandate from this quarter on, which it confirms.
    pub async fn mandate(
        &self,
        (from, employer): (u32, EmployerId),
        (to, provider): (u32, EmployerId),
        scopes: &[Scope],
    ) -> MandateId {
        let manager = self.app.act_for(&Self::manager(from), employer).await.unwrap();
        let new =
            NewMandate { provider: number(to), from: 20_264, until: None, scopes: scopes.to_vec() };
        let id = self.app.give_mandate(&manager, &new, &self.key()).await.unwrap();
        let holder = self.app.act_for(&Self::manager(to), provider).await.unwrap();
        self.app.answer_mandate(&holder, id, true, &self.key()).await.unwrap();
        id
    }

    pub async fn end_mandate(&self, n: u32, employer: EmployerId, mandate: MandateId) {
        let manager = self.app.act_for(&Self::manager(n), employer).await.unwrap();
        self.app.end_mandate(&manager, mandate, &self.key()).await.unwrap();
    }

    /// What organisation `n` was refused last, as its audit log says; the latest first.
    pub async fn refusals(&self, n: u32, organisation: EmployerId) -> Vec<String> {
        let manager = self.app.act_for(&Self::manager(n), organisation).await.unwrap();
        let entries = self.app.recent_audit(&manager).await.unwrap();
        entries.into_iter().filter(|e| e.outcome == "refused").map(|e| e.action).collect()
    }

    /// The claims of an assertion that is good now.
    pub fn claims(&self, software: &Software) -> Value {
        let now = self.app.now().0 / 1_000_000;
        json!({
            "iss": software.name, "sub": software.name, "aud": TOKEN_ADDRESS,
            "iat": now, "exp": now + 60,
            "jti": format!("proof{}", self.keys.fetch_add(1, Ordering::Relaxed)),
        })
    }

    /// Asks for a token with these claims, signed with this key.
    pub async fn ask(&self, claims: &Value, key: &EncodingKey, more: &[(&str, &str)]) -> Answer {
        self.ask_holding(claims, key, more, &[]).await
    }

    /// The same with proofs of a key that is held.
    pub async fn ask_holding(
        &self,
        claims: &Value,
        key: &EncodingKey,
        more: &[(&str, &str)],
        proofs: &[String],
    ) -> Answer {
        let signed = jsonwebtoken::encode(&Header::new(Algorithm::ES256), claims, key).unwrap();
        let mut form = vec![
            ("grant_type", "client_credentials"),
            ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
            ("client_assertion", signed.as_str()),
        ];
        form.extend(more);
        self.post_form_holding(&form, proofs).await
    }

    pub async fn post_form(&self, form: &[(&str, &str)]) -> Answer {
        self.post_form_holding(form, &[]).await
    }

    async fn post_form_holding(&self, form: &[(&str, &str)], proofs: &[String]) -> Answer {
        let body = url::form_urlencoded::Serializer::new(String::new()).extend_pairs(form).finish();
        let mut request = Request::post("/oauth2/token")
            .header("content-type", "application/x-www-form-urlencoded");
        for proof in proofs {
            request = request.header("dpop", proof);
        }
        self.send(request.body(Body::from(body)).unwrap()).await
    }

    /// A token for all that the software may.
    pub async fn token(&self, software: &Software) -> String {
        let answer = self.ask(&self.claims(software), &software.key, &[]).await.is(200);
        answer.json()["access_token"].as_str().unwrap().to_owned()
    }

    pub async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let bytes = axum::body::to_bytes(body, 50_000_000).await.unwrap().to_vec();
        Answer { status: parts.status, headers: parts.headers, bytes }
    }

    /// Sends a request that is none of the contract's.
    pub async fn plain(&self, method: &str, path: &str, headers: &[(&str, &str)]) -> Answer {
        let mut request = Request::builder().method(method).uri(path);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.send(request.body(Body::empty()).unwrap()).await
    }

    /// Sends a request as it is, and holds the answer to the contract.
    pub async fn raw(
        &self,
        method: &str,
        path: &str,
        headers: &[(&str, &str)],
        body: &[u8],
    ) -> Answer {
        let mut request = Request::builder().method(method).uri(format!("/fla/v1{path}"));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        let answer = self.send(request.body(Body::from(body.to_vec())).unwrap()).await;
        let kind = answer.headers.get("content-type").and_then(|kind| kind.to_str().ok());
        let plain = path.split('?').next().unwrap();
        let method = method.to_ascii_lowercase();
        let status = answer.status.as_u16();
        let kind = kind.unwrap_or_default();
        let partial = path.contains("select=");
        crate::contract::check(&method, plain, status, kind, partial, &answer.bytes);
        for (name, value) in &answer.headers {
            assert!(!value.is_empty(), "{name} is empty");
        }
        answer
    }

    pub async fn get(&self, token: &str, path: &str) -> Answer {
        let bearer = format!("Bearer {token}");
        self.raw("GET", path, &[("authorization", &bearer)], b"").await
    }

    pub async fn call(
        &self,
        token: &str,
        (method, path): (&str, &str),
        more: &[(&str, &str)],
        body: &Value,
    ) -> Answer {
        let bearer = format!("Bearer {token}");
        let mut headers =
            vec![("authorization", bearer.as_str()), ("content-type", "application/json")];
        headers.extend(more);
        self.raw(method, path, &headers, body.to_string().as_bytes()).await
    }

    pub async fn post(&self, token: &str, path: &str, key: &str, body: &Value) -> Answer {
        self.call(token, ("POST", path), &[("idempotency-key", key)], body).await
    }
}

/// A person to be added, full-time under joint committee 200 since 2025.
pub fn new_employee(n: u32) -> Value {
    json!({
        "ssin": person(n).digits(),
        "familyName": format!("Familie{n}"),
        "givenName": "Alex",
        "language": "nl",
        "team": "Magazijn",
        "startDate": "2025-01-06",
        "occupations": [
            { "jointCommittee": "200", "workingHours": 3800, "referenceHours": 3800 }
        ],
    })
}

/// A training of four hours that one person followed.
pub fn new_training(n: u32) -> Value {
    json!({
        "title": "Heftruck", "startDate": "2026-11-02", "minutes": 240, "kind": "formal",
        "participants": [{ "ssin": person(n).digits(), "certificate": true, "validUntil": "2031-11-02" }],
    })
}
