//! What comes back through the browser: refusals and mix-ups.

use fla_domain::language::Language;
use serde_json::json;

use super::hostile::Reply;
use super::scene::{NOW, Scene};
use crate::auth::oidc::Callback;
use crate::auth::session::Session;
use crate::auth::{SignInFault, TokenHash};

async fn refused(scene: &Scene, error: &str) -> SignInFault {
    let relying = scene.relying();
    let (_, login) = relying.authorize(Language::Nl, None, TokenHash([0; 32]), NOW).await.unwrap();
    let callback = Callback {
        error: Some(error.to_owned()),
        issuer: scene.issuer_parameter.clone(),
        ..Callback::default()
    };
    let fault = relying.exchange(callback, login, NOW).await.unwrap_err();
    assert_eq!(scene.hostile.calls("/token"), 0);
    fault
}

#[tokio::test]
async fn the_person_stops() {
    let scene = Scene::new().await;
    assert_eq!(refused(&scene, "access_denied").await, SignInFault::Cancelled);
}

#[tokio::test]
async fn the_provider_is_busy_or_refuses() {
    let scene = Scene::new().await;
    assert_eq!(refused(&scene, "temporarily_unavailable").await, SignInFault::ProviderBusy);
    assert_eq!(refused(&scene, "server_error").await, SignInFault::ProviderBusy);
    let level = "unmet_authentication_requirements";
    assert_eq!(refused(&scene, level).await, SignInFault::LevelTooLow);
    let other = SignInFault::ProviderRefused("invalid_scope".to_owned());
    assert_eq!(refused(&scene, "invalid_scope").await, other);
}

/// Attack: an answer of another issuer brought to us (mix-up).
#[tokio::test]
async fn mix_up_with_another_issuer() {
    let mut scene = Scene::new().await;
    scene.issuer_parameter = Some("https://evil.example".to_owned());
    assert_eq!(scene.fault().await, SignInFault::ResponseIssuer);
    assert_eq!(scene.hostile.calls("/token"), 0);
    assert_eq!(refused(&scene, "access_denied").await, SignInFault::ResponseIssuer);
    scene.issuer_parameter = Some(scene.hostile.issuer.clone());
    scene.sign_in().await.unwrap();
}

/// Attack: an answer that hides its issuer although the provider always tells it.
#[tokio::test]
async fn an_issuer_that_promised_to_name_itself_must() {
    let mut scene = Scene::new().await;
    let mut document = scene.hostile.document();
    document["authorization_response_iss_parameter_supported"] = json!(true);
    scene.hostile.reply("/.well-known/openid-configuration", Reply::json(&document));
    assert_eq!(scene.fault().await, SignInFault::ResponseIssuer);
    scene.issuer_parameter = Some(scene.hostile.issuer.clone());
    scene.sign_in().await.unwrap();
}

#[tokio::test]
async fn signing_out_at_the_provider() {
    let mut scene = Scene::new().await;
    let identity = scene.sign_in().await.unwrap();
    let hint = identity.id_token_hint.clone().unwrap();
    let new = crate::auth::session::NewSession { token: TokenHash([1; 32]), identity, opened: NOW };
    let session = Session::from(new);
    let url = scene.relying().logout_url(&session, NOW).await.unwrap();
    let query: Vec<_> = url.query_pairs().into_owned().collect();
    let pair = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    assert_eq!(
        query,
        [
            pair("client_id", "fla"),
            pair("id_token_hint", &hint),
            pair("post_logout_redirect_uri", "https://fla.example/")
        ]
    );
    // Where discovery does not tell, the configuration may; where nothing tells, we end here.
    let mut document = scene.hostile.document();
    document.as_object_mut().unwrap().remove("end_session_endpoint");
    scene.hostile.reply("/.well-known/openid-configuration", Reply::json(&document));
    assert_eq!(scene.relying().logout_url(&session, NOW).await, None);
    scene.config.end_session_endpoint = Some("https://idp.example/logout".parse().unwrap());
    let url = scene.relying().logout_url(&session, NOW).await.unwrap();
    assert_eq!(url.host_str(), Some("idp.example"));
}
