//! What was sent with a request, so that a problem can show the value it is about. Only values that say
//! nothing of a person are shown: numbers, days, ids and codes of fields that hold nothing else.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock, OnceLock};

use fla_web::address::holds_ssin;
use fla_web::reference::{DOCUMENT, entries, list, resolve};
use serde_json::{Map, Value};
use serde_norway::Value as Schema;
use url::form_urlencoded;

use crate::problem::{In, Issue, Wrong};

/// Longest value that is shown, in characters.
const LONGEST: usize = 100;
/// Fields of the contract that hold days or codes, and say something of a person.
const PERSONAL: [&str; 6] = ["birthDate", "cause", "gender", "language", "ssin", "ssins"];
/// Schemas of texts that are codes or numbers of something.
const CODES: [&str; 6] = [
    "EnterpriseNumber",
    "FieldOfEducationCode",
    "JointCommitteeCode",
    "RuleCode",
    "TaskName",
    "YearQuarter",
];

/// A request as it was sent.
#[derive(Default)]
pub struct Sent {
    query: String,
    body: OnceLock<Arc<Map<String, Value>>>,
}

impl Sent {
    /// One with a query, of which the body was not read yet.
    pub fn with(query: Option<&str>) -> Self {
        Self { query: query.unwrap_or_default().to_owned(), body: OnceLock::new() }
    }

    /// Keeps the body.
    pub fn keep(&self, body: &Arc<Map<String, Value>>) {
        // It is read once.
        drop(self.body.set(Arc::clone(body)));
    }

    /// The value that an issue is about, where it may be shown.
    pub fn value(&self, issue: &Issue) -> Option<Value> {
        // Of a field that the contract does not know nobody can say what it holds.
        if matches!(issue.wrong, Wrong::Unknown) || !is_harmless(&issue.name) {
            return None;
        }
        let value = match issue.place {
            In::Body => within(self.body.get()?, &issue.name)?.clone(),
            In::Query => {
                let mut pairs = form_urlencoded::parse(self.query.as_bytes());
                Value::String(pairs.find(|(name, _)| *name == issue.name)?.1.into_owned())
            }
            In::Header | In::Path => return None,
        };
        shown(value)
    }
}

/// What lies at a path such as `participants[3].minutes`.
fn within<'v>(map: &'v Map<String, Value>, path: &str) -> Option<&'v Value> {
    let mut map = map;
    let mut segments = path.split('.').peekable();
    while let Some(segment) = segments.next() {
        let (name, place) = segment.split_once('[').map_or((segment, None), |(name, rest)| {
            (name, rest.strip_suffix(']').and_then(|n| n.parse::<usize>().ok()))
        });
        let mut value = map.get(name)?;
        if let Some(place) = place {
            value = value.get(place)?;
        }
        if segments.peek().is_none() {
            return Some(value);
        }
        map = value.as_object()?;
    }
    None
}

/// A value that can be nobody's number and is no text that somebody wrote.
fn shown(value: Value) -> Option<Value> {
    match value {
        Value::Bool(_) => Some(value),
        Value::Number(_) => (!holds_ssin(&value.to_string())).then_some(value),
        Value::String(text) => {
            let text: String = text.chars().take(LONGEST).collect();
            let code = |c: char| c.is_ascii_alphanumeric() || "-+.:/_".contains(c);
            (text.chars().all(code) && !holds_ssin(&text)).then_some(Value::String(text))
        }
        _ => None,
    }
}

/// Whether a field holds nothing that says anything of a person: by its name in the contract.
fn is_harmless(path: &str) -> bool {
    let name = path.rsplit('.').next().unwrap_or(path);
    let name = name.split_once('[').map_or(name, |(name, _)| name);
    HARMLESS.get(name).copied().unwrap_or(false)
}

/// Every field and parameter of the contract; one that is a free text anywhere is none of the harmless.
static HARMLESS: LazyLock<BTreeMap<&'static str, bool>> = LazyLock::new(|| {
    let mut found = BTreeMap::new();
    walk(&DOCUMENT, &mut found);
    for name in PERSONAL {
        found.insert(name, false);
    }
    found
});

fn walk(value: &'static Schema, found: &mut BTreeMap<&'static str, bool>) {
    let mut say = |name: &'static str, schema: &'static Schema| {
        let harmless = found.entry(name).or_insert(true);
        *harmless = *harmless && is_code(schema);
    };
    entries(&value["properties"]).for_each(|(name, schema)| say(name, schema));
    if let (Some("query"), Some(name)) = (value["in"].as_str(), value["name"].as_str()) {
        say(name, &value["schema"]);
    }
    entries(value).for_each(|(_, one)| walk(one, found));
    list(value).for_each(|one| walk(one, found));
}

/// Whether a schema is of numbers, days, ids or codes.
fn is_code(schema: &'static Schema) -> bool {
    let (schema, name) = resolve(schema);
    if schema["type"].as_str() == Some("array") {
        return is_code(&schema["items"]);
    }
    let plain = matches!(schema["type"].as_str(), Some("integer" | "number" | "boolean"));
    let format = matches!(schema["format"].as_str(), Some("date" | "date-time" | "uuid"));
    let coded = name.is_some_and(|name| CODES.contains(&name));
    plain || format || coded || schema["enum"].is_sequence()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn only_what_says_nothing_of_a_person_is_shown() {
        for name in ["minutes", "startDate", "validUntil", "employeeId", "jointCommittee", "year"] {
            assert!(is_harmless(name) && is_harmless(&format!("participants[3].{name}")), "{name}");
        }
        for name in ["ssin", "ssins[0]", "birthDate", "gender", "familyName", "email", "address"] {
            assert!(!is_harmless(name), "{name}");
        }
        for name in ["title", "reason", "reference", "q", "team", "words", "nope", "select"] {
            assert!(!is_harmless(name), "{name}");
        }
        for shows in [json!(1441), json!(true), json!("2026-02-30"), json!("999.01"), json!("x")] {
            assert_eq!(shown(shows.clone()), Some(shows));
        }
        for hides in [
            json!("85073003328"),
            json!("85.07.30-033.28"),
            json!(85_073_003_328_u64),
            json!("Ana Peeters"),
            json!("ana@example.be"),
            json!({ "a": 1 }),
            json!(null),
        ] {
            assert_eq!(shown(hides.clone()), None, "{hides}");
        }
        assert_eq!(shown(json!("a".repeat(200))), Some(json!("a".repeat(100))));
    }

    #[test]
    fn a_path_leads_into_the_body() {
        let body = json!({ "a": [{ "b": 1 }, { "b": 2 }], "c": { "d": [3, 4] } });
        let at = |path: &str| within(body.as_object().unwrap(), path).cloned();
        assert_eq!(at("a[1].b"), Some(json!(2)));
        assert_eq!(at("c.d[0]"), Some(json!(3)));
        assert_eq!(at("a[2].b"), None);
        assert_eq!(at("c.e"), None);
        assert_eq!(at(""), None);
    }
}
