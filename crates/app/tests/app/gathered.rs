//! Registrations of one caller that come at the same time: they go together, and each is as if it had
//! come alone.

use std::collections::BTreeSet;

use crate::support::{World, hr_ssin, part, training, visitor};
use fla_app::{Caller, Command, Key, Receipt, Record, Refused, Visitor};
use fla_domain::access::Role;
use fla_domain::anomaly::Anomaly;
use fla_domain::ids::EmployeeId;
use fla_domain::time::Instant;
use fla_domain::training::Status;
use fla_formats::synthetic;
use fla_store::Store;
use fla_store::testing::{postgres_store, test_stores};
use jiff::civil::date;
use uuid::Uuid;

/// The same person, in a request of an own name.
async fn caller(world: &World, trace: &str) -> Caller {
    let visitor = Visitor { trace: trace.to_owned(), ..visitor(hr_ssin()) };
    world.app.act_for(&visitor, world.employer).await.unwrap()
}

/// A training of the year before: what is left of it is carried into this one.
fn registration(title: &str, employee: EmployeeId) -> Command {
    let details = training(title, date(2025, 6, 2), 60);
    Command::RegisterTraining { details, parts: vec![part(employee, Status::Completed, 60)] }
}

/// A world with so many people.
async fn peopled(store: Store, people: u32) -> (World, Vec<EmployeeId>) {
    let world = World::new(store, date(2026, 11, 23)).await;
    world.average(2024, 2_500).await;
    let mut ids = Vec::new();
    for n in 0..people {
        ids.push(world.hire(n, date(2024, 1, 1), "200", 3800).await);
    }
    world.tick();
    (world, ids)
}

struct Sent {
    trace: String,
    key: &'static str,
    reference: Option<&'static str>,
    command: Command,
}

impl Sent {
    async fn submit(&self, world: &World, caller: &Caller) -> Result<Receipt, Refused> {
        let reference = self.reference.map(|text| text.parse().unwrap());
        let key = Key::new(self.key).unwrap();
        world.app.submit_as(caller, &self.command, &key, None, reference.as_ref()).await
    }
}

#[tokio::test]
async fn what_comes_at_once_is_as_if_each_had_come_alone() {
    for (engine, store) in test_stores().await {
        let (world, people) = peopled(store, 6).await;
        let before = world.left(people[0], 2026).await;
        let orders: [(&str, Option<&str>, Command); 10] = [
            ("first", None, registration("Alone", people[0])),
            ("one", Some("R1"), registration("One", people[1])),
            ("two", Some("R2"), registration("Two", people[2])),
            ("three", None, registration("Three", people[3])),
            ("again", None, registration("Again", people[1])),
            ("two", Some("R2"), registration("Two", people[2])),
            ("three", None, registration("Other", people[4])),
            ("taken", Some("R1"), registration("Taken", people[5])),
            ("nobody", None, registration("Nobody", EmployeeId(Uuid::from_u128(7)))),
            ("last", None, registration("Last", people[5])),
        ];
        let mut sent = Vec::new();
        let mut callers = Vec::new();
        for (n, (key, reference, command)) in orders.into_iter().enumerate() {
            callers.push(caller(&world, &format!("trace-{n}")).await);
            sent.push(Sent { trace: format!("trace-{n}"), key, reference, command });
        }
        // Nobody writes until all of them are there.
        let other = world.app.store().write().await.unwrap();
        let all = sent.iter().zip(&callers).map(|(one, caller)| one.submit(&world, caller));
        let (answers, released) = futures::join!(futures::future::join_all(all), other.rollback());
        released.unwrap();

        for good in [0, 1, 2, 3, 4, 5, 9] {
            assert!(answers[good].is_ok(), "{engine} {good}: {:?}", answers[good]);
        }
        let receipt = |n: usize| answers[n].as_ref().unwrap();
        assert_eq!(receipt(2), receipt(5), "{engine}: the same under the same key");
        assert!(matches!(answers[6], Err(Refused::KeyReused)), "{engine}: {:?}", answers[6]);
        let codes = |n: usize| match &answers[n] {
            Err(Refused::Invalid(found)) => found.iter().map(Anomaly::code).collect::<Vec<_>>(),
            other => panic!("{engine} {n}: {other:?}"),
        };
        assert_eq!(
            (codes(7), codes(8)),
            (vec!["REFERENCE-006".to_owned()], vec!["EMPLOYEE-022".to_owned()])
        );
        // The first goes alone; four and two with others (one of them answered as before).
        assert_eq!(world.app.tallies().together(), 6, "{engine}");

        // Each is a change and an entry of the audit log of its own, under the name of its request.
        let done = [0, 1, 2, 3, 4, 9];
        let changes = world.app.recent_changes(&world.hr, None).await.unwrap();
        let log = world.app.recent_audit(&world.hr).await.unwrap();
        let mut instants = BTreeSet::new();
        for n in done {
            let id = receipt(n).change;
            let change = changes.iter().find(|change| change.id == id).unwrap();
            instants.insert(change.at);
            let entries: Vec<_> = log.iter().filter(|entry| entry.change == Some(id)).collect();
            let told: Vec<_> = entries.iter().map(|e| (&*e.trace, e.at, e.subjects)).collect();
            assert_eq!(told, [(&*sent[n].trace, change.at, 1)], "{engine} {n}");
        }
        assert_eq!(instants.len(), done.len(), "{engine}: one after the other");
        let registered = changes.iter().filter(|change| change.kind == "registerTraining").count();
        assert_eq!(registered, done.len(), "{engine}");
        for (n, reference) in [(1, "R1"), (2, "R2")] {
            let called = reference.parse().unwrap();
            let found = world.app.referenced(&world.hr, Record::Training, &called).await.unwrap();
            assert_eq!(found, receipt(n).object, "{engine}");
        }

        // An account is known from the instant of its own change on, and not before.
        for (n, person) in [(0, 0), (2, 2), (3, 3), (4, 1), (9, 5)] {
            let at = changes.iter().find(|change| change.id == receipt(n).change).unwrap().at;
            let left = async |known: Instant| {
                let known =
                    world.app.account(&world.hr, people[person], Some(known)).await.unwrap();
                let trainings = known.parts.len();
                (known.year(2026).unwrap().balance.left().0, trainings)
            };
            let expected = if n == 4 { (before - 120, 2) } else { (before - 60, 1) };
            assert_eq!(left(at).await, expected, "{engine} {n}");
            let earlier = (expected.0 + 60, expected.1 - 1);
            assert_eq!(left(Instant(at.0 - 1)).await, earlier, "{engine} {n}");
            assert_eq!(world.left(people[person], 2026).await, expected.0, "{engine} {n}");
        }
        assert_eq!(
            world.left(people[4], 2026).await,
            before,
            "{engine}: nothing of what was refused"
        );
    }
}

