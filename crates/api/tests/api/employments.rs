//! Changes of employees: the person, the team, the work, the end of the service.

use fla_domain::access::{ApiScope, ApiScopes, Quality};
use serde_json::json;

use crate::resources::{at, hire, house};
use crate::support::{House, every_scope, person};

/// The version of what is known of a person, as it is answered.
async fn version(house: &House, token: &str, path: &str) -> String {
    house.get(token, path).await.is(200).headers["etag"].to_str().unwrap().to_owned()
}

pub async fn life() {
    let (house, _, _, token) = house().await;
    let (one, two) = (hire(&house, &token, 11).await, hire(&house, &token, 12).await);
    let path = at(1, &format!("/employees/{one}"));
    let corrected = json!({
        "familyName": "Peeters", "givenName": "An", "birthDate": "1990-02-03",
        "birthPlace": "Gent", "address": "Kaai 1, 9000 Gent", "gender": "x", "language": "fr",
        "email": "an@bedrijf.example", "team": "Kantoor", "reason": "Getrouwd",
    });
    let would = format!("{path}?validateOnly=true");
    let seen = version(&house, &token, &path).await;
    let seen = ("if-match", seen.as_str());
    house.call(&token, ("PUT", &would), &[seen], &corrected).await.is(200);
    assert_eq!(house.get(&token, &path).await.is(200).json()["familyName"], "Familie11");
    house.wait(1);
    let once = [("idempotency-key", "person"), seen];
    let done = house.call(&token, ("PUT", &path), &once, &corrected).await.is(200);
    assert_eq!(done.json()["employeeId"], one.as_str());
    house.wait(1);
    let again = house.call(&token, ("PUT", &path), &once, &corrected).await.is(200);
    assert_eq!(again.bytes, done.bytes);
    let shown = house.get(&token, &path).await.is(200).json();
    for (name, value) in corrected.as_object().unwrap() {
        if name != "reason" {
            assert_eq!(&shown[name], value, "{name}");
        }
    }
    assert_eq!(shown["maskedSsin"], person(11).masked());

    let team = json!({
        "employees": [{ "ssin": person(11).digits() }, { "employeeId": two }], "team": "Nacht",
    });
    let moved = house.post(&token, &at(1, "/teamAssignments"), "team", &team).await.is(200).json();
    assert_eq!(moved["affected"], 2);
    let list = house.get(&token, &at(1, "/employees?team=Nacht")).await.is(200).json();
    assert_eq!(list["items"].as_array().unwrap().len(), 2);

    let work = json!({
        "startDate": "2026-07-01", "endDate": "2026-12-31",
        "occupations": [{ "jointCommittee": "200", "workingHours": 1900, "referenceHours": 3800 }],
    });
    let occupations = format!("{path}/occupations");
    let would = format!("{occupations}?validateOnly=true");
    let would = house.post(&token, &would, "would", &work).await.is(200).json();
    let effect = &would["effects"][0];
    assert!(effect["leftMinutesAfter"].as_i64() < effect["leftMinutesBefore"].as_i64());
    house.wait(1);
    house.post(&token, &occupations, "work", &work).await.is(200);
    let shown = house.get(&token, &path).await.is(200).json();
    let half = |span: &&serde_json::Value| span["workingHours"] == 1900;
    assert_eq!(shown["occupations"].as_array().unwrap().iter().filter(half).count(), 1);

    let end = json!({ "endDate": "2026-12-15", "cause": "resignation" });
    house.wait(1);
    house.post(&token, &format!("{path}/serviceEnds"), "end", &end).await.is(200);
    let shown = house.get(&token, &path).await.is(200).json();
    assert_eq!(shown["services"][0]["endDate"], "2026-12-15");
}

