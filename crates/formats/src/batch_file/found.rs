//! The anomalies of a form, as many as are worth listing.

use fla_domain::anomaly::Anomaly;

use super::Limits;
use crate::reason::Reason;

/// Anomalies found so far.
#[derive(Default)]
pub(super) struct Found {
    list: Vec<Anomaly>,
    more: usize,
}

impl Found {
    pub(super) fn push(&mut self, anomaly: Anomaly) {
        if self.list.len() < Limits::ANOMALIES {
            self.list.push(anomaly);
        } else {
            self.more += 1;
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The first, none of the others.
    pub(super) fn first(&mut self) -> Option<Anomaly> {
        (!self.list.is_empty()).then(|| self.list.swap_remove(0))
    }

    /// All, in the order of the file; where there were more than are listed, the last says so and
    /// is the form's.
    pub(super) fn all(mut self, form: impl FnOnce(Anomaly) -> Anomaly) -> Vec<Anomaly> {
        self.list.sort_by_key(|a| (a.line, a.column));
        if self.more > 0 {
            let more = Reason::MoreAnomalies.anomaly();
            let more = more.with("limit", Limits::ANOMALIES).with("count", self.more);
            self.list.push(form(more));
        }
        self.list
    }
}
