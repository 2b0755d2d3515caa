//! Connections that end while nobody uses them, and while somebody does.

use std::time::Duration;

use fla_domain::ids::EmployerId;
use fla_store::engine::StoreError;
use fla_store::testing::postgres_store;
use fla_store::{Outage, Store, Tx, args, statements};
use uuid::Uuid;

const OTHERS: &str = "FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() \
    AND usename = current_user";

/// Transactions of which the server knows, each on a connection of its own.
async fn begun(store: &Store, many: usize) -> Vec<Tx> {
    let mut all = Vec::new();
    for _ in 0..many {
        let mut tx = store.write().await.unwrap();
        tx.ask("SELECT 1 AS n".to_owned()).await.unwrap();
        all.push(tx);
    }
    all
}

/// Ends connections in a state, once at least so many are in it.
async fn end(store: &Store, state: &str, many: i64) {
    let asked = format!(
        "SELECT count(*) FILTER (WHERE state = '{state}') AS n, count(*) AS others {OTHERS}"
    );
    loop {
        let mut tx = store.read().await.unwrap();
        let rows = tx.ask(asked.clone()).await.unwrap();
        let number = |column: &str| rows[0].get::<i64>(column).unwrap();
        // Those that are idle must be all, so that the next to be taken is one of them.
        if number("n") >= many && (state != "idle" || number("n") == number("others")) {
            let ended = "SELECT pg_terminate_backend(pid, 5000) AS ended";
            let ended = tx.ask(format!("{ended} {OTHERS} AND state = '{state}'")).await.unwrap();
            assert!(ended.iter().all(|row| row.get("ended").unwrap()));
            return;
        }
        // What the server tells of others stays the same within a transaction.
        drop(tx);
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
}

#[tokio::test]
async fn nobody_notices_that_idle_connections_ended() {
    let store = postgres_store().await;
    drop(begun(&store, 5).await);
    end(&store, "idle", 4).await;
    let mut all = begun(&store, 4).await;
    // The same where more than the beginning goes with the first statement.
    let mut tx = all.pop().unwrap();
    tx.lock_employer(EmployerId(Uuid::from_u128(7)));
    tx.ask("SELECT 1 AS n".to_owned()).await.unwrap();
    tx.commit().await.unwrap();
}

#[tokio::test]
async fn a_lock_is_held_although_its_first_connection_had_ended() {
    let store = postgres_store().await;
    drop(begun(&store, 2).await);
    end(&store, "idle", 1).await;
    let employer = EmployerId(Uuid::from_u128(8));
    let mut held = Vec::new();
    for _ in 0..2 {
        let mut tx = store.write().await.unwrap();
        tx.lock_employer(employer);
        let asked = tx.ask("SELECT 1 AS n".to_owned());
        // The second waits for the first.
        let answer = tokio::time::timeout(Duration::from_secs(1), asked).await;
        held.push((answer.is_ok(), tx));
    }
    assert!(held[0].0 && !held[1].0);
}

#[tokio::test]
async fn a_transaction_whose_connection_ended_does_not_go_on_with_another() {
    let store = postgres_store().await;
    let mut tx = begun(&store, 1).await.pop().unwrap();
    end(&store, "idle in transaction", 1).await;
    let refused = tx.ask("SELECT 2 AS n".to_owned()).await.unwrap_err();
    let ended = matches!(refused, StoreError::Unavailable { outage: Outage::Connection, .. });
    assert!(ended, "{refused}");
    tx.commit().await.unwrap_err();
    // What comes next has a connection.
    begun(&store, 2).await;
}

statements! {
    bulk global STATES = "system_state" (name text, value int);
    global VALUES = "SELECT name FROM system_state WHERE name LIKE 'idle%'";
}

/// A store whose connections are there and idle.
async fn used_store() -> Store {
    let store = postgres_store().await;
    for tx in begun(&store, 2).await {
        tx.commit().await.unwrap();
    }
    store
}

#[tokio::test]
async fn what_has_not_begun_begins_on_another_connection() {
    let store = used_store().await;
    // On a connection of which it knows no better.
    let mut tx = store.write().await.unwrap();
    end(&store, "idle", 1).await;
    tx.ask("SELECT 1 AS n".to_owned()).await.unwrap();
    tx.commit().await.unwrap();
}

/// Where the beginning, some rows and the end are one message, nobody can tell which of them came through.
#[tokio::test]
async fn a_whole_transaction_is_not_done_again_unasked() {
    let store = used_store().await;
    let mut tx = store.write().await.unwrap();
    let rows = vec![args!["idle", 1]];
    tx.global().insert_many(&STATES, rows.clone()).await.unwrap();
    end(&store, "idle", 1).await;
    let unknown = tx.commit().await.unwrap_err();
    let ended = matches!(unknown, StoreError::Unavailable { outage: Outage::Connection, .. });
    assert!(ended, "{unknown}");
    let mut tx = store.write().await.unwrap();
    assert!(tx.global().fetch(&VALUES, args![]).await.unwrap().is_empty());
    tx.global().insert_many(&STATES, rows).await.unwrap();
    tx.commit().await.unwrap();
    let mut tx = store.read().await.unwrap();
    assert_eq!(tx.global().fetch(&VALUES, args![]).await.unwrap().len(), 1);
}

/// Nobody waits for the end of a transaction that read: it comes about all the same, although nobody uses
/// the connection again.
#[tokio::test]
async fn a_reading_transaction_ends_on_the_server() {
    let store = postgres_store().await;
    let mut watch = store.write().await.unwrap();
    watch.ask("SELECT 1 AS n".to_owned()).await.unwrap();
    let mut tx = store.read().await.unwrap();
    tx.ask("SELECT 2 AS n".to_owned()).await.unwrap();
    tx.commit().await.unwrap();
    let ended = format!("SELECT count(*) AS n {OTHERS} AND state = 'idle' AND query = 'COMMIT'");
    for _ in 0..500 {
        // What the server tells of others stays the same within a transaction, unless it is asked anew.
        watch.ask("SELECT CAST(pg_stat_clear_snapshot() AS text) AS n".to_owned()).await.unwrap();
        let rows = watch.ask(ended.clone()).await.unwrap();
        if rows[0].get::<i64>("n").unwrap() == 1 {
            return;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("the transaction goes on");
}
