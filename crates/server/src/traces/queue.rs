//! Spans that ended and wait to be sent. There is room for so many; where the collector is slower than
//! the register, the rest is lost and counted, and nobody waits.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use opentelemetry::Context;
use opentelemetry_sdk::error::OTelSdkResult;
use opentelemetry_sdk::trace::{Span, SpanData, SpanProcessor};
use tokio::sync::mpsc;

/// Spans that may wait: about four seconds of what a busy register makes, in some MiB.
const ROOM: usize = 8_192;

/// Counts spans that were not sent; what is cloned counts together.
#[derive(Clone, Debug, Default)]
pub struct Lost(Arc<AtomicU64>);

impl Lost {
    /// Some more.
    pub fn add(&self, spans: u64) {
        self.0.fetch_add(spans, Ordering::Relaxed);
    }

    /// How many since the start.
    pub fn count(&self) -> u64 {
        self.0.load(Ordering::Relaxed)
    }
}

/// Where spans go when they end.
#[derive(Debug)]
pub struct Queue {
    waiting: mpsc::Sender<SpanData>,
    lost: Lost,
}

impl Queue {
    /// One, and where what is put there comes out.
    pub fn new(lost: Lost) -> (Self, mpsc::Receiver<SpanData>) {
        let (waiting, ended) = mpsc::channel(ROOM);
        (Self { waiting, lost }, ended)
    }
}

impl SpanProcessor for Queue {
    fn on_start(&self, _: &mut Span, _: &Context) {}

    fn on_end(&self, span: SpanData) {
        if self.waiting.try_send(span).is_err() {
            self.lost.add(1);
        }
    }

    /// What waits is sent by itself.
    fn force_flush(&self) -> OTelSdkResult {
        Ok(())
    }

    /// The sender is ended by whoever began it.
    fn shutdown_with_timeout(&self, _: Duration) -> OTelSdkResult {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use opentelemetry::trace::{Tracer as _, TracerProvider as _};
    use opentelemetry_sdk::trace::SdkTracerProvider;

    use super::*;

    #[test]
    fn what_finds_no_room_is_counted_and_nobody_waits() {
        let lost = Lost::default();
        let (queue, mut ended) = Queue::new(lost.clone());
        let provider = SdkTracerProvider::builder().with_span_processor(queue).build();
        let tracer = provider.tracer("test");
        for _ in 0..ROOM + 3 {
            drop(tracer.start("anything"));
        }
        assert_eq!((ended.len(), lost.count()), (ROOM, 3));
        assert!(ended.try_recv().is_ok());
        drop(tracer.start("anything"));
        assert_eq!(lost.count(), 3);
    }
}
