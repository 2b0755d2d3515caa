//! Logout tokens: what an honest one ends, and those that are not what they should be.

use aws_lc_rs::hmac;
use axum::http::{Method, StatusCode};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as B64;
use serde_json::json;

use super::hostile::Reply;
use super::logout_desk::{Desk, EVENT, FIRST, FOREIGN, SECOND};
use super::scene::{CLIENT, SECONDS, Scene, Signer};
use crate::auth::SignInFault;
use crate::auth::oidc::SigningAlgorithm;

const TOKEN: &str = "logout token";
const FORM: &str = "application/x-www-form-urlencoded";

const fn improper(claim: &'static str) -> SignInFault {
    SignInFault::Claim { token: TOKEN, claim }
}

#[tokio::test]
async fn an_honest_token_ends_the_session_it_names() {
    let desk = Desk::new().await;
    assert_eq!(desk.post(&desk.token()).await, StatusCode::OK);
    assert_eq!(desk.open().await, [SECOND, FOREIGN]);
}

#[tokio::test]
async fn without_a_session_all_of_the_person_end() {
    let mut desk = Desk::new().await;
    desk.without("sid");
    assert_eq!(desk.post(&desk.token()).await, StatusCode::OK);
    assert_eq!(desk.open().await, [FOREIGN]);
}

#[tokio::test]
async fn without_a_person_the_session_ends() {
    let mut desk = Desk::new().await;
    desk.without("sub");
    desk.header.as_object_mut().unwrap().remove("typ");
    assert_eq!(desk.post(&desk.token()).await, StatusCode::OK);
    assert_eq!(desk.open().await, [SECOND, FOREIGN]);
    // Nothing is left to end, which is no fault: it is over, as the provider wanted.
    desk.claims["jti"] = json!("token-2");
    assert_eq!(desk.post(&desk.token()).await, StatusCode::OK);
}

/// Attack: a logout token of another issuer.
#[tokio::test]
async fn wrong_issuer() {
    let mut desk = Desk::new().await;
    for issuer in [json!("https://evil.example"), json!(null), json!([desk.scene.hostile.issuer])] {
        desk.claims["iss"] = issuer;
        desk.refuses(SignInFault::Issuer(TOKEN)).await;
    }
}

/// Attack: a logout token meant for another client, or for nobody.
#[tokio::test]
async fn wrong_audience() {
    let mut desk = Desk::new().await;
    for audience in [json!("other"), json!(["other"]), json!([]), json!([CLIENT, "other"])] {
        desk.claims["aud"] = audience;
        desk.refuses(SignInFault::Audience(TOKEN)).await;
    }
    desk.without("aud");
    desk.refuses(SignInFault::Audience(TOKEN)).await;
}

/// Attack: a logout token signed by somebody else under the right name.
#[tokio::test]
async fn signed_with_a_key_of_somebody_else() {
    let desk = Desk::new().await;
    let evil = Signer::es256("one").sign(&desk.header.to_string(), &desk.claims.to_string());
    desk.refuses_token(&evil, SignInFault::Signature(TOKEN)).await;
}

/// Attack: a logout token signed with a key that the provider does not publish.
#[tokio::test]
async fn signed_with_a_key_nobody_published() {
    let mut desk = Desk::new().await;
    desk.header["kid"] = json!("unheard of");
    desk.refuses(SignInFault::KeyUnknown(TOKEN)).await;
}

/// Attack: a logout token that brings its own key.
#[tokio::test]
async fn a_key_brought_along() {
    let mut desk = Desk::new().await;
    let evil = Signer::es256("one");
    desk.header["jwk"] = evil.jwk.clone();
    desk.header["jku"] = json!("https://evil.example/jwks");
    let token = evil.sign(&desk.header.to_string(), &desk.claims.to_string());
    desk.refuses_token(&token, SignInFault::Signature(TOKEN)).await;
}

/// Attack: a logout token with the algorithm “none”.
#[tokio::test]
async fn algorithm_none() {
    let mut desk = Desk::new().await;
    for name in ["none", "None", "NONE", ""] {
        desk.header["alg"] = json!(name);
        desk.refuses(SignInFault::Algorithm(TOKEN)).await;
        let unsigned = format!("{}.", desk.token().rsplit_once('.').unwrap().0);
        desk.refuses_token(&unsigned, SignInFault::Algorithm(TOKEN)).await;
    }
}

