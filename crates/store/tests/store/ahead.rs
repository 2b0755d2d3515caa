//! What is asked ahead is what is asked for afterwards, word for word: nothing is asked twice.

use fla_domain::identifier::EnterpriseNumber;
use fla_domain::ids::{ClientId, EmployeeId, EmployerId};
use fla_domain::time::Instant;
use fla_store::Before;
use fla_store::testing::postgres_store;
use uuid::Uuid;

const EMPLOYER: EmployerId = EmployerId(Uuid::from_u128(0xE1));
const IDS: [EmployeeId; 2] = [EmployeeId(Uuid::from_u128(1)), EmployeeId(Uuid::from_u128(2))];
const NOW: Instant = Instant::LATEST;

#[tokio::test]
async fn accounts() {
    let store = postgres_store().await;
    let mut tx = store.read().await.unwrap();
    tx.ask_accounts(EMPLOYER, &IDS, NOW, Some(99)).await.unwrap();
    assert_eq!(tx.answers_waiting(), 7);
    tx.spans_of(EMPLOYER, &IDS, NOW).await.unwrap();
    tx.service_ends(EMPLOYER, &IDS, NOW).await.unwrap();
    tx.rights_of(EMPLOYER, &IDS, NOW).await.unwrap();
    tx.entries_of(EMPLOYER, &IDS, NOW).await.unwrap();
    tx.credits_of(EMPLOYER, &IDS).await.unwrap();
    tx.adjustments_of(EMPLOYER, &IDS, NOW).await.unwrap();
    tx.counting_parts_of(EMPLOYER, &IDS, 99).await.unwrap();
    assert_eq!(tx.answers_waiting(), 0);
}

#[tokio::test]
async fn a_shown_account() {
    let store = postgres_store().await;
    let mut tx = store.read().await.unwrap();
    let (id, ids) = (IDS[0], &IDS[..1]);
    tx.ask_shown_account(EMPLOYER, id, NOW).await.unwrap();
    assert_eq!(tx.answers_waiting(), 13);
    assert!(tx.get_employee(EMPLOYER, id, NOW).await.unwrap().is_none());
    assert!(tx.get_employer(EMPLOYER, NOW).await.unwrap().is_none());
    tx.spans_of(EMPLOYER, ids, NOW).await.unwrap();
    tx.service_ends(EMPLOYER, ids, NOW).await.unwrap();
    tx.parts_of(EMPLOYER, ids, NOW).await.unwrap();
    tx.trainings_of(EMPLOYER, ids, NOW).await.unwrap();
    tx.rights_of(EMPLOYER, ids, NOW).await.unwrap();
    tx.workings_of(EMPLOYER, ids, NOW).await.unwrap();
    tx.overrides_of(EMPLOYER, ids, NOW).await.unwrap();
    tx.company_days_of(EMPLOYER, ids, NOW).await.unwrap();
    tx.opt_outs_of(EMPLOYER, ids, NOW).await.unwrap();
    tx.entries_of(EMPLOYER, ids, NOW).await.unwrap();
    tx.adjustments_of(EMPLOYER, ids, NOW).await.unwrap();
    assert_eq!(tx.answers_waiting(), 0);
}

#[tokio::test]
async fn a_call_and_what_stands_before_its_change() {
    let store = postgres_store().await;
    let mut tx = store.read().await.unwrap();
    let (hash, software) = ([7; 32], ClientId(Uuid::from_u128(5)));
    let number: EnterpriseNumber = "0884303369".parse().unwrap();
    tx.ask_call(&hash, &number).await.unwrap();
    tx.ask_software(EMPLOYER, software).await.unwrap();
    let (keys, key) = (["key".to_owned(), "other".to_owned()], Some("key"));
    let before = Before { key, keys: &keys, people: &IDS };
    tx.ask_before_change(EMPLOYER, None, "client:5", before).await.unwrap();
    assert_eq!(tx.answers_waiting(), 8);
    assert!(tx.find_token(&hash).await.unwrap().is_none());
    assert!(tx.find_employer(&number).await.unwrap().is_none());
    assert!(tx.client(EMPLOYER, software).await.unwrap().is_none());
    tx.qualities(EMPLOYER).await.unwrap();
    tx.latest_change_at(EMPLOYER).await.unwrap();
    assert!(tx.change_by_key(EMPLOYER, "client:5", "key").await.unwrap().is_none());
    tx.changes_by_keys(EMPLOYER, "client:5", &keys).await.unwrap();
    tx.employees_there(EMPLOYER, &IDS, NOW).await.unwrap();
    assert_eq!(tx.answers_waiting(), 0);
    let before = Before { key, ..Before::default() };
    tx.ask_before_change(EMPLOYER, Some(software), "client:5", Before::default()).await.unwrap();
    tx.ask_before_change(EMPLOYER, Some(software), "client:5", before).await.unwrap();
    assert_eq!(tx.answers_waiting(), 3, "the latest answer to each");
}

#[tokio::test]
async fn a_call_with_a_token_that_is_known() {
    let store = postgres_store().await;
    let mut tx = store.read().await.unwrap();
    let (hash, software) = ([7; 32], ClientId(Uuid::from_u128(5)));
    let number: EnterpriseNumber = "0884303369".parse().unwrap();
    tx.ask_known_call(&hash, &number, (EMPLOYER, software)).await.unwrap();
    assert_eq!(tx.answers_waiting(), 4);
    assert!(tx.find_token(&hash).await.unwrap().is_none());
    assert!(tx.find_employer(&number).await.unwrap().is_none());
    assert!(tx.client(EMPLOYER, software).await.unwrap().is_none());
    tx.qualities(EMPLOYER).await.unwrap();
    assert_eq!(tx.answers_waiting(), 0);
}
