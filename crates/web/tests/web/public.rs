//! Every public page in four languages, as a browser asks for it.
use std::collections::BTreeSet;
use std::sync::Arc;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use fla_domain::language::Language;
use fla_domain::rules::RuleBook;
use fla_domain::time::Instant;
use fla_web::{Front, Settings};
use tower::ServiceExt;

/// 23 November 2026 in the afternoon.
const NOW: Instant = Instant(1_795_445_400_000_000);

const PAGES: [&str; 24] = [
    "/",
    "/regime",
    "/regime?band=from20&committee=200&year=2026&percent=80&start=2026-03-16",
    "/regime?average=many&committee=2O0&year=1999&q=38&s=0&end=x&day=x",
    "/regime?band=below10&year=2023&percent=50",
    "/regime?average=8&committee=116&year=2026&start=2026-08-01",
    "/counts",
    "/counts?context=work&leave=none&kind=informal&status=completed",
    "/counts?context=work&leave=none",
    "/codes",
    "/api",
    "/api/operations/registerTraining",
    "/api/schemas",
    "/api/problems",
    "/api/problems/urn:problem-type:belgif:badRequest",
    "/help",
    "/help/faq",
    "/help/officer",
    "/help/reader",
    "/help/access",
    "/help/employee",
    "/help/operator",
    "/help/rules",
    "/accessibility",
];

fn site_at(now: Instant) -> Router {
    let settings = Settings {
        operator: "Voorbeeld <vzw>".to_owned(),
        contact: "help@fla.example".to_owned(),
        ..Settings::at("https://fla.example/".parse().unwrap())
    };
    let front = Front {
        rules: Arc::new(RuleBook::builtin()),
        clock: Arc::new(move || now),
        settings: Arc::new(settings),
    };
    front.router()
}

struct Answer {
    status: StatusCode,
    headers: HeaderMap,
    body: String,
}

impl Answer {
    fn header(&self, name: impl header::AsHeaderName) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }
}

async fn send(request: Request<Body>) -> Answer {
    let response = site_at(NOW).oneshot(request).await.unwrap();
    let (parts, body) = response.into_parts();
    let bytes = to_bytes(body, 1 << 22).await.unwrap();
    let body = String::from_utf8(bytes.to_vec()).unwrap();
    Answer { status: parts.status, headers: parts.headers, body }
}

async fn get(path: &str, language: &str) -> Answer {
    let request = Request::get(path).header(header::ACCEPT_LANGUAGE, language);
    send(request.body(Body::empty()).unwrap()).await
}

async fn post(path: &str, form: &str, site: &str) -> Answer {
    let request = Request::post(path)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .header("sec-fetch-site", site);
    send(request.body(Body::from(form.to_owned())).unwrap()).await
}

/// The values of an attribute.
fn values<'h>(html: &'h str, attribute: &str) -> Vec<&'h str> {
    let mark = format!(" {attribute}=\"");
    html.match_indices(&mark)
        .map(|(at, _)| html[at + mark.len()..].split('"').next().unwrap())
        .collect()
}

/// A key between brackets stands where a text is missing.
fn missing_key(html: &str) -> Option<&str> {
    html.match_indices('[').map(|(at, _)| html[at + 1..].split(']').next().unwrap()).find(|text| {
        // A pattern of the contract can hold `[1-4]`; a key begins with a letter.
        text.starts_with(|c: char| c.is_ascii_lowercase())
            && text.contains('-')
            && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-')
    })
}

fn check_page(path: &str, html: &str) {
    assert_eq!(missing_key(html), None, "{path}: a text is missing");
    for forbidden in [" style=", "<style", "javascript:", " onclick=", " onload=", "{ $", "%20%20"]
    {
        assert!(!html.contains(forbidden), "{path}: {forbidden}");
    }
    for (at, _) in html.match_indices("<script") {
        let tag = html[at..].split('>').next().unwrap();
        assert!(tag.contains(" src=\"/assets/"), "{path}: {tag}");
        assert!(html[at..].contains("></script>"), "{path}: a script has a body");
    }
    for source in values(html, "src").iter().chain(&values(html, "action")) {
        assert!(source.starts_with('/'), "{path}: {source}");
    }
    let ids = values(html, "id");
    let unique: BTreeSet<_> = ids.iter().collect();
    assert_eq!(ids.len(), unique.len(), "{path}: an id stands twice");
    let targets = values(html, "for")
        .into_iter()
        .chain(values(html, "list"))
        .chain(["aria-labelledby", "aria-describedby"].iter().flat_map(|a| values(html, a)))
        .chain(values(html, "href").into_iter().filter_map(|h| h.strip_prefix('#')))
        .flat_map(str::split_whitespace);
    for target in targets {
        assert!(unique.contains(&target), "{path}: {target} is nowhere");
    }
    assert_eq!(html.matches("<h1").count(), 1, "{path}: one first heading");
    assert_eq!(html.matches("<main").count(), 1, "{path}");
    for input in html.match_indices("<input").map(|(at, _)| html[at..].split('>').next().unwrap()) {
        let hidden = input.contains("type=\"hidden\"");
        let id = values(input, "id").first().copied().unwrap_or_default();
        assert!(hidden || html.contains(&format!("<label for=\"{id}\"")), "{path}: {input}");
    }
}

