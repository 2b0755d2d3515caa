//! Immediate declarations: whatever the order in which they come in, and however often, the time
//! line is the one that follows from when they were made.

use std::collections::BTreeSet;

use crate::support::{World, dmfa};
use fla_app::{FileReport, ImportReport};
use fla_domain::ids::EmployeeId;
use fla_domain::time::Instant;
use fla_formats::declaration::Employer;
use fla_formats::dimona::{Event, In, PeriodId};
use fla_formats::synthetic;
use fla_formats::write::DimonaWriter;
use fla_store::testing::test_stores;
use jiff::ToSpan;
use jiff::civil::{Date, DateTime, date};

/// A declaration: when it was made, and what it says.
type Made = (DateTime, Event);

fn hour(n: i64) -> DateTime {
    date(2024, 1, 1).at(8, 0, 0, 0) + n.hours()
}

fn begins(n: u32, start: Date, end: Option<Date>) -> Event {
    Event::In(In {
        period: None,
        ssin: synthetic::ssin(n),
        given_name: Some("Anna".to_owned()),
        family_name: Some(format!("Person{n}")),
        start,
        end,
        joint_committee: None,
        worker_type: None,
    })
}

fn out(n: u32, period: PeriodId, end: Date) -> Event {
    Event::Out { period, end, ssin: Some(synthetic::ssin(n)) }
}

fn cancel(n: u32, period: PeriodId) -> Event {
    Event::Cancel { period, ssin: Some(synthetic::ssin(n)) }
}

fn file(declarations: &[Made]) -> Vec<u8> {
    let employer = Employer {
        enterprise_number: Some(synthetic::enterprise(1)),
        nsso_number: Some(synthetic::nsso(1)),
    };
    let mut writer = DimonaWriter::new(Vec::new()).unwrap();
    for (created, event) in declarations {
        writer.declaration(*created, Some(&employer), event).unwrap();
    }
    writer.finish().unwrap()
}

async fn import(world: &World, files: &[Vec<u8>]) -> ImportReport {
    let named: Vec<_> = files.iter().map(|bytes| ("dimona.xml", bytes.clone())).collect();
    let job = world.import(&named).await;
    let report = world.app.import_report(&world.hr, job).await.unwrap();
    assert_eq!(report.job.state, "done");
    report
}

fn sum(report: &ImportReport, count: fn(&FileReport) -> u64) -> u64 {
    report.files.iter().map(count).sum()
}

async fn find(world: &World, n: u32) -> Option<EmployeeId> {
    let mut tx = world.app.store().read().await.unwrap();
    let found = tx.find_employees(world.employer, &[synthetic::ssin(n)]).await.unwrap();
    tx.rollback().await.unwrap();
    found.into_iter().next().map(|(_, id)| id)
}

/// The days in service, in a line each.
async fn service(world: &World, n: u32) -> Vec<String> {
    let Some(id) = find(world, n).await else { return Vec::new() };
    let mut tx = world.app.store().read().await.unwrap();
    let spans = tx.spans_of(world.employer, &[id], Instant::LATEST).await.unwrap();
    tx.rollback().await.unwrap();
    let spans: Vec<_> = spans.into_iter().map(|s| s.span).collect();
    fla_domain::timeline::services(&spans)
        .iter()
        .map(|s| format!("{}..{}", s.start, s.end.map_or(String::new(), |end| end.to_string())))
        .collect()
}

/// Every row of what was said and of what follows from it, by id.
async fn rows(world: &World, people: &[u32]) -> BTreeSet<uuid::Uuid> {
    let mut ids = Vec::new();
    for n in people {
        ids.extend(find(world, *n).await);
    }
    let mut tx = world.app.store().read().await.unwrap();
    let said = tx.statements_of(world.employer, &ids, Instant::LATEST).await.unwrap();
    let spans = tx.spans_of(world.employer, &ids, Instant::LATEST).await.unwrap();
    tx.rollback().await.unwrap();
    said.iter().map(|s| s.id).chain(spans.iter().map(|s| s.id)).collect()
}

#[tokio::test]
async fn a_cancel_that_comes_twice_cancels_one_employment() {
    for (engine, store) in test_stores().await {
        let world = World::new(store, date(2026, 11, 23)).await;
        let said = [
            (hour(1), begins(1, date(2024, 2, 1), Some(date(2024, 3, 31)))),
            (hour(2), begins(1, date(2024, 6, 1), None)),
        ];
        import(&world, &[file(&said)]).await;
        let cancelled = file(&[(hour(3), cancel(1, 70))]);
        let report = import(&world, std::slice::from_ref(&cancelled)).await;
        assert_eq!(sum(&report, |f| f.changed), 1, "{engine}");
        assert_eq!(service(&world, 1).await, ["2024-02-01..2024-03-31"], "{engine}");
        let before = rows(&world, &[1]).await;
        for files in [vec![cancelled.clone()], vec![cancelled.clone(), cancelled]] {
            let report = import(&world, &files).await;
            assert_eq!(sum(&report, |f| f.changed + f.new), 0, "{engine}");
            assert_eq!(sum(&report, |f| f.same), files.len() as u64, "{engine}");
        }
        assert_eq!(rows(&world, &[1]).await, before, "{engine}");
        assert_eq!(service(&world, 1).await, ["2024-02-01..2024-03-31"], "{engine}");
    }
}

