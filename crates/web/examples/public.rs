//! The public pages on <http://localhost:8088>, without a register behind them.
#![expect(clippy::disallowed_methods, reason = "a program may ask for the time")]

use std::sync::Arc;

use fla_domain::rules::RuleBook;
use fla_domain::time::Instant;
use fla_web::{Front, Settings};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let front = Front {
        rules: Arc::new(RuleBook::builtin()),
        clock: Arc::new(|| Instant(jiff::Timestamp::now().as_microsecond())),
        settings: Arc::new(Settings::at("http://localhost:8088/".parse()?)),
    };
    let listener = tokio::net::TcpListener::bind("127.0.0.1:8088").await?;
    axum::serve(listener, front.router()).await?;
    Ok(())
}
