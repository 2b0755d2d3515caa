//! Batches over time: cut off in the middle of a step and taken over by another instance, and
//! forgotten after the days that the contract says.

use std::collections::BTreeSet;

use fla_domain::access::Quality;
use fla_store::Store;
use fla_store::testing::{rows_holding, test_stores};
use serde_json::{Value, json};

use crate::resources::{at, hire, path_of};
use crate::support::{House, Software, every_scope, new_employee, new_training, number, person};

const DAY: i64 = 86_400;
/// Of a batch that is cut off: more than one step takes.
const MANY: u32 = 240;
const PEOPLE: u32 = 12;

/// An employer with some people, and its software.
async fn staffed(store: Store, people: u32) -> (House, Software, String) {
    let house = House::on(store, 0);
    let employer = house.organisation(1, &[Quality::Employer]).await;
    let software = house.software(1, employer, every_scope()).await;
    let token = house.token(&software).await;
    for n in 0..people {
        hire(&house, &token, n).await;
    }
    (house, software, token)
}

async fn send(house: &House, token: &str, key: &str, items: &Value) -> String {
    let taken = house.post(token, &at(1, "/batches"), key, &json!({ "items": items })).await;
    house.wait(1);
    path_of(&taken.is(202).json(), "href")
}

/// The ids of the trainings whose title begins so, and of the employees but some.
async fn listed(house: &House, token: &str, words: &str, but: &BTreeSet<String>) -> Vec<String> {
    let mut found = of_list(house, token, &format!("/trainings?q={words}"), "trainingId").await;
    let people = of_list(house, token, "/employees", "employeeId").await;
    found.extend(people.into_iter().filter(|id| !but.contains(id)));
    found
}

/// How many employees there are, asked for with one statement: the work goes on meanwhile.
async fn employees(house: &House) -> usize {
    let mut tx = house.app.store().read().await.unwrap();
    let employer = tx.find_employer(&number(1)).await.unwrap().unwrap();
    let count = tx.count_employees(employer).await.unwrap();
    tx.rollback().await.unwrap();
    usize::try_from(count).unwrap()
}

async fn of_list(house: &House, token: &str, list: &str, id: &str) -> Vec<String> {
    let mut path = at(1, list);
    let mut found = Vec::new();
    loop {
        let page = house.get(token, &path).await.is(200).json();
        let ids = page["items"].as_array().unwrap().iter().map(|one| one[id].clone());
        found.extend(ids.map(|id| id.as_str().unwrap().to_owned()));
        if page.get("next").is_none() {
            return found;
        }
        path = path_of(&page, "next");
    }
}

