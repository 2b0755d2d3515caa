//! Forms that somebody else sends.

use std::sync::atomic::Ordering;

use reqwest::{Method, RequestBuilder};

use super::browser::Browser;
use super::demo::sign_in;
use super::register::Register;

type Build = fn(RequestBuilder) -> RequestBuilder;

#[tokio::test]
async fn a_form_of_our_own_page_is_taken() {
    let register = Register::demo().await;
    let browser = Browser::new();
    let token = sign_in(&browser, &register, "/account", "0").await.field("csrf");
    let fields = [("csrf", token.as_str()), ("note", "a&b"), ("day", "1"), ("day", "2")];
    let page = browser.submit(register.at("/change"), &fields).await;
    assert_eq!(page.body, "a&b [1, 2] by Ada");
    assert_eq!(page.headers["vary"], "Sec-Fetch-Site, Origin, Referer");
    let origin = register.origin.origin().ascii_serialization();
    let old_browser = browser
        .send(Method::POST, register.at("/change"), |r| r.header("origin", &origin).form(&fields))
        .await;
    assert_eq!(old_browser.status, 200);
    let referer = register.at("/account");
    let older_browser = browser
        .send(Method::POST, register.at("/change"), |r| r.header("referer", &referer).form(&fields))
        .await;
    assert_eq!(older_browser.status, 200);
    assert_eq!(register.changes.load(Ordering::Relaxed), 3);
}

/// Attack: a form sent from another site, a neighbour host, or nowhere.
#[tokio::test]
async fn a_request_from_elsewhere_has_no_effect() {
    let register = Register::demo().await;
    let browser = Browser::new();
    let token = sign_in(&browser, &register, "/account", "0").await.field("csrf");
    let fields = [("csrf", token.as_str()), ("note", "x")];
    let origins: [Build; 8] = [
        |r| r.header("sec-fetch-site", "cross-site"),
        |r| r.header("sec-fetch-site", "same-site"),
        |r| r.header("sec-fetch-site", "cross-site").header("origin", "null"),
        |r| r.header("origin", "https://evil.example"),
        |r| r.header("origin", "null"),
        |r| r.header("referer", "https://evil.example/"),
        |r| r.header("x-http-method-override", "GET"),
        |r| r,
    ];
    for path in ["/change", "/sign-out"] {
        for build in origins {
            let page =
                browser.send(Method::POST, register.at(path), |r| build(r).form(&fields)).await;
            assert_eq!(page.status, 403, "{path}");
        }
        for method in [Method::PUT, Method::PATCH, Method::DELETE, Method::TRACE] {
            let page = browser.send(method.clone(), register.at(path), |r| r.form(&fields)).await;
            assert!(page.status == 403 || page.status == 405, "{path} {method} {}", page.status);
        }
        let page = browser.peek(format!("{}?csrf={token}&note=x", register.at(path))).await;
        assert_eq!(page.status, 405, "{path}");
    }
    assert_eq!(register.changes.load(Ordering::Relaxed), 0);
    assert_eq!(browser.open(register.at("/")).await.body, "signed in");
}

/// Attack: a form without the token of its session, or with that of another.
#[tokio::test]
async fn a_form_without_the_token_of_this_session_has_no_effect() {
    let register = Register::demo().await;
    let (browser, other) = (Browser::new(), Browser::new());
    let token = sign_in(&browser, &register, "/account", "0").await.field("csrf");
    let foreign = sign_in(&other, &register, "/account", "0").await.field("csrf");
    assert_ne!(token, foreign);
    let short = &token[..42];
    let forms: [&[(&str, &str)]; 5] = [
        &[("note", "x")],
        &[("csrf", ""), ("note", "x")],
        &[("csrf", &foreign), ("note", "x")],
        &[("csrf", short), ("note", "x")],
        &[("csrf", &token), ("csrf", &foreign), ("note", "x")],
    ];
    for fields in forms {
        let page = browser.submit(register.at("/change"), fields).await;
        page.assert_fault("SIGN-IN-106");
        assert_eq!(page.status, 403);
    }
    for fields in &forms[..4] {
        browser.submit(register.at("/sign-out"), fields).await.assert_fault("SIGN-IN-106");
    }
    let json = format!("{{\"csrf\":\"{token}\",\"note\":\"x\"}}");
    let page = browser
        .send(Method::POST, register.at("/change"), |request| {
            let request = request.header("sec-fetch-site", "same-origin");
            request.header("content-type", "text/plain").body(json)
        })
        .await;
    assert_eq!(page.status, 403);
    assert_eq!(register.changes.load(Ordering::Relaxed), 0);
    assert_eq!(browser.open(register.at("/")).await.body, "signed in");
}

/// Attack: a form of somebody who is not signed in.
#[tokio::test]
async fn nobody_sends_a_form() {
    let register = Register::demo().await;
    let page = Browser::new().submit(register.at("/change"), &[("note", "x")]).await;
    assert_eq!(page.status, 401);
    assert_eq!(register.changes.load(Ordering::Relaxed), 0);
}
