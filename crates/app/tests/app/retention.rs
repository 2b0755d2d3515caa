//! Retention: what is past its term is gone everywhere, nothing else is, and the log still holds.

use crate::support::{World, add_employer, hr_ssin, occupation, part, person, training, visitor};
use fla_app::{Command, Refused, Targets};
use fla_domain::access::Role;
use fla_domain::ids::EmployeeId;
use fla_domain::quantity::Minutes;
use fla_domain::training::Status;
use fla_formats::synthetic;
use fla_store::Store;
use fla_store::testing::{rows_holding, test_stores};
use jiff::civil::{Date, date};

const HOUR: i64 = 3_600_000_000;

async fn world(store: Store) -> World {
    let world = World::new(store, date(2026, 11, 23)).await;
    world.app.seal_with(&[3; 32], HOUR, false).await.unwrap();
    world
}

async fn submit(world: &World, command: Command) -> fla_app::Receipt {
    world.tick();
    world.app.submit(&world.hr, &command, &world.key(), Some("a reason of Test")).await.unwrap()
}

/// Somebody with a bit of everything, who was there from 2010 until a day.
async fn former(world: &World, n: u32, until: Option<Date>) -> EmployeeId {
    let add = Command::AddEmployee {
        person: person(n),
        from: date(2010, 1, 1),
        to: until,
        occupations: vec![occupation("200", 3800)],
    };
    let id = EmployeeId(submit(world, add).await.object.unwrap());
    let followed = training("First aid", date(2012, 3, 3), 60);
    let parts = vec![part(id, Status::Completed, 60)];
    submit(world, Command::RegisterTraining { details: followed, parts }).await;
    let targets = Targets::Some(vec![id]);
    let days = Command::GiveCompanyDays { targets, year: 2024, hundredths: 100, flat: true };
    submit(world, days).await;
    let adjust = Command::AdjustCredit {
        employee: id,
        year: 2024,
        date: date(2024, 1, 5),
        minutes: Minutes(5),
    };
    submit(world, adjust).await;
    world.app.account(&world.hr, id, None).await.unwrap();
    id
}

async fn held(store: &Store, n: u32) -> Vec<String> {
    let person = person(n);
    let mut found = rows_holding(store, synthetic::ssin(n).digits()).await;
    found.extend(rows_holding(store, &person.family_name).await);
    found
}

#[tokio::test]
async fn who_left_long_ago_is_gone_and_nobody_else() {
    for (engine, store) in test_stores().await {
        let world = world(store.clone()).await;
        let gone = former(&world, 1, Some(date(2015, 12, 31))).await;
        let stays = former(&world, 2, Some(date(2016, 1, 1))).await;
        let serves = former(&world, 3, None).await;
        world.app.work_to_the_end().await.unwrap();
        world.app.seal_all().await.unwrap();
        assert!(!held(&store, 1).await.is_empty(), "{engine}: there was something");

        let planned = world.app.erase_what_is_due(true).await.unwrap();
        assert_eq!(planned.len(), 1, "{engine}");
        let plan = &planned[0].1;
        assert_eq!((plan.rule.as_str(), plan.people), ("be.retention.employee@1", 1), "{engine}");
        assert!(plan.counts["participation"] == 1 && plan.counts["training"] == 1, "{engine}");
        assert!(world.app.account(&world.hr, gone, None).await.is_ok(), "{engine}: a plan only");
        world.app.seal_all().await.unwrap();

        let erased = world.app.erase_what_is_due(false).await.unwrap();
        assert_eq!(erased[0].1.counts, plan.counts, "{engine}: as was planned");
        let account = world.app.account(&world.hr, gone, None).await;
        assert!(matches!(account, Err(Refused::Hidden)), "{engine}");
        for id in [stays, serves] {
            let account = world.app.account(&world.hr, id, None).await.unwrap();
            assert_eq!(account.parts.len(), 1, "{engine}");
        }
        assert_eq!(held(&store, 1).await, [""; 0], "{engine}: nothing is left anywhere");
        assert!(!held(&store, 2).await.is_empty(), "{engine}");
        assert_eq!(world.app.erasures(world.employer).await.unwrap().len(), 1, "{engine}");
        assert_eq!(world.app.erase_what_is_due(false).await.unwrap(), [], "{engine}: once");
        world.app.seal_all().await.unwrap();
        let faults = world.app.check_log().await.unwrap();
        assert_eq!(faults, [], "{engine}: the log holds");
    }
}

