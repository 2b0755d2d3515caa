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
    errors: Vec<(String, String)>,
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
        self.errors.push((field.to_owned(), message.into()));
    }

    /// Adds an anomaly at a field: what is wrong and how to mend it.
    pub fn add_anomaly(&mut self, field: &str, anomaly: &Anomaly) {
        if *anomaly == crate::form::used_before() {
            return self.add("", self.t.get("form-sent-before"));
        }
        let text = self.t.anomaly(anomaly);
        self.add(field, format!("{} {}", text.message, text.mend));
    }

    /// The first error of a field, or an empty text.
    pub fn of(&self, field: &str) -> &str {
        self.errors.iter().find(|(f, _)| f == field).map_or("", |(_, message)| message)
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.errors.is_empty()
    }
}
