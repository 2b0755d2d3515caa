//! Identity tokens that are not what they should be.

use serde_json::json;

use super::scene::{CLIENT, NOW, SECONDS, SSIN, Scene, Signer};
use crate::auth::SignInFault;

const TOKEN: &str = "identity token";

#[tokio::test]
async fn an_honest_provider_signs_a_person_in() {
    let scene = Scene::new().await;
    let identity = scene.sign_in().await.unwrap();
    assert_eq!(identity.ssin.digits(), SSIN);
    assert_eq!((identity.given_name.as_str(), identity.family_name.as_str()), ("Ada", "Peeters"));
    assert_eq!(identity.language.unwrap().code(), "fr");
    assert_eq!(identity.acr.as_deref(), Some(super::scene::LEVEL));
    assert_eq!(identity.amr, ["eid"]);
    assert_eq!(identity.auth_time.unwrap().0, NOW.0 - 5_000_000);
    assert_eq!(
        (identity.sub.as_str(), identity.sid.as_deref()),
        ("subject-1", Some("provider-session"))
    );
    assert!(identity.id_token_hint.is_some());
}

/// Attack: an identity token of another issuer.
#[tokio::test]
async fn wrong_issuer() {
    let mut scene = Scene::new().await;
    for issuer in [json!("https://evil.example"), json!(null), json!([scene.hostile.issuer])] {
        scene.claims["iss"] = issuer;
        assert_eq!(scene.fault().await, SignInFault::Issuer(TOKEN));
    }
    scene.claims["iss"] = json!(format!("{}/", scene.hostile.issuer));
    assert_eq!(scene.fault().await, SignInFault::Issuer(TOKEN));
}

/// Attack: an identity token meant for another client.
#[tokio::test]
async fn wrong_audience() {
    let mut scene = Scene::new().await;
    for audience in [json!("other"), json!([]), json!(["other"]), json!(null), json!({"a": CLIENT})]
    {
        scene.claims["aud"] = audience;
        assert_eq!(scene.fault().await, SignInFault::Audience(TOKEN));
    }
}

/// Attack: an identity token for us and others that does not say for whom it was made.
#[tokio::test]
async fn several_audiences_need_the_authorized_party() {
    let mut scene = Scene::new().await;
    scene.claims["aud"] = json!([CLIENT, "other"]);
    assert_eq!(scene.fault().await, SignInFault::Audience(TOKEN));
    scene.claims["azp"] = json!("other");
    assert_eq!(scene.fault().await, SignInFault::AuthorizedParty);
    scene.claims["azp"] = json!(CLIENT);
    scene.sign_in().await.unwrap();
}

/// Attack: an identity token made for another party.
#[tokio::test]
async fn wrong_authorized_party() {
    let mut scene = Scene::new().await;
    scene.claims["azp"] = json!("other");
    assert_eq!(scene.fault().await, SignInFault::AuthorizedParty);
}

/// Attack: an identity token of another sign-in (nonce).
#[tokio::test]
async fn wrong_nonce() {
    let mut scene = Scene::new().await;
    for nonce in [json!("of another sign-in"), json!(""), json!(null), json!(7)] {
        scene.nonce = Some(nonce);
        assert_eq!(scene.fault().await, SignInFault::Nonce);
    }
}

/// Attack: an identity token that has expired.
#[tokio::test]
async fn expired() {
    let mut scene = Scene::new().await;
    scene.claims["exp"] = json!(SECONDS - 60);
    assert_eq!(scene.fault().await, SignInFault::Expired(TOKEN));
    scene.claims["exp"] = json!(SECONDS - 59);
    scene.sign_in().await.unwrap();
}

/// Attack: an identity token of the future.
#[tokio::test]
async fn issued_in_the_future() {
    let mut scene = Scene::new().await;
    scene.claims["iat"] = json!(SECONDS + 61);
    assert_eq!(scene.fault().await, SignInFault::NotYetValid(TOKEN));
    scene.claims["iat"] = json!(SECONDS + 60);
    scene.sign_in().await.unwrap();
    scene.claims["nbf"] = json!(SECONDS + 61);
    assert_eq!(scene.fault().await, SignInFault::NotYetValid(TOKEN));
}

