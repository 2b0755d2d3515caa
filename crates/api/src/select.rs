//! Answers of which only some fields are asked for (rule `res-repres`): `select=(name,credit(year))`.
//! What is selected of a list is selected of each of its items.

mod known;

use axum::body::{Body, to_bytes};
use axum::extract::{MatchedPath, Request};
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use axum::http::{Method, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value};
use url::form_urlencoded;

use crate::BASE;
use crate::form::Form;
use crate::problem::{In, Issue, Problem};

/// Deepest nesting of a selection.
const DEEPEST: usize = 8;
/// Longest selection, in bytes.
const LONGEST: usize = 2_000;

/// Fields that are asked for, each with what is asked for of it; all of it where nothing is said.
#[derive(Debug, PartialEq, Eq)]
struct Selection(Vec<(String, Option<Selection>)>);

impl Selection {
    fn read(text: &str) -> Option<Self> {
        if text.len() > LONGEST {
            return None;
        }
        let mut left = text;
        let selection = Self::of(&mut left, DEEPEST)?;
        left.is_empty().then_some(selection)
    }

    /// `(` field (`,` field)* `)`, where a field is a name, or a name with a selection behind it.
    fn of(left: &mut &str, deep: usize) -> Option<Self> {
        *left = left.strip_prefix('(').filter(|_| deep > 0)?;
        let mut fields = Vec::new();
        loop {
            let end = left.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(left.len());
            let (name, rest) = left.split_at(end);
            if name.is_empty() {
                return None;
            }
            *left = rest;
            let within = left.starts_with('(').then(|| Self::of(left, deep - 1));
            let within = match within {
                Some(None) => return None,
                Some(some) => some,
                None => None,
            };
            fields.push((name.to_owned(), within));
            if let Some(rest) = left.strip_prefix(',') {
                *left = rest;
            } else {
                *left = left.strip_prefix(')')?;
                return Some(Self(fields));
            }
        }
    }

    fn apply(&self, value: &mut Value) {
        match value {
            Value::Object(map) => {
                let mut kept = Map::new();
                for (name, within) in &self.0 {
                    let Some(mut value) = map.remove(name) else { continue };
                    if let Some(within) = within {
                        within.apply(&mut value);
                    }
                    kept.insert(name.clone(), value);
                }
                *map = kept;
            }
            Value::Array(all) => all.iter_mut().for_each(|one| self.apply(one)),
            _ => {}
        }
    }

    /// Of a list its items; of anything else itself.
    fn answer(&self, body: &mut Value) {
        match body.get_mut("items") {
            Some(items) if items.is_array() => self.apply(items),
            _ => self.apply(body),
        }
    }
}

/// Takes the selection out of the query, and everything else out of the answer.
pub async fn select(mut request: Request, next: Next) -> Response {
    let path = request.extensions().get::<MatchedPath>().map(MatchedPath::as_str);
    let path = path.and_then(|path| path.strip_prefix(BASE)).map(str::to_owned);
    // Elsewhere it is a parameter that the contract does not know.
    let Some(path) = path.filter(|path| request.method() == Method::GET && known::selects(path))
    else {
        return next.run(request).await;
    };
    let query = request.uri().query().unwrap_or_default();
    let (asked, others): (Vec<_>, Vec<_>) = form_urlencoded::parse(query.as_bytes())
        .into_owned()
        .partition(|(name, _)| name == "select");
    let Some((_, text)) = asked.first() else { return next.run(request).await };
    let selection = Selection::read(text).filter(|_| asked.len() == 1);
    let (Some(selection), Some(uri)) = (selection, with_query(request.uri(), &others)) else {
        return refused(Form::Selection);
    };
    if let Some(known::Stranger { name, known }) = known::stranger(&path, &selection) {
        return refused(Form::NoField(name, known.join(", ")));
    }
    *request.uri_mut() = uri;
    let response = next.run(request).await;
    let json = response.headers().get(CONTENT_TYPE).is_some_and(|kind| kind == "application/json");
    if response.status() != StatusCode::OK || !json {
        return response;
    }
    let (mut parts, body) = response.into_parts();
    let whole = to_bytes(body, usize::MAX).await.ok();
    let whole = whole.and_then(|bytes| serde_json::from_slice::<Value>(&bytes).ok());
    let Some(mut whole) = whole else { return Problem::Internal.into_response() };
    selection.answer(&mut whole);
    go_on(&mut whole, text);
    parts.headers.remove(CONTENT_LENGTH);
    Response::from_parts(parts, Body::from(whole.to_string()))
}

fn refused(how: Form) -> Response {
    Problem::one(Issue::schema(In::Query, "select", how)).into_response()
}

/// Of the next page of a list the same is selected.
fn go_on(page: &mut Value, selection: &str) {
    let list = page.get("items").is_some_and(Value::is_array);
    if let Some(Value::String(next)) = page.get_mut("next").filter(|_| list) {
        let pair = form_urlencoded::Serializer::new(String::new())
            .append_pair("select", selection)
            .finish();
        next.push(if next.contains('?') { '&' } else { '?' });
        next.push_str(&pair);
    }
}

/// The same address with another query.
fn with_query(uri: &Uri, pairs: &[(String, String)]) -> Option<Uri> {
    let query = form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish();
    let path = uri.path();
    let text = if query.is_empty() { path.to_owned() } else { format!("{path}?{query}") };
    let mut parts = uri.clone().into_parts();
    parts.path_and_query = Some(text.parse().ok()?);
    Uri::from_parts(parts).ok()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn only_what_is_selected_is_left() {
        let of = |text: &str, mut body: Value| {
            Selection::read(text).map(|selection| {
                selection.answer(&mut body);
                body
            })
        };
        let one = json!({ "a": 1, "b": { "c": 2, "d": 3 }, "e": [{ "f": 4, "g": 5 }] });
        assert_eq!(of("(a)", one.clone()), Some(json!({ "a": 1 })));
        assert_eq!(of("(b(d),a)", one.clone()), Some(json!({ "b": { "d": 3 }, "a": 1 })));
        assert_eq!(of("(e(g))", one.clone()), Some(json!({ "e": [{ "g": 5 }] })));
        assert_eq!(of("(x)", one.clone()), Some(json!({})));
        let list = json!({ "items": [one], "next": "n" });
        assert_eq!(of("(a)", list), Some(json!({ "items": [{ "a": 1 }], "next": "n" })));
    }

    #[test]
    fn what_is_no_selection_is_refused() {
        let deep = format!("{}a{}", "(a".repeat(9), ")".repeat(9));
        for text in ["", "a", "(", "()", "(a", "(a,)", "(a))", "(a b)", "(a(b)", "(a)(b)", &deep] {
            assert_eq!(Selection::read(text), None, "{text}");
        }
    }
}