/// Attack: a logout token signed by HMAC with the public key as the secret.
#[tokio::test]
async fn hmac_with_the_public_key() {
    let mut desk = Desk::new().await;
    desk.header["alg"] = json!("HS256");
    let parts = [&desk.header, &desk.claims].map(|part| B64.encode(part.to_string()));
    let message = parts.join(".");
    let public = desk.scene.signer.jwk.to_string();
    let key = hmac::Key::new(hmac::HMAC_SHA256, public.as_bytes());
    let token = format!("{message}.{}", B64.encode(hmac::sign(&key, message.as_bytes())));
    desk.refuses_token(&token, SignInFault::Algorithm(TOKEN)).await;
}

/// Attack: a logout token with an algorithm that is not on our list.
#[tokio::test]
async fn an_algorithm_we_did_not_allow() {
    let mut scene = Scene::new().await;
    scene.config.algorithms = vec![SigningAlgorithm::Ps256];
    Desk::of(scene).await.refuses(SignInFault::Algorithm(TOKEN)).await;
}

/// Attack: a logout token with one changed bit.
#[tokio::test]
async fn one_changed_bit() {
    let desk = Desk::new().await;
    let honest = desk.token();
    let dot = honest.find('.').unwrap();
    let mut bytes = honest.into_bytes();
    bytes[dot + 9] = if bytes[dot + 9] == b'A' { b'B' } else { b'A' };
    let changed = String::from_utf8(bytes).unwrap();
    desk.refuses_token(&changed, SignInFault::Signature(TOKEN)).await;
}

/// Attack: a logout token that has expired.
#[tokio::test]
async fn expired() {
    let mut desk = Desk::new().await;
    desk.claims["exp"] = json!(SECONDS - 60);
    desk.refuses(SignInFault::Expired(TOKEN)).await;
    desk.claims["exp"] = json!(SECONDS - 59);
    assert_eq!(desk.post(&desk.token()).await, StatusCode::OK);
}

/// Attack: a logout token that is old but says that it lasts.
#[tokio::test]
async fn old_although_it_says_that_it_lasts() {
    let mut desk = Desk::new().await;
    desk.claims["exp"] = json!(SECONDS + 1_000_000);
    desk.claims["iat"] = json!(SECONDS - 360);
    desk.refuses(SignInFault::Expired(TOKEN)).await;
    desk.claims["iat"] = json!(SECONDS - 359);
    assert_eq!(desk.post(&desk.token()).await, StatusCode::OK);
}

/// Attack: a logout token of the future.
#[tokio::test]
async fn issued_in_the_future() {
    let mut desk = Desk::new().await;
    desk.claims["iat"] = json!(SECONDS + 61);
    desk.refuses(SignInFault::NotYetValid(TOKEN)).await;
}

/// Attack: a logout token with no times, or absurd ones.
#[tokio::test]
async fn times_missing_or_absurd() {
    for claim in ["exp", "iat"] {
        let mut desk = Desk::new().await;
        for value in [json!(null), json!("soon"), json!(-1), json!(1e300)] {
            desk.claims[claim] = value;
            desk.refuses(improper(claim)).await;
        }
        desk.without(claim);
        desk.refuses(improper(claim)).await;
    }
}

/// Attack: a logout token without events.
#[tokio::test]
async fn no_event() {
    let mut desk = Desk::new().await;
    desk.without("events");
    desk.refuses(SignInFault::LogoutEvent).await;
}

/// Attack: a logout token with another event, or a malformed one.
#[tokio::test]
async fn another_event() {
    let mut desk = Desk::new().await;
    for events in [
        json!({}),
        json!({"http://schemas.openid.net/event/other": {}}),
        json!([EVENT]),
        json!(EVENT),
        json!({EVENT: true}),
        json!({EVENT: null}),
    ] {
        desk.claims["events"] = events;
        desk.refuses(SignInFault::LogoutEvent).await;
    }
}

/// Attack: a logout token with a nonce.
#[tokio::test]
async fn with_a_nonce() {
    let mut desk = Desk::new().await;
    for nonce in [json!("n"), json!(null)] {
        desk.claims["nonce"] = nonce;
        desk.refuses(SignInFault::Nonce).await;
    }
}

/// Attack: an identity token in place of a logout token.
#[tokio::test]
async fn an_identity_token_in_its_place() {
    let desk = Desk::new().await;
    let mut claims = desk.scene.claims.clone();
    claims["nonce"] = json!("n");
    let signer = &desk.scene.signer;
    let token = signer.sign(&signer.header().to_string(), &claims.to_string());
    desk.refuses_token(&token, SignInFault::LogoutEvent).await;
}

