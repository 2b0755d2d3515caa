//! Training rights: what is decided by hand, for one or many, tried first and taken back.

use fla_domain::access::{ApiScope, ApiScopes, Quality, Scope};
use serde_json::{Value, json};

use crate::resources::{at, hire, house};
use crate::support::{Answer, House, every_scope, person};

/// The rights of an employee in 2026.
async fn year(house: &House, token: &str, employee: &str) -> Value {
    let path = at(1, &format!("/employees/{employee}/account"));
    let account = house.get(token, &path).await.is(200).json();
    let years = account["years"].as_array().unwrap();
    years.iter().find(|year| year["year"] == 2026).cloned().unwrap_or_default()
}

/// A right of the year, by kind.
fn right<'y>(year: &'y Value, kind: &str) -> &'y Value {
    let rights = year["rights"].as_array().unwrap();
    rights.iter().find(|right| right["kind"] == kind).unwrap_or(&Value::Null)
}

pub async fn life() {
    let (house, _, _, token) = house().await;
    let (one, two) = (hire(&house, &token, 11).await, hire(&house, &token, 12).await);
    let mut keys = 0;
    let mut call = async |path: &str, body: Value| -> Answer {
        keys += 1;
        house.wait(1);
        house.post(&token, &at(1, path), &format!("right{keys}"), &body).await
    };
    let before = year(&house, &token, &one).await;
    let calculated = right(&before, "sectoral")["bookedMinutes"].as_i64().unwrap();
    let by_hand = json!({
        "employees": [{ "ssin": person(11).digits() }, { "employeeId": two }],
        "year": 2026, "kind": "sectoral", "minutes": 600, "reason": "Ondernemings-cao",
    });
    let would = call("/rightOverrides?validateOnly=true", by_hand.clone()).await.is(200).json();
    assert_eq!(would["affected"], 2);
    assert_eq!(would["effects"].as_array().unwrap().len(), 2);
    assert_eq!(year(&house, &token, &one).await, before);
    let done = call("/rightOverrides", by_hand).await.is(200).json();
    assert_eq!((&done["affected"], &done["deferred"]), (&json!(2), &json!(false)));
    let set = year(&house, &token, &one).await;
    assert_eq!(right(&set, "sectoral")["state"], "manual");
    assert_eq!(right(&set, "sectoral")["bookedMinutes"], 600);
    assert_eq!(right(&set, "sectoral")["reason"], "Ondernemings-cao");
    let back = json!({ "everybody": true, "year": 2026, "kind": "sectoral" });
    call("/rightOverrides/withdraw", back).await.is(200);
    let set = year(&house, &token, &two).await;
    assert_eq!(right(&set, "sectoral")["bookedMinutes"], calculated);

    let verify = json!({ "employees": [{ "employeeId": one }], "year": 2026 });
    call("/rightVerifications", verify).await.is(200);
    let set = year(&house, &token, &one).await;
    assert_eq!(right(&set, "sectoral")["state"], "verified");

    let out = json!({ "employees": [{ "employeeId": two }], "year": 2026 });
    call("/optOuts", out.clone()).await.is(200);
    assert_eq!(year(&house, &token, &two).await["optedOut"], true);
    call("/optOuts/withdraw", out).await.is(200);
    assert_eq!(year(&house, &token, &two).await["optedOut"], false);

    let days = json!({ "everybody": true, "year": 2026, "dayHundredths": 100, "flat": true });
    call("/companyDays", days).await.is(200);
    let listed = house.get(&token, &at(1, "/companyDays")).await.is(200).json();
    assert_eq!(listed["items"][0]["dayHundredths"], 100);
    let booked = |year: &Value| right(year, "company")["bookedMinutes"].as_i64();
    assert_eq!(booked(&year(&house, &token, &one).await), Some(456));
    let id = listed["items"][0]["companyDaysId"].as_str().unwrap();
    call(&format!("/companyDays/{id}/withdraw"), json!({ "reason": "Te vroeg" })).await.is(200);
    assert_eq!(booked(&year(&house, &token, &one).await), None);
    let of_one = json!({
        "employees": [{ "employeeId": one }], "year": 2026, "dayHundredths": 50, "reason": "Meter",
    });
    call("/companyDays", of_one).await.is(200);
    let account = at(1, &format!("/employees/{one}/account"));
    let shown = house.get(&token, &account).await.is(200).json();
    assert_eq!(shown["companyDays"][0]["everybody"], false);
    assert_eq!(shown["companyDays"][0]["reason"], "Meter");

    let adjustments = format!("/employees/{one}/creditAdjustments");
    let left = year(&house, &token, &one).await["leftMinutes"].as_i64().unwrap();
    let less = json!({ "year": 2026, "date": "2026-11-02", "minutes": -60, "reason": "Telfout" });
    let adjusted = call(&adjustments, less).await.is(200).json();
    assert_eq!(year(&house, &token, &one).await["leftMinutes"], left - 60);
    let shown = house.get(&token, &account).await.is(200).json();
    assert_eq!(shown["adjustments"][0]["adjustmentId"], adjusted["adjustmentId"]);
    let back = adjusted["adjustmentId"].as_str().unwrap();
    call(&format!("{adjustments}/{back}/withdraw"), json!({})).await.is(200);
    assert_eq!(year(&house, &token, &one).await["leftMinutes"], left);
}

