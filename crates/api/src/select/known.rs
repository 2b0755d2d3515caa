//! Which fields an operation answers with, as the contract says: what is selected must be among them.

use fla_web::reference::schema::properties;
use fla_web::reference::{DOCUMENT, list, resolve};
use serde_norway::Value;

use super::Selection;

/// A field that is selected and is not in the contract, and those that are.
pub struct Stranger {
    /// Its name, with those of the fields in which it is sought.
    pub name: String,
    /// The names in its place.
    pub known: Vec<&'static str>,
}

/// Whether the contract lets an operation be asked for some fields only.
pub fn selects(path: &str) -> bool {
    let item = &DOCUMENT["paths"][path];
    let given = list(&item["parameters"]).chain(list(&item["get"]["parameters"]));
    given.map(|one| resolve(one).0).any(|one| one["name"].as_str() == Some("select"))
}

/// The first selected field that the answer of an operation never has.
pub fn stranger(path: &str, selection: &Selection) -> Option<Stranger> {
    let response = resolve(&DOCUMENT["paths"][path]["get"]["responses"]["200"]).0;
    let whole = &response["content"]["application/json"]["schema"];
    let items = properties(resolve(whole).0).into_iter().find(|(name, ..)| *name == "items");
    within(items.map_or(whole, |(_, items, _)| items), selection)
}

fn within(schema: &'static Value, selection: &Selection) -> Option<Stranger> {
    let schema = resolve(schema).0;
    if schema["type"].as_str() == Some("array") {
        return within(&schema["items"], selection);
    }
    let fields = properties(schema);
    // Names that are data, such as years, stand nowhere in the contract.
    if fields.is_empty() || !schema["additionalProperties"].is_null() {
        return None;
    }
    for (name, inner) in &selection.0 {
        let Some((_, field, _)) = fields.iter().find(|(field, ..)| field == name) else {
            let known = fields.into_iter().map(|(name, ..)| name).collect();
            return Some(Stranger { name: name.clone(), known });
        };
        if let Some(found) = inner.as_ref().and_then(|inner| within(field, inner)) {
            return Some(Stranger { name: format!("{name}.{}", found.name), ..found });
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_operation_that_selects_says_what_it_answers() {
        let paths = DOCUMENT["paths"].as_mapping().unwrap();
        let mut seen = 0;
        for path in paths.keys().filter_map(Value::as_str).filter(|path| selects(path)) {
            let nope = Selection::read("(nope)").unwrap();
            let found = stranger(path, &nope).unwrap_or_else(|| panic!("{path}"));
            assert_eq!(found.name, "nope");
            let all = format!("({})", found.known.join(","));
            assert!(stranger(path, &Selection::read(&all).unwrap()).is_none(), "{path}");
            seen += 1;
        }
        assert!(seen > 30, "{seen}");
    }

    #[test]
    fn fields_are_sought_inside_fields() {
        let of = |text: &str| {
            let selection = Selection::read(text).unwrap();
            stranger("/employers/{enterpriseNumber}/employees", &selection).map(|one| one.name)
        };
        assert_eq!(of("(name,credit(leftMinutes))"), None);
        assert_eq!(of("(name,credit(left))").as_deref(), Some("credit.left"));
    }
}
