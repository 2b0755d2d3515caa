//! How much is taken, and the look into a packed file before anything of it is opened.

use std::io::{Cursor, Read as _, Write};

use zip::ZipArchive;

use crate::SheetError;

/// How much is taken.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of the file as it comes.
    pub bytes: u64,
    /// Bytes it may unpack to.
    pub unpacked: u64,
    /// How many times larger than the file that may be, once it is more than [`Limits::unsuspected`].
    pub ratio: u64,
    /// Up to so many unpacked bytes the ratio is not looked at: small sheets of equal rows pack
    /// very well.
    pub unsuspected: u64,
    /// The last row that may hold something.
    pub rows: u32,
    /// The last column that may hold something.
    pub columns: u32,
    /// Cells that hold something.
    pub cells: usize,
    /// Characters of one cell: what a spreadsheet itself can hold.
    pub text: u32,
    /// Sheets of a workbook.
    pub sheets: u32,
    /// Bytes that the texts a workbook shares between its cells may unpack to: they are all kept
    /// at once.
    pub shared: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 64 << 20,
            unpacked: 512 << 20,
            ratio: 200,
            unsuspected: 32 << 20,
            rows: 300_000,
            columns: 256,
            cells: 6_000_000,
            text: 32_767,
            sheets: 200,
            shared: 128 << 20,
        }
    }
}

/// Entries of a workbook; more is no workbook that anybody made.
const ENTRIES: usize = 5_000;

/// What a packed file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Packed {
    Xlsx,
    Ods,
}

/// How much of the start of a part is looked at for a document type: it stands before everything
/// else, and no spreadsheet writes one.
const START: usize = 16 << 10;

/// Counts the bytes that are written into it, and keeps the first.
struct Counter {
    bytes: u64,
    start: Vec<u8>,
}

impl Write for Counter {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.bytes += bytes.len() as u64;
        let room = START - self.start.len();
        self.start.extend(bytes.iter().take(room));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

/// Unpacks every entry into nothing, and stops as soon as that is too much: what a file says of
/// its own size is not believed.
pub(crate) fn unpack(bytes: &[u8], limits: &Limits) -> Result<Packed, SheetError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| SheetError::Damaged)?;
    if archive.len() > ENTRIES {
        return Err(SheetError::Bomb);
    }
    let mut kind = None;
    let mut counter = Counter { bytes: 0, start: Vec::new() };
    let by_ratio = (bytes.len() as u64).saturating_mul(limits.ratio).max(limits.unsuspected);
    let most = limits.unpacked.min(by_ratio);
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(|_| SheetError::Damaged)?;
        match entry.name() {
            "xl/workbook.xml" => kind = kind.or(Some(Packed::Xlsx)),
            "content.xml" => kind = kind.or(Some(Packed::Ods)),
            name if name.starts_with("xl/externalLinks/") => return Err(SheetError::Links),
            _ => {}
        }
        let shared = entry.name().eq_ignore_ascii_case("xl/sharedStrings.xml");
        let before = counter.bytes;
        let left = most.saturating_sub(before) + 1;
        counter.start.clear();
        std::io::copy(&mut entry.take(left), &mut counter).map_err(|_| SheetError::Damaged)?;
        if counter.bytes > most || (shared && counter.bytes - before > limits.shared) {
            return Err(SheetError::Bomb);
        }
        if declares_a_type(&counter.start) {
            return Err(SheetError::DocumentType);
        }
    }
    kind.ok_or(SheetError::NotATable)
}

/// Whether an XML document declares a document type.
pub(crate) fn declares_a_type(start: &[u8]) -> bool {
    start.windows(9).any(|nine| nine.eq_ignore_ascii_case(b"<!DOCTYPE"))
}
