//! A register with three open sessions, to which anybody may post a logout token.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use axum::Router;
use axum::body::Body;
use axum::http::{Method, Request, StatusCode};
use axum::middleware::from_fn_with_state;
use fla_domain::time::Instant;
use futures::FutureExt;
use futures::future::BoxFuture;
use serde_json::{Value, json};
use tower::ServiceExt;
use url::{Url, form_urlencoded};

use super::scene::{CLIENT, NOW, OTHER_SSIN, SECONDS, SSIN, Scene};
use crate::auth::csrf::{self, OwnOrigin};
use crate::auth::oidc::Identity;
use crate::auth::session::{MemorySessions, NewSession, SessionStore};
use crate::auth::{Auth, Hooks, Random, ReturnPath, SignInFault, TokenHash, routes};

pub const PATH: &str = "/sign-out/back-channel";
pub const EVENT: &str = "http://schemas.openid.net/event/backchannel-logout";

/// The sessions of the desk: two of one person, one of another.
pub const FIRST: TokenHash = TokenHash([1; 32]);
pub const SECOND: TokenHash = TokenHash([2; 32]);
pub const FOREIGN: TokenHash = TokenHash([3; 32]);

struct Nowhere;

impl Hooks for Nowhere {
    fn signed_in<'h>(
        &'h self,
        _: &'h Identity,
        _: Option<ReturnPath>,
    ) -> BoxFuture<'h, Result<ReturnPath, SignInFault>> {
        std::future::ready(Ok(ReturnPath::root())).boxed()
    }
}

/// An honest logout token, every part of which a test can spoil.
pub struct Desk {
    pub scene: Scene,
    pub header: Value,
    pub claims: Value,
    pub auth: Auth,
    pub sessions: Arc<MemorySessions>,
    clock: Arc<AtomicI64>,
    router: Router,
}

impl Desk {
    pub async fn new() -> Self {
        Self::of(Scene::new().await).await
    }

    pub async fn of(scene: Scene) -> Self {
        let sessions = Arc::new(MemorySessions::default());
        let clock = Arc::new(AtomicI64::new(NOW.0));
        let time = Arc::clone(&clock);
        let auth = Auth::new(
            scene.relying(),
            Arc::clone(&sessions) as Arc<dyn SessionStore>,
            Arc::new(Nowhere),
            Arc::new(move || Instant(time.load(Ordering::Relaxed))),
            Random::system(),
        );
        for (token, ssin, sub, sid) in [
            (FIRST, SSIN, "subject-1", "provider-session"),
            (SECOND, SSIN, "subject-1", "another-session"),
            (FOREIGN, OTHER_SSIN, "subject-2", "third-session"),
        ] {
            let identity = identity(ssin, sub, sid);
            sessions.open(NewSession { token, identity, opened: NOW }).await.unwrap();
        }
        let own = OwnOrigin::of(&Url::parse("https://fla.example/").unwrap());
        let router =
            routes().layer(from_fn_with_state(own, csrf::guard)).with_state::<()>(auth.clone());
        let mut header = scene.signer.header();
        header["typ"] = json!("logout+jwt");
        let claims = json!({
            "iss": scene.hostile.issuer, "aud": CLIENT, "sub": "subject-1",
            "sid": "provider-session", "iat": SECONDS, "exp": SECONDS + 120, "jti": "token-1",
            "events": {EVENT: {}},
        });
        Self { scene, header, claims, auth, sessions, clock, router }
    }

    /// The token as it stands, signed by the provider.
    pub fn token(&self) -> String {
        self.scene.signer.sign(&self.header.to_string(), &self.claims.to_string())
    }

    /// Leaves a claim out.
    pub fn without(&mut self, claim: &str) {
        self.claims.as_object_mut().unwrap().remove(claim);
    }

    pub fn now(&self) -> Instant {
        Instant(self.clock.load(Ordering::Relaxed))
    }

    pub fn wait(&self, seconds: i64) {
        self.clock.fetch_add(seconds * 1_000_000, Ordering::Relaxed);
    }

    /// Which sessions are open.
    pub async fn open(&self) -> Vec<TokenHash> {
        let mut open = Vec::new();
        for token in [FIRST, SECOND, FOREIGN] {
            if self.sessions.find(token, self.now()).await.unwrap().is_some() {
                open.push(token);
            }
        }
        open
    }

    /// Sends a request as the provider's server does: no cookie, nothing of a browser.
    pub async fn send(&self, method: Method, kind: &str, body: impl Into<Body>) -> StatusCode {
        let request = Request::builder().method(method).uri(PATH).header("content-type", kind);
        let request = request.body(body.into()).unwrap();
        let response = self.router.clone().oneshot(request).await.unwrap();
        let status = response.status();
        assert!(!response.headers().contains_key("set-cookie"));
        if status != StatusCode::METHOD_NOT_ALLOWED {
            assert_eq!(response.headers()["cache-control"], "no-store");
        }
        status
    }

    /// The status with which any request is answered.
    pub async fn answer(&self, request: Request<Body>) -> StatusCode {
        self.router.clone().oneshot(request).await.unwrap().status()
    }

    /// Posts a token in its form.
    pub async fn post(&self, token: &str) -> StatusCode {
        let form = form_urlencoded::Serializer::new(String::new())
            .append_pair("logout_token", token)
            .finish();
        self.send(Method::POST, "application/x-www-form-urlencoded", form).await
    }

    /// The token as it stands is refused for this reason, and no session ends.
    pub async fn refuses(&self, fault: SignInFault) {
        self.refuses_token(&self.token(), fault).await;
    }

    /// The same for any token.
    pub async fn refuses_token(&self, token: &str, fault: SignInFault) {
        let found = self.auth.relying().logout_notice(token, self.now()).await;
        assert_eq!(found, Err(fault));
        assert_eq!(self.post(token).await, StatusCode::BAD_REQUEST);
        assert_eq!(self.sessions.count(), 3);
    }
}

fn identity(ssin: &str, sub: &str, sid: &str) -> Identity {
    Identity {
        ssin: ssin.parse().unwrap(),
        given_name: String::new(),
        family_name: String::new(),
        language: None,
        acr: None,
        amr: Vec::new(),
        auth_time: None,
        sub: sub.to_owned(),
        sid: Some(sid.to_owned()),
        id_token_hint: None,
    }
}
