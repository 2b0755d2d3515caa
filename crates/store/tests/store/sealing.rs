//! What waits to be sealed: written with its entry or not at all, and in order; and salts.

use fla_domain::ids::{AuditId, EmployeeId, EmployerId};
use fla_domain::time::Instant;
use fla_store::Store;
use fla_store::change::{AuditEntry, Behalf};
use fla_store::seal::{Pseudonym, Waiting};
use fla_store::testing::test_stores;
use uuid::Uuid;

const EMPLOYERS: [EmployerId; 2] =
    [EmployerId(Uuid::from_u128(0xE1)), EmployerId(Uuid::from_u128(0xE2))];

fn entry(number: u128) -> AuditEntry {
    AuditEntry {
        id: AuditId(Uuid::from_u128(number)),
        at: Instant(i64::try_from(number).unwrap()),
        actor_ssin: String::new(),
        actor_name: "FLA".to_owned(),
        role: "system".to_owned(),
        behalf: Behalf::default(),
        channel: "system".to_owned(),
        action: "roll".to_owned(),
        outcome: "done".to_owned(),
        reason: None,
        change: None,
        subjects: 0,
        trace: String::new(),
    }
}

fn about(count: u128) -> Vec<EmployeeId> {
    (0..count).map(|n| EmployeeId(Uuid::from_u128(0xF0 + n))).collect()
}

async fn filled(store: &Store) {
    let mut tx = store.write().await.unwrap();
    for number in 1..=6_u128 {
        let employer = EMPLOYERS[usize::try_from(number % 2).unwrap()];
        let entries = [(entry(number), about(number % 3))];
        tx.insert_audit(employer, &entries).await.unwrap();
    }
    tx.commit().await.unwrap();
}

async fn waiting(store: &Store) -> Vec<Waiting> {
    let mut tx = store.read().await.unwrap();
    let waiting = tx.waiting_for_seal(0, 100).await.unwrap();
    tx.rollback().await.unwrap();
    waiting
}

#[tokio::test]
async fn the_newest_entries_about_somebody_come_first() {
    for (engine, store) in test_stores().await {
        filled(&store).await;
        let mut tx = store.read().await.unwrap();
        for (employer, person, limit, wanted) in [
            (0, 0, 10, vec![4, 2]),
            (0, 0, 1, vec![4]),
            (0, 1, 10, vec![2]),
            (1, 0, 10, vec![5, 1]),
            (1, 2, 10, vec![]),
        ] {
            let person = EmployeeId(Uuid::from_u128(0xF0 + person));
            let found = tx.audit_of(EMPLOYERS[employer], person, limit).await.unwrap();
            let ids: Vec<_> = found.iter().map(|entry| entry.id.0.as_u128()).collect();
            assert_eq!(ids, wanted, "{engine}: {employer}");
        }
        tx.rollback().await.unwrap();
    }
}

#[tokio::test]
async fn an_entry_waits_from_the_moment_it_is_written() {
    for (engine, store) in test_stores().await {
        filled(&store).await;
        let found = waiting(&store).await;
        let ids: Vec<_> = found.iter().map(|w| w.entry.0.as_u128()).collect();
        assert_eq!(ids, [1, 2, 3, 4, 5, 6], "{engine}");
        assert_eq!(found[1].employer, Some(EMPLOYERS[0]), "{engine}");
        assert_eq!(found[1].employees(), Some(about(2)), "{engine}");
        assert_eq!(found[2].employees(), Some(Vec::new()), "{engine}");

        let mut tx = store.write().await.unwrap();
        tx.insert_audit(EMPLOYERS[0], &[(entry(8), Vec::new())]).await.unwrap();
        tx.rollback().await.unwrap();
        assert_eq!(waiting(&store).await, found, "{engine}: without its entry nothing waits");

        let mut tx = store.write().await.unwrap();
        let backlog = tx.seal_backlog().await.unwrap();
        assert_eq!((backlog.count, backlog.since), (6, Some(Instant(1))), "{engine}");
        let places: Vec<_> = found[..2].iter().map(|w| w.place).collect();
        assert_eq!(tx.seal_placed(&places).await.unwrap(), 2, "{engine}");
        assert_eq!(tx.seal_placed(&places).await.unwrap(), 0, "{engine}: once");
        assert_eq!(tx.oldest_waiting().await.unwrap(), Some(Instant(3)), "{engine}");
        let among = tx.among_waiting(&[found[0].entry, found[2].entry]).await.unwrap();
        assert_eq!(among, [found[2].entry], "{engine}");
        tx.commit().await.unwrap();
    }
}

#[tokio::test]
async fn a_salt_that_was_destroyed_is_gone() {
    for (engine, store) in test_stores().await {
        let known = |n: u8| Pseudonym {
            person: format!("person {n}"),
            salt: [n; 32],
            commitment: [n + 100; 32],
        };
        let mut tx = store.write().await.unwrap();
        tx.insert_pseudonyms(&[known(1), known(2)]).await.unwrap();
        assert!(tx.forget_in_log("person 1").await.unwrap(), "{engine}");
        assert!(!tx.forget_in_log("person 3").await.unwrap(), "{engine}");
        let people: Vec<_> = (1..4).map(|n| format!("person {n}")).collect();
        assert_eq!(tx.pseudonyms(&people).await.unwrap(), [known(2)], "{engine}");
        assert_eq!(tx.pseudonyms_after("", 10).await.unwrap(), [known(2)], "{engine}");
        assert_eq!(tx.pseudonym_of(&[101; 32]).await.unwrap(), None, "{engine}");
        assert!(tx.is_forgotten(&[101; 32]).await.unwrap(), "{engine}");
        assert!(!tx.is_forgotten(&[102; 32]).await.unwrap(), "{engine}");
        // Under a new salt the same person is somebody else.
        let again = Pseudonym { salt: [9; 32], commitment: [9; 32], ..known(1) };
        tx.insert_pseudonyms(std::slice::from_ref(&again)).await.unwrap();
        assert_eq!(tx.pseudonyms(&people).await.unwrap().len(), 2, "{engine}");
        assert!(!format!("{again:?}").contains("person 1"), "{engine}");
        tx.commit().await.unwrap();
    }
}
