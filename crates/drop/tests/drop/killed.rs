//! The process is killed, again and again, while batches keep coming.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use fla_app::{App, Clock};
use fla_drop::Folders;
use fla_store::Store;

use crate::support::{
    FOLDER, application, give, hiring, leave, names, organisation, settings, wall,
};

/// Names the folder of the data to a process that is there to be killed.
const DATA: &str = "FLA_TEST_KILLED_DATA";
const KILLS: u32 = 25;
const BATCHES: u32 = 60;

async fn app(data: &Path) -> App {
    let store = Store::open(&format!("sqlite:{}", data.join("fla.db").display())).await.unwrap();
    store.migrate().await.unwrap();
    let clock: Clock = Arc::new(|| fla_domain::time::Instant(wall()));
    application(store, clock, &data.join("files"))
}

/// Not a test by itself: what the process does that is killed.
#[tokio::test]
async fn process_to_be_killed() {
    let Some(data) = std::env::var_os(DATA) else { return };
    let data = Path::new(&data);
    let app = app(data).await;
    let mut folders = Folders::new(app.clone(), settings(&data.join("drop")));
    let working = app.clone();
    let never = std::future::pending::<()>();
    tokio::spawn(async move { working.work(never).await });
    loop {
        // A store that the one before left behind may be busy for a moment.
        let _ = folders.look().await;
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}

fn start(data: &Path) -> Child {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "killed::process_to_be_killed"]).env(DATA, data);
    command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

#[tokio::test]
async fn a_killed_process_loses_nothing_and_does_nothing_twice() {
    let data = tempfile::tempdir().unwrap();
    let data = data.path();
    let root = data.join("drop");
    let (inbox, outbox) = (root.join("123456/in"), root.join("123456/out"));
    let before = app(data).await;
    let (_, manager, client) = organisation(&before, 1).await;
    give(&before, &root, (manager.employer(), client), FOLDER).await;
    before.store().close().await.unwrap();

    let mut found: BTreeMap<String, usize> = BTreeMap::new();
    let mut collect = || {
        for name in names(&outbox) {
            assert!(!fs::read(outbox.join(&name)).unwrap().is_empty() || name.starts_with("GO"));
            fs::remove_file(outbox.join(&name)).unwrap();
            *found.entry(name).or_default() += 1;
        }
        found.len()
    };
    let mut left = 0;
    for kill in 0..KILLS {
        let mut child = start(data);
        // Later and later, so that every step of the work is met.
        let until = Instant::now() + Duration::from_millis(60 + u64::from(kill) * 17);
        while Instant::now() < until {
            if left < BATCHES * (kill + 1) / KILLS {
                left += 1;
                let batch = format!("123456.20261126.{left:05}.R");
                leave(&inbox, &format!("FI.FLAC.{batch}.1.1"), &hiring(left));
                leave(&inbox, &format!("GO.FLAC.{batch}.1"), b"");
            }
            tokio::time::sleep(Duration::from_millis(7)).await;
        }
        child.kill().unwrap();
        child.wait().unwrap();
        collect();
    }
    let mut child = start(data);
    let patience = Instant::now() + Duration::from_mins(2);
    let all = usize::try_from(left).unwrap() * 4;
    while collect() < all && Instant::now() < patience {
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    tokio::time::sleep(Duration::from_millis(200)).await;
    child.kill().unwrap();
    child.wait().unwrap();
    collect();
    assert_eq!(found.len(), all, "of {left} batches");
    let twice: Vec<_> = found.iter().filter(|(_, times)| **times > 1).collect();
    assert!(twice.is_empty(), "{twice:?}");
    let after = app(data).await;
    let files =
        after.batch_files(&manager, fla_domain::time::Instant::LATEST, 1_000).await.unwrap();
    assert_eq!(files.len(), usize::try_from(left).unwrap());
    assert!(files.iter().all(|file| (file.state.as_str(), file.accepted) == ("done", 1)));
    assert!(names(&inbox).is_empty() && names(&root.join("taken/123456")).is_empty());
}
