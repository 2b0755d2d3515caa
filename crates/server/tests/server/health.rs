//! Whether the program says the truth about itself while its database goes and comes back.

use std::time::{Duration, Instant};

use crate::common::{Running, serve};
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
