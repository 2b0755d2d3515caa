//! Reading only some fields.

use serde_json::json;

use crate::resources::{at, hire, house, path_of};

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
