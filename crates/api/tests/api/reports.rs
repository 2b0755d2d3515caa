//! What training providers report: sent by the provider, answered by the employer.

use fla_domain::access::{ApiScope, ApiScopes, Quality};
use fla_domain::ids::EmployerId;
use serde_json::{Value, json};

use crate::resources::{at, hire, house, path_of};
use crate::support::{House, every_scope, new_training, number, person};

/// A school, organisation 5, with software.
pub async fn school(house: &House) -> (EmployerId, String) {
    let school = house.organisation(5, &[Quality::TrainingProvider]).await;
    let software = house.software(5, school, every_scope()).await;
    (school, house.token(&software).await)
}

/// Four hours that people of employer 1 followed.
pub fn new_report(title: &str, people: &[u32]) -> Value {
    let participant = |n: &u32| {
        json!({
            "enterpriseNumber": number(1).digits(), "ssin": person(*n).digits(),
            "name": format!("Persoon {n}"),
        })
    };
    json!({
        "title": title, "startDate": "2026-11-02", "minutes": 240, "kind": "formal",
        "certificate": true, "validUntil": "2031-11-02",
        "participants": people.iter().map(participant).collect::<Vec<_>>(),
    })
}

/// What waits at employer 1.
async fn waiting(house: &House, token: &str) -> Vec<Value> {
    let list = house.get(token, &at(1, "/reportedParticipations")).await.is(200).json();
    list["items"].as_array().unwrap().clone()
}

fn id(item: &Value) -> &str {
    item["reportedParticipationId"].as_str().unwrap()
}

pub async fn life() {
    let (house, _, _, token) = house().await;
    let (_, school) = school(&house).await;
    let one = hire(&house, &token, 11).await;
    hire(&house, &token, 12).await;
    let path = at(5, "/trainingReports");
    let send = async |title: &str, people: &[u32]| {
        house.wait(1);
        let sent = house.post(&school, &path, title, &new_report(title, people)).await.is(201);
        assert_eq!(sent.headers["location"], sent.json()["href"].as_str().unwrap());
        path_of(&sent.json(), "href")
    };
    let first = send("Hef", &[11, 12]).await;
    let shown = house.get(&school, &first).await.is(200).json();
    assert_eq!(shown["provider"], "Organisatie 5");
    assert_eq!(shown["participants"][0]["status"], "waiting");
    assert_eq!(shown["participants"][0]["employerName"], "Organisatie 1");

    // One as it was reported, the other otherwise.
    let parts = waiting(&house, &token).await;
    assert_eq!(parts.len(), 2);
    let of_one = parts.iter().find(|part| part["employeeId"] == one.as_str()).unwrap();
    let of_two = parts.iter().find(|part| part["employeeId"] != one.as_str()).unwrap();
    assert_eq!(of_one["dueDate"], "2026-12-26");
    house.wait(1);
    let accept = at(1, "/reportedParticipations/accept");
    let body = json!({ "reportedParticipations": [id(of_one)] });
    let made = house.post(&token, &accept, "accept", &body).await.is(200);
    let training = path_of(&made.json()["items"][0], "href");
    let training = house.get(&token, &training).await.is(200).json();
    assert_eq!(training["participants"][0]["certificate"], true);
    let shorter = json!({
        "reportedParticipations": [id(of_two)],
        "training": { "title": "Hef", "startDate": "2026-11-02", "minutes": 180 },
    });
    house.wait(1);
    house.post(&token, &accept, "shorter", &shorter).await.is(200);
    let shown = house.get(&school, &first).await.is(200).json();
    let of = |status: &str| {
        let participants = shown["participants"].as_array().unwrap();
        participants.iter().filter(|one| one["status"] == status).count()
    };
    assert_eq!(of("accepted"), 2);
    let list = house.get(&school, &path).await.is(200).json();
    assert_eq!(list["items"][0]["participantCounts"], json!({ "accepted": 2 }));

    // What the employer registered itself is the same.
    send("Heftruck", &[11]).await;
    let mut own = new_training(11);
    own["participants"][0] = json!({ "employeeId": one });
    house.wait(1);
    house.post(&token, &at(1, "/trainings"), "own", &own).await.is(201);
    let parts = waiting(&house, &token).await;
    let same = &parts[0]["alike"][0];
    assert_eq!(same["score"], 100);
    let merge = at(1, &format!("/reportedParticipations/{}/merge", id(&parts[0])));
    let with = json!({ "participationId": same["participationId"] });
    house.wait(1);
    house.post(&token, &merge, "merge", &with).await.is(200);
    let answered = at(1, "/reportedParticipations?status=answered");
    let answered = house.get(&token, &answered).await.is(200).json();
    assert_eq!(answered["items"][0]["status"], "merged");
    assert_eq!(answered["items"][0]["participationId"], same["participationId"]);
    let reopen = at(1, &format!("/reportedParticipations/{}/reopen", id(&parts[0])));
    house.wait(1);
    house.post(&token, &reopen, "reopen", &json!({})).await.is(200);
    assert_eq!(waiting(&house, &token).await.len(), 1);
    let body = json!({ "reportedParticipations": [id(&parts[0])], "reason": "Was ziek" });
    house.wait(1);
    house.post(&token, &at(1, "/reportedParticipations/dispute"), "no", &body).await.is(200);

    let last = send("Verf", &[12]).await;
    house.wait(1);
    house.post(&school, &format!("{last}/withdraw"), "back", &json!({})).await.is(200);
    assert!(waiting(&house, &token).await.is_empty());
    let shown = house.get(&school, &last).await.is(200).json();
    assert_eq!(shown["participants"][0]["status"], "withdrawn");
}

