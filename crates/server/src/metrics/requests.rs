//! Requests: how many, how they ended, how long they took.

use std::time::Duration;

use axum::http::{Method, StatusCode};
use prometheus_client::encoding::EncodeLabelSet;
use prometheus_client::metrics::family::Family;
use prometheus_client::metrics::gauge::Gauge;
use prometheus_client::metrics::histogram::Histogram;
use prometheus_client::registry::Registry;

/// Upper bounds in seconds, as the conventions of `OpenTelemetry` advise for
/// `http.server.request.duration`.
const BOUNDS: [f64; 14] =
    [0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1.0, 2.5, 5.0, 7.5, 10.0];

/// What requests have in common that are counted together.
#[derive(Clone, Debug, PartialEq, Eq, Hash, EncodeLabelSet)]
#[expect(clippy::struct_field_names, reason = "these are the names of the labels")]
struct Labels {
    http_request_method: &'static str,
    /// The pattern of the address; `-` where there is none.
    http_route: String,
    http_response_status_class: &'static str,
}

/// The requests since the start; what is cloned counts together.
#[derive(Debug)]
pub struct Requests {
    duration: Family<Labels, Histogram, fn() -> Histogram>,
    active: Gauge,
}

impl Default for Requests {
    fn default() -> Self {
        Self {
            duration: Family::new_with_constructor(|| Histogram::new(BOUNDS)),
            active: Gauge::default(),
        }
    }
}

/// A request under way, until it is dropped.
#[must_use]
pub struct UnderWay(Gauge);

impl Drop for UnderWay {
    fn drop(&mut self) {
        self.0.dec();
    }
}

impl Requests {
    /// Counts a request as under way.
    pub fn begin(&self) -> UnderWay {
        self.active.inc();
        UnderWay(self.active.clone())
    }

    /// Counts a request that was answered.
    pub fn end(&self, method: &Method, route: &str, status: StatusCode, took: Duration) {
        let labels = Labels {
            http_request_method: known(method),
            http_route: route.to_owned(),
            http_response_status_class: class(status),
        };
        self.duration.get_or_create(&labels).observe(took.as_secs_f64());
    }

    pub(super) fn register(&self, registry: &mut Registry) {
        registry.register(
            "http_server_request_duration_seconds",
            "Time until the head of the answer",
            self.duration.clone(),
        );
        registry.register("http_server_active_requests", "Requests under way", self.active.clone());
    }
}

/// The method; anybody can invent others, which count as one.
pub fn known(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        Method::PUT => "PUT",
        Method::PATCH => "PATCH",
        Method::DELETE => "DELETE",
        Method::OPTIONS => "OPTIONS",
        _ => "_OTHER",
    }
}

fn class(status: StatusCode) -> &'static str {
    match status.as_u16() / 100 {
        1 => "1xx",
        2 => "2xx",
        3 => "3xx",
        4 => "4xx",
        _ => "5xx",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_come_from_a_closed_list() {
        assert_eq!(known(&Method::PATCH), "PATCH");
        assert_eq!(known(&Method::from_bytes(b"INVENTED").expect("a method")), "_OTHER");
        for (status, expected) in [(204, "2xx"), (303, "3xx"), (404, "4xx"), (503, "5xx")] {
            assert_eq!(class(StatusCode::from_u16(status).expect("a status")), expected);
        }
    }

    #[test]
    fn a_request_is_under_way_until_it_is_dropped() {
        let requests = Requests::default();
        let first = requests.begin();
        let second = requests.begin();
        assert_eq!(requests.active.get(), 2);
        drop((first, second));
        assert_eq!(requests.active.get(), 0);
    }
}
