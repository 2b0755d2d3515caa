//! Reading: only some fields, only where something changed, and only in forms that there are.

use serde_json::json;

use crate::resources::{at, hire, house, path_of};
use crate::support::new_training;

#[tokio::test]
async fn what_is_selected_stays_selected_from_page_to_page() {
    let (house, _, _, token) = house().await;
    for n in 11..14 {
        hire(&house, &token, n).await;
    }
    let mut next = at(1, "/employees?leavers=true&pageSize=1&select=(name,credit(year))");
    for page in 0..3 {
        let list = house.get(&token, &next).await.is(200).json();
        let one = list["items"][0].as_object().unwrap();
        assert_eq!(one.keys().collect::<Vec<_>>(), ["credit", "name"], "page {page}");
        if page < 2 {
            next = path_of(&list, "next");
        } else {
            assert!(list.get("next").is_none());
        }
    }
}

#[tokio::test]
async fn a_field_or_parameter_that_is_not_there_is_refused() {
    let (house, _, _, token) = house().await;
    for path in [
        "/employees?select=(nope)",
        "/employees?select=(name,credit(nope))",
        "/trainings?select=(titel)",
        "/changes?start=now&select=(nope)",
    ] {
        let refused = house.get(&token, &at(1, path)).await.is(400);
        assert_eq!(refused.issues(), ["select schemaViolation -"], "{path}");
        let body = refused.json();
        let why = body["issues"][0]["detail"].as_str().unwrap();
        assert!(why.contains("nope") || why.contains("titel"), "{why}");
    }
    for list in ["/refData/problemTypes", "/refData/anomalies", "/refData/jointCommittees"] {
        let wrong = format!("{list}?select=(nope)");
        house.raw("GET", &wrong, &[], b"").await.is(400);
        let one = house.raw("GET", &format!("{list}?select=(href)"), &[], b"").await.is(200).json();
        assert_eq!(one["items"][0].as_object().unwrap().len(), 1, "{list}");
    }
    for (path, name) in [
        ("/health?foo=1", "foo"),
        ("/health?select=(status)", "select"),
        ("/doc/openapi.yaml?foo=1", "foo"),
    ] {
        let refused = house.raw("GET", path, &[], b"").await.is(400);
        assert_eq!(refused.issues(), [format!("{name} unknownInput -")], "{path}");
    }
}

#[tokio::test]
async fn what_did_not_change_is_not_sent_again() {
    let (house, _, _, token) = house().await;
    let one = hire(&house, &token, 11).await;
    let made = house.post(&token, &at(1, "/trainings"), "a", &new_training(11)).await.is(201);
    let training = path_of(&made.json(), "href");
    let bearer = format!("Bearer {token}");
    let again = async |path: &str, tag: &str| {
        let headers = [("authorization", bearer.as_str()), ("if-none-match", tag)];
        house.raw("GET", path, &headers, b"").await
    };
    let tag = |answer: &crate::support::Answer| answer.headers["etag"].to_str().unwrap().to_owned();
    let seen = tag(&house.get(&token, &training).await.is(200));
    let stands = again(&training, &format!("\"0\", {seen}")).await.is(304);
    assert!(stands.bytes.is_empty());
    assert_eq!(tag(&stands), seen);
    assert!(!stands.headers.contains_key("content-type"));
    again(&training, "\"0.0\"").await.is(200);
    // The name of a participant is in the answer, though no version of the training.
    let renamed = json!({ "familyName": "Nieuw", "givenName": "Alex", "reason": "Getrouwd" });
    house.wait(1);
    let person = at(1, &format!("/employees/{one}"));
    let read = tag(&house.get(&token, &person).await.is(200));
    house.call(&token, ("PUT", &person), &[("if-match", &read)], &renamed).await.is(200);
    let other = tag(&again(&training, &seen).await.is(200));
    assert_ne!(other, seen);
    let why = json!({ "reason": "Dubbel" });
    let withdraw = format!("{training}/withdraw");
    house.call(&token, ("POST", &withdraw), &[("if-match", &other)], &why).await.is(200);

    for path in ["/refData/jointCommittees", "/refData/rules", "/doc/openapi.yaml"] {
        let list = house.raw("GET", path, &[], b"").await.is(200);
        assert_eq!(list.headers["cache-control"], "no-cache", "{path}");
        let kept = [("if-none-match", &*tag(&list))];
        assert!(house.raw("GET", path, &kept, b"").await.is(304).bytes.is_empty(), "{path}");
        house.raw("GET", path, &[("if-none-match", "\"x\"")], b"").await.is(200);
    }
}

#[tokio::test]
async fn forms_that_there_are_not_are_refused() {
    let (house, _, _, token) = house().await;
    hire(&house, &token, 11).await;
    let bearer = format!("Bearer {token}");
    let auth = ("authorization", bearer.as_str());
    let plain = ("content-type", "application/json");
    let list = at(1, "/employees");
    for accept in ["application/xml", "text/csv", "application/json;q=0"] {
        let refused =
            house.raw("GET", &list, &[auth, ("accept", accept)], b"").await.is(406).json();
        assert_eq!(refused["type"], "urn:problem-type:fla:notAcceptable");
    }
    for accept in ["application/json", "application/*", "text/html, */*;q=0.1"] {
        house.raw("GET", &list, &[auth, ("accept", accept)], b"").await.is(200);
    }
    house.raw("GET", "/doc/openapi.yaml", &[("accept", "application/json")], b"").await.is(200);
    // Nothing is done of what could not be answered.
    let trainings = at(1, "/trainings");
    let body = new_training(11).to_string();
    let xml = [auth, plain, ("accept", "application/xml")];
    house.raw("POST", &trainings, &xml, body.as_bytes()).await.is(406);
    for wrong in
        [("content-encoding", "gzip"), ("content-type", "application/json; charset=iso-8859-1")]
    {
        let mut headers = vec![auth, wrong];
        if wrong.0 != "content-type" {
            headers.push(plain);
        }
        house.raw("POST", &trainings, &headers, body.as_bytes()).await.is(415);
    }
    let none = house.get(&token, &trainings).await.is(200).json();
    assert_eq!(none["items"], json!([]));
    let utf8 = [auth, ("content-type", "application/json; charset=UTF-8")];
    house.raw("POST", &trainings, &utf8, body.as_bytes()).await.is(201);
}
