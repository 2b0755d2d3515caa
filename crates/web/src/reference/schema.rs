//! A schema as a tree of fields.

use serde_norway::Value;

use super::{entries, list, resolve, text};

/// How deep bodies are unfolded; further down one follows the link of a schema.
const DEEPEST: usize = 5;

/// A limit that a value must keep to; the number or pattern as the contract writes it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limit {
    /// Which limit: `min`, `max`, `max-length`, `min-items`, `max-items`, `pattern`, `default`.
    pub kind: &'static str,
    /// How much.
    pub value: String,
}

/// A field of a body, or a parameter.
#[derive(Clone, Debug)]
pub struct Node {
    /// Its name.
    pub name: String,
    /// What it is, in the words of JSON: `string`, `integer`, `array of objects` …
    pub kind: String,
    /// The schema by whose name it goes, where it has one.
    pub schema: Option<&'static str>,
    /// Whether it must be there.
    pub needed: bool,
    /// What it means, in English; may be empty.
    pub meaning: String,
    /// The values it can take, where they are listed.
    pub values: Vec<String>,
    /// What it must keep to.
    pub limits: Vec<Limit>,
    /// An example; may be empty.
    pub example: String,
    /// The fields in it.
    pub fields: Vec<Node>,
}

impl Node {
    /// The node of a named value of this schema, with the fields in it.
    pub fn of(name: &str, schema: &'static Value, needed: bool) -> Self {
        Self::within(name, schema, needed, &mut Vec::new(), DEEPEST)
    }

    /// The same without fields of objects that have a page of their own.
    pub fn flat(name: &str, schema: &'static Value, needed: bool) -> Self {
        Self::within(name, schema, needed, &mut Vec::new(), 1)
    }

    fn within(
        name: &str,
        given: &'static Value,
        needed: bool,
        above: &mut Vec<&'static str>,
        depth: usize,
    ) -> Self {
        let (schema, named) = resolve(given);
        let is_list = schema["type"].as_str() == Some("array");
        let (inner, inner_named) =
            if is_list { resolve(&schema["items"]) } else { (schema, named) };
        let named = named.or(inner_named);
        let again = named.is_some_and(|name| above.contains(&name));
        let mut fields = Vec::new();
        if depth > 0 && !again {
            above.extend(named);
            for (name, schema, needed) in properties(inner) {
                fields.push(Self::within(name, schema, needed, above, depth - 1));
            }
            above.truncate(above.len() - usize::from(named.is_some()));
        }
        let first = |key: &str| {
            [given, schema, inner].into_iter().map(|one| &one[key]).find(|v| !v.is_null())
        };
        Self {
            name: name.to_owned(),
            kind: kind(schema, inner, is_list),
            schema: named,
            needed,
            meaning: first("description").map(text).unwrap_or_default(),
            values: list(&inner["enum"]).map(scalar).collect(),
            limits: limits(schema, inner),
            example: first("example")
                .filter(|v| !v.is_mapping() && !v.is_sequence())
                .map(scalar)
                .unwrap_or_default(),
            fields,
        }
    }
}

/// The properties of an object, those of `allOf` among them: name, schema, whether it must be there.
pub fn properties(schema: &'static Value) -> Vec<(&'static str, &'static Value, bool)> {
    let mut found = Vec::new();
    for part in list(&schema["allOf"]) {
        found.extend(properties(resolve(part).0));
    }
    let needed: Vec<_> = list(&schema["required"]).filter_map(Value::as_str).collect();
    for (name, property) in entries(&schema["properties"]) {
        found.push((name, property, needed.contains(&name)));
    }
    found
}

fn kind(schema: &'static Value, inner: &'static Value, is_list: bool) -> String {
    let one = |value: &'static Value| {
        let is_object = value["allOf"].is_sequence() || value["properties"].is_mapping();
        let kind = if is_object { "object" } else { value["type"].as_str().unwrap_or("any") };
        match value["format"].as_str() {
            Some(format) => format!("{kind} ({format})"),
            None => kind.to_owned(),
        }
    };
    if is_list { format!("array of {}", one(inner)) } else { one(schema) }
}

fn limits(schema: &'static Value, inner: &'static Value) -> Vec<Limit> {
    let own = [
        ("min", "minimum"),
        ("max", "maximum"),
        ("min-length", "minLength"),
        ("max-length", "maxLength"),
        ("pattern", "pattern"),
    ];
    let of_list = [("min-items", "minItems"), ("max-items", "maxItems"), ("default", "default")];
    let mut found = Vec::new();
    for (value, kinds) in [(schema, &of_list[..]), (inner, &own[..])] {
        for (kind, key) in kinds {
            if !value[*key].is_null() {
                found.push(Limit { kind, value: scalar(&value[*key]) });
            }
        }
    }
    found
}

/// A value as it is written in JSON, strings without quotation marks.
pub fn scalar(value: &Value) -> String {
    match value.as_str() {
        Some(text) => text.to_owned(),
        None => serde_json::to_string(value).unwrap_or_default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reference::DOCUMENT;

    fn node(name: &str) -> Node {
        Node::of("", &DOCUMENT["components"]["schemas"][name], true)
    }

    #[test]
    fn a_body_is_a_tree_of_fields() {
        let training = node("NewTraining");
        let field = |name: &str| training.fields.iter().find(|one| one.name == name).unwrap();
        assert!(field("title").needed && !field("place").needed);
        assert_eq!(field("startDate").kind, "string (date)");
        let minutes = field("minutes");
        assert_eq!(minutes.schema, Some("Duration"));
        assert_eq!(minutes.limits[1], Limit { kind: "max", value: "527040".to_owned() });
        let participants = field("participants");
        assert_eq!(participants.kind, "array of object");
        assert_eq!(participants.limits[1].kind, "max-items");
        assert!(participants.fields.iter().any(|one| one.name == "ssin"));
        assert_eq!(field("kind").values, ["formal", "informal"]);
    }
}
