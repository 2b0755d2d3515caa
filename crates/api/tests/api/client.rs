//! The client library against a register that listens: one life of a training, lost connections,
//! limits, batches, and what is refused.

#[path = "../../../../clients/rust/examples/first_training.rs"]
#[expect(dead_code, reason = "its main is for the command line")]
mod first_training;
mod proxy;
mod types;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use fla_client::types::{
    AccountYear, BatchWithdrawal, Completion, NewBatchItem, NewCreditAdjustment, NewEmployee,
    NewOccupation, NewParticipation, NewTraining, Person, PersonCorrection, RightOverride,
    RightOverrideWithdrawal, Selection, TrainingCorrection, TrainingDetails, Withdrawal,
};
use fla_client::{Client, Employer, Error, Key, Language, Request};
use fla_domain::access::Quality;
use fla_domain::ids::EmployerId;
use serde_json::Value;
use url::Url;

use crate::support::{House, Software, every_scope, number, person};
use proxy::Proxy;

/// A register behind a proxy, whose clock is that of this machine, and software of employer 1.
struct Register {
    house: House,
    employer: EmployerId,
    software: Software,
    proxy: Proxy,
}

impl Register {
    async fn new(calls_per_minute: u32) -> Self {
        let proxy = Proxy::listen().await;
        let public = Url::parse(&proxy.address).unwrap();
        let store = fla_store::testing::sqlite_store().await;
        let house = House::at(store, calls_per_minute, public);
        // What is made before a caller comes takes seconds of that clock, which must not go back after.
        house.today();
        house.wait(-60);
        let employer = house.organisation(1, &[Quality::Employer]).await;
        let software = house.software(1, employer, every_scope()).await;
        proxy.forward_to(house.router.clone()).await;
        house.today();
        Self { house, employer, software, proxy }
    }

    fn pem(&self) -> String {
        let key = STANDARD.encode(&self.software.pkcs8);
        format!("-----BEGIN PRIVATE KEY-----\n{key}\n-----END PRIVATE KEY-----\n")
    }

    fn client(&self) -> Client {
        let key = Key::from_pem(&self.pem()).unwrap();
        Client::new(&self.proxy.address, &self.software.name, key).unwrap()
    }

    fn employer(&self) -> Employer {
        self.client().employer(number(1).digits())
    }
}

fn employee(n: u32) -> NewEmployee {
    NewEmployee {
        reference: Some(format!("P{n}")),
        ssin: person(n).digits().to_owned(),
        family_name: format!("Familie{n}"),
        given_name: "Alex".to_owned(),
        start_date: "2025-01-06".to_owned(),
        occupations: vec![NewOccupation {
            joint_committee: "200".to_owned(),
            working_hours: 3800,
            reference_hours: 3800,
        }],
        ..NewEmployee::default()
    }
}

fn training(ssin: &str) -> NewTraining {
    let ssin = Some(ssin.to_owned());
    NewTraining {
        details: details("Heftruck"),
        participants: vec![NewParticipation { ssin, ..NewParticipation::default() }],
        ..NewTraining::default()
    }
}

fn details(title: &str) -> TrainingDetails {
    let (title, start_date) = (title.to_owned(), "2025-11-03".to_owned());
    TrainingDetails { title, start_date, minutes: 240, ..TrainingDetails::default() }
}

