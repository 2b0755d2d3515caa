//! The process that reads one PDF: it takes the bytes from its input, writes the rows to its
//! output, and gives itself narrow bounds before it looks at anything.

use std::io::{Read, Write};

use serde::{Deserialize, Serialize};

use super::rows;
use crate::SheetError;

/// What stands before the answer.
pub(super) const MARK: &str = "\u{2}FLA-PDF\u{3}";
/// Seconds of work.
pub(super) const SECONDS: u64 = 10;
/// Bytes of memory, as the system counts what a process may address.
#[cfg(unix)]
const MEMORY: u64 = 1 << 30;

/// What came of it.
#[derive(Debug, Serialize, Deserialize)]
pub(super) enum Answer {
    Rows(Vec<(u32, Vec<String>)>),
    NoTable,
    Locked,
    Damaged,
    TooMuch,
}

impl Answer {
    pub(super) fn into_rows(self) -> Result<Vec<(u32, Vec<String>)>, SheetError> {
        match self {
            Self::Rows(rows) => Ok(rows),
            Self::NoTable => Err(SheetError::NoTableInPdf),
            Self::Locked => Err(SheetError::LockedPdf),
            Self::Damaged => Err(SheetError::Damaged),
            Self::TooMuch => Err(SheetError::TooManyCells),
        }
    }
}

/// Reads a PDF from the input and writes its rows to the output, in bounds of time and memory that
/// hold for the whole process from here on.
///
/// # Errors
/// Where input or output break off.
pub fn serve(mut input: impl Read, mut output: impl Write) -> std::io::Result<()> {
    confine();
    let mut bytes = Vec::new();
    input.read_to_end(&mut bytes)?;
    let answer = match rows(bytes) {
        Ok(rows) => Answer::Rows(rows),
        Err(SheetError::LockedPdf) => Answer::Locked,
        Err(SheetError::TooManyCells) => Answer::TooMuch,
        Err(SheetError::Damaged) => Answer::Damaged,
        Err(_) => Answer::NoTable,
    };
    let text = serde_json::to_string(&answer)?;
    write!(output, "{MARK}{text}")?;
    output.flush()
}

/// Ends the process when it takes too long or too much, and keeps it from writing files.
#[cfg(unix)]
fn confine() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let limits = [
        (Resource::Cpu, SECONDS),
        (Resource::Core, 0),
        (Resource::Fsize, 0),
        #[cfg(target_os = "linux")]
        (Resource::As, MEMORY),
    ];
    for (resource, most) in limits {
        let limit = Rlimit { current: Some(most), maximum: Some(most) };
        // Where a system knows no such bound, the one who waits for the answer still ends it.
        let _ = setrlimit(resource, limit);
    }
}

#[cfg(not(unix))]
fn confine() {}
