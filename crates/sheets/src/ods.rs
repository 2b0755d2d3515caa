//! `OpenDocument` spreadsheets. They say "this cell a million times" in a few bytes, so how far
//! their cells reach is counted before the rows are made.

use std::io::{BufReader, Cursor};

use calamine::{Data, Ods, Reader as _};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use crate::read::Gathering;
use crate::workbook::{ENOUGH, width};
use crate::{Cell, Form, Limits, Row, SheetError, Table};

/// Reads the first sheet that holds a table, as of other workbooks.
pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Table, SheetError> {
    reach(bytes, limits)?;
    let mut book: Ods<_> = Ods::new(Cursor::new(bytes)).map_err(|_| SheetError::Damaged)?;
    let names = book.sheet_names();
    if names.len() > limits.sheets as usize {
        return Err(SheetError::TooManySheets { max: limits.sheets });
    }
    let mut chosen: Option<(String, Vec<Row>)> = None;
    for name in names.iter().take(20) {
        let range = book.worksheet_range(name).map_err(|_| SheetError::Damaged)?;
        let (top, left) = range.start().unwrap_or_default();
        let mut gathering = Gathering::new(limits);
        for (row, column, data) in range.used_cells() {
            let (Ok(row), Ok(column)) = (u32::try_from(row), u32::try_from(column)) else {
                continue;
            };
            gathering.cell(top + row, left + column, value(data))?;
        }
        let rows = gathering.rows();
        let wide = width(&rows);
        let better = |(_, rows): &(String, Vec<Row>)| width(rows) < wide;
        if !rows.is_empty() && chosen.as_ref().is_none_or(better) {
            chosen = Some((name.clone(), rows));
        }
        if wide >= ENOUGH {
            break;
        }
    }
    let (sheet, rows) = chosen.ok_or(SheetError::Empty)?;
    let others = names.into_iter().filter(|name| *name != sheet).collect();
    Ok(Table { form: Form::Ods { sheet }, rows, from_1904: false, others })
}

fn value(data: &Data) -> Cell {
    match data {
        Data::Empty => Cell::Empty,
        #[expect(clippy::cast_precision_loss, reason = "a spreadsheet keeps fifteen digits")]
        Data::Int(number) => Cell::Number(*number as f64),
        Data::Float(number) => Cell::Number(*number),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => Cell::text(text),
        Data::Bool(value) => Cell::Bool(*value),
        Data::DateTime(moment) if moment.is_duration() => Cell::Duration(moment.as_f64()),
        Data::DateTime(moment) => Cell::Date(moment.as_f64()),
        Data::Error(error) => Cell::Error(error.to_string()),
    }
}

/// Refuses a file whose filled cells, repetitions counted, are more than is taken.
fn reach(bytes: &[u8], limits: &Limits) -> Result<(), SheetError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| SheetError::Damaged)?;
    let entry = archive.by_name("content.xml").map_err(|_| SheetError::Damaged)?;
    let mut reader = Reader::from_reader(BufReader::new(entry));
    let mut buffer = Vec::new();
    let (mut row, mut repeats, mut column, mut filled) = (0_u64, 1_u64, 0_u64, 0_u64);
    let mut cells = 0_u64;
    loop {
        match reader.read_event_into(&mut buffer).map_err(|_| SheetError::Damaged)? {
            Event::Eof => return Ok(()),
            Event::Start(e) if e.name().as_ref() == "table:table" => row = 0,
            Event::Start(e) if e.name().as_ref() == "table:table-row" => {
                repeats = times(&e, "table:number-rows-repeated");
                (column, filled) = (0, 0);
            }
            Event::Start(e) | Event::Empty(e)
                if matches!(e.name().as_ref(), "table:table-cell" | "table:covered-table-cell") =>
            {
                let wide = times(&e, "table:number-columns-repeated");
                column = column.saturating_add(wide);
                if holds_something(&e) {
                    filled = filled.saturating_add(wide);
                    if column > u64::from(limits.columns) {
                        return Err(SheetError::TooManyColumns { max: limits.columns });
                    }
                }
            }
            Event::End(e) if e.name().as_ref() == "table:table-row" => {
                row = row.saturating_add(repeats);
                if filled > 0 && row > u64::from(limits.rows) {
                    return Err(SheetError::TooManyRows { max: limits.rows });
                }
                cells = cells.saturating_add(filled.saturating_mul(repeats));
                if cells > limits.cells as u64 {
                    return Err(SheetError::TooManyCells);
                }
            }
            _ => {}
        }
        buffer.clear();
    }
}

fn times(element: &BytesStart<'_>, name: &str) -> u64 {
    let attribute = element.attributes().flatten().find(|a| a.key.as_ref() == name);
    attribute.and_then(|a| a.value.trim().parse().ok()).unwrap_or(1)
}

fn holds_something(element: &BytesStart<'_>) -> bool {
    element.attributes().flatten().any(|a| {
        matches!(a.key.as_ref(), "office:value-type" | "calcext:value-type" | "table:formula")
    })
}
