//! Traces at a real collector: what is told and how it hangs together, that nobody is named in any byte of
//! it, and that a collector that is gone changes nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::net::TcpListener;
use std::path::Path;
use std::process::Stdio;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use axum::body::Bytes;
use axum::extract::Request;
use axum::http::HeaderMap;
use fla_store::testing::DatabaseServer;
use opentelemetry_proto::tonic::collector::trace::v1::ExportTraceServiceRequest;
use opentelemetry_proto::tonic::common::v1::any_value::Value as Given;
use opentelemetry_proto::tonic::trace::v1::span::SpanKind;
use opentelemetry_proto::tonic::trace::v1::{Span, status::StatusCode as Code};
use prost::Message as _;
use reqwest::StatusCode;
use reqwest::redirect::Policy;
use tokio::time::sleep;

use crate::common::{Browser, Running, between, ended, fla, free_port, run, serve, text};
use crate::folders::software;
use crate::metrics::{scraped, value};

const OPERATIONS: &str = include_str!("../../../../docs/operations.md");
const FORMS: &str = include_str!("../../../formats/schemas/FlaDeclaration_20264_employee_add.xml");
/// A number that checks and belongs to nobody.
const SSIN: &str = "09010199742";
/// Names that occur nowhere else.
const NAMES: [&str; 2] = ["Kwikstaartje", "Zandoogje"];
/// The span of a caller.
const CALLER: (&str, &str) = ("0af7651916cd43dd8448eb211c80319c", "b7ad6b7169203331");

/// A collector of traces.
#[derive(Clone, Default)]
struct Collector {
    seen: Arc<Mutex<Vec<(HeaderMap, Bytes)>>>,
    /// How many messages it refuses first, and with which status.
    refuses: Arc<AtomicUsize>,
    refusal: u16,
}

impl Collector {
    /// Begins to listen; answers with its address.
    async fn listen(&self) -> String {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let own = self.clone();
        let route = axum::routing::post(async move |headers: HeaderMap, body: Bytes| {
            own.take(headers, body)
        });
        let routes = axum::Router::new().route("/v1/traces", route);
        tokio::spawn(axum::serve(listener, routes).into_future());
        format!("http://{address}")
    }

    fn take(&self, headers: HeaderMap, body: Bytes) -> StatusCode {
        let less = |left: usize| left.checked_sub(1);
        if self.refuses.fetch_update(Ordering::SeqCst, Ordering::SeqCst, less).is_ok() {
            return StatusCode::from_u16(self.refusal).unwrap();
        }
        self.seen.lock().unwrap().push((headers, body));
        StatusCode::OK
    }

    /// The spans it was told of.
    fn spans(&self) -> Vec<Told> {
        let seen = self.seen.lock().unwrap();
        let messages = seen.iter().map(|(_, body)| ExportTraceServiceRequest::decode(body.clone()));
        let resources = messages.flat_map(|message| message.unwrap().resource_spans);
        let scopes = resources.flat_map(|resource| {
            let who = resource.resource.expect("who tells").attributes;
            assert!(who.iter().any(|one| one.key == "service.name"), "{who:?}");
            resource.scope_spans
        });
        scopes.flat_map(|scope| scope.spans).map(Told::from).collect()
    }

    /// In no byte it was sent stands any of these, whatever part of a message that would be.
    fn holds_none(&self, secrets: &[&str]) {
        let seen = self.seen.lock().unwrap();
        assert!(!seen.is_empty());
        for secret in secrets {
            let holds = |body: &Bytes| body.windows(secret.len()).any(|p| p == secret.as_bytes());
            assert!(!seen.iter().any(|(_, body)| holds(body)), "{secret}");
        }
    }

    /// Waits until one of them is there.
    async fn until(&self, told: impl Fn(&Told) -> bool) {
        let began = Instant::now();
        while !self.spans().iter().any(&told) {
            assert!(began.elapsed() < Duration::from_mins(1), "{:#?}", self.spans());
            sleep(Duration::from_millis(50)).await;
        }
    }
}