/// Attack: a token of another kind in place of a logout token.
#[tokio::test]
async fn a_token_of_another_kind() {
    let mut desk = Desk::new().await;
    for kind in [json!("at+jwt"), json!("secevent+jwt"), json!(1), json!("")] {
        desk.header["typ"] = kind;
        desk.refuses(SignInFault::TokenMalformed(TOKEN)).await;
    }
    desk.header["typ"] = json!("logout+jwt");
    desk.header["crit"] = json!(["b64"]);
    desk.refuses(SignInFault::TokenMalformed(TOKEN)).await;
}

/// Attack: a logout token in place of an identity token.
#[tokio::test]
async fn a_logout_token_signs_nobody_in() {
    let mut scene = Scene::new().await;
    scene.claims["events"] = json!({EVENT: {}});
    scene.header["typ"] = json!("logout+jwt");
    assert_eq!(scene.fault().await, SignInFault::TokenMalformed("identity token"));
}

/// Attack: a logout token sent a second time, at once or later.
#[tokio::test]
async fn sent_a_second_time() {
    let desk = Desk::new().await;
    let token = desk.token();
    assert_eq!(desk.post(&token).await, StatusCode::OK);
    assert_eq!(desk.post(&token).await, StatusCode::BAD_REQUEST);
    desk.wait(150);
    assert_eq!(desk.post(&token).await, StatusCode::BAD_REQUEST);
    assert_eq!(desk.open().await, [SECOND, FOREIGN]);
}

/// Attack: a logout token under the name (jti) of one before.
#[tokio::test]
async fn the_name_of_a_token_that_was_sent_before() {
    let mut desk = Desk::new().await;
    assert_eq!(desk.post(&desk.token()).await, StatusCode::OK);
    desk.claims["sid"] = json!("another-session");
    assert_eq!(desk.post(&desk.token()).await, StatusCode::BAD_REQUEST);
    assert_eq!(desk.open().await, [SECOND, FOREIGN]);
}

/// Attack: a logout token without a name (jti), or with an absurd one.
#[tokio::test]
async fn without_a_name_of_its_own() {
    let mut desk = Desk::new().await;
    for jti in [json!(null), json!(""), json!(7), json!("x".repeat(1_001))] {
        desk.claims["jti"] = jti;
        desk.refuses(improper("jti")).await;
    }
    desk.without("jti");
    desk.refuses(improper("jti")).await;
}

/// Attack: a logout token that names neither person nor session.
#[tokio::test]
async fn neither_a_person_nor_a_session() {
    let mut desk = Desk::new().await;
    desk.without("sub");
    desk.without("sid");
    desk.refuses(improper("sub")).await;
}

/// Attack: a logout token that names a person or session of no form.
#[tokio::test]
async fn a_person_or_session_that_is_none() {
    for claim in ["sub", "sid"] {
        let mut desk = Desk::new().await;
        for value in [json!(null), json!(""), json!(1), json!(["subject-1"])] {
            desk.claims[claim] = value;
            desk.refuses(improper(claim)).await;
        }
    }
}

/// Attack: a logout token that names the session of one person and the name of another.
#[tokio::test]
async fn a_person_or_session_nobody_has() {
    let mut desk = Desk::new().await;
    for (n, (sub, sid)) in [
        ("subject-9", "provider-session"),
        ("subject-1", "third-session"),
        ("provider-session", "subject-1"),
    ]
    .into_iter()
    .enumerate()
    {
        (desk.claims["sub"], desk.claims["sid"]) = (json!(sub), json!(sid));
        desk.claims["jti"] = json!(format!("foreign-{n}"));
        // What is asked for is so already; nobody learns whether there was such a session.
        assert_eq!(desk.post(&desk.token()).await, StatusCode::OK);
        assert_eq!(desk.open().await, [FIRST, SECOND, FOREIGN]);
    }
}

/// Attack: a logout token in which something stands twice.
#[tokio::test]
async fn a_claim_that_stands_twice() {
    let desk = Desk::new().await;
    let claims = desk.claims.to_string();
    let doubled = claims.replacen('{', "{\"sub\":\"subject-2\",", 1);
    let token = desk.scene.signer.sign(&desk.header.to_string(), &doubled);
    desk.refuses_token(&token, SignInFault::Duplicate(TOKEN)).await;
}

/// Attack: a logout token that is no token.
#[tokio::test]
async fn not_a_token_at_all() {
    let desk = Desk::new().await;
    for raw in ["", "a", "a.b", "a.b.c", "e30.e30.", "{}", "a.b.c.d.e.f"] {
        desk.refuses_token(raw, SignInFault::TokenMalformed(TOKEN)).await;
    }
}