#[tokio::test]
async fn what_was_cut_off_in_a_step_is_taken_over_and_done_once() {
    for (engine, store) in test_stores().await {
        let (house, _, token) = staffed(store, PEOPLE).await;
        // Of a step the trainings are registered together, and then people are added one by one. It
        // is cut off when so many of them are there.
        for (round, done) in [(0, 1), (1, 17), (2, 48)] {
            let words = format!("Ronde{round}x");
            let staff = of_list(&house, &token, "/employees", "employeeId").await;
            let staff: BTreeSet<String> = staff.into_iter().collect();
            let item = |n: u32| {
                if n % 2 == 1 {
                    let mut one = new_employee(1_000 * (round + 1) + n);
                    one["familyName"] = json!(format!("{words}{n}"));
                    return json!({ "newEmployee": one, "reference": null });
                }
                let mut one = new_training(n % PEOPLE);
                one["title"] = json!(format!("{words}{n}"));
                one["minutes"] = json!(15);
                // Half have nothing but the key of the batch by which they are known again.
                let reference = n.is_multiple_of(4).then(|| format!("{words}{n}"));
                json!({ "newTraining": one, "reference": reference })
            };
            let mut items: Vec<Value> = (0..MANY).map(item).collect();
            for one in &mut items {
                if one["reference"].is_null() {
                    one.as_object_mut().unwrap().remove("reference");
                }
            }
            items[8]["newTraining"]["participants"][0] = json!({ "ssin": person(99).digits() });
            let batch = send(&house, &token, &words, &json!(items)).await;

            let watched = async {
                while employees(&house).await < staff.len() + done {
                    tokio::task::yield_now().await;
                }
            };
            // Dropped in the middle of all that it has under way.
            tokio::select! {
                _ = house.app.work_to_the_end() => panic!("{engine}: done before it was cut off"),
                () = watched => {}
            }
            let cut = house.get(&token, &batch).await.is(200).json();
            assert_eq!(cut["processed"], 0, "{engine}: within the first step");
            let before: BTreeSet<_> =
                listed(&house, &token, &words, &staff).await.into_iter().collect();
            assert!((done..200).contains(&before.len()), "{engine}: {}", before.len());

            // Another instance waits for the lease to end, and does the rest.
            house.twin(0).app.work_to_the_end().await.unwrap();
            house.get(&token, &batch).await.is(200);
            let other = house.twin(61);
            other.app.work_to_the_end().await.unwrap();
            house.get(&token, &batch).await.is(303);
            let outcome = house.get(&token, &format!("{batch}/outcome")).await.is(200).json();
            let outcome = outcome["items"].as_array().unwrap();
            let places: Vec<_> = outcome.iter().map(|one| one["position"].as_u64()).collect();
            assert_eq!(places, (0..u64::from(MANY)).map(Some).collect::<Vec<_>>(), "{engine}");
            let state = |one: &Value| one["state"].as_str().unwrap().to_owned();
            let refused = outcome.iter().filter(|one| state(one) == "refused");
            assert_eq!(refused.map(|one| one["position"].clone()).collect::<Vec<_>>(), [8]);
            let made: BTreeSet<_> = outcome
                .iter()
                .filter(|one| state(one) == "done")
                .map(|one| {
                    one["trainingId"].as_str().or(one["employeeId"].as_str()).unwrap().to_owned()
                })
                .collect();
            let there = listed(&house, &token, &words, &staff).await;
            assert_eq!(there.len(), made.len(), "{engine}: each once");
            assert_eq!(there.into_iter().collect::<BTreeSet<_>>(), made, "{engine}");
            assert_eq!(made.len() + 1, outcome.len(), "{engine}: none lost");
            assert!(before.is_subset(&made), "{engine}: what was done before stays what it was");
            house.wait(62);
        }
    }
}

#[tokio::test]
async fn what_a_batch_asked_for_is_forgotten_after_ninety_days_and_what_it_did_stays() {
    for (engine, store) in test_stores().await {
        let (house, software, token) = staffed(store.clone(), 1).await;
        let nobody = new_training(99);
        let items = json!([
            { "reference": "KEPT-1", "newTraining": new_training(0) },
            { "reference": "FORGOTTEN-1", "newTraining": nobody },
        ]);
        let sent = json!({ "items": items });
        let first = house.post(&token, &at(1, "/batches"), "old", &sent).await.is(202);
        let batch = path_of(&first.json(), "href");
        house.wait(1);
        house.app.work_to_the_end().await.unwrap();
        // What was asked for goes as soon as it is settled.
        let held = rows_holding(&store, person(99).digits()).await;
        assert_eq!(held, [""; 0], "{engine}");

        house.wait(90 * DAY - 60);
        house.app.roll().await.unwrap();
        let token = house.token(&software).await;
        house.get(&token, &batch).await.is(303);
        let outcome = house.get(&token, &format!("{batch}/outcome")).await.is(200).json();
        assert_eq!(outcome["items"].as_array().unwrap().len(), 2, "{engine}: still there");
        assert!(!rows_holding(&store, "FORGOTTEN-1").await.is_empty(), "{engine}");

        house.wait(DAY);
        house.app.roll().await.unwrap();
        let token = house.token(&software).await;
        house.get(&token, &batch).await.is(404);
        house.get(&token, &format!("{batch}/outcome")).await.is(404);
        assert_eq!(rows_holding(&store, "FORGOTTEN-1").await, [""; 0], "{engine}: nothing is left");
        let found = house.get(&token, &at(1, "/trainings?reference=KEPT-1")).await.is(200).json();
        assert_eq!(found["items"].as_array().unwrap().len(), 1, "{engine}: what it did stays");

        // Whoever sends it once more gets the first answer, and nothing is done again.
        let again = house.post(&token, &at(1, "/batches"), "old", &sent).await.is(202);
        assert_eq!(again.bytes, first.bytes, "{engine}");
        house.app.work_to_the_end().await.unwrap();
        assert_eq!(
            of_list(&house, &token, "/trainings?q=Heftruck", "trainingId").await.len(),
            1,
            "{engine}"
        );
    }
}
