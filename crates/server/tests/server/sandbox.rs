//! `fla sandbox`: refuses a register, is begun anew after its hour, also where that was cut off.

use std::fs;
use std::path::Path;
use std::time::Duration;

use crate::common::{Browser, Running, between, ended, fla, text};
use fla_store::Store;
use tokio::io::AsyncReadExt as _;

/// A public key that checks (RFC 7515, appendix A.3).
const KEY: &str = r#"{"kty":"EC","crv":"P-256","x":"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU","y":"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"}"#;

async fn mark(dir: &Path) -> String {
    let store = Store::open(&format!("sqlite:{}", dir.join("data/fla.db").display())).await;
    let store = store.unwrap();
    let mut tx = store.read().await.unwrap();
    let mark = tx.get_state("sandbox").await.unwrap().unwrap();
    tx.rollback().await.unwrap();
    store.close().await.unwrap();
    mark
}

/// Makes the data look as if they were of some days before.
async fn age(dir: &Path) {
    let (old, mark) = (1_700_000_000_000_000_i64, mark(dir).await);
    let made = between(&mark, "\"madeAt\":", ",").to_owned();
    let store = Store::open(&format!("sqlite:{}", dir.join("data/fla.db").display())).await;
    let store = store.unwrap();
    let mut tx = store.write().await.unwrap();
    tx.set_state("sandbox", &mark.replace(&made, &old.to_string())).await.unwrap();
    tx.commit().await.unwrap();
    store.close().await.unwrap();
}

#[tokio::test]
async fn a_key_in_a_sandbox_ends_with_its_day() {
    let dir = tempfile::tempdir().unwrap();
    let server = Running::start(fla(dir.path(), &["sandbox"]));
    let mut browser = Browser::new(&server.base);
    let page = browser.get("/").await;
    assert!(page.body.contains("href=\"/sandbox\""), "every page says what it is");
    let answer = reqwest::get(format!("{}/fla/v1/health", server.base)).await.unwrap();
    let header = answer.headers()["fla-sandbox"].to_str().unwrap();
    assert!(header.starts_with("date=20"), "{header}");

    let private = browser.post("/sandbox", &[("kind", "employer"), ("key_text", "x")]).await;
    assert_eq!(private.status, 422);
    let given = [("kind", "socialSecretariat"), ("key_text", KEY)];
    let page = browser.post("/sandbox", &given).await;
    assert_eq!(page.status, 200, "{}", page.body);
    assert!(page.path.starts_with("/sandbox/keys/0102"), "{}", page.path);
    assert!(page.body.matches("<h3>").count() >= 3, "{}", page.body);
    let key = page.path;
    // Somebody can look along in the pages.
    let number = key.rsplit('/').next().unwrap().split('.').next().unwrap().to_owned();
    let shown = format!("{}.{}.{}", &number[..4], &number[4..7], &number[7..]);
    let page = browser.sign_in(&shown).await;
    assert_eq!(page.status, 200);
    let (status, _) = server.stop();
    assert!(status.success());

    // The same day goes on where it was.
    let server = Running::start(fla(dir.path(), &["sandbox"]));
    let mut browser = Browser::new(&server.base);
    assert_eq!(browser.get(&key).await.status, 200);
    let (status, _) = server.stop();
    assert!(status.success());

    // A day later it is begun anew, also where its removal was cut off after the first file.
    age(dir.path()).await;
    fs::create_dir_all(dir.path().join("data/files")).unwrap();
    fs::write(dir.path().join("data/files/left"), b"of yesterday").unwrap();
    fs::write(dir.path().join("data/fla.db-shm"), b"").unwrap();
    let server = Running::start(fla(dir.path(), &["sandbox"]));
    let mut browser = Browser::new(&server.base);
    assert_eq!(browser.get(&key).await.status, 404);
    assert!(!dir.path().join("data/files/left").exists());
    let (status, _) = server.stop();
    assert!(status.success());
    assert!(mark(dir.path()).await.contains("\"drawn\":3"));

    // And where it was cut off when the store itself was gone.
    fs::remove_file(dir.path().join("data/fla.db")).unwrap();
    let server = Running::start(fla(dir.path(), &["sandbox"]));
    assert_eq!(Browser::new(&server.base).get("/sandbox").await.status, 200);
}

