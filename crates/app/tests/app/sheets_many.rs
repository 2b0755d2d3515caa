//! Rows about employees are carried out many at a time: nobody can tell from what the register
//! then holds, nor is anything done twice or lost when the work is cut off.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::time::Duration;

use crate::support::sheet::{bring, carry_out, undo, view};
use crate::support::{World, occupation, part, person, training};
use fla_app::{Command, OccupationInput, Verdict};
use fla_domain::anomaly::Anomaly;
use fla_domain::ids::EmployeeId;
use fla_domain::occupation::EndCause;
use fla_domain::quantity::Fraction;
use fla_domain::time::Instant;
use fla_domain::training::Status;
use fla_formats::synthetic;
use fla_store::Store;
use fla_store::change::StoredChange;
use fla_store::testing::test_stores;
use jiff::civil::{Date, date};
use uuid::Uuid;

const HEAD: &str = "INSZ;Naam;Voornaam;Datum in dienst;Datum uit dienst;PC;Tewerkstelling %;Team\n";

/// Number, verdict and codes of the rows that are none of the usual.
async fn unlike(world: &World, id: Uuid, usual: Verdict) -> Vec<(i64, &'static str, Vec<String>)> {
    let rows = world.app.sheet_rows(&world.hr, id, None, 0, 10_000).await.unwrap();
    rows.iter()
        .filter(|row| row.verdict != usual)
        .map(|r| (r.number, r.verdict.code(), r.faults.iter().map(Anomaly::code).collect()))
        .collect()
}

/// A row about a new person: number, last day, regime in percent, team.
fn row(n: u32, to: &str, percent: u32, team: &str) -> String {
    let name = synthetic::name(n);
    let ssin = synthetic::ssin(n).formatted();
    format!("{ssin};{};{};1/3/2021;{to};200;{percent};{team}\n", name.family, name.given)
}

async fn changes(world: &World) -> Vec<StoredChange> {
    let mut tx = world.app.store().read().await.unwrap();
    let found = tx.recent_changes(world.employer, Instant::LATEST, 100_000).await.unwrap();
    tx.rollback().await.unwrap();
    found
}

async fn kinds(world: &World) -> BTreeMap<String, usize> {
    let mut kinds = BTreeMap::new();
    for change in changes(world).await {
        *kinds.entry(change.kind).or_default() += 1;
    }
    kinds
}

async fn everybody(world: &World) -> Vec<EmployeeId> {
    let mut tx = world.app.store().read().await.unwrap();
    let first = EmployeeId(Uuid::nil());
    let ids = tx.employees_after(world.employer, first, 100_000).await.unwrap();
    tx.rollback().await.unwrap();
    ids
}

/// What is known of everybody, by SSIN, and what the audit log says was done about each: ids and
/// instants differ from run to run.
async fn state(world: &World) -> BTreeMap<String, String> {
    let ids = everybody(world).await;
    let mut tx = world.app.store().read().await.unwrap();
    let mut all = BTreeMap::new();
    for id in ids {
        let (employer, now) = (world.employer, Instant::LATEST);
        let employee = tx.get_employee(employer, id, now).await.unwrap().unwrap();
        let mut text = format!("{:?}", employee.person);
        for s in tx.spans_of(employer, &[id], now).await.unwrap() {
            write!(text, "\n{:?}", s.span).unwrap();
        }
        for end in tx.service_ends(employer, &[id], now).await.unwrap() {
            write!(text, "\n{} {:?}", end.1, end.2).unwrap();
        }
        for r in tx.rights_of(employer, &[id], now).await.unwrap() {
            // Its working tells how many people there were when it was worked out.
            let right = (r.year, r.kind, r.state, r.computed, r.previous, r.booked);
            write!(text, "\n{right:?}").unwrap();
        }
        for credit in tx.credits_of(employer, &[id]).await.unwrap() {
            write!(text, "\n{} {:?}", credit.1, credit.2).unwrap();
        }
        let mut done: Vec<String> = Vec::new();
        for entry in tx.audit_of(employer, id, 100).await.unwrap() {
            let who = (&entry.actor_ssin, &entry.actor_name, &entry.role, &entry.channel);
            let what = (&entry.action, &entry.outcome, &entry.reason, entry.subjects);
            // A look at somebody is no change.
            let Some(change) = entry.change else { continue };
            let change = tx.changes(employer, &[change]).await.unwrap();
            assert_eq!((change[0].at, &change[0].kind), (entry.at, &entry.action));
            if entry.action != "recalculation" {
                done.push(format!("{who:?} {what:?}"));
            }
        }
        text.push_str(&done.join("\n"));
        all.insert(employee.person.ssin.digits().to_owned(), text);
    }
    tx.rollback().await.unwrap();
    all
}

