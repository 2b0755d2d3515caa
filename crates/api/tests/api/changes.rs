//! The change feed and the comparison of lists.

use std::sync::atomic::{AtomicBool, Ordering};
use std::time::Duration;

use fla_domain::access::{ApiScope, ApiScopes, Quality, Scope};
use fla_domain::ids::EmployerId;
use fla_store::testing::test_stores;
use serde_json::{Value, json};

use crate::support::{House, Software, every_scope, new_employee, new_training, number, person};

fn at(n: u32, path: &str) -> String {
    format!("/employers/{}{path}", number(n).digits())
}

fn path_of(answer: &Value, name: &str) -> String {
    answer[name].as_str().unwrap().trim_start_matches("https://fla.test/fla/v1").to_owned()
}

async fn employer(house: &House, n: u32) -> (EmployerId, Software, String) {
    let employer = house.organisation(n, &[Quality::Employer]).await;
    let software = house.software(n, employer, every_scope()).await;
    let token = house.token(&software).await;
    (employer, software, token)
}

async fn hire(house: &House, token: &str, n: u32) -> String {
    let path = at(1, "/employees");
    let added = house.post(token, &path, &format!("hire{n}"), &new_employee(n)).await.is(201);
    added.json()["employeeId"].as_str().unwrap().to_owned()
}

/// Every page from an address on, and the cursor at the end.
async fn read_on(house: &House, token: &str, mut path: String) -> (Vec<Value>, String) {
    let mut all = Vec::new();
    loop {
        let page = house.get(token, &path).await.is(200).json();
        all.extend(page["items"].as_array().unwrap().iter().cloned());
        if page.get("next").is_none() {
            return (all, page["cursor"].as_str().unwrap().to_owned());
        }
        path = path_of(&page, "next");
    }
}

/// Has each of these operations answered well once, for employer 1.
pub async fn each_once(house: &House, token: &str) {
    let page = house.get(token, &at(1, "/changes?pageSize=1")).await.is(200).json();
    house.get(token, &path_of(&page["items"][0], "href")).await.is(200);
    let trainings = json!({ "startDate": "2026-01-01", "endDate": "2026-12-31", "records": [] });
    for (path, body) in [
        ("/trainings/reconciliation", trainings),
        ("/credits/reconciliation", json!({ "year": 2026, "records": [] })),
    ] {
        house.call(token, ("POST", &at(1, path)), &[], &body).await.is(200);
    }
}

#[tokio::test]
async fn a_reader_sees_what_changed_who_did_it_and_its_own_keys() {
    let house = House::new().await;
    let (id, _, token) = employer(&house, 1).await;
    let (begun, cursor) = read_on(&house, &token, at(1, "/changes?pageSize=2")).await;
    let kinds: Vec<_> = begun.iter().map(|one| one["kind"].as_str().unwrap()).collect();
    assert_eq!(kinds, ["addEmployer", "addClient", "addClientKey"]);
    let now = house.get(&token, &at(1, "/changes?start=now")).await.is(200).json();
    assert_eq!((now["items"].as_array().unwrap().len(), &now["cursor"]), (0, &json!(cursor)));

    let ana = hire(&house, &token, 11).await;
    let trainings = at(1, "/trainings");
    let made = house.post(&token, &trainings, "order-1", &new_training(11)).await.is(201).json();
    let (news, later) = read_on(&house, &token, at(1, &format!("/changes?after={cursor}"))).await;
    let [hired, trained] = news.as_slice() else { panic!("{news:#?}") };
    assert_eq!(hired["employees"][0]["employeeId"], json!(ana));
    assert_eq!((&hired["kind"], &hired["channel"]), (&json!("addEmployee"), &json!("api")));
    assert_eq!(trained["changeId"], made["changeId"]);
    assert_eq!(trained["training"]["trainingId"], made["trainingId"]);
    assert_eq!(trained["employees"][0]["employeeId"], json!(ana));
    assert_eq!(trained["idempotencyKey"], "order-1");
    assert!(trained["by"].as_str().unwrap().starts_with("Software "));
    house.get(&token, &path_of(&trained["training"], "href")).await.is(200);
    house.get(&token, &path_of(&hired["employees"][0], "href")).await.is(200);
    assert!(!format!("{news:?}").contains(person(11).digits()));
    let alone = house.get(&token, &path_of(trained, "href")).await.is(200).json();
    assert_eq!(alone, *trained);
    let (nothing, same) = read_on(&house, &token, at(1, &format!("/changes?after={later}"))).await;
    assert_eq!((nothing.len(), same), (0, later.clone()));

    // Other software of the same organisation reads the same, without the keys.
    let other = house.software(1, id, every_scope()).await;
    let other = house.token(&other).await;
    let (seen, _) = read_on(&house, &other, at(1, &format!("/changes?after={cursor}"))).await;
    assert_eq!(seen[1]["changeId"], trained["changeId"]);
    assert!(seen.iter().all(|one| one.get("idempotencyKey").is_none()));

    // Ana finds in her log that software read what changed about her.
    let manager = house.act_as_manager(1, id).await;
    let looks = house.app.audit_of(&manager, ana.parse().unwrap()).await.unwrap();
    assert!(looks.iter().any(|look| look.action == "changeFeed" && !look.changed));
}

