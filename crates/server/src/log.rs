//! What goes to standard error: never the content of a request, never a person. Where traces are sent,
//! events in JSON name the trace they belong to.

use std::fmt;
use std::sync::Once;

use fla_app::TRACES;
use opentelemetry::Context;
use opentelemetry::trace::{TraceContextExt as _, TraceId};
use tracing::{Event, Subscriber};
use tracing_subscriber::fmt::format::{Format, Json, Writer};
use tracing_subscriber::fmt::{FmtContext, FormatEvent, FormatFields};
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::registry::LookupSpan;
use tracing_subscriber::util::SubscriberInitExt as _;
use tracing_subscriber::{EnvFilter, Layer as _};

use crate::config::{Config, LogFormat};
use crate::traces::{Told, Traces};

static PANICS: Once = Once::new();

/// Begins to log as configured.
pub fn start(config: &Config) {
    begin(config, None);
}

/// Begins to log as configured, and to send traces where a collector is set: for what runs the register.
///
/// # Errors
/// Where traces could not be sent at all.
pub fn start_with_traces(config: &Config) -> anyhow::Result<Traces> {
    let (traces, told) = Traces::begin(config.traces.as_ref())?;
    begin(config, told);
    Ok(traces)
}

fn begin(config: &Config, told: Option<Told>) {
    let lines = tracing_subscriber::fmt::layer().with_writer(std::io::stderr).with_ansi(false);
    let lines = match config.log_format {
        LogFormat::Text => lines.with_filter(filter(&config.log)).boxed(),
        LogFormat::Json => {
            lines.json().map_event_format(Named).with_filter(filter(&config.log)).boxed()
        }
    };
    let all: Vec<_> = told.into_iter().chain([lines]).collect();
    // A second start within one process keeps the first.
    let _ = tracing_subscriber::registry().with(all).try_init();
    PANICS.call_once(log_panics);
    for name in &config.unknown {
        tracing::warn!(name, "this variable is no setting; `fla serve --help` lists them");
    }
}

/// What is logged: what was set, without the spans that are for traces alone. Where nobody else is told
/// of these either, they are never made.
fn filter(set: &str) -> EnvFilter {
    EnvFilter::try_new(format!("{set},{TRACES}=off")).unwrap_or_else(|_| EnvFilter::new("info"))
}

/// Events as JSON, with the trace they belong to where it is sent.
struct Named(Format<Json>);

impl<S, N> FormatEvent<S, N> for Named
where
    S: Subscriber + for<'l> LookupSpan<'l>,
    N: for<'w> FormatFields<'w> + 'static,
    Format<Json>: FormatEvent<S, N>,
{
    fn format_event(
        &self,
        context: &FmtContext<'_, S, N>,
        mut writer: Writer<'_>,
        event: &Event<'_>,
    ) -> fmt::Result {
        let Some(trace) = trace() else { return self.0.format_event(context, writer, event) };
        let mut line = String::new();
        self.0.format_event(context, Writer::new(&mut line), event)?;
        match line.strip_prefix('{') {
            Some(rest) => write!(writer, "{{\"trace_id\":\"{trace}\",{rest}"),
            None => writer.write_str(&line),
        }
    }
}

/// The trace of the work under way, where it is sent.
fn trace() -> Option<TraceId> {
    Context::map_current(|context| {
        let span = context.span();
        let span = span.span_context();
        span.is_sampled().then(|| span.trace_id())
    })
}

/// A panic is logged with its place only: its message may hold what somebody sent.
fn log_panics() {
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        tracing::error!(place, "panic");
    }));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_for_traces_are_no_part_of_the_log() {
        for set in ["info", "fla_app=debug,info", "trace"] {
            let subscriber = tracing_subscriber::registry().with(
                tracing_subscriber::fmt::layer()
                    .with_writer(std::io::sink)
                    .with_filter(filter(set)),
            );
            tracing::subscriber::with_default(subscriber, || {
                assert!(tracing::info_span!(target: TRACES, "anything").is_disabled(), "{set}");
                assert!(!tracing::error_span!("another").is_disabled(), "{set}");
            });
        }
    }
}
