//! Measures the dashboard on an embedded store of many employees: `measure_dashboard <folder>
//! [people]`, by default 50,000 with three participations each. The rows go straight into the
//! store; what is measured is reading.

use std::path::PathBuf;
use std::sync::Arc;
use std::time::Instant as Watch;

use fla_app::{
    App, Caller, Channel, Cut, Group, Key, NewEmployer, PartsQuery, PeopleQuery, PersonSort, Setup,
    Visitor,
};
use fla_domain::access::Role;
use fla_domain::ids::{ChangeId, EmployeeId, EmployerId, ParticipationId, TrainingId};
use fla_domain::language::Language;
use fla_domain::occupation::{Origin, Span};
use fla_domain::quantity::{Fraction, Minutes};
use fla_domain::rules::RuleBook;
use fla_domain::time::Instant;
use fla_domain::training::{PartDetails, Status, TrainingDetails, TrainingKind};
use fla_formats::synthetic;
use fla_store::employee::Person;
use fla_store::ledger::CreditRow;
use fla_store::training::{StoredPart, StoredTraining};
use fla_store::{STILL, Store};
use jiff::civil::date;
use uuid::Uuid;

/// Participants of a training.
const GROUP: u32 = 25;

#[expect(clippy::disallowed_methods, reason = "a program of its own: here the clock is read")]
fn now() -> Instant {
    Instant(jiff::Timestamp::now().as_microsecond())
}

fn fill(bytes: &mut [u8]) {
    rand::RngCore::fill_bytes(&mut rand::rng(), bytes);
}

fn id(kind: u128, n: u32) -> Uuid {
    // Strewn over the table, as ids that leave the house are.
    let mixed = u128::from(synthetic::mix(
        u64::from(n) + u64::try_from(kind).expect("a small number") * 1_000_003,
    ));
    Uuid::from_u128((mixed << 64) | (kind << 48) | u128::from(n))
}

fn person(n: u32) -> Person {
    let name = synthetic::name(n);
    Person {
        ssin: synthetic::ssin(n),
        family_name: name.family.to_owned(),
        given_name: name.given.to_owned(),
        birth_date: (!n.is_multiple_of(5))
            .then(|| date(1960 + i16::try_from(n % 45).unwrap_or(0), 6, 1)),
        birth_place: None,
        address: None,
        gender: ["f", "m"].get(n as usize % 3).map(|g| (*g).to_owned()),
        language: None,
        email: None,
        team: (!n.is_multiple_of(9)).then(|| format!("Team {}", n % 120)),
    }
}

async fn people(store: &Store, employer: EmployerId, count: u32) {
    let (at, change) = (Instant(1), ChangeId(id(9, 0)));
    for first in (0..count).step_by(5_000) {
        let range = first..count.min(first + 5_000);
        let mut tx = store.write().await.expect("a transaction");
        let rows: Vec<_> = range.clone().map(|n| (EmployeeId(id(1, n)), person(n))).collect();
        tx.insert_employees(employer, &rows, at, change).await.expect("employees");
        let spans: Vec<_> = range
            .clone()
            .flat_map(|n| [(n, 2024, Some(date(2025, 12, 31))), (n, 2026, None)])
            .map(|(n, year, to)| {
                let span = Span {
                    from: date(year, 1, 1),
                    to,
                    joint_committee: ["200", "119", "116"][n as usize % 3].parse().expect("a code"),
                    fraction: Fraction::new(3_800, 3_800).expect("full-time"),
                    origin: Origin::Dmfa,
                    assumed: false,
                };
                let kind = if year == 2024 { 4 } else { 5 };
                (id(kind, n), EmployeeId(id(1, n)), span)
            })
            .collect();
        tx.insert_spans(employer, spans, at, change).await.expect("spans");
        let credits: Vec<_> = range
            .flat_map(|n| [2025_i16, 2026].map(|year| (EmployeeId(id(1, n)), year, credit(n))))
            .collect();
        tx.set_credits(employer, &[], &credits).await.expect("credits");
        tx.commit().await.expect("written");
    }
}

fn credit(n: u32) -> CreditRow {
    let minutes = i64::from(n % 7) * 300;
    CreditRow { statutory: Minutes(2_280), debited: Minutes(minutes), ..CreditRow::default() }
}

