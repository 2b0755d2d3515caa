//! The main journey at the application's door, on both engines: declarations in, rights and credit
//! out, trainings registered, completed, corrected, withdrawn, restored.

use crate::support::{World, dmfa, part, training};
use fla_app::{Command, Refused, RightState, Targets};
use fla_domain::ids::TrainingId;
use fla_domain::occupation::EndCause;
use fla_domain::quantity::Minutes;
use fla_domain::right::RightKind;
use fla_domain::training::Status;
use fla_formats::synthetic;
use fla_store::testing::test_stores;
use jiff::civil::date;

/// 22 full-time people in joint committee 200, one of them leaving, one at 80 %.
fn quarter(name: &str, created: &str, without: &[u32]) -> Vec<u8> {
    let people: Vec<_> = (0..22)
        .filter(|n| !without.contains(n))
        .map(|n| (n, vec![(date(2019, 3, 1), None, "200", if n == 5 { 3040 } else { 3800 })]))
        .collect();
    dmfa(1, name, created, &people)
}

const QUARTERS: [&str; 8] =
    ["2024Q4", "2025Q1", "2025Q2", "2025Q3", "2025Q4", "2026Q1", "2026Q2", "2026Q3"];

async fn imported(world: &World) -> Vec<fla_app::EmployeeItem> {
    let files: Vec<_> = QUARTERS
        .iter()
        .map(|q| {
            let gone: &[u32] = if *q > "2026Q1" { &[7] } else { &[] };
            (*q, quarter(q, "2026-10-20T10:00:00", gone))
        })
        .collect();
    world.import(&files).await;
    employees(world).await
}

async fn employees(world: &World) -> Vec<fla_app::EmployeeItem> {
    let query = fla_app::EmployeeQuery {
        name: String::new(),
        team: String::new(),
        joint_committee: String::new(),
        leavers: true,
        year: 2026,
        sort: fla_app::EmployeeSort::Name,
        page: 1,
        page_size: 200,
        after: None,
    };
    world.app.employees(&world.hr, &query).await.unwrap().items
}

#[tokio::test]
async fn declarations_become_rights_that_explain_themselves() {
    for (engine, store) in test_stores().await {
        let world = World::new(store, date(2026, 11, 23)).await;
        let people = imported(&world).await;
        assert_eq!(people.len(), 22, "{engine}");
        let overview = world.app.overview(&world.hr, 2026).await.unwrap();
        assert_eq!(overview.in_service, 21, "{engine}: one left");
        assert_eq!(overview.size.average.as_ref().unwrap().to_string(), "109/5");
        let mut minutes: Vec<i64> = Vec::new();
        for person in &people {
            let account = world.app.account(&world.hr, person.id, None).await.unwrap();
            let year = account.year(2026).unwrap();
            let right = &year.rights[0];
            assert_eq!(right.right.kind, RightKind::Sectoral);
            let working = right.working.as_ref().unwrap();
            assert_eq!(working.recompute().unwrap(), right.right.booked);
            minutes.push(right.right.booked.0);
        }
        minutes.sort_unstable();
        // JC 200 from 20 employees in 2026: 4 days; 80 % of it; 3 of 12 months for the leaver.
        assert_eq!(minutes[..2], [456, 1459], "{engine}");
        assert!(minutes[2..].iter().all(|m| *m == 1824), "{engine}");
    }
}

#[tokio::test]
async fn importing_again_changes_nothing_and_a_later_declaration_wins() {
    for (engine, store) in test_stores().await {
        let world = World::new(store, date(2026, 11, 23)).await;
        let before = imported(&world).await;
        let changes = world.app.recent_changes(&world.hr, None).await.unwrap().len();
        let job = world.import(&[("again", quarter("2026Q3", "2026-10-20T10:00:00", &[7]))]).await;
        let report = world.app.import_report(&world.hr, job).await.unwrap();
        assert_eq!(
            (report.files[0].same, report.files[0].changed, report.files[0].new),
            (21, 0, 0)
        );
        let after = imported(&world).await;
        let left = |items: &[fla_app::EmployeeItem]| -> Vec<_> {
            items.iter().map(|i| (i.id, i.credit)).collect()
        };
        assert_eq!(left(&before), left(&after), "{engine}");
        // Only the imports themselves were noted: no right, entry or credit was written.
        let now = world.app.recent_changes(&world.hr, None).await.unwrap().len();
        assert_eq!(now, changes + 2, "{engine}");

        let later = dmfa(
            1,
            "2026Q3",
            "2026-11-02T09:00:00",
            &[(
                3,
                vec![
                    (date(2019, 3, 1), Some(date(2026, 8, 31)), "200", 3800),
                    (date(2026, 9, 1), None, "200", 1900),
                ],
            )],
        );
        let job = world.import(&[("later", later)]).await;
        let report = world.app.import_report(&world.hr, job).await.unwrap();
        assert_eq!((report.files[0].changed, report.regimes), (1, 1), "{engine}");
        let earlier = quarter("2026Q3", "2026-10-01T09:00:00", &[]);
        let job = world.import(&[("earlier", earlier)]).await;
        let report = world.app.import_report(&world.hr, job).await.unwrap();
        assert_eq!(report.files[0].older, 21, "{engine}");
    }
}

