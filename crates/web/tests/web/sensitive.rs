//! Acts before which a session may not be enough.

use std::time::Duration;

use crate::support::{House, ssin};
use axum::http::StatusCode;
use fla_domain::access::Role;
use fla_domain::language::Language;
use fla_domain::time::Instant;
use fla_web::auth::oidc::OidcConfig;
use fla_web::sensitive::ACTS;

const STRONG: &str = "urn:be:fedict:iam:fas:Level500";
const ABSENT: &str = "00000000-0000-4000-8000-000000000000";

fn strict(config: &mut OidcConfig) {
    config.acr_sensitive = vec![STRONG.to_owned()];
    config.reauthentication = Some(Duration::from_mins(15));
}

fn fill(address: &str, employer: &str) -> String {
    let mut parts: Vec<&str> = address.split('/').collect();
    for part in &mut parts {
        if *part == "{employer}" {
            *part = employer;
        } else if part.starts_with('{') {
            *part = ABSENT;
        }
    }
    parts.join("/")
}

#[tokio::test]
async fn access_is_given_only_after_a_new_sign_in() {
    let house = House::with(strict).await;
    let (boss, new) = (ssin(1), ssin(2));
    let employer = house.employer(1, &boss).await;
    house.give(employer, &boss, Role::AccessManager).await;
    let path = format!("/register/{employer}/access");
    let count = async || {
        let caller = house.app.act_as_installation(employer).await.unwrap();
        house.app.grants(&caller).await.unwrap().len()
    };
    let before = count().await;
    let fields = [("ssin", new.digits()), ("role", "reader")];
    let now = house.app.now();
    let old = Instant(now.0 - 961_000_000);
    for (acr, auth_time) in [
        (None, None),
        (Some(STRONG), None),
        (None, Some(now)),
        (Some("urn:be:fedict:iam:fas:Level450"), Some(now)),
        (Some(STRONG), Some(old)),
    ] {
        let browser = house.sign_in_with(&boss, Language::En, acr, auth_time).await;
        let form = browser.open(&path).await;
        let page = browser.submit(&form, &path, &fields).await;
        assert_eq!(page.status, StatusCode::FORBIDDEN);
        page.check(&path, Language::En);
        let back = format!("/sign-in?again=1&#38;return=%2Fregister%2F{employer}%2Faccess");
        assert!(page.body.contains(&back), "{}", page.body);
        assert_eq!(count().await, before);
    }
    let browser = house.sign_in_with(&boss, Language::En, Some(STRONG), Some(now)).await;
    let form = browser.open(&path).await;
    let page = browser.submit(&form, &path, &fields).await;
    assert_eq!(page.status, StatusCode::SEE_OTHER, "{}", page.body);
    assert_eq!(count().await, before + 1);
}

#[tokio::test]
async fn every_such_act_is_held_and_no_other() {
    let house = House::with(strict).await;
    let boss = ssin(1);
    let employer = house.employer(1, &boss).await;
    house.give(employer, &boss, Role::AccessManager).await;
    house.give(employer, &boss, Role::Operator).await;
    let employer = employer.to_string();
    let routes = house.routes();
    for language in Language::ALL {
        let browser = house.sign_in(&boss, language).await;
        for (address, _) in ACTS {
            assert!(routes.iter().any(|route| route == address), "{address} is not served");
            let path = fill(address, &employer);
            let page = browser.post(&path, &[("key", "k1")]).await;
            assert_eq!(page.status, StatusCode::FORBIDDEN, "{path}");
            assert!(page.body.contains("/sign-in?again=1"), "{path}: {}", page.body);
            page.check(&path, language);
            // Reading is not held.
            assert!(!browser.get(&path).await.body.contains("again=1"), "{path}");
        }
    }
    let browser = house.sign_in(&boss, Language::En).await;
    for path in ["/account/sessions", "/sign-out", &format!("/register/{employer}/tasks/settle")] {
        assert!(!browser.post(path, &[]).await.body.contains("again=1"), "{path}");
    }
    // Nobody is asked to sign in again who is not signed in.
    let page = house.stranger().post("/operator", &[]).await;
    assert_eq!(page.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn without_settings_nothing_more_is_asked() {
    let house = House::new().await;
    let boss = ssin(1);
    let employer = house.employer(1, &boss).await.to_string();
    let browser = house.sign_in(&boss, Language::En).await;
    for (address, _) in ACTS {
        let path = fill(address, &employer);
        assert!(!browser.post(&path, &[]).await.body.contains("again=1"), "{path}");
    }
}
