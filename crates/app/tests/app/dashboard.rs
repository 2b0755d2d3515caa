//! The figures of a year agree with the rows behind them, and the tasks with what stands in the
//! register, on both engines.

use std::collections::BTreeSet;

use crate::support::{World, dmfa, part, person, training, visitor};
use fla_app::{
    Command, Cut, Group, NewPart, Often, PartFilter, PartsQuery, PeopleQuery, PersonInput,
    PersonSort, Refused, Sums, TaskKind, Within, quarter_deadline,
};
use fla_domain::quantity::Minutes;
use fla_domain::training::{NotCounting, Status, TrainingKind};
use fla_formats::synthetic;
use fla_store::testing::test_stores;
use jiff::civil::{Date, date};

const TODAY: Date = date(2026, 11, 23);

/// Sixty people in three teams (some in none) and two committees, with trainings of every kind.
async fn company(world: &World) {
    world.average(2026, 2_500).await;
    let mut people = Vec::new();
    for n in 1..=60_u32 {
        let jc = if n % 5 == 0 { "119" } else { "200" };
        let id = world.hire(n, date(2025, 1, 1), jc, 3800).await;
        let known = PersonInput {
            ssin: String::new(),
            team: ["Oven", "Winkel", ""].get(n as usize % 3).map(|t| (*t).to_owned()),
            gender: ["f", "m", "x"].get(n as usize % 4).map(|g| (*g).to_owned()),
            birth_date: (n % 2 == 0).then(|| date(1950 + i16::try_from(n).unwrap(), 1, 1)),
            ..person(n)
        };
        world.submit(Command::ChangePerson { employee: id, seen: None, person: known }, None).await;
        people.push(id);
    }
    for (i, id) in (0_i64..).zip(people.iter().take(50)) {
        let status = if i % 4 == 0 { Status::Planned } else { Status::Completed };
        let month = i8::try_from(i % 10 + 1).unwrap();
        let mut details = training(&format!("Training {i}"), date(2026, month, 10), 60 + 7 * i);
        details.kind = match i % 3 {
            0 => None,
            1 => Some(TrainingKind::Formal),
            _ => Some(TrainingKind::Informal),
        };
        details.field = ["061", "0613", "", "10"][usize::try_from(i).unwrap() % 4].parse().ok();
        details.not_counting = (i % 7 == 0).then_some(NotCounting::OutsideProfession);
        let parts = vec![part(*id, status, 60 + 7 * i)];
        world.submit(Command::RegisterTraining { details, parts }, None).await;
    }
    // Far beyond what the credit allows.
    let mut details = training("Long", date(2026, 3, 2), 30_000);
    details.end = date(2026, 3, 31);
    let parts = vec![part(people[1], Status::Completed, 30_000)];
    world.submit(Command::RegisterTraining { details, parts }, None).await;
}

/// All rows of a list of people, through its pages.
async fn people_rows(world: &World, group: Group, cut: &Cut) -> (Sums, Sums, usize) {
    let (mut found, mut seen, mut number, mut page) = (Sums::default(), BTreeSet::new(), 0, 1);
    loop {
        let query =
            PeopleQuery { year: 2026, group, cut: cut.clone(), sort: PersonSort::MostLeft, page };
        let list = world.app.people_behind(&world.hr, &query).await.unwrap();
        for row in &list.rows {
            found.add(&row.row.sums);
            seen.insert(row.row.id);
            number += 1;
        }
        if !list.more {
            assert_eq!(seen.len(), number, "nobody stands in a list twice");
            return (list.totals, found, number);
        }
        page += 1;
    }
}

