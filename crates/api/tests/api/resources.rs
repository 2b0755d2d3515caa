//! The resources: one life of a training, keys, faults, tokens, tenants.

use std::collections::BTreeSet;

use crate::contract;
use crate::support::{
    self, House, Software, every_scope, new_employee, new_training, number, person,
};
use fla_domain::access::{ApiScope, ApiScopes, Quality, Scope};
use fla_store::Store;
use fla_store::testing::sqlite_store;
use serde_json::{Value, json};

/// A house with employer 1 and software that may everything there.
pub async fn house() -> (House, fla_domain::ids::EmployerId, Software, String) {
    house_on(sqlite_store().await).await
}

/// The same on a store.
pub async fn house_on(store: Store) -> (House, fla_domain::ids::EmployerId, Software, String) {
    let house = House::on(store, 0);
    let employer = house.organisation(1, &[Quality::Employer]).await;
    let software = house.software(1, employer, every_scope()).await;
    let token = house.token(&software).await;
    (house, employer, software, token)
}

/// The path of something of employer `n`.
pub fn at(n: u32, path: &str) -> String {
    format!("/employers/{}{path}", number(n).digits())
}

/// The path of an address that an answer gives.
pub fn path_of(answer: &Value, name: &str) -> String {
    answer[name].as_str().unwrap().trim_start_matches("https://fla.test/fla/v1").to_owned()
}

