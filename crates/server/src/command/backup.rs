//! `fla backup` and `fla restore`.

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, bail, ensure};
use fla_store::Store;

use crate::cli::{Backup, Restore};
use crate::config::Config;
use crate::open::beside;
use crate::{held, log, open, wall};

/// Writes a consistent copy and checks it.
pub async fn backup(config: &Config, arguments: &Backup) -> anyhow::Result<ExitCode> {
    log::start(config);
    let to = &arguments.file;
    ensure!(!to.exists(), "{} is there already; give another name", to.display());
    let database = config.database();
    if let Some(file) = database.file() {
        ensure!(file.exists(), "there is no database at {}", file.display());
    }
    let store = open::store(config).await?;
    store.backup(to).await.context("no copy was made")?;
    store.close().await?;
    check(to).await?;
    println!("{} ({} bytes), checked", to.display(), std::fs::metadata(to)?.len());
    match &config.files_url {
        None => println!("Uploaded files are beside it: {}", config.files().display()),
        Some(place) => println!("Uploaded files are not in it, but at {place}: copy them there"),
    }
    Ok(ExitCode::SUCCESS)
}

/// Puts a copy in the place of the database.
pub async fn restore(config: &Config, arguments: &Restore) -> anyhow::Result<ExitCode> {
    log::start(config);
    let from = &arguments.file;
    let Some(target) = config.database().file() else {
        bail!("a PostgreSQL database is restored with pg_restore");
    };
    ensure!(from.is_file(), "there is no file {}", from.display());
    if target.exists() && !arguments.force {
        bail!(
            "there are data at {}; stop the register and say --force to replace them",
            target.display()
        );
    }
    if let Some(folder) = target.parent().filter(|f| !f.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder)?;
    }
    let _held = held::hold(config)?;
    let part = beside(&target, ".restoring");
    remove(&part)?;
    std::fs::copy(from, &part)
        .with_context(|| format!("cannot copy {} to {}", from.display(), part.display()))?;
    let checked = check(&part).await;
    if checked.is_err() {
        remove(&part)?;
        remove(&beside(&part, "-wal"))?;
        remove(&beside(&part, "-shm"))?;
    }
    checked.with_context(|| format!("{} was not restored", from.display()))?;
    std::fs::File::open(&part)?.sync_all()?;
    if target.exists() {
        keep(&target).await?;
    }
    std::fs::rename(&part, &target)?;
    println!("{} now holds {}", target.display(), from.display());
    Ok(ExitCode::SUCCESS)
}

/// Puts the data that are there aside. Opening and closing them first brings what is only in the
/// log of the database into the file.
async fn keep(target: &Path) -> anyhow::Result<()> {
    // A name of its own for each time: a second try must not cost what the first one kept.
    let seconds = wall::clock()().0 / 1_000_000;
    let kept = beside(target, &format!(".before-restore-{seconds}"));
    if let Ok(store) = Store::open(&format!("sqlite:{}", target.display())).await {
        store.close().await?;
    }
    for suffix in ["-wal", "-shm"] {
        remove(&beside(&kept, suffix))?;
        let left = beside(target, suffix);
        if left.exists() {
            std::fs::rename(&left, beside(&kept, suffix))?;
        }
    }
    std::fs::rename(target, &kept)?;
    println!("The data that were there are kept: {}", kept.display());
    Ok(())
}

/// Whether a file is a database of this register and sound.
async fn check(file: &Path) -> anyhow::Result<()> {
    let store = Store::open(&format!("sqlite:{}", file.display())).await;
    let store = store.with_context(|| format!("{} is no database", file.display()))?;
    ensure!(store.holds_register().await?, "it is no database of this register");
    let found = store.check().await.context("the database cannot be checked")?;
    ensure!(found.is_empty(), "the database is damaged: {}", found.join("; "));
    let refused = match store.migrate().await {
        Ok(()) => store.refused_statements().await?,
        Err(error) => return Err(error).context("it is no database of this register"),
    };
    ensure!(refused.is_empty(), "it is no database of this register: {}", refused.join("; "));
    Ok(store.close().await?)
}

fn remove(path: &Path) -> anyhow::Result<()> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("cannot remove {}", path.display()))
        }
        _ => Ok(()),
    }
}
