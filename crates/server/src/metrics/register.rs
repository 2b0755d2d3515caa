//! How the register and its store stand.

use std::fmt::Error;
use std::time::Duration;

use fla_app::{App, Figures};
use fla_domain::time::Instant;
use prometheus_client::collector::Collector;
use prometheus_client::encoding::{
    DescriptorEncoder, EncodeGaugeValue, EncodeLabelSet, NoLabelSet,
};
use prometheus_client::metrics::MetricType;

/// A moment of it.
#[derive(Debug)]
pub struct Register {
    pub app: App,
    /// Whether requests should come here.
    pub ready: bool,
    /// `None` where the store did not tell.
    pub standing: Option<Figures>,
    pub store: fla_store::Figures,
    /// Spans that were not sent.
    pub lost: u64,
}

/// Seconds from an instant to another that is not earlier.
fn seconds(from: Instant, to: Instant) -> f64 {
    Duration::from_micros(u64::try_from(to.0 - from.0).unwrap_or(0)).as_secs_f64()
}

/// Writes one figure.
pub fn gauge(
    out: &mut DescriptorEncoder,
    name: &str,
    help: &str,
    value: &impl EncodeGaugeValue,
) -> Result<(), Error> {
    out.encode_descriptor(name, help, None, MetricType::Gauge)?.encode_gauge(value)
}

/// Writes figures of one name with labels.
fn gauges<L: EncodeLabelSet>(
    out: &mut DescriptorEncoder,
    name: &str,
    help: &str,
    values: impl IntoIterator<Item = (L, i64)>,
) -> Result<(), Error> {
    let mut metric = out.encode_descriptor(name, help, None, MetricType::Gauge)?;
    for (labels, value) in values {
        metric.encode_family(&labels)?.encode_gauge(&value)?;
    }
    Ok(())
}

/// Writes counts of one name with labels.
fn counters<L: EncodeLabelSet>(
    out: &mut DescriptorEncoder,
    name: &str,
    help: &str,
    values: impl IntoIterator<Item = (L, u64)>,
) -> Result<(), Error> {
    let mut metric = out.encode_descriptor(name, help, None, MetricType::Counter)?;
    for (labels, value) in values {
        metric.encode_family(&labels)?.encode_counter::<NoLabelSet, _, u64>(&value, None)?;
    }
    Ok(())
}

/// Writes one count.
fn counter(out: &mut DescriptorEncoder, name: &str, help: &str, value: u64) -> Result<(), Error> {
    let mut metric = out.encode_descriptor(name, help, None, MetricType::Counter)?;
    metric.encode_counter::<NoLabelSet, _, u64>(&value, None)
}

impl Collector for Register {
    fn encode(&self, mut encoder: DescriptorEncoder) -> Result<(), Error> {
        let out = &mut encoder;
        let version = [([("version", env!("CARGO_PKG_VERSION"))], 1)];
        gauges(out, "fla_build_info", "The version of the program, always 1", version)?;
        gauge(out, "fla_ready", "1 where requests should come here", &i64::from(self.ready))?;
        self.done(out)?;
        self.store(out)?;
        self.standing.as_ref().map_or(Ok(()), |standing| stand(out, standing))
    }
}

impl Register {
    /// What this process did.
    fn done(&self, out: &mut DescriptorEncoder) -> Result<(), Error> {
        let tallies = self.app.tallies();
        let jobs = tallies.jobs().map(|(kind, end, n)| ([("kind", kind), ("end", end)], n));
        counters(out, "fla_jobs_ended", "Jobs that this instance ended", jobs)?;
        let forms = tallies.forms().map(|(outcome, n)| ([("outcome", outcome)], n));
        counters(out, "fla_batch_forms", "Forms of batch files that this instance judged", forms)?;
        let together = tallies.together();
        let help = "Trainings of calls of their own that were registered together with others";
        counter(out, "fla_registrations_together", help, together)?;
        counter(out, "fla_trace_spans_dropped", "Spans of traces that were not sent", self.lost)
    }

    /// How busy the store is.
    fn store(&self, out: &mut DescriptorEncoder) -> Result<(), Error> {
        let store = self.store;
        let number = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
        let connections = [("used", store.used), ("idle", store.idle)];
        let connections = connections.map(|(state, n)| ([("state", state)], number(n)));
        gauges(out, "fla_store_connections", "Connections to the store", connections)?;
        let most = number(store.most);
        gauge(out, "fla_store_connections_max", "Connections to the store at most", &most)?;
        let Some(writer) = store.writer else { return Ok(()) };
        let waiting = number(writer.waiting);
        gauge(out, "fla_store_writers_waiting", "Writers that wait for their turn", &waiting)?;
        counter(out, "fla_store_writes", "Turns of writers that were to be kept", writer.turns)?;
        counter(out, "fla_store_commits", "Commits that kept them, together", writer.commits)
    }
}

/// How the whole register stands.
fn stand(out: &mut DescriptorEncoder, standing: &Figures) -> Result<(), Error> {
    let queue = standing.queue;
    let jobs = [([("state", "waiting")], queue.waiting), ([("state", "running")], queue.running)];
    gauges(out, "fla_jobs", "Jobs of the whole register that are not ended", jobs)?;
    let age = queue.due.map_or(0.0, |due| seconds(due, standing.at));
    let help = "For how long the job that waits longest could have been begun";
    gauge(out, "fla_job_wait_seconds", help, &age)?;
    let Some(audit) = standing.audit else { return Ok(()) };
    let entries = [([("state", "sealed")], audit.sealed), ([("state", "waiting")], audit.waiting)];
    gauges(out, "fla_audit_entries", "Entries of the audit log", entries)?;
    let age = audit.since.map_or(0.0, |since| seconds(since, standing.at));
    gauge(out, "fla_audit_wait_seconds", "For how long the first of them waits to be sealed", &age)
}
