//! What stands around all pages: a name for each request, its span, the access log and the count of
//! requests, a limit on bodies, and whether the register is up.

use std::sync::Arc;

use axum::Router;
use axum::extract::{DefaultBodyLimit, MatchedPath, Request, State};
use axum::http::Method;
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;
use fla_app::App;
use fla_web::acting::TraceId;
use tracing::Instrument as _;

use crate::health::{self, Readiness};
use crate::metrics::Requests;
use crate::rest;
use crate::traces::request::{Asked, answered};
use crate::wall;

/// Largest body of a form, in bytes.
const FORM: usize = 2 << 20;
/// Largest batch of the REST API, in bytes: 10,000 changes of 1,600 bytes.
const BATCH: usize = 16 << 20;
/// Largest upload of declarations, in bytes: as much as the application takes of one file, and
/// room for what is around it.
const UPLOAD: usize = (2 << 30) + (1 << 20);

/// Largest list that is compared with the register, in bytes: ten thousand records with long titles.
const RECORDS: usize = 8 << 20;

/// Largest piece of evidence, in bytes, with room for what is around it.
const EVIDENCE: usize = (10 << 20) + (1 << 20);

/// Who is told of requests, and who says whether they should come here.
#[derive(Clone)]
pub struct Watch {
    /// Whether they should come here.
    pub readiness: Readiness,
    /// What counts them.
    pub requests: Arc<Requests>,
    /// `http` or `https`, as people see it.
    pub scheme: &'static str,
}

/// Puts it around the site.
pub fn around(site: Router, app: App, watch: Watch) -> Router {
    let health = health::routes(app, watch.readiness.clone());
    site.merge(health).layer(from_fn_with_state(watch, log))
}

/// Names the request, limits its body, and logs it with the pattern of its address: what people
/// typed into an address or a search never reaches the log.
async fn log(State(watch): State<Watch>, mut request: Request, next: Next) -> Response {
    let began = std::time::Instant::now();
    let _under_way = watch.requests.begin();
    let trace = trace();
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().cloned();
    let route = route.as_ref().map(MatchedPath::as_str);
    let (scheme, headers) = (watch.scheme, request.headers());
    let span = Asked { method: &method, route, scheme, trace: &trace, headers }.span();
    let route = route.unwrap_or("-");
    request.extensions_mut().insert(TraceId(trace.clone()));
    DefaultBodyLimit::max(largest(&method, route)).apply(&mut request);
    let (request, rest) = rest::lend(request);
    let response = next.run(request).instrument(span.clone()).await;
    rest.read().await;
    let took = began.elapsed();
    answered(&span, response.status());
    // The line is one of the trace.
    let _span = span.enter();
    watch.requests.end(&method, route, response.status(), took);
    let status = response.status().as_u16();
    let millis = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
    if route.starts_with("/assets") || route.starts_with("/health") {
        tracing::debug!(target: "fla::access", %method, route, status, millis, trace);
    } else {
        tracing::info!(target: "fla::access", %method, route, status, millis, trace);
    }
    response
}

/// Only the import of declarations, evidence and lists to compare take more than a form.
fn largest(method: &Method, route: &str) -> usize {
    let own = route.starts_with("/account/") || route.starts_with("/register/");
    if *method == Method::POST && own && route.ends_with("/files") {
        return EVIDENCE;
    }
    let uploads = *method == Method::POST
        && route.starts_with("/register/")
        && (route.ends_with("/imports") || route.ends_with("/import"));
    let call = route.starts_with(fla_api::BASE) && *method == Method::POST;
    match route {
        _ if uploads => UPLOAD,
        route if call && route.ends_with("/batches") => BATCH,
        route if call && route.ends_with("/reconciliation") => RECORDS,
        _ => FORM,
    }
}

/// 128 random bits as hexadecimal digits.
fn trace() -> String {
    let mut bytes = [0; 16];
    wall::fill(&mut bytes);
    format!("{:032x}", u128::from_be_bytes(bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_import_takes_much() {
        assert_eq!(largest(&Method::POST, "/register/{employer}/imports"), UPLOAD);
        assert_eq!(largest(&Method::POST, "/account/records/{record}/files"), EVIDENCE);
        let api = |end: &str| format!("{}/employers/{{enterpriseNumber}}{end}", fla_api::BASE);
        assert_eq!(largest(&Method::POST, &api("/batches")), BATCH);
        assert_eq!(largest(&Method::POST, &api("/trainings")), FORM);
        let compared = "/fla/v1/employers/{enterpriseNumber}/trainings/reconciliation";
        assert_eq!(largest(&Method::POST, compared), RECORDS);
        for (method, route) in [
            (Method::GET, "/account/records/{record}/files"),
            (Method::POST, "/files"),
            (Method::GET, "/register/{employer}/imports"),
            (Method::POST, "/register/{employer}/trainings"),
            (Method::POST, "/imports"),
            (Method::POST, "-"),
        ] {
            assert_eq!(largest(&method, route), FORM, "{method} {route}");
        }
    }
}
