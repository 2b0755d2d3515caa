//! The sealed audit log at the command line, as its operator and a stranger use it; the second
//! verifier must agree with the first.

use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;
use std::process::Command;

use crate::common::{ended, fla, text};
use fla_store::testing::{TestDatabase, empty_database};
use tempfile::TempDir;

/// What a command says, and whether it went well.
fn run(dir: &Path, arguments: &[&str]) -> (bool, String) {
    let out = ended(&mut fla(dir, arguments));
    (out.status.success(), text(&out))
}

fn must(dir: &Path, arguments: &[&str]) -> String {
    let (done, said) = run(dir, arguments);
    assert!(done, "{arguments:?}: {said}");
    said
}

/// The same of the second verifier.
fn second(dir: &Path, arguments: &[&str]) -> (bool, String) {
    let program = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../reference/audit_log.py");
    let mut command = Command::new("python3");
    let out = command.arg("-B").arg(program).args(arguments).current_dir(dir).output().unwrap();
    (out.status.success(), text(&out))
}

/// A folder for an installation on each engine.
struct Place {
    engine: &'static str,
    dir: TempDir,
    /// Dropped behind the folder.
    _database: Option<TestDatabase>,
}

async fn places() -> [Place; 2] {
    let embedded = Place { engine: "sqlite", dir: tempfile::tempdir().unwrap(), _database: None };
    let (dir, database) = (tempfile::tempdir().unwrap(), empty_database().await);
    // Without the warnings that the cluster of the tests gives up safety for speed.
    let settings = format!("database_url = \"{}\"\nlog = \"error\"\n", database.url());
    fs::write(dir.path().join("fla.toml"), settings).unwrap();
    [embedded, Place { engine: "postgres", dir, _database: Some(database) }]
}

/// An installation with an employer whose log was looked at `looks` times.
fn installation(dir: &Path, looks: usize) {
    must(dir, &["employer", "add", "0101100031", "--name", "A", "--language", "nl"]);
    look(dir, looks);
}

fn look(dir: &Path, looks: usize) {
    for _ in 0..looks {
        must(dir, &["audit", "list", "--employer", "0101100031"]);
    }
}

#[tokio::test]
async fn an_export_is_checked_by_a_stranger() {
    for place in places().await {
        export_is_checked(place.engine, place.dir.path());
    }
}

fn export_is_checked(engine: &str, dir: &Path) {
    installation(dir, 3);
    let said = must(dir, &["audit", "check"]);
    assert!(said.contains("ok "), "{engine}: {said}");
    fs::write(dir.join("kept.txt"), must(dir, &["audit", "checkpoint"])).unwrap();
    look(dir, 2);
    assert!(must(dir, &["audit", "export", "--to", "log"]).contains("entries in log"));
    let (done, said) = run(dir, &["audit", "export", "--to", "log"]);
    assert!(!done && said.contains("must not be there yet"), "{said}");

    // Elsewhere, with nothing of the installation.
    let elsewhere = tempfile::tempdir().unwrap();
    let elsewhere = elsewhere.path();
    fs::rename(dir.join("log"), elsewhere.join("log")).unwrap();
    fs::rename(dir.join("kept.txt"), elsewhere.join("kept.txt")).unwrap();
    let key = must(dir, &["audit", "key"]);
    let key = key.trim();
    let arguments = ["log", "--witness", "kept.txt", "--key", key];
    let first = |arguments: &[&str]| run(elsewhere, &[&["audit", "verify"], arguments].concat());
    let (done, said) = first(&arguments);
    assert!(done && said.contains("and 1 of witnesses"), "{said}");
    assert!(first(&["log"]).1.contains("note  only an earlier checkpoint"));
    let (done, said) = second(elsewhere, &arguments);
    assert!(done && said.starts_with("ok: "), "{said}");
    assert!(!elsewhere.join("data").exists(), "the check made something of an installation");

    let entries = fs::read_to_string(elsewhere.join("log/entries.jsonl")).unwrap();
    assert!(entries.lines().count() > 5);
    let changed = entries.replacen("\"listAuditLog\"", "\"exportAuditLog\"", 1);
    assert_ne!(changed, entries);
    let place = entries.lines().position(|line| line.contains("\"listAuditLog\"")).unwrap();
    fs::write(elsewhere.join("log/entries.jsonl"), &changed).unwrap();
    let (done, said) = first(&arguments);
    assert!(
        !done && said.contains(&format!("fail  changed entry {place}: not as logged")),
        "{said}"
    );
    let (done, said) = second(elsewhere, &arguments);
    assert!(!done && said == format!("changed entry {place}\n"), "{said}");

    let (done, said) = first(&["nowhere"]);
    assert!(!done && said.contains("cannot read nowhere/keys.txt"), "{said}");
    let (done, said) = first(&["log", "--key", "no key"]);
    assert!(!done && said.contains("is no public key"), "{said}");
}

