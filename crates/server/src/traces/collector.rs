//! One call to the collector: OTLP over HTTP, in protobuf.

use std::fmt;
use std::time::Duration;

use axum::body::Bytes;
use axum::http::header::{AUTHORIZATION, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode};
use opentelemetry::KeyValue;
use opentelemetry_proto::tonic::collector::trace::v1::{
    ExportTraceServiceRequest, ExportTraceServiceResponse,
};
use opentelemetry_proto::transform::common::tonic::ResourceAttributesWithSchema;
use opentelemetry_proto::transform::trace::tonic::group_spans_by_resource_and_scope;
use opentelemetry_sdk::Resource;
use opentelemetry_sdk::resource::{EnvResourceDetector, TelemetryResourceDetector};
use opentelemetry_sdk::trace::SpanData;
use prost::Message as _;
use url::Url;

use crate::{config, wall};

const CONNECT_PATIENCE: Duration = Duration::from_secs(2);
/// How long the collector may take to answer.
const PATIENCE: Duration = Duration::from_secs(5);
/// Bytes of an answer that are read: it says little.
const LARGEST_ANSWER: usize = 64 << 10;

/// Where spans are sent.
pub struct Collector {
    client: reqwest::Client,
    endpoint: Url,
    authorization: Option<HeaderValue>,
    resource: ResourceAttributesWithSchema,
}

/// Why it did not take spans.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// It was not reached, or the connection broke.
    Connection,
    /// It did not answer in time.
    Timeout,
    /// It answered with another status than 200.
    Status(StatusCode),
}

impl Fault {
    /// Whether the same spans may be taken a moment later (OTLP, retryable response codes).
    pub fn may_pass(self) -> bool {
        match self {
            Self::Connection | Self::Timeout => true,
            Self::Status(status) => matches!(status.as_u16(), 429 | 502 | 503 | 504),
        }
    }
}

impl From<reqwest::Error> for Fault {
    fn from(error: reqwest::Error) -> Self {
        if error.is_timeout() { Self::Timeout } else { Self::Connection }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Connection => f.write_str("no connection"),
            Self::Timeout => f.write_str("no answer in time"),
            Self::Status(status) => write!(f, "status {}", status.as_u16()),
        }
    }
}

impl Collector {
    /// As it was set.
    ///
    /// # Errors
    /// Where no HTTPS client can be made, such as without a trust store.
    pub fn new(settings: &config::Traces) -> reqwest::Result<Self> {
        let client = reqwest::Client::builder()
            .redirect(reqwest::redirect::Policy::none())
            .connect_timeout(CONNECT_PATIENCE)
            .timeout(PATIENCE)
            .user_agent("fla")
            .build()?;
        Ok(Self {
            client,
            endpoint: settings.endpoint.clone(),
            authorization: settings.authorization.clone(),
            resource: (&resource()).into(),
        })
    }

    /// The message that tells of some spans.
    pub fn message(&self, spans: Vec<SpanData>) -> Bytes {
        let resource_spans = group_spans_by_resource_and_scope(spans, &self.resource);
        ExportTraceServiceRequest { resource_spans }.encode_to_vec().into()
    }

    /// Sends a message; says how many of its spans were not taken.
    pub async fn send(&self, message: Bytes) -> Result<u64, Fault> {
        let mut request = self.client.post(self.endpoint.clone());
        request = request.header(CONTENT_TYPE, "application/x-protobuf").body(message);
        if let Some(authorization) = &self.authorization {
            request = request.header(AUTHORIZATION, authorization);
        }
        let mut answer = request.send().await?;
        if answer.status() != StatusCode::OK {
            return Err(Fault::Status(answer.status()));
        }
        let mut body = Vec::new();
        while let Some(chunk) = answer.chunk().await? {
            body.extend_from_slice(&chunk);
            if body.len() > LARGEST_ANSWER {
                break;
            }
        }
        // Whoever says 200 and something else has taken them.
        let answer = ExportTraceServiceResponse::decode(body.as_slice()).unwrap_or_default();
        let refused = answer.partial_success.map_or(0, |partial| partial.rejected_spans);
        Ok(u64::try_from(refused).unwrap_or(0))
    }
}

/// Who tells, as the conventions name it. The operator adds to it with `OTEL_RESOURCE_ATTRIBUTES`, as
/// with every other program.
fn resource() -> Resource {
    let mut instance = uuid::Bytes::default();
    wall::fill(&mut instance);
    let instance = uuid::Builder::from_random_bytes(instance).into_uuid();
    Resource::builder_empty()
        .with_service_name("fla")
        .with_attribute(KeyValue::new("service.version", env!("CARGO_PKG_VERSION")))
        .with_attribute(KeyValue::new("service.instance.id", instance.to_string()))
        .with_detectors(&[
            Box::new(TelemetryResourceDetector),
            Box::new(EnvResourceDetector::new()),
        ])
        .build()
}