#[tokio::test]
async fn every_figure_about_people_is_the_sum_of_its_rows() {
    for (engine, store) in test_stores().await {
        let world = World::new(store, TODAY).await;
        company(&world).await;
        let d = world.app.dashboard(&world.hr, 2026).await.unwrap();
        assert_eq!(d.all.people, 60, "{engine}");
        assert_eq!(d.all.nothing, 10, "{engine}");
        assert_eq!(d.beyond, 1, "{engine}");
        assert_eq!(d.to_verify, 60, "{engine}");
        for (group, n) in [
            (Group::All, d.all.people),
            (Group::Serving, d.all.serving),
            (Group::Nothing, d.all.nothing),
            (Group::Verify, d.to_verify),
            (Group::Beyond, d.beyond),
        ] {
            let (totals, found, rows) = people_rows(&world, group, &Cut::default()).await;
            assert_eq!(
                (totals.people, rows),
                (n, usize::try_from(n).unwrap()),
                "{engine} {group:?}"
            );
            assert_eq!(totals, found, "{engine} {group:?}");
        }
        let cuts = [
            ("team", &d.teams, 3),
            ("committee", &d.committees, 2),
            ("gender", &d.genders, 4),
            ("age", &d.ages, 6),
        ];
        for (by, slices, kinds) in cuts {
            assert_eq!(slices.len(), kinds, "{engine} {by}: {slices:?}");
            let mut together = Sums::default();
            for slice in slices {
                let mut cut = Cut::default();
                let value = format!("={}", slice.key);
                match by {
                    "team" => cut.team = value,
                    "committee" => cut.committee = value,
                    "gender" => cut.gender = value,
                    _ => cut.age = value,
                }
                let (totals, found, _) = people_rows(&world, Group::All, &cut).await;
                assert_eq!(
                    (totals, found),
                    (slice.sums, slice.sums),
                    "{engine} {by} {}",
                    slice.key
                );
                together.add(&slice.sums);
            }
            assert_eq!(together, d.all, "{engine} {by}");
        }
        let (_, credit) = world
            .app
            .store()
            .read()
            .await
            .unwrap()
            .credit_totals(world.employer, 2026)
            .await
            .unwrap();
        assert_eq!(d.all.credit, credit, "{engine}: the credit is that of the ledger");
    }
}

#[tokio::test]
async fn every_figure_about_trainings_is_the_sum_of_its_rows() {
    for (engine, store) in test_stores().await {
        let world = World::new(store, TODAY).await;
        company(&world).await;
        let d = world.app.dashboard(&world.hr, 2026).await.unwrap();
        let mut asked = Vec::new();
        for (month, done) in (1_i8..).zip(&d.months) {
            let months = Some((month, month));
            let filter = PartFilter { months, ..PartFilter::default() };
            asked.push((filter, *done));
        }
        for (kind, done) in &d.kinds {
            let filter = PartFilter { kind: format!("={kind}"), ..PartFilter::default() };
            asked.push((filter, *done));
        }
        let codes: Vec<_> = d.fields.iter().map(|(code, _)| code.as_str()).collect();
        assert_eq!(codes, ["06", "10", ""], "{engine}");
        for (field, done) in &d.fields {
            let filter = PartFilter { field: format!("={field}"), ..PartFilter::default() };
            asked.push((filter, *done));
        }
        for (counting, done) in [true, false].into_iter().zip(&d.counting) {
            let filter = PartFilter { counting: Some(counting), ..PartFilter::default() };
            asked.push((filter, *done));
        }
        for (filter, done) in asked {
            for (status, amount) in
                [(Status::Completed, done.followed), (Status::Planned, done.planned)]
            {
                let filter = PartFilter { status: Some(status), ..filter.clone() };
                let query = PartsQuery { year: 2026, filter, page: 1, ..PartsQuery::default() };
                let list = world.app.parts_behind(&world.hr, &query).await.unwrap();
                let minutes: Minutes = list.rows.iter().map(|r| r.row.minutes).sum();
                assert!(!list.more, "one page");
                let totals = (list.totals.parts, list.totals.minutes);
                assert_eq!(totals, (amount.parts, amount.minutes), "{engine} {query:?}");
                assert_eq!(totals, (i64::try_from(list.rows.len()).unwrap(), minutes), "{engine}");
            }
        }
        let months: i64 = d.months.iter().map(|m| m.followed.parts + m.planned.parts).sum();
        assert_eq!(months, 51, "{engine}");
    }
}

#[tokio::test]
async fn years_apart_and_strangers_outside() {
    for (engine, store) in test_stores().await {
        let world = World::new(store, TODAY).await;
        company(&world).await;
        let before = world.app.dashboard(&world.hr, 2024).await.unwrap();
        assert_eq!(before.all, Sums::default(), "{engine}");
        let next = world.app.dashboard(&world.hr, 2027).await.unwrap();
        assert_eq!(
            (next.all.serving, next.all.nothing, next.all.followed),
            (60, 60, 0),
            "{engine}"
        );

        let other = crate::support::add_employer(&world.app, 2, &synthetic::ssin(320_000)).await;
        let foreign = visitor(synthetic::ssin(320_000));
        let foreign = world.app.act_for(&foreign, other).await.unwrap();
        let theirs = world.app.dashboard(&foreign, 2026).await.unwrap();
        assert_eq!(theirs.all, Sums::default(), "{engine}");
        assert!(world.app.tasks(&foreign).await.unwrap().tasks.is_empty(), "{engine}");
        let operator = world.app.installation();
        let refused = world.app.people_behind(&operator, &PeopleQuery::default()).await;
        assert!(
            matches!(refused, Ok(ref page) if page.rows.is_empty())
                || matches!(refused, Err(Refused::Forbidden(_)))
        );
    }
}

