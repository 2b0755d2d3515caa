//! What was set, and where: the values by key, before they are read.

use std::collections::BTreeMap;
use std::path::PathBuf;

use super::value::Faults;
use super::{KEYS, oidc};

/// The table of the sign-in service in the file.
const TABLE: &str = "oidc";

/// Variables of the command line: the file itself, and where `fla migrate-store` leads.
const ARGUMENTS: [&str; 2] = ["FLA_CONFIG", "FLA_MIGRATE_TO"];

/// The values by key; those of the sign-in service as `oidc.issuer`.
#[derive(Debug, Default)]
pub struct Given {
    values: BTreeMap<String, Value>,
    /// Variables that begin as ours do and are no setting.
    pub unknown: Vec<String>,
}

#[derive(Debug)]
struct Value {
    text: String,
    /// `FLA_LISTEN`, or `fla.toml: listen`.
    place: String,
}

impl Given {
    /// Collects file and environment.
    pub fn collect(
        file: Option<(&str, &str)>,
        environment: impl Iterator<Item = (String, Result<String, ()>)>,
        faults: &mut Faults,
    ) -> Self {
        let mut given = Self::default();
        if let Some((name, text)) = file {
            given.add_file(name, text, faults);
        }
        for (name, value) in environment {
            given.add_variable(&name, value, faults);
        }
        given.values.retain(|_, value| !value.text.is_empty());
        given
    }

    fn add_file(&mut self, name: &str, text: &str, faults: &mut Faults) {
        let table: toml::Table = match text.parse() {
            Ok(table) => table,
            Err(error) => return faults.add(&format!("{name}:"), unreadable(text, &error)),
        };
        for (key, value) in table {
            match value {
                toml::Value::Table(inner) if key == TABLE => {
                    for (key, value) in inner {
                        let known = oidc::KEYS.contains(&key.as_str());
                        self.add_key(name, format!("{TABLE}.{key}"), value, known, faults);
                    }
                }
                value => {
                    let known = KEYS.contains(&key.as_str());
                    self.add_key(name, key, value, known, faults);
                }
            }
        }
    }

    fn add_key(
        &mut self,
        file: &str,
        key: String,
        value: toml::Value,
        known: bool,
        faults: &mut Faults,
    ) {
        let place = format!("{file}: {key}");
        if !known {
            return faults.add(&place, "is no setting; see `fla --help` and `fla serve --help`");
        }
        let text = match value {
            toml::Value::String(text) => Some(text),
            toml::Value::Integer(number)
                if matches!(
                    key.as_str(),
                    "oidc.patience_seconds"
                        | "sheet_days"
                        | "api_calls_per_minute"
                        | "audit_late_hours"
                        | "drop_wait_minutes"
                        | "drain_notice_seconds"
                        | "drain_seconds"
                        | "traces_share"
                ) =>
            {
                Some(number.to_string())
            }
            toml::Value::Float(number) if key == "traces_share" => Some(number.to_string()),
            toml::Value::Array(items) => {
                let words: Option<Vec<_>> = items.iter().map(toml::Value::as_str).collect();
                words.map(|words| words.join(" "))
            }
            _ => None,
        };
        match text {
            Some(text) => {
                self.values.insert(key, Value { text, place });
            }
            None => faults.add(&place, "must be a text in quotes, or a list of such texts"),
        }
    }

    fn add_variable(&mut self, name: &str, value: Result<String, ()>, faults: &mut Faults) {
        let Some(rest) = name.strip_prefix("FLA_") else { return };
        let lower = rest.to_ascii_lowercase();
        let key = match lower.strip_prefix("oidc_") {
            Some(key) if oidc::KEYS.contains(&key) => format!("{TABLE}.{key}"),
            Some(_) => return faults.add(name, "is no setting; see `fla serve --help`"),
            None if KEYS.contains(&lower.as_str()) => lower,
            // No fault: others make variables of such names too, as Kubernetes does of a service
            // that is called fla.
            None => {
                if !ARGUMENTS.contains(&name) {
                    self.unknown.push(name.to_owned());
                }
                return;
            }
        };
        match value {
            Ok(text) => {
                self.values.insert(key, Value { text, place: name.to_owned() });
            }
            Err(()) => faults.add(name, "is not readable as text (UTF-8)"),
        }
    }

    /// Whether a key is set.
    pub fn has(&self, key: &str) -> bool {
        self.values.contains_key(key)
    }

    /// Whether any key of the sign-in service is set.
    pub fn has_provider(&self) -> bool {
        self.values.keys().any(|key| key.starts_with("oidc."))
    }

    /// A text.
    pub fn text(&self, key: &str) -> Option<String> {
        self.values.get(key).map(|value| value.text.clone())
    }

    /// A path.
    pub fn path(&self, key: &str) -> Option<PathBuf> {
        self.text(key).map(PathBuf::from)
    }

    /// Where a key was set, or where to set it.
    pub fn place(&self, key: &str) -> String {
        let variable = || format!("FLA_{}", key.replace('.', "_").to_ascii_uppercase());
        self.values.get(key).map_or_else(variable, |value| value.place.clone())
    }

    /// A value that is read; a fault where it cannot be.
    pub fn parsed<T>(
        &self,
        key: &str,
        kind: &str,
        example: &str,
        faults: &mut Faults,
        read: impl FnOnce(&str) -> Option<T>,
    ) -> Option<T> {
        let value = self.values.get(key)?;
        let found = read(value.text.trim());
        if found.is_none() {
            faults.add(&value.place, format!("must be {kind}, such as {example}"));
        }
        found
    }

    /// Words, separated by spaces.
    pub fn words(&self, key: &str) -> Option<Vec<String>> {
        Some(self.text(key)?.split_whitespace().map(str::to_owned).collect())
    }
}

/// Where a file is no TOML; without the line itself, which may hold a secret.
fn unreadable(text: &str, error: &toml::de::Error) -> String {
    let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or_default();
    let line = before.matches('\n').count() + 1;
    let wrong: Vec<_> = error.message().lines().collect();
    format!("line {line} is no TOML: {}", wrong.join(" "))
}
