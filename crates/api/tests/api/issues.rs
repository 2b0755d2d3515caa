//! Where something is wrong, and what was sent there: each participant and each occupation at fault in
//! its own place, with the value where that says nothing of a person.

use serde_json::{Value, json};

use crate::resources::{at, hire, house, path_of};
use crate::support::{Answer, House, new_training, person};

const NOBODY: &str = "2f08341b-d75b-45d3-8dd2-14fdfba51a0e";

/// The values of the issues, by their names.
fn values(answer: &Answer) -> Vec<(String, Value)> {
    let body = answer.json();
    let issues = body["issues"].as_array().unwrap();
    let one = |issue: &Value| (issue["name"].as_str().unwrap().to_owned(), issue["value"].clone());
    issues.iter().map(one).collect()
}

/// A house with five employees, and a training of four hours of them.
async fn five() -> (House, String, Vec<String>, Value) {
    let (house, _, _, token) = house().await;
    let mut people = Vec::new();
    for n in 11..16 {
        people.push(hire(&house, &token, n).await);
    }
    let mut training = new_training(11);
    training["participants"] = people.iter().map(|id| json!({ "employeeId": id })).collect();
    (house, token, people, training)
}

#[tokio::test]
async fn each_participant_at_fault_is_named_in_its_place() {
    let (house, token, people, training) = five().await;
    let path = at(1, "/trainings");
    let refused = async |change: &dyn Fn(&mut Value)| {
        let mut body = training.clone();
        change(&mut body);
        house.call(&token, ("POST", &path), &[], &body).await.is(400)
    };
    let stranger = refused(&|t| t["participants"][3]["employeeId"] = json!(NOBODY)).await;
    let said = "participants[3].employeeId referencedResourceNotFound EMPLOYEE-022";
    assert_eq!(stranger.issues(), [said]);
    assert_eq!(values(&stranger), [("participants[3].employeeId".to_owned(), json!(NOBODY))]);

    let long = refused(&|t| t["participants"][3]["minutes"] = json!(1441)).await;
    assert_eq!(long.issues(), ["participants[3].minutes outOfRange DURATION-008"]);
    assert_eq!(values(&long), [("participants[3].minutes".to_owned(), json!(1441))]);

    let valid = refused(&|t| t["participants"][3]["validUntil"] = json!("2031-11-02")).await;
    assert_eq!(valid.issues(), ["participants[3].validUntil rejectedInput VALID-UNTIL-053"]);
    assert_eq!(values(&valid)[0].1, "2031-11-02");

    let split = refused(&|t| {
        for n in [1, 3] {
            t["participants"][n]["split"] = json!([{ "year": 2026, "minutes": 100 }]);
        }
    })
    .await;
    assert_eq!(
        split.issues(),
        [
            "participants[1].split invalidInput SPLIT-245",
            "participants[3].split invalidInput SPLIT-245",
        ]
    );

    let twice = refused(&|t| t["participants"][4]["employeeId"] = json!(people[0])).await;
    assert_eq!(twice.issues(), ["participants[4] rejectedInput PARTICIPANTS-006"]);

    // Of a duration that is the training's own it is told once, and there.
    let whole = refused(&|t| t["minutes"] = json!(1441)).await;
    assert_eq!(whole.issues(), ["minutes outOfRange DURATION-008"]);
}

#[tokio::test]
async fn of_very_many_the_first_fifty_are_named() {
    let (house, token, people, mut training) = five().await;
    let same = json!({ "employeeId": people[0], "minutes": 2000 });
    training["participants"] = json!(vec![same; 200]);
    let refused = house.post(&token, &at(1, "/trainings"), "a", &training).await.is(400).issues();
    assert_eq!(refused.len(), 100);
    assert_eq!(refused[49], "participants[50] rejectedInput PARTICIPANTS-006");
    assert_eq!(refused[99], "participants[49].minutes outOfRange DURATION-008");
}

#[tokio::test]
async fn who_is_added_or_corrected_is_named_as_the_call_names_them() {
    let (house, token, people, mut training) = five().await;
    let fifth = training["participants"].as_array_mut().unwrap().pop().unwrap();
    let made = house.post(&token, &at(1, "/trainings"), "a", &training).await.is(201).json();
    let training = path_of(&made, "href");
    let change = async |method: &str, path: String, body: Value| {
        let version = [("if-match", "\"1\"")];
        house.call(&token, (method, &path), &version, &body).await.is(400).issues()
    };
    let there = json!({ "employeeId": people[0] });
    let add = format!("{training}/participations");
    assert_eq!(
        change("POST", add.clone(), json!({ "participants": [fifth, there] })).await,
        ["participants[1] rejectedInput PARTICIPANTS-006"]
    );
    let nobody = json!({ "employeeId": NOBODY });
    assert_eq!(
        change("POST", add, json!({ "participants": [fifth, nobody] })).await,
        ["participants[1].employeeId referencedResourceNotFound EMPLOYEE-022"]
    );
    let shown = house.get(&token, &training).await.is(200).json();
    let one = shown["participants"][2]["participationId"].as_str().unwrap().to_owned();
    let part = format!("{training}/participations/{one}");
    assert_eq!(
        change("PUT", part, json!({ "minutes": 1441 })).await,
        ["minutes outOfRange DURATION-008"]
    );
}

