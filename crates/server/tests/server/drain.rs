//! How the program stops: told to load balancers first, with what is under way finished, and with
//! long work given back.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::time::{Duration, Instant};

use crate::common::{Running, fla, serve};
use fla_store::Store;
use tokio::time::sleep;

/// A request of which half the body was sent.
fn half_sent(base: &str) -> TcpStream {
    let address = base.strip_prefix("http://").unwrap();
    let mut stream = TcpStream::connect(address).unwrap();
    let head = format!(
        "POST /oauth2/token HTTP/1.1\r\nHost: {address}\r\nContent-Type: \
         application/x-www-form-urlencoded\r\nContent-Length: 20\r\n\r\ngrant_type"
    );
    stream.write_all(head.as_bytes()).unwrap();
    stream
}

/// The first line of the answer once the rest of the body was sent.
fn answered(mut stream: TcpStream) -> String {
    stream.write_all(b"=something").unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(10))).unwrap();
    let mut answer = [0; 64];
    let n = stream.read(&mut answer).unwrap();
    String::from_utf8_lossy(&answer[..n]).lines().next().unwrap_or_default().to_owned()
}

#[tokio::test]
async fn load_balancers_are_told_and_requests_under_way_finish() {
    let dir = tempfile::tempdir().unwrap();
    let mut command = serve(dir.path());
    command.env("FLA_DRAIN_NOTICE_SECONDS", "2").env("FLA_DRAIN_SECONDS", "20");
    let server = Running::start(command);
    let base = server.base.clone();
    let under_way = half_sent(&base);
    let ready = || reqwest::get(format!("{base}/health/ready"));
    assert_eq!(ready().await.unwrap().status().as_u16(), 200);

    let began = Instant::now();
    server.ask_to_stop();
    // Told at once; requests are still taken.
    loop {
        let answer = ready().await.unwrap();
        if answer.status().as_u16() == 503 {
            assert_eq!(answer.text().await.unwrap(), r#"{"status":"DOWN","reason":"draining"}"#);
            break;
        }
        assert!(began.elapsed() < Duration::from_secs(1), "it is not told");
    }
    assert_eq!(reqwest::get(format!("{base}/")).await.unwrap().status().as_u16(), 200);
    // After the notice no more are taken, and what is under way is waited for.
    while ready().await.is_ok() {
        assert!(began.elapsed() < Duration::from_secs(10), "requests are still taken");
        sleep(Duration::from_millis(50)).await;
    }
    assert!(began.elapsed() >= Duration::from_secs(2), "the notice was cut short");
    let answer = answered(under_way);
    assert!(answer.starts_with("HTTP/1.1 400"), "{answer}");
    assert!(server.ended().success());
    assert!(began.elapsed() < Duration::from_secs(15), "{:?}", began.elapsed());
}

#[tokio::test]
async fn a_request_that_never_ends_is_cut_off_at_the_limit() {
    let dir = tempfile::tempdir().unwrap();
    let mut command = serve(dir.path());
    command.env("FLA_DRAIN_SECONDS", "1");
    let server = Running::start(command);
    let under_way = half_sent(&server.base);
    // The head must have been read: only then is it a request.
    sleep(Duration::from_millis(300)).await;
    let (status, took) = server.stop();
    assert!(status.success());
    assert!((1..8).contains(&took.as_secs()), "{took:?}");
    drop(under_way);
}

/// The jobs in the queue: whether one is under a lease, and its tries.
async fn queue(store: &Store) -> Vec<(bool, i64)> {
    let mut tx = store.read().await.unwrap();
    let rows = tx.ask("SELECT lease_until, attempts FROM job_queue".to_owned()).await.unwrap();
    tx.rollback().await.unwrap();
    let leased = |until: i64| until > 0;
    rows.iter()
        .map(|row| (leased(row.get("lease_until").unwrap()), row.get("attempts").unwrap()))
        .collect()
}

async fn opened(dir: &Path) -> Store {
    let file = dir.join("data/fla.db");
    Store::open(&format!("sqlite:{}", file.display())).await.unwrap()
}

#[tokio::test]
async fn long_work_is_given_back_at_its_next_step() {
    let dir = tempfile::tempdir().unwrap();
    assert!(Running::start(fla(dir.path(), &["demo"])).stop().0.success());
    // As in another month: everybody is to be worked out anew.
    let store = opened(dir.path()).await;
    let mut tx = store.write().await.unwrap();
    tx.forget_state("roll").await.unwrap();
    tx.commit().await.unwrap();
    store.close().await.unwrap();

    let server = Running::start(fla(dir.path(), &["demo"]));
    let store = opened(dir.path()).await;
    let began = Instant::now();
    while !queue(&store).await.iter().any(|(leased, _)| *leased) {
        assert!(began.elapsed() < Duration::from_secs(30), "no job is begun");
        sleep(Duration::from_millis(5)).await;
    }
    let (status, took) = server.stop();
    assert!(status.success());
    assert!(took < Duration::from_secs(15), "{took:?}");
    let left = queue(&store).await;
    assert!(!left.is_empty(), "it was all done before it was asked to stop");
    assert!(left.iter().all(|job| *job == (false, 0)), "{left:?}");
    store.close().await.unwrap();
}
