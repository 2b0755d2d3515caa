//! The open data of the Crossroads Bank for Enterprises, from file to name.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use crate::support::World;
use fla_app::{App, CbeEntry, NewEmployer, Refused};
use fla_domain::access::Quality;
use fla_domain::anomaly::Anomaly;
use fla_domain::language::Language;
use fla_formats::synthetic;
use fla_store::testing::{sqlite_store, test_stores};
use jiff::civil::date;
use zip::write::SimpleFileOptions;

const FILES: [&str; 3] = ["meta.csv", "enterprise.csv", "denomination.csv"];

/// The made-up extract of these tests, of 31 October 2026.
fn fixture() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/cbe")
}

fn text(name: &str) -> String {
    std::fs::read_to_string(fixture().join(name)).unwrap()
}

/// A copy of the extract in which one file is another.
fn with(dir: &Path, name: &str, content: &str) -> PathBuf {
    for file in FILES {
        std::fs::write(dir.join(file), text(file)).unwrap();
    }
    std::fs::write(dir.join(name), content).unwrap();
    dir.to_owned()
}

fn packed(dir: &Path, files: &[(&str, String)]) -> PathBuf {
    let path = dir.join("KboOpenData_0150_2026_11_Full.zip");
    let mut zip = zip::ZipWriter::new(std::fs::File::create(&path).unwrap());
    for (name, content) in files {
        zip.start_file(format!("KboOpenData/{name}"), SimpleFileOptions::default()).unwrap();
        zip.write_all(content.as_bytes()).unwrap();
    }
    zip.finish().unwrap();
    path
}

async fn entry(app: &App, n: u32, language: Language) -> Option<CbeEntry> {
    app.cbe_entry(&synthetic::enterprise(n), language).await.unwrap()
}

async fn name(app: &App, n: u32, language: Language) -> Option<String> {
    entry(app, n, language).await.unwrap().name
}

fn unnamed(n: u32) -> NewEmployer {
    NewEmployer {
        enterprise_number: synthetic::enterprise(n),
        nsso_number: None,
        name: " ".to_owned(),
        language: Language::Nl,
        qualities: vec![Quality::Employer],
    }
}

async fn faults(world: &World, path: &Path) -> Vec<Anomaly> {
    let installation = world.app.installation();
    match world.app.load_cbe(&installation, path).await {
        Err(Refused::Invalid(faults)) => faults,
        other => panic!("{other:?}"),
    }
}

fn told(faults: &[Anomaly]) -> Vec<(String, Option<u64>)> {
    let reason = |a: &Anomaly| a.args.get("reason").cloned().unwrap_or_else(|| a.code());
    faults.iter().map(|a| (reason(a), a.line)).collect()
}

#[tokio::test]
async fn names_come_from_the_extract_that_was_loaded_last() {
    for (engine, store) in test_stores().await {
        let world = World::new(store, date(2026, 11, 26)).await;
        let (app, installation) = (&world.app, world.app.installation());
        assert_eq!(entry(app, 901, Language::Nl).await, None, "{engine}: none is loaded");

        let dir = tempfile::tempdir().unwrap();
        let zip = packed(dir.path(), &FILES.map(|name| (name, text(name))));
        let loaded = app.load_cbe(&installation, &zip).await.unwrap();
        assert_eq!(loaded.snapshot, date(2026, 10, 31), "{engine}");
        assert_eq!((loaded.enterprises, loaded.names), (6, 6), "{engine}: each once");

        assert_eq!(name(app, 901, Language::Nl).await.unwrap(), "De Noordersluizen", "{engine}");
        let first = "Les Écluses \"du Nord\"";
        assert_eq!(name(app, 901, Language::Fr).await.unwrap(), first, "{engine}");
        assert_eq!(name(app, 901, Language::De).await.unwrap(), first, "{engine}: else the first");
        // Neither abbreviation nor commercial name.
        let other = "Zandkorrel, Wolkenveld en Co";
        assert_eq!(name(app, 902, Language::Nl).await.unwrap(), other, "{engine}");
        let nameless = entry(app, 903, Language::Nl).await.unwrap();
        assert_eq!((nameless.known, nameless.name), (true, None), "{engine}");
        let unknown = entry(app, 905, Language::Nl).await.unwrap();
        assert_eq!((unknown.known, unknown.name), (false, None), "{engine}");

        // The next one takes its place, whole.
        let enterprises = text("enterprise.csv").lines().take(2).collect::<Vec<_>>().join("\n");
        let names = text("denomination.csv").replace("Noordersluizen", "Zuidersluizen");
        let dir = tempfile::tempdir().unwrap();
        with(dir.path(), "enterprise.csv", &enterprises);
        std::fs::write(dir.path().join("denomination.csv"), names).unwrap();
        let loaded = app.load_cbe(&installation, dir.path()).await.unwrap();
        assert_eq!(loaded.enterprises, 1, "{engine}");
        assert_eq!(name(app, 901, Language::Nl).await.unwrap(), "De Zuidersluizen", "{engine}");
        assert!(!entry(app, 902, Language::Nl).await.unwrap().known, "{engine}");

        // Somebody who adds no organisations loads nothing.
        let refused = app.load_cbe(&world.hr, dir.path()).await;
        assert!(matches!(refused, Err(Refused::Forbidden(_))), "{engine}");
    }
}

