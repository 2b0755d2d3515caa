//! What is whole is taken, carried out and answered.

use std::io::Write as _;

use fla_app::{Channel, EmployeeQuery, EmployeeSort};
use fla_store::testing::{sqlite_store, test_stores};

use crate::support::{FOLDER, World, hiring, names};

#[tokio::test]
async fn a_batch_is_taken_carried_out_and_answered() {
    for (engine, store) in test_stores().await {
        let world = World::new(store).await;
        let mut folders = world.folders();
        let batch = "123456.20261126.00001.R";
        world.leave(&format!("FI.FLAC.{batch}.1.1"), &hiring(7));
        folders.look().await.unwrap();
        assert_eq!(names(&world.inbox()).len(), 1, "{engine}: nothing is taken before its GO");
        assert!(world.files().await.is_empty(), "{engine}");

        world.leave(&format!("GO.FLAC.{batch}.1"), b"");
        folders.look().await.unwrap();
        assert!(names(&world.inbox()).is_empty(), "{engine}");
        assert!(names(&world.outbox()).is_empty(), "{engine}: nothing is decided yet");
        world.app.work_to_the_end().await.unwrap();
        folders.look().await.unwrap();

        let answers = ["FO.ACRF", "FO.NOTI", "GO.ACRF", "GO.NOTI"];
        assert_eq!(names(&world.outbox()), answers.map(|a| format!("{a}.{batch}")), "{engine}");
        let acrf = world.answer(&format!("FO.ACRF.{batch}"));
        assert!(acrf.contains("<ResultCode>1</ResultCode>"), "{engine}: {acrf}");
        assert!(acrf.contains("<Channel>3</Channel>"), "{engine}: {acrf}");
        assert!(acrf.contains(&format!("FI.FLAC.{batch}.1.1")), "{engine}: {acrf}");
        let noti = world.answer(&format!("FO.NOTI.{batch}"));
        assert!(noti.contains("form-7") && noti.contains("<ResultCode>1</ResultCode>"), "{noti}");
        world.nothing_under_way();

        let files = world.files().await;
        assert_eq!(files.len(), 1, "{engine}");
        let file = &files[0];
        assert_eq!((file.channel, file.folder), (Channel::Folder, Some(FOLDER)), "{engine}");
        assert_eq!((file.state.as_str(), file.accepted), ("done", 1), "{engine}");
        world.settle(&mut folders).await;
        assert_eq!(names(&world.outbox()).len(), 4, "{engine}: nothing is answered twice");
    }
}

#[tokio::test]
async fn parts_are_one_file_and_may_be_compressed() {
    let world = World::new(sqlite_store().await).await;
    let xml = hiring(8);
    let (first, second) = xml.split_at(xml.len() / 2);
    let mut packed = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::default());
    packed.write_all(second).unwrap();
    world.leave("FI.FLAC.123456.20261126.0000A.R.2.1", first);
    world.leave("CO.FLAC.123456.20261126.0000A.R.2.2", &packed.finish().unwrap());
    world.leave("GO.FLAC.123456.20261126.0000A.R.2", b"");
    // Damaged parts refuse the whole.
    world.leave("FI.FLAC.123456.20261126.0000B.R.2.1", first);
    world.leave("CO.FLAC.123456.20261126.0000B.R.2.2", b"\x1f\x8b\x08\x00damaged");
    world.leave("GO.FLAC.123456.20261126.0000B.R.2", b"");
    world.settle(&mut world.folders()).await;
    let mut files = world.files().await;
    files.sort_by(|a, b| a.name.cmp(&b.name));
    assert_eq!((files[0].state.as_str(), files[0].accepted), ("done", 1));
    assert_eq!((files[1].state.as_str(), files[1].faults.len()), ("refused", 1));
    let acrf = world.answer("FO.ACRF.123456.20261126.0000B.R");
    assert!(acrf.contains("<ResultCode>0</ResultCode>") && acrf.contains("FILE-"), "{acrf}");
    assert!(!names(&world.outbox()).contains(&"FO.NOTI.123456.20261126.0000B.R".to_owned()));
    world.nothing_under_way();
}

#[tokio::test]
async fn simulations_and_tests_of_the_circuit_write_nothing() {
    let world = World::new(sqlite_store().await).await;
    for environment in ["S", "T"] {
        let batch = format!("123456.20261126.00001.{environment}");
        world.leave(&format!("FI.FLAC.{batch}.1.1"), &hiring(9));
        world.leave(&format!("GO.FLAC.{batch}.1"), b"");
    }
    world.settle(&mut world.folders()).await;
    assert_eq!(names(&world.outbox()).len(), 8);
    assert!(world.files().await.iter().all(|file| file.accepted == 1));
    let anybody = EmployeeQuery {
        name: String::new(),
        team: String::new(),
        joint_committee: String::new(),
        leavers: true,
        year: 2026,
        sort: EmployeeSort::Name,
        page: 1,
        page_size: 10,
        after: None,
    };
    let people = world.app.employees(&world.manager, &anybody).await.unwrap();
    assert!(people.items.is_empty());
}

#[tokio::test]
async fn old_answers_go_and_nothing_else_does() {
    let world = World::new(sqlite_store().await).await;
    world.leave("FI.FLAC.123456.20261126.00001.R.1.1", b"no XML");
    world.leave("GO.FLAC.123456.20261126.00001.R.1", b"");
    let mut folders = world.folders();
    world.settle(&mut folders).await;
    std::fs::write(world.outbox().join("notes.txt"), b"the sender's own").unwrap();
    assert_eq!(names(&world.outbox()).len(), 3);
    world.pass(89 * 24 * 60);
    folders.look().await.unwrap();
    assert_eq!(names(&world.outbox()).len(), 3);
    world.pass(2 * 24 * 60);
    folders.look().await.unwrap();
    assert_eq!(names(&world.outbox()), ["notes.txt"]);
}
