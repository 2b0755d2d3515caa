//! Running the register until it is asked to stop.

use std::future::Future;
use std::net::SocketAddr;
use std::time::Duration;

use anyhow::Context;
use axum::Router;
use fla_app::{App, SessionLimits};
use fla_drop::Folders;
use fla_web::auth::session::IDLE_LIFE;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;
use tokio::time::{sleep, timeout};
use url::Url;

use crate::http;
use crate::mail::{self, SmtpCourier};

/// How long requests under way may take after the signal to stop.
const DRAIN: Duration = Duration::from_secs(15);
/// How long the worker and the store may take after that.
const CLOSE: Duration = Duration::from_secs(2);
/// How often it is looked whether a day has begun in Brussels. A clock that was set, or a machine
/// that slept, is noticed within this time.
const EVERY: Duration = Duration::from_mins(1);

/// How often it is looked whether senders left something.
const LOOK_EVERY: Duration = Duration::from_secs(3);
/// How often what was written to the audit log is sealed: each time makes a checkpoint.
const SEAL_EVERY: Duration = Duration::from_secs(10);

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

/// Serves until the process is asked to stop, then lets what is under way finish.
pub async fn run(
    app: App,
    site: Router,
    listener: TcpListener,
    ready: &Url,
    courier: Option<SmtpCourier>,
    folders: Option<Folders>,
) -> anyhow::Result<()> {
    let never = std::future::pending();
    run_until(app, site, listener, ready, courier, folders, never).await.map(drop)
}

/// The same, or until something comes.
pub async fn run_until(
    app: App,
    site: Router,
    listener: TcpListener,
    ready: &Url,
    courier: Option<SmtpCourier>,
    folders: Option<Folders>,
    due: impl Future<Output = ()>,
) -> anyhow::Result<Ended> {
    let asked = asked_to_stop()?;
    let (stop, stopping) = watch::channel(false);
    let worker = tokio::spawn(work(app.clone(), stopping.clone()));
    let days = tokio::spawn(days(app.clone(), stopping.clone()));
    let seal = tokio::spawn(seal(app.clone(), stopping.clone()));
    let telling = tokio::spawn(tell(app.clone(), stopping.clone()));
    let mail = mail::deliver(app.clone(), ready.clone(), courier, stopping.clone());
    let mail = tokio::spawn(mail);
    let looking = tokio::spawn(look(folders, stopping.clone()));
    let service = http::around(site, app.clone());
    let service = service.into_make_service_with_connect_info::<SocketAddr>();
    let served = axum::serve(listener, service).with_graceful_shutdown(stopped(stopping.clone()));
    let mut served = tokio::spawn(served.into_future());
    println!("FLA is ready at {}", ready.as_str().trim_end_matches('/'));
    let ended = tokio::select! {
        () = asked => Ended::Asked,
        () = due => Ended::Due,
        ended = &mut served => {
            ended.context("server")?.context("server")?;
            Ended::Asked
        }
    };
    tracing::info!("stopping");
    let _ = stop.send(true);
    if timeout(DRAIN, &mut served).await.is_err() {
        tracing::warn!("requests under way were cut off");
        served.abort();
    }
    let close = async {
        let _ = worker.await;
        let _ = days.await;
        let _ = mail.await;
        let _ = telling.await;
        let _ = looking.await;
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
    Ok(ended)
}

/// Ends when the process stops.
async fn stopped(mut stopping: watch::Receiver<bool>) {
    // An error means that the sender is gone, which is a stop as well.
    let _ = stopping.wait_for(|stop| *stop).await;
}

async fn work(app: App, stopping: watch::Receiver<bool>) {
    app.work(stopped(stopping)).await;
}

async fn tell(app: App, stopping: watch::Receiver<bool>) {
    app.tell(stopped(stopping)).await;
}

/// Takes what senders left, and puts their answers, where they have folders.
async fn look(folders: Option<Folders>, stopping: watch::Receiver<bool>) {
    let Some(mut folders) = folders else { return };
    let stop = stopped(stopping);
    tokio::pin!(stop);
    loop {
        let step = async {
            if let Err(error) = folders.look().await {
                tracing::error!(%error, "the folders of senders; tried again soon");
            }
            sleep(LOOK_EVERY).await;
        };
        // What is cut off is gone on with at the next start.
        tokio::select! { () = step => {}, () = &mut stop => return }
    }
}

/// Seals what was written to the audit log. Several instances may do so at once.
async fn seal(app: App, stopping: watch::Receiver<bool>) {
    let stop = stopped(stopping);
    tokio::pin!(stop);
    loop {
        let step = async {
            if let Err(error) = app.seal_all().await {
                tracing::error!(%error, "sealing the audit log; tried again soon");
            }
            sleep(SEAL_EVERY).await;
        };
        // What is cut off has not committed and is done again.
        tokio::select! { () = step => {}, () = &mut stop => return }
    }
}

/// Posts what falls due when a day begins, at once for the days the register was not running;
/// forgets sessions that are over; at the start and then once a day removes what uploads that
/// broke off left behind.
async fn days(app: App, stopping: watch::Receiver<bool>) {
    let stop = stopped(stopping);
    tokio::pin!(stop);
    let limits = SessionLimits { idle: IDLE_LIFE };
    let mut swept = None;
    loop {
        // Does nothing where it was done today.
        if let Err(error) = app.roll().await {
            tracing::error!(%error, "posting what fell due; tried again in a minute");
        }
        if let Err(error) = app.purge_sessions(limits, app.now()).await {
            tracing::error!(%error, "forgetting sessions");
        }
        let today = app.today();
        if swept != Some(today) {
            match app.sweep_files().await {
                Ok(_) => swept = Some(today),
                Err(error) => tracing::error!(%error, "sweeping files; tried again in a minute"),
            }
        }
        tokio::select! { () = sleep(EVERY) => {}, () = &mut stop => return }
    }
}
