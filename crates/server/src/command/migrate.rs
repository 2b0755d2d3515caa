//! `fla migrate`.

use std::process::ExitCode;

use crate::config::Config;
use crate::{log, open};

/// Brings the schema up to date and does nothing else.
pub async fn run(config: &Config) -> anyhow::Result<ExitCode> {
    log::start(config);
    let store = open::store(config).await?;
    store.close().await?;
    println!("The schema of {} fits this program.", config.database());
    Ok(ExitCode::SUCCESS)
}
