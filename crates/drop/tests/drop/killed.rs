//! The process is killed, again and again, while batches keep coming, some of many forms.
//!
//! `FLA_KILLS` says how often.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use fla_app::{App, BatchFileView, Caller, Clock};
use fla_drop::Folders;
use fla_store::Store;

use crate::support::{
    FOLDER, application, give, hirings, leave, names, organisation, settings, wall,
};

/// Names the folder of the data to a process that is there to be killed.
const DATA: &str = "FLA_TEST_KILLED_DATA";
/// By how many seconds its clock is ahead.
const AHEAD: &str = "FLA_TEST_KILLED_AHEAD";
/// Seconds from one start to the next by that clock: what the one before worked at is free again.
const LEASE: u32 = 30;
/// Forms of every third batch; the others have one.
const MANY: u32 = 200;

async fn app(data: &Path) -> App {
    let store = Store::open(&format!("sqlite:{}", data.join("fla.db").display())).await.unwrap();
    store.migrate().await.unwrap();
    let ahead = std::env::var(AHEAD).map_or(0, |seconds| seconds.parse().unwrap());
    let clock: Clock = Arc::new(move || fla_domain::time::Instant(wall() + ahead * 1_000_000));
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

fn start(data: &Path, kill: u32) -> Child {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "killed::process_to_be_killed"]).env(DATA, data);
    command.env(AHEAD, (kill * LEASE).to_string());
    command.stdout(Stdio::null()).stderr(Stdio::null()).spawn().unwrap()
}

#[tokio::test]
async fn a_killed_process_loses_nothing_and_does_nothing_twice() {
    let kills: u32 = std::env::var("FLA_KILLS").map_or(25, |n| n.parse().unwrap());
    let batches = kills * 12 / 5;
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
    let (mut left, mut forms, mut within) = (0, 0, 0);
    for kill in 0..kills {
        let mut child = start(data, kill);
        // Later and later, so that every step of the work is met.
        let until = Instant::now() + Duration::from_millis(60 + u64::from(kill % 25) * 17);
        while Instant::now() < until {
            if left < batches * (kill + 1) / kills {
                left += 1;
                let batch = format!("123456.20261126.{left:05}.R");
                let more = if left % 3 == 0 { MANY } else { 1 };
                leave(&inbox, &format!("FI.FLAC.{batch}.1.1"), &hirings(forms..forms + more));
                forms += more;
                leave(&inbox, &format!("GO.FLAC.{batch}.1"), b"");
            }
            tokio::time::sleep(Duration::from_millis(7)).await;
        }
        child.kill().unwrap();
        child.wait().unwrap();
        collect();
        within += u32::from(under_way(data, &manager).await);
    }
    assert!(within * 10 > kills * 3, "only {within} of {kills} kills met a file under way");
    let mut child = start(data, kills);
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
    let files = files(data, &manager).await;
    assert_eq!(files.len(), usize::try_from(left).unwrap());
    let whole =
        |file: &&BatchFileView| (file.state.as_str(), file.accepted) == ("done", file.forms);
    assert_eq!(files.iter().filter(whole).count(), files.len());
    let accepted: i64 = files.iter().map(|file| file.accepted).sum();
    assert_eq!(accepted, i64::from(forms), "each form adds somebody, who could not be added twice");
    assert!(names(&inbox).is_empty() && names(&root.join("taken/123456")).is_empty());
}

/// The batch files that the register holds.
async fn files(data: &Path, manager: &Caller) -> Vec<BatchFileView> {
    let app = app(data).await;
    let latest = fla_domain::time::Instant::LATEST;
    let files = app.batch_files(manager, latest, 1_000).await.unwrap();
    app.store().close().await.unwrap();
    files
}

/// Whether some file was taken and not yet carried out to its end.
async fn under_way(data: &Path, manager: &Caller) -> bool {
    files(data, manager).await.iter().any(|file| !matches!(&*file.state, "done" | "refused"))
}
