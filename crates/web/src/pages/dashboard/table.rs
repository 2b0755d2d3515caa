//! Numbers that lead to their rows, and tables of them.

use askama::Template;
use askama::filters::HtmlSafe;

use crate::view::RowBar;

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

/// A cell: a number, and a smaller one that belongs to it.
#[derive(Clone, Debug)]
pub struct Pair {
    /// The number.
    pub main: Count,
    /// The smaller one with the words behind it; none where it is nought.
    pub more: Option<(Count, String)>,
}

impl From<Count> for Pair {
    fn from(main: Count) -> Self {
        Self { main, more: None }
    }
}

impl Pair {
    /// A number with another below it, unless that is nought.
    pub fn with(main: Count, more: Count, words: String) -> Self {
        let more = (more.n != 0).then_some((more, words));
        Self { main, more }
    }
}

/// A row of a table of numbers.
#[derive(Clone, Debug)]
pub struct Line {
    /// What it is about.
    pub label: String,
    /// Its bar, where the table draws one.
    pub bar: Option<RowBar>,
    /// Its numbers, one for each column.
    pub pairs: Vec<Pair>,
}

/// A table of numbers: the twin of a chart, or with a bar in each row.
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

impl Table {
    fn has_bars(&self) -> bool {
        self.lines.iter().any(|line| line.bar.is_some())
    }
}
