//! The figures for whoever watches: those that are documented and no others, at their own address
//! only, about work and never about people.

use std::collections::BTreeSet;

use crate::common::{Browser, Running, fla, free_port, serve};
use fla_store::testing::DatabaseServer;
use reqwest::StatusCode;

const OPERATIONS: &str = include_str!("../../../../docs/operations.md");

/// The names of what is given, as they are asked for.
fn given(text: &str) -> BTreeSet<String> {
    let typed = text.lines().filter_map(|line| line.strip_prefix("# TYPE "));
    typed
        .map(|line| match line.split_once(' ').unwrap() {
            (name, "counter") => format!("{name}_total"),
            (name, _) => name.to_owned(),
        })
        .collect()
}

/// The names in the table of the documentation, and which of them are those of the embedded store.
pub fn documented() -> (BTreeSet<String>, BTreeSet<String>) {
    let section = OPERATIONS.split("\n## Metrics\n").nth(1).expect("a section");
    let section = section.split("\n## ").next().unwrap();
    let (mut all, mut embedded) = (BTreeSet::new(), BTreeSet::new());
    for row in section.lines().filter(|line| line.starts_with("| `")) {
        let name = row.split('`').nth(1).unwrap().to_owned();
        if row.contains("embedded store only") {
            embedded.insert(name.clone());
        }
        all.insert(name);
    }
    (all, embedded)
}

pub async fn scraped(port: u16) -> String {
    let answer = reqwest::get(format!("http://127.0.0.1:{port}/metrics")).await.unwrap();
    assert_eq!(answer.status(), StatusCode::OK);
    let kind = answer.headers()["content-type"].to_str().unwrap();
    assert!(kind.starts_with("application/openmetrics-text; version=1.0.0"), "{kind}");
    answer.text().await.unwrap()
}

/// The number after a name and its labels.
pub fn value(text: &str, series: &str) -> f64 {
    let line =
        text.lines().find_map(|line| line.strip_prefix(series).filter(|r| r.starts_with(' ')));
    let line = line.unwrap_or_else(|| panic!("no {series} in {text}"));
    line.trim().parse().unwrap()
}

#[tokio::test]
async fn what_is_documented_is_given_and_nothing_of_people() {
    let dir = tempfile::tempdir().unwrap();
    let port = free_port();
    let mut command = fla(dir.path(), &["demo"]);
    command.env("FLA_METRICS_LISTEN", format!("127.0.0.1:{port}"));
    let server = Running::start(command);
    let mut browser = Browser::new(&server.base);
    let page = browser.sign_in("Bakkerij Zilverkorst, 7").await;
    let employees = browser.get(&format!("{}/employees?name=PAYLOAD7", page.path)).await;
    assert_eq!(employees.status, 200);
    assert_eq!(browser.get("/PAYLOAD7").await.status, 404);
    // Figures are nothing for the public.
    assert_eq!(browser.get("/metrics").await.status, 404);

    let text = scraped(port).await;
    assert_eq!(given(&text), documented().0, "given on the left, documented on the right");
    assert!(text.ends_with("# EOF\n"));
    let series = "http_server_request_duration_seconds_count{http_request_method=\"GET\",\
                  http_route=\"/register/{employer}/employees\",\
                  http_response_status_class=\"2xx\"}";
    assert!(value(&text, series) >= 1.0);
    assert!(value(&text, "fla_ready") > 0.5);
    assert!(value(&text, "fla_audit_entries{state=\"sealed\"}") > 0.0);
    assert!(value(&text, "fla_store_writes_total") >= value(&text, "fla_store_commits_total"));
    assert!(value(&text, "process_cpu_seconds_total") > 0.0);
    // No value of a label but versions, words and patterns: no number, id or name of anybody.
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        for label in line.split('"').skip(1).step_by(2) {
            let bound = label.parse::<f64>().is_ok() || label == "+Inf";
            let digits = label.bytes().filter(u8::is_ascii_digit).count();
            assert!(bound || digits <= 8, "{line}");
            assert!(!label.contains("PAYLOAD7") && !label.contains("Zilverkorst"), "{line}");
        }
    }
    assert!(server.stop().0.success());
}

#[tokio::test]
async fn on_a_database_server_all_but_the_writer_of_the_embedded_store() {
    let database = DatabaseServer::start("");
    let dir = tempfile::tempdir().unwrap();
    let port = free_port();
    let mut command = serve(dir.path());
    command.env("FLA_DATABASE_URL", database.url());
    command.env("FLA_METRICS_LISTEN", format!("127.0.0.1:{port}"));
    let server = Running::start(command);
    // Without any request there is none to tell of.
    assert_eq!(reqwest::get(&server.base).await.unwrap().status(), StatusCode::OK);
    let (all, embedded) = documented();
    assert!(!embedded.is_empty());
    let expected: BTreeSet<String> = all.difference(&embedded).cloned().collect();
    assert_eq!(given(&scraped(port).await), expected);

    // Without its database it says so, and what it knows by itself.
    database.stop();
    let text = loop {
        let text = scraped(port).await;
        if value(&text, "fla_ready") < 0.5 {
            break text;
        }
    };
    assert!(given(&text).contains("process_resident_memory_bytes"));
    assert!(!given(&text).contains("fla_jobs"), "{text}");
    assert!(server.stop().0.success());
}