fn certified(employee: fla_domain::ids::EmployeeId, until: Date) -> NewPart {
    let mut new = part(employee, Status::Completed, 60);
    new.details.certificate = true;
    new.details.valid_until = Some(until);
    new
}

#[tokio::test]
async fn tasks_follow_from_the_register() {
    for (engine, store) in test_stores().await {
        let world = World::new(store, date(2026, 8, 3)).await;
        world.average(2026, 2_500).await;
        let first = world.hire(1, date(2025, 1, 1), "200", 3800).await;
        let second = world.hire(2, date(2025, 1, 1), "200", 3800).await;
        let plan = |day, people: &[_]| Command::RegisterTraining {
            details: training("Planned", day, 60),
            parts: people.iter().map(|p| part(*p, Status::Planned, 60)).collect(),
        };
        world.submit(plan(date(2026, 9, 10), &[first, second]), None).await;
        world.submit(plan(date(2026, 12, 10), &[first]), None).await;
        for (title, start, until) in [
            ("Crane", date(2025, 11, 1), TODAY),
            ("First aid", date(2025, 1, 1), date(2026, 11, 22)),
            // A later one of the same name: nothing to renew.
            ("Forklift", date(2025, 1, 1), date(2026, 11, 25)),
            ("Forklift", date(2026, 7, 1), date(2028, 11, 25)),
            ("Ladder", date(2025, 1, 1), date(2026, 12, 23)),
            ("Far away", date(2025, 1, 1), date(2027, 2, 22)),
        ] {
            let command = Command::RegisterTraining {
                details: training(title, start, 60),
                parts: vec![certified(first, until)],
            };
            world.submit(command, None).await;
        }
        world.set_today(TODAY);
        let list = world.app.tasks(&world.hr).await.unwrap();
        let told: Vec<_> =
            list.tasks.iter().map(|t| (t.kind.code(), t.due, t.people, t.late)).collect();
        let expected = [
            ("verify", date(2026, 9, 2), 2, 2),
            ("verify", date(2026, 9, 2), 2, 2),
            ("open", date(2026, 10, 31), 2, 2),
            ("certificates", date(2026, 11, 22), 1, 1),
            ("certificates", TODAY, 1, 0),
            ("certificates", date(2026, 12, 23), 1, 0),
            ("notice", date(2026, 12, 31), 2, 0),
            ("quarter", date(2027, 1, 31), 0, 0),
            ("advice", date(2027, 3, 15), 2, 0),
            ("plan", date(2027, 3, 31), 2, 0),
        ];
        assert_eq!(told, expected, "{engine}");
        assert!(list.tasks[3].is_overdue(TODAY) && !list.tasks[4].is_overdue(TODAY), "{engine}");
        for (within, n) in
            [(Within::Ended, 1), (Within::Week, 1), (Within::Month, 1), (Within::Quarter, 0)]
        {
            let page = world.app.certificates_behind(&world.hr, within, true, 1).await.unwrap();
            assert_eq!((page.total, page.rows.len()), (n, usize::try_from(n).unwrap()), "{engine}");
        }
        let verified = Command::VerifyRights { year: 2026, targets: fla_app::Targets::All };
        world.submit(verified, None).await;
        let list = world.app.tasks(&world.hr).await.unwrap();
        assert!(!list.tasks.iter().any(|t| t.kind == TaskKind::VerifyRights(2026)), "{engine}");
    }
}

#[tokio::test]
async fn new_employees_whose_regime_nobody_said_are_asked_for() {
    for (engine, store) in test_stores().await {
        let world = World::new(store, TODAY).await;
        // A declaration says the regime, but no name.
        let work = vec![(date(2026, 2, 2), None, "200", 3800)];
        let file = dmfa(1, "2026Q3", "2026-10-20T10:00:00", &[(7, work)]);
        world.import(&[("dmfa.xml", file)]).await;
        let list = world.app.tasks(&world.hr).await.unwrap();
        let new = list.tasks.iter().find(|t| t.kind == TaskKind::NewEmployees).unwrap();
        let page = world.app.incomplete_people(&world.hr, 1).await.unwrap();
        assert_eq!((new.people, page.total), (1, 1), "{engine}");
        let (row, due) = &page.rows[0];
        assert!(row.row.family_name.is_empty() && !row.row.regime_missing, "{engine}");
        assert_eq!(
            (new.due, new.due),
            (*due, row.row.first.saturating_add(jiff::ToSpan::days(60)))
        );
        assert_eq!(new.late, 1, "{engine}");
    }
}

