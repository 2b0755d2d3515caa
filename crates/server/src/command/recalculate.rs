//! `fla recalculate`.

use std::process::ExitCode;

use fla_app::{Command, Key};

use crate::cli::Recalculate;
use crate::config::Config;
use crate::{log, open};

/// Works rights and credits out again; what the employer set by hand stays.
pub async fn run(config: &Config, arguments: &Recalculate) -> anyhow::Result<ExitCode> {
    log::start(config);
    let app = open::app(config).await?;
    let employers = app.employers(&app.installation()).await?;
    let wanted = arguments.employer.as_ref();
    if let Some(number) = wanted {
        open::employer(&app, number).await?;
    }
    for (employer, _) in employers {
        if wanted.is_some_and(|number| *number != employer.enterprise_number) {
            continue;
        }
        let caller = app.act_as_installation(employer.id).await?;
        let key = Key::new(&format!("recalculate:{}", app.now().0))?;
        let receipt = app.submit(&caller, &Command::RecalculateAll, &key, None).await?;
        app.work_to_the_end().await?;
        let number = &employer.enterprise_number;
        println!("{number} {}: {} people", employer.name, receipt.affected);
    }
    app.store().close().await?;
    Ok(ExitCode::SUCCESS)
}
