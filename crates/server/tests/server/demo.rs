//! `fla demo`: made once, signed in to, stopped, copied, started again.

use std::fs;

use crate::common::{Browser, Running, fla};

#[tokio::test]
async fn the_demonstration_runs_is_stopped_and_moves() {
    let dir = tempfile::tempdir().unwrap();
    // As a start leaves it that was cut off while the data were made.
    let making = dir.path().join("data/making");
    fs::create_dir_all(&making).unwrap();
    fs::write(making.join("left"), b"half a declaration").unwrap();
    let server = Running::start(fla(dir.path(), &["demo"]));
    assert!(!making.exists());

    let mut browser = Browser::new(&server.base);
    let health = browser.get("/health").await;
    assert_eq!((health.status, health.body.as_str()), (200, r#"{"status":"UP"}"#));
    let home = browser.get("/").await;
    assert_eq!(home.status, 200);

    let page = browser.sign_in("Groep Zeegras, 1260").await;
    assert_eq!(page.status, 200);
    assert!(page.path.starts_with("/register"), "{}", page.path);
    assert!(page.body.contains("Groep Zeegras"));

    let (status, took) = server.stop();
    assert!(status.success());
    assert!(took.as_secs() < 20, "{took:?}");

    // Elsewhere and on another port it is the same; nothing is made again, nobody signed out.
    let made = fs::metadata(dir.path().join("data/fla.db")).unwrap().len();
    let elsewhere = tempfile::tempdir().unwrap();
    fs::rename(dir.path().join("data"), elsewhere.path().join("data")).unwrap();
    let began = std::time::Instant::now();
    let server = Running::start(fla(elsewhere.path(), &["demo"]));
    assert!(began.elapsed().as_secs() < 5, "it was made again");
    let mut other = Browser::new(&server.base);
    let page = other.sign_in("Bakkerij Zilverkorst, 7").await;
    assert_eq!(page.status, 200);
    assert!(page.body.contains("Bakkerij Zilverkorst"));
    let (status, _) = server.stop();
    assert!(status.success());
    assert!(fs::metadata(elsewhere.path().join("data/fla.db")).unwrap().len() >= made / 2);
}

#[test]
fn sample_files_can_be_imported() {
    let dir = tempfile::tempdir().unwrap();
    let out = crate::common::ended(&mut fla(dir.path(), &["demo", "--files", "samples"]));
    assert!(out.status.success(), "{}", crate::common::text(&out));
    let mut files: Vec<_> = fs::read_dir(dir.path().join("samples"))
        .unwrap()
        .map(|entry| entry.unwrap().path().display().to_string())
        .filter(|path| path.contains("nieuw-begin"))
        .collect();
    files.sort();
    assert!(files.len() > 10, "{files:?}");
    let text = fs::read_to_string(&files[0]).unwrap();
    let number = crate::common::between(&text, "<CompanyID>", "<").to_owned();

    let add = ["employer", "add", &number, "--name", "Nieuw Begin", "--language", "nl"];
    let out = crate::common::ended(&mut fla(dir.path(), &add));
    assert!(out.status.success(), "{}", crate::common::text(&out));
    let mut arguments = vec!["import", number.as_str()];
    arguments.extend(files.iter().map(String::as_str));
    let out = crate::common::ended(&mut fla(dir.path(), &arguments));
    let said = crate::common::text(&out);
    assert!(out.status.success(), "{said}");
    assert!(said.contains("done:") && said.contains("26 people"), "{said}");

    // Again: nobody new.
    let out = crate::common::ended(&mut fla(dir.path(), &arguments));
    let said = crate::common::text(&out);
    assert!(out.status.success() && said.contains(": 0 new, 0 changed"), "{said}");

    // A file that is none changes nothing and says where.
    let broken = dir.path().join("broken.xml");
    fs::write(&broken, &text[..text.len() / 2]).unwrap();
    let broken = broken.display().to_string();
    let out = crate::common::ended(&mut fla(dir.path(), &["import", &number, &broken]));
    let said = crate::common::text(&out);
    assert!(!out.status.success() && said.contains("refused") && said.contains("line "), "{said}");

    // All of it is in the audit log.
    let export = ["audit", "export", "--employer", &number];
    let out = crate::common::ended(&mut fla(dir.path(), &export));
    let lines = String::from_utf8(out.stdout).unwrap();
    assert!(lines.lines().all(|line| line.starts_with('{') && line.ends_with('}')));
    for action in ["addEmployer", "importDeclarations", "exportAuditLog"] {
        assert!(lines.contains(action), "{action} is missing in {lines}");
    }

    let out = crate::common::ended(&mut fla(dir.path(), &["recalculate"]));
    assert!(out.status.success(), "{}", crate::common::text(&out));
}
