//! Questions answered in a box.

use askama::Template;
use askama::filters::HtmlSafe;

/// One line of text, a number, a date. `id` is the name; the label is the first thing read, the
/// hint the second, the error the third.
#[derive(Clone, Debug, Template)]
#[template(path = "components/field.html")]
pub struct Field {
    name: String,
    label: String,
    kind: &'static str,
    hint: String,
    error: String,
    value: String,
    suffix: String,
    width: &'static str,
    inputmode: &'static str,
    autocomplete: &'static str,
    list: String,
    min: String,
    max: String,
    optional: String,
    required: bool,
    spellcheck: bool,
}

impl HtmlSafe for Field {}

impl Field {
    /// A line of text. `name` is also the id to which an error links.
    pub fn text(name: &str, label: impl Into<String>) -> Self {
        Self {
            name: name.to_owned(),
            label: label.into(),
            kind: "text",
            hint: String::new(),
            error: String::new(),
            value: String::new(),
            suffix: String::new(),
            width: "",
            inputmode: "",
            autocomplete: "off",
            list: String::new(),
            min: String::new(),
            max: String::new(),
            optional: String::new(),
            required: false,
            spellcheck: false,
        }
    }

    /// A number, typed as text: no spin buttons that change it by accident, decimals in any
    /// notation.
    pub fn number(name: &str, label: impl Into<String>) -> Self {
        let mut field = Self::text(name, label);
        field.inputmode = "decimal";
        field.width = "short";
        field
    }

    /// Digits only: a year, a code, an identifier.
    pub fn digits(name: &str, label: impl Into<String>) -> Self {
        let mut field = Self::text(name, label);
        field.inputmode = "numeric";
        field.width = "medium";
        field
    }

    /// A date with the browser's own picker.
    pub fn date(name: &str, label: impl Into<String>) -> Self {
        let mut field = Self::text(name, label);
        field.kind = "date";
        field.width = "medium";
        field
    }

    /// Words to search for.
    pub fn search(name: &str, label: impl Into<String>) -> Self {
        let mut field = Self::text(name, label);
        field.kind = "search";
        field
    }

    /// An e-mail address.
    pub fn email(name: &str, label: impl Into<String>) -> Self {
        let mut field = Self::text(name, label);
        field.kind = "email";
        field.autocomplete = "email";
        field
    }

    /// The same with a value already in it.
    #[must_use]
    pub fn value(mut self, value: impl Into<String>) -> Self {
        self.value = value.into();
        self
    }

    /// The same with a hint under the label.
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

    /// The same with a unit after the box.
    #[must_use]
    pub fn suffix(mut self, suffix: impl Into<String>) -> Self {
        self.suffix = suffix.into();
        self
    }

    /// The same with the word "optional" after the label.
    #[must_use]
    pub fn optional(mut self, word: impl Into<String>) -> Self {
        self.optional = word.into();
        self
    }

    /// The same, told to assistive technology as compulsory (browsers do not stop the form).
    #[must_use]
    pub fn required(mut self) -> Self {
        self.required = true;
        self
    }

    /// The same with suggestions from the `<datalist>` of that id.
    #[must_use]
    pub fn list(mut self, id: &str) -> Self {
        id.clone_into(&mut self.list);
        self
    }

    /// The same between a first and a last date (or number).
    #[must_use]
    pub fn between(mut self, min: impl Into<String>, max: impl Into<String>) -> Self {
        self.min = min.into();
        self.max = max.into();
        self
    }

    /// The same in a box as wide as the answer: `short`, `medium` or `long`.
    #[must_use]
    pub fn width(mut self, width: &'static str) -> Self {
        self.width = width;
        self
    }

    /// The same with the browser's own knowledge of the viewer.
    #[must_use]
    pub fn autocomplete(mut self, token: &'static str) -> Self {
        self.autocomplete = token;
        self
    }

    fn described_by(&self) -> String {
        described_by(&self.name, &self.hint, &self.error)
    }
}

/// The ids of hint and error, for `aria-describedby`.
pub(super) fn described_by(name: &str, hint: &str, error: &str) -> String {
    let mut ids = Vec::new();
    if !hint.is_empty() {
        ids.push(format!("{name}-hint"));
    }
    if !error.is_empty() {
        ids.push(format!("{name}-error"));
    }
    ids.join(" ")
}

/// Several lines of text.
#[derive(Clone, Debug, Template)]
#[template(path = "components/text_area.html")]
pub struct TextArea {
    /// Name and id.
    pub name: String,
    /// What is asked.
    pub label: String,
    /// Help under the label; may be empty.
    pub hint: String,
    /// What is wrong; may be empty.
    pub error: String,
    /// What is in it.
    pub value: String,
    /// Visible lines.
    pub rows: u8,
    /// The word "optional", or empty.
    pub optional: String,
}

impl HtmlSafe for TextArea {}

impl TextArea {
    fn described_by(&self) -> String {
        described_by(&self.name, &self.hint, &self.error)
    }
}

/// Files to hand in. With script they can be dropped on it; without, it is the browser's own
/// button. The form needs `enctype="multipart/form-data"`.
#[derive(Clone, Debug, Template)]
#[template(path = "components/upload.html")]
pub struct Upload {
    /// Name and id.
    pub name: String,
    /// What is asked.
    pub label: String,
    /// Help under the label; may be empty.
    pub hint: String,
    /// What is wrong; may be empty.
    pub error: String,
    /// Accepted endings, such as `.xml,.csv`.
    pub accept: String,
    /// Whether several files may be chosen.
    pub multiple: bool,
    /// What the drop area says, such as "Drop files here, or choose them".
    pub invite: String,
}

impl HtmlSafe for Upload {}

impl Upload {
    fn described_by(&self) -> String {
        described_by(&self.name, &self.hint, &self.error)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_labelled_described_and_escaped() {
        let html = Field::text("q", "Naam & <code>")
            .hint("Hint")
            .error("Fout")
            .value("\"><script>")
            .render()
            .unwrap();
        assert!(html.contains("<label for=\"q\">"), "{html}");
        assert!(html.contains("aria-describedby=\"q-hint q-error\""), "{html}");
        assert!(html.contains("aria-invalid=\"true\""), "{html}");
        assert!(!html.contains("<script>") && !html.contains("<code>"), "{html}");
    }
}
