//! `fla migrate-store`.

use std::process::ExitCode;

use anyhow::{Context, bail, ensure};
use fla_store::moving::MovedTable;

use super::audit;
use crate::cli::MigrateStore;
use crate::config::{Config, DatabaseUrl};
use crate::{held, log, open};

/// Tables whose rows are worth a word of their own.
const TOLD: [&str; 6] =
    ["employer", "employee", "training", "participation", "ledger_entry", "audit_entry"];

/// Moves the whole register to the other engine.
pub async fn run(config: &Config, arguments: &MigrateStore) -> anyhow::Result<ExitCode> {
    log::start(config);
    let (before, after) = (config.database(), &arguments.to);
    if let Some(file) = before.file() {
        ensure!(file.exists(), "there is no database at {}", file.display());
    }
    let _held = (held::hold_at(&before)?, held::hold_at(after)?);
    let owners = owners(config, &before, after).await?;
    let from = open::whole(&owners.0).await?;
    let to = open::half_moved(&owners.1).await?;
    let (mut now, mut count) = ("", 0);
    let moved = from.move_to(&to, |table, rows| {
        if table == now {
            count += rows;
        } else {
            (now, count) = (table, rows);
        }
        eprint!("\r{now}: {count} rows\x1b[K");
    });
    let moved = moved.await;
    eprintln!();
    let moved = moved.with_context(|| format!("the register did not move to {after}"))?;
    from.close().await?;
    tell(&moved);
    let app = open::app_on(config, to)?;
    if let Some(report) = audit::holds(&app, &config.data()).await? {
        if report.count > 0 {
            bail!(
                "the audit log does not hold at {after}: {}",
                report.faults.first().map_or_else(String::new, ToString::to_string)
            );
        }
        println!("audit log: {} entries fit {} checkpoints", report.entries, report.checkpoints);
    }
    app.store().close().await?;
    println!("The register is at {after} too; at {before} nothing was changed.");
    println!(
        "Set FLA_DATABASE_URL to the new place before you start it. The rest of the data stay"
    );
    println!("where they are, the key of the audit log among them: {}", config.data().display());
    Ok(ExitCode::SUCCESS)
}

/// The addresses for those who see every row: of the owner of the tables, where `FLA_DATABASE_OWNER_URL` is
/// set, in place of the one of the application on a database server. A new place is prepared by its owner.
async fn owners(
    config: &Config,
    before: &DatabaseUrl,
    after: &DatabaseUrl,
) -> anyhow::Result<(DatabaseUrl, DatabaseUrl)> {
    let addresses = (before.clone(), after.clone());
    let Some(owner) = &config.database_owner_url else { return Ok(addresses) };
    let application = if after.file().is_none() { after } else { before };
    ensure!(
        owner.to_string() == application.to_string(),
        "FLA_DATABASE_OWNER_URL leads to {owner}, and the register would be at {application}: write \
         server and database alike in both"
    );
    open::prepare(owner, application).await?;
    Ok(if after.file().is_none() {
        (addresses.0, owner.clone())
    } else {
        (owner.clone(), addresses.1)
    })
}

fn tell(moved: &[MovedTable]) {
    let rows: u64 = moved.iter().map(|table| table.rows).sum();
    println!("{} tables, {rows} rows, each compared on both sides; of them", moved.len());
    for table in moved.iter().filter(|table| TOLD.contains(&table.name)) {
        println!("  {:14} {:>12}", table.name, table.rows);
    }
}
