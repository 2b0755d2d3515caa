//! What `fla doctor` finds of a database server.

use fla_store::testing::DatabaseServer;

use crate::common::{run, text};

#[test]
fn settings_that_can_cost_the_database_fail_and_pages_without_checksums_are_told() {
    let database = DatabaseServer::start("-c fsync=off -c full_page_writes=off");
    let dir = tempfile::tempdir().unwrap();
    let url = database.url();
    let settings = [
        ("FLA_DATABASE_URL", &*url),
        ("FLA_OIDC_ISSUER", "https://idp.example"),
        ("FLA_OIDC_CLIENT_ID", "fla"),
        ("FLA_OIDC_CLIENT_AUTH", "none"),
    ];
    let (done, said) = run(dir.path(), &["migrate"], &settings);
    assert!(done && said.contains("fits this program"), "{said}");
    assert!(said.contains("fsync = off"), "a start goes on and warns: {said}");
    let (done, said) = run(dir.path(), &["doctor"], &settings);
    assert!(!done, "{said}");
    for setting in ["fsync", "full_page_writes"] {
        let fails = format!("fail  database: PostgreSQL runs with {setting} = off");
        assert!(said.contains(&fails), "{said}");
    }
    assert!(said.contains("ok    integrity"), "{said}");

    database.stop();
    let out = database.program("pg_checksums").args(["--disable", "-D", "data"]).output().unwrap();
    assert!(out.status.success(), "{}", text(&out));
    database.resume();
    let (_, said) = run(dir.path(), &["doctor"], &settings);
    assert!(said.contains("warn  integrity") && said.contains("pg_checksums --enable"), "{said}");
}
