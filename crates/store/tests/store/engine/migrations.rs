//! The schema grows step by step, once, whoever starts when.

use std::time::{Duration, Instant};

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

const ONE: &[Migration] =
    &[Migration { version: 1, name: "one", sql: "CREATE TABLE one (n BIGINT)" }];

/// Takes a lock that keeps whoever reads `one` waiting.
const WIDER: &[Migration] = &[
    Migration { version: 1, name: "one", sql: "CREATE TABLE one (n BIGINT)" },
    Migration { version: 2, name: "wider", sql: "ALTER TABLE one ADD COLUMN m BIGINT" },
];

/// Reads the table once; how long that took.
async fn read(store: &Store) -> Duration {
    let began = Instant::now();
    let mut tx = store.read().await.unwrap();
    tx.ask("SELECT CAST(COUNT(*) AS bigint) AS n FROM one".to_owned()).await.unwrap();
    tx.rollback().await.unwrap();
    began.elapsed()
}

/// A reader that does not end, such as a dump, must not keep the running version from reading.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn a_step_waits_for_a_reader_and_lets_others_read() {
    let database = empty_database().await;
    let store = Store::open(database.url()).await.unwrap();
    store.migrate_with(ONE).await.unwrap();
    let mut dump = store.read().await.unwrap();
    dump.ask("SELECT n FROM one".to_owned()).await.unwrap();

    let short = Duration::from_millis(1_500);
    let given_up = store.migrate_within(WIDER, short).await.unwrap_err().to_string();
    assert!(given_up.contains("step 2 did not get its locks"), "{given_up}");
    assert!(given_up.contains("session ") && given_up.contains("(fla)"), "{given_up}");

    let other = Store::open(database.url()).await.unwrap();
    let starts = |store: &Store| {
        let store = store.clone();
        tokio::spawn(async move { store.migrate_with(WIDER).await })
    };
    // The second waits for the first.
    let (first, second) = (starts(&store), starts(&other));
    let (began, mut longest) = (Instant::now(), Duration::ZERO);
    while began.elapsed() < Duration::from_secs(8) {
        longest = longest.max(read(&other).await);
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert!(longest > Duration::from_secs(1), "it did try: {longest:?}");
    assert!(longest < Duration::from_millis(3_500), "it kept a reader waiting for {longest:?}");
    assert!(!first.is_finished() && !second.is_finished());
    dump.rollback().await.unwrap();
    first.await.unwrap().unwrap();
    second.await.unwrap().unwrap();
    let mut tx = other.read().await.unwrap();
    tx.ask("SELECT m FROM one".to_owned()).await.unwrap();
    tx.rollback().await.unwrap();
}
