//! Excel workbooks, read cell by cell, so that a cell in the far corner costs nothing.

use std::io::Cursor;

use calamine::{DataRef, Reader as _, SheetType, SheetVisible, Xlsx};

use crate::read::Gathering;
use crate::{Cell, Form, Limits, Row, SheetError, Table};

/// How many days the count from 1904 is behind the usual one.
const DAYS_TO_1904: f64 = 1462.0;

/// So many sheets are looked at for one that holds a table.
const LOOKED_AT: usize = 20;

/// Reads the first visible sheet that holds a table: two rows of three cells at least, else of two,
/// else any. A sheet with instructions is no table.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Table, SheetError> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).map_err(|_| SheetError::Damaged)?;
    let from_1904 = book.has_1904_epoch();
    let names: Vec<String> = book
        .sheets_metadata()
        .iter()
        .filter(|s| s.typ == SheetType::WorkSheet && s.visible == SheetVisible::Visible)
        .map(|s| s.name.clone())
        .collect();
    if names.len() > limits.sheets as usize {
        return Err(SheetError::TooManySheets { max: limits.sheets });
    }
    let mut chosen: Option<(String, Vec<Row>)> = None;
    for name in names.iter().take(LOOKED_AT) {
        let rows = sheet(&mut book, name, from_1904, limits)?;
        let wide = width(&rows);
        if !rows.is_empty() && chosen.as_ref().is_none_or(|(_, rows)| width(rows) < wide) {
            chosen = Some((name.clone(), rows));
        }
        if wide >= ENOUGH {
            break;
        }
    }
    let (sheet, mut rows) = chosen.ok_or(SheetError::Empty)?;
    merged(&mut book, &sheet, &mut rows, limits)?;
    let others = names.into_iter().filter(|name| *name != sheet).collect();
    Ok(Table { form: Form::Xlsx { sheet }, rows, from_1904, others })
}

/// As many cells in two rows make a table.
pub(crate) const ENOUGH: usize = 3;

/// How many cells the second widest row holds, [`ENOUGH`] at most.
pub(crate) fn width(rows: &[Row]) -> usize {
    let filled = |row: &Row| row.cells.iter().filter(|cell| !cell.is_empty()).count();
    let at_least =
        |cells: usize| rows.iter().filter(|row| filled(row) >= cells).take(2).count() > 1;
    (1..=ENOUGH).rev().find(|cells| at_least(*cells)).unwrap_or(0)
}

/// Cells that were merged over several rows hold their value in each of them.
fn merged(
    book: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    rows: &mut [Row],
    limits: &Limits,
) -> Result<(), SheetError> {
    // Most tables have none, and looking for them is reading the sheet again.
    let first = |row: &Row| row.cells.first().is_some_and(|cell| !cell.is_empty());
    if rows.iter().skip_while(|row| !first(row)).all(first) {
        return Ok(());
    }
    let found = book.merge_cells_by_sheet_name(name).map_err(|_| SheetError::Damaged)?;
    let mut room = limits.cells;
    for range in found.iter().filter(|range| range.start.0 < range.end.0) {
        let column = range.start.1 as usize;
        let at = rows.partition_point(|row| row.number <= range.start.0);
        let value = match rows.get(at) {
            Some(row) if row.number == range.start.0 + 1 => row.cells.get(column).cloned(),
            _ => None,
        };
        let Some(value) = value.filter(|value| !value.is_empty()) else { continue };
        let below = rows[at + 1..].iter_mut().take_while(|row| row.number <= range.end.0 + 1);
        for row in below {
            room = room.checked_sub(1).ok_or(SheetError::TooManyCells)?;
            if row.cells.len() <= column {
                row.cells.resize(column + 1, Cell::Empty);
            }
            if row.cells[column].is_empty() {
                row.cells[column] = value.clone();
            }
        }
    }
    Ok(())
}

fn sheet(
    book: &mut Xlsx<Cursor<&[u8]>>,
    name: &str,
    from_1904: bool,
    limits: &Limits,
) -> Result<Vec<Row>, SheetError> {
    let mut reader = book.worksheet_cells_reader(name).map_err(|_| SheetError::Damaged)?;
    let mut gathering = Gathering::new(limits);
    while let Some(cell) = reader.next_cell().map_err(|_| SheetError::Damaged)? {
        let (row, column) = cell.get_position();
        gathering.cell(row, column, value(cell.get_value(), from_1904))?;
    }
    Ok(gathering.rows())
}

fn value(data: &DataRef<'_>, from_1904: bool) -> Cell {
    match data {
        DataRef::Empty => Cell::Empty,
        #[expect(clippy::cast_precision_loss, reason = "a spreadsheet keeps fifteen digits")]
        DataRef::Int(number) => Cell::Number(*number as f64),
        DataRef::Float(number) => Cell::Number(*number),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            Cell::text(text)
        }
        DataRef::SharedString(text) => Cell::text(text),
        DataRef::Bool(value) => Cell::Bool(*value),
        DataRef::DateTime(moment) if moment.is_duration() => Cell::Duration(moment.as_f64()),
        DataRef::DateTime(moment) => {
            let days = moment.as_f64();
            // A time of day has no day to count from.
            Cell::Date(if from_1904 && days >= 1.0 { days + DAYS_TO_1904 } else { days })
        }
        DataRef::Error(error) => Cell::Error(error.to_string()),
    }
}
