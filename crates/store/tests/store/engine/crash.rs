//! What was acknowledged is there after the process died, and after the disk refused.

use std::collections::BTreeSet;
use std::io::Write as _;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use fla_store::{Engine, Store, args};
use tokio::sync::Barrier;

use super::schema::{POSTGRES, PUT, SQLITE, STATES};

const URL: &str = "FLA_TEST_CRASH_URL";
const ACKS: &str = "FLA_TEST_CRASH_ACKS";
const WRITERS: usize = 16;

/// Writes pairs from many tasks and says so, until it aborts after so many acknowledgements, or
/// until a write is refused.
async fn child(url: String, acks: u32) {
    static ACKED: AtomicU32 = AtomicU32::new(0);
    let store = Store::open(&url).await.unwrap();
    // Whoever is first does not die before the others have begun.
    let begun = Arc::new(Barrier::new(WRITERS));
    let tasks: Vec<_> = (0..WRITERS)
        .map(|k| {
            let (store, begun) = (store.clone(), begun.clone());
            tokio::spawn(async move {
                // More than any disk of these tests holds.
                for n in 0..20_000 {
                    say(&format!("try {k}.{n}"));
                    if n == 0 {
                        begun.wait().await;
                    }
                    if let Err(error) = write(&store, &format!("{k}.{n}")).await {
                        say(&format!("refused {error}"));
                        return;
                    }
                    say(&format!("ack {k}.{n}"));
                    if ACKED.fetch_add(1, Ordering::SeqCst) + 1 == acks {
                        std::process::abort();
                    }
                }
            })
        })
        .collect();
    for task in tasks {
        task.await.unwrap();
    }
    // Reading goes on when writing cannot.
    let mut tx = store.read().await.unwrap();
    let rows = tx.global().fetch(&STATES, args![]).await.unwrap();
    say(&format!("rows {}", rows.len()));
}

async fn write(store: &Store, name: &str) -> Result<(), fla_store::StoreError> {
    let mut tx = store.write().await?;
    tx.global().execute(&PUT, args![format!("left {name}"), 1]).await?;
    tx.global().execute(&PUT, args![format!("right {name}"), 1]).await?;
    tx.commit().await
}

fn say(line: &str) {
    let mut out = std::io::stdout().lock();
    out.write_all(format!("{line}\n").as_bytes()).unwrap();
}

struct Said {
    tried: usize,
    acked: BTreeSet<String>,
    refused: Vec<String>,
    rows: Option<usize>,
}

/// Starts this test again in a process of its own, as the one that dies.
fn run(test: &str, url: &str, acks: u32, limit: &str) -> Said {
    let output = Command::new("sh")
        .args(["-c", &format!("{limit} exec \"$0\" \"$@\"")])
        .arg(std::env::current_exe().unwrap())
        .args([test, "--exact", "--nocapture"])
        .env(URL, url)
        .env(ACKS, acks.to_string())
        .stdin(Stdio::null())
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let said = |what: &str| -> Vec<String> {
        text.lines().filter_map(|l| l.strip_prefix(what)).map(str::to_owned).collect()
    };
    Said {
        tried: said("try ").len(),
        acked: said("ack ").into_iter().collect(),
        refused: said("refused "),
        rows: said("rows ").first().map(|n| n.parse().unwrap()),
    }
}

/// The pairs in the store; half a pair is a fault.
async fn pairs(store: &Store) -> BTreeSet<String> {
    let mut tx = store.read().await.unwrap();
    let rows = tx.global().fetch(&STATES, args![]).await.unwrap();
    let names: Vec<String> = rows.iter().map(|row| row.get("name").unwrap()).collect();
    let side = |side: &str| -> BTreeSet<String> {
        names.iter().filter_map(|n| n.strip_prefix(side)).map(str::to_owned).collect()
    };
    assert_eq!(side("left "), side("right "), "half of a transaction");
    side("left ")
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn acknowledged_writes_survive_an_abort() {
    if let (Ok(url), Ok(acks)) = (std::env::var(URL), std::env::var(ACKS)) {
        return child(url, acks.parse().unwrap()).await;
    }
    let dir = tempfile::tempdir().unwrap();
    for cycle in 0..8_u32 {
        let database = fla_store::testing::empty_database().await;
        let file = format!("sqlite:{}", dir.path().join(format!("{cycle}.db")).display());
        for url in [file.as_str(), database.url()] {
            let store = Store::open(url).await.unwrap();
            let steps = if store.engine() == Engine::Sqlite { SQLITE } else { POSTGRES };
            store.migrate_with(steps).await.unwrap();
            store.close().await.unwrap();
            let acks = 1 + cycle * 23;
            let said = run("engine::crash::acknowledged_writes_survive_an_abort", url, acks, "");
            assert!(said.acked.len() >= acks as usize, "{url}: {:?}", said.refused);
            assert!(said.tried > said.acked.len(), "it died while writing");
            let store = Store::open(url).await.unwrap();
            assert!(store.check().await.unwrap().is_empty());
            let kept = pairs(&store).await;
            let lost: Vec<_> = said.acked.difference(&kept).collect();
            assert!(lost.is_empty(), "{url}: lost {lost:?}");
            store.close().await.unwrap();
        }
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_disk_that_refuses_gives_no_false_acknowledgement() {
    if let (Ok(url), Ok(acks)) = (std::env::var(URL), std::env::var(ACKS)) {
        return child(url, acks.parse().unwrap()).await;
    }
    let dir = tempfile::tempdir().unwrap();
    for kilobytes in [120, 500, 2100] {
        let url = format!("sqlite:{}", dir.path().join(format!("{kilobytes}.db")).display());
        let store = Store::open(&url).await.unwrap();
        store.migrate_with(SQLITE).await.unwrap();
        store.close().await.unwrap();
        // A file that may not grow beyond this: writes fail as on a full disk.
        let limit = format!("trap '' XFSZ; ulimit -f {};", kilobytes * 2);
        let test = "engine::crash::a_disk_that_refuses_gives_no_false_acknowledgement";
        let said = run(test, &url, u32::MAX, &limit);
        assert_eq!(said.refused.len(), WRITERS, "every writer met the limit");
        assert!(
            said.refused.iter().all(|r| r.starts_with("store unavailable")),
            "{:?}",
            said.refused
        );
        assert!(!said.acked.is_empty(), "some writes came first");
        let store = Store::open(&url).await.unwrap();
        assert!(store.check().await.unwrap().is_empty());
        let kept = pairs(&store).await;
        let lost: Vec<_> = said.acked.difference(&kept).collect();
        assert!(lost.is_empty(), "lost {lost:?}");
        assert!(said.rows >= Some(said.acked.len() * 2), "reading went on");
        // With space again, writing goes on.
        write(&store, "later").await.unwrap();
        store.close().await.unwrap();
    }
}
