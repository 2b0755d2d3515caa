//! Charts drawn on the server, with the amounts they show written on each bar so that they can be
//! compared with the table beside them. Nothing is told by colour alone: what is planned is
//! hatched, and the table says it all in words.

use askama::Template;
use askama::filters::HtmlSafe;
use fla_domain::quantity::Minutes;

use crate::i18n::T;

/// A bar of a chart: what is followed and what is planned.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bar {
    /// Its name, short; empty where it stands beside its name.
    pub label: String,
    /// Followed.
    pub followed: Minutes,
    /// Planned.
    pub planned: Minutes,
}

impl Bar {
    /// Followed and planned together.
    pub fn whole(&self) -> i64 {
        self.followed.0.max(0) + self.planned.0.max(0)
    }

    /// What shows of it: the name of the series and its minutes, without what is nought.
    fn series(&self) -> impl Iterator<Item = (&'static str, i64)> {
        let both = [("followed", self.followed.0), ("planned", self.planned.0)];
        both.into_iter().filter(|(_, minutes)| *minutes > 0)
    }
}

/// A rectangle in the units of the drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Shape {
    row: usize,
    series: &'static str,
    minutes: i64,
    x: i64,
    y: i64,
    width: i64,
    height: i64,
}

/// Words in the drawing.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Word {
    class: &'static str,
    x: i64,
    y: i64,
    text: String,
}

const WIDTH: i64 = 400;
/// Where the bars end and begin, and the room left of them.
const TOP: i64 = 16;
const FLOOR: i64 = 176;
const LEFT: i64 = 46;

/// Hours followed and planned as upright bars, one beside the other, for months.
#[derive(Clone, Debug, Template)]
#[template(path = "components/chart.html")]
pub struct Chart {
    t: T,
    id: String,
    title: String,
    bars: Vec<Bar>,
}

impl HtmlSafe for Chart {}

impl Chart {
    /// A chart; `id` is that of the table that says the same.
    pub fn new(t: T, id: &str, title: impl Into<String>, bars: Vec<Bar>) -> Self {
        Self { t, id: id.to_owned(), title: title.into(), bars }
    }

    fn is_empty(&self) -> bool {
        self.bars.iter().all(|bar| bar.whole() == 0)
    }

    fn has_planned(&self) -> bool {
        self.bars.iter().any(|bar| bar.planned.0 > 0)
    }

    /// Whole hours at the end of the scale: 1, 2 or 5 with noughts, at or above the longest bar.
    fn scale_hours(&self) -> i64 {
        let longest = self.bars.iter().map(Bar::whole).max().unwrap_or(0);
        let mut step = 1;
        loop {
            for factor in [1, 2, 5] {
                if longest <= factor * step * 60 {
                    return factor * step;
                }
            }
            step *= 10;
        }
    }

    fn height() -> i64 {
        FLOOR + 20
    }

    /// The height of an amount: to the nearest unit, and one where there is something so little
    /// that it would not show.
    fn high(&self, minutes: i64) -> i64 {
        let scale = self.scale_hours() * 60;
        ((minutes * (FLOOR - TOP) + scale / 2) / scale).max(1)
    }

    fn shapes(&self) -> Vec<Shape> {
        let mut shapes = Vec::new();
        for (row, bar) in self.bars.iter().enumerate() {
            let place = i64::try_from(row).unwrap_or(0);
            let width = self.step() * 7 / 10;
            let x = LEFT + place * self.step() + (self.step() - width) / 2;
            let mut y = FLOOR;
            for (series, minutes) in bar.series() {
                let height = self.high(minutes);
                y -= height;
                shapes.push(Shape { row, series, minutes, x, y, width, height });
            }
        }
        shapes
    }

    /// From one bar to the next.
    fn step(&self) -> i64 {
        (WIDTH - LEFT) / i64::try_from(self.bars.len()).unwrap_or(1).max(1)
    }

    /// Where the lines of the scale run.
    fn lines() -> [i64; 3] {
        [TOP, TOP + (FLOOR - TOP) / 2, FLOOR]
    }

