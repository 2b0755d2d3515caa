//! The contract as a referee: every answer must be as it says, and say nothing it does not know.

use std::collections::BTreeSet;
use std::sync::{LazyLock, Mutex};

use serde_json::{Value, json};

static CONTRACT: LazyLock<Value> =
    LazyLock::new(|| serde_norway::from_str(fla_api::CONTRACT).expect("the contract is YAML"));

/// Which operations were answered, with which status.
static SEEN: Mutex<BTreeSet<(String, u16)>> = Mutex::new(BTreeSet::new());

/// Every operation: method, path below the API, id.
pub fn operations() -> Vec<(String, String, String)> {
    let mut found = Vec::new();
    for (path, item) in CONTRACT["paths"].as_object().unwrap() {
        for method in ["get", "put", "post", "delete", "patch"] {
            if let Some(id) = item[method]["operationId"].as_str() {
                found.push((method.to_owned(), path.clone(), id.to_owned()));
            }
        }
    }
    found
}

/// Whether an operation takes a JSON body.
pub fn reads_json(method: &str, path: &str) -> bool {
    CONTRACT["paths"][path][method]["requestBody"]["content"].get("application/json").is_some()
}

/// The operation of a request; `None` where the contract has none.
fn operation(method: &str, path: &str) -> Option<&'static Value> {
    let parts: Vec<_> = path.split('/').collect();
    let fits = |template: &str| {
        let wanted: Vec<_> = template.split('/').collect();
        wanted.len() == parts.len()
            && wanted.iter().zip(&parts).all(|(want, part)| want.starts_with('{') || want == part)
    };
    // A path without parameters goes before one with them.
    let paths = CONTRACT["paths"].as_object().unwrap();
    let mut fitting: Vec<_> = paths.iter().filter(|(template, _)| fits(template)).collect();
    fitting.sort_by_key(|(template, _)| template.matches('{').count());
    fitting.into_iter().find_map(|(_, item)| item.get(method))
}

/// What the contract says of a thing that is sent or answered.
pub fn schema(name: &str) -> &'static Value {
    let found = &CONTRACT["components"]["schemas"][name];
    assert!(found.is_object(), "the contract knows no {name}");
    found
}

/// What a reference leads to.
pub fn resolve(value: &'static Value) -> &'static Value {
    match value["$ref"].as_str() {
        Some(pointer) => {
            let found = CONTRACT.pointer(pointer.trim_start_matches('#'));
            resolve(found.unwrap_or_else(|| panic!("{pointer} leads nowhere")))
        }
        None => value,
    }
}

/// Holds an answer to the contract; one of only some fields lacks others that are always there.
pub fn check(method: &str, path: &str, status: u16, kind: &str, partial: bool, body: &[u8]) {
    let Some(operation) = operation(method, path) else {
        // What the contract does not have is answered with a problem all the same.
        assert!(matches!(status, 404 | 405), "{method} {path} answered {status}");
        return problem(body);
    };
    let responses = &operation["responses"];
    let response = responses.get(status.to_string()).or_else(|| {
        assert!(status >= 400, "{method} {path}: {status} is not in the contract");
        responses.get("default")
    });
    let response = resolve(response.unwrap());
    let id = operation["operationId"].as_str().unwrap().to_owned();
    SEEN.lock().unwrap().insert((id, status));
    let Some(content) = response["content"].as_object() else { return };
    let media = content.get(kind.split(';').next().unwrap());
    let media = media.unwrap_or_else(|| panic!("{method} {path}: {status} as {kind}"));
    if !kind.contains("json") {
        return;
    }
    let body: Value = serde_json::from_slice(body)
        .unwrap_or_else(|_| panic!("{method} {path}: {}", String::from_utf8_lossy(body)));
    valid(&media["schema"], &body, &format!("{method} {path} {status}"), partial && status == 200);
    if status >= 400 && kind.starts_with("application/problem") {
        explained(&body);
    }
}

/// Each type that is answered has a page, and `href` leads there.
fn explained(problem: &Value) {
    for one in problem["issues"].as_array().into_iter().flatten().chain([problem]) {
        let urn = one["type"].as_str().expect("a type");
        let known = fla_web::reference::problem_types().iter().find(|known| known.urn == urn);
        let known = known.unwrap_or_else(|| panic!("{urn} is not in x-problem-types"));
        assert!(known.status.is_none_or(|status| one["status"] == json!(status)), "{urn}");
        let page = one["href"].as_str().expect("an href");
        assert!(page.ends_with(urn) || one["anomalyCode"].is_string(), "{page}");
    }
}

fn problem(body: &[u8]) {
    let body: Value = serde_json::from_slice(body).expect("a problem");
    valid(&CONTRACT["components"]["schemas"]["Problem"], &body, "problem", false);
    explained(&body);
}

/// Takes away what must be there.
fn lift(schema: &mut Value) {
    match schema {
        Value::Object(map) => {
            if map.get("required").is_some_and(Value::is_array) {
                map.remove("required");
            }
            map.values_mut().for_each(lift);
        }
        Value::Array(all) => all.iter_mut().for_each(lift),
        _ => {}
    }
}

fn valid(schema: &'static Value, body: &Value, what: &str, partial: bool) {
    let mut whole = json!({ "components": CONTRACT["components"] });
    whole["allOf"] = json!([schema]);
    if partial {
        lift(&mut whole);
    }
    let validator = jsonschema::options()
        .with_draft(jsonschema::Draft::Draft4)
        .should_validate_formats(true)
        .build(&whole)
        .expect("the contract's schemas are schemas");
    let faults: Vec<_> =
        validator.iter_errors(body).map(|e| format!("{}: {e}", e.instance_path)).collect();
    assert!(faults.is_empty(), "{what}: {faults:?}\n{body:#}");
    let unknown = undescribed(schema, body, "");
    assert!(unknown.is_empty(), "{what}: not in the contract: {unknown:?}");
}

/// What a schema, or a part of it, says of a property.
fn described(schema: &'static Value, name: &str) -> Option<&'static Value> {
    let schema = resolve(schema);
    let parts = schema["allOf"].as_array().into_iter().flatten();
    schema["properties"].get(name).or_else(|| parts.into_iter().find_map(|p| described(p, name)))
}

fn undescribed(schema: &'static Value, body: &Value, at: &str) -> Vec<String> {
    let schema = resolve(schema);
    match body {
        Value::Object(map) if schema.get("additionalProperties").is_none() => {
            let within = |(name, value): (&String, &Value)| {
                let place = format!("{at}/{name}");
                described(schema, name)
                    .map_or(vec![place.clone()], |schema| undescribed(schema, value, &place))
            };
            map.iter().flat_map(within).collect()
        }
        Value::Array(all) => all
            .iter()
            .enumerate()
            .flat_map(|(n, one)| undescribed(&schema["items"], one, &format!("{at}/{n}")))
            .collect(),
        _ => Vec::new(),
    }
}

/// The operations that were answered with a status, in this process.
pub fn answered(with: impl Fn(u16) -> bool) -> BTreeSet<String> {
    let seen = SEEN.lock().unwrap();
    seen.iter().filter(|(_, status)| with(*status)).map(|(id, _)| id.clone()).collect()
}
