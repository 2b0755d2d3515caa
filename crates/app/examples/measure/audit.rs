//! Fills an embedded store with a long audit log and measures what is asked of it:
//! `measure audit fill <folder> <entries>` and `measure audit ask <folder> [rounds]`; run by
//! `benches/audit.py`.
//!
//! Entries go in through the store's own door, many to a transaction, and are sealed by the
//! product's sealer: of twenty employers of which one has a third of all, by their registrars, by
//! employees and by the register, about one person, fifty, or nobody. What is asked is measured as
//! the pages ask it, the note that somebody asked included.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Instant as Watch;

use fla_app::{App, Caller, Channel, Key, NewEmployer, Visitor};
use fla_domain::access::{Quality, Role};
use fla_domain::identifier::Ssin;
use fla_domain::ids::{AuditId, ChangeId, EmployeeId, EmployerId};
use fla_domain::language::Language;
use fla_domain::time::Instant;
use fla_formats::synthetic;
use fla_store::Store;
use fla_store::change::{AuditEntry, Behalf};
use fla_store::employee::Person;
use fla_store::own::OwnAudit;
use fla_store::stamp::Stamps;
use jiff::civil::date;
use uuid::Uuid;

const EMPLOYERS: u32 = 20;
/// Employees of each.
const PEOPLE: u32 = 2_000;
/// Employees on a page of a list.
const ON_A_PAGE: u32 = 50;
/// Entries written in one transaction.
const AT_ONCE: u64 = 20_000;
/// The log begins on 1 January 2024 and is two years long.
const BEGINS: i64 = 1_704_067_200_000_000;
const LASTS: u64 = 2 * 365 * 86_400 * 1_000_000;
const SEED: [u8; 32] = [7; 32];

/// A number below another that looks drawn by lot and is the same in each run.
fn draw(n: u64, what: u64, below: u32) -> u32 {
    let mixed = synthetic::mix(n.wrapping_mul(31).wrapping_add(what)) % u64::from(below);
    u32::try_from(mixed).unwrap_or(0)
}

/// The number of a person among all of all employers.
const fn number(employer: u32, employee: u32) -> u32 {
    employer * PEOPLE + employee
}

fn employee(employer: u32, employee: u32) -> EmployeeId {
    let n = number(employer, employee);
    let strewn = synthetic::mix(u64::from(n) + 1);
    EmployeeId(Uuid::from_u128((u128::from(strewn) << 64) | u128::from(n)))
}

fn officer(employer: u32) -> Visitor {
    let ssin = synthetic::ssin(390_000 + employer);
    Visitor { ssin, name: "Measure".into(), channel: Channel::Web, trace: "measure".into() }
}

fn person(employer: u32, employee: u32) -> Visitor {
    let ssin = synthetic::ssin(number(employer, employee));
    Visitor { ssin, name: "Measure".into(), channel: Channel::Web, trace: "measure".into() }
}

/// The key for the program, which is asked for proofs afterwards.
fn keep_key(folder: &Path) {
    use std::os::unix::fs::PermissionsExt as _;
    let file = folder.join("audit-key");
    let line = format!("fla-audit-key-1 {}\n", fla_tlog::to_base64(&SEED));
    std::fs::write(&file, line).expect("the key");
    std::fs::set_permissions(&file, std::fs::Permissions::from_mode(0o600)).expect("its mode");
}

/// An application that seals.
async fn sealed(folder: &Path) -> (Store, App) {
    let (store, app) = crate::setup::open(folder).await;
    app.seal_with(&SEED, i64::MAX, false).await.expect("a key");
    (store, app)
}

async fn employers(store: &Store, app: &App) -> Vec<EmployerId> {
    let mut all = Vec::new();
    for n in 0..EMPLOYERS {
        let new = NewEmployer {
            enterprise_number: synthetic::enterprise(n + 1),
            nsso_number: None,
            name: format!("Employer {n}"),
            language: Language::En,
            qualities: vec![Quality::Employer],
        };
        let key = Key::new(&format!("employer-{n}")).expect("a key");
        let first = officer(n).ssin;
        let first = Some((&first, Role::Registrar));
        let employer = app.add_employer(&app.installation(), &new, first, &key).await;
        let employer = employer.expect("an employer");
        people(store, n, employer).await;
        all.push(employer);
    }
    all
}

