//! `fla cbe`.

use std::process::ExitCode;

use crate::cli::{CbeDeed, CbeTask};
use crate::config::Config;
use crate::{log, open};

/// Loads the open data of the Crossroads Bank for Enterprises.
pub async fn run(config: &Config, arguments: &CbeTask) -> anyhow::Result<ExitCode> {
    log::start(config);
    let app = open::app(config).await?;
    let CbeDeed::Load { extract } = &arguments.task;
    let loaded = app.load_cbe(&app.installation(), extract).await?;
    println!(
        "extract of {}: {} enterprises, {} names",
        loaded.snapshot, loaded.enterprises, loaded.names
    );
    app.store().close().await?;
    Ok(ExitCode::SUCCESS)
}
