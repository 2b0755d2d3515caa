//! What is wrong on a form, said on top and linking to each field.

use askama::Template;
use askama::filters::HtmlSafe;
use fla_domain::anomaly::Anomaly;

use crate::i18n::T;

/// The list of errors above a form. Empty, it writes nothing.
///
/// Keep it in the page body, use [`ErrorSummary::of`] for each field's own error.
#[derive(Clone, Debug, Template)]
#[template(path = "components/error_summary.html")]
pub struct ErrorSummary {
    t: T,
    errors: Vec<Wrong>,
}

/// What is wrong at a field.
#[derive(Clone, Debug)]
struct Wrong {
    /// Name of the field; empty where it is the whole form.
    field: String,
    message: String,
    /// What the catalogue calls the field where the message begins with it.
    zone: String,
}

impl Wrong {
    /// The message with what the form calls the field in place of what the catalogue calls it.
    fn under(&self, label: &str) -> String {
        match self.message.strip_prefix(self.zone.as_str()) {
            Some(rest) if !self.zone.is_empty() && rest.trim_start().starts_with(':') => {
                format!("{label}{rest}")
            }
            _ => self.message.clone(),
        }
    }
}

impl HtmlSafe for ErrorSummary {}

impl ErrorSummary {
    /// Nothing wrong yet.
    pub fn new(t: T) -> Self {
        Self { t, errors: Vec::new() }
    }

    /// The anomalies that the application found, each at the form field of its path.
    pub fn from_anomalies(t: T, anomalies: &[Anomaly]) -> Self {
        let mut summary = Self::new(t);
        for anomaly in anomalies {
            summary.add_anomaly(&anomaly.path, anomaly);
        }
        summary
    }

    /// Adds an error of a field; an empty field name is the whole form.
    pub fn add(&mut self, field: &str, message: impl Into<String>) {
        self.push(field, message.into(), String::new());
    }

    fn push(&mut self, field: &str, message: String, zone: String) {
        self.errors.push(Wrong { field: field.to_owned(), message, zone });
    }

    /// Adds an anomaly at a field: what is wrong and how to mend it.
    pub fn add_anomaly(&mut self, field: &str, anomaly: &Anomaly) {
        if *anomaly == crate::form::used_before() {
            return self.add("", self.t.get("form-sent-before"));
        }
        let text = self.t.anomaly(anomaly);
        self.push(field, format!("{} {}", text.message, text.mend), text.zone);
    }

    /// Says of each field what the form calls it: field and label.
    pub fn relabel(&mut self, labels: &[(String, String)]) {
        for wrong in &mut self.errors {
            if let Some((_, label)) = labels.iter().find(|(field, _)| *field == wrong.field) {
                wrong.message = wrong.under(label);
                wrong.zone.clone_from(label);
            }
        }
    }

    /// The first error of a field, under what the form calls it, or an empty text.
    pub fn under(&self, field: &str, label: &str) -> String {
        let wrong = self.errors.iter().find(|wrong| wrong.field == field);
        wrong.map_or_else(String::new, |wrong| wrong.under(label))
    }

    /// The first error of a field, or an empty text.
    pub fn of(&self, field: &str) -> &str {
        self.errors.iter().find(|wrong| wrong.field == field).map_or("", |wrong| &wrong.message)
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.errors.is_empty()
    }
}
