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
            Self::Empty => "sheet-empty",
        }
    }

    /// The limit that was passed, where it was one.
    pub fn limit(&self) -> Option<u64> {
        match self {
            Self::TooBig { max } => Some(*max),
            Self::TooManyRows { max } | Self::TooManyColumns { max } => Some(u64::from(*max)),
            _ => None,
        }
    }
}
