//! Which row holds the headings, which column is what, and how the values of each are written.

use fla_domain::time::Year;
use fla_sheets::recognise::date::{self, Dates, Order};
use fla_sheets::recognise::duration::{self, Durations, Unit};
use fla_sheets::recognise::ssin;
use fla_sheets::{Cell, Row, Table};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use super::field::{Field, SheetKind, normal, recognise};

/// A column as it came.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Column {
    /// Its heading.
    pub title: String,
    /// Some of its values, as they are shown.
    pub samples: Vec<String>,
    /// Which of two small numbers of a date is the day.
    pub order: Order,
    /// What a bare number counts, where it is a duration.
    pub unit: Unit,
    /// Whether bare numbers are parts of a day.
    pub parts_of_a_day: bool,
}

/// A table, its columns understood as far as they can be.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Layout {
    /// The row of the headings.
    pub(super) head: u32,
    pub(super) columns: Vec<Column>,
    pub(super) from_1904: bool,
}

/// Headings stand in one of so many first rows.
const TOP: usize = 25;
/// How many values of a column are shown.
const SAMPLES: usize = 3;
/// How many rows tell what a column holds.
const TASTED: usize = 2_000;

impl Layout {
    /// The layout of a table, which keeps only the rows below its headings: headings that stand
    /// there again, or once more in another language, are none.
    pub(super) fn take(table: &mut Table) -> Self {
        let head = head(&table.rows);
        if is_data(&table.rows[head]) {
            // Nothing stands above the rows: what each column is, somebody has to say.
            table.rows.insert(head, Row { number: 0, cells: Vec::new() });
            let (layout, first) = Self::at(table, head);
            table.rows.drain(..first);
            return layout;
        }
        let titles = table.rows[head].clone();
        let mut below = 0;
        table.rows.retain(|row| {
            let behind = row.number > titles.number;
            below += u32::from(behind);
            !behind || !(is_again(&titles, row) || below == 1 && are_headings(row))
        });
        let (layout, first) = Self::of(table);
        table.rows.drain(..first);
        layout
    }

    /// The layout of a table, and the index of the first row behind the headings.
    fn of(table: &Table) -> (Self, usize) {
        Self::at(table, head(&table.rows))
    }

    fn at(table: &Table, head: usize) -> (Self, usize) {
        let (body, titles) = (&table.rows[head + 1..], &table.rows[head]);
        let width = table.rows[head..].iter().map(|row| row.cells.len()).max().unwrap_or(0);
        let columns = (0..width).map(|index| column(titles, body, index)).collect();
        let layout = Self { head: titles.number, columns, from_1904: table.from_1904 };
        (layout, head + 1)
    }

    fn titles(&self) -> Vec<String> {
        self.columns.iter().map(|column| column.title.clone()).collect()
    }

    /// What tells this layout from others: its headings in their order.
    pub(super) fn digest(&self) -> String {
        use std::fmt::Write as _;
        let text: Vec<String> = self.columns.iter().map(|c| normal(&c.title)).collect();
        let mut digits = String::new();
        for byte in Sha256::digest(text.join("\u{1f}")).iter().take(16) {
            let _ = write!(digits, "{byte:02x}");
        }
        digits
    }

    /// The kind of the rows and the field of each column, as far as the headings and the values
    /// tell; with a kind that is wished for, that one.
    pub(super) fn recognise(
        &self,
        rows: &[Row],
        wish: Option<SheetKind>,
    ) -> (Option<SheetKind>, Vec<Option<Field>>) {
        let titles = self.titles();
        let kinds: Vec<SheetKind> = wish.map_or_else(|| SheetKind::ALL.to_vec(), |kind| vec![kind]);
        let mut best: Option<(bool, usize, SheetKind, Vec<Option<Field>>)> = None;
        for kind in kinds {
            let (mut mapping, score) = recognise(kind, &titles);
            find_ssin(&mut mapping, rows);
            let enough = kind.is_satisfied(|field| mapping.contains(&Some(field)));
            if best.as_ref().is_none_or(|b| (enough, score) > (b.0, b.1)) {
                best = Some((enough, score, kind, mapping));
            }
        }
        match best {
            Some((enough, _, kind, mapping)) if enough || wish.is_some() => (Some(kind), mapping),
            Some((_, score, kind, mapping)) if score > 0 => (Some(kind), mapping),
            _ => (wish, vec![None; titles.len()]),
        }
    }