#[tokio::test]
async fn a_register_and_a_sandbox_are_never_taken_for_each_other() {
    let dir = tempfile::tempdir().unwrap();
    let add = ["employer", "add", "0101100031", "--name", "Echt", "--language", "nl"];
    assert!(ended(&mut fla(dir.path(), &add)).status.success());
    let before = fs::metadata(dir.path().join("data/fla.db")).unwrap().len();
    let out = ended(fla(dir.path(), &["sandbox"]).env("FLA_LISTEN", "127.0.0.1:0"));
    assert!(!out.status.success());
    assert!(text(&out).contains("not those of a sandbox"), "{}", text(&out));
    assert_eq!(fs::metadata(dir.path().join("data/fla.db")).unwrap().len(), before);
    let said = text(&ended(&mut fla(dir.path(), &["employer", "list"])));
    assert!(said.contains("Echt"), "{said}");

    let out = ended(fla(dir.path(), &["sandbox"]).env("FLA_DATABASE_URL", "postgres://host/fla"));
    assert!(!out.status.success() && text(&out).contains("FLA_DATABASE_URL"), "{}", text(&out));

    let other = tempfile::tempdir().unwrap();
    let (status, _) = Running::start(fla(other.path(), &["sandbox"])).stop();
    assert!(status.success());
    let mut serve = fla(other.path(), &["serve"]);
    let oidc = [("ISSUER", "https://a.example"), ("CLIENT_ID", "x"), ("CLIENT_AUTH", "none")];
    for (name, value) in oidc {
        serve.env(format!("FLA_OIDC_{name}"), value);
    }
    let out = ended(serve.env("FLA_LISTEN", "127.0.0.1:0"));
    assert!(!out.status.success() && text(&out).contains("of a sandbox"), "{}", text(&out));
    for (setting, value) in
        [("RESET_HOUR", "24"), ("KEYS_PER_HOUR", "0"), ("ADDRESS_HEADER", "a b")]
    {
        let name = format!("FLA_SANDBOX_{setting}");
        let out = ended(fla(other.path(), &["sandbox"]).env(&name, value));
        assert!(!out.status.success() && text(&out).contains(&name), "{}", text(&out));
    }
}

/// The values of the hidden fields that every form of a page carries.
fn carried(body: &str) -> [(&'static str, String); 2] {
    ["csrf", "key"].map(|name| {
        let value = between(body, &format!("name=\"{name}\" value=\""), "\"");
        (name, value.to_owned())
    })
}

#[tokio::test]
async fn messages_to_software_are_tried_in_a_sandbox_where_that_was_turned_on() {
    let dir = tempfile::tempdir().unwrap();
    let mut command = fla(dir.path(), &["sandbox"]);
    command.env("FLA_WEBHOOKS", "on").env("FLA_WEBHOOKS_ALLOW", "127.0.0.1");
    let server = Running::start(command);
    let mut browser = Browser::new(&server.base);
    let given = [("kind", "employer"), ("key_text", KEY)];
    let key = browser.post("/sandbox", &given).await.path;
    let number = key.rsplit('/').next().unwrap().split('.').next().unwrap();
    let shown = format!("{}.{}.{}", &number[..4], &number[4..7], &number[7..]);
    let start = browser.sign_in(&shown).await;
    assert!(start.path.starts_with("/register/"), "{}", start.path);
    let webhooks = format!("{}/webhooks", start.path.trim_end_matches('/'));
    let page = browser.get(&webhooks).await;

    let receiver = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/told", receiver.local_addr().unwrap());
    let [csrf, once] = carried(&page.body);
    let form = [
        ("csrf", csrf.1.as_str()),
        ("key", &once.1),
        ("address", &address),
        ("topic", "trainings"),
    ];
    let one = browser.post(&webhooks, &form).await;
    assert_eq!(one.status, 200, "{}", one.body);
    let [csrf, once] = carried(&one.body);
    let form = [("csrf", csrf.1.as_str()), ("key", &once.1)];
    let tested = browser.post(&format!("{}/test", one.path), &form).await;
    assert_eq!(tested.status, 200, "{}", tested.body);
    let called = tokio::time::timeout(Duration::from_secs(30), receiver.accept()).await;
    let (mut connection, _) = called.expect("nobody called").unwrap();
    let mut bytes = [0; 4_096];
    let read = connection.read(&mut bytes).await.unwrap();
    let said = String::from_utf8_lossy(&bytes[..read]).to_lowercase();
    assert!(said.starts_with("post /told") && said.contains("webhook-signature:"), "{said}");
}

#[tokio::test]
async fn the_first_call_of_each_kind_is_one_that_it_may_make() {
    let dir = tempfile::tempdir().unwrap();
    let server = Running::start(fla(dir.path(), &["sandbox"]));
    let mut browser = Browser::new(&server.base);
    for (kind, resource) in [
        ("employer", "trainings"),
        ("socialSecretariat", "trainings"),
        ("trainingProvider", "trainingReports"),
    ] {
        let page = browser.post("/sandbox", &[("kind", kind), ("key_text", KEY)]).await;
        let own = page.path.rsplit('/').next().unwrap().split('.').next().unwrap().to_owned();
        let first = &page.body[page.body.find("<h3 id=\"first\">").unwrap()..];
        let (number, asked) = between(first, "/fla/v1/employers/", "\"").split_once('/').unwrap();
        assert_eq!(asked, resource, "{kind}");
        assert_eq!(number == own, kind != "socialSecretariat", "{kind}");
        assert_eq!(between(&page.body, "data-employer=\"", "\""), number, "{kind}");
        let participant = between(first, "\"participants\": [{", "}");
        let works_for = between(&page.body, "data-works-for=\"", "\"");
        let says = format!("\"enterpriseNumber\": \"{works_for}\"");
        assert_eq!(participant.contains(&says), kind == "trainingProvider", "{participant}");
        assert_eq!(participant.contains("\"name\""), kind == "trainingProvider", "{participant}");
    }
}
