//! Examples: of bodies, from the contract's own or made of those of its fields, and of calls.

use serde_norway::{Mapping, Value};

use super::operation::Operation;
use super::schema::{properties, scalar};
use super::{list, resolve};

/// How deep an example is made.
const DEEPEST: usize = 6;

/// The example of a body: the contract's own, else one made of its schema.
pub fn of_body(content: &'static Value) -> String {
    let value = match &content["example"] {
        Value::Null => of_schema(&content["schema"], DEEPEST),
        own => own.clone(),
    };
    serde_json::to_string_pretty(&value).unwrap_or_default()
}

/// The example of a parameter.
pub fn of_parameter(parameter: &'static Value) -> Option<String> {
    let own = &parameter["example"];
    let schema = resolve(&parameter["schema"]).0;
    let found = [own, &schema["example"], &schema["default"]].into_iter().find(|v| !v.is_null())?;
    // A list is given as its parts.
    Some(found.as_sequence().and_then(|all| all.first()).map_or_else(|| scalar(found), scalar))
}

/// A value of a schema: its example, else one of its kind with all that must be there.
fn of_schema(given: &'static Value, depth: usize) -> Value {
    let (schema, _) = resolve(given);
    for key in ["example", "default"] {
        if !schema[key].is_null() {
            return schema[key].clone();
        }
    }
    if let Some(first) = list(&schema["enum"]).next() {
        return first.clone();
    }
    let fields = properties(schema);
    if !fields.is_empty() {
        let mut object = Mapping::new();
        for (name, schema, needed) in fields {
            if needed && depth > 0 {
                object.insert(Value::from(name), of_schema(schema, depth - 1));
            }
        }
        return Value::Mapping(object);
    }
    match schema["type"].as_str() {
        Some("array") if depth > 0 => Value::Sequence(vec![of_schema(&schema["items"], depth - 1)]),
        Some("array") => Value::Sequence(Vec::new()),
        Some("integer" | "number") => schema["minimum"].as_i64().unwrap_or(1).into(),
        Some("boolean") => true.into(),
        Some("object") => Value::Mapping(Mapping::new()),
        _ => match schema["format"].as_str() {
            Some("uri") => "https://fla.example/fla/v1/…".into(),
            _ => "…".into(),
        },
    }
}

/// A call with curl.
pub fn curl(operation: &Operation, base: &str) -> String {
    let mut path = operation.path.clone();
    for parameter in operation.parameters_in("path") {
        let node = &parameter.node;
        let value = if node.example.is_empty() { "…" } else { &node.example };
        path = path.replace(&format!("{{{}}}", node.name), value);
    }
    let needed: Vec<_> = operation
        .parameters_in("query")
        .filter(|one| one.node.needed)
        .map(|one| format!("{}={}", one.node.name, one.node.example))
        .collect();
    let query = if needed.is_empty() { String::new() } else { format!("?{}", needed.join("&")) };
    let method = match operation.method.as_str() {
        "GET" => String::new(),
        "POST" if operation.body.is_some() => String::new(),
        method => format!("-X {method} "),
    };
    let mut lines = vec![format!("curl -s {method}{}", quoted(&format!("{base}{path}{query}")))];
    if !operation.open {
        lines.push("-H \"Authorization: Bearer $TOKEN\"".to_owned());
    }
    for parameter in operation.parameters_in("header") {
        lines.push(format!(
            "-H {}",
            quoted(&format!("{}: {}", parameter.node.name, parameter.node.example))
        ));
    }
    if let Some(body) = &operation.body {
        lines.push(format!("-H 'Content-Type: {}'", body.media));
        lines.push(format!("-d {}", quoted(&body.example)));
    }
    lines.join(" \\\n  ")
}

/// As one word of the shell.
fn quoted(text: &str) -> String {
    format!("'{}'", text.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use crate::reference::operations;

    #[test]
    fn a_call_can_be_pasted() {
        let one = operations().iter().find(|one| one.id == "registerTraining").unwrap();
        let curl = one.curl("https://fla.example/fla/v1");
        assert!(
            curl.starts_with(
                "curl -s 'https://fla.example/fla/v1/employers/0100000169/trainings' \\\n"
            ),
            "{curl}"
        );
        assert!(curl.contains("-H \"Authorization: Bearer $TOKEN\""), "{curl}");
        assert!(curl.contains("-H 'Idempotency-Key: 0d5d1a9c"), "{curl}");
        assert!(curl.contains("\"title\": \"Heftruck, herhaling\""), "{curl}");
        let put = operations().iter().find(|one| one.id == "correctTraining").unwrap();
        let curl = put.curl("");
        assert!(curl.contains("-X PUT"), "{curl}");
        assert!(curl.contains("-H 'If-Match: \"3\"'"), "{curl}");
    }

    #[test]
    fn every_body_has_an_example_that_is_json() {
        for one in operations() {
            for body in one.body.iter().chain(one.answers.iter().filter_map(|a| a.body.as_ref())) {
                if body.media.contains("json") {
                    let value: serde_json::Value = serde_json::from_str(&body.example).unwrap();
                    assert!(value.is_object(), "{}: {}", one.id, body.example);
                }
            }
        }
    }
}
