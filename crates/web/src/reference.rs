//! The contract of the REST API (`api/openapi.yaml`), read for people: what the reference pages show.
//! There is one contract; nothing of it is written down a second time.
//!
//! | room | what it holds |
//! |---|---|
//! | [`operation`] | an operation with its parameters, body, answers and scopes |
//! | [`schema`] | a schema as a tree of fields |
//! | [`example`] | examples of bodies, and of calls with curl |

pub mod example;
pub mod operation;
pub mod schema;

use std::sync::LazyLock;

use serde_norway::Value;

pub use operation::Operation;

/// The contract: `OpenAPI` 3.0, in YAML.
pub const CONTRACT: &str = include_str!("../../../api/openapi.yaml");

/// The methods of the contract, in the order in which they are shown.
const METHODS: [&str; 5] = ["get", "post", "put", "patch", "delete"];

/// The contract as values, in the order in which it is written.
pub static DOCUMENT: LazyLock<Value> =
    LazyLock::new(|| serde_norway::from_str(CONTRACT).expect("the contract is YAML"));

static OPERATIONS: LazyLock<Vec<Operation>> = LazyLock::new(read_operations);

static PROBLEM_TYPES: LazyLock<Vec<ProblemType>> = LazyLock::new(|| {
    list(&DOCUMENT["x-problem-types"])
        .map(|one| ProblemType {
            urn: text(&one["type"]),
            title: text(&one["title"]),
            status: one["status"].as_u64().and_then(|status| status.try_into().ok()),
            description: text(&one["description"]),
            mend: text(&one["mend"]),
        })
        .collect()
});

/// Why something is not done, or what is wrong with an input: a type of RFC 9457.
#[derive(Clone, Debug)]
pub struct ProblemType {
    /// Its URN.
    pub urn: String,
    /// In a few words, in English.
    pub title: String,
    /// The HTTP status; `None` for what is said of one input.
    pub status: Option<u16>,
    /// What it means, in English.
    pub description: String,
    /// What to do, in English.
    pub mend: String,
}

/// Every problem type the API answers with: those of whole requests first.
pub fn problem_types() -> &'static [ProblemType] {
    &PROBLEM_TYPES
}

/// Every operation, in the order of the contract.
pub fn operations() -> &'static [Operation] {
    &OPERATIONS
}

/// The tags with what is said of each, in the order of the contract.
pub fn tags() -> impl Iterator<Item = (String, String)> {
    list(&DOCUMENT["tags"]).map(|tag| (text(&tag["name"]), text(&tag["description"])))
}

/// The schemas of the contract by name, in the order of the contract.
pub fn schemas() -> impl Iterator<Item = (&'static str, &'static Value)> {
    entries(&DOCUMENT["components"]["schemas"])
}

/// The scopes with what each allows.
pub fn scopes() -> impl Iterator<Item = (&'static str, String)> {
    let flows = &DOCUMENT["components"]["securitySchemes"]["ClientCredentials"]["flows"];
    entries(&flows["clientCredentials"]["scopes"]).map(|(name, says)| (name, text(says)))
}

fn read_operations() -> Vec<Operation> {
    let mut found = Vec::new();
    for (path, item) in entries(&DOCUMENT["paths"]) {
        for method in METHODS {
            if item[method].is_mapping() {
                found.push(Operation::read(path, method, item));
            }
        }
    }
    found
}

/// The value to which a value leads by `$ref`, and the name at the end of that; itself and no name
/// where it leads nowhere.
pub fn resolve(value: &'static Value) -> (&'static Value, Option<&'static str>) {
    let Some(pointer) = value["$ref"].as_str() else { return (value, None) };
    let mut found = &*DOCUMENT;
    for part in pointer.trim_start_matches("#/").split('/') {
        found = &found[part];
    }
    let (last, _) = resolve(found);
    (last, pointer.rsplit('/').next())
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_default().trim().to_owned()
}

/// The items of a list; none of anything else.
pub fn list(value: &'static Value) -> impl Iterator<Item = &'static Value> {
    value.as_sequence().into_iter().flatten()
}

/// The entries of a mapping with their names; none of anything else.
pub fn entries(value: &'static Value) -> impl Iterator<Item = (&'static str, &'static Value)> {
    let pairs = value.as_mapping().into_iter().flatten();
    pairs.filter_map(|(name, value)| Some((name.as_str()?, value)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_contract_is_read_whole() {
        let ids: Vec<_> = operations().iter().map(|one| one.id.as_str()).collect();
        assert_eq!(ids.len(), CONTRACT.matches("operationId:").count());
        assert!(ids.contains(&"registerTraining"));
        for one in operations() {
            assert!(!one.summary.is_empty() && !one.answers.is_empty(), "{}", one.id);
            assert!(tags().any(|(name, _)| name == one.tag), "{} is under no tag", one.id);
            for scope in &one.scopes {
                assert!(scopes().any(|(name, _)| name == scope), "{scope}");
            }
        }
        let batch = operations().iter().find(|one| one.id == "sendBatch").unwrap();
        assert_eq!(batch.scopes, ["scope:fla:training:write", "scope:fla:employee:write"]);
        assert!(problem_types().iter().any(|one| one.status == Some(412)));
        assert!(problem_types().iter().all(|one| !one.description.is_empty()));
    }

    #[test]
    fn every_reference_leads_somewhere() {
        fn walk(value: &'static Value) {
            if value["$ref"].is_string() {
                assert!(!resolve(value).0.is_null(), "{value:?}");
            }
            entries(value).for_each(|(_, one)| walk(one));
            list(value).for_each(walk);
        }
        walk(&DOCUMENT);
    }
}