/// Attack: a logout token that is encrypted.
#[tokio::test]
async fn an_encrypted_token() {
    let desk = Desk::new().await;
    let token = "eyJhbGciOiJSU0EtT0FFUCJ9.AAAA.AAAA.AAAA.AAAA";
    desk.refuses_token(token, SignInFault::TokenEncrypted(TOKEN)).await;
}

/// Attack: a logout token sent by GET, HEAD, PUT, PATCH or DELETE.
#[tokio::test]
async fn asked_with_another_method() {
    let desk = Desk::new().await;
    let form = format!("logout_token={}", desk.token());
    for method in [Method::GET, Method::HEAD] {
        let status = desk.send(method, FORM, form.clone()).await;
        assert_eq!(status, StatusCode::METHOD_NOT_ALLOWED);
    }
    for method in [Method::PUT, Method::PATCH, Method::DELETE] {
        // These do not come past the lock against forged requests.
        let request = axum::http::Request::builder().method(method).uri(super::logout_desk::PATH);
        let request = request.body(axum::body::Body::from(form.clone())).unwrap();
        assert_eq!(desk.answer(request).await, StatusCode::FORBIDDEN);
    }
    assert_eq!(desk.sessions.count(), 3);
}

/// Attack: a logout token sent as JSON or text, under another name, or twice.
#[tokio::test]
async fn in_another_form() {
    let desk = Desk::new().await;
    let token = desk.token();
    let json = format!("{{\"logout_token\":\"{token}\"}}");
    for (kind, body) in [
        ("application/json", json.clone()),
        ("text/plain", format!("logout_token={token}")),
        ("", format!("logout_token={token}")),
        ("application/logout+jwt", token.clone()),
        (FORM, json),
        (FORM, String::new()),
        (FORM, format!("token={token}")),
        (FORM, format!("logout_token={token}&logout_token={token}")),
    ] {
        assert_eq!(desk.send(Method::POST, kind, body).await, StatusCode::BAD_REQUEST, "{kind}");
    }
    assert_eq!(desk.sessions.count(), 3);
}

/// Attack: a logout token in a form of ten megabytes.
#[tokio::test]
async fn a_huge_form() {
    let desk = Desk::new().await;
    let form = format!("logout_token={}&padding={}", desk.token(), "x".repeat(10_000_000));
    assert_eq!(desk.send(Method::POST, FORM, form).await, StatusCode::BAD_REQUEST);
    assert_eq!(desk.sessions.count(), 3);
    assert_eq!(desk.scene.hostile.all_calls(), 0);
}

/// Attack: a flood of logout tokens with unknown keys.
#[tokio::test]
async fn a_flood_of_unknown_keys_fetches_once_a_minute() {
    let mut desk = Desk::new().await;
    for attempt in 0..120 {
        desk.header["kid"] = json!(format!("unheard of {attempt}"));
        assert_eq!(desk.post(&desk.token()).await, StatusCode::BAD_REQUEST);
        desk.wait(1);
    }
    assert_eq!(desk.scene.hostile.calls("/jwks"), 2);
    assert_eq!(desk.sessions.count(), 3);
}

/// Attack: a logout token while the provider’s keys cannot be had.
#[tokio::test]
async fn a_provider_that_cannot_be_asked_for_its_keys() {
    let desk = Desk::new().await;
    desk.scene.hostile.reply("/jwks", Reply::Say(500, "text/plain", String::new()));
    let fault = SignInFault::ProviderStatus { endpoint: "key set", status: 500 };
    desk.refuses(fault).await;
    // What was refused for that is not spent: it may be sent again.
    let keys = json!({"keys": [desk.scene.signer.jwk]});
    desk.scene.hostile.reply("/jwks", Reply::json(&keys));
    desk.wait(10);
    assert_eq!(desk.post(&desk.token()).await, StatusCode::OK);
}

/// Attack: a form from elsewhere to any address beside the one for logout tokens.
#[tokio::test]
async fn no_other_address_is_open_to_other_sites() {
    let desk = Desk::new().await;
    for path in ["/sign-out", "/sign-out/back-channel/", "/sign-out/back-channel/x"] {
        let request = axum::http::Request::post(path)
            .header("content-type", FORM)
            .header("sec-fetch-site", "cross-site");
        let form = format!("logout_token={}", desk.token());
        let request = request.body(axum::body::Body::from(form)).unwrap();
        assert_eq!(desk.answer(request).await, StatusCode::FORBIDDEN, "{path}");
    }
    assert_eq!(desk.sessions.count(), 3);
}
