//! `fla employer`.

use std::process::ExitCode;

use fla_app::{CbeEntry, Key, NewEmployer};
use fla_domain::access::Quality;

use crate::cli::{EmployerDeed, EmployerTask};
use crate::config::Config;
use crate::{log, open};

/// Adds or lists employers.
pub async fn run(config: &Config, arguments: &EmployerTask) -> anyhow::Result<ExitCode> {
    log::start(config);
    let app = open::app(config).await?;
    let installation = app.installation();
    match &arguments.task {
        EmployerDeed::Add { number, name, language, nsso, qualities } => {
            let new = NewEmployer {
                enterprise_number: number.clone(),
                nsso_number: *nsso,
                name: name.clone().unwrap_or_default(),
                language: *language,
                qualities: qualities.clone(),
            };
            let key = Key::new(&app.fresh_key())?;
            let id = app.add_employer(&installation, &new, None, &key).await?;
            let entry = app.cbe_entry(number, *language).await?;
            let name = match (name, &entry) {
                (Some(name), _) => name.clone(),
                (None, Some(CbeEntry { name: Some(name), snapshot, .. })) => {
                    format!("{name}, from the CBE, extract of {snapshot}")
                }
                (None, _) => String::new(),
            };
            println!("{number} {name} ({id})");
            if let Some(CbeEntry { known: false, snapshot, .. }) = entry {
                eprintln!("warning: the CBE extract of {snapshot} does not know this number");
            }
        }
        EmployerDeed::List => {
            for (employer, qualities) in app.employers(&installation).await? {
                let qualities: Vec<_> = qualities.list().into_iter().map(Quality::code).collect();
                let nsso = employer.nsso_number.map_or_else(|| "-".to_owned(), |n| n.to_string());
                println!(
                    "{}\tNSSO {nsso}\t{}\t{}\t{}",
                    employer.enterprise_number,
                    employer.language.code(),
                    qualities.join(" "),
                    employer.name
                );
            }
        }
    }
    app.store().close().await?;
    Ok(ExitCode::SUCCESS)
}
