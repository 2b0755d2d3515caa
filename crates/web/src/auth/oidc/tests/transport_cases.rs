//! A provider that is down, slow, huge, or elsewhere.

use std::time::{Duration, Instant as Stopwatch};

use fla_domain::language::Language;
use serde_json::json;
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpListener;
use url::Url;

use super::hostile::Reply;
use super::scene::{NOW, Scene};
use crate::auth::oidc::cache::seconds;
use crate::auth::oidc::channel::Call;
use crate::auth::oidc::{BackChannel, ConfigFault, Relying};
use crate::auth::{Random, SignInFault, TokenHash};
use fla_domain::time::Instant;

const DISCOVERY: &str = "/.well-known/openid-configuration";

#[tokio::test]
async fn nothing_is_asked_before_somebody_signs_in() {
    let scene = Scene::new().await;
    let relying = scene.relying();
    tokio::time::sleep(Duration::from_millis(50)).await;
    assert_eq!(scene.hostile.all_calls(), 0);
    scene.sign_in_with(&relying, NOW).await.unwrap();
    assert_eq!(scene.hostile.all_calls(), 4);
}

/// Attack: a provider that is not there.
#[tokio::test]
async fn nobody_at_home() {
    let mut scene = Scene::new().await;
    // A port that was free a moment ago.
    let free = TcpListener::bind("127.0.0.1:0").await.unwrap();
    scene.config.issuer = format!("http://{}", free.local_addr().unwrap());
    drop(free);
    assert!(matches!(scene.fault().await, SignInFault::ProviderUnreachable(_)));
}

/// Attack: a provider that is silent, or answers a byte at a time.
#[tokio::test]
async fn a_silent_or_dripping_provider_is_given_up_in_time() {
    for path in [DISCOVERY, "/token", "/jwks", "/userinfo"] {
        for reply in [Reply::Silence, Reply::Drip] {
            let mut scene = Scene::new().await;
            scene.config.patience = Duration::from_millis(400);
            scene.hostile.reply(path, reply);
            let watch = Stopwatch::now();
            assert_eq!(scene.fault().await, SignInFault::ProviderTimeout, "{path}");
            assert!(watch.elapsed() < Duration::from_secs(2), "{path}: {:?}", watch.elapsed());
        }
    }
}

#[tokio::test]
async fn the_default_patience_shows_a_page_within_five_seconds() {
    let mut scene = Scene::new().await;
    let public = Url::parse("https://fla.example/").unwrap();
    let client = super::super::ClientAuth::None;
    scene.config = super::super::OidcConfig::federal(&scene.hostile.issuer, "fla", client, &public);
    scene.hostile.reply(DISCOVERY, Reply::Silence);
    let watch = Stopwatch::now();
    assert_eq!(scene.fault().await, SignInFault::ProviderTimeout);
    assert!(watch.elapsed() < Duration::from_secs(5));
}

/// Attack: a provider that sends our calls elsewhere.
#[tokio::test]
async fn redirects_are_not_followed() {
    for path in [DISCOVERY, "/token", "/jwks", "/userinfo"] {
        let scene = Scene::new().await;
        scene.hostile.reply(path, Reply::Redirect("/elsewhere"));
        scene.hostile.reply("/elsewhere", Reply::Redirect("/elsewhere"));
        let fault = scene.fault().await;
        assert!(matches!(fault, SignInFault::ProviderStatus { status: 302, .. }), "{path} {fault}");
        assert_eq!(scene.hostile.calls("/elsewhere"), 0);
    }
}

/// Attack: an answer of ten megabytes.
#[tokio::test]
async fn ten_megabytes_are_not_read() {
    for path in [DISCOVERY, "/token", "/jwks", "/userinfo"] {
        let scene = Scene::new().await;
        scene.hostile.reply(path, Reply::Flood(10_000_000));
        assert!(matches!(scene.fault().await, SignInFault::AnswerTooLarge(_)), "{path}");
        let announced = Reply::Say(200, "application/json", " ".repeat(10_000_000));
        scene.hostile.reply(path, announced);
        assert!(matches!(scene.fault().await, SignInFault::AnswerTooLarge(_)), "{path}");
    }
}

/// Attack: a provider that answers with errors.
#[tokio::test]
async fn http_errors() {
    for path in [DISCOVERY, "/token", "/jwks", "/userinfo"] {
        for status in [204, 403, 500, 503] {
            let scene = Scene::new().await;
            scene.hostile.reply(path, Reply::Say(status, "text/html", String::new()));
            let fault = scene.fault().await;
            let expected =
                matches!(fault, SignInFault::ProviderStatus { status: s, .. } if s == status);
            assert!(expected, "{path} {status}: {fault}");
        }
    }
}

/// Attack: an answer that is no JSON, or in which something stands twice.
#[tokio::test]
async fn not_json() {
    for path in [DISCOVERY, "/token", "/jwks"] {
        for body in ["<html>busy</html>", "", "[]", "{\"a\":", "null"] {
            let scene = Scene::new().await;
            scene.hostile.reply(path, Reply::Say(200, "application/json", body.to_owned()));
            let fault = scene.fault().await;
            assert!(matches!(fault, SignInFault::AnswerMalformed { .. }), "{path} {body}: {fault}");
        }
        let scene = Scene::new().await;
        let doubled =
            r#"{"issuer":"a","issuer":"b","keys":[],"keys":[],"id_token":"","id_token":""}"#;
        scene.hostile.reply(path, Reply::Say(200, "application/json", doubled.to_owned()));
        assert!(matches!(scene.fault().await, SignInFault::Duplicate(_)), "{path}");
    }
}