#[tokio::test]
async fn an_organisation_gets_its_name_from_the_cbe_where_none_is_given() {
    for (engine, store) in test_stores().await {
        let world = World::new(store, date(2026, 11, 26)).await;
        let (app, installation) = (&world.app, world.app.installation());
        let missing = |outcome| match outcome {
            Err(Refused::Invalid(found)) => told(&found) == [("EMPLOYER-NAME-001".into(), None)],
            _ => false,
        };
        let added = app.add_employer(&installation, &unnamed(901), None, &world.key()).await;
        assert!(missing(added), "{engine}: no extract");
        app.load_cbe(&installation, &fixture()).await.unwrap();
        let key = world.key();
        let id = app.add_employer(&installation, &unnamed(901), None, &key).await.unwrap();
        let again = app.add_employer(&installation, &unnamed(901), None, &key).await.unwrap();
        assert_eq!(id, again, "{engine}: once under its key");
        let all = app.employers(&installation).await.unwrap();
        let (one, _) = all.iter().find(|(one, _)| one.id == id).unwrap();
        assert_eq!(one.name, "De Noordersluizen", "{engine}");
        for n in [903, 905] {
            let added = app.add_employer(&installation, &unnamed(n), None, &world.key()).await;
            assert!(missing(added), "{engine}: {n} has no name");
        }
        let given = NewEmployer { name: "Onze naam".to_owned(), ..unnamed(905) };
        app.add_employer(&installation, &given, None, &world.key()).await.unwrap();
    }
}

#[tokio::test]
async fn a_broken_extract_is_told_by_line_and_the_one_before_stays() {
    let world = World::new(sqlite_store().await, date(2026, 11, 26)).await;
    world.app.load_cbe(&world.app.installation(), &fixture()).await.unwrap();
    let dir = tempfile::tempdir().unwrap();
    let here = dir.path();

    let update = text("meta.csv").replace("full", "update");
    let found = faults(&world, &with(here, "meta.csv", &update)).await;
    assert_eq!(told(&found), [("cbe-update".into(), Some(4))]);

    let wrong = text("enterprise.csv").replace("0100.090.1", "0100.090.9");
    let found = faults(&world, &with(here, "enterprise.csv", &wrong)).await;
    let lines = [2, 6].map(|line| ("ENTERPRISE-004".to_owned(), Some(line)));
    assert_eq!(told(&found), lines, "every fault at once");

    let wrong = text("denomination.csv").replace("\"0\",\"001\"", "\"5\",\"001\"");
    let found = faults(&world, &with(here, "denomination.csv", &wrong)).await;
    assert_eq!(told(&found), [("cbe-code".into(), Some(7))]);

    let head = text("enterprise.csv").lines().next().unwrap().to_owned();
    let found = faults(&world, &with(here, "enterprise.csv", &head)).await;
    assert_eq!(told(&found), [("cbe-empty".into(), None)]);

    std::fs::remove_file(here.join("denomination.csv")).unwrap();
    with(here, "enterprise.csv", &text("enterprise.csv"));
    std::fs::remove_file(here.join("denomination.csv")).unwrap();
    let found = faults(&world, here).await;
    assert_eq!(told(&found), [("cbe-missing".into(), None)]);
    let found = faults(&world, &here.join("nowhere.zip")).await;
    assert_eq!(told(&found), [("io".into(), None)]);
    let found = faults(&world, &here.join("meta.csv")).await;
    assert_eq!(told(&found), [("cbe-damaged".into(), None)]);

    // Nine megabytes of one and the same establishment in a few kilobytes.
    let row = "\"2.000.000.339\",\"1\",\"003\",\"x\"\n";
    let bomb = text("denomination.csv") + &row.repeat((9 << 20) / row.len());
    let files = [
        ("meta.csv", text("meta.csv")),
        ("enterprise.csv", text("enterprise.csv")),
        ("denomination.csv", bomb),
    ];
    let found = faults(&world, &packed(here, &files)).await;
    assert_eq!(told(&found), [("cbe-big".into(), None)]);

    assert_eq!(name(&world.app, 901, Language::Nl).await.unwrap(), "De Noordersluizen");
}
