//! What falls due with the days: by one instance for all, by the latest rules, and only for those it concerns.

use std::collections::BTreeSet;

use crate::support::{World, add_employer, hr_ssin, occupation, person, visitor};
use fla_app::{App, Command, Refused};
use fla_domain::ids::{EmployeeId, EmployerId};
use fla_domain::quantity::Minutes;
use fla_domain::rules::RuleBook;
use fla_store::testing::test_stores;
use jiff::ToSpan as _;
use jiff::civil::{Date, date};

const TODAY: Date = Date::constant(2026, 11, 23);

/// A book with a second version of a shipped file.
fn with_second(file: &str, was: &str, is: &str) -> RuleBook {
    let (_, text) = RuleBook::shipped_files().find(|(name, _)| *name == file).unwrap();
    let text = text.replace("version = 1", "version = 2").replace(was, is);
    RuleBook::load(RuleBook::shipped_files().chain([("later.toml", text.as_str())])).unwrap()
}

/// Six days a year instead of five.
fn later() -> RuleBook {
    with_second("be-statutory.toml", "from = 2024, days = 5", "from = 2024, days = 6")
}

/// How many jobs wait.
async fn waiting(world: &World) -> i64 {
    world.app.figures().await.unwrap().queue.waiting
}

async fn roll_and_work(world: &World, app: &App) {
    app.roll().await.unwrap();
    work(world, app).await;
}

/// A job is due at an instant of its own, later than all before.
async fn work(world: &World, app: &App) {
    world.tick();
    app.work_to_the_end().await.unwrap();
    assert_eq!(waiting(world).await, 0);
}

/// An instance with the shipped rules, one with later ones, and somebody who is in service.
async fn two_books(store: fla_store::Store) -> (World, App, EmployeeId) {
    let world = World::new(store, TODAY).await;
    world.average(2026, 2500).await;
    let one = world.hire(1, date(2026, 1, 1), "999", 3800).await;
    roll_and_work(&world, &world.app).await;
    let later = world.instance_with(1, later());
    (world, later, one)
}

#[tokio::test]
async fn the_later_rules_are_taken_once_and_older_ones_leave_them() {
    for (engine, store) in test_stores().await {
        let (world, later, one) = two_books(store).await;
        assert_eq!(world.left(one, 2026).await, 2280, "{engine}");
        roll_and_work(&world, &later).await;
        assert_eq!(world.left(one, 2026).await, 2736, "{engine}");
        for _ in 0..12 {
            world.wait(1);
            world.app.roll().await.unwrap();
            later.roll().await.unwrap();
            assert_eq!(waiting(&world).await, 0, "{engine}: once is enough");
        }
        // A new day is not for the older rules either.
        world.set_today(date(2026, 11, 24));
        world.app.roll().await.unwrap();
        assert_eq!(waiting(&world).await, 0, "{engine}");
        let behind = fla_app::rules_behind(world.app.store(), &RuleBook::builtin()).await.unwrap();
        assert_eq!(behind.into_iter().collect::<Vec<_>>(), ["be.statutory"], "{engine}");
        let behind = fla_app::rules_behind(world.app.store(), later.rules()).await.unwrap();
        assert!(behind.is_empty(), "{engine}");
    }
}

#[tokio::test]
async fn what_older_rules_worked_out_meanwhile_follows_the_later_ones_when_they_are_gone() {
    for (engine, store) in test_stores().await {
        let (world, later, one) = two_books(store).await;
        roll_and_work(&world, &later).await;
        world.app.roll().await.unwrap();
        let adjust = Command::AdjustCredit {
            employee: one,
            year: 2026,
            date: date(2026, 11, 2),
            minutes: Minutes(300),
        };
        world.submit(adjust, Some("agreed")).await;
        assert_eq!(world.left(one, 2026).await, 2580, "{engine}: by the rules of that instance");
        world.wait(5);
        later.roll().await.unwrap();
        assert_eq!(waiting(&world).await, 0, "{engine}: it may still be there");
        world.wait(6);
        roll_and_work(&world, &later).await;
        assert_eq!(world.left(one, 2026).await, 3036, "{engine}");
        world.wait(30);
        later.roll().await.unwrap();
        assert_eq!(waiting(&world).await, 0, "{engine}: once");
    }
}

