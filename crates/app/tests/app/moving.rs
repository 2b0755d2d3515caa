//! A whole register moves to the other engine and back: every account stands there as it stood,
//! its audit log goes on, and a move that is cut off goes on where it was.

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use crate::support::{World, application, at_noon, hr_ssin, part, training, visitor};
use fla_app::{App, Caller, Command};
use fla_domain::ids::EmployeeId;
use fla_domain::time::Year;
use fla_domain::training::Status;
use fla_store::Store;
use fla_store::moving::MovedTable;
use fla_store::testing::{believed_rows, owner_store, sqlite_store};
use jiff::civil::{Date, date};
use tokio::sync::Notify;

const TODAY: Date = date(2026, 11, 23);
const SEED: [u8; 32] = [7; 32];
const HOUR: i64 = 3_600_000_000;
const PEOPLE: u32 = 40;

/// A register with people, rights, trainings, and a sealed log.
async fn lived_in(store: Store) -> (World, Vec<EmployeeId>) {
    let world = World::new(store, TODAY).await;
    world.app.seal_with(&SEED, 4 * HOUR, false).await.unwrap();
    world.average(2026, 2_500).await;
    let mut people = Vec::new();
    for n in 0..PEOPLE {
        people.push(world.hire(n, date(2024, 1, 1), "200", 3_800).await);
    }
    for (n, chunk) in people.chunks(10).enumerate() {
        let details = training(&format!("Training {n}"), date(2026, 3, 2), 456);
        let parts = chunk.iter().map(|id| part(*id, Status::Completed, 456)).collect();
        world.submit(Command::RegisterTraining { details, parts }, None).await;
    }
    world.app.work_to_the_end().await.unwrap();
    world.app.seal_all().await.unwrap();
    (world, people)
}

/// What is left of everybody's credit, by year.
async fn credits(app: &App, hr: &Caller, people: &[EmployeeId]) -> Vec<BTreeMap<Year, i64>> {
    let mut all = Vec::new();
    for id in people {
        let years = app.credits(hr, *id).await.unwrap();
        all.push(years.into_iter().map(|(year, credit)| (year, credit.left().0)).collect());
    }
    all
}

/// The application on a store to which the register moved, so many hours later: ids follow the clock.
async fn moved(world: &World, store: Store, hours: i64) -> (App, Caller) {
    let clock = Arc::new(AtomicI64::new(at_noon(TODAY) + hours * HOUR));
    let app = application(store, &clock, world.files.path());
    app.seal_with(&SEED, 4 * HOUR, false).await.unwrap();
    app.seal_what_is_late().await.unwrap();
    let hr = app.act_for(&visitor(hr_ssin()), world.employer).await.unwrap();
    (app, hr)
}

fn rows(moved: &[MovedTable], name: &str) -> u64 {
    moved.iter().find(|table| table.name == name).unwrap().rows
}

