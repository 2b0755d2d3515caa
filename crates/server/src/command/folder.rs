//! `fla folder`.

use std::process::ExitCode;

use anyhow::bail;
use fla_app::{App, FolderView, Key, NewFolder, Refused};

use crate::cli::{FolderDeed, FolderTask};
use crate::config::Config;
use crate::{log, open};

/// Gives, lists or takes back folders of senders.
pub async fn run(config: &Config, arguments: &FolderTask) -> anyhow::Result<ExitCode> {
    log::start(config);
    let app = open::app(config).await?;
    let done = match &arguments.task {
        FolderDeed::Give { number, client, language, signers } => {
            let new = |client| NewFolder {
                number: *number,
                client,
                language: *language,
                signers: signers.clone(),
            };
            give(&app, client, new).await
        }
        FolderDeed::List => list(&app).await,
        FolderDeed::End { number } => end(&app, *number).await,
    };
    app.store().close().await?;
    done?;
    if config.drop.is_none() {
        eprintln!("warning: FLA_DROP_DIR is not set, so that no folder is looked after");
    }
    Ok(ExitCode::SUCCESS)
}

async fn give(
    app: &App,
    client: &str,
    new: impl FnOnce(fla_domain::ids::ClientId) -> NewFolder,
) -> anyhow::Result<()> {
    let nobody = "no organisation has software of this client ID; it stands under Access, Software";
    let Some((organisation, id)) = app.software_named(client).await? else { bail!(nobody) };
    let caller = app.act_as_installation(organisation).await?;
    let new = new(id);
    match app.give_folder(&caller, &new, &Key::new(&app.fresh_key())?).await {
        Ok(true) => println!("{:06} is now the folder of {client}", new.number),
        Ok(false) => bail!("{:06} is given already; `fla folder list` shows all", new.number),
        Err(Refused::Hidden) => bail!(nobody),
        Err(Refused::Invalid(_)) => bail!("this software may not send batch files"),
        Err(refused) => return Err(refused.into()),
    }
    Ok(())
}

async fn list(app: &App) -> anyhow::Result<()> {
    for folder in app.folders(&app.installation()).await? {
        let FolderView { number, enterprise_number, client_id, language, since, .. } = &folder;
        println!(
            "{number:06}\t{enterprise_number}\t{client_id}\t{}\t{}\t{}",
            language.code(),
            since.date_in_brussels(),
            folder.signers.join(" ")
        );
    }
    Ok(())
}

async fn end(app: &App, number: u32) -> anyhow::Result<()> {
    let folders = app.folders(&app.installation()).await?;
    let Some(folder) = folders.into_iter().find(|folder| folder.number == number) else {
        bail!("{number:06} is not given; `fla folder list` shows all");
    };
    let caller = app.act_as_installation(folder.organisation).await?;
    app.end_folder(&caller, number, &Key::new(&app.fresh_key())?).await?;
    println!("{number:06} is taken back");
    Ok(())
}
