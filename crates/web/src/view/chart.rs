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
    /// Its name, short.
    pub label: String,
    /// Followed.
    pub followed: Minutes,
    /// Planned.
    pub planned: Minutes,
}

impl Bar {
    fn whole(&self) -> i64 {
        self.followed.0.max(0) + self.planned.0.max(0)
    }
}

/// How the bars lie.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lie {
    /// Upright, one beside the other, for months.
    Upright,
    /// Flat, one under the other, with room for names.
    Flat,
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
/// Of an upright chart: where its bars end and begin, and the room left of them.
const TOP: i64 = 16;
const FLOOR: i64 = 176;
const LEFT: i64 = 34;
/// Of a flat chart: a bar with its name.
const ROW: i64 = 38;

/// Hours followed and planned as bars.
#[derive(Clone, Debug, Template)]
#[template(path = "components/chart.html")]
pub struct Chart {
    t: T,
    id: String,
    title: String,
    lie: Lie,
    bars: Vec<Bar>,
}

impl HtmlSafe for Chart {}

impl Chart {
    /// A chart; `id` is that of the table that says the same.
    pub fn new(t: T, id: &str, title: impl Into<String>, lie: Lie, bars: Vec<Bar>) -> Self {
        Self { t, id: id.to_owned(), title: title.into(), lie, bars }
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

    fn scale(&self) -> i64 {
        match self.lie {
            Lie::Upright => self.scale_hours() * 60,
            Lie::Flat => self.bars.iter().map(Bar::whole).max().unwrap_or(0).max(1),
        }
    }

    fn height(&self) -> i64 {
        match self.lie {
            Lie::Upright => FLOOR + 20,
            Lie::Flat => ROW * i64::try_from(self.bars.len()).unwrap_or(0),
        }
    }

    /// The length of an amount on a way of `room` units: to the nearest unit, and one where there
    /// is something so little that it would not show.
    fn long(&self, minutes: i64, room: i64) -> i64 {
        if minutes <= 0 { 0 } else { ((minutes * room + self.scale() / 2) / self.scale()).max(1) }
    }

    fn shapes(&self) -> Vec<Shape> {
        let mut shapes = Vec::new();
        for (row, bar) in self.bars.iter().enumerate() {
            let mut passed = 0;
            for (series, minutes) in [("followed", bar.followed.0), ("planned", bar.planned.0)] {
                if minutes > 0 {
                    let shape = self.shape(row, series, minutes, passed);
                    passed += self.way(shape);
                    shapes.push(shape);
                }
            }
        }
        shapes
    }

    /// The way a shape takes along the scale.
    fn way(&self, shape: Shape) -> i64 {
        if self.lie == Lie::Upright { shape.height } else { shape.width }
    }

    fn shape(&self, row: usize, series: &'static str, minutes: i64, passed: i64) -> Shape {
        let place = i64::try_from(row).unwrap_or(0);
        match self.lie {
            Lie::Upright => {
                let height = self.long(minutes, FLOOR - TOP);
                let width = self.step() * 7 / 10;
                let x = LEFT + place * self.step() + (self.step() - width) / 2;
                Shape { row, series, minutes, x, y: FLOOR - passed - height, width, height }
            }
            Lie::Flat => {
                let width = self.long(minutes, WIDTH);
                Shape { row, series, minutes, x: passed, y: place * ROW + 19, width, height: 13 }
            }
        }
    }

    /// From one upright bar to the next.
    fn step(&self) -> i64 {
        (WIDTH - LEFT) / i64::try_from(self.bars.len()).unwrap_or(1).max(1)
    }

    /// Where the lines of the scale run, upright charts only.
    fn lines(&self) -> Vec<i64> {
        match self.lie {
            Lie::Upright => vec![TOP, TOP + (FLOOR - TOP) / 2, FLOOR],
            Lie::Flat => Vec::new(),
        }
    }

    fn words(&self) -> Vec<Word> {
        match self.lie {
            Lie::Upright => self.upright_words(),
            Lie::Flat => self.flat_words(),
        }
    }

    fn upright_words(&self) -> Vec<Word> {
        let hours = self.scale_hours() * 60;
        let scale = [(TOP, hours), (TOP + (FLOOR - TOP) / 2, hours / 2), (FLOOR, 0)];
        let mut words: Vec<Word> = scale
            .into_iter()
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

    fn flat_words(&self) -> Vec<Word> {
        let mut words = Vec::new();
        for (bar, place) in self.bars.iter().zip(0..) {
            let y = place * ROW + 13;
            let text = shortened(&bar.label, 34);
            words.push(Word { class: "chart-name", x: 0, y, text });
            let text = self.t.hours(Minutes(bar.whole()));
            words.push(Word { class: "chart-amount", x: WIDTH, y, text });
        }
        words
    }
}

/// A name that fits; the table has it whole.
fn shortened(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let head: String = text.chars().take(most - 1).collect();
    format!("{}…", head.trim_end())
}

#[cfg(test)]
mod tests {
    use fla_domain::language::Language;

    use super::*;

    fn bar(label: &str, followed: i64, planned: i64) -> Bar {
        Bar { label: label.to_owned(), followed: Minutes(followed), planned: Minutes(planned) }
    }

    fn chart(lie: Lie, bars: Vec<Bar>) -> Chart {
        Chart::new(T::new(Language::En), "c", "Hours", lie, bars)
    }

    #[test]
    fn bars_are_as_long_as_their_amounts_and_do_not_overlap() {
        let flat = chart(Lie::Flat, vec![bar("a", 600, 200), bar("b", 400, 0), bar("c", 0, 1)]);
        let long: Vec<_> = flat.shapes().iter().map(|s| (s.row, s.x, s.width)).collect();
        assert_eq!(long, [(0, 0, 300), (0, 300, 100), (1, 0, 200), (2, 0, 1)]);
        let upright = chart(Lie::Upright, vec![bar("J", 300, 300), bar("F", 0, 0)]);
        assert_eq!(upright.scale_hours(), 10);
        let [first, second] = upright.shapes()[..] else { panic!("two shapes") };
        assert_eq!((first.y + first.height, first.height), (FLOOR, 80));
        assert_eq!((second.y + second.height, second.y), (first.y, TOP));
    }

    #[test]
    fn the_scale_ends_on_a_round_number() {
        for (minutes, hours) in [(0, 1), (60, 1), (61, 2), (301, 10), (6_000, 100), (72_001, 2_000)]
        {
            assert_eq!(chart(Lie::Upright, vec![bar("x", minutes, 0)]).scale_hours(), hours);
        }
    }

    #[test]
    fn a_long_name_is_shortened_in_the_drawing() {
        let html = chart(Lie::Flat, vec![bar(&"Mehrzweckhalle ".repeat(5), 60, 0)]).to_string();
        assert!(html.contains("Mehrzweckhalle Mehrzweckhalle Meh…"), "{html}");
        assert!(html.contains("role=\"img\"") && html.contains("aria-describedby=\"c\""), "{html}");
    }
}