#[test]
fn the_deadline_of_a_quarter_is_the_end_of_the_month_after_it() {
    for (quarter, deadline) in [
        ("2026Q1", date(2026, 4, 30)),
        ("2026Q3", date(2026, 10, 31)),
        ("2026Q4", date(2027, 1, 31)),
    ] {
        assert_eq!(quarter_deadline(quarter.parse().unwrap()), deadline);
    }
}

/// Notes what it is given, and fails as often as it is told to.
#[derive(Default)]
struct Pigeon {
    sent: std::sync::Mutex<Vec<(String, String)>>,
    failing: std::sync::atomic::AtomicBool,
}

impl fla_app::Courier for Pigeon {
    fn send<'a>(
        &'a self,
        mail: &'a fla_app::StoredMail,
    ) -> futures::future::BoxFuture<'a, Result<(), fla_app::NotSent>> {
        Box::pin(async move {
            if self.failing.load(std::sync::atomic::Ordering::SeqCst) {
                return Err(fla_app::NotSent::Later("refused".to_owned()));
            }
            self.sent.lock().unwrap().push((mail.address.clone(), mail.body.clone()));
            Ok(())
        })
    }
}

fn letter(
    employer: &fla_app::Employer,
    list: &fla_app::TaskList,
    _: fla_domain::language::Language,
) -> fla_app::Letter {
    fla_app::Letter { subject: employer.name.clone(), body: format!("{} tasks", list.tasks.len()) }
}

#[tokio::test]
async fn digests_are_written_each_week_and_sent_until_they_arrive() {
    use fla_domain::language::Language;
    for (engine, store) in test_stores().await {
        let world = World::new(store, TODAY).await;
        world.hire(1, date(2025, 1, 1), "200", 3800).await;
        let (app, hr) = (&world.app, &world.hr);
        let bad = app
            .set_digest(hr, Some(("no address", Language::Fr, Often::Weekly)), &world.key())
            .await;
        assert!(matches!(bad, Err(Refused::Invalid(_))), "{engine}");
        let key = world.key();
        for _ in 0..2 {
            let wanted = Some(("hr@example.org", Language::Fr, Often::Weekly));
            app.set_digest(hr, wanted, &key).await.unwrap();
        }
        let wish = app.digest_wish(hr).await.unwrap().unwrap();
        assert_eq!((wish.address.as_str(), wish.language), ("hr@example.org", Language::Fr));
        world.tick();
        assert_eq!(app.write_digests(&letter).await.unwrap(), 1, "{engine}: the first at once");
        assert_eq!(app.write_digests(&letter).await.unwrap(), 0, "{engine}: and only once");
        let pigeon = Pigeon::default();
        pigeon.failing.store(true, std::sync::atomic::Ordering::SeqCst);
        assert_eq!(app.send_mails(&pigeon).await.unwrap(), 0, "{engine}");
        pigeon.failing.store(false, std::sync::atomic::Ordering::SeqCst);
        assert_eq!(app.send_mails(&pigeon).await.unwrap(), 0, "{engine}: it waits a minute");
        let waiting = app.outbox(hr).await.unwrap();
        assert_eq!((waiting[0].state.as_str(), waiting[0].attempts), ("waiting", 1), "{engine}");
        for _ in 0..70 {
            world.tick();
        }
        assert_eq!(app.send_mails(&pigeon).await.unwrap(), 1, "{engine}");
        assert_eq!(app.send_mails(&pigeon).await.unwrap(), 0, "{engine}: once is enough");
        assert_eq!(app.outbox(hr).await.unwrap()[0].state, "sent", "{engine}");
        assert_eq!(pigeon.sent.lock().unwrap()[0].0, "hr@example.org", "{engine}");

        world.set_today(date(2026, 11, 30));
        assert_eq!(app.write_digests(&letter).await.unwrap(), 1, "{engine}: on Monday");
        world.set_today(date(2026, 12, 7));
        assert_eq!(app.send_mails(&pigeon).await.unwrap(), 0, "{engine}: a week old");
        assert_eq!(app.outbox(hr).await.unwrap()[0].state, "failed", "{engine}");
        app.set_digest(hr, None, &world.key()).await.unwrap();
        assert_eq!(app.write_digests(&letter).await.unwrap(), 0, "{engine}: off is off");
        assert_eq!(app.digest_wish(hr).await.unwrap(), None, "{engine}");
    }
}

