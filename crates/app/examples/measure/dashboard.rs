//! Measures the dashboard on an embedded store of many employees: `measure dashboard <folder>
//! [people [rounds]]`, by default 50,000 with three participations each, a hundred rounds. The rows
//! go straight into the store; what is measured is reading, beside a yardstick in each round:
//! reading the file of the database from end to end.
//!
//! `measure dashboard fill <folder> <enterprise number>` adds as many participations to the people
//! of an employer that is there, for measuring pages.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Instant as Watch;

use fla_app::{App, Caller, Cut, Group, PartsQuery, PeopleQuery, PersonSort};
use fla_domain::access::Role;
use fla_domain::ids::{ChangeId, EmployeeId, EmployerId, ParticipationId, TrainingId};
use fla_domain::occupation::{Origin, Span};
use fla_domain::quantity::{Fraction, Minutes};
use fla_domain::time::Instant;
use fla_domain::training::{PartDetails, Status, TrainingDetails, TrainingKind};
use fla_formats::synthetic;
use fla_store::employee::Person;
use fla_store::ledger::CreditRow;
use fla_store::span::Stretch;
use fla_store::stamp::Stamps;
use fla_store::training::{StoredPart, StoredTraining};
use fla_store::{STILL, Store};
use jiff::civil::date;
use uuid::Uuid;

use crate::setup;

/// Participants of a training.
const GROUP: u32 = 25;

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
    let stamps = Stamps::one(Instant(1), ChangeId(id(9, 0)));
    for first in (0..count).step_by(5_000) {
        let range = first..count.min(first + 5_000);
        let mut tx = store.write().await.expect("a transaction");
        let rows: Vec<_> = range.clone().map(|n| (EmployeeId(id(1, n)), person(n))).collect();
        tx.insert_employees(employer, &rows, &stamps).await.expect("employees");
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
                (id(kind, n), EmployeeId(id(1, n)), Stretch::from(span))
            })
            .collect();
        tx.insert_stretches(employer, spans, &stamps).await.expect("spans");
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

async fn trainings(store: &Store, employer: EmployerId, people: &[EmployeeId]) {
    let count = u32::try_from(people.len()).expect("a number");
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
                field: ["061", "1022", "041", ""][n as usize / 25 % 4].parse().ok(),
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
            let end = stored.standing_end();
            let parts: Vec<_> = (first..count.min(first + GROUP))
                .map(|p| {
                    (part(round * count + p, people[p as usize], training, minutes, change), end)
                })
                .collect();
            tx.insert_parts(employer, &parts).await.expect("participations");
        }
        tx.commit().await.expect("written");
    }
}

