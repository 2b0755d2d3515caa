//! `fla employer`.

use std::process::ExitCode;

use fla_app::{Key, NewEmployer};

use crate::cli::{EmployerDeed, EmployerTask};
use crate::config::Config;
use crate::{log, open};

/// Adds or lists employers.
pub async fn run(config: &Config, arguments: &EmployerTask) -> anyhow::Result<ExitCode> {
    log::start(config);
    let app = open::app(config).await?;
    let installation = app.installation();
    match &arguments.task {
        EmployerDeed::Add { number, name, language, nsso } => {
            let new = NewEmployer {
                enterprise_number: number.clone(),
                nsso_number: *nsso,
                name: name.clone(),
                language: *language,
            };
            let key = Key::new(&app.fresh_key())?;
            let id = app.add_employer(&installation, &new, None, &key).await?;
            println!("{number} {name} ({id})");
        }
        EmployerDeed::List => {
            for employer in app.employers(&installation).await? {
                let nsso = employer.nsso_number.map_or_else(|| "-".to_owned(), |n| n.to_string());
                println!(
                    "{}\tNSSO {nsso}\t{}\t{}",
                    employer.enterprise_number,
                    employer.language.code(),
                    employer.name
                );
            }
        }
    }
    app.store().close().await?;
    Ok(ExitCode::SUCCESS)
}