/// A span as it was told.
#[derive(Debug)]
struct Told {
    name: String,
    kind: SpanKind,
    trace: String,
    id: String,
    /// Empty of one that begins a trace.
    parent: String,
    failed: bool,
    values: BTreeMap<String, String>,
}

impl From<Span> for Told {
    fn from(span: Span) -> Self {
        assert!(span.end_time_unix_nano >= span.start_time_unix_nano, "{span:?}");
        assert!(span.events.is_empty() && span.links.is_empty(), "{span:?}");
        let text = |value| match value {
            Some(Given::StringValue(text)) => text,
            Some(Given::IntValue(number)) => number.to_string(),
            Some(Given::DoubleValue(number)) => number.to_string(),
            Some(Given::BoolValue(yes)) => yes.to_string(),
            other => panic!("{other:?}"),
        };
        let values = span.attributes.into_iter();
        let values = values.map(|one| (one.key, text(one.value.and_then(|value| value.value))));
        Self {
            kind: SpanKind::try_from(span.kind).unwrap(),
            name: span.name,
            trace: hexadecimal(&span.trace_id),
            id: hexadecimal(&span.span_id),
            parent: hexadecimal(&span.parent_span_id),
            failed: span.status.is_some_and(|status| status.code() == Code::Error),
            values: values.collect(),
        }
    }
}

impl Told {
    fn value(&self, name: &str) -> &str {
        self.values.get(name).unwrap_or_else(|| panic!("no {name}: {self:?}"))
    }

    /// What the documentation calls it.
    fn documented(&self) -> &str {
        match self.kind {
            SpanKind::Server => "{method} {route}",
            SpanKind::Client if self.values.contains_key("fla.oidc.endpoint") => "{method}",
            _ => &self.name,
        }
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::new(), |mut text, byte| {
        write!(text, "{byte:02x}").unwrap();
        text
    })
}

/// The spans of the documentation, each with its attributes.
fn documented() -> BTreeMap<String, BTreeSet<String>> {
    let section = OPERATIONS.split("\n## Traces\n").nth(1).expect("a section");
    let table = section.split("\n| span | when | attributes |\n").nth(1).expect("a table");
    let mut spans = BTreeMap::new();
    for row in table.lines().take_while(|line| line.starts_with('|')).skip(1) {
        let cells: Vec<&str> = row.split('|').collect();
        let quoted = |cell: &str| -> BTreeSet<String> {
            cell.split('`').skip(1).step_by(2).map(str::to_owned).collect()
        };
        for name in quoted(cells[1]) {
            spans.insert(name, quoted(cells[3]));
        }
    }
    assert!(spans.len() > 10, "{spans:?}");
    spans
}

