//! What goes to standard error: never the content of a request, never a person.

use std::sync::Once;

use tracing_subscriber::EnvFilter;

use crate::config::{Config, LogFormat};

static PANICS: Once = Once::new();

/// Begins to log as configured.
pub fn start(config: &Config) {
    let filter = EnvFilter::try_new(&config.log).unwrap_or_else(|_| EnvFilter::new("info"));
    let builder = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .with_ansi(false);
    // A second start within one process keeps the first.
    let _ = match config.log_format {
        LogFormat::Text => builder.try_init(),
        LogFormat::Json => builder.json().try_init(),
    };
    PANICS.call_once(log_panics);
    for name in &config.unknown {
        tracing::warn!(name, "this variable is no setting; `fla serve --help` lists them");
    }
}

/// A panic is logged with its place only: its message may hold what somebody sent.
fn log_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "panic");
    }));
}