#[tokio::test]
async fn a_batch_names_them_as_it_was_sent() {
    let (house, token, people, training) = five().await;
    let mut stranger = training.clone();
    stranger["participants"][3]["employeeId"] = json!(NOBODY);
    let mut two = training.clone();
    two["participants"][1]["minutes"] = json!(1441);
    two["participants"][3]["minutes"] = json!(1441);
    let items = json!([
        { "newTraining": stranger },
        { "newTraining": two },
        { "newEmployee": crate::support::new_employee(31) },
        { "newTraining": { "title": "X", "startDate": "2026-11-02", "minutes": 60, "participants": [
            { "ssin": person(31).digits() }, { "employeeId": people[0] },
            { "employeeId": people[1], "minutes": 1441 }, { "employeeId": NOBODY } ] } },
    ]);
    for trial in [true, false] {
        let path = at(1, &format!("/batches?validateOnly={trial}"));
        let body = json!({ "items": items });
        let sent = house.post(&token, &path, &format!("b{trial}"), &body).await.is(202).json();
        let batch = path_of(&sent, "href");
        let items = crate::batches::outcome(&house, &token, &batch).await;
        let told = crate::batches::told(&items);
        assert_eq!(told[0], "refused newTraining.participants[3].employeeId EMPLOYEE-022");
        assert!(told[1].contains("newTraining.participants[1].minutes DURATION-008"), "{told:?}");
        assert!(told[1].contains("newTraining.participants[3].minutes DURATION-008"), "{told:?}");
        // In a trial those whom the batch adds are left out; the others keep their place.
        assert!(told[3].contains("newTraining.participants[2].minutes DURATION-008"), "{told:?}");
    }
}

#[tokio::test]
async fn each_committee_is_named_in_its_place() {
    let (house, _, _, token) = house().await;
    let one = hire(&house, &token, 11).await;
    let path = at(1, &format!("/employees/{one}/occupations?validateOnly=true"));
    let work = |codes: &[&str]| {
        let one = |code: &&str| json!({ "jointCommittee": code, "workingHours": 1900, "referenceHours": 3800 });
        json!({ "startDate": "2026-07-01", "occupations": codes.iter().map(one).collect::<Vec<_>>() })
    };
    for (codes, place) in [(&["777"][..], 0), (&["777", "200"], 0), (&["200", "777"], 1)] {
        let refused = house.post(&token, &path, "a", &work(codes)).await.is(400);
        let name = format!("occupations[{place}].jointCommittee");
        assert_eq!(refused.issues(), [format!("{name} referencedResourceNotFound JC-022")]);
        assert_eq!(values(&refused), [(name, json!("777"))]);
    }
    let none = house.post(&token, &path, "a", &work(&[])).await.is(400);
    assert_eq!(none.issues(), ["occupations schemaViolation -"]);
}

#[tokio::test]
async fn values_are_shown_unless_they_say_something_of_a_person() {
    let (house, _, _, token) = house().await;
    let mut body = new_training(11);
    body["startDate"] = json!("2026-02-30");
    body["minutes"] = json!(0);
    body["kind"] = json!("Jan Peeters");
    body["participants"] = json!([
        { "ssin": "12345678901" },
        { "employeeId": person(12).digits() },
        { "employeeId": "12345" },
    ]);
    let refused = house.post(&token, &at(1, "/trainings"), "a", &body).await.is(400);
    let found = values(&refused);
    let of = |name: &str| &found.iter().find(|(found, _)| found == name).unwrap().1;
    assert_eq!(of("startDate"), "2026-02-30");
    assert_eq!(of("minutes"), 0);
    assert_eq!(of("participants[2].employeeId"), "12345");
    for hidden in ["kind", "participants[0].ssin", "participants[1].employeeId"] {
        assert_eq!(*of(hidden), Value::Null, "{hidden}");
    }
    let text = String::from_utf8(refused.bytes.clone()).unwrap();
    assert!(!text.contains("12345678901") && !text.contains(person(12).digits()));
    let wrong = house.get(&token, &at(1, "/employees?pageSize=999999&q=Peeters&nope=7")).await;
    let found = values(&wrong.is(400));
    let size = ("pageSize".to_owned(), json!("999999"));
    assert_eq!(found, [size, ("nope".to_owned(), Value::Null)]);
}

#[tokio::test]
async fn a_list_of_none_is_not_the_whole_training() {
    let (house, token, _, training) = five().await;
    let made = house.post(&token, &at(1, "/trainings"), "a", &training).await.is(201).json();
    let training = path_of(&made, "href");
    let version = [("if-match", "\"1\"")];
    let change = async |verb: &str, body: Value| {
        let path = format!("{training}/{verb}");
        house.call(&token, ("POST", &path), &version, &body).await.is(400).issues()
    };
    let none = || json!({ "reason": "Dubbel", "participations": [] });
    for verb in ["withdraw", "restore"] {
        assert_eq!(change(verb, none()).await, ["participations schemaViolation -"]);
    }
    let mut item = none();
    item["trainingId"] = made["trainingId"].clone();
    item["version"] = json!(1);
    let batch = json!({ "items": [{ "trainingWithdrawal": item }] });
    let batch = house.post(&token, &at(1, "/batches"), "b", &batch).await.is(400);
    let said = "items[0].trainingWithdrawal.participations schemaViolation -";
    assert_eq!(batch.issues(), [said]);
    let stranger = json!({ "reason": "Dubbel", "participations": [NOBODY] });
    let said = "participations referencedResourceNotFound PARTICIPATION-022";
    assert_eq!(change("withdraw", stranger).await, [said]);
    assert_eq!(house.get(&token, &training).await.json()["withdrawn"], false);
    let whole = json!({ "reason": "Dubbel" });
    let path = format!("{training}/withdraw");
    house.call(&token, ("POST", &path), &version, &whole).await.is(200);
    assert_eq!(house.get(&token, &training).await.json()["withdrawn"], true);
}
