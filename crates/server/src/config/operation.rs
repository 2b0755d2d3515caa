//! How an installation is watched, and how it stops.

use std::net::SocketAddr;
use std::time::Duration;

use super::given::Given;
use super::value::Faults;

/// How it is watched, and how it stops.
#[derive(Clone, Copy, Debug)]
pub struct Operation {
    /// Where figures are given to whoever watches; `None` for nowhere.
    pub metrics_listen: Option<SocketAddr>,
    /// For how long requests are still taken after the signal to stop, so that a load balancer
    /// sees that they should go elsewhere.
    pub notice: Duration,
    /// How long requests and steps of long work under way may take after that.
    pub drain: Duration,
}

impl Operation {
    /// As it was set.
    pub fn of(given: &Given, faults: &mut Faults) -> Self {
        let metrics = |text: &str| text.parse().ok();
        let kind = "an address and port";
        let metrics_listen =
            given.parsed("metrics_listen", kind, "127.0.0.1:9464", faults, metrics);
        let mut seconds = |key, kind, example, most: u64, usual| {
            let read = |text: &str| text.parse().ok().filter(|seconds| *seconds <= most);
            Duration::from_secs(given.parsed(key, kind, example, faults, read).unwrap_or(usual))
        };
        let up_to = "a number of seconds from 0 to 300";
        Self {
            metrics_listen,
            notice: seconds("drain_notice_seconds", up_to, "5", 300, 0),
            drain: seconds("drain_seconds", "a number of seconds from 0 to 3600", "15", 3_600, 15),
        }
    }
}
