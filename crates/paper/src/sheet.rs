//! A paper in the making: blocks are set one under the other, pages break where they are full, and
//! the structure is kept beside what is drawn.

use fla_domain::language::Language;
use jiff::civil::Date;

use crate::font::{Fonts, Weight, printable};
use crate::structure::{Inner, Part, Role};
use crate::{PaperFault, draw};

/// A4 in points.
pub(crate) const PAGE: (f32, f32) = (595.28, 841.89);
/// Left and right margin.
pub(crate) const MARGIN: f32 = 56.0;
const TOP: f32 = 54.0;
/// Where the text ends; the line at the foot comes below.
const BOTTOM: f32 = 778.0;
const WIDTH: f32 = PAGE.0 - 2.0 * MARGIN;
/// Size of running text.
const BODY: f32 = 10.0;
/// Size of what stands in tables.
const CELL: f32 = 9.0;
/// Line height as a part of the size.
const LEADING: f32 = 1.36;
/// Space inside a row of a table, above and below.
const PAD: f32 = 3.6;
/// Space between columns.
const GUTTER: f32 = 9.0;

/// A colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ink {
    Text,
    Soft,
    Accent,
    Line,
    Shade,
}

/// Something that is drawn.
#[derive(Clone, Debug)]
pub(crate) enum Mark {
    /// A line of text from a point on its baseline.
    Text { x: f32, y: f32, size: f32, weight: Weight, ink: Ink, text: String },
    /// A filled box: left, top, width, height.
    Box { x: f32, y: f32, width: f32, height: f32, ink: Ink },
}

/// A mark on a page. What is no part of the text (`told` is false) is passed over when the paper
/// is read aloud.
#[derive(Clone, Debug)]
pub(crate) struct Placed {
    pub(crate) page: usize,
    pub(crate) told: bool,
    pub(crate) mark: Mark,
}

/// How a column of a table stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    Left,
    Right,
}

/// A column: title, share of the width, side.
#[derive(Clone, Debug)]
pub(crate) struct Column {
    title: String,
    share: f32,
    side: Side,
}

impl Column {
    pub(crate) fn left(title: impl Into<String>, share: f32) -> Self {
        Self { title: title.into(), share, side: Side::Left }
    }

    pub(crate) fn right(title: impl Into<String>, share: f32) -> Self {
        Self { title: title.into(), share, side: Side::Right }
    }
}

/// A row of a table; a strong one is a sum.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) cells: Vec<String>,
    pub(crate) strong: bool,
}

impl Row {
    pub(crate) const fn new(cells: Vec<String>) -> Self {
        Self { cells, strong: false }
    }

    pub(crate) const fn sum(cells: Vec<String>) -> Self {
        Self { cells, strong: true }
    }
}

/// A figure at a glance: what it is, the figure, the same exactly.
#[derive(Clone, Debug)]
pub(crate) struct Figure {
    pub(crate) label: String,
    pub(crate) value: String,
    pub(crate) more: String,
}

/// A paper in the making.
pub(crate) struct Sheet {
    pub(crate) fonts: Fonts,
    pub(crate) language: Language,
    pub(crate) title: String,
    pub(crate) author: String,
    pub(crate) date: Date,
    pub(crate) marks: Vec<Placed>,
    pub(crate) parts: Vec<Part>,
    /// Headings for the table of contents: level, text, page, height on it.
    pub(crate) outline: Vec<(u8, String, usize, f32)>,
    pub(crate) pages: usize,
    y: f32,
}

impl Sheet {
    /// An empty paper. `date` is the day it is drawn up; no clock is asked.
    pub(crate) fn new(
        language: Language,
        title: &str,
        author: &str,
        date: Date,
    ) -> Result<Self, PaperFault> {
        let mut sheet = Self {
            fonts: Fonts::open()?,
            language,
            title: printable(title),
            author: printable(author),
            date,
            marks: Vec::new(),
            parts: Vec::new(),
            outline: Vec::new(),
            pages: 1,
            y: TOP,
        };
        let bar = Mark::Box { x: 0.0, y: 0.0, width: PAGE.0, height: 7.0, ink: Ink::Accent };
        sheet.place(false, bar);
        Ok(sheet)
    }

    /// Leaves room.
    pub(crate) fn gap(&mut self, height: f32) {
        self.y += height;
    }

    /// Goes to a height on the page, unless it is passed already.
    pub(crate) fn at_least(&mut self, y: f32) {
        self.y = self.y.max(y);
    }

    /// Keeps what follows together: a new page where so much room is not left for it.
    pub(crate) fn reserve(&mut self, height: f32) {
        self.room(height);
    }

    /// A new page where so much room is not left.
    fn room(&mut self, height: f32) {
        if self.y + height > BOTTOM && self.y > TOP {
            self.pages += 1;
            self.y = TOP;
        }
    }

