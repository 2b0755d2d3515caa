//! Webhooks with a receiver of flesh and blood, on both engines: what is told, how it is signed, what
//! happens where the receiver is away, and where nothing is sent.

use std::io;
use std::net::SocketAddr;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use aws_lc_rs::signature::{ED25519, UnparsedPublicKey};
use axum::Router;
use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use fla_api::webhooks::address::Policy;
use fla_api::webhooks::carrier::{Carrier, Lookup};
use fla_app::{
    Answered, Key, Message, Messenger, NewWebhook, NoAnswer, Refused, Replay, Telling, WebhookView,
};
use fla_domain::access::{Quality, Scope};
use fla_domain::anomaly::Fault;
use fla_domain::ids::{EmployerId, WebhookId};
use fla_domain::time::Instant;
use fla_domain::webhook::Topic;
use fla_store::testing::test_stores;
use futures::future::BoxFuture;
use serde_json::Value;
use tokio::sync::Semaphore;

use crate::support::{House, every_scope, new_employee, new_training, number, person};

const DAY: i64 = 86_400;

/// What arrived.
#[derive(Clone, Debug)]
struct Received {
    id: String,
    timestamp: String,
    signature: String,
    kind: String,
    text: String,
}

impl Received {
    fn event(&self) -> Value {
        serde_json::from_str(&self.text).unwrap()
    }

    fn of(&self) -> String {
        self.event()["type"].as_str().unwrap().trim_start_matches("be.fla.register.v1.").to_owned()
    }
}

/// How a receiver answers.
#[derive(Clone, Debug)]
enum Answer {
    Status(u16),
    /// With a status, and when to come back.
    Busy(u16, String),
    Redirect(String),
    Slow,
    Never,
}

#[derive(Clone)]
struct Receiver {
    inbox: Arc<Mutex<Vec<Received>>>,
    answer: Arc<Mutex<Answer>>,
    address: String,
}

impl Receiver {
    async fn new() -> Self {
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = format!("http://{}/in", listener.local_addr().unwrap());
        let answer = Arc::new(Mutex::new(Answer::Status(204)));
        let receiver = Self { inbox: Arc::default(), answer, address };
        let router = Router::new().fallback(receive).with_state(receiver.clone());
        tokio::spawn(async move { axum::serve(listener, router).await });
        receiver
    }

    fn answers(&self, answer: Answer) {
        *self.answer.lock().unwrap() = answer;
    }

    fn take(&self) -> Vec<Received> {
        std::mem::take(&mut *self.inbox.lock().unwrap())
    }

    fn kinds(&self) -> Vec<String> {
        self.take().iter().map(Received::of).collect()
    }
}

async fn receive(State(at): State<Receiver>, headers: HeaderMap, body: Bytes) -> Response {
    let header = |name: &str| headers[name].to_str().unwrap().to_owned();
    at.inbox.lock().unwrap().push(Received {
        id: header("webhook-id"),
        timestamp: header("webhook-timestamp"),
        signature: header("webhook-signature"),
        kind: header("content-type"),
        text: String::from_utf8(body.to_vec()).unwrap(),
    });
    let answer = at.answer.lock().unwrap().clone();
    match answer {
        Answer::Status(status) => StatusCode::from_u16(status).unwrap().into_response(),
        Answer::Busy(status, wish) => {
            (StatusCode::from_u16(status).unwrap(), [("retry-after", wish)]).into_response()
        }
        Answer::Redirect(to) => {
            (StatusCode::TEMPORARY_REDIRECT, [("location", to)]).into_response()
        }
        Answer::Slow => {
            tokio::time::sleep(Duration::from_millis(300)).await;
            StatusCode::OK.into_response()
        }
        Answer::Never => std::future::pending().await,
    }
}

fn tell(house: &House) {
    let policy = Policy { allowed: vec!["127.0.0.1".parse().unwrap()] };
    house.app.tell_with(Telling {
        messenger: Arc::new(Carrier::new(policy).unwrap()),
        seed: [7; 32],
        api: "https://fla.test/fla/v1".to_owned(),
    });
}

