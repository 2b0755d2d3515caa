//! `fla serve`.

use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, bail};
use axum::{Extension, Router};
use fla_api::Api;
use fla_app::App;
use fla_drop::Folders;
use fla_web::auth::oidc::access::Issuer;
use fla_web::auth::oidc::{BackChannel, OidcConfig, Relying};
use fla_web::auth::{Auth, Random};
use fla_web::pages::tasks::MailIsSent;
use fla_web::sessions::{Entrance, KeptSessions};
use fla_web::{Front, Settings, Site};
use url::Url;

use crate::config::Config;
use crate::mail::SmtpCourier;
use crate::run::Parts;
use crate::{held, log, open, run, wall};

/// Runs the register.
pub async fn run(config: &Config) -> anyhow::Result<ExitCode> {
    let traces = log::start_with_traces(config)?;
    let Some(provider) = &config.provider else {
        bail!(
            "there is no sign-in service: set FLA_OIDC_ISSUER, FLA_OIDC_CLIENT_ID and a secret or \
             key (`fla serve --help` lists all). To look around with invented people: fla demo"
        );
    };
    let (listener, own) = run::listen(config.listen).await?;
    let public_url = config.public_url.clone().unwrap_or(own);
    let _held = held::hold(config)?;
    let app = open::app(config).await?;
    if app.sandbox_made_at().await?.is_some() {
        bail!("the data are those of a sandbox, not of a register; run them with: fla sandbox");
    }
    open::telling(config, &app, &public_url, true)?;
    let oidc = provider.at(&public_url);
    let settings = settings(config, &public_url, &oidc);
    let channel = BackChannel::network().context("sign-in")?;
    let issuer = issuer(config, &public_url, &oidc)?;
    let site = site(app.clone(), settings, oidc, channel, issuer)?;
    let courier = config.smtp.as_ref().map(SmtpCourier::new).transpose()?;
    let site = if courier.is_some() { site.layer(Extension(MailIsSent)) } else { site };
    signatures(config, &app)?;
    let folders = folders(config, &app);
    let (operation, lost) = (config.operation, traces.lost());
    run::run(Parts { app, site, public_url, courier, folders, operation, lost }, listener).await?;
    traces.end().await;
    Ok(ExitCode::SUCCESS)
}

/// What looks after the folders of senders, where there are any.
pub(super) fn folders(config: &Config, app: &App) -> Option<Folders> {
    let settings = config.drop.as_ref()?;
    Some(Folders::new(app.clone(), settings.clone()))
}

/// Says how batch files are to be signed.
pub(super) fn signatures(config: &Config, app: &App) -> anyhow::Result<()> {
    if let Some(issuers) = &config.signatures.issuers {
        issuers.read().context("FLA_FILES_ISSUERS_DIR")?;
    }
    app.check_signatures(config.signatures.clone());
    Ok(())
}

/// What the pages say of the installation.
pub fn settings(config: &Config, public_url: &Url, oidc: &OidcConfig) -> Settings {
    Settings {
        operator: config.operator.clone(),
        contact: config.contact.clone(),
        form_origins: oidc.form_action_origins(),
        calls_per_minute: config.api_calls_per_minute,
        api_origins: config.api_origins.clone(),
        issuer: config.api_issuer.as_ref().map(|issuer| issuer.issuer().to_owned()),
        own_tokens: config.api_issuer.as_ref().is_none_or(|issuer| issuer.own_tokens),
        ..Settings::at(public_url.clone())
    }
}

/// The outside issuer of tokens for the REST API, where there is one.
pub fn issuer(
    config: &Config,
    public_url: &Url,
    oidc: &OidcConfig,
) -> anyhow::Result<Option<Issuer>> {
    let Some(issuer) = &config.api_issuer else { return Ok(None) };
    let channel = BackChannel::network().context("FLA_API_ISSUER")?;
    let issuer = Issuer::new(issuer.at(public_url, oidc), channel).context("FLA_API_ISSUER")?;
    Ok(Some(issuer))
}

/// The whole site.
pub fn site(
    app: App,
    settings: Settings,
    oidc: OidcConfig,
    channel: BackChannel,
    issuer: Option<Issuer>,
) -> anyhow::Result<Router> {
    let random = Random::from_fn(wall::fill);
    let relying = Relying::new(oidc, channel, random.clone()).context("sign-in")?;
    let sessions = KeptSessions::new(app.clone());
    let auth = Auth::new(relying, sessions, Arc::new(Entrance), wall::clock(), random);
    let front = Front {
        rules: Arc::new(app.rules().clone()),
        clock: app.business_clock(),
        settings: Arc::new(settings),
    };
    let api = Api::new(app.clone(), front.clone());
    let api = match issuer {
        Some(issuer) => api.with_issuer(issuer),
        None => api,
    };
    Ok(fla_web::router(Site { front, app, auth }).merge(fla_api::router(api)))
}