#[tokio::test]
async fn what_comes_before_the_beginning_waits_for_it() {
    for (engine, store) in test_stores().await {
        let world = World::new(store, date(2026, 11, 23)).await;
        let ends = file(&[
            (hour(2), out(1, 71, date(2024, 5, 31))),
            (hour(3), cancel(2, 72)),
            (
                hour(4),
                Event::Update {
                    period: 73,
                    start: Some(date(2024, 2, 5)),
                    end: None,
                    ssin: Some(synthetic::ssin(3)),
                },
            ),
        ]);
        let report = import(&world, std::slice::from_ref(&ends)).await;
        assert_eq!(sum(&report, |f| f.new), 3, "{engine}");
        assert_eq!(sum(&report, |f| f.unreadable), 0, "{engine}");
        for n in 1..=3 {
            assert!(service(&world, n).await.is_empty(), "{engine}");
        }
        let start = date(2024, 2, 1);
        let begin = file(&[1, 2, 3].map(|n| (hour(i64::from(n) - 2), begins(n, start, None))));
        let report = import(&world, std::slice::from_ref(&begin)).await;
        assert_eq!((sum(&report, |f| f.new), sum(&report, |f| f.changed)), (0, 3), "{engine}");
        assert_eq!(service(&world, 1).await, ["2024-02-01..2024-05-31"], "{engine}");
        assert!(service(&world, 2).await.is_empty(), "{engine}");
        assert_eq!(service(&world, 3).await, ["2024-02-05.."], "{engine}");
        let id = find(&world, 1).await.unwrap();
        let employee = world.app.account(&world.hr, id, None).await.unwrap();
        assert_eq!(
            employee.employee.person.family_name, "Person1",
            "the name came with the beginning"
        );
        let before = rows(&world, &[1, 2, 3]).await;
        let report = import(&world, &[begin, ends]).await;
        assert_eq!((sum(&report, |f| f.changed), sum(&report, |f| f.same)), (0, 6), "{engine}");
        assert_eq!(rows(&world, &[1, 2, 3]).await, before, "{engine}");
    }
}

#[tokio::test]
async fn a_number_alone_is_enough_where_it_is_known_whose_it_is() {
    for (engine, store) in test_stores().await {
        let world = World::new(store, date(2026, 11, 23)).await;
        let nobody = |period| Event::Out { period, end: date(2024, 9, 30), ssin: None };
        let said = [
            (hour(1), begins(1, date(2024, 2, 1), None)),
            (hour(2), begins(2, date(2024, 2, 1), None)),
            (hour(3), out(1, 71, date(2024, 8, 31))),
            // In one file, before and after the one that tells whose the number is.
            (hour(5), nobody(72)),
            (hour(4), out(2, 72, date(2024, 8, 31))),
        ];
        import(&world, &[file(&said)]).await;
        assert_eq!(service(&world, 2).await, ["2024-02-01..2024-09-30"], "{engine}");
        let alone = file(&[(hour(6), nobody(71)), (hour(7), nobody(99))]);
        let report = import(&world, std::slice::from_ref(&alone)).await;
        assert_eq!(service(&world, 1).await, ["2024-02-01..2024-09-30"], "{engine}");
        assert_eq!((sum(&report, |f| f.changed), sum(&report, |f| f.unreadable)), (1, 1));
        let (_, anomaly) = &report.unreadable[0];
        assert_eq!(anomaly.code(), "EMPLOYEE-022", "{engine}");
        assert!(anomaly.line.is_some_and(|line| line > 1), "{engine}");
        // Another employer's numbers say nothing here; ours again say nothing new.
        let report = import(&world, &[alone]).await;
        assert_eq!((sum(&report, |f| f.changed), sum(&report, |f| f.same)), (0, 1), "{engine}");
    }
}