#[tokio::test]
async fn what_is_wrong_with_a_decision_is_told_at_once_with_its_place() {
    let (house, _, _, token) = house().await;
    let employee = hire(&house, &token, 11).await;
    let wrong = json!({
        "employees": [{ "ssin": "12345678901" }, {}, { "employeeId": employee, "ssin": "x" }],
        "everybody": true, "year": 26, "kind": "extra", "minutes": 1.5, "colour": "red",
    });
    let path = at(1, "/rightOverrides");
    let answer = house.post(&token, &path, "k", &wrong).await.is(400);
    assert_eq!(
        answer.issues(),
        [
            "minutes schemaViolation -",
            "employees[0].ssin invalidStructure SSIN-004",
            "employees[1].employeeId schemaViolation -",
            "employees[2].employeeId schemaViolation -",
            "everybody schemaViolation -",
            "year schemaViolation -",
            "kind schemaViolation -",
            "colour unknownInput -",
        ]
    );
    assert!(!String::from_utf8_lossy(&answer.bytes).contains("12345678901"));
    let refused = json!({
        "employees": [], "year": 1999, "kind": "statutory", "minutes": 60,
    });
    let answer = house.post(&token, &path, "k", &refused).await.is(400);
    assert_eq!(
        answer.issues(),
        [
            "year outOfRange YEAR-008",
            "employees requiredInput EMPLOYEE-001",
            "reason requiredInput REASON-001",
        ]
    );
    let nobody = json!({ "year": 2026 });
    let answer = house.post(&token, &at(1, "/optOuts"), "k", &nobody).await.is(400);
    assert_eq!(answer.issues(), ["employees schemaViolation -"]);
    let unknown = json!({ "employees": [{ "ssin": person(77).digits() }], "year": 2026 });
    let answer = house.post(&token, &at(1, "/rightVerifications"), "k", &unknown).await.is(400);
    assert_eq!(answer.issues(), ["employees[0].ssin referencedResourceNotFound SSIN-022"]);
    let adjustments = at(1, &format!("/employees/{employee}/creditAdjustments"));
    let nothing = json!({ "year": 2026, "date": "2027-01-01", "minutes": 0 });
    let answer = house.post(&token, &adjustments, "k", &nothing).await.is(400);
    assert_eq!(
        answer.issues(),
        [
            "date outOfRange START-008",
            "minutes outOfRange MINUTES-008",
            "reason requiredInput REASON-001",
        ]
    );
    let days = json!({ "everybody": true, "year": 2026, "dayHundredths": 0 });
    let answer = house.post(&token, &at(1, "/companyDays"), "k", &days).await.is(400);
    assert_eq!(answer.issues(), ["dayHundredths schemaViolation -"]);
    house.post(&token, &at(1, "/optOuts?page=1"), "k", &nobody).await.is(400);
}

#[tokio::test]
async fn a_decision_is_carried_out_once_and_answered_alike() {
    let (house, _, _, token) = house().await;
    let employee = hire(&house, &token, 11).await;
    let adjustments = at(1, &format!("/employees/{employee}/creditAdjustments"));
    let body = json!({ "year": 2026, "date": "2026-11-02", "minutes": 60, "reason": "Cadeau" });
    let first = house.post(&token, &adjustments, "once", &body).await.is(200);
    house.wait(5);
    hire(&house, &token, 12).await;
    assert_eq!(house.post(&token, &adjustments, "once", &body).await.is(200).bytes, first.bytes);
    let mut other = body;
    other["minutes"] = json!(61);
    house.post(&token, &adjustments, "once", &other).await.is(422);
    let days = json!({ "everybody": true, "year": 2026, "dayHundredths": 100 });
    let first = house.post(&token, &at(1, "/companyDays"), "days", &days).await.is(200);
    hire(&house, &token, 13).await;
    let again = house.post(&token, &at(1, "/companyDays"), "days", &days).await.is(200);
    assert_eq!(again.bytes, first.bytes);
    let listed = house.get(&token, &at(1, "/companyDays")).await.is(200).json();
    assert_eq!(listed["total"], 1);
}