#[tokio::test]
async fn a_daily_digest_is_written_on_working_days() {
    use fla_domain::language::Language;
    for (engine, store) in test_stores().await {
        let world = World::new(store, TODAY).await;
        world.hire(1, date(2025, 1, 1), "200", 3800).await;
        let (app, hr) = (&world.app, &world.hr);
        let wanted = Some(("hr@example.org", Language::En, Often::Daily));
        app.set_digest(hr, wanted, &world.key()).await.unwrap();
        world.tick();
        let mut written = Vec::new();
        for day in 23..=30 {
            if day > 23 {
                world.set_today(date(2026, 11, day));
            }
            written.push(app.write_digests(&letter).await.unwrap());
        }
        assert_eq!(written, [1, 1, 1, 1, 1, 0, 0, 1], "{engine}: not at the weekend");
    }
}

#[tokio::test]
async fn tasks_that_leave_no_trace_are_gone_when_somebody_says_they_are_done() {
    for (engine, store) in test_stores().await {
        let world = World::new(store, date(2026, 10, 5)).await;
        world.average(2026, 2_500).await;
        world.hire(1, date(2025, 1, 1), "200", 3800).await;
        let kinds = async || -> Vec<TaskKind> {
            let list = world.app.tasks(&world.hr).await.unwrap();
            list.tasks.iter().map(|t| t.kind).filter(|k| k.settled().is_some()).collect()
        };
        let quarter = |text: &str| TaskKind::Quarter(text.parse().unwrap());
        let plan = [TaskKind::PlanAdvice(2027), TaskKind::Plan(2027)];
        let all = [quarter("2026Q3"), quarter("2026Q4"), plan[0], plan[1]];
        assert_eq!(kinds().await, all, "{engine}");
        let settle = |kind: TaskKind, day| Command::SettleTask {
            task: kind.settled().unwrap(),
            done_on: Some(day),
        };
        world.submit(settle(all[0], date(2026, 10, 2)), None).await;
        assert_eq!(kinds().await, all[1..], "{engine}");
        for (kind, day) in [(all[1], date(2026, 10, 5)), (all[2], date(2026, 10, 6))] {
            let early = world.app.submit(&world.hr, &settle(kind, day), &world.key(), None).await;
            assert!(matches!(early, Err(Refused::Invalid(_))), "{engine}: {kind:?} on {day}");
        }
        world.submit(settle(all[3], date(2026, 10, 5)), None).await;
        assert_eq!(kinds().await, all[1..3], "{engine}");
        let list = world.app.tasks(&world.hr).await.unwrap();
        let done: Vec<_> = list.done.iter().map(|d| (d.task.to_string(), d.on)).collect();
        let expected =
            [("plan-2027".into(), date(2026, 10, 5)), ("quarter-2026Q3".into(), date(2026, 10, 2))];
        assert_eq!(done, expected, "{engine}");
        let back = Command::SettleTask { task: all[0].settled().unwrap(), done_on: None };
        world.submit(back, None).await;
        assert_eq!(kinds().await, all[..3], "{engine}: taken back");
        // What is open of the quarter is a task of its own, whatever was said.
        world.submit(settle(all[0], date(2026, 10, 2)), None).await;
        let employee = world.app.everybody(&world.hr, date(2026, 10, 5)).await.unwrap()[0];
        let planned = Command::RegisterTraining {
            details: training("Forgotten", date(2026, 9, 30), 60),
            parts: vec![part(employee, Status::Planned, 60)],
        };
        world.submit(planned, None).await;
        let list = world.app.tasks(&world.hr).await.unwrap();
        let open = TaskKind::OpenTrainings("2026Q3".parse().unwrap());
        assert!(list.tasks.iter().any(|t| t.kind == open && t.people == 1), "{engine}");
    }
}