/// Work as the spreadsheet understands a percentage, in thousandths.
fn at(thousandths: u32) -> OccupationInput {
    OccupationInput {
        fraction: Fraction::new(thousandths, 1_000).unwrap(),
        ..occupation("200", 3800)
    }
}

/// A world with so many people that a few more or less change nothing for the others.
async fn populated(store: Store) -> World {
    let world = World::new(store, date(2026, 11, 2)).await;
    for n in 101..=125 {
        world.hire(n, date(2020, 1, 1), "200", 3800).await;
    }
    world.app.work_to_the_end().await.unwrap();
    world
}

fn hire(n: u32, to: Option<Date>, team: Option<&str>) -> Command {
    let team = team.map(str::to_owned);
    let occupations = vec![at(800)];
    let person = fla_app::PersonInput { team, ..person(n) };
    Command::AddEmployee { person, from: date(2021, 3, 1), to, occupations }
}

#[tokio::test]
async fn many_at_a_time_come_to_the_same_as_one_by_one() {
    let (mut one_by_one, mut together) = (Vec::new(), Vec::new());
    for (engine, store) in test_stores().await {
        let world = populated(store).await;
        for n in 1..=24 {
            let to = (n % 7 == 0).then(|| date(2027, 6, 30));
            world.submit(hire(n, to, (n % 2 == 0).then_some("Werf")), None).await;
        }
        world.app.work_to_the_end().await.unwrap();
        let ids = everybody(&world).await;
        for id in ids {
            let account = world.app.account(&world.hr, id, None).await.unwrap();
            let known = account.employee.person;
            let Some(n) = (1..=24).find(|n| synthetic::ssin(*n) == known.ssin) else { continue };
            let mut input = person(n);
            input.ssin = String::new();
            input.team = Some("Nieuw".to_owned());
            let change = Command::ChangePerson { employee: id, seen: None, person: input };
            let part_time = Command::ChangeOccupations {
                employee: id,
                from: date(2026, 1, 1),
                to: None,
                occupations: vec![at(500)],
            };
            let end = (date(2026, 6, 30), EndCause::Unknown);
            let end = Command::EndService { employee: id, end: end.0, cause: end.1 };
            let commands = match n {
                3 | 4 => vec![change],
                5 => vec![part_time],
                6 => vec![change, part_time],
                8 => vec![end],
                _ => Vec::new(),
            };
            for command in commands {
                world.submit(command, None).await;
            }
        }
        world.app.work_to_the_end().await.unwrap();
        one_by_one.push((engine, state(&world).await));
    }
    for (engine, store) in test_stores().await {
        let world = populated(store).await;
        let mut text = HEAD.to_owned();
        for n in 1..=24 {
            let to = if n % 7 == 0 { "30/6/2027" } else { "" };
            text.push_str(&row(n, to, 80, if n % 2 == 0 { "Werf" } else { "" }));
        }
        let id = bring(&world, None, text.as_bytes()).await;
        let done = carry_out(&world, id).await;
        assert_eq!(done.count(Verdict::Done), 24, "{engine} {done:?}");
        let named = |n: u32| {
            let name = synthetic::name(n);
            format!("{};{};{}", synthetic::ssin(n).formatted(), name.family, name.given)
        };
        let mut text = HEAD.to_owned();
        for line in [
            format!("{};;;;;Nieuw\n", named(3)),
            format!("{};;;;;Nieuw\n", named(4)),
            format!("{};1/1/2026;;200;50;\n", named(5)),
            format!("{};1/1/2026;;200;50;Nieuw\n", named(6)),
            format!("{};;30/6/2026;;;\n", named(8)),
        ] {
            text.push_str(&line);
        }
        let id = bring(&world, None, text.as_bytes()).await;
        assert_eq!(view(&world, id).await.count(Verdict::Newer), 5, "{engine}");
        assert_eq!(carry_out(&world, id).await.count(Verdict::Done), 5, "{engine}");
        together.push((engine, state(&world).await));

        // Each change has an instant of its own, and is what the rows it made name.
        let made = changes(&world).await;
        assert_eq!(made.iter().filter(|c| c.caller_key.starts_with("sheet:")).count(), 24 + 6 + 4);
        let instants: BTreeSet<Instant> = made.iter().map(|c| c.at).collect();
        assert_eq!(instants.len(), made.len(), "{engine}");
        let added: BTreeMap<Uuid, &StoredChange> = made
            .iter()
            .filter(|c| c.kind == "addEmployee" && c.caller_key.starts_with("sheet:"))
            .map(|c| (serde_json::from_str::<fla_app::Receipt>(&c.outcome).unwrap(), c))
            .map(|(receipt, c)| (receipt.object.unwrap(), c))
            .collect();
        let mut tx = world.app.store().read().await.unwrap();
        for id in everybody(&world).await {
            let Some(change) = added.get(&id.0) else { continue };
            let first = &tx.employee_versions(world.employer, id).await.unwrap()[0];
            assert_eq!((first.known_from, first.change), (change.at, change.id), "{engine}");
            let said = tx.statements_of(world.employer, &[id], change.at).await.unwrap();
            assert_eq!((said[0].known_from, said[0].change), (change.at, change.id), "{engine}");
            let rights = tx.right_versions(world.employer, id, 2025).await.unwrap();
            assert_eq!((rights[0].known_from, rights[0].change), (change.at, change.id));
            let entries = tx.entries_of(world.employer, &[id], change.at).await.unwrap();
            assert!(entries.iter().all(|e| e.change == change.id), "{engine}");
        }
        tx.rollback().await.unwrap();
    }
    for ((engine, alone), (_, together)) in one_by_one.into_iter().zip(together) {
        assert_eq!(alone.len(), together.len(), "{engine}");
        for (ssin, known) in alone {
            assert_eq!(known, together[&ssin], "{engine}");
        }
    }
}

