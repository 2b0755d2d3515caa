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
    /// What the page is called in the address.
    name: String,
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
        let (base, name) = (base.into(), "page".to_owned());
        Self { t, base, name, page, pages, first, last: (page * size).min(total), total }
    }

    /// The same of a list that is at hand, as the address names the page of it; what is no number is
    /// the first page.
    pub fn named(
        t: T,
        base: impl Into<String>,
        name: &str,
        page: &str,
        size: usize,
        total: usize,
    ) -> Self {
        let page = page.parse().unwrap_or(1);
        let pager = Self::new(t, base, page, size as u64, total as u64);
        Self { name: name.to_owned(), ..pager }
    }

    /// The rows of this page, of all of the list.
    pub fn cut<'r, R>(&self, all: &'r [R]) -> &'r [R] {
        let place = |n: u64| usize::try_from(n).unwrap_or(usize::MAX).min(all.len());
        &all[place(self.first.saturating_sub(1))..place(self.last)]
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
        let all: Vec<u64> = (1..=95).collect();
        assert_eq!(pager.cut(&all), (41..=50).collect::<Vec<_>>());
        let last = Pager::named(T::new(Language::En), "/x?", "held", "99", 50, 95);
        assert_eq!(last.cut(&all), (51..=95).collect::<Vec<_>>());
        assert!(last.to_string().contains("/x?held=1"));
        let none: Vec<u64> = Vec::new();
        assert!(
            Pager::named(T::new(Language::En), "/x?", "page", "x", 50, 0).cut(&none).is_empty()
        );
        let html = pager.to_string();
        assert!(html.contains("href=\"/x?page=4\""), "{html}");
        assert!(html.contains("aria-current=\"page\""), "{html}");
        assert_eq!(Pager::new(T::new(Language::En), "/x?", 9, 10, 0).numbers(), [1]);
    }
}