#[tokio::test]
async fn the_yearly_notice_is_a_task_until_everybody_was_given_one() {
    use fla_app::PaperCommand;
    for (engine, store) in test_stores().await {
        let world = World::new(store, TODAY).await;
        for n in 1..=3 {
            world.hire(n, date(2025, 1, 1), "200", 3800).await;
        }
        let open = async || -> Option<i64> {
            let list = world.app.tasks(&world.hr).await.unwrap();
            let task = list.tasks.iter().find(|t| t.kind == TaskKind::YearlyNotice(2026));
            let behind = people_rows(&world, Group::Uninformed, &Cut::default()).await.0.people;
            assert_eq!(task.map_or(0, |t| t.people), behind, "{engine}: as many as the rows");
            task.map(|t| t.people)
        };
        assert_eq!(open().await, Some(3), "{engine}");
        let paper = |command| Command::Papers(command);
        let targets = fla_app::Targets::All;
        world.submit(paper(PaperCommand::MakeNotices { year: 2026, targets }), None).await;
        assert_eq!(open().await, Some(3), "{engine}: made is not given");
        let page = world.app.notices(&world.hr, 2026, 1).await.unwrap();
        let ids: Vec<_> = page.items.iter().map(|n| n.id).collect();
        let given = |notices| PaperCommand::MarkNotices {
            year: 2026,
            notices,
            on: TODAY,
            how: fla_domain::paper::Handing::ByHand,
        };
        world.submit(paper(given(Some(ids[..1].to_vec()))), None).await;
        assert_eq!(open().await, Some(2), "{engine}");
        world.submit(paper(given(None)), None).await;
        assert_eq!(open().await, None, "{engine}: everybody was told");
    }
}

#[tokio::test]
async fn the_tasks_of_several_employers_stand_together() {
    for (engine, store) in test_stores().await {
        let world = World::new(store, TODAY).await;
        world.hire(1, date(2025, 1, 1), "200", 3800).await;
        let hr = visitor(crate::support::hr_ssin());
        let alone = world.app.tasks_everywhere(&hr).await.unwrap();
        assert_eq!((alone.employers.len(), alone.left_out), (1, 0), "{engine}");
        let other = crate::support::add_employer(&world.app, 2, &crate::support::hr_ssin()).await;
        let both = world.app.tasks_everywhere(&hr).await.unwrap();
        let found = both.employers.iter().find(|e| e.caller.employer() == world.employer).unwrap();
        let own = world.app.tasks(&world.hr).await.unwrap();
        assert_eq!(found.list.tasks, own.tasks, "{engine}");
        assert!(both.employers.iter().any(|e| e.caller.employer() == other), "{engine}");
        let stranger = visitor(synthetic::ssin(340_000));
        let none = world.app.tasks_everywhere(&stranger).await.unwrap();
        assert!(none.employers.is_empty(), "{engine}");
    }
}

#[tokio::test]
async fn a_file_holds_every_row_of_its_figure() {
    for (engine, store) in test_stores().await {
        let world = World::new(store, TODAY).await;
        company(&world).await;
        let query = PeopleQuery { year: 2026, page: 7, ..PeopleQuery::default() };
        let all = world.app.all_people_behind(&world.hr, &query).await.unwrap();
        assert_eq!((all.rows.len(), all.more, all.totals.people), (60, false, 60), "{engine}");
        let query = PartsQuery { year: 2026, page: 3, ..PartsQuery::default() };
        let all = world.app.all_parts_behind(&world.hr, &query).await.unwrap();
        assert_eq!((all.rows.len(), all.more, all.totals.parts), (51, false, 51), "{engine}");
    }
}

#[tokio::test]
async fn who_lost_access_gets_no_digest() {
    use fla_domain::access::Role;
    use fla_domain::language::Language;
    for (engine, store) in test_stores().await {
        let world = World::new(store, TODAY).await;
        world.hire(1, date(2025, 1, 1), "200", 3800).await;
        let app = &world.app;
        let reader = synthetic::ssin(330_000);
        let manager = app.act_as_installation(world.employer).await.unwrap();
        let grant =
            app.give_access(&manager, &reader, Role::Reader, None, &world.key()).await.unwrap();
        let caller = app.act_for(&visitor(reader), world.employer).await.unwrap();
        let wanted = Some(("reader@example.org", Language::De, Often::Daily));
        app.set_digest(&caller, wanted, &world.key()).await.unwrap();
        world.tick();
        app.end_access(&manager, grant, &world.key()).await.unwrap();
        assert_eq!(app.write_digests(&letter).await.unwrap(), 1, "{engine}: looked at once");
        assert!(app.outbox(&world.hr).await.unwrap().is_empty(), "{engine}");
        world.set_today(date(2026, 12, 7));
        assert_eq!(app.write_digests(&letter).await.unwrap(), 0, "{engine}: and never again");
    }
}
