//! Less typing and certificates: series, the employer's own list of courses, and who can still do
//! a task, at the application's door on both engines.

use crate::support::{World, add_employer, part, training, visitor};
use fla_app::{Caller, Command, CourseInput, NewPart, Refused, Visitor};
use fla_domain::certificate::Validity;
use fla_domain::ids::{CourseId, EmployeeId};
use fla_domain::occupation::EndCause;
use fla_domain::quantity::Minutes;
use fla_domain::training::{PartDetails, Status};
use fla_formats::synthetic;
use fla_store::testing::test_stores;
use jiff::civil::{Date, date};
use uuid::Uuid;

const TODAY: Date = date(2026, 11, 23);

fn codes<V: std::fmt::Debug>(answer: Result<V, Refused>) -> String {
    match answer.unwrap_err() {
        Refused::Invalid(found) => found.iter().map(|a| a.code() + " ").collect(),
        other => other.to_string(),
    }
}

fn person(n: u32) -> Visitor {
    visitor(synthetic::ssin(n))
}

/// Registers a training of one employee.
async fn followed(world: &World, who: EmployeeId) {
    let command = Command::RegisterTraining {
        details: training("First aid", date(2026, 3, 3), 240),
        parts: vec![part(who, Status::Completed, 240)],
    };
    world.submit(command, None).await;
}

async fn submit(
    world: &World,
    caller: &Caller,
    command: &Command,
) -> Result<fla_app::Receipt, Refused> {
    world.tick();
    world.app.submit(caller, command, &world.key(), None).await
}

#[tokio::test]
async fn a_series_is_planned_in_one_act() {
    for (engine, store) in test_stores().await {
        let world = World::new(store, TODAY).await;
        let employee = world.hire(1, date(2024, 1, 1), "200", 3800).await;
        let starts: Vec<Date> = vec![date(2026, 12, 1), date(2027, 1, 1), date(2027, 2, 1)];
        let mut details = training("Toolbox", starts[0], 15);
        details.end = date(2026, 12, 2);
        let series = |starts: Vec<Date>, parts: Vec<NewPart>| Command::RegisterSeries {
            details: details.clone(),
            starts,
            parts,
        };
        let planned = || vec![part(employee, Status::Planned, 15)];
        let receipt = submit(&world, &world.hr, &series(starts.clone(), planned())).await.unwrap();
        assert_eq!(receipt.affected, 1, "{engine}");
        let account = world.app.account(&world.hr, employee, None).await.unwrap();
        let mut days: Vec<_> = account
            .parts
            .iter()
            .map(|p| (p.training.details.start, p.training.details.end))
            .collect();
        days.sort_unstable();
        let expected: Vec<_> = starts.iter().map(|s| (*s, s.tomorrow().unwrap())).collect();
        assert_eq!(days, expected, "{engine}");
        assert_eq!(account.year(2027).unwrap().planned, Minutes(30), "{engine}");
        let wrong = [
            (series(vec![], planned()), "PARTICIPANTS-008 "),
            (series(vec![starts[0]; 2], planned()), "START-008 "),
            (series(starts.clone(), vec![]), "PARTICIPANTS-001 "),
            (
                series(vec![date(2026, 1, 5)], vec![part(employee, Status::Completed, 15)]),
                "STATUS-053 ",
            ),
        ];
        for (command, code) in wrong {
            assert_eq!(codes(submit(&world, &world.hr, &command).await), code, "{engine}");
        }
    }
}