#[tokio::test]
async fn a_file_that_is_wrong_changes_nothing_and_says_where() {
    for (engine, store) in test_stores().await {
        let world = World::new(store, date(2026, 11, 23)).await;
        let mut broken = quarter("2026Q3", "2026-10-20T10:00:00", &[]);
        broken.truncate(broken.len() - 40);
        let foreign = dmfa(
            2,
            "2026Q3",
            "2026-10-20T10:00:00",
            &[(1, vec![(date(2020, 1, 1), None, "200", 3800)])],
        );
        let job = world
            .import(&[
                ("broken", broken),
                ("foreign", foreign),
                ("page", b"<html></html>".to_vec()),
                ("future", quarter("2027Q1", "2026-10-20T10:00:00", &[])),
            ])
            .await;
        let report = world.app.import_report(&world.hr, job).await.unwrap();
        assert_eq!(report.job.state, "refused", "{engine}");
        assert!(report.files[0].refused[0].line.is_some());
        let foreign = &report.files[1].refused[0];
        assert_eq!((foreign.code().as_str(), foreign.line.is_some()), ("EMPLOYER-005", true));
        assert_eq!(foreign.path, "DmfAOriginal/Form[1]/EmployerDeclaration");
        let future = &report.files[3].refused[0];
        assert_eq!((future.code().as_str(), future.line.is_some()), ("QUARTER-008", true));
        assert!(!report.files[2].refused.is_empty());
        assert!(employees(&world).await.is_empty());
    }
}

/// Takes the first occurrence of a text after another one for something else.
fn spoilt(file: &[u8], after: &str, text: &str, by: &str) -> Vec<u8> {
    let file = String::from_utf8(file.to_vec()).unwrap();
    let from = file.find(after).unwrap();
    let at = from + file[from..].find(text).unwrap();
    format!("{}{by}{}", &file[..at], &file[at + text.len()..]).into_bytes()
}

#[tokio::test]
async fn nobody_has_left_because_something_of_them_could_not_be_read() {
    for (engine, store) in test_stores().await {
        let world = World::new(store, date(2026, 11, 23)).await;
        world.import(&[("before", quarter("2026Q2", "2026-07-20T10:00:00", &[]))]).await;
        let serving = async || world.app.overview(&world.hr, 2026).await.unwrap().in_service;
        assert_eq!(serving().await, 22, "{engine}");

        // The hours of one person cannot be read; another one is really missing.
        let ssin = synthetic::ssin(3).digits().to_owned();
        let next = quarter("2026Q3", "2026-10-20T10:00:00", &[8]);
        let hours = spoilt(&next, &ssin, "3800", "38.00");
        let job = world.import(&[("hours", hours)]).await;
        let report = world.app.import_report(&world.hr, job).await.unwrap();
        assert_eq!((report.files[0].unreadable, report.leavers), (1, 1), "{engine}");
        assert_eq!(serving().await, 21, "{engine}: the one who is missing left");

        // A number cannot be read: whoever is missing may be the one it belongs to.
        let number = spoilt(&quarter("2026Q4", "2026-11-20T10:00:00", &[8, 9]), &ssin, &ssin, "1");
        let job = world.import(&[("number", number)]).await;
        let report = world.app.import_report(&world.hr, job).await.unwrap();
        assert_eq!((report.files[0].unreadable, report.leavers), (1, 0), "{engine}");
        assert_eq!(serving().await, 21, "{engine}");

        // Declared anew and read to the last person, it says who is missing.
        let mended = quarter("2026Q4", "2026-11-22T10:00:00", &[8, 9]);
        let job = world.import(&[("mended", mended)]).await;
        let report = world.app.import_report(&world.hr, job).await.unwrap();
        assert_eq!((report.files[0].unreadable, report.leavers), (0, 1), "{engine}");
        assert_eq!(serving().await, 20, "{engine}");
    }
}