async fn trainings(store: &Store, employer: EmployerId, count: u32) {
    let (at, change) = (Instant(1), ChangeId(id(9, 0)));
    for round in 0..3_u32 {
        let mut tx = store.write().await.expect("a transaction");
        for first in (0..count).step_by(GROUP as usize) {
            let n = round * count + first;
            let training = TrainingId(id(2, n));
            let month = i8::try_from(n / GROUP % 12 + 1).unwrap_or(1);
            let day = date(if round == 2 { 2025 } else { 2026 }, month, 14);
            let minutes = Minutes(60 + i64::from(n % 8) * 45);
            let details = TrainingDetails {
                title: format!("Course {}", n % 300),
                start: day,
                end: day,
                minutes,
                kind: [Some(TrainingKind::Formal), Some(TrainingKind::Informal), None]
                    [n as usize % 3],
                provider: None,
                place: None,
                nature: None,
                funding: None,
                cla_number: None,
                not_counting: None,
            };
            let stored = StoredTraining {
                id: training,
                version: 1,
                known_from: at,
                known_to: STILL,
                change,
                details,
                withdrawn: false,
            };
            tx.insert_training(employer, &stored).await.expect("a training");
            let parts: Vec<_> = (first..count.min(first + GROUP))
                .map(|p| part(round * count + p, p, training, minutes, change))
                .collect();
            tx.insert_parts(employer, &parts).await.expect("participations");
        }
        tx.commit().await.expect("written");
    }
}

fn part(n: u32, p: u32, training: TrainingId, minutes: Minutes, change: ChangeId) -> StoredPart {
    let ends = n.is_multiple_of(10);
    StoredPart {
        id: ParticipationId(id(3, n)),
        version: 1,
        known_from: Instant(1),
        known_to: STILL,
        change,
        training,
        employee: EmployeeId(id(1, p)),
        details: PartDetails {
            status: if n.is_multiple_of(4) { Status::Planned } else { Status::Completed },
            minutes,
            not_counting: None,
            certificate: ends,
            valid_until: ends.then(|| date(2026, i8::try_from(n % 12 + 1).unwrap_or(1), 20)),
            split: Vec::new(),
            copy: None,
        },
        withdrawn: false,
    }
}

async fn timed<R>(name: &str, work: impl Future<Output = R>) -> R {
    let watch = Watch::now();
    let result = work.await;
    println!("{name}_ms {:.0}", watch.elapsed().as_secs_f64() * 1_000.0);
    result
}

#[tokio::main]
async fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let folder = PathBuf::from(&arguments[0]);
    let count: u32 = arguments.get(1).map_or(50_000, |n| n.parse().expect("a number"));
    std::fs::create_dir_all(&folder).expect("a folder");
    let store = Store::open(&format!("sqlite:{}", folder.join("fla.db").display()));
    let store = store.await.expect("a store");
    store.migrate().await.expect("a schema");
    let app = App::new(Setup {
        store: store.clone(),
        rules: RuleBook::builtin(),
        clock: Arc::new(now),
        random: Arc::new(fill),
        files: folder.join("files"),
    });
    let hr = officer(&app).await;
    timed("fill_people", people(&store, hr.employer(), count)).await;
    timed("fill_trainings", trainings(&store, hr.employer(), count)).await;
    for round in ["first", "again"] {
        let board = app.dashboard(&hr, 2026);
        let board = timed(&format!("dashboard_{round}"), board).await.expect("figures");
        assert_eq!(board.all.people, i64::from(count), "everybody is in it");
        timed(&format!("tasks_{round}"), app.tasks(&hr)).await.expect("tasks");
    }
    let cut = Cut { team: "=Team 7".to_owned(), ..Cut::default() };
    for (name, group, cut, page) in [
        ("people_all", Group::All, Cut::default(), 1),
        ("people_all_page_500", Group::All, Cut::default(), count / 100),
        ("people_nothing", Group::Nothing, Cut::default(), 1),
        ("people_team", Group::All, cut.clone(), 1),
    ] {
        let query = PeopleQuery { year: 2026, group, cut, sort: PersonSort::MostLeft, page };
        timed(name, app.people_behind(&hr, &query)).await.expect("people");
    }
    let query = PartsQuery { year: 2026, cut, page: 1, ..PartsQuery::default() };
    timed("trainings_team", app.parts_behind(&hr, &query)).await.expect("participations");
}

async fn officer(app: &App) -> Caller {
    let new = NewEmployer {
        enterprise_number: synthetic::enterprise(1),
        nsso_number: None,
        name: "Measured".to_owned(),
        language: Language::En,
    };
    let key = Key::new("measure").expect("a key");
    let ssin = synthetic::ssin(390_000);
    let first = Some((&ssin, Role::Registrar));
    let employer = app.add_employer(&app.installation(), &new, first, &key).await;
    let visitor = Visitor {
        ssin: ssin.clone(),
        name: "Measure".to_owned(),
        channel: Channel::CommandLine,
        trace: "measure".to_owned(),
    };
    app.act_for(&visitor, employer.expect("an employer")).await.expect("a role")
}
