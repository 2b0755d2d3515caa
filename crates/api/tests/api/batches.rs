//! Batches: each change with its own outcome, in order where they build on each other, once under a
//! key, and nobody else's to see.

use fla_domain::access::{ApiScope, Quality, Scope};
use serde_json::{Value, json};

use crate::resources::{at, hire, house, path_of};
use crate::support::{Answer, House, every_scope, new_employee, new_training, person};

/// Sends a batch and gives the path of it.
async fn send(house: &House, token: &str, key: &str, items: &Value) -> String {
    let taken = house.post(token, &at(1, "/batches"), key, &json!({ "items": items })).await;
    let taken = taken.is(202);
    let body = taken.json();
    assert_eq!(taken.headers["location"], body["href"].as_str().unwrap());
    path_of(&body, "href")
}

/// Carries everything out, and gives the whole outcome.
pub async fn outcome(house: &House, token: &str, batch: &str) -> Vec<Value> {
    house.wait(1);
    house.app.work_to_the_end().await.unwrap();
    let done = house.get(token, batch).await.is(303);
    let there = done.headers["location"].to_str().unwrap().to_owned();
    assert!(there.ends_with("/outcome"));
    let there = path_of(&json!({ "href": there }), "href");
    let body = house.get(token, &there).await.is(200).json();
    body["items"].as_array().unwrap().clone()
}

/// Each as `state` and its issues.
pub fn told(items: &[Value]) -> Vec<String> {
    let issue = |issue: &Value| {
        let text = |name: &str| issue[name].as_str().unwrap_or("-").to_owned();
        format!(" {} {}", text("name"), text("anomalyCode"))
    };
    let line = |item: &Value| {
        let issues = item["issues"].as_array().cloned().unwrap_or_default();
        let issues: String = issues.iter().map(issue).collect();
        format!("{}{issues}", item["state"].as_str().unwrap())
    };
    items.iter().map(line).collect()
}

fn training(n: u32) -> Value {
    let mut training = new_training(n);
    training["participants"][0] = json!({ "ssin": person(n).digits() });
    training
}

#[tokio::test]
async fn each_change_stands_or_falls_by_itself() {
    let (house, _, _, token) = house().await;
    hire(&house, &token, 11).await;
    let mut wrong = training(11);
    wrong["participants"][0]["ssin"] = json!("12345678901");
    let mut long = training(11);
    long["minutes"] = json!(5_000);
    let items = json!([
        { "reference": "P21", "newEmployee": new_employee(21) },
        { "reference": "T1", "newTraining": training(21) },
        { "newTraining": wrong },
        { "newTraining": training(99) },
        { "newTraining": long },
        { "reference": "T1", "newTraining": training(11) },
        { "newEmployee": new_employee(11) },
        { "trainingWithdrawal": {
            "trainingId": "2f08341b-d75b-45d3-8dd2-14fdfba51a0e", "version": 1, "reason": "Dubbel" } },
        { "reference": "T2", "newTraining": training(11) },
    ]);
    let batch = send(&house, &token, "a", &items).await;
    let waits = house.get(&token, &batch).await.is(200).json();
    assert_eq!(waits["status"]["state"], "processing");
    assert_eq!((&waits["total"], &waits["processed"]), (&json!(9), &json!(0)));
    let items = outcome(&house, &token, &batch).await;
    assert_eq!(
        told(&items),
        [
            "done",
            "done",
            "refused newTraining.participants[0].ssin SSIN-004",
            "refused newTraining.participants[0].ssin SSIN-022",
            "refused newTraining.minutes DURATION-008",
            "refused reference REFERENCE-006",
            "refused newEmployee.ssin SSIN-006",
            "refused trainingWithdrawal VERSION-022",
            "done",
        ]
    );
    // What was done is there, under the reference that it was sent with.
    let found = house.get(&token, &at(1, "/trainings?reference=T1")).await.is(200).json();
    assert_eq!(found["items"][0]["trainingId"], items[1]["trainingId"]);
    let new = house.get(&token, &path_of(&items[0], "href")).await.is(200).json();
    assert_eq!(new["reference"], "P21");

    // The outcome page by page, of one state, and as a table.
    let refused = house.get(&token, &format!("{batch}/outcome?state=refused&pageSize=4")).await;
    let refused = refused.is(200).json();
    assert_eq!(refused["items"][3]["position"], 5);
    let rest = house.get(&token, &path_of(&refused, "next")).await.is(200).json();
    assert_eq!(rest["items"].as_array().unwrap().len(), 2);
    assert!(rest.get("next").is_none());
    let bearer = format!("Bearer {token}");
    let table =
        [("authorization", bearer.as_str()), ("accept", "text/csv"), ("accept-language", "nl")];
    let table = house.raw("GET", &format!("{batch}/outcome"), &table, b"").await.is(200);
    let table = String::from_utf8(table.bytes).unwrap();
    let lines: Vec<_> = table.lines().collect();
    assert_eq!(lines.len(), 10);
    // Whoever reads it by column finds as many in each line: nothing in it holds a semicolon here.
    for line in &lines {
        assert_eq!(line.matches(';').count(), 9, "{line}");
    }
    assert!(
        lines[3]
            .starts_with("2;;newTraining;refused;;;SSIN-004;newTraining.participants[0].ssin;INSZ")
    );
}