    /// How dates of a column are read; years of two digits lie at most in `latest_year`.
    pub(super) fn dates(&self, column: usize, latest_year: Year) -> Dates {
        let order = self.columns.get(column).map_or(Order::DayFirst, |c| c.order);
        Dates { order, latest_year, from_1904: self.from_1904 }
    }

    /// How durations of a column are read.
    pub(super) fn durations(&self, column: usize, day_minutes: u32) -> Durations {
        let (unit, parts_of_a_day) =
            self.columns.get(column).map_or_else(Default::default, |c| (c.unit, c.parts_of_a_day));
        Durations { unit, parts_of_a_day, day_minutes }
    }
}

/// Whether a row holds somebody's number or a day, which no heading does.
fn is_data(row: &Row) -> bool {
    row.cells.iter().any(|cell| {
        matches!(ssin::read(cell), Ok(Some(_))) || matches!(cell, Cell::Date(days) if *days >= 1.0)
    })
}

/// Whether a row says what the headings say.
fn is_again(titles: &Row, row: &Row) -> bool {
    let mut some = false;
    let same = row.cells.iter().enumerate().all(|(at, cell)| {
        let title = titles.cells.get(at).map(Cell::shown).unwrap_or_default();
        some |= !cell.is_empty();
        cell.shown() == title
    });
    some && same
}

/// Whether most cells of a row are headings that are known.
fn are_headings(row: &Row) -> bool {
    let texts: Vec<String> = row.cells.iter().map(Cell::shown).collect();
    let filled = texts.iter().filter(|text| !text.is_empty()).count();
    let known = |kind| recognise(kind, &texts).0.into_iter().flatten().count();
    filled >= 3 && SheetKind::ALL.into_iter().map(known).max().unwrap_or(0) * 3 >= filled * 2
}

/// The row whose cells are the most headings that are known; else the first with several cells.
fn head(rows: &[Row]) -> usize {
    let known = |row: &Row| {
        let texts: Vec<String> = row.cells.iter().map(Cell::shown).collect();
        SheetKind::ALL
            .into_iter()
            .map(|kind| recognise(kind, &texts).0.into_iter().flatten().count())
            .max()
            .unwrap_or(0)
    };
    let mut best = (1, None);
    for (index, row) in rows.iter().take(TOP).enumerate() {
        let known = known(row);
        if known > best.0 {
            best = (known, Some(index));
        }
    }
    best.1.or_else(|| filled(rows)).unwrap_or(0)
}

/// The first row with as many cells as the widest of the first.
fn filled(rows: &[Row]) -> Option<usize> {
    let cells = |row: &Row| row.cells.iter().filter(|c| !c.is_empty()).count();
    let most = rows.iter().take(TOP).map(cells).max()?;
    rows.iter().take(TOP).position(|row| cells(row) * 2 >= most)
}

fn column(titles: &Row, body: &[Row], index: usize) -> Column {
    let title = titles.cells.get(index).map(Cell::shown).unwrap_or_default();
    let cells = || body.iter().filter_map(|row| row.cells.get(index)).filter(|c| !c.is_empty());
    let unit = unit(&title);
    Column {
        samples: cells().take(SAMPLES).map(|c| c.shown().chars().take(60).collect()).collect(),
        order: date::order_of(cells()),
        unit,
        parts_of_a_day: unit == Unit::Hours && duration::are_parts_of_a_day(cells()),
        title,
    }
}

fn unit(title: &str) -> Unit {
    let title = normal(title);
    let says = |words: &[&str]| title.split(' ').any(|word| words.contains(&word));
    if says(&["dagen", "dag", "jours", "jour", "tage", "tag", "days", "day"]) {
        Unit::Days
    } else if says(&["min", "minuten", "minutes", "minuut"]) {
        Unit::Minutes
    } else {
        Unit::Hours
    }
}

/// A column without a known heading whose values are social security numbers is one of them.
fn find_ssin(mapping: &mut [Option<Field>], rows: &[Row]) {
    if mapping.contains(&Some(Field::Ssin)) {
        return;
    }
    for (column, field) in mapping.iter_mut().enumerate() {
        if field.is_some() {
            continue;
        }
        let cells = rows.iter().take(TASTED).filter_map(|row| row.cells.get(column));
        let (mut some, mut right) = (0_usize, 0_usize);
        for cell in cells.filter(|cell| !cell.is_empty()) {
            some += 1;
            right += usize::from(matches!(ssin::read(cell), Ok(Some(_))));
        }
        if some > 0 && right * 10 >= some * 8 {
            *field = Some(Field::Ssin);
            return;
        }
    }
}
