//! From bytes to rows.

use serde::{Deserialize, Serialize};

use crate::guard::{self, Packed};
use crate::{Cell, Limits, SheetError, ods, text, workbook, xml};

/// In which form a table came.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "form", rename_all = "camelCase")]
pub enum Form {
    /// Text with separators.
    Csv {
        /// What stands between cells.
        separator: char,
        /// The name of the encoding.
        encoding: String,
    },
    /// An Excel workbook.
    Xlsx {
        /// The sheet that was read.
        sheet: String,
    },
    /// An `OpenDocument` spreadsheet.
    Ods {
        /// The sheet that was read.
        sheet: String,
    },
    /// An XML document.
    Xml {
        /// The element that is a row.
        record: String,
    },
    /// A PDF document.
    Pdf,
}

/// A row that holds something.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its number as a spreadsheet shows it, from 1; empty rows are counted. Headings that stand
    /// in no row, such as the names of elements, have the number 0.
    pub number: u32,
    /// Its cells from the first column on; none behind the last that holds something.
    pub cells: Vec<Cell>,
}

/// A table as it came.
#[derive(Clone, Debug)]
pub struct Table {
    /// Its form.
    pub form: Form,
    /// The rows that hold something.
    pub rows: Vec<Row>,
    /// Whether its dates count from 1904. [`Cell::Date`] is brought to the usual count; plain
    /// numbers are not.
    pub from_1904: bool,
    /// Other sheets of the workbook that were not read.
    pub others: Vec<String>,
}

/// What a file is, by its first bytes and never by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    /// Packed: XLSX or ODS.
    Packed,
    /// A PDF document.
    Pdf,
    /// An XML document.
    Xml,
    /// Anything else: text, if anything.
    Other,
}

impl Family {
    /// The family of a file.
    pub fn of(bytes: &[u8]) -> Self {
        if bytes.starts_with(b"PK\x03\x04") {
            Self::Packed
        } else if bytes.get(..1_024).unwrap_or(bytes).windows(5).any(|five| five == b"%PDF-") {
            Self::Pdf
        } else if xml::is_one(bytes) {
            Self::Xml
        } else {
            Self::Other
        }
    }
}

/// Reads a table: CSV in any usual encoding and with any usual separator, XLSX, ODS, or an XML
/// document in which something repeats. A PDF is not read here but by [`crate::pdf`], in a
/// process of its own.
///
/// # Errors
/// What is no table, is damaged, or is more than the limits allow.
pub fn read(bytes: &[u8], limits: &Limits) -> Result<Table, SheetError> {
    if bytes.len() as u64 > limits.bytes {
        return Err(SheetError::TooBig { max: limits.bytes });
    }
    let table = if let Family::Packed = Family::of(bytes) {
        match guard::unpack(bytes, limits)? {
            Packed::Xlsx => workbook::read(bytes, limits)?,
            Packed::Ods => ods::read(bytes, limits)?,
        }
    } else if let Family::Pdf = Family::of(bytes) {
        return Err(SheetError::PdfNotRead);
    } else if let Family::Xml = Family::of(bytes) {
        xml::read(bytes, limits)?
    } else if bytes.starts_with(&[0xd0, 0xcf, 0x11, 0xe0]) {
        return Err(SheetError::OldOrProtected);
    } else {
        text::read(bytes, limits)?
    };
    if table.rows.is_empty() { Err(SheetError::Empty) } else { Ok(table) }
}

/// Rows in the making: checks the limits as cells come.
pub(crate) struct Gathering<'l> {
    limits: &'l Limits,
    rows: Vec<Row>,
    cells: usize,
}

impl<'l> Gathering<'l> {
    pub(crate) fn new(limits: &'l Limits) -> Self {
        Self { limits, rows: Vec::new(), cells: 0 }
    }

    /// Adds a cell; row and column count from 0, rows come in order.
    pub(crate) fn cell(&mut self, row: u32, column: u32, cell: Cell) -> Result<(), SheetError> {
        if cell.is_empty() {
            return Ok(());
        }
        if row >= self.limits.rows {
            return Err(SheetError::TooManyRows { max: self.limits.rows });
        }
        if column >= self.limits.columns {
            return Err(SheetError::TooManyColumns { max: self.limits.columns });
        }
        self.cells += 1;
        if self.cells > self.limits.cells {
            return Err(SheetError::TooManyCells);
        }
        let number = row + 1;
        if let Cell::Text(text) = &cell
            && text.len() > self.limits.text as usize
            && text.chars().count() > self.limits.text as usize
        {
            return Err(SheetError::LongCell { row: number, max: self.limits.text });
        }
        if self.rows.last().is_none_or(|last| last.number != number) {
            self.rows.push(Row { number, cells: Vec::new() });
        }
        if let Some(last) = self.rows.last_mut() {
            let column = column as usize;
            if last.cells.len() <= column {
                last.cells.resize(column + 1, Cell::Empty);
            }
            last.cells[column] = cell;
        }
        Ok(())
    }

    pub(crate) fn rows(mut self) -> Vec<Row> {
        self.rows.sort_by_key(|row| row.number);
        self.rows
    }
}
