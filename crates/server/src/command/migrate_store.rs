//! `fla migrate-store`.

use std::process::ExitCode;

use anyhow::{Context, bail, ensure};
use fla_store::moving::MovedTable;

use super::audit;
use crate::cli::MigrateStore;
use crate::config::Config;
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
    let from = open::store(config).await?;
    let to = open::half_moved(after).await?;
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

fn tell(moved: &[MovedTable]) {
    let rows: u64 = moved.iter().map(|table| table.rows).sum();
    println!("{} tables, {rows} rows, each compared on both sides; of them", moved.len());
    for table in moved.iter().filter(|table| TOLD.contains(&table.name)) {
        println!("  {:14} {:>12}", table.name, table.rows);
    }
}
