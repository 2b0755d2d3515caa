//! Why a file cannot be read as a table.

/// Why a file cannot be read as a table.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SheetError {
    /// More bytes than are taken.
    #[error("the file is larger than {max} bytes")]
    TooBig {
        /// Most bytes.
        max: u64,
    },
    /// Unpacks to far more than it is.
    #[error("the file unpacks to too much")]
    Bomb,
    /// More rows than are taken.
    #[error("more than {max} rows")]
    TooManyRows {
        /// Most rows.
        max: u32,
    },
    /// More columns than are taken.
    #[error("more than {max} columns")]
    TooManyColumns {
        /// Most columns.
        max: u32,
    },
    /// More cells, or more text in them, than are taken.
    #[error("too many cells")]
    TooManyCells,
    /// A binary Excel file of before 2007, or one that is protected by a password.
    #[error("an old or protected Excel file")]
    OldOrProtected,
    /// Not a table in any form that is read.
    #[error("not a table")]
    NotATable,
    /// A quotation mark is opened and never closed.
    #[error("a quotation mark in row {row} is not closed")]
    OpenQuote {
        /// Where it is opened.
        row: u32,
    },
    /// The file is damaged.
    #[error("the file is damaged")]
    Damaged,
    /// A cell holds more text than a spreadsheet can show.
    #[error("a cell in row {row} holds more than {max} characters")]
    LongCell {
        /// Where it is.
        row: u32,
        /// Most characters.
        max: u32,
    },
    /// More sheets than are taken.
    #[error("more than {max} sheets")]
    TooManySheets {
        /// Most sheets.
        max: u32,
    },
    /// It takes values from other files, of which nobody here knows how old they are.
    #[error("values come from other files")]
    Links,
    /// It declares a document type, with which a few bytes can stand for very many.
    #[error("a document type is declared")]
    DocumentType,
    /// An XML document in which nothing repeats that could be a row.
    #[error("no rows in the XML document")]
    NoRecords,
    /// An XML document that is nested too deeply.
    #[error("the XML document is nested too deeply")]
    Deep,
    /// A PDF in which no table can be found.
    #[error("no table in the PDF")]
    NoTableInPdf,
    /// A PDF that is protected by a password.
    #[error("a PDF with a password")]
    LockedPdf,
    /// A PDF that took more time or memory than is given to it, or broke its reader.
    #[error("the PDF could not be read in the time given")]
    HardPdf,
    /// PDF files are not read here.
    #[error("PDF files are not read by this installation")]
    PdfNotRead,
    /// There is nothing in it.
    #[error("no rows")]
    Empty,
}

impl SheetError {
    /// The stable name of the reason.
    pub const fn reason(&self) -> &'static str {
        match self {
            Self::TooBig { .. } => "sheet-big",
            Self::Bomb => "sheet-bomb",
            Self::TooManyRows { .. } => "sheet-rows",
            Self::TooManyColumns { .. } => "sheet-columns",
            Self::TooManyCells => "sheet-cells",
            Self::OldOrProtected => "sheet-old",
            Self::NotATable => "sheet-no-table",
            Self::OpenQuote { .. } => "sheet-quote",
            Self::Damaged => "sheet-damaged",
            Self::LongCell { .. } => "sheet-long-cell",
            Self::TooManySheets { .. } => "sheet-sheets",
            Self::Links => "sheet-links",
            Self::DocumentType => "sheet-doctype",
            Self::NoRecords => "sheet-no-records",
            Self::Deep => "sheet-deep",
            Self::NoTableInPdf => "sheet-pdf-no-table",
            Self::LockedPdf => "sheet-pdf-locked",
            Self::HardPdf => "sheet-pdf-hard",
            Self::PdfNotRead => "sheet-pdf-not-read",
            Self::Empty => "sheet-empty",
        }
    }

    /// The limit that was passed, where it was one.
    pub fn limit(&self) -> Option<u64> {
        match self {
            Self::TooBig { max } => Some(*max),
            Self::TooManyRows { max }
            | Self::TooManyColumns { max }
            | Self::TooManySheets { max }
            | Self::LongCell { max, .. } => Some(u64::from(*max)),
            _ => None,
        }
    }

    /// The row in which it shows, where it is in one.
    pub fn row(&self) -> Option<u32> {
        match self {
            Self::OpenQuote { row } | Self::LongCell { row, .. } => Some(*row),
            _ => None,
        }
    }
}