/// Adds person `n`; the id.
pub async fn hire(house: &House, token: &str, n: u32) -> String {
    let added =
        house.post(token, &at(1, "/employees"), &format!("hire{n}"), &new_employee(n)).await;
    added.is(201).json()["employeeId"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn what_is_served_is_what_is_described() {
    let (house, ..) = house().await;
    let served: BTreeSet<String> = format!("{:?}", house.router)
        .split('"')
        .filter_map(|part| part.strip_prefix("/fla/v1/"))
        .map(|path| format!("/{path}"))
        .filter(|path| !path.contains("{*"))
        .collect();
    let described: BTreeSet<String> =
        contract::operations().into_iter().map(|(_, path, _)| path).collect();
    assert_eq!(served, described);
}

/// One life of a training, from registration to withdrawal and back.
pub async fn life() {
    let (house, employer, _, token) = house().await;
    house.raw("GET", "/health", &[], b"").await.is(200);
    house.raw("GET", "/doc/openapi.yaml", &[], b"").await.is(200);
    let employers = house.get(&token, "/employers").await.is(200).json();
    assert_eq!(employers["total"], 1);
    house.get(&token, &path_of(&employers["items"][0], "href")).await.is(200);

    let (one, two) = (hire(&house, &token, 11).await, hire(&house, &token, 12).await);
    let list = house.get(&token, &at(1, "/employees?pageSize=1&sort=-left")).await.is(200).json();
    let next = house.get(&token, &path_of(&list, "next")).await.is(200).json();
    assert_ne!(list["items"][0]["employeeId"], next["items"][0]["employeeId"]);
    assert!(next.get("next").is_none());
    let asked = json!({ "ssins": [person(99).digits(), person(12).digits()] });
    let found = house.call(&token, ("POST", &at(1, "/employees/query")), &[], &asked).await;
    let found = found.is(200).json();
    assert_eq!(found["items"][0]["employeeId"], two.as_str());
    assert_eq!(found["items"][0]["position"], 1);
    let employee = house.get(&token, &at(1, &format!("/employees/{one}"))).await.is(200).json();
    assert_eq!(employee["occupations"][0]["jointCommittee"], "200");

    let mut planned = new_training(11);
    planned["participants"][0] = json!({ "employeeId": one, "status": "planned" });
    let would = at(1, "/trainings?validateOnly=true");
    let would = house.post(&token, &would, "would", &planned).await.is(200).json();
    assert_eq!(would["affected"], 1);
    let made = house.post(&token, &at(1, "/trainings"), "made", &planned).await.is(201);
    let training = path_of(&made.json(), "href");
    assert_eq!(made.headers["location"], made.json()["href"].as_str().unwrap());

    let etag = |answer: &support::Answer| answer.headers["etag"].to_str().unwrap().to_owned();
    let seen = etag(&house.get(&token, &training).await.is(200));
    let with = |seen: &str| [("if-match".to_owned(), seen.to_owned())];
    let change = async |path: String, method: &str, seen: &str, body: Value| {
        let headers = with(seen);
        let headers: Vec<_> = headers.iter().map(|(n, v)| (n.as_str(), v.as_str())).collect();
        house.wait(1);
        house.call(&token, (method, &path), &headers, &body).await
    };
    let added = json!({ "participants": [{ "ssin": person(12).digits(), "status": "planned" }] });
    change(format!("{training}/participations"), "POST", &seen, added.clone()).await.is(200);
    // Whoever saw the version before is told.
    change(format!("{training}/participations"), "POST", &seen, added).await.is(412);

    let stands = house.get(&token, &training).await.is(200);
    let absent = stands.json()["participants"]
        .as_array()
        .unwrap()
        .iter()
        .find(|p| p["employeeId"] == two.as_str())
        .unwrap()["participationId"]
        .clone();
    let absent_path = format!("{training}/participations/{}", absent.as_str().unwrap());
    let shorter = json!({ "minutes": 200, "status": "planned" });
    change(absent_path, "PUT", &etag(&stands), shorter).await.is(200);
    let stands = house.get(&token, &training).await;
    let done = json!({ "absent": [absent] });
    change(format!("{training}/complete"), "POST", &etag(&stands), done).await.is(200);
    let stands = house.get(&token, &training).await;
    let corrected = json!({
        "title": "Heftruck, herhaling", "startDate": "2026-11-02", "minutes": 240,
        "fieldOfEducation": "1041", "reason": "Titel aangevuld"
    });
    change(training.clone(), "PUT", &etag(&stands), corrected).await.is(200);

    let account = at(1, &format!("/employees/{one}/account?year=2026"));
    let year = house.get(&token, &account).await.is(200).json()["years"][0].clone();
    assert_eq!(year["followedMinutes"], 240);
    let sum: i64 = year["entries"]
        .as_array()
        .unwrap()
        .iter()
        .map(|entry| entry["minutes"].as_i64().unwrap())
        .sum();
    let carried_out = year["carriedOutMinutes"].as_i64().unwrap();
    assert_eq!(Some(sum + carried_out), year["leftMinutes"].as_i64());

    let stands = house.get(&token, &training).await;
    let nothing = change(format!("{training}/withdraw"), "POST", &etag(&stands), json!({})).await;
    assert_eq!(nothing.is(400).issues(), ["reason requiredInput REASON-001"]);
    let why = json!({ "reason": "Dubbel" });
    change(format!("{training}/withdraw"), "POST", &etag(&stands), why).await.is(200);
    let stands = house.get(&token, &training).await.is(200);
    assert_eq!(stands.json()["withdrawn"], true);
    change(format!("{training}/restore"), "POST", &etag(&stands), json!({})).await.is(200);
    crate::batch_files::life(&house, &token).await;
    let batch = json!({ "items": [] });
    let batch = house.post(&token, &at(1, "/batches"), "batch", &batch).await.is(202).json();
    let batch = path_of(&batch, "href");
    house.get(&token, &batch).await.is(200);
    house.get(&token, &format!("{batch}/outcome")).await.is(200);
    let list = house.get(&token, &at(1, "/trainings?q=heftruck&year=2026")).await.is(200).json();
    assert_eq!(list["items"][0]["participantCounts"], json!({ "completed": 1, "notFollowed": 1 }));

    crate::changes::each_once(&house, &token).await;
    crate::webhooks::each_once(&house, employer).await;
    for (list, one) in [
        ("/refData/jointCommittees", "/refData/jointCommittees/200"),
        ("/refData/fieldsOfEducation", "/refData/fieldsOfEducation/1041"),
        ("/refData/anomalies", "/refData/anomalies/SSIN-004"),
        ("/refData/problemTypes", "/refData/problemTypes/urn:problem-type:fla:conflict"),
    ] {
        house.raw("GET", list, &[], b"").await.is(200);
        house.raw("GET", one, &[], b"").await.is(200);
        house.raw("GET", &format!("{list}/nothing"), &[], b"").await.is(404);
    }
    let page = "/refData/problemTypes/urn:problem-type:belgif:badRequest";
    let led = house.raw("GET", page, &[("accept", "text/html,*/*")], b"").await.is(303);
    let there = "https://fla.test/api/problems/urn:problem-type:belgif:badRequest";
    assert_eq!(led.headers["location"], there);
    for (method, body) in [("GET", None), ("PUT", Some(json!({ "date": "2027-01-04" })))] {
        let nothing = body.unwrap_or_default();
        house.call(&token, (method, "/sandbox"), &[], &nothing).await.is(404);
    }
    crate::sandbox::the_date_of_a_sandbox_moves().await;
}

#[tokio::test]
async fn the_same_call_is_carried_out_once_and_answered_alike() {
    let (house, employer, software, token) = house().await;
    hire(&house, &token, 11).await;
    let path = at(1, "/trainings");
    let first = house.post(&token, &path, "once", &new_training(11)).await.is(201);
    house.wait(30);
    // Also after the token was renewed: the key is the software's, not the token's.
    let token = house.token(&software).await;
    let again = house.post(&token, &path, "\"once\"", &new_training(11)).await.is(201);
    assert_eq!(first.bytes, again.bytes);
    assert_eq!(first.headers["location"], again.headers["location"]);
    let mut other = new_training(11);
    other["minutes"] = json!(60);
    let refused = house.post(&token, &path, "once", &other).await.is(422).json();
    assert_eq!(refused["type"], "urn:problem-type:fla:idempotencyKeyReused");
    house.post(&token, &path, "twice", &new_training(11)).await.is(201);
    let list = house.get(&token, &path).await.json();
    assert_eq!(list["items"].as_array().unwrap().len(), 2);
    // Other software of the same organisation has keys of its own.
    let other = house.software(1, employer, every_scope()).await;
    let theirs = house.token(&other).await;
    let third = house.post(&theirs, &path, "once", &new_training(11)).await.is(201);
    assert_ne!(third.bytes, first.bytes);
    house.post(&token, &path, "", &new_training(11)).await.is(400);
    house.post(&token, &path, &"x".repeat(101), &new_training(11)).await.is(400);
}

/// What a call leaves out is filled in from the version that was seen, so it stays the same call.
#[tokio::test]
async fn the_same_call_is_answered_alike_after_others_changed_the_training() {
    let (house, _, _, token) = house().await;
    hire(&house, &token, 11).await;
    hire(&house, &token, 12).await;
    let made = house.post(&token, &at(1, "/trainings"), "m", &new_training(11)).await.is(201);
    let training = path_of(&made.json(), "href");
    let add = format!("{training}/participations");
    let body = json!({ "participants": [{ "ssin": person(12).digits() }] });
    let once = [("if-match", "\"1\""), ("idempotency-key", "add")];
    let first = house.call(&token, ("POST", &add), &once, &body).await.is(200);
    let seen = house.get(&token, &training).await.headers["etag"].to_str().unwrap().to_owned();
    let mut corrected = new_training(11);
    corrected.as_object_mut().unwrap().remove("participants");
    corrected["minutes"] = json!(180);
    house.call(&token, ("PUT", &training), &[("if-match", &seen)], &corrected).await.is(200);
    let again = house.call(&token, ("POST", &add), &once, &body).await.is(200);
    assert_eq!(again.bytes, first.bytes);
    let never = [("if-match", "\"77\"")];
    house.call(&token, ("POST", &add), &never, &body).await.is(412);
}

#[tokio::test]
async fn sixteen_at_once_under_one_key_are_one() {
    let (house, _, _, token) = house().await;
    hire(&house, &token, 11).await;
    let path = at(1, "/trainings");
    let training = new_training(11);
    let calls = (0..16).map(|_| house.post(&token, &path, "together", &training));
    let answers = futures::future::join_all(calls).await;
    let first = answers[0].bytes.clone();
    for answer in answers {
        assert_eq!(answer.is(201).bytes, first);
    }
    let list = house.get(&token, &path).await.json();
    assert_eq!(list["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn every_fault_is_told_at_once_with_its_place() {
    let (house, _, _, token) = house().await;
    let wrong = json!({
        "title": 3, "startDate": "2026-13-01", "colour": "red", "minutes": 60,
        "participants": [
            { "ssin": "12345678901", "size": 4 },
            { "employeeId": "x" },
            {},
        ],
    });
    let answer = house.post(&token, &at(1, "/trainings?page=1"), "k", &wrong).await.is(400);
    assert_eq!(answer.issues(), ["page unknownInput -"]);
    let answer = house.post(&token, &at(1, "/trainings"), "k", &wrong).await.is(400);
    assert_eq!(
        answer.issues(),
        [
            "startDate schemaViolation -",
            "title schemaViolation -",
            "participants[0].ssin invalidStructure SSIN-004",
            "participants[0].size unknownInput -",
            "participants[1].employeeId schemaViolation -",
            "participants[2].employeeId schemaViolation -",
            "colour unknownInput -",
        ]
    );
    assert!(!String::from_utf8_lossy(&answer.bytes).contains("12345678901"));
    // What the register refuses says so in the caller's language, under the contract's names.
    hire(&house, &token, 11).await;
    let mut far = new_training(11);
    far["startDate"] = json!("2026-11-20");
    far["endDate"] = json!("2026-11-10");
    far["minutes"] = json!(240);
    let answer = house
        .call(&token, ("POST", &at(1, "/trainings")), &[("accept-language", "fr-BE")], &far)
        .await
        .is(400);
    assert_eq!(answer.issues(), ["endDate invalidPeriod END-014"]);
    assert_eq!(answer.headers["content-language"], "fr");
    let issue = &answer.json()["issues"][0];
    assert!(issue["mend"].as_str().is_some_and(|mend| !mend.is_empty()));
    assert_eq!(issue["href"], "https://fla.test/codes#END-014");
    // Somebody who is not with this employer.
    let nobody = new_training(77);
    let answer = house.post(&token, &at(1, "/trainings"), "n", &nobody).await.is(400);
    assert_eq!(answer.issues(), ["participants[0].ssin referencedResourceNotFound SSIN-022"]);
}

#[tokio::test]
async fn whatever_is_sent_is_never_a_fault_of_ours() {
    let (house, _, _, token) = house().await;
    let bearer = format!("Bearer {token}");
    let good = new_training(11).to_string();
    let mut bodies: Vec<Vec<u8>> = [
        "",
        " ",
        "null",
        "[]",
        "3",
        "\"text\"",
        "{",
        "}",
        "{}x",
        "{\"a\":}",
        "{\"title\":1e999}",
        "{\"title\":\"\\ud800\"}",
        "{'title':1}",
        "{\"title\":01}",
        "\u{feff}{}",
        "{\"a\":tru}",
        "{\"minutes\":-1}",
        "{\"minutes\":1.5}",
        "{\"participants\":{}}",
        "{\"participants\":[3]}",
        "{\"participants\":[[]]}",
        "{\"title\":null}",
        "NaN",
        "{\"\":0}",
        "{\"minutes\":1e400}",
        "{\"minutes\":99999999999999999999}",
        "{\"startDate\":\"2026-02-30\"}",
        "{\"startDate\":\"-2026-1-1\"}",
        "{\"startDate\":\"99999-1-1\"}",
    ]
    .iter()
    .map(|text| text.as_bytes().to_vec())
    .collect();
    bodies.push(vec![0xff, 0xfe, 0x00]);
    bodies.push(b"{\"title\":\"\xff\"}".to_vec());
    bodies.push(format!("{}{}", "[".repeat(100_000), "]".repeat(100_000)).into_bytes());
    bodies
        .push(format!("{{\"a\":{}1{}}}", "{\"a\":".repeat(5_000), "}".repeat(5_000)).into_bytes());
    // Every beginning of a good body.
    bodies.extend((0..good.len()).map(|n| good.as_bytes()[..n].to_vec()));
    for body in &bodies {
        for (method, path) in [
            ("POST", at(1, "/trainings")),
            ("POST", at(1, "/employees")),
            ("POST", at(1, "/employees/query")),
        ] {
            let headers =
                [("authorization", bearer.as_str()), ("content-type", "application/json")];
            let answer = house.raw(method, &path, &headers, body).await;
            assert_eq!(
                answer.status,
                400,
                "{:?}",
                String::from_utf8_lossy(&body[..body.len().min(80)])
            );
        }
    }
    let headers = [("authorization", bearer.as_str()), ("content-type", "text/plain")];
    house.raw("POST", &at(1, "/trainings"), &headers, good.as_bytes()).await.is(415);
    house.raw("POST", &at(1, "/trainings"), &headers[..1], good.as_bytes()).await.is(415);
    let some = json!({ "reason": "x" });
    for seen in ["*", "1", "\"x\"", "W/\"1\"", ""] {
        let path = at(1, "/trainings/00000000-0000-4000-8000-000000000000/withdraw");
        let more = [("if-match", seen)];
        house.call(&token, ("POST", &path), &more, &some).await.is(400);
    }
    house.raw("DELETE", &at(1, "/trainings"), &headers, b"").await.is(405);
    house.raw("GET", "/nowhere", &headers, b"").await.is(404);
    for path in ["/refData/anomalies/%FF", "/employers/%FF", &at(1, "/trainings/%FF")] {
        let answer = house.raw("GET", path, &headers, b"").await.is(404);
        assert_eq!(answer.headers["content-type"], "application/problem+json");
    }
    house.raw("GET", "/employers/123", &headers, b"").await.is(400);
    house.raw("GET", &at(1, "/trainings/x"), &headers, b"").await.is(404);
    for query in [
        "page=0",
        "page=x",
        "pageSize=201",
        "sort=age",
        "leavers=1",
        "page=1&page=2",
        "jointCommittee=",
    ] {
        house.raw("GET", &at(1, &format!("/employees?{query}")), &headers, b"").await.is(400);
    }
}

#[tokio::test]
async fn without_a_good_token_nothing() {
    let (house, employer, software, token) = house().await;
    let path = at(1, "/employees");
    let said = async |header: &str| {
        let answer = house.raw("GET", &path, &[("authorization", header)], b"").await.is(401);
        assert!(answer.headers.contains_key("www-authenticate"));
        answer.json()["type"].as_str().unwrap().rsplit(':').next().unwrap().to_owned()
    };
    assert_eq!(house.raw("GET", &path, &[], b"").await.is(401).status, 401);
    assert_eq!(said("Basic abc").await, "noAccessToken");
    assert_eq!(said("Bearer").await, "noAccessToken");
    assert_eq!(said("Bearer abc").await, "invalidAccessToken");
    assert_eq!(said(&format!("Bearer {token}x")).await, "invalidAccessToken");
    house.raw("GET", &path, &[("authorization", &format!("bearer {token}"))], b"").await.is(200);
    house.wait(600);
    assert_eq!(said(&format!("Bearer {token}")).await, "expiredAccessToken");
    let token = house.token(&software).await;
    house.get(&token, &path).await.is(200);
    house.end_software(1, employer, &software).await;
    assert_eq!(said(&format!("Bearer {token}")).await, "invalidAccessToken");
    house.ask(&house.claims(&software), &software.key, &[]).await.is(401);
}

#[tokio::test]
async fn a_token_reaches_as_far_as_its_scopes() {
    let (house, employer, _, full) = house().await;
    hire(&house, &full, 11).await;
    let reads = ApiScopes::default().with(ApiScope::RegisterRead);
    let reader = house.software(1, employer, reads).await;
    let token = house.token(&reader).await;
    house.get(&token, &at(1, "/trainings")).await.is(200);
    for (path, body, scope) in [
        ("/trainings", new_training(11), "scope:fla:training:write"),
        ("/employees", new_employee(12), "scope:fla:employee:write"),
    ] {
        let refused = house.post(&token, &at(1, path), "k", &body).await.is(403).json();
        assert_eq!(refused["requiredScopes"], json!([scope]));
    }
    // A token can be asked for less, never for more.
    let ask = async |software: &Software, scope: &str| {
        house.ask(&house.claims(software), &software.key, &[("scope", scope)]).await
    };
    let more = ask(&reader, ApiScope::TrainingWrite.code()).await.is(400).json();
    assert_eq!(more["error"], "invalid_scope");
    let writer = house.software(1, employer, every_scope()).await;
    let less = ask(&writer, ApiScope::TrainingWrite.code()).await.is(200).json();
    assert_eq!(less["scope"], ApiScope::TrainingWrite.code());
    let less = less["access_token"].as_str().unwrap();
    house.get(less, &at(1, "/trainings")).await.is(403);
    // Whoever may not read cannot find out by registering who is with the employer.
    let refused = house.post(less, &at(1, "/trainings"), "r", &new_training(11)).await.is(403);
    assert_eq!(refused.json()["requiredScopes"], json!([ApiScope::RegisterRead.code()]));
    house.ask(&house.claims(&reader), &reader.key, &[("scope", "openid")]).await.is(400);
}

#[tokio::test]
async fn a_provider_acts_under_the_mandate_that_is_in_force() {
    let (house, employer, _, own) = house().await;
    hire(&house, &own, 11).await;
    let provider = house.organisation(2, &[Quality::SocialSecretariat]).await;
    let software = house.software(2, provider, every_scope()).await;
    let token = house.token(&software).await;
    let absent = house.get(&token, &at(3, "/trainings")).await.is(404);
    let foreign = house.get(&token, &at(1, "/trainings")).await.is(404);
    let without_trace = |answer: &support::Answer| {
        let mut body = answer.json();
        body["instance"] = json!("");
        body
    };
    assert_eq!(without_trace(&absent), without_trace(&foreign));

    let mandate = house.mandate((1, employer), (2, provider), &[Scope::Declare]).await;
    let employers = house.get(&token, "/employers").await.is(200).json();
    assert_eq!(employers["total"], 2);
    let shown = house.get(&token, &at(1, "")).await.is(200).json();
    assert_eq!(shown["mandate"]["startQuarter"], "2026Q4");
    let made = house.post(&token, &at(1, "/trainings"), "m", &new_training(11)).await.is(201);
    let training = path_of(&made.json(), "href");
    let seen = house.get(&token, &training).await.headers["etag"].to_str().unwrap().to_owned();
    // The mandate carries no corrections.
    let why = json!({ "reason": "Dubbel" });
    let withdraw = format!("{training}/withdraw");
    let refused =
        house.call(&token, ("POST", &withdraw), &[("if-match", &seen)], &why).await.is(403);
    assert_eq!(refused.json()["type"], "urn:problem-type:belgif:missingPermission");
    house.end_mandate(1, employer, mandate).await;
    house.get(&token, &training).await.is(404);
    house.post(&token, &at(1, "/trainings"), "m", &new_training(11)).await.is(404);
    // Nor does the employer's own software reach the provider.
    house.get(&own, &at(2, "")).await.is(404);
}

#[tokio::test]
async fn ids_of_another_employer_are_ids_of_nothing() {
    let (house, _, _, token) = house().await;
    let other = house.organisation(2, &[Quality::Employer]).await;
    let software = house.software(2, other, every_scope()).await;
    let stranger = house.token(&software).await;
    let employee = hire(&house, &token, 11).await;
    let made = house.post(&token, &at(1, "/trainings"), "m", &new_training(11)).await.is(201);
    let made = made.json();
    let training = made["trainingId"].as_str().unwrap();
    for path in [
        format!("/employees/{employee}"),
        format!("/employees/{employee}/account"),
        format!("/trainings/{training}"),
    ] {
        house.get(&stranger, &at(2, &path)).await.is(404);
        house.get(&stranger, &at(1, &path)).await.is(404);
    }
    let mut theirs = new_training(11);
    theirs["participants"][0] = json!({ "employeeId": employee });
    let refused = house.post(&stranger, &at(2, "/trainings"), "t", &theirs).await.is(400);
    assert_eq!(
        refused.issues(),
        ["participants[0].employeeId referencedResourceNotFound EMPLOYEE-022"]
    );
    let asked = json!({ "ssins": [person(11).digits()] });
    let found = house.call(&stranger, ("POST", &at(2, "/employees/query")), &[], &asked).await;
    assert_eq!(found.is(200).json()["total"], 0);
    let withdraw = at(2, &format!("/trainings/{training}/withdraw"));
    let why = json!({ "reason": "x" });
    house.call(&stranger, ("POST", &withdraw), &[("if-match", "\"1\"")], &why).await.is(404);
}

#[tokio::test]
async fn answers_carry_their_headers() {
    let (house, _, _, token) = house().await;
    let bearer = format!("Bearer {token}");
    let headers = [("authorization", bearer.as_str()), ("belgov-trace-id", "caller-1")];
    let answer = house.raw("GET", &at(1, ""), &headers, b"").await.is(200);
    assert_eq!(answer.headers["belgov-related-trace-id"], "caller-1");
    assert_eq!(answer.headers["cache-control"], "no-store");
    assert_eq!(answer.headers["x-content-type-options"], "nosniff");
    assert_eq!(answer.headers["content-language"], "en");
    let long = "x".repeat(37);
    let headers = [("authorization", bearer.as_str()), ("belgov-trace-id", long.as_str())];
    let answer = house.raw("GET", &at(1, ""), &headers, b"").await.is(200);
    assert!(!answer.headers.contains_key("belgov-related-trace-id"));
}
