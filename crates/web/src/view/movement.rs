//! Moving about: pages of a list, tabs, the way back, the navigation beside the body.

use askama::Template;
use askama::filters::HtmlSafe;

use crate::i18n::T;

/// The pages of a long list.
#[derive(Clone, Debug, Template)]
#[template(path = "components/pager.html")]
pub struct Pager {
    t: T,
    /// Address without the page, ending in `?` or `&`.
    base: String,
    page: u64,
    pages: u64,
    first: u64,
    last: u64,
    total: u64,
}

impl HtmlSafe for Pager {}

impl Pager {
    /// Page `page` (from 1) of `total` rows, `size` on a page. `base` is the address to which
    /// `page=n` is added; it already ends in `?` or `&`.
    pub fn new(t: T, base: impl Into<String>, page: u64, size: u64, total: u64) -> Self {
        let size = size.max(1);
        let pages = total.div_ceil(size).max(1);
        let page = page.clamp(1, pages);
        let first = if total == 0 { 0 } else { (page - 1) * size + 1 };
        Self { t, base: base.into(), page, pages, first, last: (page * size).min(total), total }
    }

    /// The page numbers to offer; 0 stands for a gap.
    fn numbers(&self) -> Vec<u64> {
        let mut numbers = Vec::new();
        for n in 1..=self.pages {
            if n == 1 || n == self.pages || n.abs_diff(self.page) <= 1 {
                numbers.push(n);
            } else if numbers.last() != Some(&0) {
                numbers.push(0);
            }
        }
        numbers
    }
}

/// Views of one thing beside each other, each with an address of its own.
#[derive(Clone, Debug, Template)]
#[template(path = "components/tabs.html")]
pub struct Tabs {
    /// What they are views of.
    pub label: String,
    /// Address, words, a count (may be empty), whether it is here.
    pub tabs: Vec<(String, String, String, bool)>,
}

impl HtmlSafe for Tabs {}

/// The way back to where the page hangs.
#[derive(Clone, Debug, Template)]
#[template(path = "components/crumbs.html")]
pub struct Crumbs {
    /// The words for "you are here", for those who do not see the row.
    pub label: String,
    /// Address and words, from the outside in; the page itself is not among them.
    pub links: Vec<(String, String)>,
}

impl HtmlSafe for Crumbs {}

/// A link beside the body.
#[derive(Clone, Debug)]
pub struct SideLink {
    /// Address.
    pub href: String,
    /// Words.
    pub label: String,
    /// How much waits there, in words or digits; may be empty.
    pub count: String,
    /// Whether it is here.
    pub current: bool,
}

/// Links that belong together.
#[derive(Clone, Debug)]
pub struct SideGroup {
    /// Their name; may be empty.
    pub title: String,
    /// The links.
    pub links: Vec<SideLink>,
}

/// The navigation beside the body; above it on a small screen.
#[derive(Clone, Debug, Template)]
#[template(path = "components/side_nav.html")]
pub struct SideNav {
    /// On what ground one acts for somebody else, with the way back; `None` for oneself.
    pub ground: Option<(String, String)>,
    /// Whose work this is: an employer's name.
    pub title: String,
    /// More about it, such as the enterprise number; may be empty.
    pub subtitle: String,
    /// The links.
    pub groups: Vec<SideGroup>,
}

impl HtmlSafe for SideNav {}

#[cfg(test)]
mod tests {
    use fla_domain::language::Language;

    use super::*;

    #[test]
    fn a_pager_offers_the_ends_and_the_neighbours() {
        let pager = Pager::new(T::new(Language::En), "/x?", 5, 10, 95);
        assert_eq!(pager.numbers(), [1, 0, 4, 5, 6, 0, 10]);
        assert_eq!((pager.first, pager.last), (41, 50));
        let html = pager.to_string();
        assert!(html.contains("href=\"/x?page=4\""), "{html}");
        assert!(html.contains("aria-current=\"page\""), "{html}");
        assert_eq!(Pager::new(T::new(Language::En), "/x?", 9, 10, 0).numbers(), [1]);
    }
}
