//! A year's credit in blocks of a day.

use askama::Template;
use askama::filters::HtmlSafe;
use fla_domain::quantity::Minutes;

use crate::i18n::T;

/// Of what a credit is made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CreditParts {
    /// The right of the year with company days.
    pub right: Minutes,
    /// Carried over from earlier years.
    pub carried: Minutes,
    /// Followed, counting.
    pub followed: Minutes,
    /// Planned, counting once completed.
    pub planned: Minutes,
}

impl CreditParts {
    /// The whole credit.
    pub fn whole(self) -> Minutes {
        self.right + self.carried
    }

    /// What is left; negative beyond the credit.
    pub fn left(self) -> Minutes {
        self.whole() - self.followed
    }
}

/// Width of the drawing in its own units.
const WIDTH: i64 = 1000;

/// A drawn part.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Bar {
    class: &'static str,
    x: i64,
    width: i64,
}

/// The credit as a bar whose blocks are days, with the same in words and figures below it.
#[derive(Clone, Debug, Template)]
#[template(path = "components/meter.html")]
pub struct CreditMeter {
    t: T,
    id: String,
    parts: CreditParts,
    day_minutes: u32,
    compact: bool,
}

impl HtmlSafe for CreditMeter {}

impl CreditMeter {
    /// A meter; `id` tells two on one page apart.
    pub fn new(t: T, id: &str, parts: CreditParts, day_minutes: u32) -> Self {
        Self { t, id: id.to_owned(), parts, day_minutes, compact: false }
    }

    /// The bar alone, for a row of a table; its words are still there for those who do not see.
    #[must_use]
    pub fn compact(mut self) -> Self {
        self.compact = true;
        self
    }

    /// What the whole bar stands for: the credit, or what was followed and planned beyond it.
    fn scale(&self) -> i64 {
        let used = self.parts.followed.0 + self.parts.planned.0;
        self.parts.whole().0.max(used).max(1)
    }

    fn at(&self, minutes: i64) -> i64 {
        minutes.clamp(0, self.scale()) * WIDTH / self.scale()
    }

    fn bars(&self) -> Vec<Bar> {
        let whole = self.parts.whole().0;
        let followed = self.parts.followed.0.max(0);
        let end = followed + self.parts.planned.0.max(0);
        let mut bars = Vec::new();
        let mut bar = |class, from: i64, to: i64| {
            let (x, to) = (self.at(from), self.at(to));
            if to > x {
                bars.push(Bar { class, x, width: to - x });
            }
        };
        bar("meter-left", end.min(whole), whole);
        bar("meter-followed", 0, followed.min(whole));
        bar("meter-beyond", followed.min(whole), followed);
        bar("meter-planned", followed, end);
        bars
    }

    /// Where a day ends and the next begins.
    fn ticks(&self) -> Vec<i64> {
        let day = i64::from(self.day_minutes.max(1));
        let count = (self.scale() - 1) / day;
        if count > 40 { Vec::new() } else { (1..=count).map(|n| self.at(n * day)).collect() }
    }

    /// Class of the colour key, key of the words, and the amount: parts that do not overlap.
    fn legend(&self) -> Vec<(&'static str, &'static str, Minutes)> {
        let (left, planned) = (self.parts.left(), self.parts.planned);
        let free = left - planned;
        let mut legend = vec![("key-followed", "meter-followed", self.parts.followed)];
        if planned.0 > 0 {
            legend.push(("key-planned", "meter-planned", planned));
        }
        if left.0 < 0 {
            legend.push(("key-beyond", "meter-beyond", -left));
        } else if free.0 < 0 {
            legend.push(("key-planned", "meter-short", -free));
        } else {
            let words = if planned.0 > 0 { "meter-free" } else { "meter-left" };
            legend.push(("key-left", words, free));
        }
        legend
    }

    fn sentence(&self) -> String {
        let days = |minutes| self.t.days(minutes, self.day_minutes);
        let (whole, left) = (days(self.parts.whole()), self.parts.left());
        if left.0 < 0 {
            self.t.two("meter-sentence-beyond", "whole", whole, "beyond", days(-left))
        } else {
            self.t.two("meter-sentence", "whole", whole, "left", days(left))
        }
    }
}

#[cfg(test)]
mod tests {
    use fla_domain::language::Language;

    use super::*;

    fn meter(right: i64, carried: i64, followed: i64, planned: i64) -> CreditMeter {
        let parts = CreditParts {
            right: Minutes(right),
            carried: Minutes(carried),
            followed: Minutes(followed),
            planned: Minutes(planned),
        };
        CreditMeter::new(T::new(Language::En), "m", parts, 456)
    }

    #[test]
    fn parts_fill_the_bar_exactly() {
        for (right, carried, followed, planned) in
            [(2280, 0, 0, 0), (2280, 456, 900, 300), (2280, 0, 2280, 0), (2280, 0, 3000, 100)]
        {
            let m = meter(right, carried, followed, planned);
            let sum: i64 = m.bars().iter().map(|b| b.width).sum();
            assert_eq!(sum, WIDTH, "{right} {carried} {followed} {planned}");
        }
        assert_eq!(meter(2280, 0, 456, 0).ticks(), [200, 400, 600, 800]);
        assert!(meter(0, 0, 0, 0).bars().is_empty());
    }

    #[test]
    fn says_in_words_what_it_draws() {
        let html = meter(2280, 0, 2736, 0).to_string();
        assert!(html.contains("1 day beyond"), "{html}");
        assert!(html.contains("role=\"img\""), "{html}");
    }
}
