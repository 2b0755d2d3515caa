//! An operation of the contract.

use serde_norway::Value;

use super::example;
use super::schema::Node;
use super::{entries, list, resolve, text};

/// An operation.
#[derive(Clone, Debug)]
pub struct Operation {
    /// Its `operationId`, by which its page goes.
    pub id: String,
    /// `GET`, `POST` …
    pub method: String,
    /// The path below the beginning of the API, with its parameters in braces.
    pub path: String,
    /// In a few words.
    pub summary: String,
    /// What else is to be known; may be empty.
    pub description: String,
    /// The tag under which it stands.
    pub tag: String,
    /// Scopes of which a token needs all; empty where every token will do.
    pub scopes: Vec<String>,
    /// Whether it needs no token.
    pub open: bool,
    /// What is given beside a body.
    pub parameters: Vec<Parameter>,
    /// The body that is sent, where there is one.
    pub body: Option<Body>,
    /// What is answered.
    pub answers: Vec<Answer>,
}

/// Something that is given in path, query or header.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// `path`, `query` or `header`.
    pub place: String,
    /// Name, kind, limits, meaning.
    pub node: Node,
}

/// A body.
#[derive(Clone, Debug)]
pub struct Body {
    /// Media type.
    pub media: String,
    /// Its fields.
    pub node: Node,
    /// An example, in JSON.
    pub example: String,
}

/// An answer.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The HTTP status, or `default` for every other one.
    pub status: String,
    /// What it means.
    pub meaning: String,
    /// Headers with what each means.
    pub headers: Vec<(String, String)>,
    /// The body, where there is one.
    pub body: Option<Body>,
}

impl Operation {
    /// The operation of a method in an item of the contract's paths.
    pub(super) fn read(path: &str, method: &str, item: &'static Value) -> Self {
        let this = &item[method];
        let security = if this["security"].is_null() {
            &super::DOCUMENT["security"]
        } else {
            &this["security"]
        };
        let mut scopes: Vec<String> = Vec::new();
        // Each requirement is another way to be let in; a scope that several name is told once.
        for scope in list(security).flat_map(|one| list(&one["ClientCredentials"])).map(text) {
            if !scopes.contains(&scope) {
                scopes.push(scope);
            }
        }
        let given = list(&item["parameters"]).chain(list(&this["parameters"]));
        Self {
            id: text(&this["operationId"]),
            method: method.to_ascii_uppercase(),
            path: path.to_owned(),
            summary: text(&this["summary"]),
            description: text(&this["description"]),
            tag: list(&this["tags"]).next().map(text).unwrap_or_default(),
            scopes,
            open: list(security).next().is_none(),
            parameters: given.map(parameter).collect(),
            body: body(&this["requestBody"]),
            answers: entries(&this["responses"]).map(|(status, one)| answer(status, one)).collect(),
        }
    }

    /// The parameters of a place.
    pub fn parameters_in<'a>(&'a self, place: &'a str) -> impl Iterator<Item = &'a Parameter> {
        self.parameters.iter().filter(move |one| one.place == place)
    }

    /// A call of it with curl, by the examples of the contract; `base` is the address of the API.
    pub fn curl(&self, base: &str) -> String {
        example::curl(self, base)
    }
}

fn parameter(given: &'static Value) -> Parameter {
    let (this, _) = resolve(given);
    let needed = this["required"].as_bool().unwrap_or(false);
    let mut node = Node::of(this["name"].as_str().unwrap_or_default(), &this["schema"], needed);
    if !this["description"].is_null() {
        node.meaning = text(&this["description"]);
    }
    if let Some(example) = example::of_parameter(this) {
        node.example = example;
    }
    Parameter { place: text(&this["in"]), node }
}

fn body(given: &'static Value) -> Option<Body> {
    let (media, content) = entries(&resolve(given).0["content"]).next()?;
    Some(Body {
        media: media.to_owned(),
        node: Node::of("", &content["schema"], true),
        example: example::of_body(content),
    })
}

fn answer(status: &str, given: &'static Value) -> Answer {
    let (this, _) = resolve(given);
    Answer {
        status: status.to_owned(),
        meaning: text(&this["description"]),
        headers: entries(&this["headers"])
            .map(|(name, header)| (name.to_owned(), text(&resolve(header).0["description"])))
            .collect(),
        body: body(given),
    }
}
