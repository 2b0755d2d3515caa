//! Userinfo, level of assurance, and the SSIN.

use serde_json::json;

use super::hostile::Reply;
use super::scene::{LEVEL, OTHER_SSIN, SECONDS, SSIN, Scene, Signer};
use crate::auth::SignInFault;
use crate::auth::oidc::{ClaimSource, LevelClaim};

const USERINFO: &str = "userinfo";

/// Attack: signed userinfo of another subject, or of none.
#[tokio::test]
async fn userinfo_of_somebody_else() {
    let mut scene = Scene::new().await;
    scene.userinfo["sub"] = json!("subject-2");
    assert_eq!(scene.fault().await, SignInFault::UserinfoSubject);
    scene.userinfo.as_object_mut().unwrap().remove("sub");
    let fault = SignInFault::Claim { token: USERINFO, claim: "sub" };
    assert_eq!(scene.fault().await, fault);
}

/// Attack: userinfo without a signature where there must be one.
#[tokio::test]
async fn unsigned_userinfo_where_it_must_be_signed() {
    let mut scene = Scene::new().await;
    scene.hostile.reply("/userinfo", Reply::json(&scene.userinfo));
    assert_eq!(scene.fault().await, SignInFault::UserinfoUnsigned);
    scene.config.source = ClaimSource::Userinfo;
    scene.sign_in().await.unwrap();
}

/// Attack: plain userinfo of another subject.
#[tokio::test]
async fn plain_userinfo_of_somebody_else() {
    let mut scene = Scene::new().await;
    scene.config.source = ClaimSource::Userinfo;
    scene.userinfo["sub"] = json!("subject-2");
    scene.hostile.reply("/userinfo", Reply::json(&scene.userinfo));
    assert_eq!(scene.fault().await, SignInFault::UserinfoSubject);
}

/// Attack: signed userinfo that calls itself something else.
#[tokio::test]
async fn a_signed_token_that_calls_itself_json() {
    let scene = Scene::new().await;
    let token = scene.signer.sign(&scene.header.to_string(), &scene.userinfo.to_string());
    scene.hostile.reply("/userinfo", Reply::Say(200, "application/json", token.clone()));
    assert_eq!(scene.fault().await, SignInFault::UserinfoUnsigned);
    scene.hostile.reply("/userinfo", Reply::Say(200, "text/html", token));
    assert!(matches!(scene.fault().await, SignInFault::AnswerMalformed { .. }));
}

/// Attack: userinfo with changed content, or of another key.
#[tokio::test]
async fn tampered_userinfo() {
    let scene = Scene::new().await;
    let honest = scene.signer.sign(&scene.header.to_string(), &scene.userinfo.to_string());
    let other = scene.userinfo.to_string().replace(SSIN, OTHER_SSIN);
    let forged = Signer::es256("one").sign(&scene.header.to_string(), &other);
    let [_, payload, _] = forged.split('.').collect::<Vec<_>>()[..] else { panic!() };
    let [header, _, signature] = honest.split('.').collect::<Vec<_>>()[..] else { panic!() };
    for bad in [forged.clone(), format!("{header}.{payload}.{signature}")] {
        scene.hostile.reply("/userinfo", Reply::Say(200, "application/jwt", bad));
        assert_eq!(scene.fault().await, SignInFault::Signature(USERINFO));
    }
}

/// Attack: userinfo with the algorithm “none”.
#[tokio::test]
async fn signed_userinfo_with_algorithm_none() {
    let mut scene = Scene::new().await;
    scene.userinfo_header = json!({"alg": "none"});
    assert_eq!(scene.fault().await, SignInFault::Algorithm(USERINFO));
}

/// Attack: userinfo for another client, of another issuer, or expired.
#[tokio::test]
async fn signed_userinfo_for_another_client_or_by_another_issuer() {
    let mut scene = Scene::new().await;
    let honest = scene.userinfo.clone();
    for audience in [json!("other"), json!(null), json!(["other"])] {
        scene.userinfo["aud"] = audience;
        assert_eq!(scene.fault().await, SignInFault::Audience(USERINFO));
    }
    for issuer in [json!("https://evil.example"), json!(null)] {
        scene.userinfo = honest.clone();
        scene.userinfo["iss"] = issuer;
        assert_eq!(scene.fault().await, SignInFault::Issuer(USERINFO));
    }
    scene.userinfo = honest;
    scene.userinfo["exp"] = json!(SECONDS - 600);
    assert_eq!(scene.fault().await, SignInFault::Expired(USERINFO));
}

/// Attack: an identity token of another sign-in passed off as userinfo.
#[tokio::test]
async fn an_identity_token_passed_off_as_userinfo() {
    // Same keys, same issuer, same client, but it is about another sign-in's person.
    let scene = Scene::new().await;
    let mut claims = scene.claims.clone();
    claims["sub"] = json!("subject-2");
    claims["egovNRN"] = json!(OTHER_SSIN);
    let token = scene.signer.sign(&scene.header.to_string(), &claims.to_string());
    scene.hostile.reply("/userinfo", Reply::Say(200, "application/jwt", token));
    assert_eq!(scene.fault().await, SignInFault::UserinfoSubject);
}

