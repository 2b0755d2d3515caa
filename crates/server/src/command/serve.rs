//! `fla serve`.

use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, bail};
use axum::{Extension, Router};
use fla_api::Api;
use fla_app::App;
use fla_web::auth::oidc::{BackChannel, OidcConfig, Relying};
use fla_web::auth::{Auth, Random};
use fla_web::pages::tasks::MailIsSent;
use fla_web::sessions::{Entrance, KeptSessions};
use fla_web::{Front, Settings, Site};
use url::Url;

use crate::config::Config;
use crate::mail::SmtpCourier;
use crate::{held, log, open, run, wall};

/// Runs the register.
pub async fn run(config: &Config) -> anyhow::Result<ExitCode> {
    log::start(config);
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
    let site = site(app.clone(), settings, oidc, channel)?;
    let courier = config.smtp.as_ref().map(SmtpCourier::new).transpose()?;
    let site = if courier.is_some() { site.layer(Extension(MailIsSent)) } else { site };
    run::run(app, site, listener, &public_url, courier).await?;
    Ok(ExitCode::SUCCESS)
}

/// What the pages say of the installation.
pub fn settings(config: &Config, public_url: &Url, oidc: &OidcConfig) -> Settings {
    Settings {
        operator: config.operator.clone(),
        contact: config.contact.clone(),
        form_origins: oidc.form_action_origins(),
        calls_per_minute: config.api_calls_per_minute,
        api_origins: config.api_origins.clone(),
        ..Settings::at(public_url.clone())
    }
}

/// The whole site.
pub fn site(
    app: App,
    settings: Settings,
    oidc: OidcConfig,
    channel: BackChannel,
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
    let api = fla_api::router(Api::new(app.clone(), front.clone()));
    Ok(fla_web::router(Site { front, app, auth }).merge(api))
}