#[tokio::test]
async fn a_training_from_planned_to_restored() {
    for (engine, store) in test_stores().await {
        let world = World::new(store, date(2026, 6, 1)).await;
        world.average(2026, 2500).await;
        let mut people = Vec::new();
        for n in 0..3 {
            people.push(world.hire(n, date(2020, 1, 1), "999", 3800).await);
        }
        assert_eq!(world.left(people[0], 2026).await, 5 * 456, "{engine}");
        let parts = people.iter().map(|p| part(*p, Status::Planned, 480)).collect();
        let day = date(2026, 6, 10);
        let command = Command::RegisterTraining { details: training("First aid", day, 480), parts };
        let preview = world.app.preview(&world.hr, &command, None).await.unwrap();
        assert_eq!((preview.affected, preview.effects.len()), (3, 0), "planned debits nothing");
        let key = world.key();
        let receipt = world.app.submit(&world.hr, &command, &key, None).await.unwrap();
        let again = world.app.submit(&world.hr, &command, &key, None).await.unwrap();
        assert_eq!(receipt, again, "{engine}: the same key does it once");
        let id = TrainingId(receipt.object.unwrap());
        let other = Command::CompleteTraining { training: id, version: 1, absent: vec![] };
        let reused = world.app.submit(&world.hr, &other, &key, None).await;
        assert!(matches!(reused, Err(Refused::KeyReused)));
        let early = world.app.submit(&world.hr, &other, &world.key(), None).await;
        assert!(matches!(early, Err(Refused::Invalid(a)) if a[0].code() == "STATUS-008"));

        world.set_today(date(2026, 6, 12));
        let view = world.app.training(&world.hr, id, None).await.unwrap();
        let absent = view.participants.iter().find(|p| p.part.employee == people[2]).unwrap();
        let command =
            Command::CompleteTraining { training: id, version: 1, absent: vec![absent.part.id] };
        let preview = world.app.preview(&world.hr, &command, None).await.unwrap();
        assert_eq!(preview.effects.len(), 2);
        assert_eq!(preview.effects[0].before - preview.effects[0].after, Minutes(480));
        assert_eq!(world.left(people[0], 2026).await, 2280, "a preview changes nothing");
        let known = world.tick();
        world.submit(command, None).await;
        assert_eq!(world.left(people[0], 2026).await, 1800, "{engine}");
        assert_eq!(world.left(people[2], 2026).await, 2280, "{engine}");

        let view = world.app.training(&world.hr, id, None).await.unwrap();
        let mut details = view.training.details.clone();
        details.title = "First aid, day one".into();
        let shorter = view
            .participants
            .iter()
            .filter(|p| p.part.employee == people[0])
            .map(|p| {
                let mut details = p.part.details.clone();
                details.minutes = Minutes(240);
                (p.part.id, details)
            })
            .collect();
        let correct = |version| Command::CorrectTraining {
            training: id,
            version,
            details: details.clone(),
            parts: Vec::clone(&shorter),
            added: vec![],
        };
        world.submit(correct(2), Some("left early")).await;
        assert_eq!(world.left(people[0], 2026).await, 2040, "{engine}");
        let stale = world.app.submit(&world.hr, &correct(1), &world.key(), None).await;
        assert!(matches!(stale, Err(Refused::Conflict)), "{engine}");

        let all = Command::WithdrawTraining { training: id, version: 3, parts: None };
        let silent = world.app.submit(&world.hr, &all, &world.key(), None).await;
        assert!(matches!(silent, Err(Refused::Invalid(a)) if a[0].code() == "REASON-001"));
        world.submit(all, Some("registered twice")).await;
        assert_eq!(world.left(people[0], 2026).await, 2280, "{engine}");
        // Who saw the training before it was withdrawn does not act on it.
        for stale in [
            Command::CompleteTraining { training: id, version: 3, absent: vec![] },
            Command::WithdrawTraining { training: id, version: 3, parts: None },
            Command::RestoreTraining { training: id, version: 3, parts: None },
        ] {
            let preview = world.app.preview(&world.hr, &stale, Some("r")).await;
            assert!(matches!(preview, Err(Refused::Conflict)), "{engine} {stale:?}");
            let answer = world.app.submit(&world.hr, &stale, &world.key(), Some("r")).await;
            assert!(matches!(answer, Err(Refused::Conflict)), "{engine} {stale:?}");
        }
        let back = Command::RestoreTraining { training: id, version: 4, parts: None };
        let key = world.key();
        let once = world.app.submit(&world.hr, &back, &key, None).await.unwrap();
        let twice = world.app.submit(&world.hr, &back, &key, None).await.unwrap();
        assert_eq!(once, twice, "{engine}: the version seen does not stand in the way of a repeat");
        assert_eq!(world.left(people[0], 2026).await, 2040, "{engine}");

        let history = world.app.training_history(&world.hr, id).await.unwrap();
        assert_eq!(history.versions.len(), 5, "{engine}");
        assert_eq!(history.changes.len(), 5, "{engine}");
        assert_eq!(history.versions[0].details.title, "First aid");
        let then = world.app.account(&world.hr, people[0], Some(known)).await.unwrap();
        assert_eq!(
            then.year(2026).unwrap().balance.left(),
            Minutes(2280),
            "{engine}: as known then"
        );
        assert_eq!(then.parts[0].part.details.status, Status::Planned);
    }
}