#[tokio::test]
async fn a_report_and_an_answer_are_tried_and_nothing_is_kept() {
    let (house, employer, _, token) = house().await;
    let (school_id, school) = school(&house).await;
    let one = hire(&house, &token, 11).await;
    let path = at(5, "/trainingReports");
    let trial = |path: &str| format!("{path}?validateOnly=true");
    let tried = house.post(&school, &trial(&path), "t", &new_report("Hef", &[11, 12])).await;
    assert_eq!(tried.is(200).json(), json!({ "participantCount": 2 }));
    assert!(waiting(&house, &token).await.is_empty());
    let mut wrong = new_report("Hef", &[11, 11]);
    wrong["participants"][0]["enterpriseNumber"] = json!(number(77).digits());
    let said = house.post(&school, &trial(&path), "t", &wrong).await.is(400).issues();
    let sent = house.post(&school, &path, "t", &wrong).await.is(400).issues();
    assert_eq!(said, sent);

    // The trial used no key; what is done says by which change.
    house.wait(1);
    let report = new_report("Hef", &[11]);
    let sent = house.post(&school, &path, "t", &report).await.is(201);
    let again = house.post(&school, &path, "t", &report).await.is(201);
    assert_eq!(sent.bytes, again.bytes);
    let feed = house.get(&school, &at(5, "/changes")).await.is(200).json();
    let changes = feed["items"].as_array().unwrap();
    let by = changes.iter().find(|change| change["kind"] == "reportTraining").unwrap();
    assert_eq!(by["changeId"], sent.json()["changeId"]);

    let part = id(&waiting(&house, &token).await[0]).to_owned();
    let account = at(1, &format!("/employees/{one}/account?year=2026"));
    let before = house.get(&token, &account).await.is(200).json();
    let accept = at(1, "/reportedParticipations/accept");
    let body = json!({ "reportedParticipations": [part] });
    let tried = house.post(&token, &trial(&accept), "a", &body).await.is(200).json();
    let effect = &tried["effects"][0];
    assert_eq!((&tried["affected"], &effect["employeeId"]), (&json!(1), &json!(one)));
    let minutes = |name: &str| effect[name].as_i64().unwrap();
    assert_eq!(minutes("leftMinutesBefore") - minutes("leftMinutesAfter"), 240);
    let shorter = json!({
        "reportedParticipations": [part],
        "training": { "title": "Hef", "startDate": "2026-11-02", "minutes": 180 },
    });
    let tried = house.post(&token, &trial(&accept), "a", &shorter).await.is(200).json();
    let after = tried["effects"][0]["leftMinutesAfter"].as_i64().unwrap();
    assert_eq!(minutes("leftMinutesBefore") - after, 180);
    let dispute = at(1, "/reportedParticipations/dispute");
    let mute = house.post(&token, &trial(&dispute), "d", &body).await.is(400).issues();
    assert_eq!(mute, ["reason requiredInput REASON-001"]);
    let no = json!({ "reportedParticipations": [part], "reason": "Was ziek" });
    let tried = house.post(&token, &trial(&dispute), "d", &no).await.is(200).json();
    assert_eq!((&tried["affected"], &tried["effects"]), (&json!(1), &json!([])));
    let reopen = at(1, &format!("/reportedParticipations/{part}/reopen"));
    let waits = house.post(&token, &trial(&reopen), "r", &json!({})).await.is(400).issues();
    assert_eq!(waits, house.post(&token, &reopen, "r", &json!({})).await.is(400).issues());
    assert_eq!(waiting(&house, &token).await.len(), 1, "nothing was answered");
    assert_eq!(house.get(&token, &account).await.is(200).json(), before);

    // It shows people's credit, so that it needs the scope for that, and is noted as a look.
    let few = house.software(1, employer, [ApiScope::TrainingWrite].into_iter().collect()).await;
    let few = house.token(&few).await;
    let refused = house.post(&few, &trial(&accept), "a", &body).await.is(403).json();
    assert_eq!(refused["requiredScopes"], json!(["scope:fla:register:read"]));
    for (n, organisation) in [(1, employer), (5, school_id)] {
        let manager = house.act_as_manager(n, organisation).await;
        let noted = house.app.recent_audit(&manager).await.unwrap();
        assert!(noted.iter().any(|entry| entry.action == "preview"), "{n}");
    }

    house.wait(1);
    let made = house.post(&token, &accept, "a", &body).await.is(200);
    let again = house.post(&token, &accept, "a", &body).await.is(200);
    assert_eq!(made.bytes, again.bytes);
    let change = made.json()["changeId"].as_str().unwrap().to_owned();
    let change = house.get(&token, &at(1, &format!("/changes/{change}"))).await.is(200).json();
    assert_eq!(change["kind"], "acceptReported");
}

