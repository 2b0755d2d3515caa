//! `fla retention`.

use std::process::ExitCode;

use anyhow::bail;
use fla_app::{App, Erasure, Refused};
use fla_domain::ids::EmployerId;
use fla_domain::language::Language;
use fla_domain::rules::Term;

use crate::cli::{RetentionDeed, RetentionTask};
use crate::config::Config;
use crate::{log, open, words};

/// Says what is past its term, and erases it.
pub async fn run(config: &Config, arguments: &RetentionTask) -> anyhow::Result<ExitCode> {
    log::start(config);
    match &arguments.task {
        RetentionDeed::Terms { language } => terms(config, *language)?,
        RetentionDeed::Plan => due(config, true).await?,
        RetentionDeed::Run => due(config, false).await?,
        RetentionDeed::List { employer } => {
            let app = open::app(config).await?;
            let employer = open::employer(&app, employer).await?.employer();
            for erasure in app.erasures(employer).await? {
                println!("{}\t{}", erasure.at.rfc3339(), line(&erasure));
            }
            app.store().close().await?;
        }
        RetentionDeed::Erase { employer, reason, now, .. } => {
            let ssin = words::ssin()?;
            let app = open::app(config).await?;
            let employer = open::employer(&app, employer).await?.employer();
            let erased = app.erase_on_request(employer, &ssin, reason, !now).await;
            app.store().close().await?;
            match erased {
                Ok(erasure) => said(&[line(&erasure)], !now),
                Err(Refused::Hidden) => bail!("this employer knows nobody with that SSIN"),
                Err(Refused::Invalid(_)) => bail!(
                    "this person is still in service, has a question or report open, or the employer \
                     is being inspected: end the service, answer, or wait for the inspection"
                ),
                Err(refused) => return Err(refused.into()),
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

fn terms(config: &Config, language: Language) -> anyhow::Result<()> {
    let book = open::rules_of(config)?;
    for rule in book.retentions() {
        let term = match rule.term {
            Term::Years(years) => format!("{years} years"),
            Term::Days(days) => format!("{days} days"),
        };
        println!("{}\t{}\t{term}\t{}", rule.tag(), rule.kind.code(), rule.title.get(language));
        println!("\t{}", rule.text.get(language));
        let source = &rule.source;
        println!("\t{}, {}", source.name.get(language), source.reference.get(language));
    }
    Ok(())
}

async fn due(config: &Config, dry: bool) -> anyhow::Result<()> {
    let app = open::app(config).await?;
    let erased = app.erase_what_is_due(dry).await?;
    let mut lines = Vec::with_capacity(erased.len());
    for (employer, erasure) in &erased {
        lines.push(format!("{}\t{}", name(&app, *employer).await?, line(erasure)));
    }
    app.store().close().await?;
    said(&lines, dry);
    Ok(())
}

fn said(lines: &[String], dry: bool) {
    for line in lines {
        println!("{line}");
    }
    match (lines.is_empty(), dry) {
        (true, _) => println!("nothing is past its term"),
        (false, true) => println!("nothing was changed"),
        (false, false) => println!("erased"),
    }
}

async fn name(app: &App, employer: EmployerId) -> anyhow::Result<String> {
    match app.organisation(&app.installation(), employer).await {
        Ok((one, _)) => Ok(one.enterprise_number.to_string()),
        Err(Refused::Hidden) => Ok("installation".to_owned()),
        Err(other) => Err(other.into()),
    }
}

/// `be.retention.employee@1   2 people   employee 2, span 4`.
fn line(erasure: &Erasure) -> String {
    let counts: Vec<String> =
        erasure.counts.iter().map(|(table, rows)| format!("{table} {rows}")).collect();
    format!("{}\t{} people\t{}", erasure.rule, erasure.people, counts.join(", "))
}