#[tokio::test]
async fn each_caller_has_a_line_of_its_own() {
    for (engine, store) in test_stores().await {
        let (world, people) = peopled(store, 6).await;
        let manager = world.app.act_as_installation(world.employer).await.unwrap();
        let other = Visitor { name: "Other".into(), ..visitor(synthetic::ssin(300_001)) };
        let role = Role::Registrar;
        let key = world.key();
        world.app.give_access(&manager, &other.ssin, role, None, &key).await.unwrap();
        let other = world.app.act_for(&other, world.employer).await.unwrap();
        // The same keys: they are each caller's own.
        let sent: Vec<Sent> = [0, 1, 2, 0, 1, 2]
            .into_iter()
            .zip(&people)
            .map(|(key, person)| Sent {
                trace: String::new(),
                key: ["a", "b", "c"][key],
                reference: None,
                command: registration("Both", *person),
            })
            .collect();
        let callers = [&world.hr, &world.hr, &world.hr, &other, &other, &other];
        let all = sent.iter().zip(callers).map(|(one, caller)| one.submit(&world, caller));
        let answers = futures::future::join_all(all).await;
        let changes = world.app.recent_changes(&world.hr, None).await.unwrap();
        for (answer, caller) in answers.iter().zip(callers) {
            let id = answer.as_ref().unwrap().change;
            let change = changes.iter().find(|change| change.id == id).unwrap();
            assert_eq!(change.by, caller.name(), "{engine}");
        }
        assert_eq!(world.app.tallies().together(), 4, "{engine}: two and two");
    }
}

/// A registration of each of these people, under a key of its own.
fn of_each(people: &[EmployeeId]) -> Vec<Sent> {
    let sent = |(key, person): (&'static str, &EmployeeId)| Sent {
        trace: String::new(),
        key,
        reference: None,
        command: registration(key, *person),
    };
    ["a", "b", "c", "d", "e"].into_iter().zip(people).map(sent).collect()
}

#[tokio::test]
async fn what_breaks_all_of_them_is_told_to_each() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("fla.db");
    let store = Store::open(&format!("sqlite:{}", file.display())).await.unwrap();
    store.migrate().await.unwrap();
    let (world, people) = peopled(store, 4).await;
    let sql = |text| rusqlite::Connection::open(&file).unwrap().execute_batch(text).unwrap();
    let sent = of_each(&people);
    let all = || futures::future::join_all(sent.iter().map(|one| one.submit(&world, &world.hr)));
    sql(
        "CREATE TRIGGER fault BEFORE INSERT ON audit_entry BEGIN SELECT RAISE(ABORT, 'fault'); END",
    );
    let answers = all().await;
    assert!(answers.iter().all(|a| matches!(a, Err(Refused::Broken(_)))), "{answers:?}");
    sql("DROP TRIGGER fault");
    let answers = all().await;
    assert!(answers.iter().all(Result::is_ok), "{answers:?}");
    assert_eq!(world.app.tallies().together(), 3);
}

