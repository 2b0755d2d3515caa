//! Files in a folder and in an object store with a real server, which goes away and comes back.
#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

mod s3;

use std::io::{ErrorKind, Read as _};
use std::time::{Duration, SystemTime};

use fla_domain::ids::FileId;
use fla_files::{Files, Place};
use s3::S3;
use uuid::Uuid;

/// More than two parts, and no whole number of anything.
const LONG: usize = (20 << 20) + 12_345;

#[expect(clippy::disallowed_methods, reason = "the server reads the real clock")]
fn now() -> SystemTime {
    SystemTime::now()
}

fn id(n: u128) -> FileId {
    FileId(Uuid::from_u128(n))
}

/// Bytes that are the same nowhere, so that a part in a wrong place shows.
fn bytes(length: usize) -> Vec<u8> {
    let mut state = 1_u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        state.to_be_bytes()[0]
    };
    (0..length).map(|_| next()).collect()
}

async fn put(files: &Files, id: FileId, bytes: &[u8]) {
    let mut writer = files.create(id).await.unwrap();
    for piece in bytes.chunks(100_003) {
        writer.write(piece).await.unwrap();
    }
    writer.finish().await.unwrap();
}

async fn is_there(files: &Files, id: FileId) -> bool {
    match files.open(id).await {
        Ok(_) => true,
        Err(error) => {
            assert_eq!(error.kind(), ErrorKind::NotFound, "{error}");
            false
        }
    }
}

async fn blocking(files: &Files, id: FileId) -> Vec<u8> {
    let files = files.clone();
    let read = tokio::task::spawn_blocking(move || {
        let mut content = files.open_blocking(id).unwrap();
        // Read on a thread that the runtime does not know, as what reads ahead does.
        std::thread::spawn(move || {
            let mut all = Vec::new();
            content.read_to_end(&mut all).unwrap();
            assert!(!content.trouble().met());
            all
        })
        .join()
        .unwrap()
    });
    read.await.unwrap()
}

