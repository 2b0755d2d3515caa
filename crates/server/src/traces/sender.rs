//! What sends spans to the collector, many at once. A collector that is gone costs the register a line
//! in the log each minute, and the spans.

use std::fmt::Display;
use std::time::Duration;

use opentelemetry_sdk::trace::SpanData;
use tokio::sync::{mpsc, watch};
use tokio::time::{Instant, sleep};

use super::collector::Collector;
use super::queue::Lost;
use crate::background::stopped;

/// Spans in one message at most.
const BATCH: usize = 512;
/// For how long a span may wait for others to be sent with.
const GATHER: Duration = Duration::from_secs(2);
/// After how long the same spans are sent again the first time; then twice as long each time.
const PAUSE: Duration = Duration::from_secs(1);
/// The longest such wait; after it the spans are given up.
const LAST_PAUSE: Duration = Duration::from_secs(8);
/// How often it is said that spans are not taken.
const EVERY: Duration = Duration::from_mins(1);

/// The sender.
pub struct Sender {
    ended: mpsc::Receiver<SpanData>,
    collector: Collector,
    lost: Lost,
    stopping: watch::Receiver<bool>,
    /// How many were lost when it was last looked.
    known: u64,
    /// When it was last said that spans are not taken.
    said: Option<Instant>,
    /// Whether that is the last that was said.
    troubled: bool,
}

impl Sender {
    /// One that has nothing to send yet.
    pub fn new(
        ended: mpsc::Receiver<SpanData>,
        collector: Collector,
        lost: Lost,
        stopping: watch::Receiver<bool>,
    ) -> Self {
        Self { ended, collector, lost, stopping, known: 0, said: None, troubled: false }
    }

    /// Sends what ends, until it is to stop and nothing waits any more.
    pub async fn run(mut self) {
        loop {
            let spans = self.gather().await;
            if spans.is_empty() {
                return;
            }
            self.deliver(spans).await;
        }
    }

    /// Waits for spans: some, and those that end soon after. None once it is to stop and all are sent.
    async fn gather(&mut self) -> Vec<SpanData> {
        let mut spans = Vec::new();
        let full = async {
            // While nothing ends, nobody wakes up.
            if self.ended.recv_many(&mut spans, BATCH).await == 0 {
                return;
            }
            let enough = sleep(GATHER);
            tokio::pin!(enough);
            while spans.len() < BATCH {
                let room = BATCH - spans.len();
                tokio::select! {
                    more = self.ended.recv_many(&mut spans, room) => if more == 0 { return },
                    () = &mut enough => return,
                }
            }
        };
        let stops = tokio::select! {
            () = full => false,
            () = stopped(self.stopping.clone()) => true,
        };
        if stops {
            self.ended.close();
            if let Some(room) = BATCH.checked_sub(spans.len()).filter(|room| *room > 0) {
                self.ended.recv_many(&mut spans, room).await;
            }
        }
        spans
    }

    /// Sends some spans, again and again where that may help.
    async fn deliver(&mut self, spans: Vec<SpanData>) {
        let count = u64::try_from(spans.len()).unwrap_or(u64::MAX);
        let message = self.collector.message(spans);
        let mut pause = PAUSE;
        loop {
            let fault = match self.collector.send(message.clone()).await {
                Ok(refused) => return self.taken(refused),
                Err(fault) => fault,
            };
            let again = fault.may_pass() && pause <= LAST_PAUSE && !*self.stopping.borrow();
            if !again {
                self.lost.add(count);
            }
            self.tell(&fault);
            if !again {
                return;
            }
            tokio::select! {
                () = sleep(pause) => {}
                () = stopped(self.stopping.clone()) => {}
            }
            pause *= 2;
        }
    }

    /// Some spans were sent, of which so many were refused.
    fn taken(&mut self, refused: u64) {
        self.lost.add(refused);
        if self.lost.count() > self.known {
            self.tell(&"there are more than it takes");
        } else if std::mem::take(&mut self.troubled) {
            tracing::info!("traces are sent again");
        }
    }

    /// Says that spans are not taken, where that was not said a moment ago.
    fn tell(&mut self, why: &impl Display) {
        self.known = self.lost.count();
        if self.said.is_none_or(|at| at.elapsed() >= EVERY) {
            tracing::warn!(%why, lost = self.known, "the collector does not take traces");
            (self.said, self.troubled) = (Some(Instant::now()), true);
        }
    }
}