#[tokio::test]
async fn a_cursor_is_of_one_employer_and_nobody_reads_without_scope() {
    let house = House::new().await;
    let (id, _, token) = employer(&house, 1).await;
    let (_, _, stranger) = employer(&house, 2).await;
    let (_, foreign) = read_on(&house, &stranger, at(2, "/changes")).await;
    let (_, own) = read_on(&house, &token, at(1, "/changes")).await;
    let asked = async |query: &str| {
        house.get(&token, &at(1, &format!("/changes?{query}"))).await.is(400).issues()
    };
    assert_eq!(asked(&format!("after={foreign}")).await, ["after rejectedInput FEED-053"]);
    let mut bent = own.clone();
    bent.replace_range(40..42, if &own[40..42] == "00" { "01" } else { "00" });
    let accents = "é".repeat(28);
    let texts = ["", "1", &own[..54], &format!("{own}00"), &bent, accents.as_str()];
    for text in texts {
        let text: String = url::form_urlencoded::byte_serialize(text.as_bytes()).collect();
        assert_eq!(
            asked(&format!("after={text}")).await,
            ["after invalidInput FEED-003"],
            "{text}"
        );
    }
    assert_eq!(asked(&format!("after={own}&start=now")).await, ["start schemaViolation -"]);
    assert_eq!(asked("pageSize=201&since=1").await.len(), 2);
    house.get(&stranger, &at(1, "/changes")).await.is(404);
    let foreign = read_on(&house, &stranger, at(2, "/changes")).await.0[0]["changeId"].clone();
    for id in [foreign.as_str().unwrap(), "2f08341b-d75b-45d3-8dd2-14fdfba51a0e", "x"] {
        house.get(&token, &at(1, &format!("/changes/{id}"))).await.is(404);
    }

    let scopes: ApiScopes =
        ApiScope::ALL.iter().copied().filter(|s| *s != ApiScope::HistoryRead).collect();
    let narrow = house.software(1, id, scopes).await;
    let narrow = house.token(&narrow).await;
    house.get(&narrow, &at(1, "/changes")).await.is(403);
}

/// Eight writers, on two instances whose clocks differ, and a reader that asks all the time: it sees
/// each change once, and in one order.
#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn nothing_is_missed_while_others_write() {
    const WRITERS: u32 = 8;
    const EACH: u32 = 12;
    for (engine, store) in test_stores().await {
        let house = House::on(store, 0);
        let (_, _, token) = employer(&house, 1).await;
        let twin = house.twin(-90);
        let (_, mut cursor) = read_on(&house, &token, at(1, "/changes")).await;
        let done = AtomicBool::new(false);
        let writers = async {
            let write = async |w: u32| {
                for n in 0..EACH {
                    let house = if w.is_multiple_of(2) { &house } else { &twin };
                    hire(house, &token, 1_000 + w * EACH + n).await;
                }
            };
            futures::future::join_all((0..WRITERS).map(write)).await;
            done.store(true, Ordering::SeqCst);
        };
        let mut seen: Vec<Value> = Vec::new();
        let reader = async {
            loop {
                let last = done.load(Ordering::SeqCst);
                let path = at(1, &format!("/changes?after={cursor}&pageSize=3"));
                let (news, next) = read_on(&twin, &token, path).await;
                seen.extend(news);
                cursor = next;
                if last {
                    break;
                }
                tokio::time::sleep(Duration::from_millis(2)).await;
            }
        };
        futures::join!(writers, reader);
        let mut ids: Vec<_> = seen.iter().map(|one| one["changeId"].to_string()).collect();
        assert_eq!(ids.len(), (WRITERS * EACH) as usize, "{engine}");
        ids.sort();
        ids.dedup();
        assert_eq!(ids.len(), (WRITERS * EACH) as usize, "{engine}");
        assert!(seen.iter().all(|one| one["kind"] == "addEmployee"));
        let at: Vec<_> = seen.iter().map(|one| one["at"].as_str().unwrap().len()).collect();
        assert!(at.iter().all(|length| *length >= 20), "{engine}");
    }
}

