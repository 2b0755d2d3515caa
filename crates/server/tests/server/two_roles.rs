//! One role owns the tables and updates the schema, another one serves: row-level security holds.

use fla_store::testing::empty_database;

use crate::common::run;

const APPLICATION: &str = "FLA_DATABASE_URL";
const OWNER: &str = "FLA_DATABASE_OWNER_URL";
const LIST: [&str; 2] = ["employer", "list"];

#[tokio::test]
async fn the_owner_prepares_and_the_application_serves() {
    let dir = tempfile::tempdir().unwrap();
    let dir = dir.path();
    let database = empty_database().await;
    let (owner, application) = (database.owner_url(), database.application_url());
    let alone = [(APPLICATION, &*application)];
    let both = [(APPLICATION, &*application), (OWNER, owner)];

    let (done, said) = run(dir, &LIST, &alone);
    assert!(!done && said.contains(OWNER), "nothing is there yet, and the mend is told: {said}");
    let (done, said) = run(dir, &["doctor"], &alone);
    assert!(!done && said.contains("statements do not fit; the role may not"), "{said}");
    let (_, said) = run(dir, &["doctor"], &both);
    assert!(said.contains("statements do not fit; the next start"), "{said}");
    let add = ["employer", "add", "0101100031", "--name", "A", "--language", "nl"];
    let (done, said) = run(dir, &add, &both);
    assert!(done && !said.contains("row-level security"), "{said}");
    // From now on without the owner's secret.
    let (done, said) = run(dir, &LIST, &alone);
    assert!(done && said.contains("0101.100.031"), "{said}");
    assert!(!said.contains("row-level security"), "{said}");

    // One role for both works too, and is told what it lacks.
    let (done, said) = run(dir, &LIST, &[(APPLICATION, owner)]);
    assert!(
        done && said.contains("row-level security") && said.contains("owns the tables"),
        "{said}"
    );
    let (done, said) = run(dir, &LIST, &[(OWNER, owner)]);
    assert!(!done && said.contains("names no role"), "{said}");
    assert!(!said.contains(owner), "who may enter is told: {said}");
}
