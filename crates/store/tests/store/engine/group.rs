//! Group commit of the embedded store: many small writers share one wait for the disk, and
//! nobody's fault is another's.

use std::time::Duration;

use fla_store::args;
use fla_store::engine::StoreError;

use super::schema::{ADD, GET, PUT, STATES, embedded, employer, put, state};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn writers_share_commits_and_each_sees_its_own() {
    let store = embedded().await;
    let before = store.group_commits().await.unwrap();
    let writer = || store.figures().writer.unwrap();
    let figures = writer();
    let tasks: Vec<_> = (0..32)
        .map(|k| {
            let store = store.clone();
            tokio::spawn(async move {
                for n in 0..20 {
                    let name = format!("{k} {n}");
                    put(&store, &name, n).await.unwrap();
                    assert_eq!(state(&store, &name).await, Some(n), "acknowledged, so visible");
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    let commits = store.group_commits().await.unwrap() - before;
    assert!(commits < 400, "640 writes took {commits} commits");
    // Whoever watches is told the same.
    assert_eq!(writer().turns - figures.turns, 640);
    assert!((1..=commits).contains(&(writer().commits - figures.commits)));
    assert_eq!(writer().waiting, 0);
    assert_eq!(store.figures().used, 0);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn who_rolls_back_leaves_the_group_alone() {
    let store = embedded().await;
    let tasks: Vec<_> = (0..60_i64)
        .map(|n| {
            let store = store.clone();
            tokio::spawn(async move {
                let mut tx = store.write().await.unwrap();
                tx.global().execute(&PUT, args![format!("n {n:02}"), n]).await.unwrap();
                match n % 4 {
                    0 => tx.rollback().await.unwrap(),
                    1 => drop(tx),
                    2 => {
                        let row = args![uuid::Uuid::nil(), None::<String>, None::<String>];
                        tx.employer(employer(1)).execute(&ADD, row).await.unwrap_err();
                        let spoilt = tx.commit().await.unwrap_err();
                        assert!(matches!(spoilt, StoreError::Unavailable { .. }));
                    }
                    _ => tx.commit().await.unwrap(),
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    let mut tx = store.read().await.unwrap();
    let rows = tx.global().fetch(&STATES, args![]).await.unwrap();
    let kept: Vec<i64> = rows.iter().map(|row| row.get("value").unwrap()).collect();
    assert_eq!(kept, (0..60).filter(|n| n % 4 == 3).collect::<Vec<_>>());
}

#[tokio::test]
async fn what_a_writer_saw_of_others_is_kept_before_it_tells() {
    for drops in [true, false] {
        let mut tries = 0;
        // On a machine that stands still for a moment the first is committed before the second looks.
        while !saw_what_was_not_kept(drops).await {
            tries += 1;
            assert!(tries < 20, "they never shared a commit");
        }
    }
}

/// Whether a second writer saw what a first had written and not committed yet; then it was committed before
/// the second had ended.
async fn saw_what_was_not_kept(drops: bool) -> bool {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("fla.db");
    let store = fla_store::Store::open(&format!("sqlite:{}", path.display())).await.unwrap();
    store.migrate_with(super::schema::SQLITE).await.unwrap();
    // Of another program's view, at this very moment: no other task gets a turn before it looks.
    let kept = || {
        let file = rusqlite::Connection::open(&path).unwrap();
        file.query_row("SELECT value FROM system_state WHERE name = 'key'", [], |row| row.get(0))
    };
    let mut first = store.write().await.unwrap();
    first.global().execute(&PUT, args!["key", 1]).await.unwrap();
    let other = store.clone();
    // Waits for its turn, so that the first shares a commit with it.
    let second = async {
        let mut tx = other.write().await.unwrap();
        let seen = tx.global().fetch_one(&GET, args!["key"]).await.unwrap();
        assert_eq!(seen.get::<i64>(0).unwrap(), 1);
        let before: Result<i64, _> = kept();
        if drops {
            drop(tx);
        } else {
            tx.rollback().await.unwrap();
        }
        (before, kept())
    };
    let committed = async {
        tokio::task::yield_now().await;
        first.commit().await
    };
    let ((before, after), committed) = futures::join!(second, committed);
    committed.unwrap();
    assert_eq!(after, Ok(1_i64), "dropped: {drops}");
    before.is_err()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_long_writer_delays_nobodys_acknowledgement() {
    let store = embedded().await;
    let mut first = store.write().await.unwrap();
    first.global().execute(&PUT, args!["first", 1]).await.unwrap();
    let other = store.clone();
    let long = tokio::spawn(async move {
        let mut tx = other.write_long().await.unwrap();
        tx.global().execute(&PUT, args!["long", 1]).await.unwrap();
        tokio::time::sleep(Duration::from_millis(600)).await;
        tx.commit().await.unwrap();
    });
    tokio::time::sleep(Duration::from_millis(50)).await;
    tokio::time::timeout(Duration::from_millis(300), first.commit()).await.unwrap().unwrap();
    assert_eq!((state(&store, "first").await, state(&store, "long").await), (Some(1), None));
    long.await.unwrap();
    assert_eq!(state(&store, "long").await, Some(1));
}

#[tokio::test]
async fn an_idle_writer_leaves_the_database_unlocked() {
    let dir = tempfile::tempdir().unwrap();
    let url = format!("sqlite:{}", dir.path().join("fla.db").display());
    let store = fla_store::Store::open(&url).await.unwrap();
    store.migrate_with(super::schema::SQLITE).await.unwrap();
    let second = fla_store::Store::open(&url).await.unwrap();
    for n in 0..5 {
        let mut tx = store.write().await.unwrap();
        tx.global().execute(&PUT, args!["n", n]).await.unwrap();
        drop(tx);
        put(&second, "n", n).await.unwrap();
        put(&store, "n", n + 1).await.unwrap();
        put(&second, "n", n + 2).await.unwrap();
        assert_eq!(state(&store, "n").await, Some(n + 2));
    }
}
