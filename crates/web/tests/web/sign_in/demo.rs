//! Sign-in with the demonstration's provider.

use fla_web::auth::oidc::BackChannel;
use url::Url;

use super::browser::{Browser, Page};
use super::register::{OTHER_SSIN, Register, SSIN};

/// From any address that asks for sign-in to the end of the redirects after the choice.
pub async fn sign_in(browser: &Browser, register: &Register, from: &str, person: &str) -> Page {
    let choice = browser.open(register.at(from)).await;
    assert_eq!(choice.url.path(), "/demo-provider/choose", "{}", choice.body);
    choose(browser, &choice, Some(person)).await
}

/// Picks somebody on the provider's page, or cancels.
pub async fn choose(browser: &Browser, choice: &Page, person: Option<&str>) -> Page {
    let request = choice.field("request");
    let mut fields = vec![("request", request.as_str())];
    fields.extend(person.map(|person| ("person", person)));
    browser.submit(choice.url.join("/demo-provider/choose").unwrap(), &fields).await
}

/// The address with which the provider sends the browser back, not yet opened.
pub async fn way_back(browser: &Browser, register: &Register) -> Url {
    let choice = browser.open(register.at("/sign-in")).await;
    let request = choice.field("request");
    let fields = [("request", request.as_str()), ("person", "0")];
    let answer = browser
        .send(reqwest::Method::POST, register.at("/demo-provider/choose"), |r| r.form(&fields))
        .await;
    Url::parse(answer.headers["location"].to_str().unwrap()).unwrap()
}

#[tokio::test]
async fn from_a_page_to_the_provider_and_back_to_the_page() {
    for networked in [false, true] {
        let register = Register::demo_with(|provider| {
            if networked {
                BackChannel::network().unwrap()
            } else {
                BackChannel::local(provider.router())
            }
        })
        .await;
        let browser = Browser::new();
        assert_eq!(browser.open(register.at("/")).await.body, "anonymous");
        let page = sign_in(&browser, &register, "/account?year=2026", "0").await;
        assert_eq!((page.status, page.url.path()), (200, "/account"), "{}", page.body);
        assert_eq!(page.url.query(), Some("year=2026"));
        assert!(page.body.starts_with("Ada Peeters ••.••.••-•01.46 Some(De)"), "{}", page.body);
        assert_eq!(browser.open(register.at("/")).await.body, "signed in");
    }
}

#[tokio::test]
async fn no_ssin_and_no_token_on_the_way() {
    let register = Register::demo().await;
    let browser = Browser::new();
    let there = browser.open(register.at("/account")).await;
    let back = choose(&browser, &there, Some("0")).await;
    for url in there.trail.iter().chain(&back.trail) {
        let text = url.as_str();
        assert!(!text.contains(SSIN) && !text.contains("id_token") && !text.contains("eyJ"));
    }
    assert!(!there.body.contains(SSIN) && !there.body.contains(OTHER_SSIN));
    let session = browser.cookie(&register.origin, "fla").unwrap();
    assert!(!back.body.contains(&session));
}

#[tokio::test]
async fn the_person_cancels() {
    let register = Register::demo().await;
    let browser = Browser::new();
    let choice = browser.open(register.at("/sign-in")).await;
    choose(&browser, &choice, None).await.assert_fault("SIGN-IN-101");
    assert_eq!(browser.open(register.at("/")).await.body, "anonymous");
}

/// Attack: a link that leads to another site after sign-in.
#[tokio::test]
async fn nobody_lands_on_another_site() {
    for evil in ["//evil.example", "https://evil.example/", "/\\evil.example", "/sign-out"] {
        let register = Register::demo().await;
        let browser = Browser::new();
        let mut from = Url::parse(&register.at("/sign-in")).unwrap();
        from.query_pairs_mut().append_pair("return", evil);
        let page = sign_in(&browser, &register, from.as_str(), "0").await;
        assert_eq!((page.url.origin(), page.url.path()), (register.origin.origin(), "/"));
    }
}