#[tokio::test]
async fn an_entry_is_proved() {
    for place in places().await {
        entry_is_proved(place.engine, place.dir.path());
    }
}

fn entry_is_proved(engine: &str, dir: &Path) {
    installation(dir, 5);
    must(dir, &["audit", "export", "--to", "log"]);
    let entries = fs::read_to_string(dir.join("log/entries.jsonl")).unwrap();
    for line in entries.lines() {
        let id = line.split("\"id\":\"").nth(1).unwrap().split('"').next().unwrap();
        let proof = must(dir, &["audit", "prove", id]);
        fs::write(dir.join("proof.json"), &proof).unwrap();
        let (done, said) = second(dir, &["proof.json", "--proof"]);
        assert!(done && said.starts_with("ok: "), "{said}");
        let forged = proof.replace("\\\"done\\\"", "\\\"refused\\\"");
        assert_ne!(forged, proof);
        fs::write(dir.join("proof.json"), forged).unwrap();
        assert!(!second(dir, &["proof.json", "--proof"]).0, "a forged proof was taken");
    }
    let nobody = "00000000-0000-4000-8000-000000000000";
    let (done, said) = run(dir, &["audit", "prove", nobody]);
    assert!(!done && said.contains("is in the log"), "{engine}: {said}");
}

/// The size that a checkpoint says.
fn size_of(checkpoint: &str) -> usize {
    checkpoint.lines().nth(1).unwrap().parse().unwrap()
}

#[tokio::test]
async fn a_log_goes_on_from_a_checkpoint_that_was_kept() {
    for place in places().await {
        log_goes_on(place.engine, place.dir.path());
    }
}

fn log_goes_on(engine: &str, dir: &Path) {
    installation(dir, 1);
    let mut kept: Vec<String> = Vec::new();
    for number in 0..5 {
        look(dir, number % 3);
        kept.push(must(dir, &["audit", "checkpoint"]));
        fs::write(dir.join(format!("kept-{number}.txt")), &kept[number]).unwrap();
    }
    for (number, checkpoint) in kept.iter().enumerate() {
        let (size, witness) = (size_of(checkpoint).to_string(), format!("kept-{number}.txt"));
        let proof = must(dir, &["audit", "consistency", &size]);
        fs::write(dir.join("grown.json"), &proof).unwrap();
        let arguments = ["grown.json", "--consistency", "--witness", &witness];
        let (done, said) = second(dir, &arguments);
        let wanted = format!("goes on from that of {size}\n");
        assert!(done && said.ends_with(&wanted), "{engine}: {said}");
        assert!(second(dir, &["grown.json", "--consistency"]).0, "{engine}");
        // Another one's checkpoint, and a path of another tree.
        let other = format!("kept-{}.txt", (number + 2) % 5);
        if size_of(&kept[(number + 2) % 5]).to_string() != size {
            let (done, said) = second(dir, &["grown.json", "--consistency", "--witness", &other]);
            assert!(!done && said == "the proof does not hold\n", "{engine}: {said}");
        }
        let mut proof: serde_json::Value = serde_json::from_str(&proof).unwrap();
        let path = proof["path"].as_array_mut().unwrap();
        match path.pop() {
            Some(_) => {}
            None => path.push(serde_json::json!("00".repeat(32))),
        }
        fs::write(dir.join("grown.json"), proof.to_string()).unwrap();
        assert!(!second(dir, &["grown.json", "--consistency"]).0, "{engine}: {proof}");
    }
    let last = size_of(&kept[4]);
    for (size, why) in [(0, "without entries"), (last + 1, "entries only")] {
        let (done, said) = run(dir, &["audit", "consistency", &size.to_string()]);
        assert!(!done && said.contains(why), "{engine}: {said}");
    }
}

