//! `fla import`.

use std::path::Path;
use std::process::ExitCode;

use anyhow::Context;
use fla_app::{App, Caller, FileReport, ImportReport, IncomingFile};
use fla_domain::anomaly::Anomaly;
use tokio::io::AsyncReadExt;

use crate::cli::Import;
use crate::config::Config;
use crate::{log, open, words};

/// Bytes handed over at once.
const PIECE: usize = 256 * 1024;

/// Imports declarations and tells what was found.
pub async fn run(config: &Config, arguments: &Import) -> anyhow::Result<ExitCode> {
    log::start(config);
    let app = open::app(config).await?;
    let caller = open::employer(&app, &arguments.employer).await?;
    let mut files = Vec::new();
    for path in &arguments.files {
        let file = receive(&app, &caller, path).await;
        files.push(file.with_context(|| format!("cannot read {}", path.display()))?);
    }
    let job = app.import(&caller, &files).await?;
    app.work_to_the_end().await?;
    let report = app.import_report(&caller, job).await?;
    print(&report);
    app.store().close().await?;
    let taken = report.job.state == "done" && report.files.iter().all(FileReport::is_taken);
    Ok(if taken { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

async fn receive(app: &App, caller: &Caller, path: &Path) -> anyhow::Result<IncomingFile> {
    let mut source = tokio::fs::File::open(path).await?;
    let name = path.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
    let mut upload = app.receive(caller, &name).await?;
    let mut piece = vec![0; PIECE];
    loop {
        let read = source.read(&mut piece).await?;
        if read == 0 {
            return Ok(upload.finish().await?);
        }
        upload.write(&piece[..read]).await?;
    }
}

/// Numbers and places only: names of people do not belong on a terminal that is recorded.
fn print(report: &ImportReport) {
    for file in &report.files {
        if file.is_taken() {
            let quarters: Vec<_> = file.quarters.iter().map(ToString::to_string).collect();
            println!(
                "{}: taken ({}) {} people: {} new, {} changed, {} the same, {} declared later \
                 already; {} not readable",
                file.name,
                [vec![file.kind.clone()], quarters].concat().join(" "),
                file.readable,
                file.new,
                file.changed,
                file.same,
                file.older,
                file.unreadable,
            );
        } else {
            println!("{}: refused", file.name);
            file.refused.iter().for_each(fault);
        }
    }
    for (at, anomaly) in &report.unreadable {
        print!("{}:", report.files.get(*at).map_or("", |f| f.name.as_str()));
        fault(anomaly);
    }
    println!(
        "{}: {} with another regime than before, {} left",
        report.job.state, report.regimes, report.leavers
    );
}

fn fault(anomaly: &Anomaly) {
    println!("  {}", words::anomaly(anomaly));
}