#[tokio::test]
async fn every_page_in_every_language() {
    for language in Language::ALL {
        let mut titles = BTreeSet::new();
        for path in PAGES {
            let page = get(path, language.code()).await;
            assert_eq!(page.status, StatusCode::OK, "{path}");
            assert!(page.body.contains(&format!("<html lang=\"{}\"", language.code())), "{path}");
            assert_eq!(page.header(header::CONTENT_LANGUAGE), language.code());
            assert!(page.header(header::VARY).contains("Accept-Language"));
            check_page(path, &page.body);
            check_policy(&page);
            let title = page.body.split("<title>").nth(1).unwrap().split('<').next().unwrap();
            titles.insert(title.to_owned());
        }
        assert_eq!(titles.len(), 18, "each page has a title of its own: {titles:?}");
    }
}

fn check_policy(page: &Answer) {
    let policy = page.header(header::CONTENT_SECURITY_POLICY);
    for part in [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "form-action 'self'",
        "require-trusted-types-for 'script'",
    ] {
        assert!(policy.contains(part), "{part}: {policy}");
    }
    assert!(!policy.contains("unsafe") && !policy.contains('*'), "{policy}");
    assert_eq!(page.header(header::X_CONTENT_TYPE_OPTIONS), "nosniff");
}

#[tokio::test]
async fn failures_are_pages_with_ways_on() {
    for language in Language::ALL {
        let code = language.code();
        let request = Request::delete("/regime").header("sec-fetch-site", "same-origin");
        let request = request.header(header::ACCEPT_LANGUAGE, code).body(Body::empty()).unwrap();
        let refused = Request::post("/theme").header("sec-fetch-site", "cross-site");
        let refused = refused.header(header::ACCEPT_LANGUAGE, code).body(Body::empty()).unwrap();
        for (page, status) in [
            (get("/nowhere", code).await, 404),
            (get("/account/x.css", code).await, 404),
            (send(request).await, 405),
            (send(refused).await, 403),
        ] {
            assert_eq!(page.status.as_u16(), status);
            assert!(page.body.contains(&format!("<html lang=\"{code}\"")), "{status}");
            assert!(page.body.contains("<a href=\"/help\">"), "{status}");
            assert_eq!(page.header(header::CACHE_CONTROL), "no-store");
            check_page("failure", &page.body);
            check_policy(&page);
        }
    }
    let request = Request::delete("/regime").header("sec-fetch-site", "same-origin");
    let refused = send(request.body(Body::empty()).unwrap()).await;
    assert!(refused.header(header::ALLOW).contains("GET"), "{:?}", refused.headers);
}

