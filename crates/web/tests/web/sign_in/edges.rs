//! What the demonstration's flow does not show: cookies over https, a store that fails.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::extract::FromRef;
use axum::http::{Request, Response, StatusCode};
use axum::routing::get;
use fla_domain::identifier::Ssin;
use fla_domain::language::Language;
use fla_domain::time::Instant;
use fla_web::auth::oidc::{BackChannel, ClientAuth, Identity, OidcConfig, Relying};
use fla_web::auth::session::{
    LoginState, LogoutNotice, MemorySessions, NewSession, Session, SessionStore, StoreUnavailable,
    Stored,
};
use fla_web::auth::{self, Auth, Hooks, Random, ReturnPath, SignInFault, TokenHash, Visitor};
use futures::FutureExt;
use futures::future::BoxFuture;
use serde_json::json;
use tower::ServiceExt;
use url::Url;

#[derive(Clone)]
struct Shared(Auth);

impl FromRef<Shared> for Auth {
    fn from_ref(shared: &Shared) -> Self {
        shared.0.clone()
    }
}

struct FrenchOnly;

impl Hooks for FrenchOnly {
    fn signed_in<'h>(
        &'h self,
        _: &'h Identity,
        _: Option<ReturnPath>,
    ) -> BoxFuture<'h, Result<ReturnPath, SignInFault>> {
        std::future::ready(Ok(ReturnPath::root())).boxed()
    }

    fn language(&self, _: &axum::http::request::Parts) -> Option<Language> {
        Some(Language::Fr)
    }
}

struct Failing;

fn failed<T: Send + 'static>() -> Stored<'static, T> {
    std::future::ready(Err(StoreUnavailable)).boxed()
}

impl SessionStore for Failing {
    fn save_login(&self, _: LoginState) -> Stored<'_, ()> {
        failed()
    }
    fn take_login(&self, _: TokenHash) -> Stored<'_, Option<LoginState>> {
        failed()
    }
    fn open(&self, _: NewSession) -> Stored<'_, ()> {
        failed()
    }
    fn find(&self, _: TokenHash, _: Instant) -> Stored<'_, Option<Session>> {
        failed()
    }
    fn all_of<'s>(&'s self, _: &'s Ssin, _: Instant) -> Stored<'s, Vec<Session>> {
        failed()
    }
    fn end(&self, _: TokenHash) -> Stored<'_, ()> {
        failed()
    }
    fn end_all_of<'s>(&'s self, _: &'s Ssin) -> Stored<'s, u64> {
        failed()
    }
    fn end_named(&self, _: LogoutNotice) -> Stored<'_, Option<u64>> {
        failed()
    }
}

fn provider() -> Router {
    let document = json!({
        "issuer": "https://idp.example",
        "authorization_endpoint": "https://idp.example/authorize",
        "token_endpoint": "https://idp.example/token",
        "jwks_uri": "https://idp.example/jwks",
        "end_session_endpoint": "https://out.idp.example/end",
    });
    let path = "/.well-known/openid-configuration";
    Router::new().route(path, get(|| async move { axum::Json(document) }))
}

fn register(store: Arc<dyn SessionStore>) -> Router {
    let public = Url::parse("https://fla.example/").unwrap();
    let config = OidcConfig::federal("https://idp.example", "fla", ClientAuth::None, &public);
    let channel = BackChannel::local(provider());
    let relying = Relying::new(config, channel, Random::system()).unwrap();
    let clock = Arc::new(|| Instant(0));
    let auth = Auth::new(relying, store, Arc::new(FrenchOnly), clock, Random::system());
    Router::new()
        .route("/", get(|visitor: Visitor| async move { format!("{visitor:?}") }))
        .merge(auth::routes())
        .with_state(Shared(auth))
}

