//! Reports compared with a count of their own, from what was registered.

use std::collections::{BTreeMap, BTreeSet};

use crate::support::{World, occupation, part, person, training};
use fla_app::{Command, NewPart, PaperCommand};
use fla_domain::ids::{EmployeeId, TrainingId};
use fla_domain::paper::{Cost, Gender, Heading};
use fla_domain::quantity::Minutes;
use fla_domain::training::{NotCounting, Status, TrainingKind, YearPart};
use fla_store::testing::test_stores;
use jiff::civil::date;

async fn hire(world: &World, n: u32, gender: Option<&str>) -> EmployeeId {
    let mut person = person(n);
    person.gender = gender.map(str::to_owned);
    let command = Command::AddEmployee {
        person,
        from: date(2024, 1, 1),
        to: None,
        occupations: vec![occupation("200", 3800)],
    };
    EmployeeId(world.submit(command, None).await.object.unwrap())
}

/// What was registered, for the count of the test: kind, gender, person, minutes in the year.
type Followed = (Option<TrainingKind>, Option<&'static str>, EmployeeId, i64);

/// 24 people, 60 trainings of every kind and standing, by a fixed mixture.
async fn busy(world: &World) -> (Vec<Followed>, i64, i64) {
    let genders = [Some("m"), Some("f"), Some("m"), None, Some("x"), Some("f")];
    let mut people = Vec::new();
    for n in 0..24_u32 {
        let gender = genders[n as usize % genders.len()];
        people.push((hire(world, n + 1, gender).await, gender.filter(|g| *g != "x")));
    }
    let kinds = [Some(TrainingKind::Formal), Some(TrainingKind::Informal), None];
    let (mut followed, mut leave, mut outside) = (Vec::new(), 0, 0);
    for n in 0..60_usize {
        let minutes = 15 * (1 + i64::try_from(n * 7 % 40).unwrap());
        let year = if n % 11 == 0 { 2025 } else { 2026 };
        let month = i8::try_from(1 + n % 10).unwrap();
        let mut details = training(&format!("Training {n}"), date(year, month, 5), minutes);
        details.kind = kinds[n % 3];
        let mut parts: Vec<NewPart> = Vec::new();
        for place in 0..=(n % 4) {
            let (id, gender) = people[(n / 3 * 5 + n + place * 7) % people.len()];
            let status = match (n + place) % 7 {
                5 => Status::NotFollowed,
                6 => Status::NotEligible,
                _ => Status::Completed,
            };
            let mut one = part(id, status, minutes);
            one.details.not_counting = match (n + place) % 9 {
                3 => Some(NotCounting::FlemishTrainingLeave),
                4 => Some(NotCounting::PaidEducationalLeave),
                8 => Some(NotCounting::OutsideProfession),
                _ => None,
            };
            if year == 2026 && status == Status::Completed {
                match one.details.not_counting {
                    Some(NotCounting::OutsideProfession) => outside += minutes,
                    why => {
                        leave += if why.is_some() { minutes } else { 0 };
                        followed.push((details.kind, gender, id, minutes));
                    }
                }
            }
            parts.push(one);
        }
        world.submit(Command::RegisterTraining { details, parts }, None).await;
    }
    (followed, leave, outside)
}

#[tokio::test]
async fn the_social_balance_sheet_is_the_count_of_what_was_registered() {
    for (engine, store) in test_stores().await {
        let world = World::new(store, date(2026, 11, 23)).await;
        let (followed, leave, outside) = busy(&world).await;
        let report = world.app.social_balance(&world.hr, 2026).await.unwrap();
        let mut seen = 0;
        for kind in [Some(TrainingKind::Formal), Some(TrainingKind::Informal), None] {
            for code in [Some("m"), Some("f"), None] {
                let mine = || followed.iter().filter(|f| f.0 == kind && f.1 == code);
                let people: BTreeSet<_> = mine().map(|f| f.2).collect();
                let minutes: i64 = mine().map(|f| f.3).sum();
                let heading = kind.map(|kind| match kind {
                    TrainingKind::Formal => Heading::Formal,
                    TrainingKind::Informal => Heading::Informal,
                });
                let found = report.of(heading, Gender::of(code));
                assert_eq!(found.people, people.len(), "{engine}: {kind:?} {code:?}");
                assert_eq!(found.minutes.0, minutes, "{engine}: {kind:?} {code:?}");
                assert!(minutes > 0, "{kind:?} {code:?} is not tried");
                seen += minutes;
            }
        }
        assert_eq!(seen, followed.iter().map(|f| f.3).sum::<i64>(), "{engine}");
        assert_eq!((report.leave.0, report.outside.minutes.0), (leave, outside), "{engine}");
        assert!(leave > 0 && outside > 0);
        assert_eq!(report.of(Some(Heading::Initial), Some(Gender::Men)).people, 0, "{engine}");
        assert!(report.costs.is_empty(), "{engine}: a cost that nobody entered");
        assert!(!report.without_kind.is_empty() && !report.without_gender.is_empty(), "{engine}");
    }
}

#[tokio::test]
async fn costs_are_those_that_were_entered_and_can_be_taken_away() {
    for (engine, store) in test_stores().await {
        let world = World::new(store, date(2026, 11, 23)).await;
        let set = |cost| {
            Command::Papers(PaperCommand::SetTrainingCost {
                year: 2026,
                heading: Heading::Formal,
                gender: Gender::Women,
                cost,
            })
        };
        let column = (Heading::Formal, Gender::Women);
        let cost = Cost { gross: 100_000, contributions: 2_500, subsidies: 40_000 };
        world.submit(set(Some(Cost { gross: 1, ..cost })), None).await;
        world.submit(set(Some(cost)), None).await;
        let report = world.app.social_balance(&world.hr, 2026).await.unwrap();
        assert_eq!(report.costs.get(&column), Some(&cost), "{engine}");
        assert_eq!(cost.net(), 62_500);
        let other = world.app.social_balance(&world.hr, 2025).await.unwrap();
        assert!(other.costs.is_empty(), "{engine}");
        world.submit(set(None), None).await;
        let report = world.app.social_balance(&world.hr, 2026).await.unwrap();
        assert!(report.costs.is_empty(), "{engine}");
        let negative = set(Some(Cost { gross: -1, ..cost }));
        assert!(world.app.submit(&world.hr, &negative, &world.key(), None).await.is_err());
    }
}

#[tokio::test]
async fn training_leave_is_listed_with_its_hours_in_the_year() {
    for (engine, store) in test_stores().await {
        let world = World::new(store, date(2026, 11, 23)).await;
        let ids = [hire(&world, 1, None).await, hire(&world, 2, None).await];
        let mut details = training("Avondschool", date(2026, 2, 10), 900);
        details.start = date(2025, 10, 1);
        details.funding = Some("Vlaams Opleidingsverlof".to_owned());
        let mut split = part(ids[0], Status::Completed, 900);
        split.details.not_counting = Some(NotCounting::FlemishTrainingLeave);
        split.details.split = vec![
            YearPart { year: 2025, minutes: Minutes(600) },
            YearPart { year: 2026, minutes: Minutes(300) },
        ];
        let plain = part(ids[1], Status::Completed, 900);
        let command = Command::RegisterTraining { details, parts: vec![split, plain] };
        world.submit(command, None).await;
        for (year, minutes) in [(2025, 600), (2026, 300)] {
            let rows = world.app.leave_hours(&world.hr, year).await.unwrap();
            assert_eq!(rows.len(), 1, "{engine}: only who took leave");
            assert_eq!((rows[0].employee, rows[0].minutes.0), (ids[0], minutes), "{engine}");
            assert_eq!(rows[0].funding.as_deref(), Some("Vlaams Opleidingsverlof"), "{engine}");
        }
        let looks = world.app.audit_of(&world.hr, ids[0]).await.unwrap();
        assert_eq!(looks.iter().filter(|l| l.action == "leaveHours").count(), 2, "{engine}");
    }
}

#[tokio::test]
async fn the_plan_is_what_was_known_on_its_day() {
    for (engine, store) in test_stores().await {
        let world = World::new(store, date(2026, 2, 2)).await;
        let ids = [hire(&world, 1, None).await, hire(&world, 2, None).await];
        let register = |title: &str, month: i8, parts: Vec<NewPart>| {
            let details = training(title, date(2026, month, 15), 480);
            Command::RegisterTraining { details, parts }
        };
        let planned = |n: usize| part(ids[n], Status::Planned, 480);
        let command = register("In het plan", 5, vec![planned(0), planned(1)]);
        let first = TrainingId(world.submit(command, None).await.object.unwrap());
        let command = register("Weggevallen", 6, vec![planned(0)]);
        let second = TrainingId(world.submit(command, None).await.object.unwrap());
        world.set_today(date(2026, 6, 1));
        let view = world.app.training(&world.hr, first, None).await.unwrap();
        let absent = view.participants.iter().find(|p| p.part.employee == ids[1]).unwrap();
        let command = Command::CompleteTraining {
            training: first,
            version: view.training.version,
            absent: vec![absent.part.id],
        };
        world.submit(command, None).await;
        let version = world.app.training(&world.hr, second, None).await.unwrap().training.version;
        let command = Command::WithdrawTraining { training: second, version, parts: None };
        world.submit(command, Some("te duur")).await;
        world.submit(register("Erbij", 9, vec![planned(1)]), None).await;

        let report = world.app.plan_report(&world.hr, 2026, date(2026, 3, 31)).await.unwrap();
        let rows: BTreeMap<&str, [(usize, i64); 4]> = report
            .rows
            .iter()
            .map(|r| {
                let all = [r.foreseen, r.completed, r.planned, r.missed];
                (r.title.as_str(), all.map(|a| (a.people, a.minutes.0)))
            })
            .collect();
        assert_eq!(rows["In het plan"], [(2, 960), (1, 480), (0, 0), (1, 480)], "{engine}");
        assert_eq!(rows["Weggevallen"], [(1, 480), (0, 0), (0, 0), (0, 0)], "{engine}");
        assert_eq!(rows["Erbij"], [(0, 0), (0, 0), (1, 480), (0, 0)], "{engine}");
        let before = world.app.plan_report(&world.hr, 2026, date(2026, 1, 1)).await.unwrap();
        assert!(before.rows.iter().all(|row| row.foreseen.people == 0), "{engine}");
    }
}