#[tokio::test]
async fn what_is_wrong_with_a_report_is_told_at_once_with_its_place() {
    let (house, _, _, token) = house().await;
    let (_, school) = school(&house).await;
    hire(&house, &token, 11).await;
    let path = at(5, "/trainingReports");
    let wrong = json!({
        "title": "x", "startDate": "2026-11-02", "minutes": 60, "link": true,
        "participants": [
            { "enterpriseNumber": "0100000170", "ssin": "12345678901", "name": " " },
            { "size": 44 },
        ],
    });
    let answer = house.post(&school, &path, "k", &wrong).await.is(400);
    assert_eq!(
        answer.issues(),
        [
            "participants[0].enterpriseNumber invalidStructure ENTERPRISE-004",
            "participants[0].ssin invalidStructure SSIN-004",
            "participants[0].name requiredInput FAMILY-NAME-001",
            "participants[1].enterpriseNumber schemaViolation -",
            "participants[1].ssin schemaViolation -",
            "participants[1].name schemaViolation -",
            "participants[1].size unknownInput -",
            "link unknownInput -",
        ]
    );
    assert!(!String::from_utf8_lossy(&answer.bytes).contains("12345678901"));
    let mut refused = new_report("Hef", &[11, 11, 11]);
    refused["participants"][2]["enterpriseNumber"] = json!(number(8).digits());
    refused["validUntil"] = json!("2026-01-01");
    refused["minutes"] = json!(5000);
    let answer = house.post(&school, &path, "k", &refused).await.is(400);
    assert_eq!(
        answer.issues(),
        [
            "minutes outOfRange DURATION-008",
            "validUntil invalidPeriod VALID-UNTIL-014",
            "participants[1] rejectedInput PARTICIPANTS-006",
            "participants[2].enterpriseNumber referencedResourceNotFound ENTERPRISE-022",
        ]
    );
    house.post(&school, &path, "k", &new_report("Hef", &[77])).await.is(201);
    let parts = waiting(&house, &token).await;
    assert!(parts[0].get("employeeId").is_none());
    let accept = at(1, "/reportedParticipations/accept");
    let post =
        async |path: &str, body: Value| house.post(&token, path, "k", &body).await.is(400).issues();
    assert_eq!(
        post(&accept, json!({ "reportedParticipations": [id(&parts[0])] })).await,
        ["reportedParticipations referencedResourceNotFound REPORT-022"]
    );
    assert_eq!(
        post(&accept, json!({ "reportedParticipations": [], "training": { "minutes": "x" } }))
            .await,
        [
            "reportedParticipations schemaViolation -",
            "training.startDate schemaViolation -",
            "training.title schemaViolation -",
            "training.minutes schemaViolation -",
        ]
    );
    let dispute = at(1, "/reportedParticipations/dispute");
    assert_eq!(
        post(&dispute, json!({ "reportedParticipations": [id(&parts[0])] })).await,
        ["reason requiredInput REASON-001"]
    );
    let twice = json!({ "reportedParticipations": [id(&parts[0]), id(&parts[0])], "reason": "x" });
    assert_eq!(post(&dispute, twice).await, ["reportedParticipations[1] schemaViolation -"]);
    let reopen = at(1, &format!("/reportedParticipations/{}/reopen", id(&parts[0])));
    assert_eq!(post(&reopen, json!({})).await, ["reportedParticipations rejectedInput REPORT-146"]);
    let merge = at(1, &format!("/reportedParticipations/{}/merge", id(&parts[0])));
    assert_eq!(post(&merge, json!({})).await, ["participationId schemaViolation -"]);
    house.get(&token, &at(1, "/reportedParticipations?status=lost")).await.is(400);
}