async fn people(store: &Store, n: u32, employer: EmployerId) {
    let stamps = Stamps::one(Instant(1), ChangeId(Uuid::from_u128(1)));
    let rows: Vec<_> = (0..PEOPLE)
        .map(|one| {
            let name = synthetic::name(number(n, one));
            let person = Person {
                ssin: person(n, one).ssin,
                family_name: name.family.to_owned(),
                given_name: name.given.to_owned(),
                birth_date: Some(date(1980, 6, 1)),
                birth_place: None,
                address: None,
                gender: None,
                language: None,
                email: None,
                team: None,
            };
            (employee(n, one), person)
        })
        .collect();
    let mut tx = store.write().await.expect("a transaction");
    tx.insert_employees(employer, &rows, &stamps).await.expect("employees");
    tx.commit().await.expect("written");
}

/// An entry of the log.
enum Made {
    Employer(u32, AuditEntry, Vec<EmployeeId>),
    Own(Ssin, OwnAudit),
}

/// The entry with a number, of so many.
fn entry(n: u64, of: u64) -> Made {
    let at = Instant(BEGINS + i64::try_from(n * (LASTS / of)).expect("an instant"));
    let millis = u64::try_from(at.0 / 1_000).expect("an instant");
    let random = u128::from(synthetic::mix(n)).to_be_bytes();
    let random: [u8; 10] = random[6..].try_into().expect("ten bytes");
    let id = uuid::Builder::from_unix_timestamp_millis(millis, &random).into_uuid();
    let employer = if draw(n, 1, 3) == 0 { 0 } else { draw(n, 2, EMPLOYERS) };
    let one = draw(n, 3, PEOPLE);
    let kind = draw(n, 4, 100);
    if (84..94).contains(&kind) {
        return Made::Own(person(employer, one).ssin, own(id, at, n));
    }
    let (role, action, outcome) = match kind {
        0..60 => ("registrar", "account", "done"),
        60..64 => ("registrar", "employees", "done"),
        64..74 => ("employee", "ownAccount", "done"),
        74..84 => ("registrar", "registerTraining", "done"),
        94..97 => ("reader", "setAverage", "refused"),
        _ => ("system", "roll", "done"),
    };
    let about: Vec<EmployeeId> = match kind {
        // Half of those who look at a list look at its first page only.
        60..64 => {
            let page = if draw(n, 5, 2) == 0 { 0 } else { draw(n, 6, PEOPLE / ON_A_PAGE) };
            (0..ON_A_PAGE).map(|row| employee(employer, page * ON_A_PAGE + row)).collect()
        }
        0..60 | 64..84 => vec![employee(employer, one)],
        _ => Vec::new(),
    };
    let changed = (74..84).contains(&kind);
    let entry = AuditEntry {
        id: AuditId(id),
        at,
        actor_ssin: match role {
            "employee" => person(employer, one).ssin.digits().to_owned(),
            "system" => String::new(),
            _ => synthetic::ssin(300_000 + employer * 8 + draw(n, 7, 8)).digits().to_owned(),
        },
        actor_name: if role == "system" { "FLA" } else { "An Somebody" }.to_owned(),
        role: role.to_owned(),
        behalf: Behalf {
            quality: (role != "system").then(|| "employer".to_owned()),
            ..Behalf::default()
        },
        channel: if role == "system" { "system" } else { "web" }.to_owned(),
        action: action.to_owned(),
        outcome: outcome.to_owned(),
        reason: changed.then(|| format!("correction {n}")),
        change: changed.then(|| ChangeId(Uuid::from_u128(u128::from(n)))),
        subjects: i64::try_from(about.len()).expect("a number"),
        trace: format!("{n:032x}"),
    };
    Made::Employer(employer, entry, about)
}

fn own(id: Uuid, at: Instant, n: u64) -> OwnAudit {
    OwnAudit {
        id: AuditId(id),
        at,
        actor_name: "An Somebody".to_owned(),
        channel: "web".to_owned(),
        action: "ownRecords".to_owned(),
        outcome: "done".to_owned(),
        change: None,
        trace: format!("{n:032x}"),
    }
}

