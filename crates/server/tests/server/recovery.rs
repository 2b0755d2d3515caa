//! Backup and point-in-time recovery on PostgreSQL, as `docs/operations.md` describes them: a base
//! backup, what was written after it in the archive of the log, and a register brought back to a
//! moment, whose audit log and contents agree.

use std::fs::{self, File};
use std::io::Write;
use std::path::Path;
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::common::{ended, fla, text};
use fla_store::testing::DatabaseServer;

/// Each segment of the log is copied once, and none is overwritten.
const ARCHIVE: &str = "-c archive_mode=on -c archive_command='mkdir -p {home}/archive && \
                       test ! -f {home}/archive/%f && cp %p {home}/archive/%f'";

/// The command on the database of a server; its output where it did as asked.
fn run(dir: &Path, database: &DatabaseServer, arguments: &[&str]) -> Result<String, String> {
    let out = ended(fla(dir, arguments).env("FLA_DATABASE_URL", database.url()));
    if out.status.success() { Ok(text(&out)) } else { Err(text(&out)) }
}

fn add(dir: &Path, database: &DatabaseServer, number: &str, name: &str) {
    let add = ["employer", "add", number, "--name", name, "--language", "nl"];
    run(dir, database, &add).unwrap();
}

/// What the server answers to a question.
fn ask(database: &DatabaseServer, question: &str) -> String {
    let out = database.program("psql").args(["-AtX", "-c", question]).output().unwrap();
    assert!(out.status.success(), "{}", text(&out));
    String::from_utf8(out.stdout).unwrap().trim().to_owned()
}

fn wait_until(what: &str, come: impl Fn() -> bool) {
    let began = Instant::now();
    while !come() {
        assert!(began.elapsed() < Duration::from_secs(30), "{what}");
        sleep(Duration::from_millis(50));
    }
}

/// Puts the base backup in the place of the data, to be brought forward to a moment.
fn restore(database: &DatabaseServer, moment: &str) {
    let home = database.home();
    fs::rename(home.join("data"), home.join("lost")).unwrap();
    fs::rename(home.join("base"), home.join("data")).unwrap();
    let settings = home.join("data/postgresql.auto.conf");
    let mut settings = File::options().append(true).open(settings).unwrap();
    write!(
        settings,
        "restore_command = 'cp {}/archive/%f %p'\nrecovery_target_time = '{moment}'\n\
         recovery_target_action = 'promote'\n",
        home.display()
    )
    .unwrap();
    fs::write(home.join("data/recovery.signal"), "").unwrap();
}

#[test]
fn a_register_is_brought_back_to_a_moment() {
    let database = DatabaseServer::start(ARCHIVE);
    let dir = tempfile::tempdir().unwrap();
    add(dir.path(), &database, "0101100031", "Before the backup");
    let mut backup = database.program("pg_basebackup");
    let out = backup.args(["-D", "base", "--checkpoint=fast"]).output().unwrap();
    assert!(out.status.success(), "{}", text(&out));
    let out = database.program("pg_verifybackup").arg("base").output().unwrap();
    assert!(out.status.success(), "{}", text(&out));

    add(dir.path(), &database, "0101100130", "After the backup");
    run(dir.path(), &database, &["audit", "checkpoint"]).unwrap();
    let moment = ask(&database, "SELECT clock_timestamp()");
    add(dir.path(), &database, "0102000250", "After the moment");
    let later = run(dir.path(), &database, &["audit", "checkpoint"]).unwrap();
    fs::write(dir.path().join("later.txt"), later).unwrap();
    let segment = ask(&database, "SELECT pg_walfile_name(pg_switch_wal())");
    let kept = database.home().join("archive").join(segment);
    wait_until("the log is not archived", || kept.exists());
    database.stop();

    restore(&database, &moment);
    database.resume();
    wait_until("it is not brought back", || ask(&database, "SELECT pg_is_in_recovery()") == "f");
    let listed = run(dir.path(), &database, &["employer", "list"]).unwrap();
    assert!(
        listed.contains("Before the backup") && listed.contains("After the backup"),
        "{listed}"
    );
    assert!(!listed.contains("After the moment"), "{listed}");
    let found = run(dir.path(), &database, &["audit", "check"]).unwrap();
    assert!(found.contains("entries sealed, 0 wait"), "{found}");
    // It is whole and goes on.
    add(dir.path(), &database, "0102000349", "Since then");
    run(dir.path(), &database, &["audit", "check"]).unwrap();
    run(dir.path(), &database, &["audit", "export", "--to", "log"]).unwrap();
    assert!(ended(&mut fla(dir.path(), &["audit", "verify", "log"])).status.success());
    // Whoever holds what was said after the moment sees that the log was set back.
    let witness = ["audit", "verify", "log", "--witness", "later.txt"];
    let out = ended(&mut fla(dir.path(), &witness));
    assert!(!out.status.success(), "{}", text(&out));
}