#[tokio::test]
async fn a_row_refused_in_the_middle_keeps_no_other_from_being_carried_out_or_taken_back() {
    for (engine, store) in test_stores().await {
        let world = World::new(store, date(2026, 11, 2)).await;
        let left = world.hire(3, date(2020, 1, 1), "200", 3800).await;
        let name = synthetic::name(3);
        let ssin = synthetic::ssin(3).formatted();
        let mut text = HEAD.to_owned();
        for n in [1, 2] {
            text.push_str(&row(n, "", 80, ""));
        }
        writeln!(text, "{ssin};{};{};;31/10/2026;;;", name.family, name.given).unwrap();
        for n in [4, 5] {
            text.push_str(&row(n, "", 80, ""));
        }
        let id = bring(&world, None, text.as_bytes()).await;
        let seen = view(&world, id).await;
        assert_eq!((seen.count(Verdict::New), seen.count(Verdict::Newer)), (4, 1), "{engine}");
        // In between somebody else says when that person left.
        let (end, cause) = (date(2026, 3, 31), EndCause::Resignation);
        world.submit(Command::EndService { employee: left, end, cause }, None).await;
        let done = carry_out(&world, id).await;
        assert_eq!((done.state.as_str(), done.count(Verdict::Done)), ("done", 4), "{engine}");
        let refused = (4, "refused", vec!["END-146".to_owned()]);
        assert_eq!(unlike(&world, id, Verdict::Done).await, [refused], "{engine}");
        assert_eq!(everybody(&world).await.len(), 5, "{engine}");

        // One of those who came follows a training: that person stays, the others go.
        let mut tx = world.app.store().read().await.unwrap();
        let found = tx.find_employees(world.employer, &[synthetic::ssin(4)]).await.unwrap();
        tx.rollback().await.unwrap();
        let parts = vec![part(found[0].1, Status::Completed, 240)];
        let details = training("Lassen", date(2026, 5, 6), 240);
        world.submit(Command::RegisterTraining { details, parts }, None).await;
        let undone = undo(&world, id).await;
        assert_eq!((undone.count(Verdict::Undone), undone.count(Verdict::Stays)), (3, 1));
        let mut stays = unlike(&world, id, Verdict::Undone).await;
        stays.retain(|row| row.1 == "stays");
        assert_eq!(stays, [(5, "stays", vec!["EMPLOYEE-053".to_owned()])], "{engine}");
        assert_eq!(everybody(&world).await.len(), 2, "{engine}");
        assert_eq!(kinds(&world).await["removeEmployee"], 3, "{engine}");
    }
}

