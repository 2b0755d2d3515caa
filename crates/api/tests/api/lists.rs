//! Lists page by page, fields that are left out, and records found by the sender's own reference.

use std::collections::BTreeSet;

use fla_domain::dispute::About;
use serde_json::{Value, json};

use crate::questions::ask;
use crate::reports::{new_report, school};
use crate::resources::{at, hire, house, path_of};
use crate::support::{House, new_employee, new_training, person};

fn texts(list: &Value, name: &str) -> Vec<String> {
    let items = list["items"].as_array().unwrap();
    items.iter().map(|item| item[name].as_str().unwrap().to_owned()).collect()
}

/// All of a list, page by page; `between` is done after each.
async fn whole(
    house: &House,
    token: &str,
    mut path: String,
    name: &str,
    mut between: impl AsyncFnMut(usize),
) -> Vec<String> {
    let (mut all, mut page) = (Vec::new(), 0);
    loop {
        let list = house.get(token, &path).await.is(200).json();
        all.extend(texts(&list, name));
        if list.get("next").is_none() {
            return all;
        }
        path = path_of(&list, "next");
        between(page).await;
        page += 1;
    }
}

#[tokio::test]
async fn nothing_is_shown_twice_or_left_out_while_others_add() {
    let (house, _, _, token) = house().await;
    let mut there = BTreeSet::new();
    for n in 0..7 {
        there.insert(hire(&house, &token, 100 + n).await);
    }
    for sort in ["left", "-left"] {
        let start = at(1, &format!("/employees?pageSize=2&sort={sort}"));
        let seen = whole(&house, &token, start, "employeeId", async |_| ()).await;
        assert_eq!(seen.len(), there.len(), "{sort}");
        assert_eq!(BTreeSet::from_iter(seen), there, "{sort}");
    }
    let start = at(1, "/employees?pageSize=2&team=Magazijn");
    let seen = whole(&house, &token, start, "employeeId", async |page| {
        hire(&house, &token, 200 + u32::try_from(page).unwrap()).await;
    })
    .await;
    let distinct: BTreeSet<_> = seen.iter().cloned().collect();
    assert_eq!(distinct.len(), seen.len(), "somebody is shown twice");
    assert!(distinct.is_superset(&there), "somebody is left out");

    let mut trainings = BTreeSet::new();
    let add = async |n: u32| {
        let mut training = new_training(100);
        training["startDate"] = json!(format!("2026-{:02}-{:02}", 1 + n / 28, 1 + n % 28));
        training["participants"][0] = json!({ "ssin": person(100).digits(), "minutes": 10 });
        let made = house.post(&token, &at(1, "/trainings"), &format!("t{n}"), &training).await;
        made.is(201).json()["trainingId"].as_str().unwrap().to_owned()
    };
    for n in 0..120 {
        trainings.insert(add(n).await);
    }
    let start = at(1, "/trainings?year=2026&status=completed&q=heftruck");
    let seen = whole(&house, &token, start, "trainingId", async |page| {
        add(200 + u32::try_from(page).unwrap()).await;
    })
    .await;
    let distinct: BTreeSet<_> = seen.iter().cloned().collect();
    assert_eq!(distinct.len(), seen.len());
    assert!(distinct.is_superset(&trainings));

    for (path, issue) in [
        ("/trainings?afterTraining=0", "afterTraining schemaViolation -"),
        (
            "/trainings?afterTraining=2f08341b-d75b-45d3-8dd2-14fdfba51a0e",
            "afterTraining referencedResourceNotFound TRAINING-022",
        ),
        (
            "/employees?afterEmployee=2f08341b-d75b-45d3-8dd2-14fdfba51a0e",
            "afterEmployee referencedResourceNotFound EMPLOYEE-022",
        ),
        ("/employees?select=name", "select schemaViolation -"),
        ("/employees?select=(name)&select=(name)", "select schemaViolation -"),
    ] {
        assert_eq!(house.get(&token, &at(1, path)).await.is(400).issues(), [issue], "{path}");
    }
}

