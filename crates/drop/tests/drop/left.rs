//! What is left that is no batch, or not this sender's.

use std::fs;
use std::os::unix::fs::symlink;
use std::process::Command;

use fla_store::testing::{sqlite_store, test_stores};

use crate::support::{World, give, hiring, leave, names, organisation};

#[tokio::test]
async fn links_folders_pipes_and_other_names_are_not_there() {
    let world = World::new(sqlite_store().await).await;
    let secret = world.root.join("secret");
    fs::write(&secret, hiring(7)).unwrap();
    let inbox = world.inbox();
    symlink(&secret, inbox.join("FI.FLAC.123456.20261126.00001.R.1.1")).unwrap();
    fs::create_dir(inbox.join("FI.FLAC.123456.20261126.00002.R.1.1")).unwrap();
    let pipe = inbox.join("FI.FLAC.123456.20261126.00003.R.1.1");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    for n in 1..=3 {
        world.leave(&format!("GO.FLAC.123456.20261126.0000{n}.R.1"), b"");
    }
    let strange = [
        "FI.FLAC.123456.20261126.00004.R.1.1.filepart",
        ".FI.FLAC.123456.20261126.00004.R.1.1",
        "declaration.xml",
        "FO.ACRF.123456.20261126.00001.R",
    ];
    for name in strange {
        world.leave(name, b"partial");
    }
    let mut folders = world.folders();
    world.settle(&mut folders).await;
    assert!(world.files().await.is_empty(), "a part may be on its way");
    world.pass(10);
    world.settle(&mut folders).await;
    let files = world.files().await;
    assert_eq!(files.len(), 3);
    for file in &files {
        assert_eq!(file.faults[0].code(), "FILE-NAME-001", "{}", file.name);
    }
    let left = names(&inbox);
    assert!(strange.iter().all(|name| left.contains(&(*name).to_owned())), "{left:?}");
    assert_eq!(left.len(), 7, "links, folders and pipes are not touched: {left:?}");
    assert_eq!(fs::read(&secret).unwrap(), hiring(7));
    world.nothing_under_way();
}

#[tokio::test]
async fn a_batch_is_called_back_until_it_is_taken() {
    let world = World::new(sqlite_store().await).await;
    let mut folders = world.folders();
    world.leave("FI.FLAC.123456.20261126.00001.R.1.1", &hiring(7));
    world.leave("GO.FLAC.123456.20261126.00001.R.1", b"");
    world.leave("TD.FLAC.123456.20261126.00001.R.1", b"");
    world.settle(&mut folders).await;
    assert!(world.files().await.is_empty());
    assert!(names(&world.inbox()).is_empty() && names(&world.outbox()).is_empty());
    // What was never taken can be sent under its name.
    world.leave("FI.FLAC.123456.20261126.00001.R.1.1", &hiring(7));
    world.leave("GO.FLAC.123456.20261126.00001.R.1", b"");
    world.settle(&mut folders).await;
    world.leave("TD.FLAC.123456.20261126.00001.R.1", b"");
    world.settle(&mut folders).await;
    assert_eq!(world.files().await[0].state, "done");
    assert!(names(&world.inbox()).is_empty());
    world.nothing_under_way();
}

#[tokio::test]
async fn a_part_that_its_go_overtook_is_waited_for() {
    let world = World::new(sqlite_store().await).await;
    let mut folders = world.folders();
    world.leave("GO.FLAC.123456.20261126.00001.R.1", b"");
    world.settle(&mut folders).await;
    world.pass(9);
    world.settle(&mut folders).await;
    world.leave("FI.FLAC.123456.20261126.00001.R.1.1", &hiring(7));
    world.settle(&mut folders).await;
    assert_eq!(world.files().await[0].state, "done");
}

#[tokio::test]
async fn a_name_is_used_once_and_no_answer_is_replaced() {
    let world = World::new(sqlite_store().await).await;
    let mut folders = world.folders();
    let batch = "123456.20261126.00001.R";
    for (kind, n) in [("FI", 7), ("CO", 8)] {
        world.leave(&format!("{kind}.FLAC.{batch}.1.1"), &hiring(n));
        world.leave(&format!("GO.FLAC.{batch}.1"), b"");
        world.settle(&mut folders).await;
    }
    let files = world.files().await;
    let states: Vec<_> = files.iter().map(|file| file.state.as_str()).collect();
    assert_eq!(states, ["refused", "done"]);
    assert_eq!(files[0].faults[0].args["reason"], "sameName");
    let acrf = format!("FO.ACRF.{batch}");
    assert!(world.answer(&acrf).contains("<ResultCode>1</ResultCode>"));
    // Once the sender has taken the first away, the second comes.
    fs::remove_file(world.outbox().join(&acrf)).unwrap();
    folders.look().await.unwrap();
    assert!(world.answer(&acrf).contains("FILE-006"), "{}", world.answer(&acrf));
    world.nothing_under_way();
}

