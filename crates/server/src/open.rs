//! Opening what an installation is made of: rules, store, application.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, bail, ensure};
use fla_api::webhooks::address::Policy;
use fla_api::webhooks::carrier::Carrier;
use fla_app::{App, Caller, Files, Setup, Telling};
use fla_domain::identifier::EnterpriseNumber;
use fla_domain::rules::{RuleBook, RuleFault};
use fla_sheets::pdf::Reader;
use fla_store::Store;
use url::Url;

use crate::config::{Config, DatabaseUrl};
use crate::{audit_key, wall};

/// Microseconds of an hour.
const HOUR: i64 = 3_600_000_000;

/// The rule files of a folder, by name; a folder without any is a mistake.
fn rule_files(dir: &Path) -> anyhow::Result<Vec<(String, String)>> {
    let entries = std::fs::read_dir(dir);
    let entries = entries.with_context(|| format!("cannot read the folder {}", dir.display()))?;
    let mut paths: Vec<PathBuf> = Vec::new();
    for entry in entries {
        let path = entry.with_context(|| format!("cannot read {}", dir.display()))?.path();
        if path.extension().is_some_and(|extension| extension == "toml") {
            paths.push(path);
        }
    }
    paths.sort();
    if paths.is_empty() {
        bail!("there is no rule file (*.toml) in {}", dir.display());
    }
    paths
        .into_iter()
        .map(|path| {
            let text = std::fs::read_to_string(&path);
            let text = text.with_context(|| format!("cannot read {}", path.display()))?;
            Ok((path.display().to_string(), text))
        })
        .collect()
}

/// The rules that come with the product with those of some folders, or what is wrong with them.
pub fn rules(dirs: &[PathBuf]) -> anyhow::Result<Result<RuleBook, Vec<RuleFault>>> {
    let mut files: Vec<(String, String)> =
        RuleBook::shipped_files().map(|(n, t)| (n.to_owned(), t.to_owned())).collect();
    for dir in dirs {
        let own = rule_files(dir)?;
        // A copy of a shipped file, unchanged, is the same rule and no second one.
        files.extend(
            own.into_iter()
                .filter(|(_, text)| RuleBook::shipped_files().all(|(_, shipped)| shipped != text)),
        );
    }
    Ok(RuleBook::load(files))
}

/// The rules of an installation.
pub fn rules_of(config: &Config) -> anyhow::Result<RuleBook> {
    let dirs: Vec<_> = config.rules_dir.iter().cloned().collect();
    rules(&dirs)?.map_err(|faults| {
        let lines: Vec<_> = faults.iter().map(ToString::to_string).collect();
        anyhow::Error::msg(lines.join("\n  ")).context("the rules are not right")
    })
}

/// A path with something after its name.
pub fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// Opens the store and brings its schema up to date.
pub async fn store(config: &Config) -> anyhow::Result<Store> {
    let url = config.database();
    if let Some(owner) = &config.database_owner_url {
        prepare(owner, &url).await?;
    }
    whole(&url).await
}

/// The same at an address, in nobody else's name.
pub async fn whole(url: &DatabaseUrl) -> anyhow::Result<Store> {
    let store = half_moved(url).await?;
    if store.half_moved().await? {
        bail!("the move of a register to {url} was not finished: run fla migrate-store again");
    }
    Ok(store)
}

/// The role of the application, which its owner gives what it needs of the tables.
fn role_of(application: &DatabaseUrl) -> anyhow::Result<String> {
    application.role().with_context(|| {
        format!(
            "FLA_DATABASE_OWNER_URL is there, and {application} names no role of a database server that \
             is to be given its rights"
        )
    })
}

/// As the owner of the tables brings the schema up to date, and gives the role of the application what
/// it needs of them.
pub async fn prepare(owner: &DatabaseUrl, application: &DatabaseUrl) -> anyhow::Result<()> {
    let role = role_of(application)?;
    let store = Store::open(owner.reveal()).await;
    let store = store.with_context(|| format!("cannot open the database {owner} as its owner"))?;
    let prepared = async {
        taking_writes(&store, owner).await?;
        store.migrate().await?;
        anyhow::Ok(store.grant(&role).await?)
    };
    let prepared = prepared.await;
    store.close().await?;
    prepared.with_context(|| format!("cannot bring the database {owner} up to date as its owner"))
}

