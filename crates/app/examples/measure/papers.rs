//! Measures the making of everybody's papers on an embedded store: accounts of a year and letters,
//! each in one file. `benches/run.sh` runs it beside its yardstick.
//!
//! `measure papers <folder> <declaration.xml> <enterprise number> <NSSO number>`; the declaration
//! says how many people there are. The file of accounts stays as `<folder>/accounts.zip`.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant as Watch;

use fla_app::{
    App, BundleKind, Caller, Channel, Command, Key, NewEmployer, NewPart, PaperCommand, Setup,
    Targets, Visitor,
};
use fla_domain::access::{Quality, Role};
use fla_domain::language::Language;
use fla_domain::quantity::Minutes;
use fla_domain::rules::RuleBook;
use fla_domain::time::Instant;
use fla_domain::training::{PartDetails, Status, TrainingDetails, TrainingKind};
use fla_formats::synthetic;
use fla_store::Store;
use jiff::civil::date;

/// Trainings in the account of each person.
const TRAININGS: i64 = 6;

#[expect(clippy::disallowed_methods, reason = "a program of its own: here the clock is read")]
fn now() -> Instant {
    Instant(jiff::Timestamp::now().as_microsecond())
}

fn fill(bytes: &mut [u8]) {
    rand::RngCore::fill_bytes(&mut rand::rng(), bytes);
}

fn resident_mib() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find(|l| l.starts_with("VmHWM:"));
    peak.and_then(|l| l.split_whitespace().nth(1)?.parse::<u64>().ok()).unwrap_or(0) / 1024
}

/// Measures it, with the arguments after its name.
pub async fn run(arguments: &[String]) {
    let folder = PathBuf::from(&arguments[0]);
    std::fs::create_dir_all(&folder).expect("a folder");
    let url = format!("sqlite:{}", folder.join("papers.db").display());
    let store = Store::open(&url).await.expect("a store");
    store.migrate().await.expect("a schema");
    let app = App::new(Setup {
        store,
        rules: RuleBook::builtin(),
        clock: Arc::new(now),
        random: Arc::new(fill),
        files: folder.join("files"),
    });
    let hr = staffed(&app, arguments).await;
    trainings(&app, &hr).await;
    let idle = resident_mib();
    made(&app, &hr, BundleKind::Accounts, Some(&folder.join("accounts.zip"))).await;
    let notices = PaperCommand::MakeNotices { year: 2026, targets: Targets::All };
    let key = Key::new("notices").expect("a key");
    let watch = Watch::now();
    app.submit(&hr, &Command::Papers(notices), &key, None).await.expect("notices");
    println!("notices_s {:.2}", watch.elapsed().as_secs_f64());
    made(&app, &hr, BundleKind::Notices, None).await;
    println!("papers_mib_above_idle {}", resident_mib() - idle);
}

/// An employer with everybody of the declaration.
async fn staffed(app: &App, arguments: &[String]) -> Caller {
    let new = NewEmployer {
        enterprise_number: arguments[2].parse().expect("an enterprise number"),
        nsso_number: Some(arguments[3].parse().expect("an NSSO number")),
        name: "Measured".to_owned(),
        language: Language::Nl,
        qualities: vec![Quality::Employer],
    };
    let ssin = synthetic::ssin(390_000);
    let key = Key::new("measure").expect("a key");
    let first = Some((&ssin, Role::Registrar));
    let employer = app.add_employer(&app.installation(), &new, first, &key).await;
    let visitor = Visitor {
        ssin,
        name: "Measure".to_owned(),
        channel: Channel::CommandLine,
        trace: "measure".to_owned(),
    };
    let hr = app.act_for(&visitor, employer.expect("an employer")).await.expect("a role");
    let mut upload = app.receive(&hr, "declaration.xml").await.expect("a folder");
    upload.write(&std::fs::read(&arguments[1]).expect("the declaration")).await.expect("bytes");
    let file = upload.finish().await.expect("a file");
    app.import(&hr, &[file]).await.expect("an import");
    app.work_to_the_end().await.expect("the import ends");
    hr
}

/// The same trainings for everybody, so that each account has something to tell.
async fn trainings(app: &App, hr: &Caller) {
    let people = app.everybody(hr, date(2026, 11, 23)).await.expect("people");
    for number in 0..TRAININGS {
        let day = date(2026, 3, 2);
        let details = TrainingDetails {
            title: format!("Veilig werken, deel {number}"),
            start: day,
            end: day,
            minutes: Minutes(120),
            kind: Some(TrainingKind::Formal),
            provider: Some("Opleidingscentrum".to_owned()),
            place: None,
            nature: None,
            field: None,
            funding: None,
            cla_number: None,
            not_counting: None,
        };
        let part = PartDetails {
            status: Status::Completed,
            minutes: Minutes(120),
            not_counting: None,
            certificate: false,
            valid_until: None,
            split: Vec::new(),
            copy: None,
        };
        let parts = people
            .iter()
            .map(|employee| NewPart { employee: *employee, details: part.clone() })
            .collect();
        let key = Key::new(&format!("training{number}")).expect("a key");
        let command = Command::RegisterTraining { details, parts };
        app.submit(hr, &command, &key, None).await.expect("a training");
        app.work_to_the_end().await.expect("accounts follow");
    }
}

/// Makes a file of papers, says how long that took, and keeps it where that is asked for.
async fn made(app: &App, hr: &Caller, kind: BundleKind, keep: Option<&Path>) {
    let job = app.make_bundle(hr, kind, 2026).await.expect("a job");
    let watch = Watch::now();
    app.work_to_the_end().await.expect("the job ends");
    let seconds = watch.elapsed().as_secs_f64();
    let (file, path) = app.bundle_file(hr, job).await.expect("a file");
    let papers = app.job(hr, job).await.expect("the job").done;
    println!("bundle_{}_s {seconds:.2}", kind.code());
    println!("bundle_{}_papers {papers}", kind.code());
    println!("bundle_{}_kib {}", kind.code(), file.size / 1024);
    if let Some(to) = keep {
        std::fs::copy(path, to).expect("a copy");
    }
}
