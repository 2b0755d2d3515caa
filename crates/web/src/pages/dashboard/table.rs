//! Numbers that lead to their rows, and tables of them.

use askama::Template;
use askama::filters::HtmlSafe;

/// A number of the dashboard: how it reads, and the list it is the sum of. Number and unit stand
/// beside it for whoever compares the two, as tests do.
#[derive(Clone, Debug, Template)]
#[template(
    source = r#"{% if href.is_empty() %}<span data-unit="{{ unit }}" data-n="{{ n }}">{{ text }}</span>{% else %}<a href="{{ href }}" data-unit="{{ unit }}" data-n="{{ n }}">{{ text }}</a>{% endif %}{% if !exact.is_empty() %} <span class="exact">{{ exact }}</span>{% endif %}"#,
    ext = "html"
)]
pub struct Count {
    text: String,
    exact: String,
    href: String,
    unit: &'static str,
    n: i64,
}

impl HtmlSafe for Count {}

impl Count {
    /// A number that reads `text` and leads to `href`; nought leads nowhere.
    pub fn new(unit: &'static str, n: i64, text: impl Into<String>, href: String) -> Self {
        let href = if n == 0 { String::new() } else { href };
        Self { text: text.into(), exact: String::new(), href, unit, n }
    }

    /// The same with more words below it.
    #[must_use]
    pub fn exact(mut self, exact: impl Into<String>) -> Self {
        self.exact = exact.into();
        self
    }
}

/// A row of a table of numbers.
#[derive(Clone, Debug)]
pub struct Line {
    /// What it is about.
    pub label: String,
    /// Its numbers, one for each column.
    pub counts: Vec<Count>,
}

/// A table of numbers: the twin of a chart.
#[derive(Clone, Debug, Template)]
#[template(path = "pages/dashboard_table.html")]
pub struct Table {
    /// The id by which its chart refers to it.
    pub id: String,
    /// What it shows.
    pub caption: String,
    /// What its first column says.
    pub head: String,
    /// What the other columns say.
    pub columns: Vec<String>,
    /// Its rows.
    pub lines: Vec<Line>,
}

impl HtmlSafe for Table {}
