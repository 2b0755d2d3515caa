//! Files in an object store that instances share: what one took another carries out, a store that goes
//! away is waited for, and what was broken off leaves nothing there.

use std::time::SystemTime;

use crate::s3::S3;
use crate::support::forms::{NEW, TODAY, file, form, registration, states, trainings};
use crate::support::{World, batch, dmfa};
use fla_app::{App, Environment, IncomingFile, Refused};
use fla_domain::ids::FileId;
use fla_formats::batch_file::Form;
use fla_store::testing::test_stores;
use jiff::civil::date;

/// Bytes that are asked of the store at once.
const RANGE: usize = 4 << 20;
/// Forms that are carried out together.
const SET: usize = 2_000;
/// Forms after those.
const REST: usize = 50;
/// Requests by which a file of three ranges is read: for its size, and for each range.
const READ: usize = 1 + 3;

async fn received(app: &App, world: &World, name: &str, bytes: &[u8]) -> IncomingFile {
    let mut upload = app.receive(&world.hr, name).await.unwrap();
    upload.write(bytes).await.unwrap();
    upload.finish().await.unwrap()
}

fn declaration() -> Vec<u8> {
    let occupations = vec![(date(2020, 1, 1), None, "200", 3800)];
    dmfa(1, "2026Q3", "2026-10-20T10:00:00", &[(1, occupations)])
}

/// The files of the store, of whatever age.
async fn kept(app: &App) -> Vec<FileId> {
    let far = SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(1 << 40);
    app.files().old(far).await.unwrap()
}

/// How often each job of the queue was tried.
async fn tries(world: &World) -> Vec<i64> {
    let mut tx = world.app.store().read().await.unwrap();
    let rows = tx.ask("SELECT attempts FROM job_queue".to_owned()).await.unwrap();
    tx.rollback().await.unwrap();
    rows.iter().map(|row| row.get("attempts").unwrap()).collect()
}

/// Until a job that waits for the store is due again.
fn a_while(world: &World) {
    for _ in 0..20 {
        world.tick();
    }
}

#[tokio::test]
async fn what_one_instance_takes_another_carries_out() {
    for (engine, store) in test_stores().await {
        let s3 = S3::start().await;
        let world = World::sharing(store, TODAY, &s3).await;
        let other = world.instance_sharing(&s3);
        let incoming = received(&world.app, &world, "q3.xml", &declaration()).await;
        world.tick();
        let job = world.app.import(&world.hr, &[incoming]).await.unwrap();
        assert_eq!(kept(&other).await.len(), 1, "{engine}");
        other.work_to_the_end().await.unwrap();
        assert_eq!(world.app.job(&world.hr, job).await.unwrap().state, "done", "{engine}");

        let forms =
            [form("1", NEW, registration("A", &[1])), form("2", NEW, registration("B", &[9]))];
        let bytes = file(&forms);
        let id = batch::sent(&world, &world.hr, "a.xml", &bytes, Environment::Real).await;
        assert_eq!(kept(&other).await.len(), 1, "{engine}");
        other.work_to_the_end().await.unwrap();
        for app in [&world.app, &other] {
            let answers = app.batch_forms(&world.hr, id, 0, "", 10).await.unwrap();
            assert_eq!(states(&answers), ["accepted", "refused SSIN-022"], "{engine}");
        }
        let standing = trainings(&world, world.employer).await;
        assert_eq!(standing, [("A".to_owned(), vec![1])].into(), "{engine}");
        assert_eq!(kept(&world.app).await, [], "{engine}: what was carried out is gone");
        for app in [&world.app, &other] {
            let folder = app.files().scratch().unwrap();
            assert_eq!(std::fs::read_dir(folder).unwrap().count(), 0, "{engine}: nothing is local");
        }
    }
}

#[tokio::test]
async fn where_the_store_is_away_nothing_is_taken_and_an_import_waits() {
    for (engine, store) in test_stores().await {
        let mut s3 = S3::start().await;
        let world = World::sharing(store, TODAY, &s3).await;
        let incoming = received(&world.app, &world, "q3.xml", &declaration()).await;
        world.tick();
        let job = world.app.import(&world.hr, &[incoming]).await.unwrap();
        s3.stop().await;
        let mut upload = world.app.receive(&world.hr, "q4.xml").await.unwrap();
        upload.write(&declaration()).await.unwrap();
        let refused = upload.finish().await.unwrap_err();
        assert!(matches!(refused, Refused::Unavailable(_)), "{engine}: {refused}");
        for _ in 0..2 {
            world.app.work_to_the_end().await.unwrap();
            let view = world.app.job(&world.hr, job).await.unwrap();
            assert!(view.finished_at.is_none(), "{engine}: {}", view.state);
            assert_eq!(tries(&world).await, [0], "{engine}: it is never given up");
            a_while(&world);
        }
        s3.again().await;
        world.app.work_to_the_end().await.unwrap();
        assert_eq!(world.app.job(&world.hr, job).await.unwrap().state, "done", "{engine}");
        assert_eq!(kept(&world.app).await, [], "{engine}");
    }
}

