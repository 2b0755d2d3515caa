//! Text with separators: which encoding, which separator, which quotation.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

use crate::read::Gathering;
use crate::{Cell, Form, Limits, SheetError, Table};

/// Separators, the likelier first.
const SEPARATORS: [char; 4] = [';', '\t', ',', '|'];
/// How many records tell which separator it is.
const TASTED: usize = 40;

pub(crate) fn read(bytes: &[u8], limits: &Limits) -> Result<Table, SheetError> {
    let encoding = encoding_of(bytes)?;
    let (text, _, _) = encoding.decode(bytes);
    let head = text.trim_start();
    let head = head.get(..head.floor_char_boundary(200)).unwrap_or(head).to_ascii_lowercase();
    // No store keeps the character U+0000 in a text, and no spreadsheet writes it.
    if text.contains('\0') {
        return Err(SheetError::NotATable);
    }
    if ["<!doctype", "<html", "<?xml", "{\\rtf"].iter().any(|no| head.starts_with(no)) {
        return Err(SheetError::NotATable);
    }
    // The first line may name the separator; a spreadsheet does not show it as a row.
    let (named, body) = named_separator(&text);
    let separator = named.unwrap_or_else(|| likely_separator(body));
    let mut gathering = Gathering::new(limits);
    let mut records = Records::new(body, separator);
    let mut number = 0;
    while let Some(record) = records.next_record()? {
        for (column, field) in record.iter().enumerate() {
            let column = u32::try_from(column).unwrap_or(u32::MAX);
            gathering.cell(number, column, Cell::text(field))?;
        }
        number += 1;
    }
    let form = Form::Csv { separator, encoding: encoding.name().to_owned() };
    Ok(Table { form, rows: gathering.rows(), from_1904: false, others: Vec::new() })
}

fn encoding_of(bytes: &[u8]) -> Result<&'static Encoding, SheetError> {
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        return Ok(encoding);
    }
    let start = &bytes[..bytes.len().min(4_096)];
    let zeros = |odd: usize| start.iter().skip(odd).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let half = start.len() / 2;
    if odd > half / 2 && even < odd / 4 {
        return Ok(UTF_16LE);
    }
    if even > half / 2 && odd < even / 4 {
        return Ok(UTF_16BE);
    }
    if even + odd > 0 {
        return Err(SheetError::NotATable);
    }
    Ok(if std::str::from_utf8(bytes).is_ok() { UTF_8 } else { WINDOWS_1252 })
}

fn named_separator(text: &str) -> (Option<char>, &str) {
    let Some(rest) = text.get(..4).filter(|s| s.eq_ignore_ascii_case("sep=")).map(|_| &text[4..])
    else {
        return (None, text);
    };
    let mut chars = rest.chars();
    let (Some(separator), tail) = (chars.next(), chars.as_str()) else { return (None, text) };
    match tail.strip_prefix("\r\n").or_else(|| tail.strip_prefix('\n')) {
        Some(body) => (Some(separator), body),
        None => (None, text),
    }
}

/// The separator by which the most of the first records have the same number of fields.
fn likely_separator(text: &str) -> char {
    let mut best = (0, ';');
    for separator in SEPARATORS {
        let mut records = Records::new(text, separator);
        let mut widths = Vec::new();
        while widths.len() < TASTED
            && let Ok(Some(record)) = records.next_record()
        {
            if record.iter().any(|field| !field.trim().is_empty()) {
                widths.push(record.len());
            }
        }
        let agreed = widths
            .iter()
            .filter(|w| **w > 1)
            .map(|w| widths.iter().filter(|other| *other == w).count() * 100 + w.min(&50))
            .max()
            .unwrap_or(0);
        if agreed > best.0 {
            best = (agreed, separator);
        }
    }
    best.1
}

/// Records of a text, one for each row that a spreadsheet shows: empty lines too, and line breaks
/// between quotation marks within one.
struct Records<'t> {
    rest: &'t str,
    separator: char,
    number: u32,
}

impl<'t> Records<'t> {
    fn new(text: &'t str, separator: char) -> Self {
        Self { rest: text, separator, number: 0 }
    }

    fn next_record(&mut self) -> Result<Option<Vec<String>>, SheetError> {
        if self.rest.is_empty() {
            return Ok(None);
        }
        self.number += 1;
        let mut fields = Vec::new();
        loop {
            let field = if self.rest.starts_with('"') { self.quoted()? } else { self.bare() };
            fields.push(field);
            let Some(next) = self.rest.chars().next() else { break };
            self.rest = &self.rest[next.len_utf8()..];
            if next != self.separator {
                if next == '\r' {
                    self.rest = self.rest.strip_prefix('\n').unwrap_or(self.rest);
                }
                break;
            }
        }
        Ok(Some(fields))
    }

    fn bare(&mut self) -> String {
        let end = self.rest.find([self.separator, '\r', '\n']).unwrap_or(self.rest.len());
        let field = self.rest[..end].to_owned();
        self.rest = &self.rest[end..];
        field
    }

    /// A field between quotation marks; what follows the closing one before the separator belongs
    /// to it as it stands.
    fn quoted(&mut self) -> Result<String, SheetError> {
        let mut field = String::new();
        let mut rest = &self.rest[1..];
        loop {
            let Some(end) = rest.find('"') else {
                return Err(SheetError::OpenQuote { row: self.number });
            };
            field.push_str(&rest[..end]);
            rest = &rest[end + 1..];
            match rest.strip_prefix('"') {
                Some(after) => {
                    field.push('"');
                    rest = after;
                }
                None => break,
            }
        }
        self.rest = rest;
        field.push_str(&self.bare());
        Ok(field)
    }
}
