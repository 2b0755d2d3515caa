//! Attacks: tokens that are not quite right, each refused with 401 and the reason (RFC 6750).

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use fla_domain::access::Quality;
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde_json::{Value, json};

use super::{AUDIENCE, ISSUER, Scene, Signer};
use crate::support::{House, every_scope};

async fn scene() -> Scene {
    let scene = Scene::new().await;
    let employer = scene.house.organisation(1, &[Quality::Employer]).await;
    scene.house.linked(1, employer, every_scope(), (ISSUER, "payroll")).await;
    scene
}

/// It is refused as no good token, and the answer says why without repeating anything of it.
async fn refused(scene: &Scene, token: &str, what: &str) {
    let answer = scene.shown(token).await;
    assert_eq!(answer.status.as_u16(), 401, "{what}");
    let body = answer.json();
    assert_eq!(body["type"], "urn:problem-type:belgif:invalidAccessToken", "{what}");
    let challenge = answer.headers["www-authenticate"].to_str().unwrap();
    let why = body["detail"].as_str().unwrap();
    assert_eq!(
        challenge,
        format!("Bearer realm=\"fla\", error=\"invalid_token\", error_description=\"{why}\""),
        "{what}"
    );
}

fn with(claims: &Value, name: &str, value: Value) -> Value {
    let mut claims = claims.clone();
    if value.is_null() {
        claims.as_object_mut().unwrap().remove(name);
    } else {
        claims[name] = value;
    }
    claims
}

#[tokio::test]
async fn every_claim_must_be_right() {
    let scene = scene().await;
    let (good, now) = (scene.about("payroll"), scene.seconds());
    scene.shown(&scene.signer.sign(&good)).await.is(200);
    for fine in [
        ("aud", json!(["https://elsewhere.test", AUDIENCE])),
        ("exp", json!(now - 50)),
        ("iat", json!(now + 50)),
        ("nbf", json!(now + 50)),
        ("exp", json!(now + 86_000)),
    ] {
        let claims = with(&good, fine.0, fine.1.clone());
        assert_eq!(scene.shown(&scene.signer.sign(&claims)).await.status, 200, "{fine:?}");
    }
    for (name, value) in [
        ("iss", json!("http://tokens.test")),
        ("iss", json!("http://tokens.test/realm/")),
        ("iss", json!([ISSUER])),
        ("iss", Value::Null),
        ("aud", json!("https://fla.test")),
        ("aud", json!("https://fla.test/fla/v1/")),
        ("aud", json!(["https://elsewhere.test"])),
        ("aud", json!([])),
        ("aud", Value::Null),
        ("exp", Value::Null),
        ("exp", json!("soon")),
        ("exp", json!(now + 90_000)),
        ("iat", Value::Null),
        ("iat", json!(now + 120)),
        ("nbf", json!(now + 120)),
        ("sub", Value::Null),
        ("sub", json!("")),
        // About somebody of whom no number is told: never the software itself.
        ("sub", json!("somebody")),
        ("client_id", Value::Null),
        ("client_id", json!(["payroll"])),
        ("client_id", json!("x".repeat(256))),
        ("jti", Value::Null),
        ("scope", json!(["scope:fla:register:read"])),
        ("cnf", json!({})),
        ("cnf", json!({ "x5t#S256": "x" })),
        ("cnf", json!({ "jkt": 1 })),
        ("cnf", json!({ "jkt": "x", "x5t#S256": "x" })),
        ("cnf", json!("x")),
        // About a person and the software at once.
        ("egovNRN", json!(crate::support::person(9_001).digits())),
        ("egovNRN", json!("123")),
        ("egovNRN", json!(123)),
    ] {
        let what = format!("{name} {value}");
        refused(&scene, &scene.signer.sign(&with(&good, name, value)), &what).await;
    }
    let late = with(&good, "exp", json!(now - 61));
    let answer = scene.shown(&scene.signer.sign(&late)).await.is(401);
    assert_eq!(answer.json()["type"], "urn:problem-type:belgif:expiredAccessToken");
    let challenge = answer.headers["www-authenticate"].to_str().unwrap();
    assert!(challenge.contains("invalid_token"), "{challenge}");
}