#[tokio::test]
async fn a_life_of_people_trainings_and_rights() {
    let register = Register::new(0).await;
    let employer = register.employer();
    assert_eq!(employer.details().await.unwrap().name, "Organisatie 1");
    let one = employer.add_employee(&employee(11)).await.unwrap().employee_id;
    let strangers = [person(99).digits().to_owned(), person(11).digits().to_owned()];
    let found = employer.find_employees(&strangers.each_ref().map(String::as_str)).await.unwrap();
    assert_eq!((found.len(), found[0].position, &found[0].employee_id), (1, 1, &one));
    let read = employer.employee(&one).await.unwrap();
    assert_eq!(read.value.reference.as_deref(), Some("P11"));
    let correction = PersonCorrection {
        family_name: "Peeters".to_owned(),
        given_name: "An".to_owned(),
        ..Default::default()
    };
    register.house.wait(1);
    employer.correct_employee(&one, &read.etag, &correction).await.unwrap();
    let late = employer.correct_employee(&one, &read.etag, &correction).await.unwrap_err();
    assert_eq!(late.problem().unwrap().status, 412);
    assert_eq!(employer.employee(&one).await.unwrap().value.family_name, "Peeters");

    let mut planned = training(person(11).digits());
    planned.participants[0].status = Some("planned".to_owned());
    let id = employer.register_training(&planned).await.unwrap().training_id;
    let first = employer.training(&id).await.unwrap();
    assert_eq!(first.value.participants[0].status, "planned");
    let completion = Completion::default();
    employer.complete_training(&id, &first.etag, &completion).await.unwrap();
    // Somebody who saw what stood before is too late.
    let why = Withdrawal { reason: "Dubbel".to_owned(), ..Withdrawal::default() };
    let late = employer.withdraw_training(&id, &first.etag, &why).await.unwrap_err();
    assert_eq!(late.problem().unwrap().status, 412);
    let second = employer.training(&id).await.unwrap();
    let better = TrainingCorrection { details: details("Stapelaar"), reason: None };
    employer.correct_training(&id, &second.etag, &better).await.unwrap();
    let third = employer.training(&id).await.unwrap();
    assert_eq!(third.value.title, "Stapelaar");
    assert_eq!(third.value.participants[0].status, "completed");
    employer.withdraw_training(&id, &third.etag, &why).await.unwrap();
    let fourth = employer.training(&id).await.unwrap();
    assert!(fourth.value.withdrawn);
    let whole = Selection::default();
    employer.restore_training(&id, &fourth.etag, &whole).await.unwrap();

    let people = vec![Person { employee_id: Some(one.clone()), ssin: None }];
    let decision = RightOverride {
        employees: Some(people.clone()),
        year: 2025,
        kind: "statutory".to_owned(),
        minutes: 2_000,
        reason: "Ondernemings-cao".to_owned(),
        ..RightOverride::default()
    };
    assert_eq!(employer.set_rights(&decision).await.unwrap().affected, 1);
    let adjustment = NewCreditAdjustment {
        year: 2025,
        date: "2025-11-03".to_owned(),
        minutes: -60,
        reason: "Rechtzetting".to_owned(),
    };
    employer.adjust_credit(&one, &adjustment).await.unwrap();
    let account = employer.account(&one, Some(2025)).await.unwrap();
    assert_eq!(account.years.len(), 1);
    let year = &account.years[0];
    let statutory = |year: &AccountYear| {
        year.rights.iter().find(|right| right.kind == "statutory").map(|right| right.booked_minutes)
    };
    assert_eq!((statutory(year), year.followed_minutes), (Some(2_000), 240));
    assert_eq!(year.adjusted_minutes, -60);
    assert_eq!(year.left_minutes, year.granted_minutes - 240 - 60);
    let back = RightOverrideWithdrawal {
        employees: Some(people),
        year: 2025,
        kind: "statutory".to_owned(),
        ..RightOverrideWithdrawal::default()
    };
    employer.calculate_rights(&back).await.unwrap();
    let account = employer.account(&one, Some(2025)).await.unwrap();
    assert_ne!(statutory(&account.years[0]), Some(2_000));
}

#[tokio::test]
async fn a_token_is_asked_for_once_for_many_and_again_when_it_is_past_its_end() {
    let register = Register::new(0).await;
    let client = register.client();
    let all = futures::future::join_all((0..12).map(|_| client.employers())).await;
    assert!(all.iter().all(|answer| answer.as_ref().is_ok_and(|list| list.len() == 1)));
    assert_eq!(register.proxy.asked_for("/oauth2/token"), 1);
    // The clock of the register runs ahead: to it the token is past its end.
    register.house.wait(601);
    let all = futures::future::join_all((0..12).map(|_| client.employers())).await;
    // The assertion is from the past by now.
    assert!(all.iter().all(|answer| matches!(answer, Err(Error::Token { status: 401, .. }))));
    register.house.today();
    client.employers().await.unwrap();

    register.house.end_software(1, register.employer, &register.software).await;
    let ended = client.employers().await.unwrap_err();
    let Error::Token { error, .. } = ended else { panic!("{ended}") };
    assert_eq!(error, "invalid_client");
}