async fn write(store: &Store, employers: &[EmployerId], entries: impl Iterator<Item = Made>) {
    let mut by_employer: BTreeMap<u32, Vec<(AuditEntry, Vec<EmployeeId>)>> = BTreeMap::new();
    let mut tx = store.write().await.expect("a transaction");
    for made in entries {
        match made {
            Made::Employer(n, entry, about) => {
                by_employer.entry(n).or_default().push((entry, about));
            }
            Made::Own(ssin, entry) => {
                tx.insert_own_audit(&ssin, &entry).await.expect("an own entry");
            }
        }
    }
    for (n, entries) in by_employer {
        tx.insert_audit(employers[n as usize], &entries).await.expect("entries");
    }
    tx.commit().await.expect("written");
}

async fn fill_log(folder: &Path, count: u64) {
    let (store, app) = sealed(folder).await;
    keep_key(folder);
    let employers = employers(&store, &app).await;
    let (mut writing, mut sealing) = (0.0, 0.0);
    for first in (0..count).step_by(usize::try_from(AT_ONCE).expect("a number")) {
        let watch = Watch::now();
        let last = count.min(first + AT_ONCE);
        write(&store, &employers, (first..last).map(|n| entry(n, count))).await;
        writing += watch.elapsed().as_secs_f64();
        let watch = Watch::now();
        app.seal_all().await.expect("sealed");
        sealing += watch.elapsed().as_secs_f64();
        if (first / AT_ONCE) % 50 == 49 {
            eprintln!("{last} entries, {writing:.0} s to write and {sealing:.0} s to seal them");
        }
    }
    println!("write_s {writing:.1}");
    println!("seal_s {sealing:.1}");
    store.close().await.expect("closed");
}

/// Says what was measured: its median, and the longest.
fn tell(name: &str, mut took: Vec<f64>) {
    took.sort_by(f64::total_cmp);
    println!("{name}_ms {:.1} most {:.1}", took[took.len() / 2], took[took.len() - 1]);
}

async fn ask(folder: &Path, rounds: u32) {
    let (store, app) = sealed(folder).await;
    let caller = caller(&app).await;
    let (mut often, mut usual, mut officers, mut owns, mut log) =
        (Vec::new(), Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for round in 0..rounds {
        let timed = |watch: Watch| watch.elapsed().as_secs_f64() * 1_000.0;
        // Somebody on the first page of the largest employer's list, and somebody further back.
        let watch = Watch::now();
        let looks = app.own_audit(&person(0, round % ON_A_PAGE)).await.expect("who looked");
        often.push(timed(watch));
        assert_eq!(looks.len(), 1);
        let behind = ON_A_PAGE + round * 7 % (PEOPLE - ON_A_PAGE);
        let watch = Watch::now();
        app.own_audit(&person(1 + round % (EMPLOYERS - 1), behind)).await.expect("who looked");
        usual.push(timed(watch));
        let watch = Watch::now();
        app.audit_of(&caller, employee(0, (round + 7) % ON_A_PAGE)).await.expect("who looked");
        officers.push(timed(watch));
        let watch = Watch::now();
        app.own_record_looks(&person(0, behind)).await.expect("the own log");
        owns.push(timed(watch));
        let watch = Watch::now();
        app.recent_audit(&caller).await.expect("the employer's log");
        log.push(timed(watch));
    }
    tell("who_looked_often", often);
    tell("who_looked", usual);
    tell("who_looked_of_employee", officers);
    tell("own_log", owns);
    tell("employers_log", log);
    store.close().await.expect("closed");
}

async fn caller(app: &App) -> Caller {
    let employers = app.employers(&app.installation()).await.expect("employers");
    let largest = synthetic::enterprise(1);
    let found = employers.into_iter().find(|(one, _)| one.enterprise_number == largest);
    app.act_for(&officer(0), found.expect("the employer").0.id).await.expect("a role")
}

/// Measures it, with the arguments after its name.
pub async fn run(arguments: &[String]) {
    let folder = PathBuf::from(&arguments[1]);
    let number = arguments.get(2).map(|n| n.parse().expect("a number"));
    match arguments[0].as_str() {
        "fill" => fill_log(&folder, number.expect("how many entries")).await,
        _ => ask(&folder, number.map_or(20, |n| u32::try_from(n).expect("a number"))).await,
    }
}