#[tokio::test]
async fn the_course_list_is_the_employers_own() {
    for (engine, store) in test_stores().await {
        let world = World::new(store, TODAY).await;
        let employee = world.hire(1, date(2024, 1, 1), "200", 3800).await;
        followed(&world, employee).await;
        let course = |title: &str| CourseInput {
            title: title.to_owned(),
            minutes: Minutes(15),
            kind: None,
            provider: Some(" Us ".to_owned()),
            place: None,
            valid_months: Some(12),
            field: "061".parse().ok(),
        };
        let set = |id, title: &str| Command::SetCourse { course: id, details: course(title) };
        let made = submit(&world, &world.hr, &set(None, " Toolbox ")).await.unwrap();
        let id = CourseId(made.object.unwrap());
        assert_eq!(codes(submit(&world, &world.hr, &set(None, "toolbox")).await), "TRAINING-006 ");
        assert_eq!(codes(submit(&world, &world.hr, &set(None, "")).await), "TITLE-001 ");
        submit(&world, &world.hr, &set(Some(id), "Toolbox talk")).await.unwrap();
        let courses = world.app.courses(&world.hr).await.unwrap();
        assert_eq!((courses.len(), courses[0].provider.as_deref()), (1, Some("Us")), "{engine}");
        assert_eq!(fla_app::valid_until(&courses[0], TODAY), Some(date(2027, 11, 23)));
        let titles = world.app.suggested_titles(&world.hr).await.unwrap();
        assert_eq!(titles, ["Toolbox talk", "First aid"], "{engine}: the list, then what was used");
        let second = add_employer(&world.app, 2, &synthetic::ssin(320_000)).await;
        let foreign = world.app.act_for(&person(320_000), second).await.unwrap();
        for id in [id, CourseId(Uuid::from_u128(1))] {
            assert_eq!(codes(world.app.course(&foreign, id).await), "not found", "{engine}");
            let answers = [
                codes(submit(&world, &foreign, &set(Some(id), "Mine")).await),
                codes(submit(&world, &foreign, &Command::WithdrawCourse { course: id }).await),
            ];
            assert!(answers.iter().all(|a| a == "not found"), "{engine}: {answers:?}");
        }
        submit(&world, &world.hr, &Command::WithdrawCourse { course: id }).await.unwrap();
        assert!(world.app.courses(&world.hr).await.unwrap().is_empty(), "{engine}");
    }
}

#[tokio::test]
async fn who_can_still_do_a_task() {
    for (engine, store) in test_stores().await {
        let world = World::new(store, TODAY).await;
        let mut people = Vec::new();
        for n in 1..=5 {
            people.push(world.hire(n, date(2020, 1, 1), "200", 3800).await);
        }
        let register = async |day: Date, who: EmployeeId, until: Option<Date>, certificate| {
            let details = PartDetails {
                certificate,
                valid_until: until,
                ..part(who, Status::Completed, 60).details
            };
            let command = Command::RegisterTraining {
                details: training("Forklift", day, 60),
                parts: vec![NewPart { employee: who, details }],
            };
            world.submit(command, None).await;
        };
        register(date(2021, 5, 5), people[0], Some(date(2026, 5, 5)), true).await;
        register(date(2026, 5, 4), people[0], Some(TODAY), true).await;
        register(date(2021, 5, 5), people[1], Some(date(2026, 11, 22)), true).await;
        register(date(2021, 5, 5), people[2], None, true).await;
        register(date(2021, 5, 5), people[3], None, false).await;
        register(TODAY, people[4], Some(TODAY), true).await;
        let leave = Command::EndService {
            employee: people[2],
            end: date(2026, 6, 30),
            cause: EndCause::Agreement,
        };
        world.submit(leave, None).await;
        let holders = world.app.holders(&world.hr, " forkLIFT ", TODAY).await.unwrap();
        let of = |id: EmployeeId| holders.iter().find(|h| h.employee == id).unwrap();
        assert_eq!(holders.len(), 5, "{engine}: each once");
        assert_eq!(of(people[0]).validity, Validity::Until(TODAY), "{engine}: renewed, last day");
        assert_eq!(of(people[1]).validity, Validity::Expired(date(2026, 11, 22)), "{engine}");
        assert_eq!(of(people[3]).validity, Validity::None, "{engine}");
        assert_eq!(of(people[4]).validity, Validity::Until(TODAY), "{engine}: the day of issue");
        assert_eq!((of(people[2]).validity, of(people[2]).in_service), (Validity::NoEnd, false));
        assert_eq!(holders.last().unwrap().employee, people[2], "{engine}: who left comes last");
        let titles = world.app.certificate_titles(&world.hr, TODAY).await.unwrap();
        // Who left can do nothing here any more.
        assert_eq!((titles[0].people, titles[0].valid), (4, 2), "{engine}");
        let team = world.app.team_members(&world.hr, &["none".to_owned()], TODAY).await.unwrap();
        assert!(team.is_empty(), "{engine}");
        let audit = world.app.audit_of(&world.hr, people[0]).await.unwrap();
        assert!(audit.iter().any(|a| a.action == "holders"), "{engine}");
    }
}