#[tokio::test]
async fn whose_folder_it_is_says_who_sends() {
    for (engine, store) in test_stores().await {
        let world = World::new(store).await;
        let (other, manager, client) = organisation(&world.app, 2).await;
        give(&world.app, &world.root, (other, client), 654_321).await;
        // In its own folder, under the number of another.
        let inbox = world.root.join("654321/in");
        leave(&inbox, "FI.FLAC.123456.20261126.00001.R.1.1", &hiring(7));
        leave(&inbox, "GO.FLAC.123456.20261126.00001.R.1", b"");
        // Under its own number, about an employer that gave it no mandate.
        leave(&inbox, "FI.FLAC.654321.20261126.00001.R.1.1", &hiring(7));
        leave(&inbox, "GO.FLAC.654321.20261126.00001.R.1", b"");
        // In a folder that nobody was given.
        let nobody = world.root.join("111111/in");
        fs::create_dir_all(&nobody).unwrap();
        leave(&nobody, "FI.FLAC.111111.20261126.00001.R.1.1", &hiring(7));
        leave(&nobody, "GO.FLAC.111111.20261126.00001.R.1", b"");
        let mut folders = world.folders();
        world.settle(&mut folders).await;
        assert!(world.files().await.is_empty(), "{engine}");
        assert_eq!(names(&nobody).len(), 2, "{engine}");
        let latest = fla_domain::time::Instant::LATEST;
        let mut files = world.app.batch_files(&manager, latest, 10).await.unwrap();
        files.sort_by(|a, b| a.name.cmp(&b.name));
        assert_eq!(files[0].faults[0].args["reason"], "fileNameOtherSender", "{engine}");
        assert_eq!((files[1].state.as_str(), files[1].refused), ("done", 1), "{engine}");
        let out = names(&world.root.join("654321/out"));
        assert_eq!(out.len(), 6, "{engine}: {out:?}");

        // Whoever manages the access ends the software, and with it its folder.
        let key = crate::support::key(&world.app);
        world.app.end_client(&manager, client, &key).await.unwrap();
        leave(&inbox, "FI.FLAC.654321.20261126.00002.R.1.1", &hiring(7));
        leave(&inbox, "GO.FLAC.654321.20261126.00002.R.1", b"");
        world.settle(&mut folders).await;
        assert_eq!(names(&inbox).len(), 2, "{engine}");
        let given = world.app.folders(&world.app.installation()).await.unwrap();
        assert_eq!(given.len(), 1, "{engine}");
    }
}

#[tokio::test]
async fn a_folder_is_given_once_and_only_to_software_that_may_send() {
    let world = World::new(sqlite_store().await).await;
    let app = &world.app;
    let installation = app.act_as_installation(world.organisation).await.unwrap();
    let new = |number, client| fla_app::NewFolder {
        number,
        client,
        language: fla_domain::language::Language::De,
        signers: Vec::new(),
    };
    let key = || crate::support::key(app);
    let again = new(crate::support::FOLDER, world.client);
    assert!(!app.give_folder(&installation, &again, &key()).await.unwrap());
    let reads = [fla_domain::access::ApiScope::RegisterRead].into_iter().collect();
    let reader = app.add_client(&world.manager, "Reader", reads, &key()).await.unwrap();
    let refused = app.give_folder(&installation, &new(2, reader), &key()).await.unwrap_err();
    assert!(matches!(&refused, fla_app::Refused::Invalid(a) if a[0].code() == "SCOPE-001"));
    let refused = app.give_folder(&world.manager, &new(2, world.client), &key()).await;
    assert!(matches!(refused, Err(fla_app::Refused::Forbidden(_))), "{refused:?}");
    app.end_folder(&installation, crate::support::FOLDER, &key()).await.unwrap();
    world.leave("GO.FLAC.123456.20261126.00001.R.1", b"");
    world.leave("FI.FLAC.123456.20261126.00001.R.1.1", &hiring(7));
    world.settle(&mut world.folders()).await;
    assert_eq!(names(&world.inbox()).len(), 2);
}
