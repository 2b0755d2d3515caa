//! Running the register until it is asked to stop.

use std::future::Future;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use axum::Router;
use fla_app::App;
use fla_drop::Folders;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;
use tokio::time::{sleep, timeout, timeout_at};
use url::Url;

use crate::background::{self, Background, stopped};
use crate::config::Operation;
use crate::health::Readiness;
use crate::http::{self, Watch};
use crate::mail::SmtpCourier;
use crate::metrics::{self, Requests};
use crate::traces::Lost;

/// How long the tasks beside requests and long work, and the store, may take to end.
const CLOSE: Duration = Duration::from_secs(2);

/// Takes the port, before anything long is begun.
pub async fn listen(address: SocketAddr) -> anyhow::Result<(TcpListener, Url)> {
    let listener = TcpListener::bind(address).await;
    let listener = listener.with_context(|| format!("cannot listen on {address}"))?;
    let address = listener.local_addr().context("cannot read the address it listens on")?;
    // An address of all networks is no place to go to.
    let host = if address.ip().is_unspecified() { "localhost".to_owned() } else { host(address) };
    let url = Url::parse(&format!("http://{host}:{}", address.port()));
    Ok((listener, url.context("the address to listen on makes no URL")?))
}

fn host(address: SocketAddr) -> String {
    match address {
        SocketAddr::V4(four) => four.ip().to_string(),
        SocketAddr::V6(six) => format!("[{}]", six.ip()),
    }
}

/// Waits for SIGTERM or SIGINT.
fn asked_to_stop() -> anyhow::Result<impl Future<Output = ()>> {
    let mut terminate = signal(SignalKind::terminate()).context("cannot wait for SIGTERM")?;
    let mut interrupt = signal(SignalKind::interrupt()).context("cannot wait for SIGINT")?;
    Ok(async move {
        tokio::select! { _ = terminate.recv() => {}, _ = interrupt.recv() => {} }
    })
}

/// Why serving ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ended {
    /// The process was asked to stop.
    Asked,
    /// What it was to be run until has come.
    Due,
}

/// What is run.
pub struct Parts {
    /// The application behind it.
    pub app: App,
    /// The pages and the REST API.
    pub site: Router,
    /// Where people find it.
    pub public_url: Url,
    /// What takes mail to the mail server, where one is set.
    pub courier: Option<SmtpCourier>,
    /// What looks after the folders of senders, where there are any.
    pub folders: Option<Folders>,
    /// How it is watched, and how it stops.
    pub operation: Operation,
    /// What counts the spans of traces that were not sent.
    pub lost: Lost,
}

/// Serves until the process is asked to stop, then lets what is under way finish.
pub async fn run(parts: Parts, listener: TcpListener) -> anyhow::Result<()> {
    run_until(parts, listener, std::future::pending()).await.map(drop)
}

/// The same, or until something comes.
///
/// In this order: requests should go elsewhere and no step of long work is begun; for the time of
/// notice requests are still taken; then no more are, and those under way finish, as does the step
/// of long work.
pub async fn run_until(
    parts: Parts,
    listener: TcpListener,
    due: impl Future<Output = ()>,
) -> anyhow::Result<Ended> {
    let Parts { app, site, public_url, courier, folders, operation, lost } = parts;
    let asked = asked_to_stop()?;
    let readiness = Readiness::new(app.store().clone(), app.files().clone());
    let requests = Arc::<Requests>::default();
    let metrics = match operation.metrics_listen {
        Some(address) => {
            let (readiness, requests) = (readiness.clone(), Arc::clone(&requests));
            Some(metrics::give(address, app.clone(), readiness, requests, lost).await?)
        }
        None => None,
    };
    let (stop, stopping) = watch::channel(false);
    // Requests that are still taken write to the audit log.
    let (close, closing) = watch::channel(false);
    let mut background = Background::begin(&app, &public_url, courier, folders, &stopping);
    let seal = tokio::spawn(background::seal(app.clone(), closing.clone()));
    let scheme = if public_url.scheme() == "https" { "https" } else { "http" };
    let watch = Watch { readiness: readiness.clone(), requests, scheme };
    let service = http::around(site, app.clone(), watch);
    let service = service.into_make_service_with_connect_info::<SocketAddr>();
    let served = axum::serve(listener, service).with_graceful_shutdown(stopped(closing));
    let mut served = tokio::spawn(served.into_future());
    println!("FLA is ready at {}", public_url.as_str().trim_end_matches('/'));
    let ended = tokio::select! {
        () = asked => Ended::Asked,
        () = due => Ended::Due,
        ended = &mut served => {
            ended.context("server")?.context("server")?;
            Ended::Asked
        }
    };
    tracing::info!("stopping");
    readiness.drain();
    let _ = stop.send(true);
    if ended == Ended::Asked {
        sleep(operation.notice).await;
    }
    let _ = close.send(true);
    let limit = tokio::time::Instant::now() + operation.drain;
    if timeout_at(limit, &mut served).await.is_err() {
        tracing::warn!("requests under way were cut off");
        served.abort();
    }
    if timeout_at(limit, background.step_ended()).await.is_err() {
        tracing::warn!("a step of long work was cut off; it is done again");
        background.cut_off_step();
    }
    let close = async {
        background.ended().await;
        let _ = seal.await;
        // What was written since; where there is no time for it, the next start does it.
        if let Err(error) = app.seal_all().await {
            tracing::error!(%error, "sealing the audit log");
        }
        app.store().close().await
    };
    match timeout(CLOSE, close).await {
        Ok(Ok(())) => tracing::info!("stopped"),
        Ok(Err(error)) => tracing::warn!(%error, "closing the store"),
        // What was acknowledged is on disk; what was not is begun again at the next start.
        Err(_) => tracing::warn!("the store was not closed in time"),
    }
    drop(metrics);
    Ok(ended)
}
