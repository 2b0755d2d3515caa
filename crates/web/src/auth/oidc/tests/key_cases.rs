//! Keys: wrong, unknown, missing, changing.

use jsonwebtoken::Algorithm;
use serde_json::{Value, json};

use super::hostile::Reply;
use super::scene::{NOW, Scene, Signer};
use crate::auth::SignInFault;
use crate::auth::oidc::cache::seconds;
use fla_domain::time::Instant;

const TOKEN: &str = "identity token";

fn publish(scene: &Scene, keys: &[&Value]) {
    scene.hostile.reply("/jwks", Reply::json(&json!({"keys": keys})));
}

fn later(count: i64) -> Instant {
    Instant(NOW.0 + seconds(count))
}

#[tokio::test]
async fn every_allowed_algorithm_signs_in() {
    let signers = [
        Signer::es256("k"),
        Signer::rsa("k", Algorithm::RS256),
        Signer::rsa("k", Algorithm::PS256),
        Signer::ed25519("k"),
    ];
    for signer in signers {
        let mut scene = Scene::new().await;
        publish(&scene, &[&signer.jwk]);
        (scene.header, scene.userinfo_header) = (signer.header(), signer.header());
        scene.signer = signer;
        scene.sign_in().await.unwrap();
    }
}

/// Attack: a key of somebody else under the right name.
#[tokio::test]
async fn the_wrong_key_under_the_right_name() {
    let scene = Scene::new().await;
    publish(&scene, &[&Signer::es256("one").jwk]);
    assert_eq!(scene.fault().await, SignInFault::Signature(TOKEN));
}

/// Attack: a key that the provider does not publish.
#[tokio::test]
async fn an_unknown_key() {
    let mut scene = Scene::new().await;
    scene.header["kid"] = json!("unheard of");
    assert_eq!(scene.fault().await, SignInFault::KeyUnknown(TOKEN));
}

/// Attack: no name of a key where several fit.
#[tokio::test]
async fn no_key_name_is_taken_only_where_one_key_fits() {
    let mut scene = Scene::new().await;
    scene.header.as_object_mut().unwrap().remove("kid");
    scene.sign_in().await.unwrap();
    let (own, other) = (scene.signer.jwk.clone(), Signer::es256("two").jwk);
    publish(&scene, &[&own, &other]);
    assert_eq!(scene.fault().await, SignInFault::KeyUnknown(TOKEN));
    let rsa = Signer::rsa("three", Algorithm::RS256).jwk;
    publish(&scene, &[&own, &rsa]);
    scene.sign_in().await.unwrap();
}

/// Attack: keys not meant for signatures, private ones and odd ones among the published.
#[tokio::test]
async fn keys_not_meant_for_signatures_are_passed_over() {
    let mut scene = Scene::new().await;
    for (name, value) in [
        ("use", json!("enc")),
        ("key_ops", json!(["encrypt"])),
        ("d", json!("AAAA")),
        ("alg", json!("ES384")),
        ("crv", json!("P-384")),
        ("kty", json!("oct")),
        ("x", json!("!")),
    ] {
        let mut jwk = scene.signer.jwk.clone();
        jwk[name] = value;
        publish(&scene, &[&jwk]);
        assert_eq!(scene.fault().await, SignInFault::KeyUnknown(TOKEN), "{name}");
    }
    let odd = json!({"kty": "future", "kid": "one", "x": 1});
    let own = scene.signer.jwk.take();
    publish(&scene, &[&odd, &json!("not even an object"), &own]);
    scene.sign_in().await.unwrap();
}

/// Attack: an RSA key that is too short.
#[tokio::test]
async fn a_short_rsa_key_is_no_key() {
    let mut scene = Scene::new().await;
    let mut signer = Signer::rsa("k", Algorithm::RS256);
    let modulus = signer.jwk["n"].as_str().unwrap();
    signer.jwk["n"] = json!(modulus[..modulus.len() / 2 / 4 * 4]);
    publish(&scene, &[&signer.jwk]);
    scene.header = signer.header();
    scene.signer = signer;
    assert_eq!(scene.fault().await, SignInFault::KeyUnknown(TOKEN));
}

#[tokio::test]
async fn a_new_key_is_fetched_when_it_appears() {
    let mut scene = Scene::new().await;
    let relying = scene.relying();
    scene.sign_in_with(&relying, NOW).await.unwrap();
    let new = Signer::es256("two");
    publish(&scene, &[&scene.signer.jwk, &new.jwk]);
    (scene.header, scene.userinfo_header) = (new.header(), new.header());
    scene.signer = new;
    let early = scene.sign_in_with(&relying, later(59)).await;
    assert_eq!(early.unwrap_err(), SignInFault::KeyUnknown(TOKEN));
    scene.sign_in_with(&relying, later(60)).await.unwrap();
    assert_eq!(scene.hostile.calls("/jwks"), 2);
}

/// Attack: a flood of sign-ins with unknown keys, to make us ask the provider each time.
#[tokio::test]
async fn a_flood_of_unknown_keys_fetches_once_a_minute() {
    let mut scene = Scene::new().await;
    let relying = scene.relying();
    scene.sign_in_with(&relying, NOW).await.unwrap();
    for attempt in 0..240 {
        scene.header["kid"] = json!(format!("unheard of {attempt}"));
        let fault = scene.sign_in_with(&relying, later(attempt)).await.unwrap_err();
        assert_eq!(fault, SignInFault::KeyUnknown(TOKEN));
    }
    // At 0, 60, 120 and 180 seconds.
    assert_eq!(scene.hostile.calls("/jwks"), 4);
    assert_eq!(scene.hostile.calls("/.well-known/openid-configuration"), 1);
}

#[tokio::test]
async fn documents_are_kept_for_an_hour() {
    let mut scene = Scene::new().await;
    scene.claims["exp"] = json!(1_900_000_000);
    let relying = scene.relying();
    for at in [0, 1, 3_599] {
        scene.sign_in_with(&relying, later(at)).await.unwrap();
        assert_eq!(scene.hostile.calls("/jwks"), 1, "{at}");
    }
    scene.sign_in_with(&relying, later(3_600)).await.unwrap();
    assert_eq!(scene.hostile.calls("/jwks"), 2);
    assert_eq!(scene.hostile.calls("/.well-known/openid-configuration"), 2);
    // A clock that was put back by a day trusts nothing it fetched "tomorrow".
    scene.claims["iat"] = json!(1_700_000_000);
    scene.sign_in_with(&relying, later(-86_400)).await.unwrap();
    assert_eq!(scene.hostile.calls("/jwks"), 3);
}

#[tokio::test]
async fn a_crowd_makes_one_call() {
    let scene = Scene::new().await;
    let relying = scene.relying();
    // The later they stand in the queue, the earlier they read the clock.
    let crowd = (0..50).map(|at| scene.sign_in_with(&relying, Instant(NOW.0 - at)));
    let results = futures::future::join_all(crowd).await;
    assert_eq!(scene.hostile.calls("/.well-known/openid-configuration"), 1);
    assert_eq!(scene.hostile.calls("/jwks"), 1);
    // The scripted token carries the nonce of the last of them only.
    assert!(results.iter().filter_map(|r| r.as_ref().err()).all(|f| *f == SignInFault::Nonce));
}