#[tokio::test]
async fn a_register_moves_to_the_server_and_back() {
    let (world, people) = lived_in(sqlite_store().await).await;
    let before = credits(&world.app, &world.hr, &people).await;
    assert!(before.iter().all(|years| years[&2026] > 0), "{before:?}");
    world.app.seal_all().await.unwrap();

    let server = owner_store().await;
    let told = AtomicI64::new(0);
    let there = world.app.store().move_to(&server, |_, rows| {
        told.fetch_add(i64::try_from(rows).unwrap(), Ordering::Relaxed);
    });
    let there = there.await.unwrap();
    assert_eq!(rows(&there, "employee"), u64::from(PEOPLE));
    assert_eq!(rows(&there, "participation"), u64::from(PEOPLE));
    let all: u64 = there.iter().map(|table| table.rows).sum();
    assert_eq!(u64::try_from(told.into_inner()).unwrap(), all);
    // Else it looks for everything as if there were nothing.
    assert_eq!(believed_rows(&server, "employee").await, i64::from(PEOPLE));
    let (app, hr) = moved(&world, server.clone(), 1).await;
    assert_eq!(credits(&app, &hr, &people).await, before);
    // Nobody was sent to the old place by it.
    assert_eq!(credits(&world.app, &world.hr, &people).await, before);

    // Life goes on there: numbers that the database counts up do not come twice.
    let details = training("There", date(2026, 4, 1), 120);
    let parts = vec![part(people[0], Status::Completed, 120)];
    let command = Command::RegisterTraining { details, parts };
    app.submit(&hr, &command, &fla_app::Key::new("there").unwrap(), None).await.unwrap();
    assert!(app.seal_all().await.unwrap() > 0);
    let later = credits(&app, &hr, &people).await;
    assert_eq!(later[0][&2026], before[0][&2026] - 120);
    assert_eq!(later[1..], before[1..]);
    app.seal_all().await.unwrap();

    let embedded = sqlite_store().await;
    let back = server.move_to(&embedded, |_, _| {}).await.unwrap();
    assert_eq!(rows(&back, "training"), rows(&there, "training") + 1);
    let (app, hr) = moved(&world, embedded, 2).await;
    assert_eq!(credits(&app, &hr, &people).await, later);
    app.seal_all().await.unwrap();
    assert_eq!(app.seal_all().await.unwrap(), 0);
}

/// Moves until so many pages went over, then is cut off; whether it came to its end before.
async fn cut_after(pages: u32, from: &Store, to: &Store) -> bool {
    let (enough, mut seen) = (Notify::new(), 0);
    let moving = from.move_to(to, |_, _| {
        seen += 1;
        if seen == pages {
            enough.notify_one();
        }
    });
    tokio::select! {
        biased;
        () = enough.notified() => false,
        moved = moving => moved.map(|_| true).unwrap(),
    }
}

#[tokio::test]
async fn a_move_that_is_cut_off_goes_on_where_it_was() {
    let (world, people) = lived_in(sqlite_store().await).await;
    let before = credits(&world.app, &world.hr, &people).await;
    world.app.seal_all().await.unwrap();
    let from = world.app.store();
    let to = owner_store().await;
    let mut cuts = 0;
    while !cut_after(2, from, &to).await {
        assert!(to.half_moved().await.unwrap(), "after {cuts} cuts");
        cuts += 1;
    }
    assert!(cuts > 10, "{cuts}");
    assert!(!to.half_moved().await.unwrap());
    let (app, hr) = moved(&world, to, 1).await;
    assert_eq!(credits(&app, &hr, &people).await, before);
}

#[tokio::test]
async fn what_is_written_meanwhile_is_found_and_the_store_is_no_register() {
    let (world, people) = lived_in(sqlite_store().await).await;
    let from = world.app.store();
    let to = owner_store().await;
    // Cut off where employees are over already, and then one of them changes.
    assert!(!cut_after(40, from, &to).await);
    let details = training("Meanwhile", date(2026, 4, 1), 120);
    let parts = vec![part(people[0], Status::Completed, 120)];
    world.submit(Command::RegisterTraining { details, parts }, None).await;
    let refused = from.move_to(&to, |_, _| {}).await.unwrap_err().to_string();
    assert!(refused.contains("somebody wrote during the move"), "{refused}");
    assert!(to.half_moved().await.unwrap());
}

#[tokio::test]
async fn only_into_an_empty_store_of_the_other_engine() {
    let (world, _) = lived_in(sqlite_store().await).await;
    let from = world.app.store();
    let alike = from.move_to(&sqlite_store().await, |_, _| {}).await.unwrap_err().to_string();
    assert!(alike.contains("between the embedded store and PostgreSQL"), "{alike}");
    let (other, _) = lived_in(owner_store().await).await;
    let taken = from.move_to(other.app.store(), |_, _| {}).await.unwrap_err().to_string();
    assert!(taken.contains("holds one already"), "{taken}");
    assert!(!other.app.store().half_moved().await.unwrap());
}
