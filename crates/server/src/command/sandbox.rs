//! `fla sandbox`.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;

use anyhow::{Context, bail};
use axum::extract::{Request, State};
use axum::http::{HeaderName, HeaderValue};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use fla_app::{App, SandboxKind, Setup, reset_is_due};
use fla_demo::provider::{DemoMode, DemoPerson};
use fla_domain::language::Language;
use fla_domain::time::Instant;
use fla_store::Store;
use fla_web::auth::oidc::BackChannel;
use fla_web::viewer::SandboxMark;
use tokio::net::TcpListener;
use tokio::time::sleep;

use crate::config::{self, Config};
use crate::run::{Ended, Parts};
use crate::{held, log, open, run, wall};

/// Every answer says that it comes from a sandbox, and by which date.
const HEADER: HeaderName = HeaderName::from_static("fla-sandbox");
/// How often it is looked whether the hour of the reset has come: a clock may be set.
const EVERY: Duration = Duration::from_secs(20);

/// Runs the sandbox, and begins it anew each night without leaving the port.
pub async fn run(file: Option<&Path>) -> anyhow::Result<ExitCode> {
    let config = config::read(file)?.for_sandbox()?;
    let traces = log::start_with_traces(&config)?;
    let (listener, own) = run::listen(config.listen).await?;
    let public_url = config.public_url.clone().unwrap_or(own);
    let listener = listener.into_std().context("the port")?;
    let _held = held::hold(&config)?;
    eprintln!(
        "This is a sandbox: anybody gets a key, and everything goes at night. Enter no real data."
    );
    loop {
        make(&config).await?;
        let app = open::app(&config).await?;
        app.be_sandbox(config.sandbox.clone()).await.context("the sandbox")?;
        // Anybody could have messages sent to any address: only where the operator says so.
        open::telling(&config, &app, &public_url, false)?;
        let made = app.sandbox_made_at().await?.unwrap_or_else(wall::now);
        let people = managers(&app);
        let begun = people.len();
        let mode = DemoMode::anybody_may_sign_in_as_anybody();
        let (provider, oidc) = super::demo::provider(mode, &public_url, people)?;
        let later = app.clone();
        provider.also(Arc::new(move || managers(&later).split_off(begun)));
        let mut settings = super::serve::settings(&config, &public_url, &oidc);
        if settings.operator.is_empty() {
            "SANDBOX".clone_into(&mut settings.operator);
        }
        let channel = BackChannel::local(provider.router());
        // Whoever comes gets a key of the sandbox itself.
        (settings.issuer, settings.own_tokens) = (None, true);
        let site = super::serve::site(app.clone(), settings, oidc, channel, None)?;
        let site = site.merge(provider.router()).layer(from_fn_with_state(app.clone(), mark));
        let again = TcpListener::from_std(listener.try_clone().context("the port")?)?;
        let due = due(made, config.sandbox.reset_hour);
        // A sandbox sends no mail, whatever is configured.
        let parts = Parts {
            app,
            site,
            public_url: public_url.clone(),
            courier: None,
            folders: None,
            operation: config.operation,
            lost: traces.lost(),
        };
        match run::run_until(parts, again, due).await? {
            Ended::Asked => break,
            Ended::Due => tracing::info!("the sandbox is begun anew"),
        }
    }
    traces.end().await;
    Ok(ExitCode::SUCCESS)
}

/// Ends at the hour of the reset.
async fn due(made: Instant, hour: i8) {
    while !reset_is_due(made, wall::now(), hour) {
        sleep(EVERY).await;
    }
}

/// Those who manage the access of the organisations, to sign in as.
fn managers(app: &App) -> Vec<DemoPerson> {
    let managers = app.sandbox_managers().into_iter();
    managers
        .map(|(person, number)| {
            let (given, family) = person.name.split_once(' ').unwrap_or((&person.name, ""));
            DemoPerson {
                given_name: given.to_owned(),
                family_name: family.to_owned(),
                ssin: person.ssin,
                language: Language::Nl,
                caption: number.to_string(),
            }
        })
        .collect()
}

async fn mark(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let state = app.sandbox();
    let value = state
        .as_ref()
        .and_then(|state| HeaderValue::from_str(&format!("date={}", state.today)).ok());
    if let Some(state) = state {
        request.extensions_mut().insert(SandboxMark(state));
    }
    let mut response = next.run(request).await;
    if let Some(value) = value {
        response.headers_mut().insert(HEADER, value);
    }
    response
}

/// Makes the data where there are none, or where the hour of a reset has passed since they were
/// made. Whether that was done is told by the store alone: what was cut off is done at the next
/// start.
async fn make(config: &Config) -> anyhow::Result<()> {
    let Some(target) = config.database().file() else { bail!("a sandbox needs a file") };
    if target.exists() {
        let made = made_at(&target).await?;
        if !reset_is_due(made, wall::now(), config.sandbox.reset_hour) {
            return Ok(());
        }
        remove(config, &target)?;
    }
    seed(config, &target).await
}

/// When the sandbox of a store was made. The store is opened without touching its schema: it may be
/// that of a register.
async fn made_at(target: &Path) -> anyhow::Result<Instant> {
    let store = Store::open(&format!("sqlite:{}", target.display())).await;
    let store = store.with_context(|| format!("cannot open {}", target.display()))?;
    let made = Box::pin(fla_app::sandbox_of(&store)).await;
    store.close().await?;
    match made {
        Ok(Some(made)) => Ok(made),
        Ok(None) | Err(_) => bail!(
            "the data at {} are not those of a sandbox, which would remove them at night; set \
             FLA_DATA to another folder",
            target.display()
        ),
    }
}

/// Removes the data of the day: the store last, so that what was cut off is seen.
fn remove(config: &Config, target: &Path) -> anyhow::Result<()> {
    let files = config.files();
    if files.exists() {
        fs::remove_dir_all(&files).with_context(|| format!("cannot remove {}", files.display()))?;
        fs::create_dir(&files).with_context(|| format!("cannot make {}", files.display()))?;
    }
    for path in [open::beside(target, "-wal"), open::beside(target, "-shm"), target.to_owned()] {
        match fs::remove_file(&path) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                return Err(error).with_context(|| format!("cannot remove {}", path.display()));
            }
            _ => {}
        }
    }
    Ok(())
}

/// Makes the data in a store of their own and puts them in their place whole.
async fn seed(config: &Config, target: &Path) -> anyhow::Result<()> {
    let folder = config.data();
    fs::create_dir_all(&folder)
        .with_context(|| format!("cannot make the folder {}", folder.display()))?;
    let store = Store::open("sqlite::memory:").await?;
    store.migrate().await?;
    let app = App::new(Setup {
        store: store.clone(),
        rules: open::rules_of(config)?,
        clock: wall::clock(),
        random: wall::random(),
        files: open::files(config)?,
    });
    app.found_sandbox().await?;
    app.be_sandbox(config.sandbox.clone()).await?;
    for kind in SandboxKind::ALL {
        app.sandbox_key(kind, None).await.context("the first organisations of the sandbox")?;
    }
    app.work_to_the_end().await?;
    store.backup(target).await.context("cannot write the data of the sandbox")?;
    store.close().await?;
    Ok(())
}
