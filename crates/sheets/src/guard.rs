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
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            bytes: 64 << 20,
            unpacked: 1 << 30,
            ratio: 200,
            unsuspected: 32 << 20,
            rows: 300_000,
            columns: 256,
            cells: 12_000_000,
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

/// Counts the bytes that are written into it.
struct Counter(u64);

impl Write for Counter {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0 += bytes.len() as u64;
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
    let mut counter = Counter(0);
    let by_ratio = (bytes.len() as u64).saturating_mul(limits.ratio).max(limits.unsuspected);
    let most = limits.unpacked.min(by_ratio);
    for index in 0..archive.len() {
        let entry = archive.by_index(index).map_err(|_| SheetError::Damaged)?;
        match entry.name() {
            "xl/workbook.xml" => kind = kind.or(Some(Packed::Xlsx)),
            "content.xml" => kind = kind.or(Some(Packed::Ods)),
            _ => {}
        }
        let left = most.saturating_sub(counter.0) + 1;
        std::io::copy(&mut entry.take(left), &mut counter).map_err(|_| SheetError::Damaged)?;
        if counter.0 > most {
            return Err(SheetError::Bomb);
        }
    }
    kind.ok_or(SheetError::NotATable)
}
