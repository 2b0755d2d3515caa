//! The provider by itself; the whole sign-in against it is tested with the relying party.

use std::collections::HashMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU8, Ordering};

use axum::Router;
use axum::body::Body;
use axum::http::{Request, StatusCode};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use fla_domain::language::Language;
use fla_domain::time::Instant;
use serde_json::{Value, json};
use tower::ServiceExt;
use url::{Url, form_urlencoded};

use super::signing::hash;
use super::{DemoMode, DemoPerson, DemoProvider, DemoRefused, DemoSetup, UserinfoForm};

const VERIFIER: &str = "a-verifier-of-at-least-forty-three-characters";
const CALLBACK: &str = "http://localhost:8080/sign-in/callback";

fn person(ssin: &str, family_name: &str) -> DemoPerson {
    DemoPerson {
        ssin: ssin.parse().unwrap(),
        given_name: "Ada".to_owned(),
        family_name: family_name.to_owned(),
        language: Language::Fr,
        caption: "Payroll <officer>, Brouwerij Voorbeeld".to_owned(),
    }
}

fn setup(persons: Vec<DemoPerson>, clock: &Arc<AtomicI64>) -> DemoSetup {
    let (clock, counter) = (Arc::clone(clock), AtomicU8::new(0));
    DemoSetup {
        public_url: Url::parse("http://localhost:8080").unwrap(),
        client_id: "fla".to_owned(),
        client_secret: Some("s3cret:".to_owned()),
        redirect_urls: vec![Url::parse(CALLBACK).unwrap()],
        post_logout_urls: vec![Url::parse("http://localhost:8080/").unwrap()],
        persons,
        userinfo: UserinfoForm::Signed,
        clock: Arc::new(move || Instant(clock.load(Ordering::Relaxed))),
        random: Arc::new(move |bytes| bytes.fill(counter.fetch_add(1, Ordering::Relaxed))),
    }
}

struct Stage {
    router: Router,
    clock: Arc<AtomicI64>,
}

impl Stage {
    fn new() -> Self {
        Self::with(|_| ())
    }

    fn with(change: impl FnOnce(&mut DemoSetup)) -> Self {
        let clock = Arc::new(AtomicI64::new(1_800_000_000_000_000));
        let persons = vec![person("00010190146", "Peeters"), person("05050591545", "Dubois")];
        let mut setup = setup(persons, &clock);
        change(&mut setup);
        let mode = DemoMode::anybody_may_sign_in_as_anybody();
        let router = DemoProvider::new(mode, setup).unwrap().router();
        Self { router, clock }
    }

    fn wait(&self, seconds: i64) {
        self.clock.fetch_add(seconds * 1_000_000, Ordering::Relaxed);
    }

    async fn get(&self, address: &str) -> Answer {
        self.send(Request::get(address).body(Body::empty()).unwrap()).await
    }

    async fn post(&self, address: &str, fields: &[(&str, &str)]) -> Answer {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let kind = "application/x-www-form-urlencoded";
        let request = Request::post(address).header("content-type", kind);
        self.send(request.body(Body::from(body)).unwrap()).await
    }

    async fn send(&self, request: Request<Body>) -> Answer {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let (parts, body) = response.into_parts();
        let body = axum::body::to_bytes(body, 1_000_000).await.unwrap();
        Answer { parts, body: String::from_utf8(body.to_vec()).unwrap() }
    }

    /// From the authorization request to the request id on the page.
    async fn ask(&self, changes: &[(&str, Option<&str>)]) -> String {
        let answer = self.get(&authorize(changes)).await;
        assert_eq!(answer.parts.status, 303, "{}", answer.body);
        let location = answer.location();
        assert!(location.as_str().starts_with("http://localhost:8080/demo-provider/choose?"));
        location.query_pairs().find(|(name, _)| name == "request").unwrap().1.into_owned()
    }

    async fn code(&self) -> String {
        let request = self.ask(&[]).await;
        let chosen = [("request", request.as_str()), ("person", "1")];
        let back = self.post("/demo-provider/choose", &chosen).await.location();
        let query: HashMap<_, _> = back.query_pairs().into_owned().collect();
        assert_eq!(query["iss"], "http://localhost:8080/demo-provider");
        assert_eq!(query["state"], "st");
        query["code"].clone()
    }

