//! Whether the program says the truth about itself while its database goes and comes back.

use std::time::{Duration, Instant};

use crate::common::{Running, ended, free_port, run, serve, text};
use fla_store::testing::DatabaseServer;
use reqwest::Client;
use tokio::time::sleep;

/// Within this time what became of the database must be told.
const SEEN: Duration = Duration::from_secs(5);
/// Within this time it must be answered, whatever happens; with room for a slow machine.
const ANSWERED: Duration = Duration::from_millis(2_500);

/// Status and body of an address.
async fn get(client: &Client, base: &str, path: &str) -> (u16, String) {
    let began = Instant::now();
    let answer = client.get(format!("{base}{path}")).send().await.unwrap();
    let status = answer.status().as_u16();
    let body = answer.text().await.unwrap();
    assert!(began.elapsed() < ANSWERED, "{path} took {:?}", began.elapsed());
    (status, body)
}

/// Asks until a status comes.
async fn until(client: &Client, base: &str, status: u16) -> String {
    let began = Instant::now();
    loop {
        let (found, body) = get(client, base, "/health/ready").await;
        if found == status {
            return body;
        }
        assert!(began.elapsed() < SEEN, "{found} {body} for {:?}", began.elapsed());
        sleep(Duration::from_millis(50)).await;
    }
}

#[tokio::test]
async fn a_database_that_goes_and_comes_back_is_told_without_a_new_start() {
    let database = DatabaseServer::start("");
    let dir = tempfile::tempdir().unwrap();
    let mut command = serve(dir.path());
    command.env("FLA_DATABASE_URL", database.url());
    let server = Running::start(command);
    let (client, base) = (Client::new(), server.base.clone());
    assert_eq!(until(&client, &base, 200).await, r#"{"status":"UP"}"#);

    for _ in 0..2 {
        database.stop();
        let body = until(&client, &base, 503).await;
        assert_eq!(body, r#"{"status":"DOWN","reason":"store"}"#);
        // It lives: starting it again would mend nothing.
        assert_eq!(get(&client, &base, "/health/live").await.0, 200);
        database.resume();
        until(&client, &base, 200).await;
    }
    let (status, _) = server.stop();
    assert!(status.success());
}

#[tokio::test]
async fn a_database_that_takes_no_writes_is_not_ready() {
    let database = DatabaseServer::start("");
    let dir = tempfile::tempdir().unwrap();
    let metrics = format!("127.0.0.1:{}", free_port());
    let told = [("FLA_DATABASE_URL", database.url()), ("FLA_METRICS_LISTEN", metrics.clone())];
    let mut command = serve(dir.path());
    command.envs(told.clone());
    let server = Running::start(command);
    let (client, base) = (Client::new(), server.base.clone());
    until(&client, &base, 200).await;
    let ask = |question: &str| {
        let out = database.program("psql").args(["-AtX", "-c", question]).output().unwrap();
        assert!(out.status.success(), "{}", text(&out));
    };

    // The server comes back as one that follows another.
    database.stop();
    std::fs::write(database.home().join("data/standby.signal"), "").unwrap();
    database.resume();
    let began = Instant::now();
    while until(&client, &base, 503).await != r#"{"status":"DOWN","reason":"readOnly"}"# {
        assert!(began.elapsed() < SEEN, "it is not told");
        sleep(Duration::from_millis(50)).await;
    }
    let page = client.get(format!("http://{metrics}/metrics")).send().await.unwrap();
    let page = page.text().await.unwrap();
    assert!(page.contains("\nfla_ready 0\n"), "{page}");
    let settings = [("FLA_DATABASE_URL", &*told[0].1)];
    let (done, said) = run(dir.path(), &["doctor"], &settings);
    assert!(!done && said.contains("takes no writes") && said.contains("promote it"), "{said}");
    let mut second = serve(dir.path());
    let out = ended(second.env("FLA_LISTEN", "127.0.0.1:0").env("FLA_DATABASE_URL", &told[0].1));
    let said = text(&out);
    assert!(!out.status.success() && said.contains("takes no writes"), "{said}");
    assert!(said.contains("target_session_attrs=read-write"), "the mend is told: {said}");
    // Whoever asks for a server that takes writes does not get this one.
    let asked = format!("{}?target_session_attrs=read-write", told[0].1);
    let (done, said) = run(dir.path(), &["doctor"], &[("FLA_DATABASE_URL", &asked)]);
    assert!(!done && said.contains("no host of the address"), "{said}");

    ask("SELECT pg_promote()");
    until(&client, &base, 200).await;
    let (status, _) = server.stop();
    assert!(status.success());

    ask("ALTER DATABASE postgres SET default_transaction_read_only = on");
    let (done, said) = run(dir.path(), &["employer", "list"], &settings);
    assert!(!done && said.contains("default_transaction_read_only is set"), "{said}");
}

#[tokio::test]
async fn an_embedded_store_is_ready_and_tells_many_who_ask_at_once() {
    let dir = tempfile::tempdir().unwrap();
    let server = Running::start(serve(dir.path()));
    let (client, base) = (Client::new(), server.base.clone());
    let asked = (0..50).map(|_| get(&client, &base, "/health/ready"));
    for (status, body) in futures::future::join_all(asked).await {
        assert_eq!((status, body.as_str()), (200, r#"{"status":"UP"}"#));
    }
    let (status, _) = server.stop();
    assert!(status.success());
}

#[tokio::test]
async fn a_folder_of_files_that_went_is_told_and_not_made_again() {
    let dir = tempfile::tempdir().unwrap();
    let files = dir.path().join("share/files");
    let address = format!("file://{}", files.display());
    let settings = [("FLA_FILES_URL", &*address)];
    let (_, said) = run(dir.path(), &["doctor"], &settings);
    assert!(said.contains("fail  files") && said.contains("mount it"), "{said}");
    assert!(!files.exists(), "doctor makes nothing");
    std::fs::create_dir_all(&files).unwrap();
    let mut command = serve(dir.path());
    command.envs(settings);
    let server = Running::start(command);
    let (client, base) = (Client::new(), server.base.clone());
    assert_eq!(until(&client, &base, 200).await, r#"{"status":"UP"}"#);
    std::fs::remove_dir(&files).unwrap();
    let began = Instant::now();
    while until(&client, &base, 200).await != r#"{"status":"UP","degraded":["files"]}"# {
        assert!(began.elapsed() < SEEN * 2, "it is not told");
        sleep(Duration::from_millis(200)).await;
    }
    assert!(!files.exists());
    server.stop();
}