#[tokio::test]
async fn what_is_wrong_with_a_change_of_a_person_is_told_at_once_with_its_place() {
    let (house, _, _, token) = house().await;
    let one = hire(&house, &token, 11).await;
    hire(&house, &token, 12).await;
    let path = at(1, &format!("/employees/{one}"));
    let seen = version(&house, &token, &path).await;
    let put = async |body: serde_json::Value| {
        house.call(&token, ("PUT", &path), &[("if-match", &seen)], &body).await.is(400).issues()
    };
    let form = json!({ "familyName": 3, "gender": "man", "birthDate": "3/2/1990", "size": 44 });
    assert_eq!(
        put(form).await,
        [
            "familyName schemaViolation -",
            "givenName schemaViolation -",
            "birthDate schemaViolation -",
            "gender schemaViolation -",
            "size unknownInput -",
        ]
    );
    let meaning = json!({
        "ssin": "12345678901", "familyName": " ", "givenName": "An", "birthDate": "2100-01-01",
        "email": "an",
    });
    assert_eq!(
        put(meaning).await,
        [
            "ssin invalidStructure SSIN-004",
            "familyName requiredInput FAMILY-NAME-001",
            "email invalidInput EMAIL-003",
            "birthDate outOfRange BIRTH-DATE-008",
        ]
    );
    let none = json!({ "ssin": "", "familyName": "A", "givenName": "B" });
    assert_eq!(put(none).await, ["ssin schemaViolation -"]);
    let taken = json!({ "ssin": person(12).digits(), "familyName": "A", "givenName": "B" });
    assert_eq!(put(taken).await, ["ssin rejectedInput SSIN-006"]);
    let post = async |end: &str, body: serde_json::Value| {
        house.post(&token, &format!("{path}{end}"), "k", &body).await.is(400).issues()
    };
    let work = json!({
        "startDate": "2026-07-01", "endDate": "2026-06-01",
        "occupations": [
            { "jointCommittee": "200", "workingHours": 1900, "referenceHours": 3800 },
            { "jointCommittee": "998", "workingHours": 1900, "referenceHours": 3800 },
        ],
    });
    assert_eq!(
        post("/occupations", work).await,
        [
            "endDate invalidPeriod END-014",
            "occupations[1].jointCommittee referencedResourceNotFound JC-022",
        ]
    );
    let end = json!({ "endDate": "2020-01-01", "cause": "resignation" });
    assert_eq!(post("/serviceEnds", end).await, ["endDate rejectedInput END-053"]);
    let nothing = json!({ "cause": "boredom" });
    assert_eq!(
        post("/serviceEnds", nothing).await,
        ["cause schemaViolation -", "endDate schemaViolation -"]
    );
    let long = json!({ "everybody": true, "team": "x".repeat(201) });
    let team = house.post(&token, &at(1, "/teamAssignments"), "k", &long).await.is(400);
    assert_eq!(team.issues(), ["team invalidInput TEXT-093"]);
}

#[tokio::test]
async fn who_read_earlier_takes_nothing_away_that_was_said_since() {
    let (house, _, _, token) = house().await;
    let one = hire(&house, &token, 11).await;
    let path = at(1, &format!("/employees/{one}"));
    let seen = version(&house, &token, &path).await;
    let seen = [("if-match", seen.as_str())];
    let first = json!({
        "familyName": "Peeters", "givenName": "An", "address": "Kaai 1, 9000 Gent",
        "email": "an@bedrijf.example",
    });
    house.wait(1);
    house.call(&token, ("PUT", &path), &seen, &first).await.is(200);
    let second = json!({ "familyName": "Peeters", "givenName": "Anna" });
    for path in [path.clone(), format!("{path}?validateOnly=true")] {
        let late = house.call(&token, ("PUT", &path), &seen, &second).await.is(412).json();
        assert_eq!(late["type"], "urn:problem-type:fla:versionNotCurrent");
    }
    let unseen = house.call(&token, ("PUT", &path), &[], &second).await.is(400);
    assert_eq!(unseen.issues(), ["If-Match schemaViolation -"]);
    let shown = house.get(&token, &path).await.is(200).json();
    assert_eq!((&shown["givenName"], &shown["address"]), (&first["givenName"], &first["address"]));

    // Another's change of the team is one of what is known of the person; work is not.
    let now = version(&house, &token, &path).await;
    let team = json!({ "employees": [{ "employeeId": one }], "team": "Nacht" });
    house.wait(1);
    house.post(&token, &at(1, "/teamAssignments"), "team", &team).await.is(200);
    house.call(&token, ("PUT", &path), &[("if-match", &now)], &second).await.is(412);
    let now = version(&house, &token, &path).await;
    let end = json!({ "endDate": "2026-12-15", "cause": "resignation" });
    house.wait(1);
    house.post(&token, &format!("{path}/serviceEnds"), "end", &end).await.is(200);
    house.call(&token, ("PUT", &path), &[("if-match", &now)], &second).await.is(200);
    assert_eq!(house.get(&token, &path).await.is(200).json()["givenName"], "Anna");
}

