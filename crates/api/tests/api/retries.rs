//! Answers that are lost: whoever sends a call again until it is answered gets what was done, and it
//! was done once, also on several instances at the same time. `FLA_RETRIES=10000` plays more of it.

use std::collections::BTreeSet;
use std::sync::Arc;

use fla_domain::access::{Quality, Scope};
use fla_formats::synthetic::mix;
use futures::StreamExt as _;
use serde_json::json;

use crate::resources::{at, house_on, path_of};
use crate::support::{House, every_scope, new_employee, new_training, person};

/// Calls that are to have an effect.
fn calls() -> u64 {
    std::env::var("FLA_RETRIES").ok().and_then(|n| n.parse().ok()).unwrap_or(120)
}

#[tokio::test]
async fn every_call_has_its_effect_once_however_many_answers_are_lost() {
    for (engine, store) in fla_store::testing::test_stores().await {
        let (house, _, _, token) = house_on(store).await;
        // So many that each follows few, and working an account out stays short.
        let people = u32::try_from(calls() / 25).unwrap().max(20);
        for n in 0..people {
            let path = at(1, "/employees");
            house.post(&token, &path, &format!("hire{n}"), &new_employee(n)).await.is(201);
        }
        let instances = Arc::new([house.twin(0), house.twin(0), house]);
        let sent = futures::stream::iter(0..calls()).map(|n| {
            let (instances, token) = (Arc::clone(&instances), token.clone());
            async move {
                let training = json!({
                    "title": format!("Opleiding {n}"), "startDate": "2026-11-02", "minutes": 15,
                    "participants": [{ "ssin": person(u32::try_from(n % u64::from(people)).unwrap()).digits() }],
                });
                let key = format!("call{n}");
                // All answers but the last are lost; the second is sent before the first is answered.
                let path = at(1, "/trainings");
                let tries: Vec<_> = (0..2 + mix(n) % 3)
                    .map(|turn| usize::try_from(mix(n * 31 + turn) % 3).unwrap())
                    .collect();
                let first = instances[tries[0]].post(&token, &path, &key, &training);
                let second = instances[tries[1]].post(&token, &path, &key, &training);
                let (first, second) = futures::join!(first, second);
                let mut answers = vec![first.is(201).bytes, second.is(201).bytes];
                for place in &tries[2..] {
                    let answer = instances[*place].post(&token, &path, &key, &training).await;
                    answers.push(answer.is(201).bytes);
                }
                assert!(answers.windows(2).all(|two| two[0] == two[1]), "call {n}: other answers");
                answers.swap_remove(0)
            }
        });
        let answers: Vec<Vec<u8>> = sent.buffer_unordered(16).collect().await;
        let distinct: BTreeSet<_> = answers.into_iter().collect();
        assert_eq!(distinct.len() as u64, calls(), "{engine}: one effect for each call");

        let mut path = at(1, "/trainings?year=2026");
        let mut there = 0;
        loop {
            let list = instances[0].get(&token, &path).await.is(200).json();
            there += list["items"].as_array().unwrap().len() as u64;
            if list.get("next").is_none() {
                break;
            }
            path = path_of(&list, "next");
        }
        assert_eq!(there, calls(), "{engine}: as many trainings as calls");
    }
}

#[tokio::test]
async fn a_key_answers_as_the_first_time_for_as_long_as_what_it_did_is_kept() {
    const DAY: i64 = 86_400;
    for (engine, store) in fla_store::testing::test_stores().await {
        let (house, _, software, token) = house_on(store).await;
        house.post(&token, &at(1, "/employees"), "hire", &new_employee(1)).await.is(201);
        let training = new_training(1);
        let path = at(1, "/trainings");
        let first = house.post(&token, &path, "once", &training).await.is(201).bytes;
        // The contract says 30 days at least.
        for days in [1, 29, 31, 400] {
            house.wait(days * DAY);
            house.app.roll().await.unwrap();
            house.app.work_to_the_end().await.unwrap();
            let token = house.token(&software).await;
            let again = house.post(&token, &path, "once", &training).await.is(201).bytes;
            assert!(again == first, "{engine}: another answer after {days} days");
            let mut other = training.clone();
            other["minutes"] = json!(60);
            let other = house.post(&token, &path, "once", &other).await.is(422).json();
            assert_eq!(other["type"], "urn:problem-type:fla:idempotencyKeyReused", "{engine}");
        }
        let token = house.token(&software).await;
        let there = house.get(&token, &format!("{path}?withdrawn=true")).await.is(200).json();
        assert_eq!(there["items"].as_array().unwrap().len(), 1, "{engine}: done once");
    }
}

#[tokio::test]
async fn a_key_counts_for_one_client_and_one_employer() {
    let house = House::on(fla_store::testing::sqlite_store().await, 0);
    let employer = house.organisation(1, &[Quality::Employer]).await;
    let secretariat = house.organisation(2, &[Quality::SocialSecretariat, Quality::Employer]).await;
    house.mandate((1, employer), (2, secretariat), &[Scope::Declare]).await;
    let mut tokens = Vec::new();
    for _ in 0..2 {
        let software = house.software(2, secretariat, every_scope()).await;
        tokens.push(house.token(&software).await);
    }
    let add = async |token: &str, n: u32, who: u32| {
        house.wait(1);
        house.post(token, &at(n, "/employees"), "same", &new_employee(who)).await
    };
    let first = add(&tokens[0], 1, 11).await.is(201).json();
    let elsewhere = add(&tokens[0], 2, 11).await.is(201).json();
    assert_ne!(first["employeeId"], elsewhere["employeeId"], "another employer is another key");
    add(&tokens[1], 1, 12).await.is(201);
    let again = add(&tokens[0], 1, 11).await.is(201).json();
    assert_eq!(again, first);
    add(&tokens[0], 1, 13).await.is(422);
}
