//! Accounts that a job works out after a large file, set after set.

use fla_app::{Command, Environment};
use fla_domain::ids::EmployeeId;
use fla_domain::quantity::Minutes;
use fla_store::testing::test_stores;
use jiff::civil::date;

use crate::support::World;
use crate::support::batch::sent;
use crate::support::forms::{NEW, TODAY, file, form, registration};

/// What each account says of its years.
async fn years(world: &World, people: &[EmployeeId]) -> Vec<String> {
    let mut all = Vec::new();
    for id in people {
        let account = world.app.account(&world.hr, *id, None).await.unwrap();
        let years = account.years.iter().map(|year| (year.year, &year.balance, &year.entries));
        all.push(format!("{:?}", years.collect::<Vec<_>>()));
    }
    all
}

/// So many trainings of so many people each, all people as often as the others.
fn trainings(name: &str, many: u32, together: u32) -> Vec<u8> {
    let forms = (0..many).map(|n| {
        let who: Vec<u32> = (0..together).map(|m| 1 + (n * together + m) % PEOPLE).collect();
        form(&format!("{name}{n}"), NEW, registration(&format!("Course {name}{n}"), &who))
    });
    file(&forms.collect::<Vec<_>>())
}

const PEOPLE: u32 = 44;

/// So many trainings in one set that a job works the accounts out, and so many participations that their
/// people do not go together: while those of some are written, the others are read.
#[tokio::test]
async fn accounts_of_a_job_are_those_worked_out_one_by_one() {
    for (engine, store) in test_stores().await {
        let world = World::new(store, TODAY).await;
        let mut people = Vec::new();
        for n in 1..=PEOPLE {
            people.push(world.hire(n, date(2020, 1, 1), "200", 3800).await);
        }
        let mut followed = 0;
        for (name, many, together) in [("A", 990, 4), ("B", 1_012, 1)] {
            let bytes = trainings(name, many, together);
            sent(&world, &world.hr, name, &bytes, Environment::Real).await;
            world.app.work_to_the_end().await.unwrap();
            // The job of the accounts waits for the last instant of the file.
            world.tick();
            world.app.work_to_the_end().await.unwrap();
            followed += many * together / PEOPLE;
            for id in &people {
                let account = world.app.account(&world.hr, *id, None).await.unwrap();
                let debited = account.year(2026).unwrap().balance.debited;
                assert_eq!(debited, Minutes(90 * i64::from(followed)), "{engine}, {name}");
            }
        }
        let by_the_job = years(&world, &people).await;
        let operator = world.app.act_as_installation(world.employer).await.unwrap();
        let (again, why) = (Command::RecalculateAll, Some("the same again"));
        world.app.submit(&operator, &again, &world.key(), why).await.unwrap();
        assert_eq!(by_the_job, years(&world, &people).await, "{engine}");
    }
}