    fn place(&mut self, told: bool, mark: Mark) -> usize {
        self.marks.push(Placed { page: self.pages - 1, told, mark });
        self.marks.len() - 1
    }

    fn line(&mut self, x: f32, style: (f32, Weight, Ink), text: &str, told: bool) -> usize {
        let (size, weight, ink) = style;
        let y = self.y + size * 1.06;
        let text = text.to_owned();
        self.place(told, Mark::Text { x, y, size, weight, ink, text })
    }

    /// A heading of level 1 (the title) to 3. It stays with what follows.
    pub(crate) fn heading(&mut self, level: u8, text: &str) {
        let text = printable(text);
        let (size, above, below, ink) = match level {
            1 => (19.0, 0.0, 5.0, Ink::Accent),
            2 => (12.5, 15.0, 5.0, Ink::Accent),
            _ => (10.5, 9.0, 3.0, Ink::Text),
        };
        self.room(above + size * 6.0);
        if self.y > TOP {
            self.gap(above);
        }
        self.outline.push((level, text.clone(), self.pages - 1, self.y));
        let mut part = Part::new(Role::Heading(level, text.clone()));
        for line in self.fonts.lines(Weight::Bold, size, &text, WIDTH) {
            let told = self.line(MARGIN, (size, Weight::Bold, ink), &line, true);
            part.inner.push(Inner::Line(told));
            self.gap(size * 1.22);
        }
        self.gap(below);
        self.parts.push(part);
    }

    /// A paragraph.
    pub(crate) fn paragraph(&mut self, text: &str) {
        self.block(MARGIN, WIDTH, (BODY, Weight::Regular, Ink::Text), text);
        self.gap(4.0);
    }

    /// A paragraph in bold.
    pub(crate) fn strong(&mut self, text: &str) {
        self.block(MARGIN, WIDTH, (BODY, Weight::Bold, Ink::Text), text);
        self.gap(4.0);
    }

    /// A remark in smaller, softer letters.
    pub(crate) fn remark(&mut self, text: &str) {
        self.block(MARGIN, WIDTH, (8.5, Weight::Regular, Ink::Soft), text);
        self.gap(3.0);
    }

    /// A block of lines at a place of its own across the page, such as an address.
    pub(crate) fn block_at(&mut self, x: f32, text: &str) {
        self.block(MARGIN + x, WIDTH - x, (BODY, Weight::Regular, Ink::Text), text);
    }

    fn block(&mut self, x: f32, width: f32, style: (f32, Weight, Ink), text: &str) {
        let (size, weight, _) = style;
        let mut part = Part::new(Role::Paragraph);
        for line in self.fonts.lines(weight, size, &printable(text), width) {
            self.room(size * LEADING);
            if !line.trim().is_empty() {
                let told = self.line(x, style, &line, true);
                part.inner.push(Inner::Line(told));
            }
            self.gap(size * LEADING);
        }
        if !part.inner.is_empty() {
            self.parts.push(part);
        }
    }

    /// A line across the page, to write on or to divide; it says nothing.
    pub(crate) fn rule(&mut self, from: f32) {
        let (x, y) = (MARGIN + from, self.y);
        self.place(false, Mark::Box { x, y, width: WIDTH - from, height: 0.7, ink: Ink::Line });
        self.gap(6.0);
    }

    /// Figures side by side in boxes, told as a table of one row.
    pub(crate) fn figures(&mut self, figures: &[Figure]) {
        const HEIGHT: f32 = 56.0;
        const INSIDE: f32 = 10.0;
        self.gap(4.0);
        self.room(HEIGHT + 8.0);
        let number: f32 = figures.iter().map(|_| 1.0).sum();
        let width = (WIDTH - GUTTER * (number - 1.0)) / number;
        let (top, mut x) = (self.y, MARGIN);
        let mut heads = Part::new(Role::Row);
        let mut cells = Part::new(Role::Row);
        for figure in figures {
            self.place(false, Mark::Box { x, y: top, width, height: HEIGHT, ink: Ink::Shade });
            let (bar, ink) = (3.0, Ink::Accent);
            self.place(false, Mark::Box { x, y: top, width: bar, height: HEIGHT, ink });
            let mut head = Part::new(Role::ColumnHeader);
            let mut cell = Part::new(Role::Cell);
            let styles = [
                (7.0, (8.5, Weight::Regular, Ink::Soft), &figure.label),
                (19.0, (15.0, Weight::Bold, Ink::Accent), &figure.value),
                (39.0, (8.5, Weight::Regular, Ink::Soft), &figure.more),
            ];
            for (place, (down, style, text)) in styles.into_iter().enumerate() {
                let (size, weight, _) = style;
                let room = width - 2.0 * INSIDE;
                let lines = self.fonts.lines(weight, size, &printable(text), room);
                self.y = top + down;
                if let Some(line) = lines.first() {
                    let told = self.line(x + INSIDE, style, line.trim_end(), true);
                    if place == 0 { &mut head } else { &mut cell }.inner.push(Inner::Line(told));
                }
            }
            heads.inner.push(Inner::Part(head));
            cells.inner.push(Inner::Part(cell));
            x += width + GUTTER;
        }
        let mut table = Part::new(Role::Table);
        for (role, row) in [(Role::Head, heads), (Role::Body, cells)] {
            let mut group = Part::new(role);
            group.inner.push(Inner::Part(row));
            table.inner.push(Inner::Part(group));
        }
        self.parts.push(table);
        self.y = top + HEIGHT + 6.0;
    }

