//! Measures the making of everybody's papers on an embedded store: accounts of a year and letters,
//! each in one file. `benches/run.sh` runs it beside its yardstick.
//!
//! `measure papers <folder> <declaration.xml> <enterprise number> <NSSO number>`; the declaration
//! says how many people there are. The file of accounts stays as `<folder>/accounts.zip`.

use std::path::{Path, PathBuf};
use std::time::Instant as Watch;

use fla_app::{App, BundleKind, Caller, Command, Key, NewPart, PaperCommand, Targets};
use fla_domain::access::Role;
use fla_domain::quantity::Minutes;
use fla_domain::training::{PartDetails, Status, TrainingDetails, TrainingKind};
use jiff::civil::date;

use crate::setup;

/// Trainings in the account of each person.
const TRAININGS: i64 = 6;

/// Measures it, with the arguments after its name.
pub async fn run(arguments: &[String]) {
    let folder = PathBuf::from(&arguments[0]);
    let (_, app) = setup::open(&folder).await;
    let hr = staffed(&app, arguments).await;
    trainings(&app, &hr).await;
    let idle = setup::memory("VmHWM:");
    made(&app, &hr, BundleKind::Accounts, Some(&folder.join("accounts.zip"))).await;
    let notices = PaperCommand::MakeNotices { year: 2026, targets: Targets::All };
    let key = Key::new("notices").expect("a key");
    let watch = Watch::now();
    app.submit(&hr, &Command::Papers(notices), &key, None).await.expect("notices");
    println!("notices_s {:.2}", watch.elapsed().as_secs_f64());
    made(&app, &hr, BundleKind::Notices, None).await;
    println!("papers_mib_above_idle {}", setup::memory("VmHWM:") - idle);
}

/// An employer with everybody of the declaration.
async fn staffed(app: &App, arguments: &[String]) -> Caller {
    let number = arguments[2].parse().expect("an enterprise number");
    let nsso = arguments[3].parse().expect("an NSSO number");
    let hr = setup::employer(app, number, Some(nsso), Role::Registrar).await;
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
    let (file, mut content) = app.bundle_file(hr, job).await.expect("a file");
    let papers = app.job(hr, job).await.expect("the job").done;
    println!("bundle_{}_s {seconds:.2}", kind.code());
    println!("bundle_{}_papers {papers}", kind.code());
    println!("bundle_{}_kib {}", kind.code(), file.size / 1024);
    if let Some(to) = keep {
        let mut copy = std::fs::File::create(to).expect("a copy");
        while let Some(block) = content.next().await.expect("the file") {
            std::io::Write::write_all(&mut copy, &block).expect("a copy");
        }
    }
}
