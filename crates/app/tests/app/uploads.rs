//! Files that come in: how much is taken, and that nothing stays of what was not taken.

use std::path::PathBuf;
use std::slice::from_ref;
use std::time::{Duration, SystemTime};

use crate::support::{World, at_noon, dmfa};
use fla_app::{Delivery, Refused, UploadLimits};
use fla_domain::ids::FileId;
use fla_store::testing::test_stores;
use jiff::civil::date;

const LIMITS: UploadLimits = UploadLimits { file: 100, all: 250, files: 3 };

fn kept(world: &World) -> Vec<PathBuf> {
    std::fs::read_dir(world.files.path()).unwrap().map(|entry| entry.unwrap().path()).collect()
}

async fn bring(world: &World, delivery: &mut Delivery, bytes: usize) -> Result<(), Refused> {
    let mut upload = delivery.receive(&world.hr, "file.xml").await?;
    for piece in vec![b' '; bytes].chunks(40) {
        upload.write(piece).await?;
    }
    delivery.keep(upload).await
}

fn code(outcome: Result<(), Refused>) -> String {
    match outcome {
        Err(Refused::Invalid(anomalies)) => anomalies[0].code(),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn no_more_is_taken_than_the_limits_say() {
    let (_, store) = test_stores().await.remove(0);
    let world = World::new(store, date(2026, 11, 23)).await;
    let mut delivery = world.app.delivery(LIMITS);
    bring(&world, &mut delivery, 100).await.unwrap();
    assert_eq!(code(bring(&world, &mut delivery, 101).await), "FILE-093");
    bring(&world, &mut delivery, 100).await.unwrap();
    assert_eq!(code(bring(&world, &mut delivery, 60).await), "UPLOAD-093");
    bring(&world, &mut delivery, 50).await.unwrap();
    assert_eq!(code(bring(&world, &mut delivery, 0).await), "UPLOAD-008");
    assert_eq!(kept(&world).len(), 3, "what was refused is gone at once");
    drop(delivery);
    assert!(kept(&world).is_empty(), "of a request that failed nothing stays");
}

#[tokio::test]
async fn what_is_handed_over_stays_until_the_import_ends() {
    let (_, store) = test_stores().await.remove(0);
    let world = World::new(store, date(2026, 11, 23)).await;
    let delivery = world.app.delivery(UploadLimits::default());
    let refused = delivery.import(&world.hr).await;
    assert!(matches!(refused, Err(Refused::Invalid(_))), "no file at all");
    let mut delivery = world.app.delivery(UploadLimits::default());
    let mut upload = delivery.receive(&world.hr, "q3.xml").await.unwrap();
    let work = vec![(date(2024, 1, 1), None, "200", 3800)];
    upload.write(&dmfa(1, "2026Q3", "2026-10-20T10:00:00", &[(1, work)])).await.unwrap();
    delivery.keep(upload).await.unwrap();
    world.tick();
    let job = delivery.import(&world.hr).await.unwrap();
    assert_eq!(kept(&world).len(), 1);
    world.app.work_to_the_end().await.unwrap();
    assert_eq!(world.app.job(&world.hr, job).await.unwrap().state, "done");
    assert!(kept(&world).is_empty());
}

#[tokio::test]
async fn what_a_broken_upload_left_is_swept_away_after_a_day() {
    for (engine, store) in test_stores().await {
        let world = World::new(store, date(2026, 11, 23)).await;
        let now = u64::try_from(at_noon(date(2026, 11, 23))).unwrap();
        let lay = |name: &str, hours: u64| {
            let path = world.files.path().join(name);
            let file = std::fs::File::create(&path).unwrap();
            let when = Duration::from_micros(now - hours * 3_600_000_000);
            file.set_modified(SystemTime::UNIX_EPOCH + when).unwrap();
            path
        };
        let id = |n: u128| FileId(uuid::Uuid::from_u128(n)).to_string();
        let (old, young) = (lay(&id(1), 25), lay(&id(2), 23));
        let foreign = lay("notes of the operator.txt", 900);
        // One that an import is waiting for.
        let mut delivery = world.app.delivery(UploadLimits::default());
        bring(&world, &mut delivery, 10).await.unwrap();
        let name = kept(&world)
            .into_iter()
            .find(|path| ![&old, &young, &foreign].contains(&path))
            .unwrap();
        delivery.import(&world.hr).await.unwrap();
        let waiting = lay(name.file_name().unwrap().to_str().unwrap(), 50);
        assert_eq!(world.app.sweep_files().await.unwrap(), 1, "{engine}");
        assert!(!old.exists() && young.exists() && foreign.exists() && waiting.exists());
        assert_eq!(world.app.sweep_files().await.unwrap(), 0, "{engine}");
        world.set_today(date(2026, 11, 24));
        assert_eq!(world.app.sweep_files().await.unwrap(), 1, "{engine}");
        assert!(!young.exists() && foreign.exists() && waiting.exists());
    }
}

#[tokio::test]
async fn one_instance_sweeps_a_day_block_by_block() {
    for (engine, store) in test_stores().await {
        let world = World::new(store, date(2026, 11, 23)).await;
        let other = world.instance();
        let lay = |n: u128| {
            let path = world.files.path().join(FileId(uuid::Uuid::from_u128(n)).to_string());
            let file = std::fs::File::create(path).unwrap();
            file.set_modified(SystemTime::UNIX_EPOCH).unwrap();
        };
        let mut delivery = world.app.delivery(UploadLimits::default());
        bring(&world, &mut delivery, 10).await.unwrap();
        let waits = kept(&world).remove(0);
        delivery.import(&world.hr).await.unwrap();
        let handed_over = std::fs::File::options().write(true).open(&waits).unwrap();
        handed_over.set_modified(SystemTime::UNIX_EPOCH).unwrap();
        (1..=2_100).for_each(lay);
        world.app.sweep_files_daily().await.unwrap();
        assert_eq!(kept(&world), from_ref(&waits), "{engine}");
        lay(1);
        other.sweep_files_daily().await.unwrap();
        world.app.sweep_files_daily().await.unwrap();
        assert_eq!(kept(&world).len(), 2, "{engine}: it was done today");
        world.set_today(date(2026, 11, 24));
        let (a, b) = tokio::join!(other.sweep_files_daily(), world.app.sweep_files_daily());
        assert!(a.is_ok() && b.is_ok(), "{engine}: {a:?} {b:?}");
        assert_eq!(kept(&world), [waits], "{engine}");
    }
}