    /// Names with their values, as a table whose first column heads the rows.
    pub(crate) fn facts(&mut self, facts: &[(String, String)]) {
        let columns = [Column::left("", 0.36), Column::left("", 0.64)];
        let rows: Vec<Row> =
            facts.iter().map(|(name, value)| Row::new(vec![name.clone(), value.clone()])).collect();
        self.table(&columns, &rows);
    }

    /// A table. The first cell of each row heads it. Where a page breaks, the titles come again,
    /// for the eye only. Without any title there is no row of titles.
    pub(crate) fn table(&mut self, columns: &[Column], rows: &[Row]) {
        let mut table = Part::new(Role::Table);
        let titled = columns.iter().any(|c| !c.title.is_empty());
        let titles = Row::sum(columns.iter().map(|c| c.title.clone()).collect());
        let needed = if titled { self.height(columns, &titles) } else { 0.0 };
        let first = rows.first().map_or(0.0, |row| self.height(columns, row));
        self.room(needed + first);
        if titled {
            let mut head = Part::new(Role::Head);
            head.inner.push(Inner::Part(self.row(columns, &titles, Some(true))));
            table.inner.push(Inner::Part(head));
        }
        let mut body = Part::new(Role::Body);
        for row in rows {
            let page = self.pages;
            self.room(self.height(columns, row));
            if self.pages != page && titled {
                self.row(columns, &titles, Some(false));
            }
            body.inner.push(Inner::Part(self.row(columns, row, None)));
        }
        table.inner.push(Inner::Part(body));
        self.parts.push(table);
        self.gap(6.0);
    }

    fn cell_lines(&self, column: &Column, weight: Weight, text: &str) -> Vec<String> {
        self.fonts.lines(weight, CELL, &printable(text), column.share * WIDTH - GUTTER)
    }

    fn weight(place: usize, row: &Row, title: bool) -> Weight {
        if title || row.strong || (place == 0 && row.cells.len() == 2) {
            Weight::Bold
        } else {
            Weight::Regular
        }
    }

    fn height(&self, columns: &[Column], row: &Row) -> f32 {
        let mut most = 1;
        for (place, (column, text)) in columns.iter().zip(&row.cells).enumerate() {
            let weight = Self::weight(place, row, false);
            most = most.max(self.cell_lines(column, weight, text).len());
        }
        let lines: f32 = (0..most).map(|_| CELL * LEADING).sum();
        lines + 2.0 * PAD
    }

    /// Sets a row. `title` says whether it holds the titles, and whether they are told.
    fn row(&mut self, columns: &[Column], row: &Row, title: Option<bool>) -> Part {
        let told = title != Some(false);
        let height = self.height(columns, row);
        let (top, mut x) = (self.y, MARGIN);
        if title.is_some() || row.strong {
            let (y, ink) = (top, Ink::Shade);
            self.place(false, Mark::Box { x, y, width: WIDTH, height, ink });
        }
        let mut part = Part::new(Role::Row);
        for (place, (column, text)) in columns.iter().zip(&row.cells).enumerate() {
            let mut cell = Part::new(match (title, place) {
                (Some(_), _) => Role::ColumnHeader,
                (None, 0) => Role::RowHeader,
                (None, _) => Role::Cell,
            });
            let weight = Self::weight(place, row, title.is_some());
            self.y = top + PAD;
            for line in self.cell_lines(column, weight, text) {
                if !line.trim().is_empty() {
                    let wide = self.fonts.width(weight, CELL, line.trim_end());
                    let left = match column.side {
                        Side::Left => x + GUTTER / 2.0,
                        Side::Right => x + column.share * WIDTH - GUTTER / 2.0 - wide,
                    };
                    let style = (CELL, weight, Ink::Text);
                    cell.inner.push(Inner::Line(self.line(left, style, &line, told)));
                }
                self.gap(CELL * LEADING);
            }
            part.inner.push(Inner::Part(cell));
            x += column.share * WIDTH;
        }
        self.y = top + height;
        let y = self.y - 0.5;
        self.place(false, Mark::Box { x: MARGIN, y, width: WIDTH, height: 0.5, ink: Ink::Line });
        part
    }

    /// The file. `foot` stands at the foot of each page beside its number.
    pub(crate) fn finish(mut self, foot: &str) -> Result<Vec<u8>, PaperFault> {
        draw::feet(&mut self, &printable(foot));
        draw::file(&self)
    }
}
