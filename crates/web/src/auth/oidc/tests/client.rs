//! What the provider gets to see of us.

use std::collections::HashMap;

use base64::Engine;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use fla_domain::language::Language;
use serde_json::Value;
use sha2::{Digest, Sha256};
use url::form_urlencoded;

use super::hostile::Reply;
use super::scene::{CLIENT, NOW, SECONDS, Scene};
use crate::auth::oidc::{ClientAuth, Secret, SigningAlgorithm};
use crate::auth::{SignInFault, TokenHash};

fn form(text: &str) -> HashMap<String, String> {
    form_urlencoded::parse(text.as_bytes()).into_owned().collect()
}

async fn token_request(scene: &Scene) -> (HashMap<String, String>, Option<String>) {
    scene.sign_in().await.unwrap();
    let seen = scene.hostile.seen("/token").pop().unwrap();
    let authorization = seen.headers.get("authorization");
    (form(&seen.body), authorization.map(|value| value.to_str().unwrap().to_owned()))
}

#[tokio::test]
async fn the_browser_is_sent_with_everything_and_no_secret() {
    let scene = Scene::new().await;
    let relying = scene.relying();
    let browser = TokenHash([7; 32]);
    let (url, login) = relying.authorize(Language::De, None, browser, NOW).await.unwrap();
    let query: HashMap<_, _> = url.query_pairs().into_owned().collect();
    assert_eq!(query["response_type"], "code");
    assert_eq!(query["client_id"], CLIENT);
    assert_eq!(query["redirect_uri"], "https://fla.example/sign-in/callback");
    assert_eq!(query["scope"], "openid profile egovnrn");
    assert_eq!(query["ui_locales"], "de");
    assert_eq!(query["acr_values"], "urn:be:fedict:iam:fas:Level400");
    assert_eq!(query["code_challenge_method"], "S256");
    assert_eq!(query["nonce"], login.nonce);
    let challenge = URL_SAFE_NO_PAD.encode(Sha256::digest(login.verifier.as_bytes()));
    assert_eq!(query["code_challenge"], challenge);
    let state = crate::auth::Token::parse(&query["state"]).unwrap();
    assert_eq!((state.hash(), login.browser), (login.state, browser));
    assert!(!url.as_str().contains(&login.verifier) && !url.as_str().contains("s3cret"));
    assert!(!format!("{login:?}").contains(&login.verifier));
    let (again, _) = relying.authorize(Language::De, None, browser, NOW).await.unwrap();
    assert_ne!(url, again);
}

#[tokio::test]
async fn an_authorization_endpoint_keeps_its_own_query() {
    let scene = Scene::new().await;
    let mut document = scene.hostile.document();
    let address = format!("{}/authorize?realm=citizens", scene.hostile.issuer);
    document["authorization_endpoint"] = Value::String(address);
    scene.hostile.reply("/.well-known/openid-configuration", Reply::json(&document));
    let relying = scene.relying();
    let (url, _) = relying.authorize(Language::En, None, TokenHash([0; 32]), NOW).await.unwrap();
    assert!(url.query().unwrap().starts_with("realm=citizens&response_type=code&"));
}

#[tokio::test]
async fn secret_in_the_header() {
    let mut scene = Scene::new().await;
    scene.config.client_id = CLIENT.to_owned();
    scene.config.client_auth = ClientAuth::SecretBasic(Secret::new("a b:c%é"));
    let (form, authorization) = token_request(&scene).await;
    let encoded = authorization.unwrap();
    let pair = STANDARD.decode(encoded.strip_prefix("Basic ").unwrap()).unwrap();
    assert_eq!(String::from_utf8(pair).unwrap(), "fla:a+b%3Ac%25%C3%A9");
    assert_eq!(form["grant_type"], "authorization_code");
    assert_eq!(form["code"], "code-1");
    assert_eq!(form["redirect_uri"], "https://fla.example/sign-in/callback");
    assert_eq!(form["code_verifier"].len(), 43);
    assert!(!form.contains_key("client_secret") && !form.contains_key("client_id"));
}