#[tokio::test]
async fn rules_that_nobody_has_any_more_are_given_up_after_a_day() {
    for (engine, store) in test_stores().await {
        let (world, later, one) = two_books(store).await;
        roll_and_work(&world, &later).await;
        world.wait(30);
        later.roll().await.unwrap();
        // From here on no instance has them.
        for _ in 0..24 {
            world.wait(60);
            world.app.roll().await.unwrap();
            assert_eq!(waiting(&world).await, 0, "{engine}");
        }
        world.wait(1);
        roll_and_work(&world, &world.app).await;
        assert_eq!(world.left(one, 2026).await, 2280, "{engine}");
        // Where one comes back its rules are the later ones as before.
        roll_and_work(&world, &later).await;
        assert_eq!(world.left(one, 2026).await, 2736, "{engine}");
    }
}

#[tokio::test]
async fn of_two_books_that_are_each_later_in_something_the_first_stays() {
    for (engine, store) in test_stores().await {
        let (world, later, one) = two_books(store).await;
        let other = with_second("be-jc-116.toml", "days = 5", "days = 6");
        let other = world.instance_with(2, other);
        roll_and_work(&world, &later).await;
        for _ in 0..12 {
            world.wait(1);
            other.roll().await.unwrap();
            later.roll().await.unwrap();
            assert_eq!(waiting(&world).await, 0, "{engine}");
        }
        assert_eq!(world.left(one, 2026).await, 2736, "{engine}");
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn instances_that_begin_at_once_do_it_once() {
    for (engine, store) in test_stores().await {
        let (world, later, _) = two_books(store).await;
        let same = world.instance_with(3, self::later());
        let (a, b, c) = tokio::join!(later.roll(), same.roll(), world.app.roll());
        assert!(a.is_ok() && b.is_ok() && c.is_ok(), "{engine}: {a:?} {b:?} {c:?}");
        assert_eq!(waiting(&world).await, 1, "{engine}");
        work(&world, &later).await;
        later.roll().await.unwrap();
        same.roll().await.unwrap();
        assert_eq!(waiting(&world).await, 0, "{engine}");
    }
}

#[tokio::test]
async fn whoever_takes_over_goes_on_where_the_other_was() {
    for (engine, store) in test_stores().await {
        let world = World::new(store, TODAY).await;
        world.hire(1, date(2020, 1, 1), "200", 3800).await;
        let second = add_employer(&world.app, 2, &hr_ssin()).await;
        let hr = world.app.act_for(&visitor(hr_ssin()), second).await.unwrap();
        let add = Command::AddEmployee {
            person: person(2),
            from: date(2020, 1, 1),
            to: None,
            occupations: vec![occupation("200", 3800)],
        };
        world.app.submit(&hr, &add, &world.key(), None).await.unwrap();
        let both = BTreeSet::from([world.employer, second]);
        let (first, last) = (both.first().unwrap(), both.last().unwrap());
        // As an instance left it that was killed.
        let now = world.tick().0;
        let note = serde_json::json!({
            "rules": world.app.rules().digest(), "day": null,
            "turn": {
                "day": TODAY, "since": null, "begun": now, "worker": uuid::Uuid::from_u128(7),
                "until": now + 60_000_000, "after": first,
            },
        });
        let mut tx = world.app.store().write().await.unwrap();
        tx.set_state("roll", &note.to_string()).await.unwrap();
        tx.commit().await.unwrap();
        world.app.roll().await.unwrap();
        assert_eq!(waiting(&world).await, 0, "{engine}: another is at it");
        world.wait(2);
        world.app.roll().await.unwrap();
        assert_eq!(queued(&world).await, [*last], "{engine}: the first was done");
    }
}

/// The employers of which a job waits.
async fn queued(world: &World) -> Vec<EmployerId> {
    let mut tx = world.app.store().read().await.unwrap();
    let rows = tx.ask("SELECT employer_id FROM job_queue".to_owned()).await.unwrap();
    tx.rollback().await.unwrap();
    rows.iter().map(|row| row.get("employer_id").unwrap()).collect()
}

async fn credits(world: &World, ids: &[EmployeeId]) -> Vec<String> {
    let mut all = Vec::new();
    for id in ids {
        all.push(format!("{:?}", world.app.credits(&world.hr, *id).await.unwrap()));
    }
    all
}

async fn hired(world: &World, n: u32, from: Date, to: Option<Date>) -> EmployeeId {
    let occupations = vec![occupation("999", 3800)];
    let add = Command::AddEmployee { person: person(n), from, to, occupations };
    EmployeeId(world.submit(add, None).await.object.unwrap())
}

#[tokio::test]
async fn each_day_works_out_those_in_whose_account_something_falls_due() {
    for (engine, store) in test_stores().await {
        let day = |n: i8| date(2029, 6, n);
        let world = World::new(store, day(9)).await;
        for year in [2024, 2026, 2028] {
            world.average(year, 2500).await;
        }
        let mut ids = vec![hired(&world, 1, date(2020, 1, 1), None).await];
        ids.push(hired(&world, 2, date(2020, 1, 1), Some(day(13))).await);
        // Five years are over on the 14th.
        ids.push(hired(&world, 3, date(2024, 6, 15), None).await);
        ids.push(hired(&world, 4, day(16), None).await);
        let adjust = Command::AdjustCredit {
            employee: ids[0],
            year: 2029,
            date: day(18),
            minutes: Minutes(60),
        };
        world.submit(adjust, Some("agreed")).await;
        roll_and_work(&world, &world.app).await;
        let mut before = credits(&world, &ids).await;
        let mut changed = Vec::new();
        for n in 10..=22 {
            world.set_today(day(n));
            world.app.roll().await.unwrap();
            let due = (13..=20).contains(&n);
            assert_eq!(waiting(&world).await, i64::from(due), "{engine}: {n}");
            work(&world, &world.app).await;
            let after = credits(&world, &ids).await;
            if after != before {
                changed.push(n);
            }
            // The same as if everybody had been worked out.
            let system = world.app.act_as_installation(world.employer).await.unwrap();
            let all = Command::RecalculateAll;
            world.tick();
            world.app.submit(&system, &all, &world.key(), None).await.unwrap();
            work(&world, &world.app).await;
            assert_eq!(credits(&world, &ids).await, after, "{engine}: {n}");
            before = after;
        }
        assert_eq!(changed, [13, 14, 16, 18], "{engine}");
    }
}

#[tokio::test]
async fn days_without_a_roll_are_made_up_for_and_a_month_begins_for_everybody() {
    for (engine, store) in test_stores().await {
        let world = World::new(store, date(2026, 11, 10)).await;
        world.average(2026, 2500).await;
        let one = hired(&world, 1, date(2026, 1, 1), Some(date(2026, 11, 13))).await;
        roll_and_work(&world, &world.app).await;
        assert_eq!(world.left(one, 2026).await, 2090, "{engine}");
        world.set_today(date(2026, 11, 25));
        roll_and_work(&world, &world.app).await;
        assert_eq!(world.left(one, 2026).await, 0, "{engine}: it lapsed");
        world.set_today(date(2026, 11, 30));
        world.app.roll().await.unwrap();
        assert_eq!(waiting(&world).await, 0, "{engine}");
        world.set_today(date(2026, 12, 1));
        world.app.roll().await.unwrap();
        assert_eq!(waiting(&world).await, 1, "{engine}");
    }
}

#[tokio::test]
async fn recalculations_are_forgotten_a_while_after_they_ended() {
    for (engine, store) in test_stores().await {
        let world = World::new(store, date(2026, 11, 1)).await;
        world.hire(1, date(2020, 1, 1), "200", 3800).await;
        world.app.roll().await.unwrap();
        let job = world.app.jobs_under_way(&world.hr).await.unwrap()[0].id;
        work(&world, &world.app).await;
        for (after, stays) in [(29, true), (31, false)] {
            world.set_today(date(2026, 11, 1).checked_add(after.days()).unwrap());
            world.app.roll().await.unwrap();
            let found = world.app.job(&world.hr, job).await;
            assert_eq!(found.is_ok(), stays, "{engine}: {after} days");
            assert!(stays || matches!(found, Err(Refused::Hidden)), "{engine}");
        }
    }
}
