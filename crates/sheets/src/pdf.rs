//! Tables in PDF documents. A PDF can be made so that reading it takes for ever, so it is read by a
//! [`Reader`] in a process of its own, which may use so much time and memory and no more; what
//! breaks there breaks nothing here.

mod child;
mod glyphs;
mod lines;
mod reader;

pub use child::serve;
pub use lines::{Glyph, table};
pub use reader::Reader;

use crate::SheetError;

/// Pages that are read.
const PAGES: usize = 2_000;
/// Characters that are read.
const GLYPHS: usize = 4_000_000;

/// The rows of the table in a PDF, each with the number of its line in the document. Only for
/// documents that are trusted: see [`Reader`] for others.
pub fn rows(bytes: Vec<u8>) -> Result<Vec<(u32, Vec<String>)>, SheetError> {
    let pages = glyphs::read(bytes)?;
    let rows = table(&pages);
    if rows.len() < 2 { Err(SheetError::NoTableInPdf) } else { Ok(rows) }
}