#[tokio::test]
async fn what_was_carried_out_before_the_connection_was_cut_is_not_done_again() {
    let register = Register::new(0).await;
    let employer = register.employer();
    employer.add_employee(&employee(11)).await.unwrap();
    register.proxy.cut_answers(2);
    let ssin = person(11);
    let done = employer.register_training(&training(ssin.digits())).await.unwrap();
    assert_eq!(register.proxy.cut(), 2);
    let path = format!("/fla/v1/employers/{}/trainings", number(1).digits());
    assert_eq!(register.proxy.asked_for(&path), 3);
    let there = employer.trainings().all().await.unwrap();
    assert_eq!(there.len(), 1);
    assert_eq!(there[0].training_id, done.training_id);

    // Under a key of one's own also from a program that was started again.
    let keyed = register.employer().under("order-1");
    let first = keyed.register_training(&training(ssin.digits())).await.unwrap();
    let again = register.employer().under("order-1");
    assert_eq!(again.register_training(&training(ssin.digits())).await.unwrap(), first);
    let mut other = training(ssin.digits());
    other.details.minutes = 60;
    let reused = again.register_training(&other).await.unwrap_err();
    assert_eq!(reused.problem().unwrap().status, 422);

    // Who gives up says so.
    register.proxy.cut_answers(2);
    let twice = register.client().trying(2);
    let lost = twice.employers().await.unwrap_err();
    assert!(matches!(lost, Error::Connection(_)), "{lost}");
}