/// Attack: a level of assurance that is too low, missing, or almost right.
#[tokio::test]
async fn level_too_low_or_missing() {
    let mut scene = Scene::new().await;
    for level in [json!("urn:be:fedict:iam:fas:Level300"), json!(""), json!(null)] {
        scene.claims["acr"] = level;
        assert_eq!(scene.fault().await, SignInFault::LevelTooLow);
    }
    scene.claims.as_object_mut().unwrap().remove("acr");
    assert_eq!(scene.fault().await, SignInFault::LevelTooLow);
    scene.claims["acr"] = json!(format!("{LEVEL} "));
    assert_eq!(scene.fault().await, SignInFault::LevelTooLow);
    scene.claims["acr"] = json!([LEVEL]);
    assert!(matches!(scene.fault().await, SignInFault::Claim { claim: "acr", .. }));
}

/// Attack: a level of assurance in another claim than the configured one.
#[tokio::test]
async fn the_level_may_stand_in_amr_only_where_configured() {
    let mut scene = Scene::new().await;
    scene.claims["acr"] = json!("0");
    scene.claims["amr"] = json!(["eid", LEVEL]);
    scene.sign_in().await.unwrap();
    scene.config.level_claim = LevelClaim::Acr;
    assert_eq!(scene.fault().await, SignInFault::LevelTooLow);
}

/// Attack: a person without an SSIN, or with one in another place.
#[tokio::test]
async fn no_ssin() {
    let mut scene = Scene::new().await;
    for value in [json!(null), json!(""), json!("  ")] {
        scene.userinfo["egovNRN"] = value;
        assert_eq!(scene.fault().await, SignInFault::SsinMissing);
    }
    scene.userinfo.as_object_mut().unwrap().remove("egovNRN");
    assert_eq!(scene.fault().await, SignInFault::SsinMissing);
    // In the other place than the configured one it does not count.
    scene.claims["egovNRN"] = json!(SSIN);
    assert_eq!(scene.fault().await, SignInFault::SsinMissing);
}

/// Attack: an SSIN that does not check, as a number, a list, or in other digits.
#[tokio::test]
async fn an_ssin_that_does_not_check() {
    let mut scene = Scene::new().await;
    for value in [
        json!("00010190147"),
        json!("1"),
        json!("abc"),
        json!(10_190_146),
        json!([SSIN]),
        json!("٠٠٠١٠١٩٠١٤٦"),
    ] {
        scene.userinfo["egovNRN"] = value;
        let fault = scene.fault().await;
        assert_eq!(fault, SignInFault::SsinInvalid);
        assert!(!fault.to_string().contains("0147"));
    }
}

/// Attack: identity token and userinfo about two people.
#[tokio::test]
async fn two_tokens_two_people() {
    let mut scene = Scene::new().await;
    scene.claims["egovNRN"] = json!(OTHER_SSIN);
    assert_eq!(scene.fault().await, SignInFault::SsinConflict);
}

/// Attack: userinfo with two SSINs.
#[tokio::test]
async fn userinfo_with_a_doubled_ssin() {
    let scene = Scene::new().await;
    let text = scene.userinfo.to_string();
    let doubled = format!("{},\"egovNRN\":\"{OTHER_SSIN}\"}}", text.trim_end_matches('}'));
    let token = scene.signer.sign(&scene.header.to_string(), &doubled);
    scene.hostile.reply("/userinfo", Reply::Say(200, "application/jwt", token));
    assert_eq!(scene.fault().await, SignInFault::Duplicate(USERINFO));
}

#[tokio::test]
async fn claims_of_the_identity_token_where_configured() {
    let mut scene = Scene::new().await;
    scene.config.source = ClaimSource::IdToken;
    scene.claims["egovNRN"] = json!(SSIN);
    scene.claims["givenName"] = json!(" A\u{202e}da\r\n ");
    scene.claims["surname"] = json!("x".repeat(500));
    let identity = scene.sign_in().await.unwrap();
    assert_eq!(identity.given_name, "Ada");
    assert_eq!(identity.family_name.len(), 200);
    assert_eq!(scene.hostile.calls("/userinfo"), 0);
    // The hint for signing out travels in a URL, where an SSIN must never be.
    assert_eq!(identity.id_token_hint, None);
}

#[tokio::test]
async fn the_hint_is_dropped_wherever_the_ssin_hides() {
    for (name, value) in [
        ("preferred_username", json!("00.01.01-901.46")),
        ("sub", json!(format!("be:{SSIN}"))),
        ("nested", json!({"a": [{"b": SSIN}]})),
        ("number", json!(10_190_146)),
    ] {
        let mut scene = Scene::new().await;
        scene.claims[name] = value.clone();
        if name == "sub" {
            scene.userinfo[name] = value;
        }
        let identity = scene.sign_in().await.unwrap();
        assert_eq!(identity.id_token_hint, None, "{name}");
        assert!(!format!("{identity:?}").contains(SSIN));
    }
}