#[tokio::test]
async fn changes_of_one_record_are_carried_out_in_their_order() {
    let (house, _, _, token) = house().await;
    let one = hire(&house, &token, 11).await;
    hire(&house, &token, 12).await;
    let mut planned = training(11);
    planned["participants"][0] = json!({ "employeeId": one, "status": "planned" });
    let made = house.post(&token, &at(1, "/trainings"), "made", &planned).await.is(201).json();
    let shown = house.get(&token, &path_of(&made, "href")).await.is(200).json();
    let part = &shown["participants"][0]["participationId"];
    let seen = |version: i64| json!({ "trainingId": made["trainingId"], "version": version });
    let with = |version: i64, more: Value| {
        let mut body = seen(version);
        body.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        body
    };
    let items = json!([
        { "trainingCorrection": with(1, json!({
            "title": "Heftruck, herhaling", "startDate": "2026-11-02", "minutes": 300,
            "participations": [{ "participationId": part, "status": "planned", "minutes": 200 }],
            "addedParticipants": [{ "ssin": person(12).digits(), "status": "planned" }],
        })) },
        { "trainingCompletion": with(2, json!({ "absent": [part] })) },
        { "trainingWithdrawal": with(3, json!({ "reason": "Dubbel" })) },
        { "trainingRestoration": seen(4) },
        { "trainingRestoration": seen(4) },
        { "trainingCorrection": with(5, json!({
            "title": "X", "startDate": "2026-11-02", "minutes": 60,
            "addedParticipants": [{ "ssin": person(98).digits() }],
        })) },
    ]);
    let batch = send(&house, &token, "a", &items).await;
    let items = outcome(&house, &token, &batch).await;
    assert_eq!(
        told(&items),
        [
            "done",
            "done",
            "done",
            "done",
            "refused trainingRestoration.version VERSION-146",
            "refused trainingCorrection.addedParticipants[0].ssin SSIN-022",
        ]
    );
    let shown = house.get(&token, &path_of(&made, "href")).await.is(200).json();
    assert_eq!((&shown["title"], &shown["version"]), (&json!("Heftruck, herhaling"), &json!(5)));
    let mut parts: Vec<_> = shown["participants"]
        .as_array()
        .unwrap()
        .iter()
        .map(|part| (part["status"].as_str().unwrap(), part["minutes"].as_i64().unwrap()))
        .collect();
    parts.sort_unstable();
    assert_eq!(parts, [("completed", 300), ("notFollowed", 200)]);
}

#[tokio::test]
async fn a_trial_says_what_would_be_done_and_does_nothing() {
    let (house, _, _, token) = house().await;
    let mut twice = training(21);
    twice["minutes"] = json!(5_000);
    let items = json!([
        { "newEmployee": new_employee(21) },
        { "newTraining": training(21) },
        { "newTraining": twice },
        { "newTraining": training(99) },
    ]);
    let path = at(1, "/batches?validateOnly=true");
    let taken = house.post(&token, &path, "a", &json!({ "items": items })).await.is(202).json();
    let items = outcome(&house, &token, &path_of(&taken, "href")).await;
    assert_eq!(
        told(&items),
        [
            "valid",
            "valid",
            "refused newTraining.minutes DURATION-008",
            "refused newTraining.participants[0].ssin SSIN-022",
        ]
    );
    for list in ["/employees?leavers=true", "/trainings"] {
        let list = house.get(&token, &at(1, list)).await.is(200).json();
        assert_eq!(list["items"], json!([]));
    }
}

