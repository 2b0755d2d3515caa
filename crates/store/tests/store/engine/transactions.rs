//! Transactions: together or not at all, seen by others only once committed, and cut off anywhere.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use fla_store::engine::{BoxFuture, Conflict, StoreError, Transient};
use fla_store::{Engine, Outage, Store, Tx, args};

use super::schema::{BUMP, GET, PUT, STATES, embedded, employer, put, state, stores};

#[tokio::test]
async fn rollback_and_drop_leave_nothing() {
    for (engine, store) in stores().await {
        put(&store, "kept", 1).await.unwrap();
        let mut tx = store.write().await.unwrap();
        tx.global().execute(&PUT, args!["kept", 2]).await.unwrap();
        tx.rollback().await.unwrap();
        let mut tx = store.write().await.unwrap();
        tx.global().execute(&PUT, args!["kept", 3]).await.unwrap();
        drop(tx);
        put(&store, "other", 1).await.unwrap();
        assert_eq!(state(&store, "kept").await, Some(1), "{engine}");
    }
}

#[tokio::test]
async fn readers_see_one_committed_state() {
    for (engine, store) in stores().await {
        put(&store, "n", 1).await.unwrap();
        let mut writing = store.write().await.unwrap();
        writing.global().execute(&PUT, args!["n", 2]).await.unwrap();
        assert_eq!(state(&store, "n").await, Some(1), "{engine}: uncommitted");
        let mut reading = store.read().await.unwrap();
        let before = reading.global().fetch_one(&GET, args!["n"]).await.unwrap();
        writing.commit().await.unwrap();
        let after = reading.global().fetch_one(&GET, args!["n"]).await.unwrap();
        assert_eq!(before.get::<i64>(0).unwrap(), 1, "{engine}");
        assert_eq!(after.get::<i64>(0).unwrap(), 1, "{engine}: the snapshot stays");
        assert_eq!(state(&store, "n").await, Some(2), "{engine}");
    }
}

#[tokio::test]
async fn stores_in_memory_are_private() {
    let (one, other) = (embedded().await, embedded().await);
    put(&one, "n", 1).await.unwrap();
    assert_eq!(state(&other, "n").await, None);
}

/// Reads, thinks, and writes what it read plus one.
async fn increment(store: &Store, lock: bool) -> Result<(), StoreError> {
    let mut tx = store.write().await?;
    if lock {
        tx.lock_employer(employer(1));
    }
    let row = tx.global().fetch_one(&GET, args!["n"]).await?;
    let n: i64 = row.get(0)?;
    tokio::time::sleep(Duration::from_millis(1)).await;
    tx.global().execute(&PUT, args!["n", n + 1]).await?;
    tx.commit().await
}

async fn increments(store: &Store, lock: bool) -> i64 {
    put(store, "n", 0).await.unwrap();
    let tasks: Vec<_> = (0..24)
        .map(|_| {
            let store = store.clone();
            tokio::spawn(async move { increment(&store, lock).await })
        })
        .collect();
    for task in tasks {
        task.await.unwrap().unwrap();
    }
    state(store, "n").await.unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_locked_employer_loses_no_update() {
    for (engine, store) in stores().await {
        assert_eq!(increments(&store, true).await, 24, "{engine}");
        if store.engine() == Engine::Postgres {
            assert!(increments(&store, false).await < 24, "without the lock updates are lost");
        }
    }
}

#[derive(Debug, PartialEq)]
enum Failure {
    Again,
    Never,
    Store(String),
}

impl From<StoreError> for Failure {
    fn from(error: StoreError) -> Self {
        Self::Store(error.to_string())
    }
}

impl Transient for Failure {
    fn is_transient(&self) -> bool {
        *self == Self::Again
    }
}

#[tokio::test]
async fn retries() {
    for (engine, store) in stores().await {
        put(&store, "n", 0).await.unwrap();
        let mut tries = 0;
        let outcome: Result<i32, Failure> = store
            .with_retry(async |tx: &mut Tx| {
                tries += 1;
                tx.global().execute(&BUMP, args!["n"]).await?;
                if tries < 3 { Err(Failure::Again) } else { Ok(tries) }
            })
            .await;
        assert_eq!(outcome, Ok(3), "{engine}");
        assert_eq!(state(&store, "n").await, Some(1), "{engine}: one of three tries counts");
        let outcome: Result<(), Failure> =
            store.with_retry(async |_: &mut Tx| Err(Failure::Never)).await;
        assert_eq!(outcome, Err(Failure::Never), "{engine}");
        let outcome: Result<(), Failure> =
            store.with_retry(async |_: &mut Tx| Err(Failure::Again)).await;
        assert_eq!(outcome, Err(Failure::Again), "{engine}: it gives up");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_deadlock_is_transient_and_retried() {
    let (_, store) = stores().await.remove(1);
    put(&store, "a", 0).await.unwrap();
    put(&store, "b", 0).await.unwrap();
    let mut tx = store.write().await.unwrap();
    tx.global().execute(&BUMP, args!["a"]).await.unwrap();
    let other = store.clone();
    let crossing = tokio::spawn(async move {
        other
            .with_retry::<_, StoreError, _>(async |tx: &mut Tx| {
                tx.global().execute(&BUMP, args!["b"]).await?;
                tx.global().execute(&BUMP, args!["a"]).await
            })
            .await
    });
    tokio::time::sleep(Duration::from_millis(200)).await;
    let ours = match tx.global().execute(&BUMP, args!["b"]).await {
        Ok(_) => tx.commit().await.map(|()| 1),
        Err(error) => {
            assert!(
                matches!(error, StoreError::Conflict { conflict: Conflict::Serialisation, .. }),
                "{error}"
            );
            drop(tx);
            Ok(0)
        }
    };
    crossing.await.unwrap().unwrap();
    assert_eq!(state(&store, "a").await, Some(1 + ours.unwrap()));
}

/// A future that is given up after so many polls.
struct Cut<'a, T> {
    work: Pin<Box<dyn Future<Output = T> + Send + 'a>>,
    polls: usize,
}

impl<T> Future for Cut<'_, T> {
    type Output = Option<T>;
    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        if self.polls == 0 {
            return Poll::Ready(None);
        }
        self.polls -= 1;
        self.work.as_mut().poll(context).map(Some)
    }
}