#[tokio::test]
async fn a_client_that_made_its_calls_waits_as_long_as_it_is_told() {
    let register = Register::new(20).await;
    let client = register.client();
    for _ in 0..20 {
        client.employers().await.unwrap();
    }
    let refused = client.clone().trying(1).employers().await.unwrap_err();
    assert_eq!(refused.problem().unwrap().status, 429);
    // The next minute begins in a second by the clock of the register, that stands until then.
    let now = register.house.app.now().0 / 1_000_000;
    register.house.wait(59 - now.rem_euclid(60));
    let waits = std::time::Instant::now();
    let (answer, ()) = futures::join!(client.employers(), async {
        while register.proxy.asked_for("/fla/v1/employers") < 22 {
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
        register.house.wait(1);
    });
    assert_eq!(answer.unwrap().len(), 1);
    assert!(waits.elapsed().as_millis() >= 1_000, "{:?}", waits.elapsed());
    assert_eq!(register.proxy.asked_for("/fla/v1/employers"), 23);
}

#[tokio::test]
async fn a_batch_is_followed_to_its_outcome_and_lists_over_their_pages() {
    let register = Register::new(0).await;
    let employer = register.employer();
    let mut items: Vec<_> = (11..18)
        .map(|n| NewBatchItem { new_employee: Some(employee(n)), ..NewBatchItem::default() })
        .collect();
    let new_training = Some(training(person(11).digits()));
    let reference = Some("LMS-1".to_owned());
    items.push(NewBatchItem { reference, new_training, ..NewBatchItem::default() });
    let training_withdrawal = Some(BatchWithdrawal {
        training_id: "2f08341b-d75b-45d3-8dd2-14fdfba51a0e".to_owned(),
        version: 1,
        withdrawal: Withdrawal { reason: "Dubbel".to_owned(), ..Withdrawal::default() },
    });
    items.push(NewBatchItem { training_withdrawal, ..NewBatchItem::default() });
    let tried = employer.try_batch(&items).await.unwrap();
    let sent = employer.send_batch(&items).await.unwrap();
    let works = async {
        // The batch is asked for before it is done.
        let path = sent.href.strip_prefix(&register.proxy.address).unwrap();
        while register.proxy.asked_for(path) == 0 {
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
        register.house.wait(1);
        register.house.app.work_to_the_end().await.unwrap();
    };
    let (outcome, ()) = futures::join!(employer.outcome_of(&sent.batch_id), works);
    let outcome = outcome.unwrap().query("pageSize", 4).all().await.unwrap();
    let states: Vec<_> = outcome.iter().map(|item| item.state.as_str()).collect();
    assert_eq!(states, [&["done"; 8][..], &["refused"]].concat());
    assert_eq!(outcome[7].reference.as_deref(), Some("LMS-1"));
    let issue = &outcome[8].issues.as_ref().unwrap()[0];
    assert_eq!(issue.code.as_deref(), Some("VERSION-022"));
    let tried = employer.outcome_of(&tried.batch_id).await.unwrap().all().await.unwrap();
    assert_eq!((tried[0].state.as_str(), tried.len()), ("valid", 9));

    let thirteen = employer.employees().query("reference", "P13").next().await.unwrap().unwrap();
    assert_eq!(Some(&thirteen.employee_id), outcome[2].employee_id.as_ref());

    // One change has one reference.
    let mut two = items[0].clone();
    two.reference = Some("Q11".to_owned());
    let refused = employer.send_batch(&[two]).await.unwrap_err();
    let issue = &refused.problem().unwrap().issues[0];
    assert_eq!(issue.name.as_deref(), Some("items[0].reference"));

    let people = employer.employees().query("pageSize", 3).all().await.unwrap();
    let names: Vec<_> = people.iter().map(|person| person.name.as_str()).collect();
    assert_eq!(names.len(), 7);
    assert!(names.is_sorted(), "{names:?}");
    let by_reference = employer.trainings().query("reference", "LMS-1").next().await.unwrap();
    assert_eq!(by_reference.unwrap().training_id, *outcome[7].training_id.as_ref().unwrap());
}

#[tokio::test]
async fn a_file_is_sent_and_followed_to_its_outcome() {
    let register = Register::new(0).await;
    let employer = register.employer();
    employer.add_employee(&employee(11)).await.unwrap();
    let file = crate::batch_files::file(&[(1, 11), (1, 99)]);
    let sent = employer.send_file("one.xml", "real", file).await.unwrap();
    let works = async {
        // The file is asked for before it is done.
        let path = sent.href.strip_prefix(&register.proxy.address).unwrap();
        while register.proxy.asked_for(path) == 0 {
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
        register.house.wait(1);
        register.house.app.work_to_the_end().await.unwrap();
    };
    let (outcome, ()) = futures::join!(employer.outcome_of_file(&sent.batch_file_id), works);
    let (file, forms) = outcome.unwrap();
    assert_eq!((file.state.as_str(), file.forms, file.refused), ("done", 2, 1));
    let forms = forms.query("pageSize", 1).all().await.unwrap();
    assert!(forms[0].training_id.is_some() && forms[0].ticket.is_some());
    let anomaly = &forms[1].anomalies.as_ref().unwrap()[0];
    assert_eq!((anomaly.anomaly_code.as_str(), anomaly.line), ("SSIN-022", Some(3)));
    let noti = String::from_utf8(employer.noti(&sent.batch_file_id).await.unwrap()).unwrap();
    assert!(noti.contains("<ErrorID>SSIN-022</ErrorID>"), "{noti}");
    let listed = employer.batch_files().all().await.unwrap();
    assert_eq!((listed.len(), listed[0].name.as_str()), (1, "one.xml"));
}

#[tokio::test]
async fn a_large_file_goes_on_where_the_connection_broke() {
    let register = Register::new(0).await;
    let client = register.client().in_pieces_of(1_000);
    let employer = client.employer(number(1).digits());
    employer.add_employee(&employee(11)).await.unwrap();
    let people: Vec<_> = (0..12).map(|n| (1, if n == 0 { 11 } else { 80 + n })).collect();
    let file = crate::batch_files::file(&people);
    let pieces = file.len().div_ceil(1_000);
    // The line breaks in the middle of a call, some pieces on.
    register.proxy.break_after(6_500);
    let sent = employer.under("large").send_file("large.xml", "real", file.clone()).await.unwrap();
    assert_eq!(register.proxy.cut(), 1);
    let uploads = format!("/fla/v1/employers/{}/batchFileUploads", number(1).digits());
    assert_eq!(register.proxy.asked_for(&uploads), 1);
    // Sent again after the program was ended it is the same file.
    register.proxy.cut_answers(1);
    let again = employer.under("large").send_file("large.xml", "real", file.clone()).await.unwrap();
    assert_eq!((again, register.proxy.cut()), (sent.clone(), 1));

    register.house.wait(1);
    register.house.app.work_to_the_end().await.unwrap();
    let (whole, _) = employer.outcome_of_file(&sent.batch_file_id).await.unwrap();
    let size = u64::try_from(file.len()).unwrap();
    assert_eq!((whole.size, whole.forms, whole.refused), (size, 12, 11));
    assert!(pieces > 6, "{pieces}");
}

#[tokio::test]
async fn a_signature_goes_with_its_file() {
    let register = Register::new(0).await;
    let employer = register.employer();
    employer.add_employee(&employee(11)).await.unwrap();
    let file = crate::batch_files::file(&[(1, 11)]);
    let sent = employer.send_signed_file("signed.xml", "real", file, "AAAA").await.unwrap();
    register.house.wait(1);
    register.house.app.work_to_the_end().await.unwrap();
    let (whole, _) = employer.outcome_of_file(&sent.batch_file_id).await.unwrap();
    let anomalies = whole.anomalies.unwrap();
    assert_eq!((whole.state.as_str(), anomalies.len()), ("refused", 1));
    assert_eq!(anomalies[0].anomaly_code, "SIGNATURE-003");
}

#[tokio::test]
async fn what_is_refused_says_where_which_code_why_and_what_to_do() {
    let register = Register::new(0).await;
    let employer = register.employer();
    let said = async |employer: &Employer| {
        let refused = employer.register_training(&training("12345678901")).await.unwrap_err();
        let problem = refused.problem().unwrap().clone();
        assert_eq!((problem.status, problem.issues.len()), (400, 1));
        assert!(!format!("{refused} {refused:?}").contains("12345678901"));
        problem.issues[0].clone()
    };
    let issue = said(&employer).await;
    assert_eq!((issue.place.as_str(), issue.code.as_deref()), ("body", Some("SSIN-004")));
    assert_eq!(issue.name.as_deref(), Some("participants[0].ssin"));
    let dutch = register.client().speaking(Language::Dutch).employer(number(1).digits());
    let dutch = said(&dutch).await;
    assert!(issue.mend.is_some() && dutch.mend.is_some());
    assert_ne!((issue.message, issue.mend), (dutch.message, dutch.mend));

    let other = register.client().employer(number(2).digits()).details().await.unwrap_err();
    assert_eq!(other.problem().unwrap().status, 404);
    // Nor can what is taken for an id lead elsewhere.
    let nothing = employer.employee("../trainings?year=2026").await.unwrap_err();
    assert_eq!(nothing.problem().unwrap().status, 404);
    // The token goes nowhere else.
    for address in ["https://elsewhere.test/fla/v1/employers", "/../../oauth2/token"] {
        let foreign = register.client().request::<Value>(Request::get(address)).await;
        assert!(matches!(foreign, Err(Error::Address(_))), "{address}");
    }
    // What the library has no name for.
    let rules = Request::get("/refData/rules");
    let rules = register.client().request::<Value>(rules).await.unwrap();
    assert!(!rules.body["items"].as_array().unwrap().is_empty());
}

#[tokio::test]
async fn the_example_of_the_documentation_registers_a_training() {
    let register = Register::new(0).await;
    register.employer().add_employee(&employee(11)).await.unwrap();
    let (fla, client) = (&register.proxy.address, &register.software.name);
    let id = first_training::first_training(fla, client, &register.pem()).await.unwrap();
    assert_eq!(register.employer().training(&id).await.unwrap().value.title, "Heftruck");

    let example = include_str!("../../../../clients/rust/examples/first_training.rs");
    let (_, example) = example.split_once("// begin\n").unwrap();
    let (example, _) = example.split_once("    // end").unwrap();
    let example: Vec<_> = example.lines().map(|line| line.trim_start_matches("    ")).collect();
    let documented = include_str!("../../../../docs/api.md");
    let (_, documented) = documented.split_once("```rust\n").unwrap();
    let (documented, _) = documented.split_once("```").unwrap();
    let documented: Vec<_> =
        documented.lines().map(|line| line.trim_start_matches("    ")).collect();
    assert_eq!(documented, example);
}
