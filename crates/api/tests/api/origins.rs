//! Pages of other sites: those that the operator named may call from a browser, no others, and never
//! with what a browser sends by itself.

use fla_domain::access::Quality;
use serde_json::json;

use crate::resources::at;
use crate::support::{Answer, House, every_scope, new_employee, new_training};

const OURS: &str = "https://hr.example";

/// What a browser asks before it makes a call.
async fn asked(house: &House, path: &str, origin: &str, method: &str) -> Answer {
    let headers = [
        ("origin", origin),
        ("access-control-request-method", method),
        ("access-control-request-headers", "authorization,content-type,idempotency-key,if-match"),
    ];
    house.plain("OPTIONS", path, &headers).await
}

fn words(answer: &Answer, header: &str) -> Vec<String> {
    let all = answer.headers.get(header).map_or("", |value| value.to_str().unwrap());
    all.split(',').map(|word| word.trim().to_ascii_lowercase()).collect()
}

#[tokio::test]
async fn a_page_of_an_origin_that_is_named_calls_from_a_browser() {
    let house = House::with_origins(&[OURS, "http://localhost:5173"]).await;
    let employer = house.organisation(1, &[Quality::Employer]).await;
    let software = house.software(1, employer, every_scope()).await;
    let token = house.token(&software).await;
    let trainings = format!("/fla/v1{}", at(1, "/trainings"));
    for path in [trainings.as_str(), "/fla/v1/nothing", "/oauth2/token"] {
        let before = asked(&house, path, OURS, "POST").await.is(200);
        assert_eq!(before.headers["access-control-allow-origin"], OURS);
        assert_eq!(before.headers["access-control-max-age"], "600");
        let methods = words(&before, "access-control-allow-methods");
        assert_eq!(methods, ["get", "head", "post", "put", "patch", "delete"]);
        let allowed = words(&before, "access-control-allow-headers");
        for header in [
            "authorization",
            "content-type",
            "idempotency-key",
            "if-match",
            "if-none-match",
            "dpop",
            "upload-offset",
        ] {
            assert!(allowed.contains(&header.to_owned()), "{header}: {allowed:?}");
        }
        assert!(!before.headers.contains_key("access-control-allow-credentials"));
        assert!(words(&before, "vary").contains(&"origin".to_owned()));
    }

    let call = [("origin", OURS), ("idempotency-key", "one")];
    let person = house.call(&token, ("POST", &at(1, "/employees")), &call, &new_employee(1)).await;
    let person = person.is(201);
    assert_eq!(person.headers["access-control-allow-origin"], OURS);
    let shown = words(&person, "access-control-expose-headers");
    for header in ["etag", "location", "retry-after", "belgov-trace-id", "deprecation", "link"] {
        assert!(shown.contains(&header.to_owned()), "{header}: {shown:?}");
    }
    let made = house
        .call(
            &token,
            ("POST", &at(1, "/trainings")),
            &[("origin", "http://localhost:5173"), ("idempotency-key", "two")],
            &new_training(1),
        )
        .await
        .is(201);
    assert_eq!(made.headers["access-control-allow-origin"], "http://localhost:5173");
    // A page is to read what is wrong, too: here without a token.
    let refused = house.raw("GET", "/employers", &[("origin", OURS)], b"").await.is(401);
    assert_eq!(refused.headers["access-control-allow-origin"], OURS);
    assert_eq!(refused.json()["status"], json!(401));
}

#[tokio::test]
async fn a_page_of_any_other_origin_reads_nothing() {
    let house = House::with_origins(&[OURS]).await;
    for other in [
        "https://hr.example.evil.test",
        "https://evil.hr.example",
        "https://hr.example:8443",
        "http://hr.example",
        "HTTPS://HR.EXAMPLE",
        "null",
        "*",
    ] {
        let before = asked(&house, "/fla/v1/employers", other, "GET").await;
        assert!(!before.headers.contains_key("access-control-allow-origin"), "{other}");
        let call = house.raw("GET", "/refData/jointCommittees", &[("origin", other)], b"").await;
        assert!(!call.headers.contains_key("access-control-allow-origin"), "{other}");
        // A cache must not give to one origin what was answered to another.
        let vary: Vec<_> =
            call.headers.get_all("vary").iter().map(|v| v.to_str().unwrap()).collect();
        assert!(vary.join(",").contains("origin"), "{vary:?}");
    }
}

#[tokio::test]
async fn where_nobody_is_named_a_browser_is_told_nothing() {
    let house = House::new().await;
    let before = asked(&house, "/fla/v1/employers", OURS, "GET").await.is(405);
    let call = house.raw("GET", "/employers", &[("origin", OURS)], b"").await.is(401);
    for answer in [before, call] {
        let told = answer.headers.keys().find(|name| name.as_str().starts_with("access-control"));
        assert_eq!(told, None);
    }
}