#[tokio::test]
async fn secret_in_the_form() {
    let mut scene = Scene::new().await;
    scene.config.client_auth = ClientAuth::SecretPost(Secret::new("s3cret"));
    let (form, authorization) = token_request(&scene).await;
    assert_eq!((form["client_id"].as_str(), form["client_secret"].as_str()), (CLIENT, "s3cret"));
    assert_eq!(authorization, None);
    assert!(!format!("{:?}", scene.config).contains("s3cret"));
}

#[tokio::test]
async fn no_secret() {
    let mut scene = Scene::new().await;
    scene.config.client_auth = ClientAuth::None;
    let (form, authorization) = token_request(&scene).await;
    assert_eq!((form["client_id"].as_str(), authorization), (CLIENT, None));
    assert!(!form.contains_key("client_secret"));
}

#[tokio::test]
async fn an_assertion_signed_with_our_key() {
    let random = aws_lc_rs::rand::SystemRandom::new();
    let kind = &aws_lc_rs::signature::ECDSA_P256_SHA256_FIXED_SIGNING;
    let pkcs8 = aws_lc_rs::signature::EcdsaKeyPair::generate_pkcs8(kind, &random).unwrap();
    let body = STANDARD.encode(pkcs8.as_ref());
    let pem = format!("-----BEGIN PRIVATE KEY-----\n{body}\n-----END PRIVATE KEY-----\n");
    let mut scene = Scene::new().await;
    scene.config.client_auth = ClientAuth::PrivateKeyJwt {
        pem: Secret::new(pem),
        algorithm: SigningAlgorithm::Es256,
        key_id: Some("our-key".to_owned()),
    };
    let (form, authorization) = token_request(&scene).await;
    assert_eq!(authorization, None);
    let kind = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    assert_eq!(form["client_assertion_type"], kind);
    let parts: Vec<_> = form["client_assertion"].split('.').collect();
    let json = |part: &str| -> Value {
        serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap()
    };
    assert_eq!(
        (json(parts[0])["alg"].as_str(), json(parts[0])["kid"].as_str()),
        (Some("ES256"), Some("our-key"))
    );
    let claims = json(parts[1]);
    assert_eq!((claims["iss"].as_str(), claims["sub"].as_str()), (Some(CLIENT), Some(CLIENT)));
    assert_eq!(claims["aud"], format!("{}/token", scene.hostile.issuer));
    assert_eq!(
        (claims["iat"].as_i64(), claims["exp"].as_i64()),
        (Some(SECONDS), Some(SECONDS + 60))
    );
    let first = claims["jti"].clone();
    let (form, _) = token_request(&scene).await;
    let parts: Vec<_> = form["client_assertion"].split('.').collect();
    assert_ne!(json(parts[1])["jti"], first);
}

/// Attack: a code that the provider does not take.
#[tokio::test]
async fn refusals_of_the_token_endpoint() {
    for (body, status, expected) in [
        (r#"{"error":"invalid_grant"}"#, 400, "SIGN-IN-207"),
        (r#"{"error":"invalid_client"}"#, 401, "SIGN-IN-208"),
        (r#"{"error":"unauthorized_client"}"#, 400, "SIGN-IN-208"),
        (r#"{"error":"invalid_scope"}"#, 400, "SIGN-IN-206"),
        ("<html>", 400, "SIGN-IN-203"),
    ] {
        let scene = Scene::new().await;
        scene.hostile.reply("/token", Reply::Say(status, "application/json", body.to_owned()));
        assert_eq!(scene.fault().await.code(), expected, "{body}");
    }
}

/// Attack: an access token that writes headers, or is of another kind.
#[tokio::test]
async fn odd_token_answers() {
    for (name, value) in [
        ("access_token", serde_json::json!("a\r\nX-Evil: 1")),
        ("access_token", serde_json::json!("")),
        ("token_type", serde_json::json!("mac")),
        ("token_type", Value::Null),
        ("access_token", Value::Null),
    ] {
        let mut scene = Scene::new().await;
        scene.token_answer[name] = value;
        assert!(matches!(scene.fault().await, SignInFault::AnswerMalformed { .. }), "{name}");
    }
    let scene = Scene::new().await;
    let without = r#"{"access_token":"a","token_type":"Bearer"}"#;
    scene.hostile.reply("/token", Reply::Say(200, "application/json", without.to_owned()));
    assert!(matches!(scene.fault().await, SignInFault::AnswerMalformed { .. }));
}
