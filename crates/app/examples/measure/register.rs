//! Measures the register's heavy work on an embedded store: the import of a declaration and the
//! recalculation of everybody's rights. `benches/run.sh` runs it beside its yardsticks.
//!
//! `measure register <folder> <declaration.xml> <enterprise number> <NSSO number>`

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant as Watch;

use fla_app::{App, Channel, Command, Key, NewEmployer, Setup, Visitor};
use fla_domain::access::{Quality, Role};
use fla_domain::ids::EmployerId;
use fla_domain::language::Language;
use fla_domain::rules::RuleBook;
use fla_domain::time::Instant;
use fla_formats::synthetic;
use fla_store::Store;

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

async fn employer(app: &App, arguments: &[String]) -> EmployerId {
    let new = NewEmployer {
        enterprise_number: arguments[2].parse().expect("an enterprise number"),
        nsso_number: Some(arguments[3].parse().expect("an NSSO number")),
        name: "Measured".to_owned(),
        language: Language::En,
        qualities: vec![Quality::Employer],
    };
    let key = Key::new("measure").expect("a key");
    let first = Some((&synthetic::ssin(390_000), Role::Registrar));
    app.add_employer(&app.installation(), &new, first, &key).await.expect("an employer")
}

/// Measures it, with the arguments after its name.
pub async fn run(arguments: &[String]) {
    let folder = PathBuf::from(&arguments[0]);
    std::fs::create_dir_all(&folder).expect("a folder");
    let url = format!("sqlite:{}", folder.join("fla.db").display());
    let store = Store::open(&url).await.expect("a store");
    store.migrate().await.expect("a schema");
    let app = App::new(Setup {
        store,
        rules: RuleBook::builtin(),
        clock: Arc::new(now),
        random: Arc::new(fill),
        files: folder.join("files"),
    });
    let employer = employer(&app, arguments).await;
    let visitor = Visitor {
        ssin: synthetic::ssin(390_000),
        name: "Measure".to_owned(),
        channel: Channel::CommandLine,
        trace: "measure".to_owned(),
    };
    let hr = app.act_for(&visitor, employer).await.expect("a role");
    let idle = resident_mib();

    let mut upload = app.receive(&hr, "declaration.xml").await.expect("a folder");
    copy(Path::new(&arguments[1]), &mut upload).await;
    let file = upload.finish().await.expect("a file");
    let job = app.import(&hr, &[file]).await.expect("an import");
    let watch = Watch::now();
    let phases = tokio::spawn(phases(app.clone(), hr.clone(), job));
    app.work_to_the_end().await.expect("the import ends");
    println!("import_and_rights_s {:.2}", watch.elapsed().as_secs_f64());
    for (phase, seconds) in phases.await.expect("phases") {
        println!("phase_{phase}_s {seconds:.2}");
    }
    println!("import_mib_above_idle {}", resident_mib() - idle);

    let average = Command::SetAverage { year: 2026, hundredths: Some(5_000_000) };
    let key = Key::new("average").expect("a key");
    app.submit(&hr, &average, &key, Some("measure")).await.expect("an average");
    let watch = Watch::now();
    app.work_to_the_end().await.expect("the recalculation ends");
    println!("recalculation_s {:.2}", watch.elapsed().as_secs_f64());
    let settings = Command::ChangeSettings {
        name: "Measured".to_owned(),
        language: Language::En,
        day_minutes: 480,
    };
    let key = Key::new("settings").expect("a key");
    app.submit(&hr, &settings, &key, None).await.expect("settings");
    let watch = Watch::now();
    app.work_to_the_end().await.expect("the recalculation ends");
    println!("recalculation_all_changed_s {:.2}", watch.elapsed().as_secs_f64());
}

/// How long each phase of an import takes, to the fiftieth of a second.
async fn phases(
    app: App,
    hr: fla_app::Caller,
    job: fla_domain::ids::JobId,
) -> Vec<(&'static str, f64)> {
    let mut seen: Vec<(&'static str, f64)> = Vec::new();
    loop {
        let began = Watch::now();
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
        let report = app.import_report(&hr, job).await.expect("a report");
        if report.job.finished_at.is_some() {
            return seen;
        }
        let passed = began.elapsed().as_secs_f64();
        match seen.last_mut() {
            Some((phase, seconds)) if *phase == report.phase => *seconds += passed,
            _ => seen.push((report.phase, passed)),
        }
    }
}

async fn copy(path: &Path, upload: &mut fla_app::Upload) {
    let mut file = tokio::fs::File::open(path).await.expect("the declaration");
    let mut buffer = vec![0; 1 << 16];
    loop {
        let read = tokio::io::AsyncReadExt::read(&mut file, &mut buffer).await.expect("reading");
        if read == 0 {
            return;
        }
        upload.write(&buffer[..read]).await.expect("writing");
    }
}
