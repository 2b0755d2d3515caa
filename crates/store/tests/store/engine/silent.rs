//! A server that falls silent while somebody waits for it, and one that only takes long.

use std::fs;
use std::process::Command;
use std::time::{Duration, Instant};

use fla_store::engine::StoreError;
use fla_store::testing::DatabaseServer;
use fla_store::{Outage, Store};

/// Sends a signal to the server and each of its processes.
fn signal(server: &DatabaseServer, name: &str) {
    let file = fs::read_to_string(server.home().join("data/postmaster.pid")).unwrap();
    let parent = file.lines().next().unwrap().to_owned();
    let mut all = vec![parent.clone()];
    for entry in fs::read_dir("/proc").unwrap().flatten() {
        let Ok(status) = fs::read_to_string(entry.path().join("stat")) else { continue };
        let after_name = status.rsplit_once(')').map_or("", |(_, after)| after);
        if after_name.split_whitespace().nth(1) == Some(&parent) {
            all.push(entry.file_name().to_string_lossy().into_owned());
        }
    }
    let done = Command::new("kill").arg(format!("-{name}")).args(all).status().unwrap();
    assert!(done.success());
}

#[tokio::test]
async fn whoever_waits_for_a_silent_server_knows_it_within_ten_seconds() {
    let server = DatabaseServer::start("");
    let store = Store::open(&server.url()).await.unwrap();
    let mut tx = store.read().await.unwrap();
    tx.ask("SELECT 1 AS n".to_owned()).await.unwrap();
    signal(&server, "STOP");
    let began = Instant::now();
    let refused = tx.ask("SELECT 2 AS n".to_owned()).await.unwrap_err();
    let took = began.elapsed();
    signal(&server, "CONT");
    assert!(
        matches!(refused, StoreError::Unavailable { outage: Outage::Timeout, .. }),
        "{refused}"
    );
    assert!(took < Duration::from_secs(10), "{took:?}");
    // It was no end: what comes next is answered.
    let mut tx = store.read().await.unwrap();
    tx.ask("SELECT 3 AS n".to_owned()).await.unwrap();
}

#[tokio::test]
async fn a_statement_that_takes_long_is_waited_for() {
    let server = DatabaseServer::start("");
    // The one connection is at work, so that the server must be asked over another.
    let store = Store::open(&format!("{}?max_connections=1", server.url())).await.unwrap();
    let mut tx = store.read().await.unwrap();
    let rows = tx.ask("SELECT CAST(1 AS bigint) AS n FROM pg_sleep(5)".to_owned()).await.unwrap();
    assert_eq!(rows[0].get::<i64>("n").unwrap(), 1);
}