/// Whether the form in that place of a long file is about somebody who is there.
fn is_known(n: usize) -> bool {
    n.is_multiple_of(9)
}

/// Many forms, the first set of which lies in the first of three ranges and the others in the last.
fn long_file() -> Vec<u8> {
    let many = (0..SET + REST).map(|n| {
        let who = u32::from(is_known(n));
        form(&format!("F{n}"), NEW, registration(&format!("T{n}"), &[who]))
    });
    let mut bytes = file(&many.collect::<Vec<Form>>());
    let end = b"</Form>";
    let ends = bytes.windows(end.len()).enumerate().filter(|(_, found)| found == end);
    let middle = ends.map(|(at, _)| at + end.len()).nth(SET - 1).unwrap();
    assert!(middle < RANGE);
    let comment = format!("<!--{}-->", " ".repeat(60_000)).into_bytes();
    let between = comment.repeat((2 * RANGE - middle).div_ceil(comment.len()));
    bytes.splice(middle..middle, between);
    assert!(bytes.len() < 3 * RANGE);
    bytes
}

#[tokio::test]
async fn a_store_that_goes_away_in_the_middle_of_a_batch_file_is_waited_for() {
    let bytes = long_file();
    for (engine, store) in test_stores().await {
        let mut s3 = S3::start().await;
        let world = World::sharing(store, TODAY, &s3).await;
        world.hire(1, date(2020, 1, 1), "200", 3800).await;
        world.app.work_to_the_end().await.unwrap();
        let id = batch::sent(&world, &world.hr, "a.xml", &bytes, Environment::Real).await;
        // It is read to its end by the check, and all but the last range when it is carried out.
        s3.stop_after(READ + READ - 1);
        for _ in 0..2 {
            world.app.work_to_the_end().await.unwrap();
            let view = world.app.batch_file(&world.hr, id).await.unwrap();
            assert_eq!(view.state, "taken", "{engine}");
            assert_eq!(usize::try_from(view.answered()), Ok(SET), "{engine}: whole sets");
            assert!(tries(&world).await.iter().all(|tries| *tries == 0), "{engine}");
            a_while(&world);
        }
        s3.again().await;
        let (view, answers) = batch::answered(&world, &world.hr, id).await;
        assert_eq!((view.state.as_str(), view.faults.len()), ("done", 0), "{engine}");
        let each = answers.iter().map(|form| usize::try_from(form.n).unwrap());
        assert!(each.eq(1..=SET + REST), "{engine}: each is answered once");
        let (known, unknown): (Vec<usize>, Vec<usize>) =
            (0..SET + REST).partition(|n| is_known(*n));
        let states = states(&answers);
        assert!(known.iter().all(|n| states[*n] == "accepted"), "{engine}");
        assert!(unknown.iter().all(|n| states[*n] == "refused SSIN-022"), "{engine}");
        let standing = trainings(&world, world.employer).await;
        let expected = known.iter().map(|n| (format!("T{n}"), vec![1]));
        assert!(standing == expected.collect(), "{engine}: each stands once");
        assert_eq!(kept(&world.app).await, [], "{engine}");
    }
}

#[tokio::test]
async fn what_broken_uploads_left_in_the_store_is_swept_away_after_a_day() {
    for (engine, store) in test_stores().await {
        let s3 = S3::start().await;
        let world = World::sharing(store, TODAY, &s3).await;
        let waits = received(&world.app, &world, "q3.xml", &declaration()).await;
        world.app.import(&world.hr, &[waits]).await.unwrap();
        let waiting = kept(&world.app).await;
        // One that came in and was never handed over, and parts of one that was cut off.
        received(&world.app, &world, "q4.xml", &declaration()).await;
        let mut killed = world.app.receive(&world.hr, "a.xml").await.unwrap();
        killed.write(&vec![b' '; 9 << 20]).await.unwrap();
        std::mem::forget(killed);
        assert!(s3.kept() > 8 << 20, "{engine}: a part is there");
        let other = world.instance_sharing(&s3);
        // The store dates its objects by the real clock.
        world.set_today(date(2020, 1, 1));
        assert_eq!(other.sweep_files().await.unwrap(), 0, "{engine}");
        assert_eq!(kept(&other).await.len(), 2, "{engine}");
        assert!(s3.kept() > 8 << 20, "{engine}");
        world.set_today(date(2200, 1, 1));
        assert_eq!(other.sweep_files().await.unwrap(), 1, "{engine}");
        assert_eq!(kept(&other).await, waiting, "{engine}: what a job needs stays");
        assert!(s3.kept() < 1 << 20, "{engine}: nothing of the parts stays: {}", s3.kept());
    }
}