fn key(text: &str) -> Key {
    Key::new(text).unwrap()
}

fn new(address: &str, topics: &[Topic], (own, served): (bool, bool)) -> NewWebhook {
    NewWebhook { address: address.to_owned(), topics: topics.to_vec(), own, served }
}

/// An employer with software, a webhook for everything, and a receiver.
async fn told(house: &House) -> (EmployerId, String, Receiver, WebhookId) {
    tell(house);
    let employer = house.organisation(1, &[Quality::Employer]).await;
    let software = house.software(1, employer, every_scope()).await;
    let token = house.token(&software).await;
    let receiver = Receiver::new().await;
    let manager = house.act_as_manager(1, employer).await;
    let all = new(&receiver.address, Topic::ALL, (true, false));
    let id = house.app.add_webhook(&manager, &all, &key("hook")).await.unwrap();
    (employer, token, receiver, id)
}

/// Has the key of a webhook answered once, for employer 1.
pub async fn each_once(house: &House, employer: EmployerId) {
    tell(house);
    let manager = house.act_as_manager(1, employer).await;
    let new = new("https://hooks.example.be/fla", Topic::ALL, (true, false));
    let id = house.app.add_webhook(&manager, &new, &key("once")).await.unwrap();
    house.raw("GET", &format!("/webhooks/{id}/key"), &[], b"").await.is(200);
}

/// A token for later, when the first is past its end.
async fn another_token(house: &House, employer: EmployerId) -> String {
    let software = house.software(1, employer, every_scope()).await;
    house.token(&software).await
}

async fn hire(house: &House, token: &str, n: u32) {
    let path = format!("/employers/{}/employees", number(1).digits());
    house.wait(1);
    house.post(token, &path, &format!("hire{n}"), &new_employee(n)).await.is(201);
}

async fn view(house: &House, employer: EmployerId) -> WebhookView {
    let manager = house.act_as_manager(1, employer).await;
    house.app.webhooks(&manager).await.unwrap().pop().unwrap()
}

#[tokio::test]
async fn what_happens_is_told_signed_and_without_anybodys_name() {
    for (engine, store) in test_stores().await {
        let house = House::on(store, 0);
        let (employer, token, receiver, id) = told(&house).await;
        hire(&house, &token, 11).await;
        let trainings = format!("/employers/{}/trainings", number(1).digits());
        house.post(&token, &trainings, "made", &new_training(11)).await.is(201);
        house.app.tell_what_is_due().await.unwrap();
        let told = receiver.take();
        let kinds: Vec<_> = told.iter().map(Received::of).collect();
        assert_eq!(kinds, ["employees.notify.created", "trainings.notify.created"], "{engine}");

        // Checked as a receiver would, with code that shares nothing with the sender's.
        let shown = house.raw("GET", &format!("/webhooks/{id}/key"), &[], b"").await.is(200).json();
        let public = shown["publicKey"].as_str().unwrap().strip_prefix("whpk_").unwrap();
        let public = UnparsedPublicKey::new(&ED25519, STANDARD.decode(public).unwrap());
        for one in &told {
            let signed = format!("{}.{}.{}", one.id, one.timestamp, one.text);
            let signature = one.signature.strip_prefix("v1a,").unwrap();
            let signature = STANDARD.decode(signature).unwrap();
            public.verify(signed.as_bytes(), &signature).unwrap();
            assert!(public.verify(format!("{signed} ").as_bytes(), &signature).is_err());
            assert_eq!(one.kind, "application/cloudevents+json; charset=utf-8");
            assert!(!one.text.contains(person(11).digits()), "{}", one.text);
            assert!(
                !one.text.contains("Familie") && !one.text.contains("Heftruck"),
                "{}",
                one.text
            );
            let event = one.event();
            assert_eq!(
                (&event["specversion"], &event["id"]),
                (&"1.0".into(), &one.id.clone().into())
            );
            let source = format!("https://fla.test/fla/v1/employers/{}", number(1).digits());
            assert_eq!(event["source"], source);
            let href = event["data"]["href"].as_str().unwrap().to_owned();
            let path = href.trim_start_matches("https://fla.test/fla/v1");
            let change = house.get(&token, path).await.is(200).json();
            assert_eq!(change["at"], event["time"]);
            assert_eq!(change["kind"], event["data"]["kind"]);
        }
        house
            .raw("GET", "/webhooks/2f08341b-d75b-45d3-8dd2-14fdfba51a0e/key", &[], b"")
            .await
            .is(404);

        // What follows is told too, each once; the page says that all is well, and Alex can see it.
        hire(&house, &token, 12).await;
        house.app.tell_what_is_due().await.unwrap();
        house.wait(120);
        house.app.tell_what_is_due().await.unwrap();
        assert_eq!(receiver.kinds(), ["employees.notify.created"], "{engine}");
        let standing = view(&house, employer).await.standing;
        assert_eq!((standing.answer.as_deref(), standing.tries), (Some("204"), 0), "{engine}");
        let manager = house.act_as_manager(1, employer).await;
        let subject = told[0].event()["subject"].as_str().unwrap().parse().unwrap();
        let looks = house.app.audit_of(&manager, subject).await.unwrap();
        let told = looks.iter().filter(|look| look.action == "webhook");
        assert_eq!(
            told.map(|look| look.by.starts_with("127.0.0.1")).collect::<Vec<_>>(),
            [true; 2]
        );

        house.app.end_webhook(&manager, id, &key("end-of-it")).await.unwrap();
        hire(&house, &token, 13).await;
        house.wait(120);
        house.app.tell_what_is_due().await.unwrap();
        assert_eq!(receiver.kinds().len(), 0, "{engine}");
        house.raw("GET", &format!("/webhooks/{id}/key"), &[], b"").await.is(404);
    }
}

