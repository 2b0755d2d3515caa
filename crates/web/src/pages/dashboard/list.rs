//! The frame of every list behind a figure: what all rows come to, filters, rows, pages.

use askama::Template;
use axum::response::{IntoResponse, Response};

use super::table::Count;
use crate::acting::Acting;
use crate::i18n::T;
use crate::pages::register::{Place, crumbs, page};
use crate::view::{Empty, Picker};

/// A cell of a list.
#[derive(Clone, Debug, Default)]
pub struct Cell {
    /// What it says.
    pub text: String,
    /// More of it, smaller.
    pub how: String,
    /// Where it leads; may be empty.
    pub href: String,
    /// Whether it is a number.
    pub num: bool,
}

impl Cell {
    /// Words.
    pub fn words(text: impl Into<String>) -> Self {
        Self { text: text.into(), ..Self::default() }
    }

    /// A number.
    pub fn num(text: impl Into<String>) -> Self {
        Self { text: text.into(), num: true, ..Self::default() }
    }

    /// The same with more of it.
    #[must_use]
    pub fn how(mut self, how: impl Into<String>) -> Self {
        self.how = how.into();
        self
    }

    /// The same leading somewhere.
    #[must_use]
    pub fn href(mut self, href: impl Into<String>) -> Self {
        self.href = href.into();
        self
    }
}

/// A list behind a figure. The first cell of each row is its head.
#[derive(Template)]
#[template(path = "pages/figures.html")]
pub struct List {
    /// The texts.
    pub t: T,
    /// Its title.
    pub title: String,
    /// What it shows; may be empty.
    pub lead: String,
    /// Where its filters lead.
    pub action: String,
    /// Its filters.
    pub filters: Vec<Picker>,
    /// What a filter form carries along unseen.
    pub carried: Vec<(&'static str, String)>,
    /// All its rows as files: address and what it says.
    pub files: Vec<(String, String)>,
    /// What all rows together come to: name and number.
    pub totals: Vec<(String, Count)>,
    /// What its columns say.
    pub heads: Vec<String>,
    /// Its rows.
    pub rows: Vec<Vec<Cell>>,
    /// What is said where there are none.
    pub empty: Empty,
    /// The page before.
    pub previous: Option<String>,
    /// The next page.
    pub next: Option<String>,
    /// This page, from 1.
    pub number: u32,
}

impl List {
    /// Whether the column at a place holds numbers.
    #[expect(clippy::trivially_copy_pass_by_ref, reason = "so it comes from the template")]
    fn is_num(&self, column: &usize) -> bool {
        self.rows.first().and_then(|r| r.get(*column)).is_some_and(|cell| cell.num)
    }

    /// The list as a page of the employer.
    pub fn page(self, acting: &Acting, here: Place) -> Response {
        let title = self.title.clone();
        let (home, key) = match here {
            Place::Tasks => (format!("{}/tasks", acting.base()), "side-tasks"),
            _ => (acting.base(), "side-overview"),
        };
        let links = [(home, acting.viewer.t.get(key).into_owned())];
        page(acting, here, title, self).crumbs(crumbs(acting, &links)).into_response()
    }
}

/// What is said where no row fits.
pub fn nothing(t: T) -> Empty {
    Empty {
        title: t.get("dashboard-none").into_owned(),
        text: t.get("dashboard-none-text").into_owned(),
        action: None,
    }
}