/// The same of a store into which a register may be on its way.
pub async fn half_moved(url: &DatabaseUrl) -> anyhow::Result<Store> {
    if let Some(folder) = url.file().and_then(|file| file.parent().map(Path::to_owned)) {
        std::fs::create_dir_all(&folder)
            .with_context(|| format!("cannot make the folder {}", folder.display()))?;
    }
    let store = Store::open(url.reveal()).await;
    let store = store.with_context(|| format!("cannot open the database {url}"))?;
    for warning in store.dangers().iter().chain(store.warnings()) {
        tracing::warn!(warning, "database");
    }
    if let Err(error) = store.migrate().await {
        taking_writes(&store, url).await?;
        let owner = match url.role() {
            Some(_) => "; where another role owns its tables, set FLA_DATABASE_OWNER_URL",
            None => "",
        };
        return Err(error)
            .with_context(|| format!("cannot bring the database {url} up to date{owner}"));
    }
    Ok(store)
}

/// What to do about a database that takes no writes.
pub const READ_ONLY: &str = "takes no writes: its server follows another one (a standby), or \
    default_transaction_read_only is set; promote it, or name the server that takes writes, such as \
    postgres://role@host1,host2/fla?target_session_attrs=read-write";

/// Refuses a database that takes no writes.
async fn taking_writes(store: &Store, url: &DatabaseUrl) -> anyhow::Result<()> {
    ensure!(store.takes_writes().await?, "the database {url} {READ_ONLY}");
    Ok(())
}

/// Where uploaded files are kept.
pub fn files(config: &Config) -> anyhow::Result<Files> {
    let Some(place) = &config.files_url else { return Ok(Files::folder(config.files())) };
    let readable = std::env::vars_os()
        .filter_map(|(name, value)| Some((name.into_string().ok()?, value.into_string().ok()?)));
    Files::at(place, readable, config.files()).with_context(|| format!("FLA_FILES_URL={place}"))
}

/// The application on a store.
pub fn app_on(config: &Config, store: Store) -> anyhow::Result<App> {
    let app = App::new(Setup {
        store,
        rules: rules_of(config)?,
        clock: wall::clock(),
        random: wall::random(),
        files: files(config)?,
    });
    app.keep_sheets(config.sheet_days);
    app.erase_by_itself(config.retention);
    match std::env::current_exe() {
        Ok(program) => app.read_pdfs_with(Reader::new(program, ["read-pdf"])),
        Err(error) => {
            tracing::warn!(%error, "PDF files are not read: this program cannot find itself");
        }
    }
    Ok(app)
}

/// Has the application seal its audit log; answers with the public key.
pub async fn sealed(config: &Config, app: &App, adopt: bool) -> anyhow::Result<String> {
    let seed = audit_key::seed(config)?;
    let late = i64::from(config.audit_late_hours) * HOUR;
    let key = app.seal_with(&seed, late, adopt).await?;
    app.seal_what_is_late().await?;
    Ok(key)
}

/// What to do where no HTTPS client can be made.
pub const NO_HTTPS: &str = "no HTTPS client can be made: install the certificate authorities of this machine \
    (package ca-certificates), or name their file in SSL_CERT_FILE";

/// Has webhooks told, where they are on.
pub fn telling(
    config: &Config,
    app: &App,
    public_url: &Url,
    unless_set: bool,
) -> anyhow::Result<()> {
    if !config.webhooks.unwrap_or(unless_set) {
        return Ok(());
    }
    let policy = Policy { allowed: config.webhooks_allow.clone() };
    let carrier = Carrier::new(policy).context(NO_HTTPS).context("webhooks")?;
    app.tell_with(Telling {
        messenger: Arc::new(carrier),
        seed: audit_key::seed(config)?,
        api: format!("{}{}", public_url.as_str().trim_end_matches('/'), fla_api::BASE),
    });
    Ok(())
}

/// The application, with its audit log sealed.
pub async fn app(config: &Config) -> anyhow::Result<App> {
    let store = store(config).await?;
    taking_writes(&store, &config.database()).await?;
    let app = app_on(config, store)?;
    sealed(config, &app, false).await?;
    Ok(app)
}

/// The installation acting for an employer.
pub async fn employer(app: &App, number: &EnterpriseNumber) -> anyhow::Result<Caller> {
    let Some(employer) = app.organisation_of(&app.installation(), number).await? else {
        bail!("no employer has the enterprise number {number}; `fla employer list` shows all");
    };
    Ok(app.act_as_installation(employer.id).await?)
}