#[tokio::test]
async fn a_receiver_that_was_away_misses_nothing_and_is_paused_after_days() {
    for (engine, store) in test_stores().await {
        let house = House::on(store, 0);
        let (employer, token, receiver, id) = told(&house).await;
        receiver.answers(Answer::Status(503));
        for n in 11..14 {
            hire(&house, &token, n).await;
        }
        house.app.tell_what_is_due().await.unwrap();
        let first = receiver.take();
        assert_eq!(first.len(), 1, "{engine}: one try, and the others wait behind it");
        // It is not tried again before its time, whatever happens.
        hire(&house, &token, 14).await;
        house.app.tell_what_is_due().await.unwrap();
        assert_eq!(receiver.take().len(), 0, "{engine}");
        let mut tries = 1;
        for _ in 0..6 {
            house.wait(600);
            house.app.tell_what_is_due().await.unwrap();
            tries += receiver.take().len();
        }
        assert!((5..=7).contains(&tries), "{engine}: {tries}");
        let failing = view(&house, employer).await.standing;
        assert_eq!(failing.answer.as_deref(), Some("503"), "{engine}");
        assert!(failing.failing_since.is_some() && failing.paused_at.is_none(), "{engine}");

        receiver.answers(Answer::Status(200));
        house.wait(3_600);
        house.app.tell_what_is_due().await.unwrap();
        let told = receiver.take();
        assert_eq!(told.len(), 4, "{engine}");
        assert_eq!(told[0].id, first[0].id, "{engine}");
        let times: Vec<_> = told.iter().map(|one| one.event()["time"].to_string()).collect();
        assert!(times.is_sorted(), "{engine}: {times:?}");
        assert_eq!(view(&house, employer).await.standing.tries, 0, "{engine}");

        // Away for three days: paused, seen, and gone on with by hand.
        receiver.answers(Answer::Status(500));
        let token = another_token(&house, employer).await;
        hire(&house, &token, 15).await;
        for _ in 0..80 {
            house.app.tell_what_is_due().await.unwrap();
            house.wait(DAY / 24 + 1);
        }
        let tried = receiver.take().len();
        assert!((40..=80).contains(&tried), "{engine}: {tried}");
        assert!(view(&house, employer).await.standing.paused_at.is_some(), "{engine}");
        receiver.answers(Answer::Status(200));
        house.app.tell_what_is_due().await.unwrap();
        assert_eq!(receiver.take().len(), 0, "{engine}");
        let manager = house.act_as_manager(1, employer).await;
        house.app.resume_webhook(&manager, id, &key("resume")).await.unwrap();
        house.app.tell_what_is_due().await.unwrap();
        assert_eq!(receiver.kinds(), ["employees.notify.created"], "{engine}");
        // Whoever says that it is gone is asked no more.
        receiver.answers(Answer::Status(410));
        let token = another_token(&house, employer).await;
        hire(&house, &token, 16).await;
        house.app.tell_what_is_due().await.unwrap();
        assert!(view(&house, employer).await.standing.paused_at.is_some(), "{engine}");
    }
}

