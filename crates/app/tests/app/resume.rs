//! An import that is cut off at any moment goes on where it was, and comes to the same end as one
//! that was left in peace.

use std::future::pending;
use std::time::Duration;

use crate::support::{World, dmfa};
use fla_app::{App, EmployeeQuery, EmployeeSort};
use fla_domain::ids::JobId;
use fla_store::testing::test_stores;
use jiff::civil::date;
use tokio::sync::oneshot;
use tokio::time::{sleep, timeout};

fn files() -> Vec<(String, Vec<u8>)> {
    ["2025Q4", "2026Q1", "2026Q2"]
        .iter()
        .map(|q| {
            let people: Vec<_> = (0..1_200)
                .filter(|n| *q != "2026Q2" || n % 50 != 0)
                .map(|n| (n, vec![(date(2019, 3, 1), None, "200", 1900 + n % 19 * 100)]))
                .collect();
            ((*q).to_owned(), dmfa(1, q, "2026-10-20T10:00:00", &people))
        })
        .collect()
}

/// Everything the register shows of everybody, by SSIN: ids differ from run to run.
async fn state(world: &World) -> Vec<String> {
    let mut all = Vec::new();
    for page in 1.. {
        let query = EmployeeQuery {
            name: String::new(),
            team: String::new(),
            joint_committee: String::new(),
            leavers: true,
            year: 2026,
            sort: EmployeeSort::Name,
            page,
            page_size: 200,
            after: None,
        };
        let found = world.app.employees(&world.hr, &query).await.unwrap();
        all.extend(found.items.iter().map(|i| format!("{} {:?} {:?}", i.ssin, i.spans, i.credit)));
        if !found.more {
            break;
        }
    }
    all.sort();
    all
}

/// Takes the files in, and leaves the import in the queue.
async fn brought(world: &World, files: &[(&str, Vec<u8>)]) -> JobId {
    let mut incoming = Vec::new();
    for (name, bytes) in files {
        let mut upload = world.app.receive(&world.hr, name).await.unwrap();
        upload.write(bytes).await.unwrap();
        incoming.push(upload.finish().await.unwrap());
    }
    world.app.import(&world.hr, &incoming).await.unwrap()
}

/// Until when each job of the queue is leased, and how often it was tried.
async fn leases(world: &World) -> Vec<(i64, i64)> {
    let mut tx = world.app.store().read().await.unwrap();
    let rows = tx.ask("SELECT lease_until, attempts FROM job_queue".to_owned()).await.unwrap();
    tx.rollback().await.unwrap();
    rows.iter().map(|r| (r.get("lease_until").unwrap(), r.get("attempts").unwrap())).collect()
}

/// The import that ended as it should, by the tally of an instance.
fn imported(app: &App) -> u64 {
    let done = |(kind, end, _): &(&str, &str, u64)| (*kind, *end) == ("import", "done");
    app.tallies().jobs().find(done).unwrap().2
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn stopped_and_gone_on_with_by_another_at_once() {
    let files = files();
    let named: Vec<(&str, Vec<u8>)> = files.iter().map(|(n, b)| (n.as_str(), b.clone())).collect();
    for (engine, store) in test_stores().await {
        let world = World::new(store, date(2026, 11, 23)).await;
        let job = brought(&world, &named).await;
        // It is due at an instant of its own, later than all before.
        world.tick();
        let (stop, stopped) = oneshot::channel::<()>();
        let app = world.app.clone();
        let working = tokio::spawn(async move {
            app.work(async { drop(stopped.await) }).await;
        });
        loop {
            let leased = leases(&world).await;
            assert!(!leased.is_empty(), "{engine}: it was all done before it was stopped");
            if leased.iter().any(|(until, _)| *until > 0) {
                break;
            }
            sleep(Duration::from_millis(2)).await;
        }
        let under_way = world.app.figures().await.unwrap().queue;
        assert_eq!((under_way.waiting, under_way.running), (0, 1), "{engine}");
        drop(stop);
        working.await.unwrap();

        // The lease is not left to run out, and the try does not count.
        assert_eq!(leases(&world).await, [(0, 0)], "{engine}");
        let waiting = world.app.figures().await.unwrap();
        assert_eq!((waiting.queue.waiting, waiting.queue.running), (1, 0), "{engine}");
        assert!(waiting.queue.due.is_some_and(|due| due <= waiting.at), "{engine}");
        assert!(world.app.job(&world.hr, job).await.unwrap().finished_at.is_none(), "{engine}");
        assert_eq!(imported(&world.app), 0, "{engine}");
        let other = world.instance();
        other.work_to_the_end().await.unwrap();
        let view = other.job(&world.hr, job).await.unwrap();
        assert_eq!(view.state, "done", "{engine}");
        assert_eq!(imported(&other), 1, "{engine}");
        assert_eq!(other.figures().await.unwrap().queue.due, None, "{engine}");
    }
}

#[tokio::test]
async fn cut_off_and_taken_up_again() {
    let files = files();
    let named: Vec<(&str, Vec<u8>)> = files.iter().map(|(n, b)| (n.as_str(), b.clone())).collect();
    for (engine, store) in test_stores().await {
        let world = World::new(store, date(2026, 11, 23)).await;
        world.import(&named).await;
        let calm = state(&world).await;
        assert_eq!(calm.len(), 1_200);

        let store = if engine == "sqlite" {
            fla_store::testing::sqlite_store().await
        } else {
            fla_store::testing::postgres_store().await
        };
        let world = World::new(store, date(2026, 11, 23)).await;
        let job = brought(&world, &named).await;
        let mut cuts = 0;
        for n in 0.. {
            // Cut off later and later, so that every phase is hit; the lease of the one before
            // has then run out.
            let cut = Duration::from_millis(30 + 90 * n);
            let _ = timeout(cut, world.app.work(pending())).await;
            for _ in 0..70 {
                world.tick();
            }
            let view = world.app.job(&world.hr, job).await.unwrap();
            if view.finished_at.is_some() {
                assert_eq!(view.state, "done", "{engine}");
                break;
            }
            cuts += 1;
        }
        assert!(cuts >= 3, "{engine}: cut only {cuts} times");
        let report = world.app.import_report(&world.hr, job).await.unwrap();
        assert_eq!(report.files.iter().map(|f| f.new).sum::<u64>(), 1_200, "{engine}");
        assert_eq!(report.leavers, 24, "{engine}: who left within what came in is told too");
        assert_eq!(state(&world).await, calm, "{engine}");
    }
}
