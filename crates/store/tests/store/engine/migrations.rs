//! The schema grows step by step, once, whoever starts when.

use fla_store::Store;
use fla_store::engine::{Engine, Migration, StoreError};
use fla_store::testing::empty_database;

use super::schema::{POSTGRES, SQLITE, put, state};

fn steps(engine: Engine) -> &'static [Migration] {
    match engine {
        Engine::Sqlite => SQLITE,
        Engine::Postgres => POSTGRES,
    }
}

/// A new file is turned over to its log by whoever opens it first; with many of them and many
/// files, some meet there.
#[tokio::test(flavor = "multi_thread", worker_threads = 8)]
async fn a_new_file_opened_by_many_at_once() {
    let dir = tempfile::tempdir().unwrap();
    for file in 0..50 {
        let url = format!("sqlite:{}", dir.path().join(format!("{file}.db")).display());
        let tasks: Vec<_> = (0..8)
            .map(|_| {
                let url = url.clone();
                tokio::spawn(async move { Store::open(&url).await?.close().await })
            })
            .collect();
        for task in tasks {
            task.await.unwrap().unwrap_or_else(|e| panic!("{url}: {e}"));
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn several_at_once_and_again() {
    let dir = tempfile::tempdir().unwrap();
    let database = empty_database().await;
    let file = format!("sqlite:{}", dir.path().join("fla.db").display());
    for url in [file.as_str(), database.url()] {
        let tasks: Vec<_> = (0..5)
            .map(|_| {
                let url = url.to_owned();
                tokio::spawn(async move {
                    let store = Store::open(&url).await?;
                    store.migrate_with(steps(store.engine())).await?;
                    store.migrate_with(steps(store.engine())).await?;
                    Ok::<_, StoreError>(store)
                })
            })
            .collect();
        for (n, task) in tasks.into_iter().enumerate() {
            let store = task.await.unwrap().unwrap_or_else(|e| panic!("{url}: {e}"));
            put(&store, "n", n.try_into().unwrap()).await.unwrap();
            store.close().await.unwrap();
        }
    }
}

const BROKEN: &[Migration] = &[
    Migration { version: 1, name: "one", sql: "CREATE TABLE one (n BIGINT)" },
    Migration {
        version: 2,
        name: "two",
        sql: "CREATE TABLE system_state (name TEXT PRIMARY KEY, value BIGINT NOT NULL); \
              INSERT INTO system_state VALUES ('half', 1); SELECT * FROM nowhere;",
    },
];

const MENDED: &[Migration] = &[
    Migration { version: 1, name: "one", sql: "CREATE TABLE one (n BIGINT)" },
    Migration {
        version: 2,
        name: "two",
        sql: "CREATE TABLE system_state (name TEXT PRIMARY KEY, value BIGINT NOT NULL); \
              INSERT INTO system_state VALUES ('whole', 1);",
    },
];

const CHANGED: &[Migration] =
    &[Migration { version: 1, name: "one", sql: "CREATE TABLE one (n BIGINT, m BIGINT)" }];

#[tokio::test]
async fn a_broken_step_leaves_nothing_and_a_changed_one_is_refused() {
    let database = empty_database().await;
    for url in ["sqlite::memory:", database.url()] {
        let store = Store::open(url).await.unwrap();
        let broken = store.migrate_with(BROKEN).await.unwrap_err();
        assert!(matches!(broken, StoreError::Refused { .. }), "{broken}");
        store.migrate_with(MENDED).await.unwrap();
        assert_eq!(state(&store, "half").await, None);
        assert_eq!(state(&store, "whole").await, Some(1));
        let changed = store.migrate_with(CHANGED).await.unwrap_err();
        assert!(changed.to_string().contains("step 1 was changed"), "{changed}");
        // An older program meets a newer schema.
        store.migrate_with(&MENDED[..1]).await.unwrap();
        store.close().await.unwrap();
    }
}