#[tokio::test]
async fn fields_that_are_not_selected_are_left_out() {
    let (house, _, _, token) = house().await;
    let one = hire(&house, &token, 11).await;
    let list = house.get(&token, &at(1, "/employees?select=(name,credit(year))")).await.is(200);
    let list = list.json();
    assert_eq!(list["items"], json!([{ "name": "Familie11 Alex", "credit": { "year": 2026 } }]));
    assert_eq!(list["pageSize"], 50);
    let account = at(1, &format!("/employees/{one}/account?year=2026&select=(years(leftMinutes))"));
    let account = house.get(&token, &account).await.is(200).json();
    assert!(account["years"][0]["leftMinutes"].is_i64(), "{account}");
    assert_eq!(account.as_object().unwrap().len(), 1);
    let unknown = house.get(&token, &at(1, "/employees?select=(name)&what=1")).await;
    assert_eq!(unknown.is(400).issues(), ["what unknownInput -"]);
}

#[tokio::test]
async fn a_record_is_found_by_the_reference_of_its_sender() {
    let (house, _, _, token) = house().await;
    let mut employee = new_employee(11);
    employee["reference"] = json!("P-11");
    let hired = house.post(&token, &at(1, "/employees"), "a", &employee).await.is(201).json();
    let mut training = new_training(11);
    training["reference"] = json!("LMS/7");
    let made = house.post(&token, &at(1, "/trainings"), "b", &training).await.is(201).json();

    let by = house.get(&token, &at(1, "/employees?reference=P-11")).await.is(200).json();
    assert_eq!(texts(&by, "employeeId"), [hired["employeeId"].as_str().unwrap()]);
    let by = house.get(&token, &at(1, "/trainings?reference=LMS%2F7")).await.is(200).json();
    assert_eq!(texts(&by, "trainingId"), [made["trainingId"].as_str().unwrap()]);
    assert_eq!(by["items"][0]["participantCounts"], json!({ "completed": 1 }));
    for path in ["/employees?reference=LMS%2F7", "/trainings?reference=P-11"] {
        let none = house.get(&token, &at(1, path)).await.is(200).json();
        assert!(texts(&none, "href").is_empty(), "{path}");
    }
    for (answer, name) in [(&hired, "P-11"), (&made, "LMS/7")] {
        let shown = house.get(&token, &path_of(answer, "href")).await.is(200).json();
        assert_eq!(shown["reference"], name);
    }
    let lists = house.get(&token, &at(1, "/employees?select=(reference)")).await.is(200).json();
    assert_eq!(lists["items"], json!([{ "reference": "P-11" }]));

    // One reference, one record; and never the number of a person.
    let twice = house.post(&token, &at(1, "/trainings"), "c", &training).await;
    assert_eq!(twice.is(400).issues(), ["reference rejectedInput REFERENCE-006"]);
    let would = at(1, "/trainings?validateOnly=true");
    let would = house.post(&token, &would, "d", &training).await;
    assert_eq!(would.is(400).issues(), ["reference rejectedInput REFERENCE-006"]);
    training["reference"] = json!(person(11).digits());
    let number = house.post(&token, &at(1, "/trainings"), "e", &training).await;
    assert_eq!(number.is(400).issues(), ["reference rejectedInput REFERENCE-005"]);
    let path = at(1, &format!("/trainings?reference={}", person(11).digits()));
    let number = house.get(&token, &path).await;
    assert_eq!(number.is(400).issues(), ["reference rejectedInput REFERENCE-005"]);
}