#[tokio::test]
async fn only_the_issuers_keys_sign_and_only_access_tokens_count() {
    let scene = scene().await;
    let good = scene.about("payroll");
    let typed = |typ: Option<&str>| {
        let mut header = scene.signer.header();
        header.typ = typ.map(str::to_owned);
        scene.signer.sign_as(&header, &good)
    };
    for typ in ["at+jwt", "AT+JWT", "application/at+jwt"] {
        scene.shown(&typed(Some(typ))).await.is(200);
    }
    // An identity token, of which the claims happen to be right; other tokens of the issuer.
    for typ in [Some("JWT"), None, Some("logout+jwt"), Some("dpop+jwt"), Some("")] {
        refused(&scene, &typed(typ), &format!("{typ:?}")).await;
    }
    // Without a key id the one key of the issuer fits.
    let mut nameless = scene.signer.header();
    nameless.kid = None;
    scene.shown(&scene.signer.sign_as(&nameless, &good)).await.is(200);

    let stranger = Signer::new("one");
    refused(&scene, &stranger.sign(&good), "another key of the same name").await;
    refused(&scene, &Signer::new("other").sign(&good), "an unknown key").await;
    let mut embedded = stranger.header();
    embedded.jwk = serde_json::from_value(stranger.jwk.clone()).unwrap();
    embedded.jku = Some("http://attacker.test/keys".to_owned());
    refused(&scene, &stranger.sign_as(&embedded, &good), "a key in the token").await;

    let point = scene.signer.jwk["x"].as_str().unwrap().as_bytes().to_vec();
    for algorithm in [Algorithm::HS256, Algorithm::HS512] {
        let mut header = Header::new(algorithm);
        header.typ = Some("at+jwt".to_owned());
        header.kid = Some("one".to_owned());
        let key = EncodingKey::from_secret(&point);
        let forged = jsonwebtoken::encode(&header, &good, &key).unwrap();
        refused(&scene, &forged, "signed with what is public").await;
    }
    let payload = good.to_string();
    for header in [
        r#"{"typ":"at+jwt","alg":"none","kid":"one"}"#,
        r#"{"typ":"at+jwt","alg":"EdDSA","kid":"one"}"#,
        r#"{"typ":"at+jwt","alg":"ES384","kid":"one"}"#,
        r#"{"typ":"at+jwt","alg":"RS256","kid":"one"}"#,
        r#"{"typ":"at+jwt","kid":"one"}"#,
        r#"{"typ":"at+jwt","alg":"ES256","kid":7}"#,
        r#"{"typ":"at+jwt","alg":"ES256","kid":"one","crit":["exp"]}"#,
        r#"{"typ":"JWT","typ":"at+jwt","alg":"ES256","kid":"one"}"#,
    ] {
        refused(&scene, &scene.signer.sign_raw(header, &payload), header).await;
    }
    let header = r#"{"typ":"at+jwt","alg":"ES256","kid":"one"}"#;
    scene.shown(&scene.signer.sign_raw(header, &payload)).await.is(200);
    let twice = payload.replacen('{', r#"{"sub":"other","#, 1);
    refused(&scene, &scene.signer.sign_raw(header, &twice), "a claim that stands twice").await;

    let token = scene.signer.sign(&good);
    let (signed, signature) = token.rsplit_once('.').unwrap();
    let (head, _) = signed.split_once('.').unwrap();
    let other = URL_SAFE_NO_PAD.encode(scene.about("somebody").to_string());
    for broken in [
        format!("{signed}."),
        signed.to_owned(),
        format!("{head}.{other}.{signature}"),
        format!("{token}.x.y"),
        format!("{token}x"),
        "x".to_owned(),
        format!("{head}.{}.{signature}", "x".repeat(20_000)),
    ] {
        refused(&scene, &broken, "broken").await;
    }
}

/// What the register itself is given or gives never passes for a token of the issuer.
#[tokio::test]
async fn tokens_of_the_register_are_not_the_issuers() {
    let scene = scene().await;
    let employer = scene.house.organisation(2, &[Quality::Employer]).await;
    let software = scene.house.software(2, employer, every_scope()).await;
    // What it proves itself with, also when it says that the issuer made it.
    for (iss, typ) in [(software.name.as_str(), "JWT"), (ISSUER, "JWT"), (ISSUER, "at+jwt")] {
        let mut claims = scene.about("payroll");
        claims["iss"] = json!(iss);
        let mut header = Header::new(Algorithm::ES256);
        header.typ = Some(typ.to_owned());
        let token = jsonwebtoken::encode(&header, &claims, &software.key).unwrap();
        refused(&scene, &token, iss).await;
    }
    refused(&scene, &format!("fla_{}", "a".repeat(43)), "own tokens are not taken").await;
    // There is no endpoint for them either.
    let answer = scene.house.ask(&scene.house.claims(&software), &software.key, &[]).await;
    assert_eq!(answer.status, 404);
}

#[tokio::test]
async fn the_register_may_go_on_giving_tokens_itself() {
    let store = fla_store::testing::sqlite_store().await;
    let scene = Scene::on(store, true, |_| {});
    let house: &House = &scene.house;
    let employer = house.organisation(1, &[Quality::Employer]).await;
    house.linked(1, employer, every_scope(), (ISSUER, "payroll")).await;
    let software = house.software(1, employer, every_scope()).await;
    let own = house.token(&software).await;
    scene.shown(&own).await.is(200);
    scene.shown(&scene.signer.sign(&scene.about("payroll"))).await.is(200);
    scene.shown(&format!("{own}x")).await.is(401);
    // Clients read from the register itself who gives tokens (RFC 9728).
    let path = "/.well-known/oauth-protected-resource/fla/v1";
    let asked = axum::http::Request::get(path).body(axum::body::Body::empty()).unwrap();
    let told = house.send(asked).await.is(200).json();
    assert_eq!(told["resource"], "https://fla.test/fla/v1");
    assert_eq!(told["authorization_servers"], json!([ISSUER, "https://fla.test"]));
    let none = house.raw("GET", "/employers", &[], b"").await.is(401);
    let challenge = none.headers["www-authenticate"].to_str().unwrap();
    assert!(challenge.contains(&format!("resource_metadata=\"https://fla.test{path}\"")));
}