#[tokio::test(flavor = "multi_thread")]
async fn requests_and_work_are_told_and_nobody_is_named() {
    let collector = Collector::default();
    let address = collector.listen().await;
    let dir = tempfile::tempdir().unwrap();
    let log = dir.path().join("log");
    let mut command = fla(dir.path(), &["demo"]);
    command.env("FLA_LOG_FORMAT", "json").env("FLA_TRACES_ENDPOINT", &address);
    command.env("FLA_TRACES_TOKEN", "hunter2");
    let server = Running::start_logging(command, File::create(&log).unwrap().into());
    let employees = add_an_employee(&mut Browser::new(&server.base)).await;
    let parent = format!("00-{}-{}-01", CALLER.0, CALLER.1);
    let body = format!("{{\"ssin\": \"{SSIN}\", \"name\": \"{}\"}}", NAMES[0]);
    let client = reqwest::Client::new();
    let called =
        client.post(format!("{}/fla/v1/employers/0{SSIN}/trainings?q={SSIN}", server.base));
    let called = called.header("traceparent", parent).body(body);
    let called = called.header("tracestate", format!("a={SSIN}")).header("baggage", SSIN);
    let called = called.header("belgov-trace-id", SSIN).send().await.unwrap();
    assert_eq!(called.status(), StatusCode::UNAUTHORIZED);
    let named = called.headers()["belgov-trace-id"].to_str().unwrap();
    for path in ["/health/ready", "/fla/v1/health", "/health"] {
        reqwest::get(format!("{}{path}", server.base)).await.unwrap();
    }
    for name in ["fla.job.step", "fla.audit.seal", "fla.roll"] {
        collector.until(|told| told.name == name).await;
    }
    assert!(server.stop().0.success());

    let spans = collector.spans();
    in_the_register(&spans);
    let api = spans.iter().find(|told| told.trace == CALLER.0 && told.kind == SpanKind::Server);
    let api = api.expect("the span of the caller's request");
    assert_eq!(api.parent, CALLER.1);
    assert_eq!(api.name, "POST /fla/v1/employers/{enterpriseNumber}/trainings");
    assert_eq!(api.value("belgov.trace_id"), named);
    assert_eq!(api.value("http.response.status_code"), "401");
    assert!(!api.failed, "what a caller does wrong is no failure of the register");
    for told in &spans {
        let path = told.values.get("http.route").map_or("", String::as_str);
        assert!(!path.contains("health") && !path.starts_with("/assets"), "{told:?}");
    }
    let step = spans.iter().find(|told| told.name == "fla.job.step").unwrap();
    assert_eq!((step.parent.as_str(), step.value("fla.job.id").len()), ("", 36));
    assert!(spans.iter().any(|told| told.parent == step.id && told.name == "fla.store.write"));
    everything_is_documented(&spans);

    let number = employees.split('/').nth(2).unwrap();
    collector.holds_none(&[SSIN, NAMES[0], NAMES[1], "Zilverkorst", number, "hunter2"]);
    for (headers, _) in collector.seen.lock().unwrap().iter() {
        assert_eq!(headers["content-type"], "application/x-protobuf");
        assert_eq!(headers["authorization"], "Bearer hunter2");
    }
    let text = fs::read_to_string(&log).unwrap();
    let line = text.lines().find(|line| line.contains(named)).expect("its line in the log");
    assert!(line.starts_with(&format!("{{\"trace_id\":\"{}\",", CALLER.0)), "{line}");
    assert!(serde_json::from_str::<serde_json::Value>(line).is_ok(), "{line}");
    assert!(!text.contains("fla.store") && !text.contains("hunter2"), "spans are no lines");
}

/// Adds an employee in the browser; answers with the page of all.
async fn add_an_employee(browser: &mut Browser) -> String {
    let page = browser.sign_in("Bakkerij Zilverkorst, 7").await;
    let employees = format!("{}/employees", page.path);
    let path = format!("{employees}/new");
    let form = browser.get(&path).await.body;
    let hidden = |name: &str| between(&form, &format!("name=\"{name}\" value=\""), "\"").to_owned();
    let (token, key) = (hidden("csrf"), hidden("key"));
    let fields = [
        ("csrf", token.as_str()),
        ("key", &key),
        ("ssin", SSIN),
        ("familyName", NAMES[0]),
        ("givenName", NAMES[1]),
        ("from", "2026-02-01"),
        ("jointCommittee", "200"),
        ("percent", "50"),
        ("step", "do"),
    ];
    let account = browser.post(&path, &fields).await;
    assert!(account.body.contains(NAMES[1]), "{}", account.body);
    let found = browser.get(&format!("{employees}?name={}", NAMES[0])).await;
    assert!(found.body.contains(NAMES[0]));
    employees
}