    async fn redeem(&self, code: &str, changes: &[(&str, &str)]) -> Answer {
        let mut fields = HashMap::from([
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", CALLBACK),
            ("code_verifier", VERIFIER),
            ("client_id", "fla"),
            ("client_secret", "s3cret:"),
        ]);
        fields.extend(changes.iter().copied());
        let fields: Vec<_> = fields.into_iter().filter(|(_, value)| !value.is_empty()).collect();
        self.post("/demo-provider/token", &fields).await
    }

    async fn userinfo(&self, token: &str, accept: &str) -> Answer {
        let request = Request::get("/demo-provider/userinfo")
            .header("authorization", format!("Bearer {token}"))
            .header("accept", accept);
        self.send(request.body(Body::empty()).unwrap()).await
    }
}

struct Answer {
    parts: axum::http::response::Parts,
    body: String,
}

impl Answer {
    fn location(&self) -> Url {
        Url::parse(self.parts.headers["location"].to_str().unwrap()).unwrap()
    }

    fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap()
    }

    fn error(&self) -> (u16, String) {
        (self.parts.status.as_u16(), self.json()["error"].as_str().unwrap().to_owned())
    }
}

fn claims(token: &str) -> Value {
    let payload = token.split('.').nth(1).unwrap();
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(payload).unwrap()).unwrap()
}

fn authorize(changes: &[(&str, Option<&str>)]) -> String {
    let challenge = hash(VERIFIER.as_bytes());
    let mut fields = vec![
        ("response_type", "code"),
        ("client_id", "fla"),
        ("redirect_uri", CALLBACK),
        ("scope", "openid profile"),
        ("state", "st"),
        ("nonce", "no"),
        ("code_challenge", challenge.as_str()),
        ("code_challenge_method", "S256"),
        ("ui_locales", "fr nl"),
        ("acr_values", "level-a level-b"),
    ];
    for (name, value) in changes {
        fields.retain(|(other, _)| other != name);
        fields.extend(value.map(|value| (*name, value)));
    }
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
    format!("/demo-provider/authorize?{query}")
}

#[test]
fn it_refuses_to_hold_real_people_or_nobody() {
    let clock = Arc::new(AtomicI64::new(0));
    let mode = DemoMode::anybody_may_sign_in_as_anybody();
    let refused = |persons| DemoProvider::new(mode, setup(persons, &clock)).err();
    assert_eq!(refused(Vec::new()), Some(DemoRefused::NoPersons));
    let invented = || person("00010190146", "Peeters");
    // Published test vectors: born in 1981, BIS numbers, and a counter too low.
    for number in ["81050003552", "10200100128", "00003241778", "10000100182"] {
        let mixed = vec![invented(), person(number, "X")];
        assert_eq!(refused(mixed), Some(DemoRefused::RealPerson(1)), "{number}");
    }
    let mut nowhere = setup(vec![invented()], &clock);
    nowhere.redirect_urls.clear();
    assert_eq!(DemoProvider::new(mode, nowhere).err(), Some(DemoRefused::NoClient));
}

#[tokio::test]
async fn a_code_brings_tokens_and_signed_data_of_the_person() {
    let stage = Stage::new();
    let code = stage.code().await;
    let answer = stage.redeem(&code, &[]).await;
    assert_eq!(answer.parts.status, 200, "{}", answer.body);
    let tokens = answer.json();
    let id = claims(tokens["id_token"].as_str().unwrap());
    assert_eq!(id["iss"], "http://localhost:8080/demo-provider");
    assert_eq!(
        (&id["aud"], &id["nonce"], &id["acr"]),
        (&json!("fla"), &json!("no"), &json!("level-a"))
    );
    assert_eq!(id["exp"], 1_800_000_300);
    let access = tokens["access_token"].as_str().unwrap();
    let userinfo = stage.userinfo(access, "application/json").await;
    assert_eq!(userinfo.parts.headers["content-type"], "application/jwt");
    let person = claims(&userinfo.body);
    assert_eq!((&person["egovNRN"], &person["surname"]), (&json!("05050591545"), &json!("Dubois")));
    assert_eq!((&person["sub"], &person["aud"]), (&id["sub"], &json!("fla")));
    assert!(!id.to_string().contains("05050591545"));
    stage.wait(300);
    assert_eq!(stage.userinfo(access, "").await.parts.status, 401);
    assert_eq!(stage.userinfo("", "").await.parts.status, 401);
}

