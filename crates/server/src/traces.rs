//! Traces: where the time of a request or of a step of work goes, told to a collector over OTLP where one
//! is set, and to nobody else. Spans hold patterns of addresses, words of this program, numbers of things
//! and ids of work, never who or what it was about; `docs/operations.md` names them, which a test
//! compares with what is sent.
//!
//! | file | what it holds |
//! |---|---|
//! | `request` | the span of a request |
//! | `queue` | what ended and waits to be sent, bounded |
//! | `sender` | what sends it, or gives it up |
//! | `collector` | one call to the collector |

mod collector;
mod queue;
pub mod request;
mod sender;

use std::time::Duration;

use anyhow::Context;
use fla_app::TRACES;
use opentelemetry::trace::TracerProvider as _;
use opentelemetry::{InstrumentationScope, global};
use opentelemetry_sdk::propagation::TraceContextPropagator;
use opentelemetry_sdk::trace::{Sampler, SdkTracerProvider};
use tokio::sync::watch;
use tokio::task::JoinHandle;
use tokio::time::timeout;
use tracing::Level;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::{Layer, Registry};

use crate::{config, open};
pub use collector::Collector;
pub use queue::Lost;
use queue::Queue;
use sender::Sender;

/// How long what still waits may take to be sent when the process ends.
const FLUSH: Duration = Duration::from_secs(2);

/// What has spans told to the collector.
pub type Told = Box<dyn Layer<Registry> + Send + Sync>;

/// The traces of this process, where some are sent.
#[must_use]
pub struct Traces {
    lost: Lost,
    sending: Option<Sending>,
}

struct Sending {
    task: JoinHandle<()>,
    stop: watch::Sender<bool>,
}

impl Traces {
    /// Begins to send them, where a collector is set; answers with what must be among those who are
    /// told of spans.
    ///
    /// # Errors
    /// Where no HTTPS client can be made, such as without a trust store.
    pub fn begin(settings: Option<&config::Traces>) -> anyhow::Result<(Self, Option<Told>)> {
        let lost = Lost::default();
        let Some(settings) = settings else { return Ok((Self { lost, sending: None }, None)) };
        let collector =
            Collector::new(settings).context(open::NO_HTTPS).context("FLA_TRACES_ENDPOINT")?;
        let (queue, ended) = Queue::new(lost.clone());
        let (stop, stopping) = watch::channel(false);
        let sender = Sender::new(ended, collector, lost.clone(), stopping);
        let provider = SdkTracerProvider::builder()
            .with_sampler(sampler(settings.share))
            .with_span_processor(queue)
            .build();
        global::set_text_map_propagator(TraceContextPropagator::new());
        let scope = InstrumentationScope::builder("fla").with_version(env!("CARGO_PKG_VERSION"));
        let told = tracing_opentelemetry::layer()
            .with_tracer(provider.tracer_with_scope(scope.build()))
            .with_location(false)
            .with_threads(false)
            .with_target(false)
            .with_tracked_inactivity(false)
            // Lines of the log never become part of a trace.
            .with_filter(Targets::new().with_target(TRACES, Level::INFO));
        let sending = Sending { task: tokio::spawn(sender.run()), stop };
        Ok((Self { lost, sending: Some(sending) }, Some(Box::new(told))))
    }

    /// What counts the spans that were not sent.
    pub fn lost(&self) -> Lost {
        self.lost.clone()
    }

    /// Sends what still waits, as far as there is time.
    pub async fn end(self) {
        let Some(mut sending) = self.sending else { return };
        let _ = sending.stop.send(true);
        if timeout(FLUSH, &mut sending.task).await.is_err() {
            tracing::warn!("the last traces were not sent in time");
            sending.task.abort();
        }
    }
}

/// Of a trace that begins here the share is sent; of one that began elsewhere what is sent there.
fn sampler(share: f64) -> Sampler {
    Sampler::ParentBased(Box::new(Sampler::TraceIdRatioBased(share)))
}
