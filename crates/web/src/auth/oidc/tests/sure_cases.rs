//! Sign-in for the most sensitive acts: stronger, and of now.

use std::collections::HashMap;
use std::time::Duration;

use fla_domain::language::Language;
use fla_domain::time::Instant;
use serde_json::json;

use super::scene::{LEVEL, NOW, SECONDS, Scene};
use crate::auth::oidc::{Identity, LevelClaim};
use crate::auth::session::{NewSession, Session};
use crate::auth::{SignInFault, TokenHash};

const STRONG: &str = "urn:be:fedict:iam:fas:Level500";
const BROWSER: TokenHash = TokenHash([0; 32]);

async fn strict() -> Scene {
    let mut scene = Scene::new().await;
    scene.config.acr_sensitive = vec![STRONG.to_owned()];
    scene.config.reauthentication = Some(Duration::from_mins(15));
    scene.claims["acr"] = json!(STRONG);
    scene
}

async fn anew(scene: &Scene) -> Result<Identity, SignInFault> {
    let relying = scene.relying();
    let (_, login) = relying.authorize_anew(Language::Nl, None, BROWSER, NOW).await?;
    scene.come_back(&relying, login, NOW).await
}

fn session(identity: Identity) -> Session {
    NewSession { token: TokenHash([1; 32]), identity, opened: NOW }.into()
}

fn later(seconds: i64) -> Instant {
    Instant(NOW.0 + seconds * 1_000_000)
}

#[tokio::test]
async fn the_provider_is_asked_for_more() {
    let scene = strict().await;
    let relying = scene.relying();
    let asked = |url: url::Url| -> HashMap<_, _> { url.query_pairs().into_owned().collect() };
    let (url, login) = relying.authorize_anew(Language::Nl, None, BROWSER, NOW).await.unwrap();
    let query = asked(url);
    assert_eq!(query["acr_values"], STRONG);
    assert_eq!((query["max_age"].as_str(), query["prompt"].as_str()), ("900", "login"));
    assert!(login.sure);
    let (url, login) = relying.authorize(Language::Nl, None, BROWSER, NOW).await.unwrap();
    let query = asked(url);
    assert_eq!(query["acr_values"], "urn:be:fedict:iam:fas:Level400");
    assert!(!query.contains_key("max_age") && !query.contains_key("prompt") && !login.sure);
}

#[tokio::test]
async fn without_settings_every_session_is_enough() {
    let mut scene = Scene::new().await;
    scene.claims.as_object_mut().unwrap().remove("auth_time");
    let relying = scene.relying();
    let (url, login) = relying.authorize_anew(Language::Nl, None, BROWSER, NOW).await.unwrap();
    assert!(!login.sure && !url.as_str().contains("prompt"));
    let session = session(anew(&scene).await.unwrap());
    assert!(relying.is_sure(&session, later(40_000)));
}

#[tokio::test]
async fn a_strong_and_recent_session_is_enough_for_a_quarter_of_an_hour() {
    let scene = strict().await;
    let session = session(anew(&scene).await.unwrap());
    let relying = scene.relying();
    assert!(relying.is_sure(&session, NOW));
    // The proof was 5 seconds old, and clocks may differ by a minute.
    assert!(relying.is_sure(&session, later(900 + 60 - 5)));
    assert!(!relying.is_sure(&session, later(900 + 60 - 4)));
}

/// Attack: the level of every day before a sensitive act.
#[tokio::test]
async fn the_level_of_every_day_before_a_sensitive_act() {
    let mut scene = strict().await;
    scene.claims["acr"] = json!(LEVEL);
    assert_eq!(anew(&scene).await.unwrap_err(), SignInFault::LevelTooLow);
    // For the rest it is enough, and a session with it is not sure.
    let session = session(scene.sign_in().await.unwrap());
    assert!(!scene.relying().is_sure(&session, NOW));
}

/// Attack: the higher level in a claim where it is not looked for.
#[tokio::test]
async fn the_level_where_it_is_not_looked_for() {
    let mut scene = strict().await;
    scene.claims["acr"] = json!(LEVEL);
    scene.claims["amr"] = json!([STRONG]);
    anew(&scene).await.unwrap();
    scene.config.level_claim = LevelClaim::Acr;
    assert_eq!(anew(&scene).await.unwrap_err(), SignInFault::LevelTooLow);
}

/// Attack: an old proof where a new one was asked for.
#[tokio::test]
async fn an_old_proof_although_a_new_one_was_asked_for() {
    let mut scene = strict().await;
    scene.claims["auth_time"] = json!(SECONDS - 961);
    assert_eq!(anew(&scene).await.unwrap_err(), SignInFault::ProofOld);
    scene.claims["auth_time"] = json!(SECONDS - 960);
    anew(&scene).await.unwrap();
}

/// Attack: a proof that does not say when it was given.
#[tokio::test]
async fn a_proof_of_no_time() {
    let mut scene = strict().await;
    scene.claims.as_object_mut().unwrap().remove("auth_time");
    assert_eq!(anew(&scene).await.unwrap_err(), SignInFault::ProofOld);
    let session = session(scene.sign_in().await.unwrap());
    assert!(!scene.relying().is_sure(&session, NOW));
}

/// Attack: a proof of the future.
#[tokio::test]
async fn a_proof_of_the_future() {
    let mut scene = strict().await;
    scene.claims["auth_time"] = json!(SECONDS + 61);
    assert_eq!(anew(&scene).await.unwrap_err(), SignInFault::ProofOld);
}