#[tokio::test]
async fn the_same_report_and_the_same_answer_are_answered_alike() {
    let (house, _, _, token) = house().await;
    let (_, school) = school(&house).await;
    hire(&house, &token, 11).await;
    hire(&house, &token, 12).await;
    let path = at(5, "/trainingReports");
    let first = house.post(&school, &path, "once", &new_report("Hef", &[11])).await.is(201);
    house.wait(1);
    let again = house.post(&school, &path, "once", &new_report("Hef", &[11])).await.is(201);
    assert_eq!(again.bytes, first.bytes);
    house.post(&school, &path, "once", &new_report("Hef", &[12])).await.is(422);
    house.wait(1);
    house.post(&school, &path, "twice", &new_report("Verf", &[12])).await.is(201);
    let parts = waiting(&house, &token).await;
    assert_eq!(parts.len(), 2);
    // Of two reports two trainings are made, and told again.
    let accept = at(1, "/reportedParticipations/accept");
    let body = json!({ "reportedParticipations": [id(&parts[0]), id(&parts[1])] });
    let first = house.post(&token, &accept, "both", &body).await.is(200);
    assert_eq!(first.json()["total"], 2);
    house.wait(1);
    let again = house.post(&token, &accept, "both", &body).await.is(200);
    assert_eq!(again.bytes, first.bytes);
    house.wait(1);
    house.post(&token, &accept, "late", &body).await.is(400);
    let mine = path_of(&house.get(&school, &path).await.json()["items"][0], "href");
    let back = format!("{mine}/withdraw");
    let first = house.post(&school, &back, "back", &json!({})).await.is(200);
    house.wait(1);
    let again = house.post(&school, &back, "back", &json!({})).await.is(200);
    assert_eq!(again.bytes, first.bytes);
}

#[tokio::test]
async fn reports_stay_with_who_sent_and_who_received_them() {
    let (house, employer, _, token) = house().await;
    let (school_id, school) = school(&house).await;
    hire(&house, &token, 11).await;
    let path = at(5, "/trainingReports");
    let sent = house.post(&school, &path, "k", &new_report("Hef", &[11])).await.is(201).json();
    let report = sent["trainingReportId"].as_str().unwrap();
    let other = house.organisation(2, &[Quality::Employer, Quality::TrainingProvider]).await;
    let software = house.software(2, other, every_scope()).await;
    let stranger = house.token(&software).await;
    let own = format!("/trainingReports/{report}");
    house.get(&stranger, &at(5, &own)).await.is(404);
    house.get(&stranger, &at(2, &own)).await.is(404);
    house.post(&stranger, &at(2, &format!("{own}/withdraw")), "k", &json!({})).await.is(404);
    house.get(&stranger, &at(1, "/reportedParticipations")).await.is(404);
    // An employer that gives no trainings reports none.
    let refused =
        house.post(&token, &at(1, "/trainingReports"), "k", &new_report("x", &[11])).await;
    assert_eq!(refused.is(403).json()["type"], "urn:problem-type:belgif:missingPermission");
    let part = waiting(&house, &token).await[0].clone();
    let merge = format!("/reportedParticipations/{}/merge", id(&part));
    let reopen = format!("/reportedParticipations/{}/reopen", id(&part));
    let some = json!({ "reportedParticipations": [id(&part)], "reason": "x" });
    let plain = json!({ "reportedParticipations": [id(&part)] });
    let with = json!({ "participationId": "00000000-0000-4000-8000-000000000000" });
    let reads = ApiScopes::default().with(ApiScope::RegisterRead);
    let reader = house.software(1, employer, reads).await;
    let reader = house.token(&reader).await;
    for (path, body) in [
        ("/reportedParticipations/accept", plain),
        ("/reportedParticipations/dispute", some),
        (merge.as_str(), with),
        (reopen.as_str(), json!({})),
    ] {
        house.post(&stranger, &at(2, path), "k", &body).await.is(404);
        let refused = house.post(&reader, &at(1, path), "k", &body).await.is(403).json();
        assert_eq!(refused["requiredScopes"], json!(["scope:fla:training:write"]), "{path}");
    }
    let noted = house.refusals(1, employer).await;
    assert_eq!(noted.iter().filter(|one| *one == "verifyReports").count(), 4);
    let reads = house.software(5, school_id, reads).await;
    let reads = house.token(&reads).await;
    let refused = house.get(&reads, &path).await.is(403).json();
    assert_eq!(refused["requiredScopes"], json!(["scope:fla:report:write"]));
    house.post(&reads, &path, "k", &new_report("Hef", &[11])).await.is(403);
    house.get(&school, &at(5, "/reportedParticipations")).await.is(403);
}