#[tokio::test]
async fn a_panic_becomes_a_page_that_names_the_moment() {
    let front = Front {
        rules: Arc::new(RuleBook::builtin()),
        clock: Arc::new(|| NOW),
        settings: Arc::new(Settings::at("https://fla.example/".parse().unwrap())),
    };
    let boom = axum::routing::get(async || -> &'static str { panic!("a secret of the house") });
    let pages = Router::new().route("/boom", boom);
    let site = front.around(pages, |pages| pages).with_state(());
    let response = site.oneshot(Request::get("/boom").body(Body::empty()).unwrap()).await.unwrap();
    assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
    let body = to_bytes(response.into_body(), 1 << 20).await.unwrap();
    let body = String::from_utf8(body.to_vec()).unwrap();
    assert!(body.contains("23\u{a0}november 2026"), "{body}");
    assert!(!body.contains("a secret of the house"));
}

#[tokio::test]
async fn a_choice_is_remembered_and_leads_back() {
    let answer = post("/language", "language=fr&back=%2Fregime%3Fyear%3D2026", "same-origin").await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(answer.header(header::LOCATION), "/regime?year=2026");
    let cookie = answer.header(header::SET_COOKIE);
    assert!(cookie.starts_with("__Host-fla-language=fr; Path=/;"), "{cookie}");
    assert!(cookie.contains("Secure") && cookie.contains("HttpOnly"), "{cookie}");

    let request =
        Request::get("/").header(header::COOKIE, "__Host-fla-language=fr; __Host-fla-theme=dark");
    let request = request.header(header::ACCEPT_LANGUAGE, "de");
    let page = send(request.body(Body::empty()).unwrap()).await;
    assert!(page.body.contains("<html lang=\"fr\" data-theme=\"dark\">"));

    let away =
        post("/language", "language=nl&back=https%3A%2F%2Fevil.example", "same-origin").await;
    assert_eq!(away.header(header::LOCATION), "/");
    for (path, form) in [("/language", "language=xx"), ("/theme", "theme=pink"), ("/theme", "")] {
        let answer = post(path, form, "same-origin").await;
        assert!(answer.status.is_client_error(), "{path} {form}");
        assert_eq!(answer.header(header::SET_COOKIE), "");
    }
    let forged = post("/language", "language=fr", "cross-site").await;
    assert_eq!(forged.status, StatusCode::FORBIDDEN);
    assert_eq!(forged.header(header::SET_COOKIE), "");
}

#[tokio::test]
async fn the_browser_decides_where_nobody_chose() {
    for (asked, given) in
        [("fr-BE,fr;q=0.9", "fr"), ("it, de;q=0.4", "de"), ("it", "nl"), ("", "nl")]
    {
        let page = get("/", asked).await;
        assert_eq!(page.header(header::CONTENT_LANGUAGE), given, "{asked}");
    }
}

#[tokio::test]
async fn worked_examples_of_the_regime() {
    for (query, expected) in [
        ("band=from20&year=2026", "5 days <span class=\"exact\">38\u{a0}h\u{a0}00"),
        ("average=12&year=2026", "1 day <span"),
        ("average=9,99&year=2026", "0 days <span"),
        ("average=19.99&year=2026", "1 day <span"),
        ("average=20&year=2026", "5 days <span"),
        ("band=from20&year=2026&committee=200&percent=80", "24\u{a0}h\u{a0}19"),
        ("band=from20&year=2026&start=2026-03-31", "31\u{a0}h\u{a0}40"),
        ("band=from20&year=2025&committee=119", "4 days <span"),
        ("average=8&year=2026&committee=116&start=2026-07-01", "3\u{a0}h\u{a0}48"),
        ("average=8&year=2026&committee=116&start=2026-08-01", "there are 5"),
        ("band=from20&year=2026&committee=200&q=19&s=38", "2 days <span"),
        ("band=from20&year=2026&day=8:00", "40\u{a0}h\u{a0}00"),
    ] {
        let page = get(&format!("/regime?{query}"), "en").await;
        assert!(page.body.contains(expected), "{query}: no {expected}");
    }
    let trail = get("/regime?band=from20&year=2026&committee=330.01.10", "en").await.body;
    let [first, second, third, act] =
        ["JC 330.01.10", "JC 330.01<", "JC 330<", "The act"].map(|s| trail.find(s).unwrap());
    assert!(first < second && second < third && third < act);
}

#[tokio::test]
async fn what_was_typed_comes_back_escaped() {
    let page =
        get("/regime?committee=%22%3E%3Cscript%3Ealert(1)%3C%2Fscript%3E&year=2026", "nl").await;
    assert_eq!(page.status, StatusCode::OK);
    assert!(!page.body.contains("<script>"), "{}", page.body);
    check_page("escaped", &page.body);
}

#[tokio::test]
async fn the_public_account_is_spoken_of_in_the_right_tense() {
    let before = get("/", "en").await.body;
    assert!(before.contains("is erased on 1 January 2027"));
    assert!(before.contains("is not the public FLA"));
    assert!(before.contains("Voorbeeld &#60;vzw&#62;"), "the operator is named, escaped");
    let new_year = Instant(1_798_758_000_000_000);
    let request =
        Request::get("/").header(header::ACCEPT_LANGUAGE, "en").body(Body::empty()).unwrap();
    let after = site_at(new_year).oneshot(request).await.unwrap();
    let after = to_bytes(after.into_body(), 1 << 20).await.unwrap();
    assert!(String::from_utf8(after.to_vec()).unwrap().contains("was erased on 1 January 2027"));
}

#[tokio::test]
async fn assets_are_served_with_their_type() {
    let page = get("/", "nl").await.body;
    let mut seen = 0;
    for path in values(&page, "href").into_iter().chain(values(&page, "src")) {
        if path.starts_with("/assets/") {
            let asset = get(path, "nl").await;
            assert_eq!(asset.status, StatusCode::OK, "{path}");
            assert_eq!(asset.header(header::X_CONTENT_TYPE_OPTIONS), "nosniff");
            assert!(!asset.header(header::CONTENT_TYPE).is_empty());
            seen += 1;
        }
    }
    assert_eq!(seen, 3, "icon, style sheet, script");
    let gzip = Request::get(values(&page, "src")[0].replace("js/app.js", "app.css"));
    let gzip = gzip.header(header::ACCEPT_ENCODING, "gzip").body(Body::empty()).unwrap();
    let response = site_at(NOW).oneshot(gzip).await.unwrap();
    assert_eq!(response.headers()[header::CONTENT_ENCODING], "gzip");
}

#[tokio::test]
async fn pictures_films_and_captions_of_the_help_are_served_from_here() {
    for language in Language::ALL {
        let code = language.code();
        let page = get("/help/officer", code).await;
        let pictures = values(&page.body, "src").into_iter().chain(values(&page.body, "poster"));
        let mut seen = 0;
        for path in pictures.filter(|path| path.contains(".webp")) {
            let picture = get_bytes(path).await;
            assert_eq!(picture.status(), StatusCode::OK, "{path}");
            assert_eq!(picture.headers()[header::CONTENT_TYPE], "image/webp");
            seen += 1;
        }
        assert!(seen > 10, "{seen}");
        let films: Vec<_> = values(&page.body, "src");
        assert_eq!(films.iter().filter(|path| path.contains(".webm")).count(), 5);
        let tracks: Vec<_> = films.iter().filter(|path| path.starts_with("/help/films/")).collect();
        assert_eq!(tracks.len(), 5 * 4);
        for path in tracks {
            let track = get(path, code).await;
            assert_eq!(track.status, StatusCode::OK, "{path}");
            assert_eq!(track.header(header::CONTENT_TYPE), "text/vtt; charset=utf-8");
            assert!(track.body.starts_with("WEBVTT\n"), "{path}");
            assert_eq!(missing_key(&track.body), None, "{path}");
        }
        let policy = page.header(header::CONTENT_SECURITY_POLICY);
        assert!(policy.contains("media-src 'self';"), "{policy}");
    }
    for nowhere in [
        "/help/nobody",
        "/help/films/quick/nl/xx",
        "/help/films/nothing/nl/nl",
        "/media/0/films/quick.nl.json",
        "/media/0/../Cargo.toml",
    ] {
        assert_eq!(get(nowhere, "nl").await.status, StatusCode::NOT_FOUND, "{nowhere}");
    }
}

async fn get_bytes(path: &str) -> axum::response::Response {
    site_at(NOW).oneshot(Request::get(path).body(Body::empty()).unwrap()).await.unwrap()
}

#[tokio::test]
async fn the_tour_goes_on_from_where_one_is() {
    let employer = "%2Fregister%2F00000000-0000-4000-8000-000000000000";
    for (to, back, target) in [
        ("officer.3", format!("{employer}%3Fyear%3D2026"), "/employees#tour"),
        ("access.2", format!("{employer}%2Ftasks"), "/access#tour"),
    ] {
        let step = post("/tour", &format!("to={to}&back={back}"), "same-origin").await;
        assert_eq!(step.status, StatusCode::SEE_OTHER);
        let base = "/register/00000000-0000-4000-8000-000000000000";
        assert_eq!(step.header(header::LOCATION), format!("{base}{target}"));
        let cookie = step.header(header::SET_COOKIE);
        assert!(cookie.starts_with(&format!("__Host-fla-tour={to}; Path=/; Max-Age=86400;")));
    }
    let begun = post("/tour", "to=officer.1&back=%2Fhelp", "same-origin").await;
    assert_eq!(begun.header(header::LOCATION), "/register?to=/");
    let stopped = post("/tour", "to=stop&back=%2Fhelp", "same-origin").await;
    assert_eq!(stopped.header(header::LOCATION), "/help");
    assert!(stopped.header(header::SET_COOKIE).contains("Max-Age=0"));
    for (form, site) in
        [("to=officer.99", "same-origin"), ("", "same-origin"), ("to=stop", "cross-site")]
    {
        let refused = post("/tour", form, site).await;
        assert!(refused.status.is_client_error(), "{form}");
        assert_eq!(refused.header(header::SET_COOKIE), "");
    }
    // Who is not signed in sees no step.
    let request = Request::get("/help").header(header::COOKIE, "__Host-fla-tour=officer.2");
    let page = send(request.body(Body::empty()).unwrap()).await;
    assert!(!page.body.contains("class=\"tour\""));
}

#[tokio::test]
async fn a_code_about_a_field_shows_what_is_wrong_and_what_is_right() {
    for (language, nothing) in
        [("nl", "niets"), ("fr", "rien"), ("de", "nichts"), ("en", "nothing")]
    {
        let page = get("/codes", language).await.body;
        let row = |code: &str| {
            let at = page.find(&format!("<tr id=\"{code}\">")).unwrap();
            page[at..].split("</tr>").next().unwrap().to_owned()
        };
        let day = row("START-003");
        assert!(day.contains("<code>2026-11-32</code> → <code>2026-11-02</code>"), "{day}");
        let missing = row("JC-001");
        assert!(missing.contains(&format!("{nothing} → <code>200</code>")), "{missing}");
        assert!(!row("EMPLOYEE-022").contains("→ <code>"));
    }
}