/// Works, cut off again and again, until an import is in a state; says how often it was cut off.
async fn work_in_pieces(world: &World, id: Uuid, state: &str) -> usize {
    let mut pause = Duration::from_millis(20);
    for cuts in 0..60 {
        if view(world, id).await.state == state {
            return cuts;
        }
        let _ = tokio::time::timeout(pause, world.app.work(std::future::pending())).await;
        // Later and later, until a step fits.
        pause = pause.mul_f64(1.4);
        // The lease of the one before has then run out.
        for _ in 0..70 {
            world.tick();
        }
    }
    panic!("never {state}");
}

#[tokio::test]
async fn cut_off_halfway_nobody_comes_or_goes_twice() {
    for (engine, store) in test_stores().await {
        let world = World::new(store, date(2026, 11, 2)).await;
        let text: String = (1..=700).map(|n| row(n, "", 80, "Werf")).collect();
        let id = bring(&world, None, format!("{HEAD}{text}").as_bytes()).await;
        world.tick();
        world.app.carry_out_sheet(&world.hr, id).await.unwrap();
        let cuts = work_in_pieces(&world, id, "done").await;
        assert!(cuts >= 3, "{engine}: cut only {cuts} times");
        assert_eq!(view(&world, id).await.count(Verdict::Done), 700, "{engine}");
        assert_eq!(everybody(&world).await.len(), 700, "{engine}");
        assert_eq!(kinds(&world).await["addEmployee"], 700, "{engine}");
        world.tick();
        world.app.undo_sheet(&world.hr, id, "wrong file").await.unwrap();
        let cuts = work_in_pieces(&world, id, "undone").await;
        assert!(cuts >= 3, "{engine}: cut only {cuts} times");
        assert_eq!(view(&world, id).await.count(Verdict::Undone), 700, "{engine}");
        assert_eq!(everybody(&world).await.len(), 0, "{engine}");
        assert_eq!(kinds(&world).await["removeEmployee"], 700, "{engine}");
    }
}

#[tokio::test]
async fn the_size_is_counted_before_the_rights_that_depend_on_it() {
    for (engine, store) in test_stores().await {
        let world = World::new(store, date(2026, 11, 2)).await;
        let text: String = (1..=30).map(|n| row(n, "", 80, "")).collect();
        let id = bring(&world, None, format!("{HEAD}{text}").as_bytes()).await;
        carry_out(&world, id).await;
        let mut tx = world.app.store().read().await.unwrap();
        for id in everybody(&world).await {
            let rights = tx.right_versions(world.employer, id, 2025).await.unwrap();
            assert!(!rights.is_empty(), "{engine}");
            assert!(rights.iter().all(|r| r.known_to == fla_store::STILL), "{engine} {rights:?}");
        }
        tx.rollback().await.unwrap();
        assert_eq!(kinds(&world).await.get("sheetSizes"), Some(&1), "{engine}");
    }
}
