//! Measures the register's heavy work on an embedded store: the import of a declaration and the
//! recalculation of everybody's rights. `benches/run.sh` runs it beside its yardsticks.
//!
//! `measure register <folder> <declaration.xml> <enterprise number> <NSSO number>`

use std::path::{Path, PathBuf};
use std::time::Instant as Watch;

use fla_app::{App, Command, Key};
use fla_domain::access::Role;
use fla_domain::language::Language;

use crate::setup;

/// Measures it, with the arguments after its name.
pub async fn run(arguments: &[String]) {
    let folder = PathBuf::from(&arguments[0]);
    let (_, app) = setup::open(&folder).await;
    let number = arguments[2].parse().expect("an enterprise number");
    let nsso = arguments[3].parse().expect("an NSSO number");
    let hr = setup::employer(&app, number, Some(nsso), Role::Registrar).await;
    let idle = setup::memory("VmHWM:");

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
    println!("import_mib_above_idle {}", setup::memory("VmHWM:") - idle);

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