fn part(
    n: u32,
    employee: EmployeeId,
    training: TrainingId,
    minutes: Minutes,
    change: ChangeId,
) -> StoredPart {
    let ends = n.is_multiple_of(10);
    StoredPart {
        id: ParticipationId(id(3, n)),
        version: 1,
        known_from: Instant(1),
        known_to: STILL,
        change,
        training,
        employee,
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

/// How long something took: on the clock, and of the processor, in milliseconds.
type Took = (f64, f64);

async fn timed<R>(work: impl Future<Output = R>) -> (R, Took) {
    let (watch, before) = (Watch::now(), processor());
    let result = work.await;
    (result, (watch.elapsed().as_secs_f64() * 1_000.0, processor() - before))
}

/// What this process took of the processor so far, where the system tells it, in milliseconds to
/// the nearest ten: says how long it would take on a machine with nothing else to do.
fn processor() -> f64 {
    let text = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields = text.rsplit_once(')').map_or("", |(_, rest)| rest).split_whitespace();
    fields.skip(11).take(2).filter_map(|ticks| ticks.parse::<f64>().ok()).sum::<f64>() * 10.0
}

/// What was measured, by name.
type Times = BTreeMap<&'static str, Vec<Took>>;

fn tell(times: &mut Times) {
    println!("{:22} {:>8} {:>8} {:>8} {:>10}", "ms", "median", "p99", "most", "processor");
    for (name, all) in times {
        all.sort_by(|one, other| one.0.total_cmp(&other.0));
        let at = |per_cent: usize| all[(all.len() * per_cent / 100).min(all.len() - 1)].0;
        let mut processor: Vec<f64> = all.iter().map(|took| took.1).collect();
        processor.sort_by(f64::total_cmp);
        let half = processor[processor.len() / 2];
        println!("{name:22} {:8.0} {:8.0} {:8.0} {half:10.0}", at(50), at(99), at(100));
    }
}

/// Reads a file from end to end.
fn yardstick(file: &Path) -> u64 {
    let bytes = std::fs::read(file).expect("the database");
    bytes.iter().map(|b| u64::from(*b)).sum()
}

/// Measures it, with the arguments after its name.
pub async fn run(arguments: &[String]) {
    if arguments[0] == "fill" {
        return fill_up(Path::new(&arguments[1]), &arguments[2]).await;
    }
    let number = |at: usize, usual: u32| -> u32 {
        arguments.get(at).map_or(usual, |n| n.parse().expect("a number"))
    };
    let (folder, count, rounds) = (PathBuf::from(&arguments[0]), number(1, 50_000), number(2, 100));
    let (store, app) = setup::open(&folder).await;
    let hr = setup::employer(&app, synthetic::enterprise(1), None, Role::Registrar).await;
    let ids: Vec<_> = (0..count).map(|n| EmployeeId(id(1, n))).collect();
    people(&store, hr.employer(), count).await;
    trainings(&store, hr.employer(), &ids).await;
    let file = folder.join("fla.db");
    let mut times = Times::new();
    for _ in 0..rounds {
        let mut note = |name, took| times.entry(name).or_default().push(took);
        note("yardstick", timed(async { yardstick(&file) }).await.1);
        let (board, ms) = timed(app.dashboard(&hr, 2026)).await;
        assert_eq!(board.expect("figures").all.people, i64::from(count), "everybody is in it");
        note("dashboard", ms);
        note("overview", timed(app.overview(&hr, 2026)).await.1);
        note("tasks", timed(app.tasks(&hr)).await.1);
        lists(&app, &hr, count, &mut note).await;
    }
    tell(&mut times);
}

/// The lists behind figures.
async fn lists(app: &App, hr: &Caller, count: u32, note: &mut impl FnMut(&'static str, Took)) {
    let cut = Cut { team: "=Team 7".to_owned(), ..Cut::default() };
    for (name, group, cut, page) in [
        ("people", Group::All, Cut::default(), 1),
        ("people, last page", Group::All, Cut::default(), count / 50),
        ("people, nothing yet", Group::Nothing, Cut::default(), 1),
        ("people, a team", Group::All, cut.clone(), 1),
    ] {
        let query = PeopleQuery { year: 2026, group, cut, sort: PersonSort::MostLeft, page };
        let (found, ms) = timed(app.people_behind(hr, &query)).await;
        found.expect("people");
        note(name, ms);
    }
    let query = PartsQuery { year: 2026, cut, page: 1, ..PartsQuery::default() };
    let (found, ms) = timed(app.parts_behind(hr, &query)).await;
    found.expect("participations");
    note("trainings, a team", ms);
}

/// Adds participations to the people of an employer that is there.
async fn fill_up(folder: &Path, enterprise: &str) {
    let (store, app) = setup::open(folder).await;
    let number = enterprise.parse().expect("an enterprise number");
    let employers = app.employers(&app.installation()).await.expect("employers");
    let employer =
        employers.iter().find(|e| e.0.enterprise_number == number).expect("the employer");
    let mut tx = store.read().await.expect("a transaction");
    let day = date(2026, 9, 30);
    let ids = tx.all_in_service(employer.0.id, day, 1_000_000, None).await.expect("people");
    tx.rollback().await.expect("the end");
    trainings(&store, employer.0.id, &ids).await;
    println!("filled {}", ids.len());
}