/// A change that two organisations see comes after what the other one saw before, also where its
/// clock is ahead.
#[tokio::test]
async fn what_two_see_is_the_latest_for_both() {
    for (engine, store) in test_stores().await {
        let house = House::on(store, 0);
        let (from, _, _) = employer(&house, 1).await;
        let ahead = house.twin(3_600);
        let provider = ahead.organisation(2, &[Quality::SocialSecretariat]).await;
        let software = ahead.software(2, provider, every_scope()).await;
        let token = ahead.token(&software).await;
        let (_, cursor) = read_on(&ahead, &token, at(2, "/changes")).await;
        house.mandate((1, from), (2, provider), &[Scope::Declare]).await;
        let (news, _) = read_on(&ahead, &token, at(2, &format!("/changes?after={cursor}"))).await;
        let kinds: Vec<_> = news.iter().map(|one| one["kind"].as_str().unwrap()).collect();
        assert_eq!(kinds, ["giveMandate", "confirmMandate"], "{engine}");
        // With the mandate it reads what changes there.
        let (all, _) = read_on(&ahead, &token, at(1, "/changes")).await;
        assert_eq!(all.last().unwrap()["kind"], "confirmMandate", "{engine}");
        assert_eq!(all.last().unwrap()["organisation"], "Organisatie 2", "{engine}");
    }
}

#[tokio::test]
async fn lists_of_trainings_are_laid_side_by_side() {
    let house = House::new().await;
    let (id, _, token) = employer(&house, 1).await;
    let (ana, bob) = (hire(&house, &token, 11).await, hire(&house, &token, 12).await);
    let register = async |key: &str, title: &str, day: &str, people: &[&str]| {
        let people: Vec<_> = people.iter().map(|one| json!({ "employeeId": one })).collect();
        let new =
            json!({ "title": title, "startDate": day, "minutes": 240, "participants": people });
        house.wait(1);
        house.post(&token, &at(1, "/trainings"), key, &new).await.is(201).json()
    };
    let both = register("a", "Heftruck", "2026-03-02", &[&ana, &bob]).await;
    register("b", "EHBO", "2026-04-01", &[&ana]).await;
    let gone = register("c", "Lassen", "2026-05-01", &[&ana]).await;
    register("d", "Vorig jaar", "2025-05-01", &[&ana]).await;
    let seen = house.get(&token, &path_of(&gone, "href")).await.headers["etag"].clone();
    let withdraw = format!("{}/withdraw", path_of(&gone, "href"));
    let seen = [("if-match", seen.to_str().unwrap())];
    let reason = json!({ "reason": "niet gevolgd" });
    house.call(&token, ("POST", &withdraw), &seen, &reason).await.is(200);
    let before = read_on(&house, &token, at(1, "/changes")).await.0.len();

    let path = at(1, "/trainings/reconciliation");
    let sent = json!({
        "startDate": "2026-01-01",
        "endDate": "2026-12-31",
        "records": [
            { "ssin": person(11).digits(), "title": "heftruck", "startDate": "2026-03-02", "minutes": 240 },
            { "employeeId": bob, "trainingId": both["trainingId"], "title": "Heftruck", "startDate": "2026-03-03", "endDate": "2026-03-04", "minutes": 200, "status": "planned" },
            { "employeeId": ana, "title": "Lassen", "startDate": "2026-05-01", "minutes": 240 },
            { "ssin": person(77).digits(), "title": "Heftruck", "startDate": "2026-03-02", "minutes": 240 },
        ],
    });
    let found = house.call(&token, ("POST", &path), &[], &sent).await.is(200).json();
    let counts = json!({ "sent": 4, "same": 1, "missing": 2, "extra": 1, "different": 1 });
    assert_eq!(found["counts"], counts);
    let missing = json!([
        { "position": 2, "lacking": "record" }, { "position": 3, "lacking": "employee" }
    ]);
    assert_eq!(found["missing"], missing);
    assert_eq!(found["extra"][0]["title"], "EHBO");
    house.get(&token, &path_of(&found["extra"][0], "href")).await.is(200);
    let fields = json!([
        { "name": "startDate", "sent": "2026-03-03", "registered": "2026-03-02" },
        { "name": "endDate", "sent": "2026-03-04", "registered": "2026-03-02" },
        { "name": "minutes", "sent": "200", "registered": "240" },
        { "name": "status", "sent": "planned", "registered": "completed" },
    ]);
    assert_eq!(found["different"][0]["fields"], fields);
    assert_eq!(found["different"][0]["registered"]["employeeId"], json!(bob));
    assert_eq!(read_on(&house, &token, at(1, "/changes")).await.0.len(), before);
    let manager = house.act_as_manager(1, id).await;
    let looks = house.app.audit_of(&manager, bob.parse().unwrap()).await.unwrap();
    assert!(looks.iter().any(|look| look.action == "reconcileTrainings"));

    let wrong = json!({
        "startDate": "2026-01-01", "endDate": "2025-01-01", "more": 1,
        "records": [{ "title": "x", "startDate": "2024-01-01", "minutes": 0 }],
    });
    let wrong = house.call(&token, ("POST", &path), &[], &wrong).await.is(400).issues();
    assert_eq!(wrong.len(), 5, "{wrong:?}");
    let empty = json!({ "startDate": "2026-01-01", "endDate": "2026-12-31", "records": [] });
    let all = house.call(&token, ("POST", &path), &[], &empty).await.is(200).json();
    assert_eq!(all["counts"]["extra"], 3);
    let (_, _, stranger) = employer(&house, 2).await;
    house.call(&stranger, ("POST", &path), &[], &empty).await.is(404);
}

