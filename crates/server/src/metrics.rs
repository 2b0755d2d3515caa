//! Figures for whoever watches an installation, in the text format of `OpenMetrics`, at an
//! address of their own. They are about work, never about people: labels hold patterns of addresses and
//! words of this program, no numbers, names or ids. What each means stands in
//! `docs/operations.md`, which a test compares with what is given.

mod process;
mod register;
mod requests;

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use anyhow::Context;
use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use fla_app::App;
use prometheus_client::encoding::text::encode;
use prometheus_client::registry::Registry;
use tokio::net::TcpListener;
use tokio::time::timeout;

use crate::health::Readiness;
use crate::traces::Lost;
use register::Register;
pub use requests::{Requests, known};

/// The text format, as Prometheus asks for it.
const FORMAT: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";
/// How long the store may take to tell how it stands; without it the rest is given.
const PATIENCE: Duration = Duration::from_secs(2);

/// What figures are read from.
#[derive(Clone)]
struct Source {
    app: App,
    readiness: Readiness,
    requests: Arc<Requests>,
    lost: Lost,
}

/// Takes the port and gives figures there, until this is dropped.
#[must_use]
pub struct Given(tokio::task::JoinHandle<()>);

impl Drop for Given {
    fn drop(&mut self) {
        self.0.abort();
    }
}

/// Begins to give figures at an address.
pub async fn give(
    address: SocketAddr,
    app: App,
    readiness: Readiness,
    requests: Arc<Requests>,
    lost: Lost,
) -> anyhow::Result<Given> {
    let listener = TcpListener::bind(address).await;
    let listener = listener.with_context(|| format!("FLA_METRICS_LISTEN: cannot use {address}"))?;
    let source = Source { app, readiness, requests, lost };
    let routes = Router::new().route("/metrics", get(metrics)).with_state(source);
    Ok(Given(tokio::spawn(async move {
        if let Err(error) = axum::serve(listener, routes).await {
            tracing::error!(%error, "metrics");
        }
    })))
}

async fn metrics(State(source): State<Source>) -> Response {
    match source.text().await {
        Ok(text) => ([(CONTENT_TYPE, FORMAT)], text).into_response(),
        // Nothing is written but to memory.
        Err(std::fmt::Error) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

impl Source {
    async fn text(&self) -> Result<String, std::fmt::Error> {
        let ready = self.readiness.ask().await.is_ok();
        // A store that is not there is not waited for a second time.
        let standing = if ready { timeout(PATIENCE, self.app.figures()).await.ok() } else { None };
        let standing = standing.and_then(Result::ok);
        let mut registry = Registry::default();
        self.requests.register(&mut registry);
        let (app, store) = (self.app.clone(), self.app.store().figures());
        let lost = self.lost.count();
        registry.register_collector(Box::new(Register { app, ready, standing, store, lost }));
        registry.register_collector(Box::new(process::Process::now()));
        let mut text = String::new();
        encode(&mut text, &registry)?;
        Ok(text)
    }
}