#[tokio::test]
async fn a_batch_is_taken_once_or_not_at_all() {
    let (house, _, _, token) = house().await;
    hire(&house, &token, 11).await;
    let body = |items: Value| json!({ "items": items });
    let good = body(json!([{ "newTraining": training(11) }]));
    let first = house.post(&token, &at(1, "/batches"), "a", &good).await.is(202);
    house.wait(1);
    house.app.work_to_the_end().await.unwrap();
    let again = house.post(&token, &at(1, "/batches"), "a", &good).await.is(202);
    assert_eq!(first.bytes, again.bytes);
    let other = body(json!([{ "newTraining": training(12) }]));
    house.post(&token, &at(1, "/batches"), "a", &other).await.is(422);
    house.wait(1);
    house.app.work_to_the_end().await.unwrap();
    let list = house.get(&token, &at(1, "/trainings")).await.is(200).json();
    assert_eq!(list["items"].as_array().unwrap().len(), 1);

    let refused = async |items: Value| -> Answer {
        house.post(&token, &at(1, "/batches"), "b", &body(items)).await.is(400)
    };
    let unknown =
        json!([{ "newTraining": training(11) }, { "newTraining": { "title": "X", "days": 1 } }]);
    assert_eq!(
        refused(unknown).await.issues(),
        [
            "items[1].newTraining.startDate schemaViolation -",
            "items[1].newTraining.minutes schemaViolation -",
            "items[1].newTraining.participants schemaViolation -",
            "items[1].newTraining.days unknownInput -",
        ]
    );
    for items in [
        json!([{}]),
        json!([{ "reference": "a" }]),
        json!([{ "newTraining": training(11), "newEmployee": new_employee(13) }]),
    ] {
        assert_eq!(refused(items).await.issues(), ["items[0].newTraining schemaViolation -"]);
    }
    let many: Vec<Value> = (0..10_001).map(|_| json!({})).collect();
    assert_eq!(refused(json!(many)).await.issues(), ["items schemaViolation -"]);
    house.wait(1);
    house.app.work_to_the_end().await.unwrap();
    let list = house.get(&token, &at(1, "/trainings")).await.is(200).json();
    assert_eq!(list["items"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn a_batch_is_its_senders_and_needs_the_scope_of_each_change() {
    let (house, employer, _, token) = house().await;
    let secretariat = house.organisation(2, &[Quality::SocialSecretariat]).await;
    let theirs = house.software(2, secretariat, every_scope()).await;
    let theirs = house.token(&theirs).await;
    let mandate =
        house.mandate((1, employer), (2, secretariat), &[Scope::Read, Scope::Declare]).await;
    hire(&house, &token, 11).await;
    let good = json!([{ "newTraining": training(11) }]);
    let ours = send(&house, &token, "a", &good).await;
    house.get(&theirs, &ours).await.is(404);
    house.get(&theirs, &format!("{ours}/outcome")).await.is(404);

    // Two senders use the same key and the same reference each for their own.
    let mut called = good.clone();
    called[0]["reference"] = json!("1");
    send(&house, &token, "b", &called).await;
    let sent = send(&house, &theirs, "b", &called).await;
    assert_eq!(told(&outcome(&house, &theirs, &sent).await), ["done"]);

    // What waits when the mandate ends is not carried out any more.
    let waits = send(&house, &theirs, "c", &good).await;
    house.end_mandate(1, employer, mandate).await;
    house.wait(1);
    house.app.work_to_the_end().await.unwrap();
    house.get(&theirs, &waits).await.is(404);
    let list = house.get(&token, &at(1, "/trainings")).await.is(200).json();
    assert_eq!(list["items"].as_array().unwrap().len(), 3);

    let few = house.software(1, employer, [ApiScope::TrainingWrite].into_iter().collect()).await;
    let few = house.token(&few).await;
    let path = at(1, "/batches");
    let named = house.post(&few, &path, "d", &json!({ "items": good })).await.is(403).json();
    assert_eq!(named["requiredScopes"], json!(["scope:fla:register:read"]));
    let hires = json!({ "items": [{ "newEmployee": new_employee(13) }] });
    let hires = house.post(&few, &path, "e", &hires).await.is(403).json();
    assert_eq!(hires["requiredScopes"], json!(["scope:fla:employee:write"]));
    // With ids it needs nothing else, and sees its own outcome.
    let by = house.get(&token, &at(1, "/employees")).await.json();
    let mut by_id = good;
    by_id[0]["newTraining"]["participants"][0] =
        json!({ "employeeId": by["items"][0]["employeeId"] });
    let sent = send(&house, &few, "f", &by_id).await;
    assert_eq!(told(&outcome(&house, &few, &sent).await), ["done"]);
}

#[tokio::test]
async fn a_large_batch_of_few_people_is_done_whole() {
    let (house, _, _, token) = house().await;
    for n in 0..5 {
        hire(&house, &token, n).await;
    }
    let item = |n: u32| {
        let mut one = training(n % 5);
        one["title"] = json!(format!("Opleiding {n}"));
        one["minutes"] = json!(15);
        json!({ "reference": format!("r{n}"), "newTraining": one })
    };
    let items: Vec<Value> = (0..450).map(item).collect();
    let batch = send(&house, &token, "a", &json!(items)).await;
    let items = outcome(&house, &token, &batch).await;
    assert!(items.iter().all(|item| item["state"] == "done"));
    let one = house.get(&token, &at(1, "/employees")).await.json();
    let account = format!("{}/account?year=2026", path_of(&one["items"][0], "href"));
    let account = house.get(&token, &account).await.is(200).json();
    assert_eq!(account["years"][0]["followedMinutes"], 15 * 90);
}

#[tokio::test]
async fn what_two_changes_of_a_batch_cannot_both_have_is_found_without_carrying_them_out() {
    let (house, _, _, token) = house().await;
    hire(&house, &token, 11).await;
    let made = house.post(&token, &at(1, "/trainings"), "t", &new_training(11)).await.is(201);
    let id = made.json()["trainingId"].clone();
    let withdrawal = json!({
        "trainingWithdrawal": { "trainingId": id, "version": 1, "reason": "Dubbel" },
    });
    let mut impossible = training(11);
    impossible["minutes"] = json!(5_000);
    let mut items = vec![
        // What is refused takes nothing from those behind it.
        json!({ "reference": "T2", "newTraining": impossible }),
        json!({ "reference": "T1", "newTraining": training(11) }),
        json!({ "reference": "T1", "newTraining": training(11) }),
        json!({ "reference": "T2", "newTraining": training(11) }),
        // The same of another kind is another.
        json!({ "reference": "T1", "newEmployee": new_employee(21) }),
        json!({ "newEmployee": new_employee(21) }),
        json!({ "reference": "P21", "newEmployee": new_employee(21) }),
        json!({ "reference": "P21", "newEmployee": new_employee(22) }),
        withdrawal.clone(),
        withdrawal,
    ];
    // Into the next step, where nothing of the first is at hand any more.
    let others = (1_000..1_200).map(|n| json!({ "newEmployee": new_employee(n) }));
    items.extend(others);
    items.push(json!({ "newEmployee": new_employee(21) }));
    items.push(json!({ "reference": "T1", "newTraining": training(11) }));
    let path = at(1, "/batches?validateOnly=true");
    let body = json!({ "items": items });
    let taken = house.post(&token, &path, "trial", &body).await.is(202).json();
    let tried = told(&outcome(&house, &token, &path_of(&taken, "href")).await);
    let batch = send(&house, &token, "real", &json!(items)).await;
    let done = told(&outcome(&house, &token, &batch).await);
    assert_eq!(
        [&tried[1..10], &tried[210..]].concat(),
        [
            "valid",
            "refused reference REFERENCE-006",
            "valid",
            "valid",
            "refused newEmployee.ssin SSIN-006",
            "refused newEmployee.ssin SSIN-006",
            "valid",
            "valid",
            "refused trainingWithdrawal.version VERSION-146",
            "refused newEmployee.ssin SSIN-006",
            "refused reference REFERENCE-006",
        ]
    );
    let tried: Vec<_> = tried.iter().map(|one| one.replace("valid", "done")).collect();
    assert_eq!(tried, done, "the trial says what the real run does");
}