/// Attack: a discovery document of another issuer.
#[tokio::test]
async fn discovery_of_another_issuer() {
    let scene = Scene::new().await;
    for issuer in
        [json!("https://evil.example"), json!(null), json!(format!("{}/", scene.hostile.issuer))]
    {
        let mut document = scene.hostile.document();
        document["issuer"] = issuer;
        scene.hostile.reply(DISCOVERY, Reply::json(&document));
        assert_eq!(scene.fault().await, SignInFault::Issuer("discovery document"));
    }
}

/// Attack: a discovery document that points into our own network, to files or to scripts.
#[tokio::test]
async fn discovery_that_points_where_we_do_not_go() {
    for name in ["token_endpoint", "jwks_uri", "userinfo_endpoint", "authorization_endpoint"] {
        for address in
            ["http://169.254.169.254/latest", "file:///etc/passwd", "javascript:1", "x", ""]
        {
            let scene = Scene::new().await;
            let mut document = scene.hostile.document();
            document[name] = json!(address);
            scene.hostile.reply(DISCOVERY, Reply::json(&document));
            let fault = scene.fault().await;
            assert!(matches!(fault, SignInFault::AnswerMalformed { .. }), "{name} {address}");
        }
    }
    let scene = Scene::new().await;
    let mut document = scene.hostile.document();
    document.as_object_mut().unwrap().remove("token_endpoint");
    scene.hostile.reply(DISCOVERY, Reply::json(&document));
    assert!(matches!(scene.fault().await, SignInFault::AnswerMalformed { .. }));
}

#[tokio::test]
async fn a_fault_stands_for_five_seconds_then_is_tried_again() {
    let scene = Scene::new().await;
    let relying = scene.relying();
    scene.hostile.reply(DISCOVERY, Reply::Say(500, "text/plain", String::new()));
    for at in [0, 1, 4] {
        let fault = scene.sign_in_with(&relying, Instant(NOW.0 + seconds(at))).await.unwrap_err();
        assert!(matches!(fault, SignInFault::ProviderStatus { status: 500, .. }));
        assert_eq!(scene.hostile.calls(DISCOVERY), 1);
    }
    scene.hostile.reply(DISCOVERY, Reply::json(&scene.hostile.document()));
    scene.sign_in_with(&relying, Instant(NOW.0 + seconds(5))).await.unwrap();
}

#[tokio::test]
async fn an_outage_after_sign_in_leaves_the_known_documents_usable() {
    let mut scene = Scene::new().await;
    scene.claims["exp"] = json!(1_900_000_000);
    let relying = scene.relying();
    scene.sign_in_with(&relying, NOW).await.unwrap();
    scene.hostile.reply(DISCOVERY, Reply::Silence);
    scene.hostile.reply("/jwks", Reply::Silence);
    scene.sign_in_with(&relying, Instant(NOW.0 + seconds(1_000))).await.unwrap();
}

/// Each connection is closed when it is used a second time, as one is that has just been idle for as long as
/// a server waits.
async fn tiring_provider() -> Url {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = Url::parse(&format!("http://{}/token", listener.local_addr().unwrap())).unwrap();
    tokio::spawn(async move {
        while let Ok((mut connection, _)) = listener.accept().await {
            tokio::spawn(async move {
                let mut asked = [0; 4_096];
                assert!(connection.read(&mut asked).await.unwrap() > 0);
                let answer = b"HTTP/1.1 200 OK\r\ncontent-length: 2\r\n\r\n{}";
                connection.write_all(answer).await.unwrap();
                connection.readable().await.unwrap();
            });
        }
    });
    url
}

#[tokio::test]
async fn no_call_goes_on_a_connection_that_may_be_closing() {
    let url = tiring_provider().await;
    let channel = BackChannel::network().unwrap();
    for _ in 0..3 {
        let form = Some("grant_type=authorization_code".to_owned());
        let call = Call { endpoint: "token", url: &url, accept: "*/*", authorization: None, form };
        let answer = channel.call(call).await.unwrap();
        assert_eq!(answer.status, 200);
        // The client has the connection back by then.
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

/// Attack: a provider over plain http.
#[tokio::test]
async fn plain_http_to_another_machine_is_refused_at_start() {
    let mut scene = Scene::new().await;
    scene.config.issuer = "http://idp.example".to_owned();
    let channel = BackChannel::network().unwrap();
    let fault = Relying::new(scene.config.clone(), channel, Random::system()).err();
    assert_eq!(fault, Some(ConfigFault::Issuer));
}

#[tokio::test]
async fn the_provider_inside_the_process_is_reached_without_a_port() {
    let mut scene = Scene::new().await;
    let document = json!({
        "issuer": "http://register.example/p",
        "authorization_endpoint": "http://register.example/p/authorize",
        "token_endpoint": "http://register.example/p/token",
        "jwks_uri": "http://register.example/p/jwks",
    });
    let router = axum::Router::new().route(
        "/p/.well-known/openid-configuration",
        axum::routing::get(|| async move { axum::Json(document) }),
    );
    scene.config.issuer = "http://register.example/p".to_owned();
    let relying =
        Relying::new(scene.config.clone(), BackChannel::local(router), Random::system()).unwrap();
    let (url, _) = relying.authorize(Language::De, None, TokenHash([0; 32]), NOW).await.unwrap();
    assert!(url.as_str().starts_with("http://register.example/p/authorize?response_type=code&"));
}
