//! What is answered is of a form that the caller takes (rule `cnt-negot`): where the contract has no
//! such form for an operation, nothing of it is done.

use axum::extract::{MatchedPath, Request};
use axum::http::HeaderMap;
use axum::http::header::ACCEPT;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use fla_web::reference::{DOCUMENT, entries, resolve};

use crate::BASE;
use crate::problem::Problem;

const JSON: &str = "application/json";
/// Whoever asks for a page of it is led to one.
const PAGES: &str = "/refData/problemTypes/{problemTypeUrn}";

/// Refuses a call for something in a form that it does not have.
pub async fn negotiate(request: Request, next: Next) -> Response {
    let path = request.extensions().get::<MatchedPath>().map(MatchedPath::as_str);
    let below = path.and_then(|path| path.strip_prefix(BASE)).unwrap_or_default();
    let forms = forms(below, request.method().as_str());
    // What is never JSON is asked for by its address alone.
    let takes = !forms.contains(&JSON) || forms.iter().any(|form| takes(request.headers(), form));
    if takes { next.run(request).await } else { Problem::NotAcceptable.into_response() }
}

/// The forms in which an operation is answered where it is done.
fn forms(path: &str, method: &str) -> Vec<&'static str> {
    let method = if method == "HEAD" { "get" } else { &method.to_ascii_lowercase() };
    let responses = &DOCUMENT["paths"][path][method]["responses"];
    let done = entries(responses).filter(|(status, _)| status.starts_with(['2', '3']));
    done.flat_map(|(_, response)| entries(&resolve(response).0["content"]))
        .map(|(form, _)| form)
        .chain((path == PAGES).then_some("text/html"))
        .collect()
}

/// Whether a caller takes a form: what it says most closely of it counts.
fn takes(headers: &HeaderMap, form: &str) -> bool {
    let said: Vec<&str> =
        headers.get_all(ACCEPT).iter().filter_map(|value| value.to_str().ok()).collect();
    let ranges = said.iter().flat_map(|text| text.split(',')).map(str::trim);
    let ranges: Vec<&str> = ranges.filter(|range| !range.is_empty()).collect();
    if ranges.is_empty() {
        return true;
    }
    let all_of = form.split_once('/').map(|(kind, _)| format!("{kind}/*")).unwrap_or_default();
    let wanted = |kind: &str| {
        ranges.iter().find_map(|range| {
            let mut parts = range.split(';').map(str::trim);
            let same = parts.next().is_some_and(|name| name.eq_ignore_ascii_case(kind));
            same.then(|| !parts.any(is_never))
        })
    };
    wanted(form).or_else(|| wanted(&all_of)).or_else(|| wanted("*/*")).unwrap_or(false)
}

/// Whether a parameter says that a form is not taken at all.
fn is_never(parameter: &str) -> bool {
    let quality = parameter.strip_prefix("q=").or_else(|| parameter.strip_prefix("Q="));
    quality.and_then(|text| text.parse::<f32>().ok()).is_some_and(|quality| quality <= 0.0)
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn what_is_said_most_closely_counts() {
        let takes = |text: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(ACCEPT, HeaderValue::from_static(text));
            takes(&headers, JSON)
        };
        for text in ["", "*/*", "application/*", "Application/JSON", "text/html, */*;q=0.1"] {
            assert!(takes(text), "{text}");
        }
        assert!(takes("application/json; charset=utf-8"));
        for text in ["application/xml", "text/*", "application/json;q=0, */*", "*/*;q=0"] {
            assert!(!takes(text), "{text}");
        }
    }

    #[test]
    fn the_contract_says_in_which_forms() {
        let outcome = "/employers/{enterpriseNumber}/batches/{batchId}/outcome";
        assert_eq!(forms(outcome, "GET"), [JSON, "text/csv"]);
        assert_eq!(forms("/refData/problemTypes/{problemTypeUrn}", "HEAD"), [JSON, "text/html"]);
        assert!(forms("/nowhere", "GET").is_empty());
    }
}
