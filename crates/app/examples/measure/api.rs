//! Fills a store for measuring the REST API: `measure api <database> <folder> <key.jwk> [people]
//! [trainings] [year]` makes an employer of so many people (2,000), who came in that year (2023), with so
//! many trainings each (twelve), and software with that public key. It prints what a caller needs, as
//! JSON: who the software is, whose register it is, and the ids of the people. `benches/api.py` and
//! `benches/national.py` run it.

use std::fmt::Debug;
use std::str::FromStr;

use fla_app::{App, Caller, Command, Key, NewPart, OccupationInput, PersonInput};
use fla_domain::access::{ApiScope, Role};
use fla_domain::ids::EmployeeId;
use fla_domain::quantity::{Fraction, Minutes};
use fla_domain::training::{PartDetails, Status, TrainingDetails};
use fla_formats::synthetic;
use jiff::civil::date;

use crate::setup;

/// Participants of a training.
const GROUP: usize = 25;

/// Measures it, with the arguments after its name.
pub async fn run(arguments: &[String]) {
    let [database, folder, jwk, rest @ ..] = arguments else {
        panic!("measure api <database> <folder> <key.jwk> [people] [trainings] [year]");
    };
    let people: u32 = number(rest, 0, 2_000);
    let (rounds, year): (i8, i16) = (number(rest, 1, 12), number(rest, 2, 2023));
    let (_, app) = setup::open_at(database, folder.as_ref()).await;
    let enterprise = synthetic::enterprise(1);
    let manager = setup::employer(&app, enterprise.clone(), None, Role::AccessManager).await;
    let mut ids = Vec::new();
    for n in 0..people {
        ids.push(hired(&app, &manager, n, year).await);
    }
    app.work_to_the_end().await.expect("rights follow");
    trainings(&app, &manager, &ids, rounds, year.max(2025)).await;
    app.seal_all().await.expect("a sealed log");
    let scopes = ApiScope::ALL.iter().copied().collect();
    let client = app.add_client(&manager, "Measure", scopes, &key("client")).await;
    let client = client.expect("software");
    let jwk = std::fs::read_to_string(jwk).expect("a key");
    app.add_client_key(&manager, client, jwk.trim(), &key("key")).await.expect("its key");
    let said = serde_json::json!({
        "client": fla_app::client_name(&enterprise, client),
        "enterpriseNumber": enterprise.digits(),
        "employer": manager.employer().0,
        "employees": ids.iter().map(|id| id.0).collect::<Vec<_>>(),
    });
    println!("{said}");
}

fn number<T: FromStr<Err: Debug>>(given: &[String], place: usize, usual: T) -> T {
    given.get(place).map_or(usual, |n| n.parse().expect("a number"))
}

fn key(text: &str) -> Key {
    Key::new(text).expect("a key")
}

async fn hired(app: &App, manager: &Caller, n: u32, year: i16) -> EmployeeId {
    let name = synthetic::name(n);
    let person = PersonInput {
        ssin: synthetic::ssin(n).digits().to_owned(),
        family_name: name.family.to_owned(),
        given_name: name.given.to_owned(),
        birth_date: None,
        birth_place: None,
        address: None,
        gender: None,
        language: None,
        email: None,
        team: None,
    };
    let occupation = OccupationInput {
        joint_committee: "200".parse().expect("a joint committee"),
        fraction: Fraction::new(1, 1).expect("full-time"),
    };
    let command = Command::AddEmployee {
        person,
        from: date(year, 1, 1),
        to: None,
        occupations: vec![occupation],
    };
    let receipt = app.submit(manager, &command, &key(&format!("hire{n}")), None).await;
    EmployeeId(receipt.expect("an employee").object.expect("its id"))
}

async fn trainings(app: &App, manager: &Caller, people: &[EmployeeId], rounds: i8, year: i16) {
    for round in 0..rounds {
        for (n, group) in people.chunks(GROUP).enumerate() {
            let day = date(year, round % 10 + 1, round / 10 + 1);
            let details = TrainingDetails {
                title: format!("Course {round}"),
                start: day,
                end: day,
                minutes: Minutes(90),
                kind: None,
                provider: None,
                place: None,
                nature: None,
                funding: None,
                cla_number: None,
                field: None,
                not_counting: None,
            };
            let part = PartDetails {
                status: Status::Completed,
                minutes: Minutes(90),
                not_counting: None,
                certificate: false,
                valid_until: None,
                split: Vec::new(),
                copy: None,
            };
            let new = |id: &EmployeeId| NewPart { employee: *id, details: part.clone() };
            let parts = group.iter().map(new).collect();
            let command = Command::RegisterTraining { details, parts };
            let key = key(&format!("training{round}.{n}"));
            app.submit(manager, &command, &key, None).await.expect("a training");
        }
    }
}
