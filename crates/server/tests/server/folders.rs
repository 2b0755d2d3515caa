//! The folder of a sender through the real binary: given by a command, looked after by the server.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant, SystemTime, UNIX_EPOCH};

use crate::common::{Running, ended, fla, text};
use fla_app::{App, Key, Setup};
use fla_domain::access::ApiScope;
use fla_domain::rules::RuleBook;
use fla_store::Store;

const BATCH: &str = "123456.20261126.00001.S";

/// Adds software of the only organisation, as its access manager does in the browser; its client ID.
#[expect(clippy::disallowed_methods, reason = "the program that runs beside has no other clock")]
pub async fn software(data: &Path) -> String {
    let store = Store::open(&format!("sqlite:{}", data.join("fla.db").display())).await.unwrap();
    let now = || {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap().as_micros();
        fla_domain::time::Instant(i64::try_from(since).unwrap())
    };
    let app = App::new(Setup {
        store,
        rules: RuleBook::builtin(),
        clock: Arc::new(now),
        random: Arc::new(|buffer: &mut [u8]| buffer.fill_with(rand::random)),
        files: fla_app::Files::folder(data.join("files")),
    });
    let (organisation, _) = app.employers(&app.installation()).await.unwrap().remove(0);
    let caller = app.act_as_installation(organisation.id).await.unwrap();
    let scopes = ApiScope::ALL.iter().copied().collect();
    let key = Key::new(&app.fresh_key()).unwrap();
    let id = app.add_client(&caller, "Payroll", scopes, &key).await.unwrap();
    app.store().close().await.unwrap();
    fla_app::client_name(&organisation.enterprise_number, id)
}

#[tokio::test]
async fn a_sender_is_given_a_folder_and_finds_answers_there() {
    let dir = tempfile::tempdir().unwrap();
    let drop = dir.path().join("drop");
    let run = |arguments: &[&str]| {
        let out = ended(fla(dir.path(), arguments).env("FLA_DROP_DIR", &drop));
        (out.status.success(), text(&out))
    };
    let add = ["employer", "add", "0123456749", "--name", "Zilverkorst", "--language", "nl"];
    let (added, said) = run(&add);
    assert!(added, "{said}");
    let client = software(&dir.path().join("data")).await;

    let give = ["folder", "give", "123456", "--language", "nl", "--client"];
    let (given, said) = run(&[&give[..], &["0123456749.nobody"]].concat());
    assert!(!given && said.contains("no organisation has software"), "{said}");
    let (given, said) = run(&[&give[..], &[&client]].concat());
    assert!(given && said.contains("123456 is now the folder"), "{said}");
    let (given, said) = run(&[&give[..], &[&client]].concat());
    assert!(!given && said.contains("given already"), "{said}");
    let (_, said) = run(&["folder", "list"]);
    assert!(said.contains("123456\t0123.456.749\t") && said.contains(&client), "{said}");

    let (inbox, outbox) = (drop.join("123456/in"), drop.join("123456/out"));
    fs::create_dir_all(&inbox).unwrap();
    fs::create_dir_all(&outbox).unwrap();
    fs::write(inbox.join(format!("FI.FLAC.{BATCH}.1.1")), "<FlaDeclaration/>").unwrap();
    fs::write(inbox.join(format!("GO.FLAC.{BATCH}.1")), "").unwrap();
    let mut serve = fla(dir.path(), &["serve"]);
    serve.env("FLA_DROP_DIR", &drop).env("FLA_OIDC_ISSUER", "https://sign-in.example");
    serve.env("FLA_OIDC_CLIENT_ID", "fla").env("FLA_OIDC_CLIENT_AUTH", "none");
    let running = Running::start(serve);
    let answer = outbox.join(format!("GO.ACRF.{BATCH}"));
    let patience = Instant::now() + Duration::from_mins(1);
    while !answer.exists() && Instant::now() < patience {
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    let acrf = fs::read_to_string(outbox.join(format!("FO.ACRF.{BATCH}"))).unwrap();
    assert!(acrf.contains("<ResultCode>0</ResultCode>"), "{acrf}");
    assert_eq!(fs::read_dir(&inbox).unwrap().count(), 0);
    let (status, _) = running.stop();
    assert!(status.success());

    let (ended, said) = run(&["folder", "end", "123456"]);
    assert!(ended && said.contains("taken back"), "{said}");
    let (ended, said) = run(&["folder", "end", "123456"]);
    assert!(!ended && said.contains("is not given"), "{said}");
}