#[test]
fn an_older_state_put_back_is_known_by_its_witness() {
    let dir = tempfile::tempdir().unwrap();
    let dir = dir.path();
    installation(dir, 2);
    must(dir, &["backup", "copy.db"]);
    look(dir, 3);
    let kept = must(dir, &["audit", "checkpoint"]);
    fs::write(dir.join("kept.txt"), &kept).unwrap();
    must(dir, &["restore", "copy.db", "--force"]);
    must(dir, &["audit", "export", "--to", "back"]);
    assert!(run(dir, &["audit", "verify", "back"]).0, "nothing in it says that it is old");
    let arguments = ["back", "--witness", "kept.txt"];
    let (done, said) = run(dir, &[&["audit", "verify"], arguments.as_slice()].concat());
    assert!(!done && said.contains("fail  rolled-back entr"), "{said}");
    let (done, again) = second(dir, &arguments);
    assert!(!done && again.starts_with("rolled-back entr"), "{again}");

    // Going on from there makes another history than the one the witness knows.
    look(dir, 8);
    must(dir, &["audit", "export", "--to", "forked"]);
    let (done, said) = run(dir, &["audit", "verify", "forked", "--witness", "kept.txt"]);
    assert!(!done && said.contains("fail  forked entries 0 to "), "{said}");
    assert!(said.contains("trust neither"), "{said}");
}

#[test]
fn the_key_is_a_file_of_its_own() {
    let dir = tempfile::tempdir().unwrap();
    let dir = dir.path();
    installation(dir, 1);
    let file = dir.join("data/audit-key");
    assert_eq!(fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    let key = must(dir, &["audit", "key"]);
    assert!(key.starts_with("fla-audit/") && key.matches('+').count() >= 2, "{key}");
    let seed = fs::read_to_string(&file).unwrap();
    let secret = seed.trim().rsplit(' ').next().unwrap();
    assert!(!key.contains(secret));
    let bytes = fs::read(dir.join("data/fla.db")).unwrap();
    assert!(!bytes.windows(secret.len()).any(|part| part == secret.as_bytes()));
    let doctor = text(&ended(&mut fla(dir, &["doctor"])));
    assert!(doctor.contains(&format!("ok    audit key: {}", key.trim())), "{doctor}");
    assert!(doctor.contains("ok    audit log: "), "{doctor}");

    fs::set_permissions(&file, fs::Permissions::from_mode(0o644)).unwrap();
    let doctor = text(&ended(&mut fla(dir, &["doctor"])));
    assert!(doctor.contains("warn  audit key") && doctor.contains("chmod 600"), "{doctor}");

    // Without the key nothing is signed in its place.
    fs::rename(&file, dir.join("kept-key")).unwrap();
    let (done, said) = run(dir, &["audit", "list", "--employer", "0101100031"]);
    assert!(!done && said.contains("fla audit key --adopt"), "{said}");
    let doctor = text(&ended(&mut fla(dir, &["doctor"])));
    assert!(doctor.contains("fail  audit key"), "{doctor}");
    let mut command = fla(dir, &["audit", "list", "--employer", "0101100031"]);
    let out = ended(command.env("FLA_AUDIT_KEY_FILE", dir.join("kept-key")));
    assert!(out.status.success(), "{}", text(&out));
    let mut command = fla(dir, &["audit", "key"]);
    let out = ended(command.env("FLA_AUDIT_KEY_FILE", dir.join("nowhere")));
    assert!(!out.status.success() && text(&out).contains("cannot read"), "{}", text(&out));
    assert_ne!(must(dir, &["audit", "key", "--adopt"]), key);
    look(dir, 1);
    must(dir, &["audit", "export", "--to", "log"]);
    assert!(run(dir, &["audit", "verify", "log"]).0);
    let trusted = run(dir, &["audit", "verify", "log", "--key", key.trim()]);
    assert!(!trusted.0 && trusted.1.contains("fail  checkpoint checkpoint"), "{}", trusted.1);
}

#[test]
fn a_key_is_made_for_several_instances() {
    let dir = tempfile::tempdir().unwrap();
    let made = ended(&mut fla(dir.path(), &["audit", "new-key", "audit-key"]));
    assert!(made.status.success(), "{}", text(&made));
    assert!(!dir.path().join("data").exists(), "nothing of an installation is touched");
    let again = ended(&mut fla(dir.path(), &["audit", "new-key", "audit-key"]));
    assert!(!again.status.success() && text(&again).contains("is there already"));
    let mut key = fla(dir.path(), &["audit", "key"]);
    let signs = ended(key.env("FLA_AUDIT_KEY_FILE", dir.path().join("audit-key")));
    assert!(signs.status.success(), "{}", text(&signs));
    assert!(!dir.path().join("data/audit-key").exists());
}
