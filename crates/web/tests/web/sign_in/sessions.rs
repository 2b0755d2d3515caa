//! The life of a session.

use reqwest::Method;

use super::browser::Browser;
use super::demo::sign_in;
use super::register::{Register, ssin};
use fla_web::auth::session::SessionStore;

const MINUTE: i64 = 60;

async fn state(browser: &Browser, register: &Register) -> String {
    browser.open(register.at("/")).await.body
}

/// Attack: a session cookie planted before sign-in (session fixation).
#[tokio::test]
async fn the_token_is_new_at_every_sign_in_and_the_old_session_ends() {
    let register = Register::demo().await;
    let browser = Browser::new();
    // A token that somebody planted before sign-in never becomes a session's.
    let planted = "A".repeat(43);
    browser.plant(&register.origin, "fla", &planted);
    sign_in(&browser, &register, "/sign-in", "0").await;
    let first = browser.cookie(&register.origin, "fla").unwrap();
    assert_ne!(first, planted);
    sign_in(&browser, &register, "/sign-in", "1").await;
    let second = browser.cookie(&register.origin, "fla").unwrap();
    assert_ne!(first, second);
    assert_eq!(register.sessions.count(), 1);
    let thief = Browser::new();
    thief.plant(&register.origin, "fla", &first);
    assert_eq!(state(&thief, &register).await, "anonymous");
    thief.plant(&register.origin, "fla", &second);
    assert_eq!(state(&thief, &register).await, "signed in");
}

#[tokio::test]
async fn thirty_minutes_without_use_end_it() {
    let register = Register::demo().await;
    let browser = Browser::new();
    sign_in(&browser, &register, "/sign-in", "0").await;
    for _ in 0..3 {
        register.wait(30 * MINUTE - 1);
        assert_eq!(state(&browser, &register).await, "signed in");
    }
    register.wait(30 * MINUTE);
    assert_eq!(state(&browser, &register).await, "anonymous");
}

#[tokio::test]
async fn twelve_hours_end_it_however_busy() {
    let register = Register::demo().await;
    let browser = Browser::new();
    sign_in(&browser, &register, "/sign-in", "0").await;
    for _ in 0..(12 * 60 / 20 - 1) {
        register.wait(20 * MINUTE);
        assert_eq!(state(&browser, &register).await, "signed in");
    }
    register.wait(20 * MINUTE - 1);
    assert_eq!(state(&browser, &register).await, "signed in");
    register.wait(1);
    assert_eq!(state(&browser, &register).await, "anonymous");
}

/// Attack: a clock put back to lengthen a session.
#[tokio::test]
async fn a_clock_put_back_ends_it_and_never_lengthens_it() {
    let register = Register::demo().await;
    let browser = Browser::new();
    sign_in(&browser, &register, "/sign-in", "0").await;
    // As far as the clocks of two instances may differ it lives on.
    register.wait(-MINUTE);
    assert_eq!(state(&browser, &register).await, "signed in");
    register.wait(-1);
    assert_eq!(state(&browser, &register).await, "anonymous");
}

#[tokio::test]
async fn all_sessions_of_a_person_end_together() {
    let register = Register::demo().await;
    let (home, work, other) = (Browser::new(), Browser::new(), Browser::new());
    for (browser, person) in [(&home, "0"), (&work, "0"), (&other, "1")] {
        sign_in(browser, &register, "/sign-in", person).await;
    }
    assert_eq!(register.sessions.end_all_of(&ssin()).await, Ok(2));
    assert_eq!(state(&home, &register).await, "anonymous");
    assert_eq!(state(&work, &register).await, "anonymous");
    assert_eq!(state(&other, &register).await, "signed in");
}

#[tokio::test]
async fn signing_out_ends_it_here_and_at_the_provider() {
    let register = Register::demo().await;
    let browser = Browser::new();
    let page = sign_in(&browser, &register, "/account", "0").await;
    let token = page.field("csrf");
    let kept = browser.cookie(&register.origin, "fla").unwrap();
    let fields = [("csrf", token.as_str())];
    let answer = browser
        .send(Method::POST, register.at("/sign-out"), |request| {
            request.header("sec-fetch-site", "same-origin").form(&fields)
        })
        .await;
    assert_eq!(answer.status, 303);
    assert_eq!(answer.headers["clear-site-data"], "\"cache\", \"storage\"");
    assert_eq!(answer.headers["cache-control"], "no-store");
    assert_eq!(answer.headers["set-cookie"], "fla=; Path=/; HttpOnly; SameSite=Lax; Max-Age=0");
    let provider = answer.headers["location"].to_str().unwrap().to_owned();
    assert!(provider.contains("/demo-provider/end-session?client_id=fla&id_token_hint="));
    let after = browser.open(&provider).await;
    assert_eq!((after.url.path(), after.body.as_str()), ("/", "anonymous"));
    let thief = Browser::new();
    thief.plant(&register.origin, "fla", &kept);
    assert_eq!(state(&thief, &register).await, "anonymous");
    // Signing out twice is no fault.
    let again = browser.submit(register.at("/sign-out"), &[]).await;
    assert_eq!((again.status, again.url.path()), (200, "/"));
}

/// Attack: session cookies that are guessed or malformed.
#[tokio::test]
async fn malformed_and_unknown_tokens_are_nobody() {
    let register = Register::demo().await;
    let long = "A".repeat(10_000);
    for token in ["", "x", "' OR 1=1 --", &"A".repeat(43), &"é".repeat(43), &long] {
        let browser = Browser::new();
        browser.plant(&register.origin, "fla", &token.replace(' ', "%20"));
        assert_eq!(state(&browser, &register).await, "anonymous");
    }
}

#[tokio::test]
async fn every_answer_carries_the_security_headers() {
    let register = Register::demo().await;
    let browser = Browser::new();
    sign_in(&browser, &register, "/sign-in", "0").await;
    for path in ["/", "/account", "/sign-in", "/sign-in/callback", "/nowhere", "/account/x.css"] {
        let page = browser.peek(register.at(path)).await;
        for name in [
            "content-security-policy",
            "x-content-type-options",
            "referrer-policy",
            "cross-origin-opener-policy",
            "cross-origin-resource-policy",
            "permissions-policy",
        ] {
            assert!(page.headers.contains_key(name), "{path} {name}");
        }
        assert_eq!(page.headers["cache-control"], "no-store", "{path}");
    }
    assert_eq!(browser.peek(register.at("/account/x.css")).await.status, 404);
}
