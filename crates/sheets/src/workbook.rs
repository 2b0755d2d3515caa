//! Excel workbooks, read cell by cell, so that a cell in the far corner costs nothing.

use std::io::Cursor;

use calamine::{DataRef, Reader as _, SheetType, SheetVisible, Xlsx};

use crate::read::Gathering;
use crate::{Cell, Form, Limits, Row, SheetError, Table};

/// How many days the count from 1904 is behind the usual one.
const DAYS_TO_1904: f64 = 1462.0;

/// So many sheets are looked at for one that holds a table.
const LOOKED_AT: usize = 20;

/// Reads the first visible sheet that holds more than one row, else the first that holds any.
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
        let many = rows.len() > 1;
        if !rows.is_empty() && (many || chosen.is_none()) {
            chosen = Some((name.clone(), rows));
        }
        if many {
            break;
        }
    }
    let (sheet, rows) = chosen.ok_or(SheetError::Empty)?;
    let others = names.into_iter().filter(|name| *name != sheet).collect();
    Ok(Table { form: Form::Xlsx { sheet }, rows, from_1904, others })
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