#[tokio::test]
async fn a_receiver_that_asks_for_time_gets_it_within_an_hour() {
    let house = House::new().await;
    let (employer, _, receiver, _) = told(&house).await;
    let at = |seconds: i64| {
        let at = jiff::Timestamp::from_second(house.app.now().0 / 1_000_000 + seconds).unwrap();
        at.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
    };
    for (n, status, wish, least, most) in [
        (11, 429, "300", 300, 361),
        (12, 503, "a date", 600, 721),
        (13, 503, "86400", 3_600, 4_321),
        // What cannot be read, or is of an answer that says no such thing, is passed over.
        (14, 429, "when it suits", 4, 7),
        (15, 500, "300", 4, 7),
    ] {
        let token = another_token(&house, employer).await;
        hire(&house, &token, n).await;
        let said = if wish == "a date" { at(600) } else { wish.to_owned() };
        receiver.answers(Answer::Busy(status, said));
        house.app.tell_what_is_due().await.unwrap();
        let first = receiver.take();
        assert_eq!(first.len(), 1, "{status} {wish}");
        receiver.answers(Answer::Status(204));
        house.wait(least - 1);
        house.app.tell_what_is_due().await.unwrap();
        assert_eq!(receiver.take().len(), 0, "{status} {wish}: not before");
        house.wait(most - least + 1);
        house.app.tell_what_is_due().await.unwrap();
        let told = receiver.take();
        assert_eq!(told.len(), 1, "{status} {wish}: and not long after");
        assert_eq!(told[0].id, first[0].id);
    }
}

#[tokio::test]
async fn an_event_whose_sender_was_killed_is_sent_again_under_the_same_id() {
    for (engine, store) in test_stores().await {
        let house = House::on(store, 0);
        let (_, token, receiver, _) = told(&house).await;
        hire(&house, &token, 11).await;
        receiver.answers(Answer::Never);
        let app = house.app.clone();
        let sender = tokio::spawn(async move { app.tell_what_is_due().await });
        while receiver.inbox.lock().unwrap().is_empty() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        // It arrived, and before that is noted the instance is gone.
        sender.abort();
        let _ = sender.await;
        receiver.answers(Answer::Status(200));
        let first = receiver.take();
        let twin = house.twin(5);
        tell(&twin);
        twin.app.tell_what_is_due().await.unwrap();
        assert_eq!(receiver.take().len(), 0, "{engine}: the lease still runs");
        twin.wait(61);
        twin.app.tell_what_is_due().await.unwrap();
        let again = receiver.take();
        assert_eq!((first.len(), again.len()), (1, 1), "{engine}");
        assert_eq!(first[0].id, again[0].id, "{engine}");
        twin.wait(120);
        twin.app.tell_what_is_due().await.unwrap();
        assert_eq!(receiver.take().len(), 0, "{engine}");
    }
}

/// Takes messages when it is let.
struct Held {
    arrived: Semaphore,
    go_on: Semaphore,
}

impl Messenger for Held {
    fn admits(&self, address: &str) -> Result<String, Fault> {
        Ok(address.to_owned())
    }