/// What a form and the page after it are as a trace.
fn in_the_register(spans: &[Told]) {
    let posted = "POST /register/{employer}/employees/new";
    let form = spans.iter().find(|told| told.name == posted).expect(posted);
    assert_eq!((form.kind, form.parent.as_str()), (SpanKind::Server, ""));
    assert_eq!(form.value("http.request.method"), "POST");
    assert_eq!(form.value("http.route"), "/register/{employer}/employees/new");
    assert_eq!(form.value("http.response.status_code"), "303");
    assert_eq!(form.value("url.scheme"), "http");
    assert_eq!(form.value("belgov.trace_id").len(), 32);
    let written = spans.iter().find(|told| {
        told.parent == form.id && told.name == "fla.store.write" && told.values.len() == 4
    });
    let written = written.expect("what it wrote");
    assert_eq!(written.trace, form.trace);
    assert_eq!(written.value("db.system.name"), "sqlite");
    assert_eq!(written.value("fla.store.committed"), "true");
    assert!(written.value("fla.store.statements").parse::<u32>().unwrap() > 0);
    assert!(written.value("fla.store.wait_seconds").parse::<f64>().unwrap() < 60.0);
    // Nothing that only looks whether there is work is told.
    let lonely = spans.iter().find(|told| told.parent.is_empty() && told.name.contains("store"));
    assert!(lonely.is_none(), "{lonely:?}");
}