/// What holds of every place.
async fn a_place_keeps_files(files: &Files) {
    files.ask().await.unwrap();
    for (n, length) in [(1, 0), (2, 5), (3, LONG)] {
        let all = bytes(length);
        put(files, id(n), &all).await;
        assert!(files.read(id(n)).await.unwrap() == all, "{length} bytes");
        assert!(blocking(files, id(n)).await == all, "{length} bytes, for a thread");
    }
    let mut half = files.create(id(4)).await.unwrap();
    half.write(&bytes(LONG)).await.unwrap();
    drop(half);
    let mut old = files.old(now() + Duration::from_mins(1)).await.unwrap();
    old.retain(|found| *found != id(4));
    old.sort();
    assert_eq!(old, [id(1), id(2), id(3)]);
    assert_eq!(files.old(SystemTime::UNIX_EPOCH + Duration::from_secs(1)).await.unwrap(), []);
    for n in [1, 2] {
        files.remove(id(n)).await.unwrap();
        assert!(!is_there(files, id(n)).await);
    }
    files.remove_soon(id(3));
    let mut tries = 0;
    while is_there(files, id(3)).await || is_there(files, id(4)).await {
        assert!(tries < 100, "a file that is dropped goes");
        tries += 1;
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    files.try_out(id(5)).await.unwrap();
    assert!(!is_there(files, id(5)).await);
}

#[tokio::test]
async fn a_folder_keeps_files() {
    let folder = tempfile::tempdir().unwrap();
    let files = Files::folder(folder.path().join("files"));
    a_place_keeps_files(&files).await;
    assert_eq!(std::fs::read_dir(folder.path().join("files")).unwrap().count(), 0);
}

/// A share that is not mounted is not replaced by a folder of this machine's own.
#[tokio::test]
async fn a_folder_that_went_is_told_and_not_made_again() {
    let dir = tempfile::tempdir().unwrap();
    let folder = dir.path().join("files");
    let own = Files::folder(&folder);
    let place = Place::parse(&format!("file://{}", folder.display())).unwrap();
    let given = Files::at(&place, std::iter::empty(), dir.path().join("scratch")).unwrap();
    for files in [&own, &given] {
        files.ask().await.unwrap();
        files.try_out(id(1)).await.unwrap();
    }
    std::fs::remove_dir(&folder).unwrap();
    // Neither is it made by opening it.
    let again = Files::at(&place, std::iter::empty(), dir.path().join("scratch")).unwrap();
    for files in [&own, &given, &again] {
        assert!(files.ask().await.is_err());
        assert!(files.try_out(id(1)).await.is_err());
        let read = files.read(id(1)).await.unwrap_err();
        assert!(read.kind() != ErrorKind::NotFound, "the file may come back: {read}");
        assert!(files.old(SystemTime::UNIX_EPOCH).await.is_err());
        files.scratch().unwrap();
        assert!(!folder.exists());
    }
    std::fs::create_dir(&folder).unwrap();
    given.ask().await.unwrap();
    given.try_out(id(1)).await.unwrap();
}

#[tokio::test]
async fn an_object_store_keeps_files() {
    let s3 = S3::start().await;
    a_place_keeps_files(&s3.files("fla/files")).await;
}

#[tokio::test]
async fn a_file_is_there_only_as_a_whole() {
    let s3 = S3::start().await;
    let files = s3.files("");
    let mut writer = files.create(id(1)).await.unwrap();
    writer.write(&bytes(LONG)).await.unwrap();
    assert!(!is_there(&files, id(1)).await);
    writer.finish().await.unwrap();
    assert!(is_there(&files, id(1)).await);
}

/// A process that is killed has nothing dropped.
#[tokio::test]
async fn parts_of_a_killed_process_are_removed_by_another_instance() {
    let s3 = S3::start().await;
    let killed = s3.files("fla");
    let mut writer = killed.create(id(1)).await.unwrap();
    writer.write(&bytes(LONG)).await.unwrap();
    std::mem::forget(writer);
    assert!(s3.kept() > 16 << 20, "two parts are there: {}", s3.kept());
    let other = s3.files("fla");
    let early = now() - Duration::from_mins(1);
    assert_eq!(other.drop_parts(early).await.unwrap(), 0, "one that is under way stays");
    let late = now() + Duration::from_mins(1);
    assert_eq!(other.drop_parts(late).await.unwrap(), 1);
    assert_eq!(other.drop_parts(late).await.unwrap(), 0);
    assert!(s3.kept() < 1 << 20, "nothing of them stays: {}", s3.kept());
    put(&other, id(1), &bytes(LONG)).await;
    assert!(killed.read(id(1)).await.unwrap() == bytes(LONG), "begun again, it comes in");
}

#[tokio::test]
async fn a_store_that_goes_away_is_told_and_what_it_has_comes_back() {
    let mut s3 = S3::start().await;
    let files = s3.files("fla");
    put(&files, id(1), &bytes(LONG)).await;
    let mut content = files.open(id(1)).await.unwrap();
    content.next().await.unwrap().unwrap();
    let open = files.clone();
    let open = tokio::task::spawn_blocking(move || open.open_blocking(id(1)).unwrap());
    let mut waiting = open.await.unwrap();
    let trouble = waiting.trouble();
    let mut writer = files.create(id(2)).await.unwrap();
    writer.write(&bytes(9 << 20)).await.unwrap();
    s3.stop().await;
    assert!(files.ask().await.is_err());
    assert!(content.next().await.is_err());
    let read = tokio::task::spawn_blocking(move || waiting.read_to_end(&mut Vec::new()));
    assert!(read.await.unwrap().is_err());
    assert!(trouble.met());
    assert!(writer.finish().await.is_err());
    let error = files.open(id(1)).await.unwrap_err();
    assert_ne!(error.kind(), ErrorKind::NotFound, "it is not known that it is not there");
    s3.again().await;
    files.ask().await.unwrap();
    assert!(files.read(id(1)).await.unwrap() == bytes(LONG));
    assert!(!is_there(&files, id(2)).await);
}

#[tokio::test]
async fn a_wrong_key_is_told_without_it() {
    let s3 = S3::start().await;
    let place = Place::parse("s3://files/fla").unwrap();
    let files = Files::at(&place, s3.variables("not the secret"), s3.scratch()).unwrap();
    let error = files.try_out(id(1)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::PermissionDenied);
    let told = format!("{error} {error:?} {files:?}");
    assert!(!told.contains("not the secret") && !told.contains("127.0.0.1"), "{told}");
}