/// Attack: a person who may not enter.
#[tokio::test]
async fn a_person_without_access_gets_no_session() {
    let register = Register::demo().await;
    register.closed.store(true, std::sync::atomic::Ordering::Relaxed);
    let browser = Browser::new();
    let page = sign_in(&browser, &register, "/sign-in", "0").await;
    page.assert_fault("SIGN-IN-405");
    assert_eq!((page.status, register.sessions.count()), (403, 0));
}

/// Attack: an answer of the provider used a second time.
#[tokio::test]
async fn an_answer_is_taken_once() {
    let register = Register::demo().await;
    let browser = Browser::new();
    let back = way_back(&browser, &register).await;
    assert_eq!(browser.open(&back).await.body, "signed in");
    // The person who went back is still signed in; anybody else learns nothing.
    assert_eq!(browser.open(&back).await.body, "signed in");
    Browser::new().open(&back).await.assert_fault("SIGN-IN-102");
    assert_eq!(register.sessions.count(), 1);
}

/// Attack: an answer begun in another browser (login forgery).
#[tokio::test]
async fn an_answer_of_another_browser_is_refused() {
    let register = Register::demo().await;
    let (attacker, victim) = (Browser::new(), Browser::new());
    let back = way_back(&attacker, &register).await;
    victim.open(register.at("/sign-in")).await;
    victim.open(&back).await.assert_fault("SIGN-IN-104");
    // And it is spent.
    attacker.open(&back).await.assert_fault("SIGN-IN-102");
    assert_eq!(register.sessions.count(), 0);
}

/// Attack: an answer that comes too late, or before its time.
#[tokio::test]
async fn an_answer_that_comes_too_late_is_refused() {
    let register = Register::demo().await;
    let browser = Browser::new();
    let back = way_back(&browser, &register).await;
    register.wait(600);
    browser.open(&back).await.assert_fault("SIGN-IN-103");
    let back = way_back(&browser, &register).await;
    register.wait(-61);
    browser.open(&back).await.assert_fault("SIGN-IN-103");
}

/// Attack: a code of another sign-in (code injection).
#[tokio::test]
async fn a_code_of_another_sign_in_is_refused() {
    let register = Register::demo().await;
    let browser = Browser::new();
    let parameter =
        |url: &Url, name: &str| url.query_pairs().find(|(n, _)| n == name).unwrap().1.into_owned();
    let first = way_back(&browser, &register).await;
    let second = way_back(&browser, &register).await;
    // Unused, but bound to another verifier.
    let mut mixed = second.clone();
    mixed.query_pairs_mut().clear().extend_pairs([
        ("code", parameter(&first, "code")),
        ("state", parameter(&second, "state")),
        ("iss", parameter(&second, "iss")),
    ]);
    browser.open(&mixed).await.assert_fault("SIGN-IN-207");
    assert_eq!(register.sessions.count(), 0);
}

/// Attack: an answer without its issuer, with another, or with two codes.
#[tokio::test]
async fn an_answer_without_or_with_another_issuer_is_refused() {
    let register = Register::demo().await;
    let browser = Browser::new();
    for issuer in [None, Some("https://evil.example")] {
        let back = way_back(&browser, &register).await;
        let kept: Vec<_> = back.query_pairs().into_owned().filter(|(n, _)| n != "iss").collect();
        let mut changed = back.clone();
        changed.query_pairs_mut().clear().extend_pairs(kept);
        if let Some(issuer) = issuer {
            changed.query_pairs_mut().append_pair("iss", issuer);
        }
        browser.open(&changed).await.assert_fault("SIGN-IN-302");
    }
    let mut doubled = way_back(&browser, &register).await;
    doubled.query_pairs_mut().append_pair("code", "another");
    browser.open(&doubled).await.assert_fault("SIGN-IN-105");
    assert_eq!(register.sessions.count(), 0);
}

#[tokio::test]
async fn two_tabs_may_sign_in_at_once() {
    let register = Register::demo().await;
    let browser = Browser::new();
    let first = way_back(&browser, &register).await;
    let second = way_back(&browser, &register).await;
    assert_eq!(browser.open(&first).await.body, "signed in");
    assert_eq!(browser.open(&second).await.body, "signed in");
    assert_eq!(register.sessions.count(), 1);
}
