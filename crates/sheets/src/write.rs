//! Tables out: CSV and XLSX with typed columns, in which nothing is taken for a formula.

use std::path::Path;

pub use fla_domain::cell::harmless;
use jiff::civil::Date;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use crate::recognise::date::to_serial;

/// A value of a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Nothing.
    Empty,
    /// Text, numbers such as SSINs among it.
    Text(String),
    /// A day.
    Day(Date),
    /// A whole number.
    Whole(i64),
    /// A number with two decimals, in hundredths.
    Hundredths(i64),
    /// A duration in minutes, as `7:36`.
    Minutes(i64),
}

impl Value {
    /// A text that may be missing.
    pub fn text(text: Option<&str>) -> Self {
        text.map_or(Self::Empty, |t| Self::Text(t.to_owned()))
    }

    /// A day that may be missing.
    pub fn day(day: Option<Date>) -> Self {
        day.map_or(Self::Empty, Self::Day)
    }

    fn plain(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => harmless(text),
            Self::Day(day) => day.to_string(),
            Self::Whole(number) => number.to_string(),
            Self::Hundredths(number) => hundredths(*number),
            Self::Minutes(minutes) => format!("{}:{:02}", minutes / 60, minutes % 60),
        }
    }
}

fn hundredths(number: i64) -> String {
    let sign = if number < 0 { "-" } else { "" };
    let number = number.abs();
    format!("{sign}{},{:02}", number / 100, number % 100)
}

/// The form of a file that is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// UTF-8 with a mark at its start.
    Csv {
        /// What stands between cells.
        separator: u8,
    },
    /// An Excel workbook.
    Xlsx,
}

impl Kind {
    /// As spreadsheets in Belgium open it: semicolons between cells.
    pub const CSV: Self = Self::Csv { separator: b';' };
}

/// Why a table could not be written.
#[derive(Debug, thiserror::Error)]
pub enum WriteError {
    /// To CSV.
    #[error("a table could not be written as text")]
    Csv(#[from] csv::Error),
    /// To XLSX.
    #[error("a table could not be written as workbook")]
    Xlsx(#[from] XlsxError),
    /// To memory.
    #[error("a table could not be kept")]
    Kept(#[from] std::io::Error),
}

/// Writes a table with a row of titles and gives the bytes of the file. Rows are not kept longer
/// than they take to write; `folder` is where a workbook grows until it is packed.
pub fn write(
    kind: Kind,
    titles: &[String],
    rows: impl IntoIterator<Item = Vec<Value>>,
    folder: &Path,
) -> Result<Vec<u8>, WriteError> {
    match kind {
        Kind::Csv { separator } => to_csv(separator, titles, rows),
        Kind::Xlsx => to_xlsx(titles, rows, folder),
    }
}

fn to_csv(
    separator: u8,
    titles: &[String],
    rows: impl IntoIterator<Item = Vec<Value>>,
) -> Result<Vec<u8>, WriteError> {
    let mut writer = csv::WriterBuilder::new()
        .delimiter(separator)
        .terminator(csv::Terminator::CRLF)
        .flexible(true)
        .from_writer(b"\xef\xbb\xbf".to_vec());
    writer.write_record(titles.iter().map(|title| harmless(title)))?;
    for row in rows {
        writer.write_record(row.iter().map(Value::plain))?;
    }
    writer.into_inner().map_err(|error| WriteError::Kept(error.into_error()))
}

struct Looks {
    head: Format,
    day: Format,
    two: Format,
    hours: Format,
    text: Format,
}

fn to_xlsx(
    titles: &[String],
    rows: impl IntoIterator<Item = Vec<Value>>,
    folder: &Path,
) -> Result<Vec<u8>, WriteError> {
    let mut book = Workbook::new();
    book.set_tempdir(folder)?;
    let looks = Looks {
        head: Format::new().set_bold(),
        day: Format::new().set_num_format("dd/mm/yyyy"),
        two: Format::new().set_num_format("0.00"),
        hours: Format::new().set_num_format("[h]:mm"),
        text: Format::new().set_num_format("@"),
    };
    let sheet = book.add_worksheet_with_constant_memory()?;
    sheet.set_freeze_panes(1, 0)?;
    for (column, title) in (0..).zip(titles) {
        sheet.set_column_width(column, 18)?;
        sheet.write_string_with_format(0, column, harmless(title), &looks.head)?;
    }
    for (number, row) in (1..).zip(rows) {
        for (column, value) in (0..).zip(&row) {
            cell(sheet, number, column, value, &looks)?;
        }
    }
    Ok(book.save_to_buffer()?)
}

#[expect(clippy::cast_precision_loss, reason = "hundredths and minutes are far below 2^53")]
fn cell(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    value: &Value,
    looks: &Looks,
) -> Result<(), XlsxError> {
    match value {
        Value::Empty => {}
        Value::Text(text) => {
            sheet.write_string_with_format(row, column, harmless(text), &looks.text)?;
        }
        Value::Day(day) if day.year() >= 1901 => {
            let moment = ExcelDateTime::from_serial_datetime(f64::from(to_serial(*day)))?;
            sheet.write_datetime_with_format(row, column, &moment, &looks.day)?;
        }
        // Spreadsheets disagree about the days of 1900.
        Value::Day(day) => {
            sheet.write_string_with_format(row, column, day.to_string(), &looks.text)?;
        }
        Value::Whole(number) => {
            sheet.write_number(row, column, *number as f64)?;
        }
        Value::Hundredths(number) => {
            sheet.write_number_with_format(row, column, *number as f64 / 100.0, &looks.two)?;
        }
        Value::Minutes(minutes) => {
            let days = *minutes as f64 / 1440.0;
            sheet.write_number_with_format(row, column, days, &looks.hours)?;
        }
    }
    Ok(())
}
