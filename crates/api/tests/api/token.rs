//! The token endpoint: only software that proves with its own key, here, now and once, who it is.

use crate::support::{House, every_scope, key_pair};
use fla_domain::access::Quality;
use jsonwebtoken::EncodingKey;
use serde_json::json;

#[tokio::test]
async fn only_a_good_assertion_gets_a_token() {
    let house = House::new().await;
    let employer = house.organisation(1, &[Quality::Employer]).await;
    let software = house.software(1, employer, every_scope()).await;
    let good = house.claims(&software);
    let answer = house.ask(&good, &software.key, &[]).await.is(200);
    assert_eq!(answer.headers["cache-control"], "no-store");
    assert_eq!(answer.json()["expires_in"], 600);
    assert_eq!(answer.json()["scope"], every_scope().text());
    // The same proof does not serve twice.
    let again = house.ask(&good, &software.key, &[]).await.is(401).json();
    assert_eq!(again["error"], "invalid_client");

    let now = house.app.now().0 / 1_000_000;
    for (name, value) in [
        ("iss", json!("somebody")),
        ("sub", json!("somebody")),
        ("aud", json!("https://elsewhere.test/token")),
        ("aud", json!(["https://fla.test/oauth2/token", "https://elsewhere.test"])),
        ("exp", json!(now + 3_600)),
        ("exp", json!(now - 3_600)),
        ("iat", json!(now + 3_600)),
        ("jti", json!("")),
    ] {
        let mut wrong = house.claims(&software);
        wrong[name] = value;
        let answer = house.ask(&wrong, &software.key, &[]).await.is(401).json();
        assert_eq!(answer["error"], "invalid_client", "{wrong}");
        assert!(answer["error_description"].as_str().is_some_and(|why| !why.is_empty()));
    }
    let stranger = EncodingKey::from_ec_der(&key_pair().0);
    house.ask(&house.claims(&software), &stranger, &[]).await.is(401);
    let other = [("client_id", "somebody")];
    house.ask(&house.claims(&software), &software.key, &other).await.is(401);
    let same = [("client_id", software.name.as_str())];
    house.ask(&house.claims(&software), &software.key, &same).await.is(200);
}

#[tokio::test]
async fn other_grants_and_forms_are_refused() {
    let house = House::new().await;
    for (form, error) in [
        (vec![], "invalid_request"),
        (vec![("grant_type", "password")], "unsupported_grant_type"),
        (vec![("grant_type", "client_credentials")], "invalid_client"),
        (
            vec![("grant_type", "client_credentials"), ("grant_type", "client_credentials")],
            "invalid_request",
        ),
        (
            vec![
                ("grant_type", "client_credentials"),
                ("client_assertion_type", "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"),
                ("client_assertion", "x.y.z"),
            ],
            "invalid_client",
        ),
    ] {
        let answer = house.post_form(&form).await;
        assert!(matches!(answer.status.as_u16(), 400 | 401), "{form:?}");
        assert_eq!(answer.json()["error"], error, "{form:?}");
    }
}