#[tokio::test]
async fn plain_userinfo_by_setting() {
    let stage = Stage::with(|setup| setup.userinfo = UserinfoForm::Plain);
    let code = stage.code().await;
    let tokens = stage.redeem(&code, &[]).await.json();
    let access = tokens["access_token"].as_str().unwrap();
    assert_eq!(stage.userinfo(access, "application/json").await.json()["surname"], "Dubois");
    let signed = stage.userinfo(access, "application/json, application/jwt").await;
    assert_eq!(claims(&signed.body)["surname"], "Dubois");
}

#[tokio::test]
async fn a_code_works_once_and_its_second_use_takes_the_first_back() {
    let stage = Stage::new();
    let code = stage.code().await;
    let tokens = stage.redeem(&code, &[]).await.json();
    let access = tokens["access_token"].as_str().unwrap();
    assert_eq!(stage.userinfo(access, "").await.parts.status, 200);
    assert_eq!(stage.redeem(&code, &[]).await.error(), (400, "invalid_grant".to_owned()));
    assert_eq!(stage.userinfo(access, "").await.parts.status, 401);
    assert_eq!(stage.redeem(&code, &[]).await.error(), (400, "invalid_grant".to_owned()));
}

#[tokio::test]
async fn a_code_is_bound_to_verifier_address_and_time() {
    for (name, value) in [
        ("code_verifier", "another-verifier-of-at-least-forty-three-chars"),
        ("code_verifier", ""),
        ("redirect_uri", "http://localhost:8080/"),
        ("redirect_uri", ""),
        ("code", "unheard-of"),
    ] {
        let stage = Stage::new();
        let code = stage.code().await;
        let refused = stage.redeem(&code, &[(name, value)]).await;
        assert_eq!(refused.error(), (400, "invalid_grant".to_owned()), "{name}");
        if name != "code" {
            // A wrong try spends the code.
            assert_eq!(stage.redeem(&code, &[]).await.error().0, 400);
        }
    }
    let stage = Stage::new();
    let code = stage.code().await;
    stage.wait(60);
    assert_eq!(stage.redeem(&code, &[]).await.error(), (400, "invalid_grant".to_owned()));
}

#[tokio::test]
async fn only_the_client_redeems() {
    let stage = Stage::new();
    let code = stage.code().await;
    for change in [("client_secret", "wrong"), ("client_secret", ""), ("client_id", "other")] {
        let refused = stage.redeem(&code, &[change]).await;
        assert_eq!(refused.error(), (401, "invalid_client".to_owned()));
    }
    let grant = stage.redeem(&code, &[("grant_type", "password")]).await;
    assert_eq!(grant.error(), (400, "unsupported_grant_type".to_owned()));
    let doubled = [("code", "a"), ("code", "b")];
    let doubled = stage.post("/demo-provider/token", &doubled).await;
    assert_eq!(doubled.error(), (400, "invalid_request".to_owned()));
    assert_eq!(stage.redeem(&code, &[]).await.parts.status, 200);
}

#[tokio::test]
async fn requests_without_pkce_and_other_bad_requests_are_sent_back() {
    let stage = Stage::new();
    for (name, value, error) in [
        ("code_challenge", None, "invalid_request"),
        ("code_challenge", Some("short"), "invalid_request"),
        ("code_challenge_method", None, "invalid_request"),
        ("code_challenge_method", Some("plain"), "invalid_request"),
        ("response_type", Some("token"), "unsupported_response_type"),
        ("response_type", Some("code id_token"), "unsupported_response_type"),
        ("response_mode", Some("fragment"), "invalid_request"),
        ("scope", Some("profile"), "invalid_scope"),
        ("prompt", Some("none"), "login_required"),
        ("request", Some("e30.e30."), "request_not_supported"),
        ("request_uri", Some("https://evil.example"), "request_uri_not_supported"),
    ] {
        let back = stage.get(&authorize(&[(name, value)])).await.location();
        let query: HashMap<_, _> = back.query_pairs().into_owned().collect();
        assert!(back.as_str().starts_with(CALLBACK));
        assert_eq!((query["error"].as_str(), query["state"].as_str()), (error, "st"), "{name}");
    }
}