#[tokio::test]
async fn ten_thousand_records_are_compared_in_one_call() {
    let house = House::new().await;
    let (_, _, token) = employer(&house, 1).await;
    let ana = hire(&house, &token, 11).await;
    let record = |n: usize| {
        let day = format!("2026-{:02}-{:02}", n % 12 + 1, n % 28 + 1);
        json!({ "employeeId": ana, "title": format!("Cursus {n}"), "startDate": day, "minutes": 60 })
    };
    let mut records: Vec<_> = (0..10_000).map(record).collect();
    let asked = |records: &[Value]| json!({ "startDate": "2026-01-01", "endDate": "2026-12-31", "records": records });
    let path = at(1, "/trainings/reconciliation");
    let found = house.call(&token, ("POST", &path), &[], &asked(&records)).await;
    assert_eq!(found.is(200).json()["counts"]["missing"], 10_000);
    records.push(record(0));
    let found = house.call(&token, ("POST", &path), &[], &asked(&records)).await;
    assert_eq!(found.is(400).issues(), ["records schemaViolation -"]);
}

#[tokio::test]
async fn credits_of_a_year_are_laid_side_by_side() {
    let house = House::new().await;
    let (_, _, token) = employer(&house, 1).await;
    let (ana, bob) = (hire(&house, &token, 11).await, hire(&house, &token, 12).await);
    house.post(&token, &at(1, "/trainings"), "a", &new_training(11)).await.is(201);
    let account = house.get(&token, &at(1, &format!("/employees/{ana}/account?year=2026"))).await;
    let year = account.is(200).json()["years"][0].clone();
    assert_eq!(year["followedMinutes"], 240);
    let path = at(1, "/credits/reconciliation");
    let sent = json!({ "year": 2026, "records": [
        { "ssin": person(11).digits(), "grantedMinutes": year["grantedMinutes"], "followedMinutes": 200,
          "leftMinutes": year["leftMinutes"] },
        { "ssin": person(77).digits(), "leftMinutes": 0 },
    ] });
    let found = house.call(&token, ("POST", &path), &[], &sent).await.is(200).json();
    let fields = json!([{ "name": "followedMinutes", "sent": "200", "registered": "240" }]);
    assert_eq!(found["different"][0]["fields"], fields);
    assert_eq!(found["missing"], json!([{ "position": 1, "lacking": "employee" }]));
    assert_eq!(found["extra"].as_array().unwrap().len(), 1);
    assert_eq!(found["extra"][0]["employeeId"], json!(bob));
    house.get(&token, &path_of(&found["extra"][0], "href")).await.is(200);
    let wrong = json!({ "year": 1900, "records": [{ "employeeId": ana }, { "leftMinutes": 1 }] });
    let wrong = house.call(&token, ("POST", &path), &[], &wrong).await.is(400).issues();
    assert_eq!(wrong.len(), 3, "{wrong:?}");
}