/// Takes as long as it takes twice that a lock is not had in time.
#[tokio::test]
async fn where_a_lock_is_not_had_in_time_all_hear_so() {
    let (world, people) = peopled(postgres_store().await, 1).await;
    let mut holder = world.app.store().write().await.unwrap();
    holder.lock_employer(world.employer);
    holder.latest_change_at(world.employer).await.unwrap();
    // Of one person: they go one after the other.
    let sent = of_each(&[people[0]; 4]);
    let mut answers = Vec::new();
    for one in &sent {
        let mut answer = Box::pin(one.submit(&world, &world.hr));
        assert!(futures::poll!(&mut answer).is_pending());
        answers.push(answer);
    }
    let rest = answers.split_off(2);
    let (first, second) = (answers.remove(0), answers.remove(0));
    let (first, second) = futures::join!(first, second);
    // From now on the lock is to be had: whoever tries gets it.
    holder.rollback().await.unwrap();
    let mut told = futures::future::join_all(rest).await;
    told.extend([first, second]);
    assert!(told.iter().all(|a| matches!(a, Err(Refused::Unavailable(_)))), "{told:?}");
    let again = futures::future::join_all(sent.iter().map(|one| one.submit(&world, &world.hr)));
    assert!(again.await.iter().all(Result::is_ok));
    let account = world.app.account(&world.hr, people[0], None).await.unwrap();
    assert_eq!(account.parts.len(), sent.len());
}

#[tokio::test]
async fn who_turns_away_keeps_nobody_waiting() {
    for (engine, store) in test_stores().await {
        let (world, people) = peopled(store, 4).await;
        let before = world.left(people[0], 2026).await;
        let sent = of_each(&people);
        let other = world.app.store().write().await.unwrap();
        let (mut first, mut second) = (
            Box::pin(sent[0].submit(&world, &world.hr)),
            Box::pin(sent[1].submit(&world, &world.hr)),
        );
        let rest = sent[2..].iter().map(|one| one.submit(&world, &world.hr));
        let mut rest = Box::pin(futures::future::join_all(rest));
        assert!(futures::poll!(&mut first).is_pending(), "{engine}");
        assert!(futures::poll!(&mut second).is_pending(), "{engine}");
        assert!(futures::poll!(&mut rest).is_pending(), "{engine}");
        drop(first);
        drop(second);
        let (answers, released) = futures::join!(rest, other.rollback());
        released.unwrap();
        assert!(answers.iter().all(Result::is_ok), "{engine}: {answers:?}");
        let mut left = Vec::new();
        for person in &people {
            left.push(before - world.left(*person, 2026).await);
        }
        assert_eq!(left[2..], [60, 60], "{engine}");
        // Whoever waited behind the first and turned away registered nothing.
        assert_eq!(left[1], 0, "{engine}");
        // The next one is not kept waiting by what was there before.
        sent[1].submit(&world, &world.hr).await.unwrap();
        assert_eq!(world.left(people[1], 2026).await, before - 60, "{engine}");
    }
}

#[tokio::test]
async fn a_role_that_ended_lets_none_of_them_through() {
    for (engine, store) in test_stores().await {
        let (world, people) = peopled(store, 5).await;
        let manager = world.app.act_as_installation(world.employer).await.unwrap();
        let grants = world.app.grants(&manager).await.unwrap();
        let grant = grants.iter().find(|grant| grant.role == Role::Registrar).unwrap().id;
        let stale = caller(&world, "stale").await;
        world.app.end_access(&manager, grant, &world.key()).await.unwrap();
        let sent = of_each(&people);
        let all = sent.iter().map(|one| one.submit(&world, &stale));
        let answers = futures::future::join_all(all).await;
        assert!(answers.iter().all(|a| matches!(a, Err(Refused::Ended))), "{engine}: {answers:?}");
        let mut tx = world.app.store().read().await.unwrap();
        let log = tx.recent_audit(world.employer, Instant::LATEST, 100).await.unwrap();
        let refused =
            log.iter().filter(|e| e.action == "registerTraining" && e.outcome == "refused");
        assert_eq!(refused.count(), sent.len(), "{engine}: each attempt is noted");
        for person in people {
            let parts = tx.parts_of(world.employer, &[person], Instant::LATEST).await.unwrap();
            assert!(parts.is_empty(), "{engine}");
        }
        tx.rollback().await.unwrap();
    }
}