    fn words(&self) -> Vec<Word> {
        let hours = self.scale_hours() * 60;
        let mut words: Vec<Word> = Self::lines()
            .into_iter()
            .zip([hours, hours / 2, 0])
            .map(|(y, minutes)| Word {
                class: "chart-scale",
                x: LEFT - 6,
                y: y + 4,
                text: self.scale_word(minutes),
            })
            .collect();
        words.extend(self.bars.iter().zip(0..).map(|(bar, place)| Word {
            class: "chart-foot",
            x: LEFT + place * self.step() + self.step() / 2,
            y: FLOOR + 15,
            text: bar.label.clone(),
        }));
        words
    }

    /// Whole hours as a bare number, anything else in full.
    fn scale_word(&self, minutes: i64) -> String {
        if minutes % 60 == 0 {
            self.t.number(minutes / 60)
        } else {
            self.t.hundredths(minutes * 100 / 60)
        }
    }
}

/// A bar in a row of a table, below its name: as long, against the longest of the table, as its
/// amount. The numbers of the row say the same.
#[derive(Clone, Debug, Template)]
#[template(path = "components/row_bar.html")]
pub struct RowBar {
    id: String,
    row: usize,
    bar: Bar,
    longest: i64,
}

impl HtmlSafe for RowBar {}

impl RowBar {
    /// The bars of the rows of a table, `id`; all are drawn against the longest of `all`.
    pub fn of(id: &str, bars: Vec<Bar>, all: i64) -> Vec<Self> {
        let row_bar = |(row, bar)| Self { id: id.to_owned(), row, bar, longest: all.max(1) };
        bars.into_iter().enumerate().map(row_bar).collect()
    }

    /// Series, minutes, where it begins and how wide it is, in percent with two decimals.
    fn pieces(&self) -> Vec<(&'static str, i64, String, String)> {
        let mut passed = 0;
        let mut pieces = Vec::new();
        for (series, minutes) in self.bar.series() {
            let width = (minutes * 10_000 + self.longest / 2) / self.longest;
            pieces.push((series, minutes, percent(passed), percent(width)));
            passed += width;
        }
        pieces
    }
}

fn percent(hundredths: i64) -> String {
    format!("{}.{:02}%", hundredths / 100, hundredths % 100)
}

#[cfg(test)]
mod tests {
    use fla_domain::language::Language;

    use super::*;

    fn bar(label: &str, followed: i64, planned: i64) -> Bar {
        Bar { label: label.to_owned(), followed: Minutes(followed), planned: Minutes(planned) }
    }

    fn chart(bars: Vec<Bar>) -> Chart {
        Chart::new(T::new(Language::En), "c", "Hours", bars)
    }

    #[test]
    fn bars_are_as_high_as_their_amounts_and_do_not_overlap() {
        let upright = chart(vec![bar("J", 300, 300), bar("F", 0, 0)]);
        assert_eq!(upright.scale_hours(), 10);
        let [first, second] = upright.shapes()[..] else { panic!("two shapes") };
        assert_eq!((first.y + first.height, first.height), (FLOOR, 80));
        assert_eq!((second.y + second.height, second.y), (first.y, TOP));
        let html = upright.to_string();
        assert!(html.contains("role=\"img\"") && html.contains("aria-describedby=\"c\""), "{html}");
    }

    #[test]
    fn the_bars_of_rows_are_as_long_as_their_amounts() {
        let bars = vec![bar("", 600, 200), bar("", 400, 0), bar("", 0, 1), bar("", 0, 0)];
        let long: Vec<_> = RowBar::of("t", bars, 800)
            .iter()
            .flat_map(|b| b.pieces().into_iter().map(|(_, n, x, w)| (n, x, w)))
            .collect();
        let piece = |n, x: &str, w: &str| (n, x.to_owned(), w.to_owned());
        assert_eq!(
            long,
            [
                piece(600, "0.00%", "75.00%"),
                piece(200, "75.00%", "25.00%"),
                piece(400, "0.00%", "50.00%"),
                piece(1, "0.00%", "0.13%"),
            ]
        );
    }

    #[test]
    fn the_scale_ends_on_a_round_number() {
        for (minutes, hours) in [(0, 1), (60, 1), (61, 2), (301, 10), (6_000, 100), (72_001, 2_000)]
        {
            assert_eq!(chart(vec![bar("x", minutes, 0)]).scale_hours(), hours);
        }
    }
}
