//! A sandbox: keys for everybody, a date that moves, and nothing real in it.

use std::net::{IpAddr, Ipv4Addr};

use fla_app::{NoSandbox, SandboxKind};
use fla_domain::access::Quality;
use fla_domain::ids::{ClientId, EmployerId};
use fla_domain::time::Instant;
use fla_store::change::AuditEntry;
use jiff::civil::date;
use jsonwebtoken::EncodingKey;
use serde_json::{Value, json};

use crate::support::{House, Software, key_pair, person};

/// Software that was given a key, with its token.
async fn key(house: &House, kind: SandboxKind) -> (Software, String) {
    let (pkcs8, jwk) = key_pair();
    let name = house.app.sandbox_key(kind, Some(&jwk)).await.unwrap().unwrap();
    let id: ClientId = name.split_once('.').unwrap().1.parse().unwrap();
    let key = EncodingKey::from_ec_der(&pkcs8);
    let software = Software { id, name, key, pkcs8 };
    let token = house.token(&software).await;
    (software, token)
}

/// Lets what follows be worked out; some time passes, for changes are never dated alike.
async fn work(house: &House) {
    house.wait(1);
    house.app.work_to_the_end().await.unwrap();
}

fn below(href: &Value) -> String {
    href.as_str().unwrap().split_once("/fla/v1").unwrap().1.to_owned()
}

/// The credit of a year in an account; nothing where the year is not there.
fn granted(account: &Value, year: i64) -> Option<i64> {
    let years = account["years"].as_array().unwrap();
    years.iter().find(|one| one["year"] == year)?["grantedMinutes"].as_i64()
}

pub async fn the_date_of_a_sandbox_moves() {
    let house = House::sandbox().await;
    let (software, token) = key(&house, SandboxKind::Employer).await;
    work(&house).await;
    let employers = house.get(&token, "/employers").await.is(200).json();
    let employer = below(&employers["items"][0]["href"]);
    let view = house.app.sandbox_view(&software.name).await.unwrap();
    let ssin = view.employers[0].people[0].ssin.digits();
    let training = json!({
        "title": "Heftruck", "startDate": "2026-11-02", "minutes": 240,
        "participants": [{ "ssin": ssin }],
    });
    house.post(&token, &format!("{employer}/trainings"), "first", &training).await.is(201);

    let list = house.get(&token, &format!("{employer}/employees?pageSize=1")).await.is(200).json();
    let account = format!("{}/account", below(&list["items"][0]["href"]));
    let before = house.get(&token, &account).await.is(200).json();
    assert_eq!(granted(&before, 2026).map(|minutes| minutes > 0), Some(true), "{before:#}");
    assert_eq!(granted(&before, 2027), None);

    let state = house.raw("GET", "/sandbox", &[], b"").await.is(200).json();
    assert_eq!((&state["date"], &state["realDate"]), (&json!("2026-11-26"), &json!("2026-11-26")));
    assert_eq!(state["resetAt"], "2026-11-27T02:00:00Z");
    let set = async |date: &str| {
        house.call(&token, ("PUT", "/sandbox"), &[], &json!({ "date": date })).await
    };
    let moved = set("2027-01-04").await.is(200).json();
    assert_eq!(moved["date"], "2027-01-04");
    assert_eq!(moved["movedBy"], employers["items"][0]["name"]);
    work(&house).await;
    let after = house.get(&token, &account).await.is(200).json();
    assert_eq!(granted(&after, 2027).map(|minutes| minutes > 0), Some(true), "{after:#}");
    let default = house.get(&token, &format!("{employer}/employees")).await.is(200).json();
    assert_eq!(default["items"][0]["credit"]["year"], 2027);

    // Back again, and the account is as it was.
    let back = set("2026-11-26").await.is(200).json();
    assert!(back.get("movedBy").is_none(), "{back}");
    work(&house).await;
    assert_eq!(house.get(&token, &account).await.json(), before);
    for wrong in ["2026-11-25", "2039-01-01"] {
        assert_eq!(set(wrong).await.is(400).issues(), ["date outOfRange SANDBOX-DATE-008"]);
    }
}

/// The notes of moved dates in the log of the installation, the first first.
async fn notes_of_dates(house: &House) -> Vec<AuditEntry> {
    let mut tx = house.app.store().read().await.unwrap();
    let all = tx.recent_audit(EmployerId(uuid::Uuid::nil()), Instant::LATEST, 200).await.unwrap();
    tx.rollback().await.unwrap();
    all.into_iter().rev().filter(|entry| entry.action == "setSandboxDate").collect()
}