/// Writes a pair of states.
fn pair(store: &Store, n: usize) -> BoxFuture<'_, ()> {
    Box::pin(async move {
        let mut tx = store.write().await?;
        tx.global().execute(&PUT, args![format!("left {n}"), 1]).await?;
        tx.global().execute(&PUT, args![format!("right {n}"), 1]).await?;
        tx.commit().await
    })
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn cut_off_at_every_await() {
    for (engine, store) in stores().await {
        let (mut finished, mut cut) = (0, 0);
        for n in 0..80 {
            // Others write at the same time, so that groups form around the one that is cut.
            let others: Vec<_> = (0..4)
                .map(|k| {
                    let store = store.clone();
                    tokio::spawn(async move { put(&store, &format!("other {k}"), 1).await })
                })
                .collect();
            let outcome = Cut { work: pair(&store, n), polls: n / 4 }.await;
            for other in others {
                other.await.unwrap().unwrap_or_else(|e| panic!("{engine} at {n}: {e}"));
            }
            // A cut commit may still come through; then it does so as a whole, and soon.
            put(&store, "after", 1).await.unwrap();
            let (left, right) = (
                state(&store, &format!("left {n}")).await,
                state(&store, &format!("right {n}")).await,
            );
            assert_eq!(left, right, "{engine}: half of a transaction");
            match outcome {
                Some(outcome) => {
                    outcome.unwrap();
                    assert_eq!(left, Some(1), "{engine}: acknowledged");
                    finished += 1;
                }
                None => cut += 1,
            }
        }
        assert!(finished > 0 && cut > 3, "{engine}: {finished} finished, {cut} cut");
    }
}

fla_store::statements! {
    pair global SLOW = sqlite "SELECT 1" postgres "SELECT COUNT(*) FROM generate_series(1, 1000000000)";
    global COUNTING = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200000) \
        SELECT COUNT(*) AS n FROM n";
}

#[tokio::test]
async fn a_cut_statement_spoils_the_transaction() {
    for (engine, store) in stores().await {
        let mut tx = store.write().await.unwrap();
        tx.global().execute(&PUT, args!["whole", 1]).await.unwrap();
        // Never polled, a statement never began; polled once, it did.
        drop(tx.global().execute(&PUT, args!["never", 1]));
        tx.global().execute(&PUT, args!["whole", 2]).await.unwrap();
        let mut scope = tx.global();
        let mut work = scope.fetch(&COUNTING, args![]);
        assert!(futures::poll!(&mut work).is_pending(), "{engine}");
        drop(work);
        let later = tx.global().fetch(&STATES, args![]).await.unwrap_err();
        assert!(matches!(later, StoreError::Unavailable { .. }), "{engine}: {later}");
        assert!(tx.commit().await.is_err(), "{engine}");
        put(&store, "after", 1).await.unwrap();
        assert_eq!(state(&store, "whole").await, None, "{engine}");
    }
}

