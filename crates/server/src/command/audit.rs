//! `fla audit`.

mod export;

use std::collections::BTreeSet;
use std::io::Write;
use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, bail, ensure};
use fla_app::App;
use fla_domain::identifier::EnterpriseNumber;
use fla_domain::ids::{AuditId, EmployerId};
use fla_domain::time::Instant;
use fla_store::change::{AuditEntry, Behalf};
use serde_json::json;

use crate::cli::{Audit, AuditTask};
use crate::config::{self, Config};
use crate::{audit_key, log, open};

pub use export::holds;

/// Entries read at once.
const PAGE: i64 = 5_000;

/// Shows, exports and checks the audit log.
pub async fn run(file: Option<&Path>, arguments: &Audit) -> anyhow::Result<ExitCode> {
    if let AuditTask::Verify(arguments) = &arguments.task {
        // With nothing of an installation, not even its configuration.
        return export::verify(arguments);
    }
    if let AuditTask::NewKey { file } = &arguments.task {
        ensure!(!file.exists(), "{} is there already; give another name", file.display());
        audit_key::make(file)?;
        println!("{}: keep it apart from the data, and the same for all instances", file.display());
        return Ok(ExitCode::SUCCESS);
    }
    let config = config::read(file)?;
    log::start(&config);
    if let AuditTask::Key { adopt } = arguments.task {
        return key(&config, adopt).await;
    }
    let app = open::app(&config).await?;
    let ended = perform(&app, &arguments.task).await?;
    app.store().close().await?;
    Ok(ended)
}

async fn perform(app: &App, task: &AuditTask) -> anyhow::Result<ExitCode> {
    match task {
        AuditTask::List { employer, limit } => {
            each(app, employer, "listAuditLog", *limit, |out, e| {
                let reason = e.reason.as_deref().unwrap_or("");
                let subjects = e.subjects;
                let (action, outcome, name, role) = (&e.action, &e.outcome, &e.actor_name, &e.role);
                let at = e.at.rfc3339();
                writeln!(out, "{at} {outcome} {action} of {subjects} by {name} ({role}) {reason}")
            })
            .await?;
        }
        AuditTask::Export { employer, to } => {
            if let Some(folder) = to {
                app.seal_all().await?;
                return export::export(app, folder).await;
            }
            let Some(employer) = employer else { bail!("say which: --employer or --to") };
            each(app, employer, "exportAuditLog", usize::MAX, |out, e| {
                writeln!(out, "{}", line(e))
            })
            .await?;
        }
        AuditTask::Prove { entry } => {
            app.seal_all().await?;
            return export::prove(app, *entry).await;
        }
        AuditTask::Consistency { size } => {
            app.seal_all().await?;
            return export::consistency(app, *size).await;
        }
        AuditTask::Check => return check(app).await,
        AuditTask::Checkpoint => {
            app.seal_all().await?;
            let state = app.seal_state().await?.context("there is no log yet")?;
            print!("{}", state.checkpoint.context("there is no checkpoint")?);
        }
        // Done before the application was opened.
        AuditTask::Verify(_) | AuditTask::NewKey { .. } | AuditTask::Key { .. } => {}
    }
    Ok(ExitCode::SUCCESS)
}

/// Prints the public key.
async fn key(config: &Config, adopt: bool) -> anyhow::Result<ExitCode> {
    let app = open::app_on(config, open::store(config).await?)?;
    println!("{}", open::sealed(config, &app, adopt).await?);
    app.store().close().await?;
    Ok(ExitCode::SUCCESS)
}

/// Checks the log and the register against each other.
async fn check(app: &App) -> anyhow::Result<ExitCode> {
    let faults = app.check_log().await?;
    for fault in &faults {
        println!("fail  {} {}: {}", fault.kind.code(), fault.place, fault.kind.words());
    }
    if !faults.is_empty() {
        return Ok(ExitCode::FAILURE);
    }
    let state = app.seal_state().await?.context("there is no log yet")?;
    println!("ok    {} entries sealed, {} wait", state.size, state.waiting);
    Ok(ExitCode::SUCCESS)
}

/// Gives each entry, newest first, to `write`. Looking at the log is noted in it first.
async fn each(
    app: &App,
    number: &EnterpriseNumber,
    action: &str,
    limit: usize,
    write: impl Fn(&mut dyn Write, &AuditEntry) -> std::io::Result<()>,
) -> anyhow::Result<()> {
    let employer = open::employer(app, number).await?.employer();
    note(app, employer, action).await?;
    let mut tx = app.store().read().await?;
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut before = Instant::LATEST;
    let mut written: BTreeSet<AuditId> = BTreeSet::new();
    let mut left = limit;
    loop {
        let page = tx.recent_audit(employer, before, PAGE).await?;
        let fresh: Vec<_> = page.iter().filter(|e| !written.contains(&e.id)).collect();
        for entry in fresh.iter().take(left) {
            write(&mut out, entry)?;
        }
        left = left.saturating_sub(fresh.len());
        let (Some(last), false, true) = (page.last(), fresh.is_empty(), left > 0) else { break };
        // Entries of one instant may be cut apart by a page: those are asked for again.
        written = page.iter().filter(|e| e.at == last.at).map(|e| e.id).collect();
        before = Instant(last.at.0 + 1);
    }
    tx.rollback().await?;
    out.flush()?;
    Ok(())
}

async fn note(app: &App, employer: EmployerId, action: &str) -> anyhow::Result<()> {
    let mut bytes = [0; 16];
    crate::wall::fill(&mut bytes);
    let entry = AuditEntry {
        id: AuditId(uuid::Builder::from_random_bytes(bytes).into_uuid()),
        at: app.now(),
        actor_ssin: String::new(),
        actor_name: "FLA".to_owned(),
        role: "system".to_owned(),
        behalf: Behalf::default(),
        channel: "commandLine".to_owned(),
        action: action.to_owned(),
        outcome: "done".to_owned(),
        reason: None,
        change: None,
        subjects: 0,
        trace: "command line".to_owned(),
    };
    let mut tx = app.store().write().await?;
    tx.insert_audit(employer, &[(entry, Vec::new())]).await?;
    Ok(tx.commit().await?)
}

fn line(entry: &AuditEntry) -> serde_json::Value {
    json!({
        "id": entry.id.to_string(),
        "at": entry.at.rfc3339(),
        "actor": { "ssin": entry.actor_ssin, "name": entry.actor_name, "role": entry.role },
        "quality": entry.behalf.quality,
        "organisation": entry.behalf.organisation.map(|id| id.to_string()),
        "organisationName": entry.behalf.organisation_name,
        "mandate": entry.behalf.mandate.map(|id| id.to_string()),
        "channel": entry.channel,
        "action": entry.action,
        "outcome": entry.outcome,
        "reason": entry.reason,
        "change": entry.change.map(|c| c.to_string()),
        "subjects": entry.subjects,
        "trace": entry.trace,
    })
}
