//! `fla access`.

use std::io::Read;
use std::process::ExitCode;

use anyhow::{Context, bail};
use fla_domain::access::Role;
use fla_domain::identifier::Ssin;

use crate::cli::{AccessDeed, AccessTask};
use crate::config::Config;
use crate::{log, open};

/// More than this is no SSIN.
const LONGEST: u64 = 100;

/// Gives a person a role.
pub async fn run(config: &Config, arguments: &AccessTask) -> anyhow::Result<ExitCode> {
    log::start(config);
    let AccessDeed::Give { role, employer, .. } = &arguments.task;
    let role = Role::from(*role);
    let ssin = ssin()?;
    let app = open::app(config).await?;
    let caller = match (role, employer) {
        (Role::Operator, None) => app.installation(),
        (Role::Operator, Some(_)) => bail!("an operator is of no employer: leave out --employer"),
        (_, Some(number)) => open::employer(&app, number).await?,
        (_, None) => bail!("say with --employer for which employer"),
    };
    app.give_access(&caller, &ssin, role).await?;
    println!("{ssin} is now {}", role.code());
    app.store().close().await?;
    Ok(ExitCode::SUCCESS)
}

/// The SSIN from standard input; what was typed is not repeated.
fn ssin() -> anyhow::Result<Ssin> {
    let mut text = String::new();
    let input = std::io::stdin().lock().take(LONGEST).read_to_string(&mut text);
    input.context("cannot read the SSIN from standard input")?;
    text.trim().parse().map_err(|anomaly: fla_domain::anomaly::Anomaly| {
        anyhow::anyhow!("standard input holds no right SSIN ({})", anomaly.code())
    })
}
