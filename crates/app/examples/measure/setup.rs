//! What all that is measured begins with: an application on an embedded store in a folder, or another,
//! an employer with somebody who works for it, and how much memory is in use.

use std::path::Path;
use std::sync::Arc;

use fla_app::{App, Caller, Channel, Key, NewEmployer, Setup, Visitor};
use fla_domain::access::{Quality, Role};
use fla_domain::identifier::{EnterpriseNumber, NssoNumber, Ssin};
use fla_domain::ids::EmployerId;
use fla_domain::language::Language;
use fla_domain::rules::RuleBook;
use fla_domain::time::Instant;
use fla_formats::synthetic;
use fla_store::Store;

/// The synthetic person who works for the employer.
const OFFICER: u32 = 390_000;

#[expect(clippy::disallowed_methods, reason = "a program of its own: here the clock is read")]
fn now() -> Instant {
    Instant(jiff::Timestamp::now().as_microsecond())
}

pub async fn open(folder: &Path) -> (Store, App) {
    open_at(&format!("sqlite:{}", folder.join("fla.db").display()), folder).await
}

/// The same on any store; files go into the folder.
pub async fn open_at(database: &str, folder: &Path) -> (Store, App) {
    std::fs::create_dir_all(folder).expect("a folder");
    let store = Store::open(database).await.expect("a store");
    store.migrate().await.expect("a schema");
    let app = App::new(Setup {
        store: store.clone(),
        rules: RuleBook::builtin(),
        clock: Arc::new(now),
        random: Arc::new(|bytes: &mut [u8]| rand::RngCore::fill_bytes(&mut rand::rng(), bytes)),
        files: fla_app::Files::folder(folder.join("files")),
    });
    (store, app)
}

/// Adds the employer that is measured, with somebody in a role.
pub async fn employer(
    app: &App,
    enterprise_number: EnterpriseNumber,
    nsso_number: Option<NssoNumber>,
    role: Role,
) -> Caller {
    let new = NewEmployer {
        enterprise_number,
        nsso_number,
        name: "Measured".to_owned(),
        language: Language::Nl,
        qualities: vec![Quality::Employer],
    };
    let key = Key::new("measure").expect("a key");
    let first = Some((&officer_ssin(), role));
    let employer = app.add_employer(&app.installation(), &new, first, &key).await;
    officer(app, employer.expect("an employer")).await
}

/// The person who works for whom is measured.
pub fn officer_ssin() -> Ssin {
    synthetic::ssin(OFFICER)
}

/// That person, at work for an employer that is there.
pub async fn officer(app: &App, employer: EmployerId) -> Caller {
    let visitor = Visitor {
        ssin: officer_ssin(),
        name: "Measure".to_owned(),
        channel: Channel::CommandLine,
        trace: "measure".to_owned(),
    };
    app.act_for(&visitor, employer).await.expect("a role")
}

/// Mebibytes of memory as the system counts them: `VmRSS:` for now, `VmHWM:` for the most so far.
pub fn memory(what: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|l| l.starts_with(what));
    line.and_then(|l| l.split_whitespace().nth(1)?.parse::<u64>().ok()).unwrap_or(0) / 1024
}
