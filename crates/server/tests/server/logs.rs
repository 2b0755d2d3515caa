//! What reaches the technical log (invariant L7): a line for each event and nothing that somebody sent,
//! whatever is put into addresses, headers, cookies, forms and bodies.

use std::fs::{self, File};

use crate::common::{Browser, Running, fla};
use reqwest::{Client, Method};
use serde_json::Value;

/// Ends lines, moves the cursor, forges an event, opens a script: where it is logged it is seen.
const PAYLOAD: &str = "PAYLOAD7\r\n{\"level\":\"ERROR\"}\u{1b}[2J\u{7}<script>'\"\u{202e}\0";
/// The same where only visible characters can be sent.
const VISIBLE: &str = "PAYLOAD7{\"level\":\"ERROR\"}<script>'%0d%0a%1b[2J";
/// A number that checks and belongs to nobody.
const SSIN: &str = "09010199742";

#[tokio::test]
async fn the_log_holds_events_and_nothing_that_was_sent() {
    let dir = tempfile::tempdir().unwrap();
    let log = dir.path().join("log");
    let mut command = fla(dir.path(), &["demo"]);
    command.env("FLA_LOG", "debug").env("FLA_LOG_FORMAT", "json");
    let server = Running::start_logging(command, File::create(&log).unwrap().into());
    let base = server.base.clone();

    let mut browser = Browser::new(&base);
    let page = browser.sign_in("Bakkerij Zilverkorst, 7").await;
    let employees = format!("{}/employees", page.path);
    let encoded: String =
        url::form_urlencoded::byte_serialize(format!("{PAYLOAD}{SSIN}").as_bytes()).collect();
    let mut sent = 0;
    for path in [
        format!("/{encoded}"),
        format!("/?{encoded}={encoded}"),
        format!("/codes?lang={encoded}"),
        format!("{employees}?name={encoded}&team={encoded}"),
        format!("{employees}/{encoded}"),
        format!("/register/{encoded}"),
        format!("/sign-in?return={encoded}"),
        format!("/fla/v1/{encoded}"),
        format!("/fla/v1/employers/{encoded}/trainings?q={encoded}"),
        format!("/fla/v1/refData/anomalies/{encoded}"),
    ] {
        browser.get(&path).await;
        sent += 1;
    }
    let hostile = [PAYLOAD, SSIN];
    for path in ["/sign-in", "/language", "/oauth2/token", &format!("{employees}/new")] {
        let form: Vec<(&str, &str)> = hostile.iter().map(|text| (*text, *text)).collect();
        browser.post(path, &form).await;
        browser
            .post(path, &[("csrf", PAYLOAD), ("ssin", SSIN), ("client_assertion", PAYLOAD)])
            .await;
        sent += 2;
    }
    let client = Client::new();
    for (method, path, body) in [
        (Method::GET, "/", String::new()),
        (
            Method::POST,
            "/fla/v1/employers/0100000169/trainings",
            format!("{{\"{SSIN}\": {PAYLOAD}"),
        ),
        (Method::POST, "/fla/v1/employers/0100000169/employees/query", PAYLOAD.to_owned()),
        (Method::DELETE, "/fla/v1/employers", PAYLOAD.to_owned()),
    ] {
        let request = client.request(method, format!("{base}{path}"));
        let request = request
            .header("authorization", format!("Bearer {VISIBLE}{SSIN}"))
            .header("cookie", format!("fla-session={SSIN}PAYLOAD7; __Host-fla-session=PAYLOAD7"))
            .header("user-agent", VISIBLE)
            .header("belgov-trace-id", VISIBLE)
            .header("idempotency-key", VISIBLE)
            .header("if-match", VISIBLE)
            .header("accept-language", VISIBLE)
            .header("content-type", "application/json");
        request.body(body).send().await.unwrap();
        sent += 1;
    }
    let (status, _) = server.stop();
    assert!(status.success());

    let text = fs::read_to_string(&log).unwrap();
    // What the program says to whoever started it, before it serves anybody.
    let own = |line: &&str| {
        line.starts_with("Making the data of the demonstration in ")
            || line.starts_with("This is a demonstration: ")
    };
    assert_eq!(text.lines().filter(own).count(), 2);
    let mut requests = 0;
    for line in text.lines().filter(|line| !own(line)) {
        let event: Value =
            serde_json::from_str(line).unwrap_or_else(|_| panic!("no event: {line}"));
        assert!(event["level"].is_string() && event["target"].is_string(), "{line}");
        assert!(!line.chars().any(char::is_control), "{line:?}");
        for secret in ["PAYLOAD7", SSIN, "script", "fla-session=", "Bearer"] {
            assert!(!line.contains(secret), "{secret} in {line}");
        }
        let digits: String =
            line.chars().map(|c| if c.is_ascii_digit() { c } else { ' ' }).collect();
        for run in digits.split_whitespace().filter(|run| run.len() == 11) {
            assert!(run.parse::<fla_domain::identifier::Ssin>().is_err(), "an SSIN: {line}");
        }
        requests += usize::from(event["target"] == "fla::access");
    }
    // Each request is an event; redirects that were followed are more.
    assert!(requests >= sent, "{requests} of {sent}");
}