    fn send<'a>(&'a self, _: &'a str, _: &'a Message) -> BoxFuture<'a, Result<Answered, NoAnswer>> {
        Box::pin(async {
            self.arrived.add_permits(1);
            let _ = self.go_on.acquire().await;
            Ok(Answered { status: 204, retry_after: None })
        })
    }
}

#[tokio::test]
async fn a_turn_that_waits_for_others_who_write_keeps_nobody_from_writing() {
    for (engine, store) in test_stores().await {
        let house = House::on(store, 0);
        let held = Arc::new(Held { arrived: Semaphore::new(0), go_on: Semaphore::new(0) });
        let messenger = held.clone();
        house.app.tell_with(Telling { messenger, seed: [7; 32], api: String::new() });
        let employer = house.organisation(1, &[Quality::Employer]).await;
        let software = house.software(1, employer, every_scope()).await;
        let token = house.token(&software).await;
        let manager = house.act_as_manager(1, employer).await;
        for (n, topics) in [&[Topic::Employees][..], &[Topic::Questions]].into_iter().enumerate() {
            let address = format!("https://hooks.example.be/{n}");
            let new = new(&address, topics, (true, false));
            house.app.add_webhook(&manager, &new, &key(&format!("hook{n}"))).await.unwrap();
        }
        let app = house.app.clone();
        let telling = tokio::spawn(async move { app.tell(std::future::pending()).await });
        hire(&house, &token, 11).await;
        held.arrived.acquire().await.unwrap().forget();
        // While somebody else writes, the first webhook has its event and waits to note it; behind
        // it comes whoever gives the second one its turn.
        let other = house.app.store().write().await.unwrap();
        held.go_on.add_permits(100);
        tokio::time::sleep(Duration::from_millis(300)).await;
        house.wait(61);
        tokio::time::sleep(Duration::from_millis(1_500)).await;
        other.rollback().await.unwrap();
        let next = tokio::time::timeout(Duration::from_secs(15), house.app.store().write()).await;
        next.unwrap_or_else(|_| panic!("{engine}: nobody can write")).unwrap();
        telling.abort();
    }
}

#[tokio::test]
async fn what_was_told_can_be_told_again_and_a_test_says_nothing() {
    for (engine, store) in test_stores().await {
        let house = House::on(store, 0);
        let (employer, token, receiver, id) = told(&house).await;
        for n in 11..14 {
            hire(&house, &token, n).await;
        }
        house.app.tell_what_is_due().await.unwrap();
        let told = receiver.take();
        let manager = house.act_as_manager(1, employer).await;
        let replay = async |what: Replay, once: &str| {
            house.app.replay_webhook(&manager, id, &what, &key(once)).await
        };
        replay(Replay::Since(Instant(0)), "all").await.unwrap();
        house.app.tell_what_is_due().await.unwrap();
        let ids = |all: &[Received]| all.iter().map(|one| one.id.clone()).collect::<Vec<_>>();
        assert_eq!(ids(&receiver.take()), ids(&told), "{engine}");
        replay(Replay::One(told[1].id.clone()), "one").await.unwrap();
        house.app.tell_what_is_due().await.unwrap();
        let again = receiver.take();
        assert_eq!((again.len(), &again[0].text), (1, &told[1].text), "{engine}");
        let wrong = [
            String::new(),
            "x".to_owned(),
            format!("{}.x", number(1).digits()),
            format!("{}.2f08341b-d75b-45d3-8dd2-14fdfba51a0e", number(1).digits()),
            told[1].id.replace(number(1).digits(), number(9).digits()),
        ];
        for (n, event) in wrong.into_iter().enumerate() {
            match replay(Replay::One(event), &format!("wrong{n}")).await {
                Err(Refused::Invalid(found)) => assert_eq!(found[0].code(), "FEED-022", "{engine}"),
                other => panic!("{engine}: {other:?}"),
            }
        }
        house.app.test_webhook(&manager, id, &key("test")).await.unwrap();
        house.app.tell_what_is_due().await.unwrap();
        let test = receiver.take().pop().unwrap();
        assert_eq!(test.of(), "webhooks.notify.tested", "{engine}");
        assert_eq!(test.event()["data"], serde_json::json!({}), "{engine}");
    }
}

