//! `fla access`.

use std::process::ExitCode;

use anyhow::bail;
use fla_app::{App, Caller, Key, Refused};
use fla_domain::access::{Role, matrix};
use fla_domain::identifier::EnterpriseNumber;
use fla_domain::ids::GrantId;

use crate::cli::{AccessDeed, AccessTask};
use crate::config::Config;
use crate::{log, open, words};

/// Gives, lists or ends roles.
pub async fn run(config: &Config, arguments: &AccessTask) -> anyhow::Result<ExitCode> {
    log::start(config);
    match &arguments.task {
        AccessDeed::Give { role, employer, .. } => {
            give(config, Role::from(*role), employer.as_ref()).await?;
        }
        AccessDeed::List { employer } => list(config, employer.as_ref()).await?,
        AccessDeed::Matrix => print!("{}", matrix()),
        AccessDeed::End { id, employer } => end(config, *id, employer.as_ref()).await?,
    }
    Ok(ExitCode::SUCCESS)
}

async fn give(
    config: &Config,
    role: Role,
    employer: Option<&EnterpriseNumber>,
) -> anyhow::Result<()> {
    match (role, employer) {
        (Role::Operator | Role::Inspector, Some(_)) => {
            bail!("an operator or inspector is of no employer: leave out --employer")
        }
        (Role::Operator | Role::Inspector, None) | (_, Some(_)) => {}
        (_, None) => bail!("say with --employer for which employer"),
    }
    let ssin = words::ssin()?;
    let app = open::app(config).await?;
    let caller = caller(&app, employer).await?;
    app.give_access(&caller, &ssin, role, None, &fresh(&app)?).await?;
    println!("{ssin} is now {}", role.code());
    Ok(app.store().close().await?)
}

async fn list(config: &Config, employer: Option<&EnterpriseNumber>) -> anyhow::Result<()> {
    let app = open::app(config).await?;
    let caller = caller(&app, employer).await?;
    for grant in app.grants(&caller).await? {
        let limit =
            grant.section.as_ref().map(|s| format!(" ({}{})", s.team(), s.joint_committee()));
        println!(
            "{}\t{}{}\t{}\t{} {}\tby {} ({})",
            grant.id,
            grant.role.code(),
            limit.unwrap_or_default(),
            grant.since.date_in_brussels(),
            grant.ssin,
            grant.name.as_deref().unwrap_or("-"),
            grant.by,
            grant.by_role
        );
    }
    Ok(app.store().close().await?)
}

async fn end(
    config: &Config,
    id: GrantId,
    employer: Option<&EnterpriseNumber>,
) -> anyhow::Result<()> {
    let app = open::app(config).await?;
    let caller = caller(&app, employer).await?;
    let ended = app.end_access(&caller, id, &fresh(&app)?).await;
    app.store().close().await?;
    match ended {
        Ok(()) => println!("{id} is ended"),
        Err(Refused::Hidden) => bail!("no role has this id here; `fla access list` shows all"),
        Err(refused) => return Err(refused.into()),
    }
    Ok(())
}

/// Each call of the command line is a request of its own.
fn fresh(app: &App) -> Result<Key, Refused> {
    Key::new(&app.fresh_key())
}

async fn caller(app: &App, employer: Option<&EnterpriseNumber>) -> anyhow::Result<Caller> {
    match employer {
        Some(number) => open::employer(app, number).await,
        None => Ok(app.installation()),
    }
}
