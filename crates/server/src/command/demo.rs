//! `fla demo`.

use std::path::Path;
use std::process::ExitCode;

use anyhow::{Context, bail};
use fla_app::{App, Files, Setup};
use fla_demo::data;
use fla_demo::provider::{DemoMode, DemoPerson, DemoProvider, DemoSetup, UserinfoForm};
use fla_store::Store;
use fla_web::auth::oidc::{BackChannel, ClientAuth, OidcConfig, Secret};
use url::Url;

use crate::cli::Demo;
use crate::config::{self, Config};
use crate::run::Parts;
use crate::{held, log, open, run, wall};

const CLIENT: &str = "fla-demo";

/// Runs the demonstration, or writes the files to try the import with.
pub async fn run(file: Option<&Path>, arguments: &Demo) -> anyhow::Result<ExitCode> {
    let config = config::read(file)?.for_demo()?;
    if let Some(dir) = &arguments.files {
        return files(dir);
    }
    let traces = log::start_with_traces(&config)?;
    let (listener, own) = run::listen(config.listen).await?;
    let public_url = config.public_url.clone().unwrap_or(own);
    let _held = held::hold(&config)?;
    make(&config).await?;
    let app = open::app(&config).await?;
    // Anybody may sign in as anybody: nothing is sent anywhere unless that was asked for.
    open::telling(&config, &app, &public_url, false)?;
    let mode = DemoMode::anybody_may_sign_in_as_anybody();
    let (provider, oidc) = provider(mode, &public_url, data::people())?;
    let mut settings = super::serve::settings(&config, &public_url, &oidc);
    if settings.operator.is_empty() {
        "DEMO".clone_into(&mut settings.operator);
    }
    let channel = BackChannel::local(provider.router());
    let issuer = super::serve::issuer(&config, &public_url, &oidc)?;
    let site = super::serve::site(app.clone(), settings, oidc, channel, issuer)?;
    eprintln!("This is a demonstration: anybody may sign in as anybody. Enter no real data.");
    let site = site.layer(axum::Extension(fla_web::viewer::DemoMark));
    // A demonstration sends no mail, whatever is configured: its outbox shows what would be sent.
    super::serve::signatures(&config, &app)?;
    let folders = super::serve::folders(&config, &app);
    let (site, operation) = (site.merge(provider.router()), config.operation);
    let lost = traces.lost();
    let parts = Parts { app, site, public_url, courier: None, folders, operation, lost };
    run::run(parts, listener).await?;
    traces.end().await;
    Ok(ExitCode::SUCCESS)
}

/// A sign-in as one of these people, and the register as its client.
pub(super) fn provider(
    mode: DemoMode,
    public_url: &Url,
    persons: Vec<DemoPerson>,
) -> anyhow::Result<(DemoProvider, OidcConfig)> {
    let mut bytes = [0; 16];
    wall::fill(&mut bytes);
    let secret = format!("{:032x}", u128::from_be_bytes(bytes));
    let auth = ClientAuth::SecretBasic(Secret::new(secret.clone()));
    let mut oidc = OidcConfig::federal("", CLIENT, auth, public_url);
    let setup = DemoSetup {
        public_url: public_url.clone(),
        client_id: CLIENT.to_owned(),
        client_secret: Some(secret),
        redirect_urls: vec![oidc.redirect_url.clone()],
        post_logout_urls: oidc.post_logout_redirect_url.iter().cloned().collect(),
        persons,
        userinfo: UserinfoForm::Signed,
        clock: wall::clock(),
        random: wall::random(),
    };
    let provider = DemoProvider::new(mode, setup).context("sign-in of the demonstration")?;
    provider.issuer().clone_into(&mut oidc.issuer);
    Ok((provider, oidc))
}

/// Makes the data where there are none. They are made in a store of their own and put in their
/// place whole, so that a start that was cut off leaves nothing half done.
async fn make(config: &Config) -> anyhow::Result<()> {
    let database = config.database();
    let Some(target) = database.file() else { bail!("the demonstration needs a file") };
    let folder = config.data();
    // The declarations it is made of are not kept: they can be written again. What is left of a
    // start that was cut off goes first, for the same names come again.
    let declarations = folder.join("making");
    if declarations.exists() {
        std::fs::remove_dir_all(&declarations)
            .with_context(|| format!("cannot remove {}", declarations.display()))?;
    }
    if target.exists() {
        return Ok(());
    }
    std::fs::create_dir_all(&declarations)
        .with_context(|| format!("cannot make the folder {}", declarations.display()))?;
    eprintln!("Making the data of the demonstration in {}", folder.display());
    let began = std::time::Instant::now();
    let store = Store::open("sqlite::memory:").await?;
    store.migrate().await?;
    let time = data::Time::ending(wall::now());
    let app = App::new(Setup {
        store: store.clone(),
        rules: open::rules_of(config)?,
        clock: time.clock(),
        random: data::random(),
        files: Files::folder(&declarations),
    });
    data::make(&app, &time).await.context("cannot make the data of the demonstration")?;
    store.backup(&target).await.context("cannot write the data of the demonstration")?;
    store.close().await?;
    std::fs::remove_dir_all(&declarations)?;
    tracing::info!(seconds = began.elapsed().as_secs_f32(), "made the data");
    Ok(())
}

fn files(dir: &Path) -> anyhow::Result<ExitCode> {
    std::fs::create_dir_all(dir)
        .with_context(|| format!("cannot make the folder {}", dir.display()))?;
    let today = wall::now().date_in_brussels();
    for path in data::write_files(dir, today).context("cannot write the files")? {
        println!("{}", path.display());
    }
    Ok(ExitCode::SUCCESS)
}