#[tokio::test]
async fn the_mandate_at_the_time_of_telling_decides() {
    for (engine, store) in test_stores().await {
        let house = House::on(store, 0);
        let (employer, token, own, _) = told(&house).await;
        let provider = house.organisation(2, &[Quality::SocialSecretariat]).await;
        let receiver = Receiver::new().await;
        let manager = house.act_as_manager(2, provider).await;
        let served = new(&receiver.address, &[Topic::Employees], (true, true));
        house.app.add_webhook(&manager, &served, &key("served")).await.unwrap();
        hire(&house, &token, 11).await;
        house.app.tell_what_is_due().await.unwrap();
        assert_eq!((own.take().len(), receiver.take().len()), (1, 0), "{engine}");
        let mandate = house.mandate((1, employer), (2, provider), &[Scope::Declare]).await;
        hire(&house, &token, 12).await;
        let trainings = format!("/employers/{}/trainings", number(1).digits());
        house.post(&token, &trainings, "made", &new_training(11)).await.is(201);
        house.app.tell_what_is_due().await.unwrap();
        // From the mandate on, and of what was asked for only.
        assert_eq!(
            (own.take().len(), receiver.kinds()),
            (2, vec!["employees.notify.created".to_owned()]),
            "{engine}"
        );
        hire(&house, &token, 13).await;
        house.end_mandate(1, employer, mandate).await;
        house.wait(120);
        house.app.tell_what_is_due().await.unwrap();
        assert_eq!((own.take().len(), receiver.take().len()), (1, 0), "{engine}");
        // Under a new one it is told from then on.
        let mandate = house.mandate((1, employer), (2, provider), &[Scope::Declare]).await;
        hire(&house, &token, 14).await;
        house.wait(120);
        house.app.tell_what_is_due().await.unwrap();
        assert_eq!((own.take().len(), receiver.take().len()), (1, 1), "{engine}");
        // It ends while a turn is under way: what is out is the last.
        own.answers(Answer::Status(200));
        receiver.answers(Answer::Slow);
        for n in 15..18 {
            hire(&house, &token, n).await;
        }
        let app = house.app.clone();
        let telling = tokio::spawn(async move { app.tell_what_is_due().await });
        while receiver.inbox.lock().unwrap().is_empty() {
            tokio::time::sleep(Duration::from_millis(5)).await;
        }
        house.end_mandate(1, employer, mandate).await;
        telling.await.unwrap().unwrap();
        assert_eq!((own.take().len(), receiver.take().len()), (3, 1), "{engine}");
    }
}

#[tokio::test]
async fn only_an_address_of_the_public_internet_is_taken() {
    let house = House::new().await;
    let employer = house.organisation(1, &[Quality::Employer]).await;
    let manager = house.act_as_manager(1, employer).await;
    let add = async |address: &str, topics: &[Topic], own: bool, once: &str| {
        let new = new(address, topics, (own, true));
        match house.app.add_webhook(&manager, &new, &key(once)).await {
            Ok(_) => "ok".to_owned(),
            Err(Refused::Invalid(found)) => {
                found.iter().map(fla_domain::anomaly::Anomaly::code).collect::<Vec<_>>().join(" ")
            }
            Err(other) => panic!("{other:?}"),
        }
    };
    let good = "https://hooks.example.be/fla";
    assert_eq!(add(good, Topic::ALL, true, "off").await, "WEBHOOK-053");
    tell(&house);
    assert_eq!(add("", &[], false, "a").await, "WEBHOOK-001 TOPIC-001 TOPIC-001");
    assert_eq!(add("nowhere", Topic::ALL, true, "b").await, "WEBHOOK-003");
    assert_eq!(add("https://10.0.0.1/", Topic::ALL, true, "c").await, "WEBHOOK-005");
    assert_eq!(
        add(&format!("{good}/{}", "x".repeat(500)), Topic::ALL, true, "d").await,
        "WEBHOOK-093"
    );
    assert_eq!(add(good, Topic::ALL, true, "e").await, "ok");
    assert_eq!(add(good, Topic::ALL, true, "e").await, "ok");
    assert_eq!(add("https://HOOKS.example.be:443/fla", Topic::ALL, true, "f").await, "WEBHOOK-006");
    for n in 1..10 {
        assert_eq!(add(&format!("{good}/{n}"), Topic::ALL, true, &format!("g{n}")).await, "ok");
    }
    assert_eq!(add(&format!("{good}/10"), Topic::ALL, true, "h").await, "WEBHOOK-901");
}