#[tokio::test]
async fn addresses() {
    for wrong in ["", "fla.db", "mysql://host/db", "sqlite:", "postgres://host:port/x"] {
        assert!(Store::open(wrong).await.is_err(), "{wrong}");
    }
    let nobody = Store::open("postgres://nobody:hidden@127.0.0.1:1/none").await.unwrap_err();
    assert!(matches!(nobody, StoreError::Unavailable { .. }), "{nobody}");
    assert!(!format!("{nobody} {nobody:?}").contains("hidden"));
    let no_dir = Store::open("sqlite:/nonexistent/fla.db").await.unwrap_err();
    assert!(matches!(no_dir, StoreError::Unavailable { .. }), "{no_dir}");
}

#[tokio::test]
async fn a_writer_waits_for_its_turn_only_so_long() {
    let store = embedded().await;
    let held = store.write().await.unwrap();
    store.set_patience(20);
    let busy = store.write().await.unwrap_err();
    assert!(matches!(busy, StoreError::Unavailable { outage: Outage::Busy, .. }), "{busy}");
    drop(held);
    store.set_patience(30_000);
    put(&store, "n", 1).await.unwrap();
}

#[tokio::test]
async fn unsafe_settings_are_reported() {
    let database = fla_store::testing::empty_database().await;
    let unsafe_url = format!("{}&options[synchronous_commit]=off", database.url());
    let store = Store::open(&unsafe_url).await.unwrap();
    let warned = |s: &str| store.warnings().iter().any(|w| w.contains(s));
    assert!(warned("synchronous_commit = off"), "{:?}", store.warnings());
    store.close().await.unwrap();
    let safe_url = format!("{}&options[synchronous_commit]=on", database.url());
    let store = Store::open(&safe_url).await.unwrap();
    assert!(!store.warnings().iter().any(|w| w.contains("synchronous_commit")));
    store.close().await.unwrap();
}

#[tokio::test]
async fn a_slow_statement_is_given_up() {
    let database = fla_store::testing::empty_database().await;
    let url = format!("{}&statement_timeout=100", database.url());
    let store = Store::open(&url).await.unwrap();
    let mut tx = store.read().await.unwrap();
    let slow = tx.global().fetch(&SLOW, args![]).await.unwrap_err();
    assert_eq!(
        slow,
        StoreError::Unavailable {
            during: "store::engine::transactions::SLOW",
            outage: Outage::Timeout,
            detail: "SQLSTATE 57014".to_owned()
        }
    );
    drop(tx);
    store.ping().await.unwrap();
    store.close().await.unwrap();
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn backup_under_load() {
    let dir = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", dir.path().join("fla.db").display());
    let store = Store::open(&url).await.unwrap();
    store.migrate_with(super::schema::SQLITE).await.unwrap();
    for n in 0..20 {
        pair(&store, n).await.unwrap();
    }
    let load = store.clone();
    let load = tokio::spawn(async move {
        for n in 20..120 {
            pair(&load, n).await.unwrap();
        }
    });
    let copy = dir.path().join("copy.db");
    std::fs::write(&copy, "an older copy").unwrap();
    store.backup(&copy).await.unwrap();
    load.await.unwrap();
    assert!(store.check().await.unwrap().is_empty());
    assert!(!copy.with_extension("db.part").exists());
    for file in ["fla.db", "fla.db-wal", "copy.db"] {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = std::fs::metadata(dir.path().join(file)).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{file} is its owner's only");
    }

    let copied = Store::open(&format!("sqlite:{}", copy.display())).await.unwrap();
    assert!(copied.check().await.unwrap().is_empty());
    let mut tx = copied.read().await.unwrap();
    let rows = tx.global().fetch(&STATES, args![]).await.unwrap();
    assert!(rows.len() >= 40 && rows.len().is_multiple_of(2), "{}", rows.len());

    let (_, server) = stores().await.remove(1);
    let refused = server.backup(&copy).await.unwrap_err();
    assert!(refused.to_string().contains("pg_dump"), "{refused}");
    assert!(server.check().await.unwrap().is_empty());
}

#[tokio::test]
async fn a_damaged_file_is_noticed() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("fla.db");
    let url = format!("sqlite:{}", path.display());
    let store = Store::open(&url).await.unwrap();
    store.migrate_with(super::schema::SQLITE).await.unwrap();
    for n in 0..300 {
        put(&store, &format!("state {n:04}"), n).await.unwrap();
    }
    store.close().await.unwrap();
    // A page holds remains of what once lay in it: every place that reads so is changed.
    let mut bytes = std::fs::read(&path).unwrap();
    let places: Vec<usize> = bytes
        .windows(10)
        .enumerate()
        .filter(|(_, window)| window == b"state 0150")
        .map(|(at, _)| at)
        .collect();
    for at in places {
        bytes[at + 6] = b'9';
    }
    std::fs::write(&path, bytes).unwrap();
    let store = Store::open(&url).await.unwrap();
    let found = store.check().await.unwrap();
    assert!(!found.is_empty());
}
