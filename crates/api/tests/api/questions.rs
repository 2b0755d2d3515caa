//! Questions of employees: read, and answered with or without a correction.

use fla_app::{Channel, Command, Key, Visitor};
use fla_domain::access::{ApiScope, ApiScopes, Quality};
use fla_domain::dispute::{About, Claim};
use fla_domain::ids::EmployerId;
use serde_json::{Value, json};

use crate::resources::{at, hire, house};
use crate::support::{House, every_scope, new_training, person};

/// Person `n`, an employee, asks something; about the right of 2026, or about the first participation
/// in the account.
pub async fn ask(house: &House, employer: EmployerId, n: u32, about: About) -> String {
    house.wait(1);
    let visitor = Visitor {
        ssin: person(n),
        name: format!("Persoon {n}"),
        channel: Channel::Web,
        trace: "test".to_owned(),
    };
    let caller = house.app.act_as_employee(&visitor, employer).await.unwrap();
    let accounts = house.app.own_accounts(&visitor).await.unwrap();
    let part = accounts[0].parts.first().map(|part| part.part.id);
    let command = Command::AskAbout {
        about,
        participation: part.filter(|_| about == About::Participation),
        year: (about == About::Right).then_some(2026),
        words: "Klopt dit wel?".to_owned(),
        claim: Claim { minutes: Some(300), ..Claim::default() },
    };
    let key = Key::new(&format!("ask{n}{}", about.code())).unwrap();
    let receipt = house.app.submit(&caller, &command, &key, None).await.unwrap();
    receipt.object.unwrap().to_string()
}

async fn list(house: &House, token: &str, query: &str) -> Vec<Value> {
    let path = at(1, &format!("/questions{query}"));
    let found = house.get(token, &path).await.is(200).json();
    found["items"].as_array().unwrap().clone()
}

pub async fn life() {
    let (house, employer, _, token) = house().await;
    let one = hire(&house, &token, 11).await;
    house.post(&token, &at(1, "/trainings"), "t", &new_training(11)).await.is(201);
    let asked = ask(&house, employer, 11, About::Participation).await;
    let open = list(&house, &token, "").await;
    assert_eq!(open[0]["questionId"], asked.as_str());
    assert_eq!(open[0]["employeeId"], one.as_str());
    assert_eq!(open[0]["dueDate"], "2026-12-26");
    let path = at(1, &format!("/questions/{asked}"));
    let question = house.get(&token, &path).await.is(200).json();
    assert_eq!(question["steps"][0]["words"], "Klopt dit wel?");
    assert_eq!(question["steps"][0]["claim"]["minutes"], 300);
    assert_eq!(question["now"]["minutes"], 240);

    // Corrected, and answered with that correction.
    let training = question["trainingHref"].as_str().unwrap();
    let training = training.trim_start_matches("https://fla.test/fla/v1");
    let part = question["participationId"].as_str().unwrap();
    let seen = house.get(&token, training).await.headers["etag"].to_str().unwrap().to_owned();
    house.wait(1);
    let put = format!("{training}/participations/{part}");
    let body = json!({ "minutes": 300 });
    house.call(&token, ("PUT", &put), &[("if-match", &seen)], &body).await.is(200);
    let question = house.get(&token, &path).await.is(200).json();
    let correction = question["corrections"][0]["changeId"].clone();
    let answer = json!({ "words": "De uren staan er nu bij.", "correctionId": correction });
    let answers = format!("{path}/answers");
    house.wait(1);
    let done = house.post(&token, &answers, "answer", &answer).await.is(200);
    assert_eq!(done.json()["questionId"], asked.as_str());
    house.wait(1);
    let again = house.post(&token, &answers, "answer", &answer).await.is(200);
    assert_eq!(again.bytes, done.bytes);
    let question = house.get(&token, &path).await.is(200).json();
    assert_eq!(question["status"], "corrected");
    assert_eq!(question["steps"][1]["correction"]["changeId"], correction);
    assert_eq!(
        (&question["then"]["minutes"], &question["now"]["minutes"]),
        (&json!(240), &json!(300))
    );
    assert!(list(&house, &token, "").await.is_empty());
    assert_eq!(list(&house, &token, "?settled=true").await.len(), 1);
    let late = house.post(&token, &answers, "late", &answer).await.is(400);
    assert_eq!(late.issues(), ["words rejectedInput STATUS-053"]);
}

#[tokio::test]
async fn what_is_wrong_with_an_answer_is_told_with_its_place() {
    let (house, employer, _, token) = house().await;
    hire(&house, &token, 11).await;
    let asked = ask(&house, employer, 11, About::Right).await;
    let answers = at(1, &format!("/questions/{asked}/answers"));
    let post = async |body: Value| house.post(&token, &answers, "k", &body).await.is(400).issues();
    assert_eq!(
        post(json!({ "correctionId": "x", "state": "done" })).await,
        ["correctionId schemaViolation -", "words schemaViolation -", "state unknownInput -",]
    );
    assert_eq!(post(json!({ "words": " " })).await, ["words requiredInput TEXT-001"]);
    let nothing = json!({ "words": "Zo is het.", "correctionId": employer });
    assert_eq!(post(nothing).await, ["correctionId referencedResourceNotFound TRAINING-022"]);
}

#[tokio::test]
async fn questions_are_read_and_answered_within_scope_and_employer() {
    let (house, employer, _, token) = house().await;
    hire(&house, &token, 11).await;
    let asked = ask(&house, employer, 11, About::Right).await;
    let path = format!("/questions/{asked}");
    let answers = format!("{path}/answers");
    let words = json!({ "words": "Zo is het." });
    let reads = ApiScopes::default().with(ApiScope::RegisterRead);
    let reader = house.software(1, employer, reads).await;
    let reader = house.token(&reader).await;
    house.get(&reader, &at(1, &path)).await.is(200);
    let refused = house.post(&reader, &at(1, &answers), "k", &words).await.is(403).json();
    assert_eq!(refused["requiredScopes"], json!(["scope:fla:question:write"]));
    assert_eq!(house.refusals(1, employer).await[0], "answerQuestions");
    let answers_only = ApiScopes::default().with(ApiScope::QuestionWrite);
    let writer = house.software(1, employer, answers_only).await;
    let writer = house.token(&writer).await;
    house.get(&writer, &at(1, &path)).await.is(403);
    house.get(&writer, &at(1, "/questions")).await.is(403);
    let other = house.organisation(2, &[Quality::Employer]).await;
    let software = house.software(2, other, every_scope()).await;
    let stranger = house.token(&software).await;
    assert_eq!(house.get(&stranger, &at(2, "/questions")).await.is(200).json()["total"], 0);
    for n in [1, 2] {
        house.get(&stranger, &at(n, &path)).await.is(404);
        house.post(&stranger, &at(n, &answers), "k", &words).await.is(404);
    }
    house.post(&writer, &at(1, &answers), "k", &words).await.is(200);
}