#[tokio::test]
async fn an_override_stands_and_verification_falls_when_the_inputs_change() {
    for (engine, store) in test_stores().await {
        let world = World::new(store, date(2026, 11, 23)).await;
        world.average(2026, 2500).await;
        let one = world.hire(1, date(2026, 1, 1), "999", 3800).await;
        let two = world.hire(2, date(2026, 1, 1), "999", 3800).await;
        let verify = Command::VerifyRights { targets: Targets::All, year: 2026 };
        world.submit(verify, None).await;
        let by_hand = Command::SetRight {
            targets: Targets::Some(vec![one]),
            year: 2026,
            kind: RightKind::Statutory,
            minutes: Some(Minutes(1000)),
        };
        let silent = world.app.submit(&world.hr, &by_hand, &world.key(), None).await;
        assert!(matches!(silent, Err(Refused::Invalid(a)) if a[0].code() == "REASON-001"));
        world.submit(by_hand, Some("agreed with the works council")).await;
        assert_eq!(world.left(one, 2026).await, 1000);
        world.average(2026, 1500).await;
        let account = world.app.account(&world.hr, one, None).await.unwrap();
        let right = &account.year(2026).unwrap().rights[0];
        assert_eq!(right.right.state, RightState::Manual, "{engine}");
        assert_eq!((right.right.computed, right.right.booked), (Minutes(456), Minutes(1000)));
        assert_eq!(right.right.previous, Some(Minutes(2280)), "the difference is shown");
        let account = world.app.account(&world.hr, two, None).await.unwrap();
        let right = &account.year(2026).unwrap().rights[0];
        assert_eq!(right.right.state, RightState::Calculated, "{engine}");
        assert_eq!((right.right.booked, right.right.previous), (Minutes(456), Some(Minutes(2280))));

        let out = Command::SetOptOut { targets: Targets::All, year: 2026, out: true };
        world.submit(out, None).await;
        assert_eq!((world.left(one, 2026).await, world.left(two, 2026).await), (1000, 0));
        let days = Command::GiveCompanyDays {
            targets: Targets::All,
            year: 2026,
            hundredths: 200,
            flat: true,
        };
        world.submit(days, None).await;
        assert_eq!((world.left(one, 2026).await, world.left(two, 2026).await), (1912, 912));
        let end = Command::EndService {
            employee: two,
            end: date(2026, 10, 31),
            cause: EndCause::Resignation,
        };
        world.submit(end, None).await;
        assert_eq!(world.left(two, 2026).await, 0, "{engine}: what is left lapses");
        let keep = Command::AdjustCredit {
            employee: two,
            year: 2026,
            date: date(2026, 11, 2),
            minutes: Minutes(300),
        };
        world.submit(keep, Some("agreed to keep")).await;
        assert_eq!(world.left(two, 2026).await, 300, "{engine}");
    }
}

#[tokio::test]
async fn a_new_year_carries_over_what_is_left() {
    for (engine, store) in test_stores().await {
        let world = World::new(store, date(2025, 12, 31)).await;
        world.average(2024, 2500).await;
        world.average(2026, 2500).await;
        let one = world.hire(1, date(2025, 1, 1), "999", 3800).await;
        assert_eq!(world.left(one, 2025).await, 2280);
        world.app.roll().await.unwrap();
        world.app.work_to_the_end().await.unwrap();
        world.set_today(date(2026, 1, 1));
        world.app.roll().await.unwrap();
        world.app.work_to_the_end().await.unwrap();
        let credits = world.app.credits(&world.hr, one).await.unwrap();
        assert_eq!(credits[&2026].carried_in, Minutes(2280), "{engine}");
        assert_eq!(credits[&2026].left(), Minutes(4560), "{engine}");
    }
}
