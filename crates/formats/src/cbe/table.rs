//! Text separated by commas, row by row: columns by their names, bounded, with the place of each
//! field.

use std::io::{BufRead, ErrorKind, Read as _};

use fla_domain::anomaly::{Anomaly, Fault};
use fla_domain::identifier::EnterpriseNumber;
use memchr::memchr_iter;

use super::fault;

/// Bytes of one row.
const ROW: usize = 64 * 1024;

/// A field of a row.
pub(super) struct Field {
    pub(super) text: String,
    /// The name of its column.
    name: &'static str,
    /// Line and column on which it begins.
    line: u64,
    column: u64,
}

/// A table of which `N` columns are read.
pub(super) struct Table<R, const N: usize> {
    source: R,
    file: &'static str,
    /// The columns that are read: name and place.
    columns: [(&'static str, usize); N],
    /// Fields of each row.
    width: usize,
    /// The row that was read last, and the line on which it begins.
    row: Vec<u8>,
    line: u64,
    /// Lines read.
    lines: u64,
}

impl<R: BufRead, const N: usize> Table<R, N> {
    /// Reads the first row, which names the columns.
    pub(super) fn open(
        source: R,
        file: &'static str,
        names: &[&'static str; N],
    ) -> Result<Self, Anomaly> {
        let columns = names.map(|name| (name, 0));
        let mut table =
            Self { source, file, columns, width: 0, row: Vec::new(), line: 1, lines: 0 };
        table.read()?;
        let heads = table.fields()?;
        let head = |name: &str| {
            heads.iter().position(|(text, _)| text.trim_start_matches('\u{feff}') == name)
        };
        for (name, place) in &mut table.columns {
            *place = head(name).ok_or_else(|| {
                let wrong = fault(file, Fault::Invalid, "cbe-columns");
                on_line(wrong.with("expected", names.join(", ")), 1)
            })?;
        }
        table.width = heads.len();
        Ok(table)
    }

    /// The line on which the row begins that was read last.
    pub(super) const fn line(&self) -> u64 {
        self.line
    }

    /// The columns of the next row; `None` at the end of the file.
    pub(super) fn row(&mut self) -> Result<Option<[Field; N]>, Anomaly> {
        while self.read()? {
            if self.row.trim_ascii().is_empty() {
                continue;
            }
            let mut fields = self.fields()?;
            if fields.len() != self.width {
                return Err(self.row_fault("cbe-row"));
            }
            return Ok(Some(self.columns.map(|(name, place)| {
                let (text, at) = &mut fields[place];
                let before = &self.row[..*at];
                let breaks = memchr_iter(b'\n', before).count();
                let start = before.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
                let column = String::from_utf8_lossy(&before[start..]).chars().count() + 1;
                let line = self.line + breaks as u64;
                Field { text: std::mem::take(text), name, line, column: column as u64 }
            })));
        }
        Ok(None)
    }

    /// Reads the bytes of the next row, line breaks between quotation marks included.
    fn read(&mut self) -> Result<bool, Anomaly> {
        self.row.clear();
        self.line = self.lines + 1;
        loop {
            let left = (ROW + 1).saturating_sub(self.row.len()) as u64;
            let mut bounded = (&mut self.source).take(left);
            let read = bounded.read_until(b'\n', &mut self.row).map_err(|error| {
                if error.kind() == ErrorKind::FileTooLarge {
                    fault(self.file, Fault::Length, "cbe-big")
                } else {
                    fault(self.file, Fault::Invalid, "cbe-damaged")
                }
            })?;
            self.lines += u64::from(self.row.ends_with(b"\n"));
            let open = memchr_iter(b'"', &self.row).count() % 2 == 1;
            if self.row.len() > ROW || (open && read == 0) {
                return Err(self.row_fault("cbe-quote"));
            }
            if !open {
                return Ok(!self.row.is_empty());
            }
        }
    }

    /// The fields of the row, each with the byte at which it begins.
    fn fields(&self) -> Result<Vec<(String, usize)>, Anomaly> {
        let text = std::str::from_utf8(&self.row).map_err(|error| {
            let before = String::from_utf8_lossy(&self.row[..error.valid_up_to()]);
            let column = before.chars().count() as u64 + 1;
            fault(self.file, Fault::Invalid, "cbe-bytes").in_file(self.line, column)
        })?;
        let text = text.trim_end_matches(['\r', '\n']);
        let mut fields = Vec::with_capacity(self.width);
        let mut at = 0;
        loop {
            let rest = &text[at..];
            let (field, length) = if rest.starts_with('"') {
                let end = closing(rest).ok_or_else(|| self.row_fault("cbe-quote"))?;
                (rest[1..end].replace("\"\"", "\""), end + 1)
            } else {
                let end = rest.find(',').unwrap_or(rest.len());
                (rest[..end].to_owned(), end)
            };
            fields.push((field, at));
            at += length;
            match text.as_bytes().get(at) {
                None => return Ok(fields),
                Some(b',') => at += 1,
                Some(_) => return Err(self.row_fault("cbe-row")),
            }
        }
    }

    fn row_fault(&self, reason: &str) -> Anomaly {
        on_line(fault(self.file, Fault::Invalid, reason), self.line)
    }

    /// A fault of a field.
    pub(super) fn fault(&self, field: &Field, what: Fault, reason: &str) -> Anomaly {
        let shown: String = field.text.chars().take(20).collect();
        let path = format!("{} {}", self.file, field.name);
        fault(&path, what, reason).with("found", shown).in_file(field.line, field.column)
    }

    /// A field as the number of an enterprise.
    pub(super) fn number(&self, field: &Field) -> Result<EnterpriseNumber, Anomaly> {
        field.text.parse().map_err(|anomaly: Anomaly| {
            anomaly.at(format!("{} {}", self.file, field.name)).in_file(field.line, field.column)
        })
    }
}

/// Where the quotation mark is that closes the one at the start.
fn closing(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut at = 1;
    loop {
        at += bytes.get(at..)?.iter().position(|byte| *byte == b'"')?;
        if bytes.get(at + 1) != Some(&b'"') {
            return Some(at);
        }
        at += 2;
    }
}

/// The same on a line of which no column is told.
fn on_line(mut anomaly: Anomaly, line: u64) -> Anomaly {
    anomaly.line = Some(line);
    anomaly
}