#[tokio::test]
async fn who_moved_the_date_stands_in_the_log_of_the_installation() {
    let house = House::sandbox().await;
    let (software, token) = key(&house, SandboxKind::SocialSecretariat).await;
    for (date, status) in [("2027-01-04", 200), ("2026-11-25", 400), ("2026-11-26", 200)] {
        house.wait(1);
        let body = json!({ "date": date });
        house.call(&token, ("PUT", "/sandbox"), &[], &body).await.is(status);
    }
    // On the page nobody has to say who they are.
    for name in ["  Wout ", ""] {
        house.wait(1);
        let visitor = house.app.sandbox_visitor(name, "page 1");
        house.app.set_sandbox_date(&visitor, date(2028, 2, 29), name).await.unwrap();
    }
    let (number, id) = software.name.split_once('.').unwrap();
    let installation = house.app.installation();
    let all = house.app.employers(&installation).await.unwrap();
    let own = all.iter().find(|(one, _)| one.enterprise_number.digits() == number).unwrap();
    let noted = notes_of_dates(&house).await;
    let reasons: Vec<_> = noted.iter().map(|one| one.reason.as_deref().unwrap()).collect();
    assert_eq!(reasons, ["2027-01-04", "2026-11-26", "2028-02-29", "2028-02-29"]);
    for one in &noted[..2] {
        assert_eq!((one.role.as_str(), one.channel.as_str()), ("client", "api"));
        assert_eq!(one.behalf.organisation, Some(own.0.id));
        assert_eq!(one.behalf.organisation_name.as_deref(), Some(own.0.name.as_str()));
        assert_eq!(one.behalf.quality.as_deref(), Some("socialSecretariat"));
        assert!(one.actor_ssin.ends_with(id) && !one.trace.is_empty(), "{one:?}");
        assert_eq!((one.outcome.as_str(), one.subjects), ("done", 0));
    }
    let names: Vec<_> = noted[2..].iter().map(|one| one.actor_name.as_str()).collect();
    assert_eq!(names, ["Wout", "sandbox"]);
    for one in &noted[2..] {
        assert_eq!((one.channel.as_str(), one.trace.as_str()), ("web", "page 1"));
        assert_eq!((one.actor_ssin.as_str(), one.behalf.organisation), ("", None));
    }
}

#[tokio::test]
async fn a_social_secretariat_acts_for_its_employers() {
    let house = House::sandbox().await;
    let (software, token) = key(&house, SandboxKind::SocialSecretariat).await;
    let employers = house.get(&token, "/employers").await.is(200).json();
    assert_eq!(employers["total"], 4);
    let view = house.app.sandbox_view(&software.name).await.unwrap();
    for employer in &view.employers {
        let path = format!("/employers/{}", employer.number.digits());
        let told = house.get(&token, &path).await.is(200).json();
        assert!(told["mandate"]["mandateId"].is_string());
        let people = house.get(&token, &format!("{path}/employees")).await.is(200).json();
        assert_eq!(people["items"].as_array().unwrap().len(), employer.people.len());
    }
    // What another was given is not there for this one.
    let (_, other) = key(&house, SandboxKind::TrainingProvider).await;
    let path = format!("/employers/{}", view.employers[0].number.digits());
    house.get(&other, &path).await.is(404);
}

#[tokio::test]
async fn nobody_real_comes_in() {
    let house = House::sandbox().await;
    let (_, token) = key(&house, SandboxKind::Employer).await;
    let employers = house.get(&token, "/employers").await.is(200).json();
    let path = format!("{}/employees", below(&employers["items"][0]["href"]));
    let new = |ssin: &str| {
        json!({
            "ssin": ssin, "familyName": "A", "givenName": "B", "startDate": "2026-01-01",
            "occupations": [
                { "jointCommittee": "200", "workingHours": 3800, "referenceHours": 3800 }
            ],
        })
    };
    let refused = house.post(&token, &path, "real", &new("81050003552")).await.is(400);
    assert_eq!(refused.issues(), ["ssin outOfRange SSIN-008"]);
    house.post(&token, &path, "invented", &new(person(7).digits())).await.is(201);
}

#[tokio::test]
async fn a_register_is_no_sandbox_and_keys_have_a_limit() {
    let register = House::new().await;
    register.organisation(1, &[Quality::Employer]).await;
    let refused = register.app.found_sandbox().await;
    assert!(matches!(refused, Err(NoSandbox::Register)));
    let (_, jwk) = key_pair();
    assert!(register.app.sandbox_key(SandboxKind::Employer, Some(&jwk)).await.is_err());
    assert!(register.app.sandbox().is_none());

    let house = House::sandbox().await;
    let address = |last| IpAddr::V4(Ipv4Addr::new(192, 0, 2, last));
    assert_eq!(house.app.may_ask_for_key(address(1)), Ok(()));
    house.wait(60);
    assert_eq!(house.app.may_ask_for_key(address(1)), Ok(()));
    assert_eq!(house.app.may_ask_for_key(address(1)), Err(3_541));
    assert_eq!(house.app.may_ask_for_key(address(2)), Ok(()));
    house.wait(3_541);
    assert_eq!(house.app.may_ask_for_key(address(1)), Ok(()));
}