fn everything_is_documented(spans: &[Told]) {
    let documented = documented();
    for told in spans {
        let attributes = documented.get(told.documented());
        let attributes = attributes.unwrap_or_else(|| panic!("not documented: {told:?}"));
        for name in told.values.keys() {
            assert!(attributes.contains(name), "{name} of {told:?} is not documented");
        }
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_batch_file_is_told_set_by_set() {
    let collector = Collector::default();
    let address = collector.listen().await;
    let dir = tempfile::tempdir().unwrap();
    let drop = dir.path().join("drop");
    let run = |arguments: &[&str]| {
        let out = ended(fla(dir.path(), arguments).env("FLA_DROP_DIR", &drop));
        assert!(out.status.success(), "{}", text(&out));
    };
    run(&["employer", "add", "0100000070", "--name", "Zilverkorst", "--language", "nl"]);
    let client = software(&dir.path().join("data")).await;
    run(&["folder", "give", "123456", "--language", "nl", "--client", &client]);
    let inbox = drop.join("123456/in");
    fs::create_dir_all(&inbox).unwrap();
    fs::create_dir_all(drop.join("123456/out")).unwrap();
    let batch = "FLAC.123456.20261126.00001.S";
    fs::write(inbox.join(format!("FI.{batch}.1.1")), FORMS).unwrap();
    fs::write(inbox.join(format!("GO.{batch}.1")), "").unwrap();

    let mut command = serve(dir.path());
    command.env("FLA_DROP_DIR", &drop).env("FLA_TRACES_ENDPOINT", &address);
    let server = Running::start(command);
    let of_files =
        |told: &Told| told.values.get("fla.job.kind").is_some_and(|kind| kind == "batchFile");
    collector.until(|told| told.name == "fla.batch_file.set").await;
    assert!(server.stop().0.success());

    let spans = collector.spans();
    everything_is_documented(&spans);
    let set = spans.iter().find(|told| told.name == "fla.batch_file.set").unwrap();
    assert_eq!((set.value("fla.forms"), set.parent.as_str()), ("2", ""));
    assert!(spans.iter().any(|told| told.parent == set.id && told.name == "fla.store.write"));
    let step = spans.iter().find(|told| of_files(told)).expect("a step of its job");
    assert_eq!(step.value("fla.job.id"), set.value("fla.job.id"));
    assert!(spans.iter().any(|told| told.name == "fla.drop.take"));
    for element in ["INSS", "WorkerName", "WorkerFirstName", "CompanyID"] {
        let said = between(FORMS, &format!("<{element}>"), "<");
        collector.holds_none(&[said]);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_provider_is_told_of_which_trace_a_call_is() {
    let collector = Collector::default();
    let address = collector.listen().await;
    // A sign-in service that only notes what it is asked.
    let asked = Arc::<Mutex<Vec<HeaderMap>>>::default();
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let provider = listener.local_addr().unwrap();
    let noted = Arc::clone(&asked);
    let routes = axum::Router::new().fallback(async move |request: Request| {
        noted.lock().unwrap().push(request.headers().clone());
        StatusCode::NOT_FOUND
    });
    tokio::spawn(axum::serve(listener, routes).into_future());

    let database = DatabaseServer::start("");
    let dir = tempfile::tempdir().unwrap();
    let mut command = serve(dir.path());
    command.env("FLA_DATABASE_URL", database.url()).env("FLA_TRACES_ENDPOINT", &address);
    command.env("FLA_OIDC_ISSUER", format!("http://{provider}"));
    let server = Running::start(command);
    let client = reqwest::Client::builder().redirect(Policy::none()).build().unwrap();
    let sign_in = client.get(format!("{}/sign-in", server.base)).send().await.unwrap();
    assert!(sign_in.status().is_server_error(), "{}", sign_in.status());
    let account = client.get(format!("{}/account", server.base));
    let nobodys = format!("fla={}", "A".repeat(43));
    let account = account.header("cookie", nobodys).send().await.unwrap();
    assert!(account.status().as_u16() < 500, "{}", account.status());
    assert!(server.stop().0.success());

    let spans = collector.spans();
    everything_is_documented(&spans);
    let page = spans.iter().find(|told| told.name == "GET /sign-in").expect("the page");
    assert!(page.failed, "{page:?}");
    let call = spans.iter().find(|told| told.parent == page.id && told.kind == SpanKind::Client);
    let call = call.expect("the call");
    assert_eq!((call.name.as_str(), call.value("server.address")), ("GET", "127.0.0.1"));
    assert_eq!((call.value("http.response.status_code"), call.failed), ("404", false));
    let asked = asked.lock().unwrap();
    let expected = format!("00-{}-{}-01", call.trace, call.id);
    assert!(asked.iter().any(|headers| headers["traceparent"] == expected), "{asked:?}");
    assert!(asked.iter().all(|headers| !headers.contains_key("tracestate")), "{asked:?}");
    let read = spans.iter().find(|told| told.values.contains_key("db.system.name"));
    let read = read.expect("a transaction");
    assert_eq!((read.kind, read.value("db.system.name")), (SpanKind::Client, "postgresql"));
}

#[tokio::test(flavor = "multi_thread")]
async fn nothing_is_sent_where_nothing_is_set() {
    let nobody = TcpListener::bind("127.0.0.1:0").unwrap();
    nobody.set_nonblocking(true).unwrap();
    let address = format!("http://{}", nobody.local_addr().unwrap());
    let dir = tempfile::tempdir().unwrap();
    let mut command = serve(dir.path());
    // What others go by.
    command.env("OTEL_EXPORTER_OTLP_ENDPOINT", &address).env("OTEL_TRACES_EXPORTER", "otlp");
    let server = Running::start(command);
    assert_eq!(reqwest::get(&server.base).await.unwrap().status(), StatusCode::OK);
    sleep(Duration::from_secs(3)).await;
    assert!(server.stop().0.success());
    assert!(nobody.accept().is_err(), "somebody called");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_share_is_of_what_begins_here() {
    let collector = Collector::default();
    let address = collector.listen().await;
    let dir = tempfile::tempdir().unwrap();
    let mut command = serve(dir.path());
    command.env("FLA_TRACES_ENDPOINT", &address).env("FLA_TRACES_SHARE", "0");
    // What is logged decides nothing about traces.
    command.env("FLA_LOG", "error");
    let server = Running::start(command);
    let parent = |flag| format!("00-{}-{}-0{flag}", CALLER.0, CALLER.1);
    let client = reqwest::Client::new();
    for _ in 0..20 {
        client.get(&server.base).send().await.unwrap();
        client.get(&server.base).header("traceparent", parent(0)).send().await.unwrap();
    }
    client.get(&server.base).header("traceparent", parent(1)).send().await.unwrap();
    assert!(server.stop().0.success());
    let told: Vec<_> = collector.spans().into_iter().filter(|told| told.name == "GET /").collect();
    assert_eq!(told.len(), 1, "{told:#?}");
    assert_eq!((told[0].trace.as_str(), told[0].parent.as_str()), CALLER);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_doctor_asks_the_collector() {
    let collector = Collector::default();
    let address = collector.listen().await;
    let dir = tempfile::tempdir().unwrap();
    let asked = |address: &str| {
        run(dir.path(), &["doctor", "--online"], &[("FLA_TRACES_ENDPOINT", address)]).1
    };
    let said = asked(&address);
    assert!(said.contains(&format!("ok    collector: {address}/v1/traces answers")), "{said}");
    assert!(collector.spans().is_empty());
    let said = asked(&format!("http://127.0.0.1:{}", free_port()));
    assert!(said.contains("fail  collector: ") && said.contains("no connection"), "{said}");
}

/// Runs a register with a collector, asks it for some pages and stops it; answers with its log.
async fn visited(dir: &Path, collector: &str, metrics: u16, pause: Duration) -> String {
    let log = dir.join("log");
    let mut command = serve(dir);
    command.env("FLA_TRACES_ENDPOINT", collector).env("FLA_DRAIN_SECONDS", "1");
    command.env("FLA_METRICS_LISTEN", format!("127.0.0.1:{metrics}"));
    let server = Running::start_logging(command, Stdio::from(File::create(&log).unwrap()));
    for _ in 0..50 {
        let began = Instant::now();
        assert_eq!(reqwest::get(&server.base).await.unwrap().status(), StatusCode::OK);
        assert!(began.elapsed() < Duration::from_secs(2), "{:?}", began.elapsed());
    }
    sleep(pause).await;
    let (status, took) = server.stop();
    assert!(status.success());
    assert!(took < Duration::from_secs(7), "{took:?}");
    fs::read_to_string(&log).unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_collector_that_is_gone_costs_a_line_in_the_log() {
    let dead = format!("http://127.0.0.1:{}", free_port());
    // Takes connections and never answers.
    let deaf = TcpListener::bind("127.0.0.1:0").unwrap();
    let deaf = format!("http://{}", deaf.local_addr().unwrap());
    for (collector, pause) in [(dead, 6), (deaf, 12)] {
        let dir = tempfile::tempdir().unwrap();
        let log = visited(dir.path(), &collector, free_port(), Duration::from_secs(pause)).await;
        let lines = log.lines().filter(|line| line.contains("the collector does not take traces"));
        assert_eq!(lines.count(), 1, "{log}");
        assert!(!log.contains("ERROR"), "{log}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_not_taken_is_tried_again_or_counted() {
    // Busy for a moment.
    let collector = Collector { refusal: 503, ..Collector::default() };
    collector.refuses.store(2, Ordering::SeqCst);
    let address = collector.listen().await;
    let dir = tempfile::tempdir().unwrap();
    let log = visited(dir.path(), &address, free_port(), Duration::from_secs(10)).await;
    let pages = collector.spans().iter().filter(|told| told.name == "GET /").count();
    assert_eq!(pages, 50, "{log}");
    assert!(log.contains("status 503") && log.contains("traces are sent again"), "{log}");

    // Who does not know us is not asked again.
    let collector = Collector { refusal: 401, ..Collector::default() };
    collector.refuses.store(usize::MAX, Ordering::SeqCst);
    let address = collector.listen().await;
    let port = free_port();
    let dir = tempfile::tempdir().unwrap();
    let (log, lost) =
        tokio::join!(visited(dir.path(), &address, port, Duration::from_secs(5)), dropped(port),);
    assert!(log.contains("status 401"), "{log}");
    assert!(lost >= 50.0, "{lost}");
    assert!(collector.spans().is_empty());
}

/// How many spans were not sent, once there are as many as pages.
async fn dropped(port: u16) -> f64 {
    let mut lost = 0.0;
    let began = Instant::now();
    while lost < 50.0 && began.elapsed() < Duration::from_secs(30) {
        sleep(Duration::from_millis(200)).await;
        if reqwest::get(format!("http://127.0.0.1:{port}/metrics")).await.is_ok() {
            lost = value(&scraped(port).await, "fla_trace_spans_dropped_total");
        }
    }
    lost
}