#[tokio::test]
async fn employees_are_changed_within_scope_and_employer() {
    let (house, employer, _, token) = house().await;
    let one = hire(&house, &token, 11).await;
    let reads = ApiScopes::default().with(ApiScope::RegisterRead);
    let reader = house.software(1, employer, reads).await;
    let reader = house.token(&reader).await;
    let other = house.organisation(2, &[Quality::Employer]).await;
    let software = house.software(2, other, every_scope()).await;
    let stranger = house.token(&software).await;
    let person = json!({ "familyName": "A", "givenName": "B" });
    let work = json!({
        "startDate": "2026-07-01",
        "occupations": [{ "jointCommittee": "200", "workingHours": 1900, "referenceHours": 3800 }],
    });
    let end = json!({ "endDate": "2026-12-31", "cause": "dismissal" });
    let of_one = format!("/employees/{one}");
    let seen = version(&house, &token, &at(1, &of_one)).await;
    let seen = [("if-match", seen.as_str())];
    for (method, path, body) in [
        ("PUT", of_one.clone(), &person),
        ("POST", format!("{of_one}/occupations"), &work),
        ("POST", format!("{of_one}/serviceEnds"), &end),
    ] {
        let refused =
            house.call(&reader, (method, &at(1, &path)), &seen, body).await.is(403).json();
        assert_eq!(refused["requiredScopes"], json!(["scope:fla:employee:write"]), "{path}");
        house.call(&stranger, (method, &at(2, &path)), &seen, body).await.is(404);
        house.call(&stranger, (method, &at(1, &path)), &seen, body).await.is(404);
    }
    let noted = house.refusals(1, employer).await;
    assert_eq!(noted.iter().filter(|one| *one == "manageEmployees").count(), 3);
    let team = json!({ "employees": [{ "employeeId": one }] });
    house.post(&reader, &at(1, "/teamAssignments"), "k", &team).await.is(403);
    let foreign = house.post(&stranger, &at(2, "/teamAssignments"), "k", &team).await.is(400);
    assert_eq!(foreign.issues(), ["employees referencedResourceNotFound EMPLOYEE-022"]);
}

#[tokio::test]
async fn people_are_found_by_name_and_never_by_number_in_an_address() {
    let (house, _, _, token) = house().await;
    let one = hire(&house, &token, 11).await;
    hire(&house, &token, 12).await;
    let corrected = json!({ "familyName": "Peeters", "givenName": "An" });
    let path = at(1, &format!("/employees/{one}"));
    let seen = version(&house, &token, &path).await;
    house.call(&token, ("PUT", &path), &[("if-match", &seen)], &corrected).await.is(200);
    let found = house.get(&token, &at(1, "/employees?q=peet")).await.is(200).json();
    assert_eq!(found["items"].as_array().unwrap().len(), 1);
    assert_eq!(found["items"][0]["employeeId"], one.as_str());
    let all = house.get(&token, &at(1, "/employees?q=a&pageSize=1")).await.is(200).json();
    assert!(all["next"].as_str().unwrap().contains("q=a"));
    let number = at(1, &format!("/employees?q={}", person(11).digits()));
    let refused = house.get(&token, &number).await.is(400);
    assert_eq!(refused.issues(), ["q schemaViolation -"]);
    assert!(!String::from_utf8_lossy(&refused.bytes).contains(person(11).digits()));
}