#[tokio::test]
async fn rights_are_decided_within_scope_mandate_and_employer() {
    let (house, employer, _, token) = house().await;
    let one = hire(&house, &token, 11).await;
    let year = json!({ "employees": [{ "employeeId": one }], "year": 2026 });
    let all = json!({ "everybody": true, "year": 2026 });
    let reads = ApiScopes::default().with(ApiScope::RegisterRead);
    let reader = house.software(1, employer, reads).await;
    let reader = house.token(&reader).await;
    let adjustments = format!("/employees/{one}/creditAdjustments");
    let nothing = "00000000-0000-4000-8000-000000000000";
    for path in [
        "/rightOverrides".to_owned(),
        "/rightOverrides/withdraw".to_owned(),
        "/companyDays".to_owned(),
        format!("/companyDays/{nothing}/withdraw"),
        "/optOuts".to_owned(),
        "/optOuts/withdraw".to_owned(),
        "/rightVerifications".to_owned(),
        adjustments.clone(),
        format!("{adjustments}/{nothing}/withdraw"),
    ] {
        let refused = house.post(&reader, &at(1, &path), "k", &all).await.is(403).json();
        assert_eq!(refused["requiredScopes"], json!(["scope:fla:right:write"]), "{path}");
    }
    // Each refusal stands in the audit log.
    let refused = house.refusals(1, employer).await;
    let of = |action: &str| refused.iter().filter(|one| *one == action).count();
    assert_eq!((of("setRights"), of("verifyRights")), (8, 1));
    // Whoever may not read cannot find out who is with the employer.
    let writes = ApiScopes::default().with(ApiScope::RightWrite);
    let writer = house.software(1, employer, writes).await;
    let writer = house.token(&writer).await;
    house.get(&writer, &at(1, "/companyDays")).await.is(403);
    let by_number = json!({ "employees": [{ "ssin": person(11).digits() }], "year": 2026 });
    house.post(&writer, &at(1, "/rightVerifications"), "k", &by_number).await.is(403);
    house.post(&writer, &at(1, "/rightVerifications"), "k", &year).await.is(200);

    let other = house.organisation(2, &[Quality::Employer, Quality::SocialSecretariat]).await;
    let software = house.software(2, other, every_scope()).await;
    let stranger = house.token(&software).await;
    let foreign = house.post(&stranger, &at(2, "/optOuts"), "k", &year).await.is(400);
    assert_eq!(foreign.issues(), ["employees referencedResourceNotFound EMPLOYEE-022"]);
    let body = json!({ "year": 2026, "date": "2026-11-02", "minutes": 60, "reason": "x" });
    house.post(&stranger, &at(2, &adjustments), "k", &body).await.is(404);
    house.post(&stranger, &at(1, &adjustments), "k", &body).await.is(404);
    let withdraw = format!("{adjustments}/{nothing}/withdraw");
    house.post(&token, &at(1, &withdraw), "k", &json!({})).await.is(404);
    house.post(&token, &at(1, "/companyDays/x/withdraw"), "k", &json!({})).await.is(404);
    // A mandate that verifies does not set.
    house.mandate((1, employer), (2, other), &[Scope::Verify]).await;
    house.post(&stranger, &at(1, "/rightVerifications"), "m", &all).await.is(200);
    let refused = house.post(&stranger, &at(1, "/optOuts"), "m", &all).await.is(403).json();
    assert_eq!(refused["type"], "urn:problem-type:belgif:missingPermission");
}

#[tokio::test]
async fn what_was_not_set_by_hand_is_not_taken_away() {
    let (house, _, _, token) = house().await;
    let (one, two) = (hire(&house, &token, 11).await, hire(&house, &token, 12).await);
    let now = house.get(&token, &at(1, "/changes?start=now")).await.is(200).json();
    let since = at(1, &format!("/changes?after={}", now["cursor"].as_str().unwrap()));
    let (overrides, averages) = (at(1, "/rightOverrides"), at(1, "/sizeAverages"));
    let back =
        |employees: Value| json!({ "employees": employees, "year": 2026, "kind": "sectoral" });
    let nobody = back(json!([{ "employeeId": one }]));
    let everybody = json!({ "everybody": true, "year": 2026, "kind": "sectoral" });
    let withdraw = format!("{overrides}/withdraw");
    for (path, body, issue) in [
        (&withdraw, &nobody, "year referencedResourceNotFound RIGHT-022"),
        (&withdraw, &everybody, "year referencedResourceNotFound RIGHT-022"),
        (
            &format!("{averages}/withdraw"),
            &json!({ "year": 2040 }),
            "year referencedResourceNotFound AVERAGE-022",
        ),
    ] {
        assert_eq!(house.post(&token, path, "k", body).await.is(400).issues(), [issue]);
        let would = format!("{path}?validateOnly=true");
        assert_eq!(house.post(&token, &would, "k", body).await.is(400).issues(), [issue]);
    }
    let changed = house.get(&token, &since).await.is(200).json();
    assert_eq!(changed["items"], json!([]), "nothing happened");

    // Of several, those are told of whom something was taken away.
    let set = json!({
        "employees": [{ "employeeId": one }], "year": 2026, "kind": "sectoral", "minutes": 60,
        "reason": "Akkoord",
    });
    house.wait(1);
    house.post(&token, &overrides, "set", &set).await.is(200);
    let both = back(json!([{ "employeeId": one }, { "employeeId": two }]));
    house.wait(1);
    let done = house.post(&token, &withdraw, "back", &both).await.is(200).json();
    assert_eq!(done["affected"], 1);
}