#[tokio::test]
async fn reports_and_answers_are_read_to_their_end_while_others_come() {
    let (house, _, _, token) = house().await;
    let (_, school) = school(&house).await;
    hire(&house, &token, 11).await;
    let path = at(5, "/trainingReports");
    let report = async |n: usize| {
        house.wait(1);
        let sent = house.post(&school, &path, &format!("r{n}"), &new_report("Hef", &[11])).await;
        sent.is(201).json()["trainingReportId"].as_str().unwrap().to_owned()
    };
    let mut there = Vec::new();
    for n in 0..5 {
        there.insert(0, report(n).await);
    }
    let start = format!("{path}?pageSize=2");
    let seen = whole(&house, &school, start.clone(), "trainingReportId", async |page| {
        report(10 + page).await;
    });
    assert_eq!(seen.await, there);
    let first = house.get(&school, &start).await.is(200).json();
    assert_eq!((&first["total"], &first["pageSize"]), (&json!(7), &json!(2)));
    let lost = format!("{path}?afterTrainingReport=2f08341b-d75b-45d3-8dd2-14fdfba51a0e");
    let lost = house.get(&school, &lost).await.is(400).issues();
    assert_eq!(lost, ["afterTrainingReport referencedResourceNotFound TRAINING-022"]);

    let waiting = at(1, "/reportedParticipations");
    let waiting = house.get(&token, &waiting).await.is(200).json();
    let mut parts = texts(&waiting, "reportedParticipationId");
    let dispute = async |part: &str| {
        house.wait(1);
        let body = json!({ "reportedParticipations": [part], "reason": "Was ziek" });
        house.post(&token, &at(1, "/reportedParticipations/dispute"), part, &body).await.is(200);
    };
    let late: Vec<_> = parts.split_off(5);
    for part in &parts {
        dispute(part).await;
    }
    parts.reverse();
    let start = at(1, "/reportedParticipations?status=answered&pageSize=2");
    let seen = whole(&house, &token, start.clone(), "reportedParticipationId", async |page| {
        dispute(&late[page]).await;
        // The last of the page that was read is answered no longer: the list goes on from where it stood.
        let reopen = format!("/reportedParticipations/{}/reopen", parts[2 * page + 1]);
        house.wait(1);
        house.post(&token, &at(1, &reopen), &format!("o{page}"), &json!({})).await.is(200);
    });
    assert_eq!(seen.await, parts);
    for wrong in ["&page=2", "&after=x", "&after=1.x"] {
        house.get(&token, &format!("{start}{wrong}")).await.is(400);
    }
    house.get(&token, &at(1, "/reportedParticipations?after=1.x")).await.is(400);
}

#[tokio::test]
async fn questions_are_read_to_their_end_while_they_are_answered() {
    let (house, employer, _, token) = house().await;
    let mut asked = Vec::new();
    for n in 11..16 {
        hire(&house, &token, n).await;
        asked.push(ask(&house, employer, n, About::Right).await);
    }
    let answer = async |question: &str| {
        house.wait(1);
        let path = at(1, &format!("/questions/{question}/answers"));
        house.post(&token, &path, question, &json!({ "words": "Zo is het." })).await.is(200);
    };
    let start = at(1, "/questions?pageSize=2");
    let seen = whole(&house, &token, start.clone(), "questionId", async |page| {
        answer(&asked[2 * page]).await;
        answer(&asked[2 * page + 1]).await;
    });
    assert_eq!(seen.await, asked);
    let open = house.get(&token, &start).await.is(200).json();
    assert_eq!((&open["total"], texts(&open, "questionId")), (&json!(1), vec![asked[4].clone()]));
    let start = at(1, "/questions?settled=true&pageSize=2");
    let all = house.get(&token, &start).await.is(200).json();
    assert_eq!((&all["total"], &all["pageSize"]), (&json!(5), &json!(2)));
    let seen = whole(&house, &token, start, "questionId", async |_| ()).await;
    let order: Vec<_> = [4, 0, 1, 2, 3].map(|n: usize| asked[n].clone()).into();
    assert_eq!(seen, order, "what waits comes first");
    for wrong in ["x", "2.2026-12-26.1.2f08341b-d75b-45d3-8dd2-14fdfba51a0e"] {
        house.get(&token, &at(1, &format!("/questions?after={wrong}"))).await.is(400);
    }
}