async fn ask(router: Router, path: &str, cookie: &str) -> (Response<Body>, String) {
    let request = Request::get(path).header("cookie", cookie).body(Body::empty()).unwrap();
    let (parts, body) = router.oneshot(request).await.unwrap().into_parts();
    let body = axum::body::to_bytes(body, 100_000).await.unwrap();
    (Response::from_parts(parts, Body::empty()), String::from_utf8(body.to_vec()).unwrap())
}

#[tokio::test]
async fn over_https_cookies_are_bound_to_the_host() {
    let router = register(Arc::new(MemorySessions::default()));
    let (response, _) = ask(router, "/sign-in", "").await;
    assert_eq!(response.status(), StatusCode::SEE_OTHER);
    let cookie = response.headers()["set-cookie"].to_str().unwrap();
    let (name, rest) = cookie.split_once('=').unwrap();
    let (value, attributes) = rest.split_once(';').unwrap();
    assert_eq!((name, value.len()), ("__Host-fla-sign-in", 43));
    assert_eq!(attributes, " Path=/; Secure; HttpOnly; SameSite=Lax; Max-Age=600");
    let address = Url::parse(response.headers()["location"].to_str().unwrap()).unwrap();
    assert_eq!(address.host_str(), Some("idp.example"));
    assert!(address.query_pairs().any(|pair| pair == ("ui_locales".into(), "fr".into())));
}

/// Attack: a register whose sessions cannot be read.
#[tokio::test]
async fn a_store_that_fails_lets_nobody_in_and_says_so() {
    let token = Random::system().token();
    let cookie = format!("__Host-fla={}", token.reveal());
    // Not anonymous: somebody with a session must not see the page of nobody.
    let (response, body) = ask(register(Arc::new(Failing)), "/", &cookie).await;
    assert_eq!(response.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert!(body.contains("SIGN-IN-501") && body.contains("<html lang=\"fr\">"), "{body}");
    let (response, body) = ask(register(Arc::new(Failing)), "/", "").await;
    assert_eq!((response.status(), body.as_str()), (StatusCode::OK, "Anonymous"));
    let callback = format!("/sign-in/callback?code=a&state={}", token.reveal());
    for path in ["/sign-in", &callback] {
        let (response, body) = ask(register(Arc::new(Failing)), path, &cookie).await;
        assert_eq!(response.status(), StatusCode::SERVICE_UNAVAILABLE, "{path}");
        assert!(body.contains("SIGN-IN-501"));
        assert!(!response.headers().contains_key("set-cookie"));
    }
}

#[tokio::test]
async fn signing_out_leads_to_an_origin_that_only_discovery_told() {
    let sessions = Arc::new(MemorySessions::default());
    let token = Random::system().token();
    let identity = Identity {
        ssin: super::register::ssin(),
        given_name: String::new(),
        family_name: String::new(),
        language: None,
        acr: None,
        amr: Vec::new(),
        auth_time: None,
        sub: "a".to_owned(),
        sid: None,
        id_token_hint: None,
    };
    let new = NewSession { token: token.hash(), identity, opened: Instant(0) };
    sessions.open(new).await.unwrap();
    let router = register(Arc::clone(&sessions) as Arc<dyn SessionStore>);
    let cookie = format!("__Host-fla={}", token.reveal());
    let (_, body) = ask(router.clone(), "/", &cookie).await;
    let form_token = body.split_once("form_token: \"").unwrap().1.split_once('"').unwrap().0;
    let request = Request::post("/sign-out").header("cookie", &cookie);
    let request = request.body(Body::from(format!("csrf={form_token}"))).unwrap();
    let response = router.oneshot(request).await.unwrap();
    assert_eq!(sessions.count(), 0);
    // A redirect would be stopped by `form-action`, which names the issuer's origin.
    assert_eq!(response.status(), StatusCode::OK);
    let refresh = response.headers()["refresh"].to_str().unwrap();
    assert!(refresh.starts_with("0; url=https://out.idp.example/end?client_id=fla&"), "{refresh}");
    assert!(response.headers().contains_key("clear-site-data"));
}