#[tokio::test]
async fn strangers_are_not_sent_anywhere() {
    let stage = Stage::new();
    for changes in [
        [("client_id", Some("other"))],
        [("client_id", None)],
        [("redirect_uri", Some("https://evil.example/"))],
        [("redirect_uri", Some("http://localhost:8080/sign-in/callback?x=1"))],
        [("redirect_uri", Some("http://localhost:8080/sign-in/callback/../x"))],
        [("redirect_uri", None)],
    ] {
        let answer = stage.get(&authorize(&changes)).await;
        assert_eq!(answer.parts.status, StatusCode::BAD_REQUEST);
        assert!(!answer.parts.headers.contains_key("location"));
    }
    let doubled = format!("{}&redirect_uri=https%3A%2F%2Fevil.example", authorize(&[]));
    assert_eq!(stage.get(&doubled).await.parts.status, 400);
}

#[tokio::test]
async fn the_page_says_what_it_is_in_four_languages_and_runs_nothing() {
    let stage = Stage::new();
    for (language, words) in [
        ("nl", "geen echte aanmelding"),
        ("fr", "pas une vraie connexion"),
        ("de", "keine echte Anmeldung"),
        ("en", "not a real sign-in"),
        ("xx", "geen echte aanmelding"),
    ] {
        let request = stage.ask(&[("ui_locales", Some(language))]).await;
        let page = stage.get(&format!("/demo-provider/choose?request={request}")).await;
        assert_eq!(page.parts.status, 200);
        assert_eq!(page.body.matches(words).count(), 2, "title and band: {language}");
        assert!(page.body.contains("Payroll &#60;officer&#62;"));
        assert!(!page.body.contains("00010190146") && !page.body.contains("<script"));
        assert!(!page.body.contains("style=") && !page.body.contains("class=\"filter\""));
        let policy = page.parts.headers["content-security-policy"].to_str().unwrap();
        assert!(policy.starts_with("default-src 'none'; style-src 'self'; form-action 'self'"));
        assert_eq!(page.parts.headers["cache-control"], "no-store");
    }
    assert_eq!(stage.get("/demo-provider/style.css").await.parts.status, 200);
}

#[tokio::test]
async fn a_long_list_can_be_searched() {
    let stage = Stage::with(|setup| {
        let more = setup.persons[0].clone();
        setup.persons.extend(std::iter::repeat_n(more, 8));
    });
    let request = stage.ask(&[]).await;
    let page = |filter: &'static str| {
        let address = format!("/demo-provider/choose?request={request}&filter={filter}");
        let stage = &stage;
        async move { stage.get(&address).await.body }
    };
    assert_eq!(page("").await.matches("class=\"card\"").count(), 10);
    let found = page("dubois+PAYROLL").await;
    assert_eq!(found.matches("class=\"card\"").count(), 1);
    // The filter changes what is shown, never who is meant.
    assert!(
        found.contains("name=\"person\" value=\"1\"") && found.contains("value=\"dubois PAYROLL\"")
    );
    let nobody = page("%22%3E%3Cscript%3E").await;
    assert!(nobody.contains("role=\"status\"") && !nobody.contains("<script"));
}

#[tokio::test]
async fn a_request_is_answered_once_and_in_time() {
    let stage = Stage::new();
    let request = stage.ask(&[]).await;
    let cancel = [("request", request.as_str())];
    let back = stage.post("/demo-provider/choose", &cancel).await.location();
    assert!(back.query().unwrap().contains("error=access_denied"));
    assert_eq!(stage.post("/demo-provider/choose", &cancel).await.parts.status, 400);
    let request = stage.ask(&[]).await;
    let nobody = [("request", request.as_str()), ("person", "2")];
    assert_eq!(stage.post("/demo-provider/choose", &nobody).await.parts.status, 400);
    let request = stage.ask(&[]).await;
    stage.wait(600);
    let address = format!("/demo-provider/choose?request={request}");
    assert_eq!(stage.get(&address).await.parts.status, 400);
}

#[tokio::test]
async fn signing_out_leads_to_known_places_only() {
    let stage = Stage::new();
    let known =
        "/demo-provider/end-session?post_logout_redirect_uri=http%3A%2F%2Flocalhost%3A8080%2F";
    assert_eq!(stage.get(known).await.location().as_str(), "http://localhost:8080/");
    let unknown = "/demo-provider/end-session?post_logout_redirect_uri=https%3A%2F%2Fevil.example";
    let answer = stage.get(unknown).await;
    assert!(answer.body.contains("You are signed out"));
    assert!(!answer.parts.headers.contains_key("location"));
}