/// Attack: an identity token with no times, or absurd ones.
#[tokio::test]
async fn times_missing_or_absurd() {
    for claim in ["exp", "iat"] {
        for value in [json!(null), json!("soon"), json!(-1), json!(1e300), json!(true)] {
            let mut scene = Scene::new().await;
            scene.claims[claim] = value;
            assert_eq!(scene.fault().await, SignInFault::Claim { token: TOKEN, claim });
            scene.claims.as_object_mut().unwrap().remove(claim);
            assert_eq!(scene.fault().await, SignInFault::Claim { token: TOKEN, claim });
        }
    }
    let mut scene = Scene::new().await;
    scene.claims["exp"] = json!(1_800_000_300.75);
    scene.sign_in().await.unwrap();
}

/// Attack: an identity token about nobody, or with a subject that is too long or writes into the log.
#[tokio::test]
async fn subject_missing_empty_or_too_long() {
    let mut scene = Scene::new().await;
    for subject in [json!(null), json!(""), json!("x".repeat(256)), json!("a\nb"), json!(1)] {
        scene.claims["sub"] = subject;
        assert_eq!(scene.fault().await, SignInFault::Claim { token: TOKEN, claim: "sub" });
    }
}

/// Attack: an identity token with the algorithm “none”, in every spelling, signed or not.
#[tokio::test]
async fn algorithm_none() {
    let mut scene = Scene::new().await;
    for name in ["none", "None", "NONE", "nOnE", ""] {
        scene.header["alg"] = json!(name);
        assert_eq!(scene.fault().await, SignInFault::Algorithm(TOKEN));
    }
    let whole = scene.signer.sign(r#"{"alg":"none"}"#, &scene.claims.to_string());
    let unsigned = format!("{}.", whole.rsplit_once('.').unwrap().0);
    scene.raw = Some(unsigned);
    assert_eq!(scene.fault().await, SignInFault::Algorithm(TOKEN));
}

/// Attack: an identity token signed by HMAC with the public key as the secret.
#[tokio::test]
async fn hmac_with_the_public_key() {
    use aws_lc_rs::hmac;
    use base64::Engine;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD as B64;
    let mut scene = Scene::new().await;
    let public = scene.signer.jwk.to_string();
    let message = format!(
        "{}.{}",
        B64.encode(r#"{"alg":"HS256","kid":"one"}"#),
        B64.encode(scene.claims.to_string())
    );
    let key = hmac::Key::new(hmac::HMAC_SHA256, public.as_bytes());
    let signature = B64.encode(hmac::sign(&key, message.as_bytes()));
    scene.raw = Some(format!("{message}.{signature}"));
    assert_eq!(scene.fault().await, SignInFault::Algorithm(TOKEN));
}

/// Attack: an identity token with an algorithm that is not on our list.
#[tokio::test]
async fn an_algorithm_we_did_not_allow() {
    let mut scene = Scene::new().await;
    scene.config.algorithms = vec![super::super::SigningAlgorithm::Rs256];
    assert_eq!(scene.fault().await, SignInFault::Algorithm(TOKEN));
}

/// Attack: an identity token whose algorithm does not fit its key.
#[tokio::test]
async fn an_algorithm_that_is_not_the_keys() {
    let mut scene = Scene::new().await;
    scene.header["alg"] = json!("RS256");
    assert_eq!(scene.fault().await, SignInFault::KeyUnknown(TOKEN));
}

/// Attack: an identity token of another kind, or with critical extensions.
#[tokio::test]
async fn header_with_tricks() {
    for (name, value) in [
        ("crit", json!(["b64"])),
        ("typ", json!("at+jwt")),
        ("typ", json!("logout+jwt")),
        ("typ", json!(1)),
        ("kid", json!(["one"])),
        ("alg", json!(["ES256"])),
        ("alg", json!(null)),
    ] {
        let mut scene = Scene::new().await;
        scene.header[name] = value;
        assert_eq!(scene.fault().await, SignInFault::TokenMalformed(TOKEN), "{name}");
    }
}

/// Attack: an identity token that brings its own key (jwk, jku, x5u).
#[tokio::test]
async fn a_key_brought_along_is_not_looked_at() {
    let mut scene = Scene::new().await;
    let evil = Signer::es256("one");
    let header = json!({
        "alg": "ES256", "kid": "one", "jwk": evil.jwk, "jku": "https://evil.example/jwks",
        "x5u": "https://evil.example/cert",
    });
    scene.raw = Some(evil.sign(&header.to_string(), &scene.claims.to_string()));
    assert_eq!(scene.fault().await, SignInFault::Signature(TOKEN));
}

/// Attack: an identity token that is no token.
#[tokio::test]
async fn not_a_token_at_all() {
    for raw in ["", "a", "a.b", "a.b.c", "e30.e30.e30.e30", "e30.e30.", "{}", "a.b.c.d.e.f"] {
        let mut scene = Scene::new().await;
        scene.raw = Some(raw.to_owned());
        assert_eq!(scene.fault().await, SignInFault::TokenMalformed(TOKEN), "{raw}");
    }
}

/// Attack: an identity token that is encrypted.
#[tokio::test]
async fn an_encrypted_token_is_named_as_such() {
    let mut scene = Scene::new().await;
    scene.raw = Some("eyJhbGciOiJSU0EtT0FFUCJ9.AAAA.AAAA.AAAA.AAAA".to_owned());
    assert_eq!(scene.fault().await, SignInFault::TokenEncrypted(TOKEN));
}

/// Attack: an identity token with one changed bit in any part.
#[tokio::test]
async fn one_changed_bit_in_any_part() {
    let mut scene = Scene::new().await;
    let honest = scene.signer.sign(&scene.header.to_string(), &scene.claims.to_string());
    let dots: Vec<_> = honest.match_indices('.').map(|(at, _)| at).collect();
    for at in [dots[0] + 5, dots[1] - 3, dots[1] + 1, dots[1] + 40] {
        let mut bytes = honest.clone().into_bytes();
        bytes[at] = if bytes[at] == b'A' { b'B' } else { b'A' };
        scene.raw = Some(String::from_utf8(bytes).unwrap());
        assert_eq!(scene.fault().await, SignInFault::Signature(TOKEN), "{at}");
    }
    for changed in
        [format!("{honest}A"), format!("{honest}="), honest[..honest.len() - 4].to_owned()]
    {
        scene.raw = Some(changed);
        assert_eq!(scene.fault().await, SignInFault::Signature(TOKEN));
    }
}

/// Attack: an identity token in which something stands twice.
#[tokio::test]
async fn a_claim_that_stands_twice() {
    let mut scene = Scene::new().await;
    let claims = scene.claims.to_string();
    let doubled = format!("{},\"sub\":\"somebody-else\"}}", claims.trim_end_matches('}'));
    scene.raw = Some(scene.signer.sign(&scene.header.to_string(), &doubled));
    assert_eq!(scene.fault().await, SignInFault::Duplicate(TOKEN));
    let header = r#"{"alg":"ES256","kid":"one","alg":"none"}"#;
    scene.raw = Some(scene.signer.sign(header, &claims));
    assert_eq!(scene.fault().await, SignInFault::Duplicate(TOKEN));
}

/// Attack: an access token that the identity token does not speak of.
#[tokio::test]
async fn an_access_token_of_somebody_else() {
    let mut scene = Scene::new().await;
    scene.claims["at_hash"] = json!("AAAAAAAAAAAAAAAAAAAAAA");
    assert_eq!(scene.fault().await, SignInFault::AccessTokenHash);
    // SHA-256 of "at-1", left half.
    let digest = <sha2::Sha256 as sha2::Digest>::digest(b"at-1");
    let half =
        base64::Engine::encode(&base64::engine::general_purpose::URL_SAFE_NO_PAD, &digest[..16]);
    scene.claims["at_hash"] = json!(half);
    scene.sign_in().await.unwrap();
}
