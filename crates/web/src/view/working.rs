//! A figure that opens to its working.

use askama::Template;
use askama::filters::HtmlSafe;

/// A line of a working: what, how, how much.
#[derive(Clone, Debug)]
pub struct Line {
    /// What it is.
    pub what: String,
    /// How it comes about; may be empty.
    pub how: String,
    /// The outcome of the line.
    pub amount: String,
}

/// A closed working: a summary that opens to lines that add up.
#[derive(Clone, Debug, Template)]
#[template(path = "components/working.html")]
pub struct Working {
    /// What one reads while it is closed.
    pub summary: String,
    /// The lines.
    pub lines: Vec<Line>,
    /// Words and amount of the sum.
    pub total: (String, String),
    /// Rule, version and source.
    pub source: String,
    /// Whether it is open at first.
    pub open: bool,
}

impl HtmlSafe for Working {}
