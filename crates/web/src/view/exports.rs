//! A list to take out as a spreadsheet.

use askama::Template;
use askama::filters::HtmlSafe;

use crate::i18n::T;

/// The links by which a list is taken out, with the filter that is on.
#[derive(Clone, Debug, Template)]
#[template(path = "components/exports.html")]
pub struct Exports {
    t: T,
    what: String,
    xlsx: String,
    csv: String,
}

impl HtmlSafe for Exports {}

impl Exports {
    /// Of a list called `what`, at an address of exports; `query` is its filter, as of its page.
    pub fn new(t: T, what: impl Into<String>, address: &str, query: &str) -> Self {
        let more = if query.is_empty() { String::new() } else { format!("&{query}") };
        Self {
            t,
            what: what.into(),
            xlsx: format!("{address}?form=xlsx{more}"),
            csv: format!("{address}?form=csv{more}"),
        }
    }
}
