//! `fla migrate-store`, as an operator runs it.

use fla_store::testing::empty_database;
use tempfile::TempDir;

use crate::common::run;

const TO: &str = "FLA_MIGRATE_TO";

/// The folder of an embedded register.
fn with_an_employer() -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    let add = ["employer", "add", "0101100031", "--name", "A", "--language", "nl"];
    let (done, said) = run(dir.path(), &add, &[]);
    assert!(done, "{said}");
    dir
}

#[tokio::test]
async fn a_register_moves_to_postgresql_and_back() {
    let dir = with_an_employer();
    let dir = dir.path();
    let database = empty_database().await;
    let there = [("FLA_DATABASE_URL", database.url())];

    let (done, said) = run(dir, &["migrate-store"], &[(TO, database.url())]);
    assert!(done, "{said}");
    assert!(said.contains("audit log:") && said.contains("employer"), "{said}");
    assert!(!said.contains('@'), "who may enter is told: {said}");
    let (done, said) = run(dir, &["employer", "list"], &there);
    assert!(done && said.contains("0101.100.031"), "{said}");

    // A second time it would go over a register.
    let (done, said) = run(dir, &["migrate-store"], &[(TO, database.url())]);
    assert!(!done && said.contains("holds one already"), "{said}");
    // Back, to another file.
    let (done, said) = run(dir, &["migrate-store", "--to", "sqlite:back.db"], &there);
    assert!(done, "{said}");
    let back = [("FLA_DATABASE_URL", "sqlite:back.db")];
    let (done, said) = run(dir, &["employer", "list"], &back);
    assert!(done && said.contains("0101.100.031"), "{said}");

    // What is no address of a database is told before anything is done.
    let (done, said) = run(dir, &["migrate-store", "--to", "mysql://host/fla"], &[]);
    assert!(!done && said.contains("postgres://user@host/database"), "{said}");
}

#[tokio::test]
async fn a_register_moves_with_an_owner_and_an_application() {
    const OWNER: &str = "FLA_DATABASE_OWNER_URL";
    let dir = with_an_employer();
    let dir = dir.path();
    let database = empty_database().await;
    let (owner, application) = (database.owner_url(), database.application_url());

    let elsewhere = owner.replace("fla_test_1", "other_1");
    let (done, said) = run(dir, &["migrate-store"], &[(TO, &application), (OWNER, &elsewhere)]);
    assert!(!done && said.contains("alike"), "{said}");
    let (done, said) = run(dir, &["migrate-store"], &[(TO, &application), (OWNER, owner)]);
    assert!(done && said.contains("audit log:"), "{said}");
    assert!(!said.contains("is no setting"), "{said}");
    // The application serves it at once, and the second lock holds.
    let there = [("FLA_DATABASE_URL", &*application)];
    let (done, said) = run(dir, &["employer", "list"], &there);
    assert!(done && said.contains("0101.100.031"), "{said}");
    assert!(!said.contains("row-level security"), "{said}");

    let both = [there[0], (OWNER, owner)];
    let (done, said) = run(dir, &["migrate-store", "--to", "sqlite:back.db"], &both);
    assert!(done, "{said}");
    let back = [("FLA_DATABASE_URL", "sqlite:back.db")];
    let (done, said) = run(dir, &["employer", "list"], &back);
    assert!(done && said.contains("0101.100.031"), "{said}");
}
