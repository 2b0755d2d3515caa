//! Spreadsheets in and out. [`read`] takes the bytes of a CSV, XLSX, ODS or XML file as it came,
//! [`pdf`] those of a PDF, and gives its rows with the numbers people see beside them; [`recognise`] undoes what spreadsheets
//! do to dates, durations and long numbers; [`write`] writes tables that no spreadsheet takes for
//! formulas.
//!
//! Nothing here knows the register, and nothing awaits.

mod cell;
mod error;
mod guard;
mod ods;
pub mod pdf;
pub mod read;
pub mod recognise;
mod text;
mod workbook;
pub mod write;
mod xml;

pub use cell::Cell;
pub use error::SheetError;
pub use guard::Limits;
pub use read::{Family, Form, Row, Table, read};