#[tokio::test]
async fn a_person_of_two_employers_is_forgotten_by_one_and_by_the_log_only_at_the_end() {
    for (engine, store) in test_stores().await {
        let world = world(store.clone()).await;
        let other = add_employer(&world.app, 2, &hr_ssin()).await;
        let other = world.app.act_for(&visitor(hr_ssin()), other).await.unwrap();
        former(&world, 1, Some(date(2015, 6, 30))).await;
        world.tick();
        let add = Command::AddEmployee {
            person: person(1),
            from: date(2016, 1, 1),
            to: Some(date(2020, 1, 1)),
            occupations: vec![occupation("200", 3800)],
        };
        world.app.submit(&other, &add, &world.key(), None).await.unwrap();
        world.app.seal_all().await.unwrap();
        assert_eq!(world.app.erase_what_is_due(false).await.unwrap().len(), 1, "{engine}");
        assert!(!held(&store, 1).await.is_empty(), "{engine}: the other employer knows");
        assert_eq!(world.app.check_log().await.unwrap(), [], "{engine}");
        let me = synthetic::ssin(1);
        let asked = |employer, dry| world.app.erase_on_request(employer, &me, "request 1", dry);
        let hidden = asked(world.employer, false).await;
        assert!(matches!(hidden, Err(Refused::Hidden)), "{engine}: nothing is left there");
        assert_eq!(asked(other.employer(), true).await.unwrap().people, 1, "{engine}");
        assert!(!held(&store, 1).await.is_empty(), "{engine}: a plan only");
        asked(other.employer(), false).await.unwrap();
        assert_eq!(held(&store, 1).await, [""; 0], "{engine}: nothing is left anywhere");
        world.app.seal_all().await.unwrap();
        assert_eq!(world.app.check_log().await.unwrap(), [], "{engine}");
    }
}

#[tokio::test]
async fn what_holds_something_back() {
    for (engine, store) in test_stores().await {
        let world = world(store.clone()).await;
        let app = &world.app;
        let inspector = synthetic::ssin(310_001);
        let key = world.key();
        let house = app.installation();
        app.give_access(&house, &inspector, Role::Inspector, None, &key).await.unwrap();
        let inspector = app.act_as_inspector(&visitor(inspector)).await.unwrap();
        let number = synthetic::enterprise(1);
        let key = world.key();
        let open = app.open_inspection(&inspector, &number, "A file", 1, &key).await.unwrap();
        former(&world, 1, Some(date(2015, 12, 31))).await;
        assert_eq!(app.erase_what_is_due(true).await.unwrap(), [], "{engine}: it is inspected");
        let asked = async |n: u32| {
            app.erase_on_request(world.employer, &synthetic::ssin(n), "r", true).await
        };
        assert!(matches!(asked(1).await, Err(Refused::Invalid(_))), "{engine}: on request too");
        app.close_inspection(&inspector, open, &world.key()).await.unwrap();
        assert_eq!(app.erase_what_is_due(true).await.unwrap().len(), 1, "{engine}");
        former(&world, 2, None).await;
        assert!(matches!(asked(2).await, Err(Refused::Invalid(_))), "{engine}: still in service");
        former(&world, 3, Some(date(2026, 11, 23))).await;
        assert!(matches!(asked(3).await, Err(Refused::Invalid(_))), "{engine}: until tonight");
        former(&world, 4, Some(date(2026, 11, 22))).await;
        assert_eq!(asked(4).await.unwrap().people, 1, "{engine}: left yesterday");

        // Who was taken out of the register is known, and due from that day on.
        let add = Command::AddEmployee {
            person: person(5),
            from: date(2010, 1, 1),
            to: None,
            occupations: vec![occupation("200", 3800)],
        };
        let employee = EmployeeId(submit(&world, add).await.object.unwrap());
        submit(&world, Command::RemoveEmployee { employee }).await;
        let due = app.erase_what_is_due(true).await.unwrap();
        assert_eq!(due[0].1.people, 1, "{engine}: not yet");
        world.tick();
        assert_eq!(asked(5).await.unwrap().people, 1, "{engine}: on request");
    }
}

#[tokio::test]
async fn the_day_does_it_by_itself() {
    for (engine, store) in test_stores().await {
        let world = world(store.clone()).await;
        former(&world, 1, Some(date(2015, 12, 31))).await;
        world.app.roll().await.unwrap();
        assert!(held(&store, 1).await.is_empty(), "{engine}");
    }
}