#[tokio::test]
async fn a_redirect_is_not_followed() {
    let house = House::new().await;
    let (employer, token, receiver, _) = told(&house).await;
    let inside = Receiver::new().await;
    receiver.answers(Answer::Redirect(inside.address.clone()));
    hire(&house, &token, 11).await;
    house.app.tell_what_is_due().await.unwrap();
    assert_eq!((receiver.take().len(), inside.take().len()), (1, 0));
    assert_eq!(view(&house, employer).await.standing.answer.as_deref(), Some("307"));
}

/// Names are looked up for each sending, every address they lead to is looked at, and the client
/// connects to no other.
#[tokio::test]
async fn a_name_that_leads_inside_is_refused_when_it_is_used() {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let message = Message {
        id: "1".to_owned(),
        timestamp: 1,
        signature: "v1a,".to_owned(),
        body: "{}".to_owned(),
    };
    let inside: &[&str] = &[
        "127.0.0.1",
        "10.1.2.3",
        "172.20.0.1",
        "192.168.0.10",
        "169.254.169.254",
        "100.64.1.1",
        "0.0.0.0",
        "::1",
        "::ffff:127.0.0.1",
        "fe80::1",
        "fd00::1",
        "64:ff9b::7f00:1",
        "2002:7f00:1::",
        "ff02::1",
        "93.184.215.14 127.0.0.1",
    ];
    for addresses in inside {
        let found: Vec<SocketAddr> =
            addresses.split(' ').map(|one| SocketAddr::new(one.parse().unwrap(), 0)).collect();
        let lookup: Lookup = Arc::new(move |_| {
            let found = found.clone();
            Box::pin(async move { io::Result::Ok(found) })
        });
        let carrier = Carrier::with_lookup(Policy::default(), lookup).unwrap();
        let address = format!("https://hooks.example.be:{port}/");
        assert_eq!(carrier.admits(&address).unwrap(), address);
        assert_eq!(carrier.send(&address, &message).await, Err(NoAnswer::Address), "{addresses}");
    }
    let quiet = tokio::time::timeout(Duration::from_millis(200), listener.accept()).await;
    assert!(quiet.is_err(), "nobody came");

    // The lookup of the first sending is good, that of the next is not: it is asked each time.
    let asked = Arc::new(Mutex::new(0));
    let count = Arc::clone(&asked);
    let lookup: Lookup = Arc::new(move |_| {
        let mut asked = count.lock().unwrap();
        *asked += 1;
        let to = if *asked == 1 { [127, 0, 0, 1] } else { [10, 0, 0, 1] };
        let found = vec![SocketAddr::from((to, 0))];
        Box::pin(async move { io::Result::Ok(found) })
    });
    let policy = Policy { allowed: vec!["127.0.0.1".parse().unwrap()] };
    let carrier = Carrier::with_lookup(policy, lookup).unwrap();
    let address = format!("https://hooks.example.be:{port}/");
    let (first, came) = futures::join!(carrier.send(&address, &message), async {
        // It came to the address that was looked up, and is hung up on.
        drop(listener.accept().await.unwrap());
        drop(listener);
    });
    assert_eq!((first, came), (Err(NoAnswer::Connection), ()));
    assert_eq!(carrier.send(&address, &message).await, Err(NoAnswer::Address));
}
