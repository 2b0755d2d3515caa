//! Questions answered by choosing.

use std::borrow::Borrow;

use askama::Template;
use askama::filters::HtmlSafe;

use super::field::described_by;

/// One of the answers to choose from.
#[derive(Clone, Debug)]
pub struct Choosable {
    /// What the form sends.
    pub value: String,
    /// What is read.
    pub label: String,
    /// More about it; may be empty.
    pub hint: String,
    /// Whether it is chosen.
    pub chosen: bool,
}

impl Choosable {
    /// An answer, chosen where it is `current`.
    pub fn new(value: &str, label: impl Into<String>, current: &str) -> Self {
        Self {
            value: value.to_owned(),
            label: label.into(),
            hint: String::new(),
            chosen: value == current,
        }
    }

    /// The same with more about it.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }
}

/// Whether one or several can be chosen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChoiceKind {
    /// Radio buttons.
    One,
    /// Checkboxes.
    Several,
}

/// Answers that are all visible.
#[derive(Clone, Debug, Template)]
#[template(path = "components/choice.html")]
pub struct Choice {
    /// Name; the first answer has it as id.
    pub name: String,
    /// What is asked.
    pub legend: String,
    /// Help under the question; may be empty.
    pub hint: String,
    /// What is wrong; may be empty.
    pub error: String,
    /// One or several.
    pub kind: ChoiceKind,
    /// Side by side where there is room.
    pub inline: bool,
    /// The answers.
    pub options: Vec<Choosable>,
}

impl HtmlSafe for Choice {}

impl Choice {
    /// Radio buttons, one under the other.
    pub fn one(name: &str, legend: impl Into<String>, options: Vec<Choosable>) -> Self {
        Self {
            name: name.to_owned(),
            legend: legend.into(),
            hint: String::new(),
            error: String::new(),
            kind: ChoiceKind::One,
            inline: false,
            options,
        }
    }

    /// The same with a hint.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }

    /// The same with an error; an empty one is none.
    #[must_use]
    pub fn error(mut self, error: impl Into<String>) -> Self {
        self.error = error.into();
        self
    }

    /// The same side by side.
    #[must_use]
    pub fn inline(mut self) -> Self {
        self.inline = true;
        self
    }

    fn input_type(&self) -> &'static str {
        match self.kind {
            ChoiceKind::One => "radio",
            ChoiceKind::Several => "checkbox",
        }
    }

    /// The first answer takes the name as id, so that the error summary can link to it.
    fn id(&self, index: impl Borrow<usize>) -> String {
        match *index.borrow() {
            0 => self.name.clone(),
            index => format!("{}-{}", self.name, index + 1),
        }
    }

    fn described_by(&self) -> String {
        described_by(&self.name, &self.hint, &self.error)
    }
}

/// A list that opens; for more answers than fit the page.
#[derive(Clone, Debug, Template)]
#[template(path = "components/picker.html")]
pub struct Picker {
    /// Name and id.
    pub name: String,
    /// What is asked.
    pub label: String,
    /// Help under the label; may be empty.
    pub hint: String,
    /// What is wrong; may be empty.
    pub error: String,
    /// The answers.
    pub options: Vec<Choosable>,
}

impl HtmlSafe for Picker {}

impl Picker {
    fn described_by(&self) -> String {
        described_by(&self.name, &self.hint, &self.error)
    }
}