#[tokio::test]
async fn a_leaver_of_the_payroll_leaves_whichever_file_comes_first() {
    for (engine, store) in test_stores().await {
        let world = World::new(store, date(2026, 11, 23)).await;
        let quarter = |n: u32| {
            let job = vec![(date(2019, 3, 1), None, "200", 3800)];
            dmfa(1, "2024Q1", "2024-04-20T10:00:00", &[(n, job)])
        };
        let leaves =
            |n: u32| file(&[(date(2024, 5, 2).at(9, 0, 0, 0), out(n, 70, date(2024, 5, 10)))]);
        import(&world, &[quarter(1)]).await;
        import(&world, &[leaves(1)]).await;
        let world_after = service(&world, 1).await;
        assert_eq!(world_after, ["2019-03-01..2024-05-10"], "{engine}");
        import(&world, &[leaves(2)]).await;
        import(&world, &[quarter(2)]).await;
        assert_eq!(service(&world, 2).await, world_after, "{engine}");
    }
}

/// Numbers that repeat from run to run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 =
            self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % limit
    }

    fn days(&mut self, limit: usize) -> jiff::Span {
        i64::try_from(self.below(limit)).unwrap().days()
    }

    fn shuffle<T>(&mut self, list: &mut [T]) {
        for n in (1..list.len()).rev() {
            list.swap(n, self.below(n + 1));
        }
    }
}

/// One employment after the other of one person: what is declared, and the days that come of it.
fn life(dice: &mut Dice, n: u32) -> (Vec<Made>, BTreeSet<Date>) {
    let (mut said, mut served) = (Vec::new(), BTreeSet::new());
    let (mut start, mut made) = (date(2024, 1, 1), 0);
    for round in 0..=dice.below(3) {
        let period = u64::from(n) * 10 + 5 - round as u64;
        start = start + 70.days() + dice.days(60);
        let (mut first, mut last, mut was) = (start, start + dice.days(50), true);
        said.push((hour(made), begins(n, first, Some(last))));
        for _ in 0..dice.below(4) {
            made += 1;
            let event = match dice.below(8) {
                0 => {
                    was = false;
                    cancel(n, period)
                }
                1..=3 => {
                    first = start + dice.days(6);
                    let ssin = Some(synthetic::ssin(n));
                    let end = (dice.below(2) == 0).then(|| start + 6.days() + dice.days(50));
                    last = end.unwrap_or(last);
                    Event::Update { period, start: Some(first), end, ssin }
                }
                _ => {
                    last = start + dice.days(60);
                    out(n, period, last)
                }
            };
            said.push((hour(made), event));
        }
        made += 1;
        if was {
            served.extend(first.series(1.day()).take_while(|day| *day <= last));
        }
    }
    (said, served)
}

async fn served(world: &World, n: u32) -> BTreeSet<Date> {
    let Some(id) = find(world, n).await else { return BTreeSet::new() };
    let mut tx = world.app.store().read().await.unwrap();
    let spans = tx.spans_of(world.employer, &[id], Instant::LATEST).await.unwrap();
    tx.rollback().await.unwrap();
    spans
        .iter()
        .flat_map(|s| s.span.from.series(1.day()).take_while(|day| *day <= s.span.to.unwrap()))
        .collect()
}

#[tokio::test]
async fn any_order_and_any_number_of_times_come_to_the_same() {
    const PEOPLE: u32 = 6;
    for (engine, store) in test_stores().await {
        let world = World::new(store, date(2026, 11, 23)).await;
        for round in 0..12_u32 {
            let mut dice = Dice(u64::from(round) + 1);
            let people: Vec<u32> = (round * PEOPLE..(round + 1) * PEOPLE).collect();
            let lives: Vec<_> = people.iter().map(|n| life(&mut dice, *n)).collect();
            let mut all: Vec<Made> = lives.iter().flat_map(|life| life.0.clone()).collect();
            dice.shuffle(&mut all);
            let size = all.len().div_ceil(1 + dice.below(4));
            let files: Vec<Vec<u8>> = all.chunks(size).map(file).collect();
            // Each at least once, some again, some together.
            let mut order: Vec<usize> = (0..files.len()).chain([dice.below(files.len())]).collect();
            dice.shuffle(&mut order);
            for together in order.chunks(1 + dice.below(3)) {
                let files: Vec<_> = together.iter().map(|n| files[*n].clone()).collect();
                import(&world, &files).await;
            }
            for (n, (_, want)) in people.iter().zip(&lives) {
                assert_eq!(&served(&world, *n).await, want, "{engine}, round {round}");
            }
            let before = rows(&world, &people).await;
            dice.shuffle(&mut order);
            let again: Vec<_> = order.iter().map(|n| files[*n].clone()).collect();
            let report = import(&world, &again).await;
            assert_eq!(sum(&report, |f| f.new + f.changed + f.unreadable), 0, "{engine}");
            assert_eq!((report.regimes, report.leavers), (0, 0), "{engine}");
            assert_eq!(rows(&world, &people).await, before, "{engine}, round {round}");
        }
    }
}
